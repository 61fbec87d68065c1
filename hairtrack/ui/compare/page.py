"""The compare page: two visits of a view, looked at together, with what may be said about them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QMainWindow, QSizePolicy

from hairtrack.analysis.change import Verdict, verdict_sentence
from hairtrack.course import Course, Photo
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress
from hairtrack.ui.blind.rating import BlindRating
from hairtrack.ui.compare.change_panel import visit_value_words
from hairtrack.ui.compare.panel import ComparisonPanel
from hairtrack.ui.compare.placed_pair import PlacedPair, pair_placer
from hairtrack.ui.compare.saved_picture import ComparisonPicture
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.taken_list import TakenList, taken_words, treatment_day_words
from hairtrack.ui.compare.view import Look
from hairtrack.ui.focus import order_focus
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, button, column, label, row
from hairtrack.ui.words import breakable, visit_words
from hairtrack.workflow.change_map import RegionMap, map_change
from hairtrack.workflow.compare_photos import Comparison, RegionChange
from hairtrack.workflow.fair_pair import ProposedPair, compare_fairly, find_fair_pair
from hairtrack.workflow.places import outline_in_reference

_EXCHANGE = "Exchange before and after"
_FAIR = "Choose the best matched of the first and last visits, by how they were taken"
_BLIND = "Say which of two photos shows more hair without knowing their dates"
_NO_PAIR = "There are no two aligned visits to choose from."


class ComparePage(Page):
    """Shows any two visits of a view, and whether what differs is more than their doubt."""

    name = "compare"
    pairs = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._front = False
        self._key: object = None
        self._work: list[Job] = []
        self._comparison: Comparison | None = None
        self._mapped = False
        self._fair: ProposedPair | None = None
        self._region = ""
        self.pair_stage = CompareStage((Look.WIPE, Look.BLINK, Look.SIDE, Look.ONION, Look.MAP))
        self.pair_stage.map_wanted.connect(self._make_map)
        self.pair_stage.full_screen_wanted.connect(self.full_screen_wanted)
        self.pair_stage.obey(self.settings)
        self.settings_changed.connect(lambda _: self.pair_stage.obey(self.settings))
        self.stage = self.pair_stage
        self.panel = Inspector("Comparison")
        self.inspector = self.panel
        self._build_inspector()
        for changed in (self.session.course_changed, self.session.selection_changed):
            changed.connect(self._refresh)

    def _build_inspector(self) -> None:
        self.before = self._visit_box("Before", lambda sha: self.session.select(before=sha))
        self.after = self._visit_box("After", lambda sha: self.session.select(after=sha))
        self.found = ComparisonPanel()
        self.found.chosen.connect(self._choose_region)
        self.step = button("", self._take_step, role="primary")
        self._next_page = ""
        self.panel.add(self.step)
        self.panel.add(self.found)
        self.picture = ComparisonPicture(self.session, self.jobs, self.stage)
        self.panel.add(self.picture)
        self.panel.section("The two visits")
        self.taken_then = (label("", "muted"), label("", "muted"))
        for words, box, taken in zip(("Before", "After"), (self.before, self.after), self.taken_then, strict=True):
            self.panel.add(column(label(words, "muted"), box, taken, gap=2))
        swap = button("Exchange", self._swap, icon="swap", role="link", tip=_EXCHANGE, shortcut="X")
        fair = button("Fair pair", self._find_fair, role="link", tip=_FAIR)
        self.panel.add(row(swap, fair, button("Rate blind", self._rate_blind, role="link", tip=_BLIND)))
        self.fair_words = label("", "muted")
        self.panel.add(self.fair_words)
        self.taken_between = TakenList()
        self.panel.add(self.taken_between)
        self._say_fair("")

    def _visit_box(self, name: str, chosen: Callable[[str], None]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"Visit {name.lower()}")
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.activated.connect(lambda index: chosen(box.itemData(index)))
        return box

    # Coming and going

    def enter(self) -> None:
        """Show the present pair."""
        self._front = True
        self._refresh()

    def leave(self) -> None:
        """Stop blinking."""
        self._front = False
        self.pair_stage.rest()

    def _refresh(self) -> None:
        if not self._front or not self.session.is_open:
            return
        session = self.session
        self._fill_boxes()
        before, after = session.before, session.after
        self._say_taken(before, after)
        self.picture.show_pair((before, after) if before and after and before != after else None)
        if before is None or after is None or before == after:
            self._show_nothing(len(session.photos))
            return
        if self._fair is not None and (before, after) != (self._fair.before, self._fair.after):
            self._say_fair("")
        key = _what_matters(session.course, before, after)
        if key != self._key:
            self._key = key
            self._begin(before, after)
        else:
            self._caption(self._chosen())

    def _show_nothing(self, photos: int) -> None:
        self._stop()
        self._key = None
        self.pair_stage.show_words("Choose two visits to compare" if photos > 1 else "There is nothing to compare yet")
        self.pair_stage.caption("", "")
        why = (
            "The same visit is chosen twice. Click one photo in the timeline, then another with Shift."
            if photos > 1
            else "A comparison needs two dated photos of one view. Add photos of another visit."
        )
        self._comparison = None
        self.panel.say("Two visits are needed", why, "title")
        self._offer("" if photos > 1 else "photos", "Add photos")
        self.found.clear()

    def _fill_boxes(self) -> None:
        session = self.session
        for box, chosen in ((self.before, session.before), (self.after, session.after)):
            box.clear()
            for photo in session.photos:
                box.addItem(visit_words(session.course, photo.taken_on), photo.sha256)
            box.setCurrentIndex(box.findData(chosen.sha256) if chosen else -1)

    def _say_taken(self, before: Photo | None, after: Photo | None) -> None:
        """Say what the diary knows of the two days and of the time between them."""
        course, days = self.session.course, tuple(photo.taken_on if photo else None for photo in (before, after))
        for words, day in zip(self.taken_then, days, strict=True):
            words.setText(breakable(taken_words(course, day)))
            words.setVisible(bool(words.text()))
        self.taken_between.show_between(course, *days)

    def _swap(self) -> None:
        before, after = self.session.before, self.session.after
        if before is not None and after is not None:
            self.session.select(before=after.sha256, after=before.sha256)

    def _find_fair(self) -> None:
        folder, course, view = self.session.folder, self.session.course, self.session.view
        if view is None:
            return

        def find(progress: Progress) -> ProposedPair | None:
            return find_fair_pair(folder, course, view, progress)

        self.jobs.start(find, what="Choosing the fair pair", done=self._choose_fair)

    def _choose_fair(self, pair: ProposedPair | None) -> None:
        if pair is not None:
            if not self._front or pair.before.view is not self.session.view:
                return
            self.session.select(before=pair.before.sha256, after=pair.after.sha256)
        self._fair = pair
        self._say_fair(pair.why if pair else _NO_PAIR)

    def _rate_blind(self) -> None:
        window = self.stage.window()
        if self.session.view is not None and self.session.may_edit() and isinstance(window, QMainWindow):
            BlindRating(window, self.session, self.jobs, self.settings)

    def _say_fair(self, why: str) -> None:
        self.fair_words.setText(why)
        self.fair_words.setVisible(bool(why))

    # Work

    def _begin(self, before: Photo, after: Photo) -> None:
        """Show the pair as soon as it is placed; its verdict may come later."""
        self._stop()
        folder, course = self.session.folder, self.session.course
        self._comparison = None
        self.panel.say("Comparing", "Both photos are being placed over each other.", "title")
        self._offer("", "")
        self.found.clear()
        self._caption(None)

        def judge(progress: Progress) -> Comparison:
            return compare_fairly(folder, course, before, after, progress)

        start = partial(self.jobs.start, failed=self._refused, quiet=True)
        self._work = [
            start(pair_placer(self.session, before, after), what="Placing two photos", done=self._show_pair),
            start(judge, what="Comparing two photos", done=self._show_comparison),
        ]

    def _stop(self) -> None:
        for job in self._work:
            job.cancel()
        self._work = []
        self._mapped = False
        self.pair_stage.forget_map()

    def _refused(self, error: HairtrackError) -> None:
        self._stop()
        self._key = None
        self.pair_stage.show_words(error_sentence(error))
        self.panel.say("These photos cannot be shown", error_sentence(error), "title")

    def _show_pair(self, shown: PlacedPair) -> None:
        self.pair_stage.show_pair(shown.before, shown.after, aligned=shown.aligned)
        course, before = self.session.course, self.session.before
        if before is not None:
            regions = course.coloured(before.view)
            known = [(o, r) for r in regions if (o := outline_in_reference(course, r)) is not None]
            self.pair_stage.show_outlines(known)

    def _make_map(self) -> None:
        """Map the change once somebody looks at it, and once the verdict is known, whose doubt the map shares."""
        comparison = self._comparison
        if comparison is None or self._mapped or self.pair_stage.look is not Look.MAP:
            return
        self._mapped = True
        folder, course = self.session.folder, self.session.course

        def work(progress: Progress) -> tuple[RegionMap, ...]:
            return map_change(folder, course, comparison, progress)

        def refused(error: HairtrackError) -> None:
            self.pair_stage.say_of_map(error_sentence(error))

        show = self.pair_stage.show_maps
        self._work.append(self.jobs.start(work, what="Mapping the change", done=show, failed=refused, quiet=True))

    # What is said

    def _show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        known = [change.region.id for change in comparison.changes]
        if self._region not in known:
            self._region = known[0] if known else ""
        self._say(comparison)
        self._make_map()

    def _choose_region(self, region: str) -> None:
        self._region = region
        if self._comparison is not None:
            self._say(self._comparison)

    def _say(self, comparison: Comparison) -> None:
        course, chosen = self.session.course, self._chosen()
        unaligned = [p for p in (comparison.before, comparison.after) if not _placed(course, p)]
        self._caption(chosen)
        if chosen is None and unaligned:
            self.found.clear()
        else:
            self.found.show_comparison(comparison, self._region)
        order_focus(self.panel)
        if chosen is None:
            what = "These photos are not aligned yet" if unaligned else "No region yet"
            why = (
                "Align them, then they can be laid over each other."
                if unaligned
                else "Look, wipe and blink as you like. For a number, draw a region on the Measure page."
            )
            self.panel.say(what, why, "title")
            self._offer("align" if unaligned else "measure", "Align photos" if unaligned else "Draw a region")
            return
        # Why not, and what to do, comes before any number; what is only to be kept in mind comes after them.
        refused = chosen.change.verdict is Verdict.NOT_COMPARABLE
        why = "\n\n".join(map(reason_sentence, chosen.change.reasons)) if refused else ""
        self.panel.say(verdict_sentence(chosen.change), why, "title")
        if unaligned:
            self._offer("align", "Align photos")
        elif chosen.before is None or chosen.after is None:
            self._offer("measure", "Measure")
        else:
            self._offer("", "")

    def _chosen(self) -> RegionChange | None:
        """Return the region that is said large."""
        changes = self._comparison.changes if self._comparison is not None else ()
        return next((change for change in changes if change.region.id == self._region), None)

    def _caption(self, change: RegionChange | None) -> None:
        session = self.session
        captions = []
        for words, photo, value in (
            ("Before", session.before, change.before if change else None),
            ("After", session.after, change.after if change else None),
        ):
            day = treatment_day_words(session.course, photo.taken_on) if photo else ""
            captions.append(f"{words}: {day}" + (f"\n{visit_value_words(value)}" if change else ""))
        self.pair_stage.caption(*captions)

    def _offer(self, page: str, words: str) -> None:
        self._next_page = page
        self.step.setText(words)
        self.step.setAccessibleName(words)
        self.step.setVisible(bool(page))

    def _take_step(self) -> None:
        self.go_to.emit(self._next_page)


def _placed(course: Course, photo: Photo) -> bool:
    alignment = course.alignment(photo)
    return photo == course.reference(photo.view) or (alignment is not None and alignment.aligned)


def _what_matters(course: Course, before: Photo, after: Photo) -> object:
    """Return what the comparison rests on, so that other edits do not repeat it."""
    shas = {before.sha256, after.sha256}
    regions = course.regions_in(before.view)
    known = {region.id for region in regions}
    return (
        course.id,
        before,
        after,
        course.reference(before.view),
        tuple(a for a in course.alignments if a.moving in shas),
        regions,
        tuple(m for m in course.measurements if m.region in known),
        course.diary.grooms,
    )
