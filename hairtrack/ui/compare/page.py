"""The compare page: two visits of a view, looked at together, with what may be said about them."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow

from hairtrack.analysis.change import Verdict, verdict_sentence
from hairtrack.course import Course, Photo, Region
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress
from hairtrack.ui.blind.rating import BlindRating
from hairtrack.ui.compare.pair_choice import PairChoice
from hairtrack.ui.compare.panel import ComparisonPanel
from hairtrack.ui.compare.photo_menus import PhotoMenus
from hairtrack.ui.compare.saved_picture import ComparisonPicture
from hairtrack.ui.compare.shown_photos import ShownPhotos, visits_between
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.steady_room import SteadyRoom
from hairtrack.ui.compare.time_lapse import TimeLapseForm
from hairtrack.ui.compare.view import Look
from hairtrack.ui.compare.words import caption_words
from hairtrack.ui.focus import order_focus
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, button
from hairtrack.workflow.change_map import RegionMap, map_change
from hairtrack.workflow.compare_photos import Comparison, RegionChange
from hairtrack.workflow.fair_pair import compare_fairly
from hairtrack.workflow.images import forget_images
from hairtrack.workflow.places import outline_in_reference, to_photo

_REST_MS = 150
"""The verdict waits until nobody goes on to another visit for so long."""


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
        self._region = ""
        self._more: tuple[str, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._judge)
        self.pair_stage = CompareStage((Look.WIPE, Look.BLINK, Look.SIDE, Look.ONION, Look.MAP, Look.VISITS))
        self.pair_stage.map_wanted.connect(self._make_map)
        self.pair_stage.full_screen_wanted.connect(self.full_screen_wanted)
        self.pair_stage.obey(self.settings)
        self.settings_changed.connect(lambda _name: self.pair_stage.obey(self.settings))
        self.pair_stage.look_changed.connect(self._refresh)
        self.shown = ShownPhotos(self.session, self.jobs, self.pair_stage, self._caption)
        self.shown.refused.connect(self._refused)
        tone = self.pair_stage.bar.tone
        self.pair_stage.bar.want(tone, True)
        tone.toggled.connect(lambda on: self.shown.match_tone(on=on))
        self.stage = self.pair_stage
        self.panel = Inspector(_("Comparison"))
        self.inspector = self.panel
        self._build_inspector()
        self.photo_deeds = (
            (_("Choose the fair pair"), self.choice.find_fair),
            (_("Save the pair as a picture"), self.picture.ask_place),
        )
        self.menus = PhotoMenus(self.session, self.pair_stage, self.go_to.emit, self.photo_deeds)
        self.session.opened.connect(lambda: tone.setChecked(False))
        for changed in (self.session.course_changed, self.session.selection_changed):
            changed.connect(self._refresh)

    def _build_inspector(self) -> None:
        self.found = ComparisonPanel()
        self.found.chosen.connect(self._choose_region)
        self.step = button("", self._take_step, role="primary")
        self._next_page = ""
        self.picture = ComparisonPicture(self.session, self.jobs, self.stage)
        self.film = TimeLapseForm(self.session, self.jobs, self.stage, self.settings)
        self.settings_changed.connect(lambda _name: self.film.obey())
        self.choice = PairChoice(self.session, self.jobs, self.stage)
        self.choice.blind_wanted.connect(self._rate_blind)
        self._room = SteadyRoom(self.found, self.panel.column)
        for part in (self.step, self.found, self._room, self.picture, self.film):
            self.panel.add(part)
        self.panel.section(_("The two visits"))
        self.panel.add(self.choice)

    # Coming and going

    def enter(self) -> None:
        """Show the present pair."""
        self._front = True
        self.shown.come()
        self.film.come()
        self._refresh()

    def leave(self) -> None:
        """Stop blinking."""
        self._front = False
        self.shown.leave()
        self.film.leave()
        self.pair_stage.rest()

    def _refresh(self) -> None:
        if not self._front or not self.session.is_open:
            return
        before, after = self.session.before, self.session.after
        self.choice.refresh()
        if before is None or after is None or before == after:
            self.picture.show_pair(None)
            self._show_nothing(len(self.session.photos))
            return
        self.picture.show_pair((before, after))
        key = _what_matters(self.session.course, before, after)
        if key != self._key:
            self._key = key
            self._begin()
        self._follow_visits()
        self.shown.show()

    def _show_nothing(self, photos: int) -> None:
        self._stop()
        self._key = self._comparison = None
        self._room.hide()
        self.shown.forget()
        self.pair_stage.show_words(
            _("Choose two visits to compare") if photos > 1 else _("There is nothing to compare yet")
        )
        self.pair_stage.caption("", "")
        why = (
            _("The same visit is chosen twice. Click another photo in the timeline, or press End for the last visit.")
            if photos > 1
            else _("A comparison needs two dated photos of one view. Add photos of another visit.")
        )
        self.panel.say(_("Two visits are needed"), why, "title")
        self._offer("" if photos > 1 else "photos", _("Add photos"))
        self.found.clear()

    def _rate_blind(self) -> None:
        window = self.stage.window()
        if self.session.view is not None and self.session.may_edit() and isinstance(window, QMainWindow):
            BlindRating(window, self.session, self.jobs, self.settings)

    # Visits side by side

    def _follow_visits(self) -> None:
        """Show visits side by side once some are chosen for that; until then, spread them evenly in time."""
        chosen, side_by_side = self.session.selection, self.pair_stage.wanted is Look.VISITS
        joined, self._more = chosen.picked and chosen.more != self._more, chosen.more
        if joined and not side_by_side:
            self.pair_stage.show_as(Look.VISITS)
        elif side_by_side and not self._are_picked():
            self._more = visits_between(self.session)
            self.session.select_more(self._more, picked=False)
        elif not side_by_side and not chosen.picked:
            self._more = ()
            self.session.select_more((), picked=False)

    def _are_picked(self) -> bool:
        """Whether somebody chose what is shown beside the pair, and it is of this view."""
        chosen = self.session.selection
        return chosen.picked and (not chosen.more or bool(self.session.more))

    # Work

    def _begin(self) -> None:
        """Forget what was said of another pair; the verdict on this one comes once the hand rests."""
        self._stop()
        self._comparison = None
        with self._room.kept():
            self.panel.say(_("Comparing"), _("What may be said about these two photos is being worked out."), "title")
            self._offer("", "")
            self.found.clear()
        self._show_outlines()
        self._rest.start()

    def _judge(self) -> None:
        before, after = self.session.before, self.session.after
        if before is None or after is None or not self._front or not self.session.is_open:
            # Coming back begins anew.
            self._key = None
            return
        folder, course = self.session.folder, self.session.course

        def judge(progress: Progress) -> Comparison:
            return compare_fairly(folder, course, before, after, progress)

        self.shown.pictures.holds_back = True
        what, done = _("Comparing two photos"), self._show_comparison
        self._work.append(self.jobs.start(judge, what=what, done=done, failed=self._refused_error, quiet=True))

    def _stop(self) -> None:
        self._rest.stop()
        for job in self._work:
            job.cancel()
        self._work = []
        self.shown.pictures.holds_back = self._mapped = False
        self.pair_stage.forget_map()

    def _refused_error(self, error: HairtrackError) -> None:
        self._refused(error_sentence(error))

    def _refused(self, why: str) -> None:
        self._stop()
        self._room.hide()
        self.pair_stage.show_words(why)
        self.panel.say(_("These photos cannot be shown"), why, "title")
        self.found.clear()

    def _show_outlines(self) -> None:
        course, view = self.session.course, self.session.view
        regions = course.coloured(view) if view is not None else ()
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
        self._work.append(self.jobs.start(work, what=_("Mapping the change"), done=show, failed=refused, quiet=True))

    # What is said

    def _show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._say(comparison)
        self._room.give_up()
        self._make_map()
        if not self._mapped:
            # As they were taken, the photos were needed for the verdict alone.
            forget_images()
        self.shown.pictures.holds_back = False
        self.shown.show()

    def _choose_region(self, region: str) -> None:
        self._region = region
        if self._comparison is not None:
            self._say(self._comparison)
        self.shown.show()

    def _say(self, comparison: Comparison) -> None:
        course, chosen = self.session.course, self._chosen(comparison)
        unaligned = [p for p in (comparison.before, comparison.after) if to_photo(course, p) is None]
        if chosen is None and unaligned:
            self.found.clear()
        else:
            self.found.show_comparison(comparison, chosen.region.id if chosen else "")
        order_focus(self.panel)
        if chosen is None:
            what = _("These photos are not aligned yet") if unaligned else _("No region yet")
            why = (
                _("Align them, then they can be laid over each other.")
                if unaligned
                else _("Look, wipe and blink as you like. For a number, draw a region on the Measure page.")
            )
            self.panel.say(what, why, "title")
            self._offer(*(("align", _("Align photos")) if unaligned else ("measure", _("Draw a region"))))
            return
        # Why not, and what to do, comes before any number; what is only to be kept in mind comes after them.
        refused = chosen.change.verdict is Verdict.NOT_COMPARABLE
        why = "\n\n".join(map(reason_sentence, chosen.change.reasons)) if refused else ""
        self.panel.say(verdict_sentence(chosen.change), why, "title")
        if unaligned:
            self._offer("align", _("Align photos"))
        elif chosen.before is None or chosen.after is None:
            self._offer("measure", _("Measure"))
        else:
            self._offer("", "")

    def _region_in_hand(self) -> Region | None:
        """Return the region that is said large and stands on the photos."""
        view = self.session.view
        regions = self.session.course.regions_in(view) if view is not None else ()
        return next((region for region in regions if region.id == self._region), next(iter(regions), None))

    def _chosen(self, comparison: Comparison) -> RegionChange | None:
        region = self._region_in_hand()
        return next((change for change in comparison.changes if region and change.region.id == region.id), None)

    def _caption(self, photo: Photo, toned: bool) -> str:
        session = self.session
        before, after = session.before, session.after
        alone = before is not None and after is not None and before.taken_on == after.taken_on
        words = caption_words(session.course, photo, self._region_in_hand(), alone=alone, toned=toned)
        if photo == before:
            return _("Before: {caption}", caption=words)
        return _("After: {caption}", caption=words) if photo == after else words

    def _offer(self, page: str, words: str) -> None:
        self._next_page = page
        self.step.setText(words)
        self.step.setAccessibleName(words)
        self.step.setVisible(bool(page))

    def _take_step(self) -> None:
        self.go_to.emit(self._next_page)


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
