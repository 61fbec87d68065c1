"""The measure page: draw the regions, measure them, see what was taken for hair and what could not be judged."""

from functools import partial

from hairtrack.course import Course, Outline, Photo, Region, Size
from hairtrack.errors import ReasonKind
from hairtrack.language import _
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.change_panel import value_words
from hairtrack.ui.measure.hair_marks import HairMarks
from hairtrack.ui.measure.stage import Hand, MeasureStage
from hairtrack.ui.measure.taking_out import TakingOut
from hairtrack.ui.measure.touch_follower import TouchFollower
from hairtrack.ui.measure.touching import Touching
from hairtrack.ui.measure.words import Step, say_measurement, touch_words, unmeasured
from hairtrack.ui.page import Desk, Page, Steps
from hairtrack.ui.regions.edits import RegionEdits
from hairtrack.ui.regions.list import RegionList
from hairtrack.ui.widgets import Inspector, button, label
from hairtrack.ui.words import visit_words
from hairtrack.workflow.measure_coverage import learn_anew, measure_course
from hairtrack.workflow.places import place_of


class MeasurePage(Page):
    """Shows one photo, its regions and their values."""

    name = "measure"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._front = False
        self._shown: Picture | None = None
        self._size: Size | None = None
        self._region = ""
        self._step = Step.NONE
        self._drawn_on = ""
        self._drafts: dict[str, Outline] = {}
        self.edits = RegionEdits(self.session, self.jobs, self)
        self.measure_stage = MeasureStage()
        self.marks = HairMarks(self.measure_stage.canvas, self.jobs)
        self.follower = TouchFollower(self.session, self.jobs, self)
        self.touching = Touching(self.session, self.measure_stage, self.follower)
        self.stage = self.measure_stage
        self.panel = Inspector(_("Measurement"))
        self.inspector = self.panel
        self._build_inspector()
        self._connect()

    def _build_inspector(self) -> None:
        self.step = button("", self._take_step, role="primary")
        self.reasons = label("", "body")
        self.regions = RegionList()
        tip = _("Learn from all photos of this course, such as those that came in since")
        self.learn = button(_("Learn hair and skin anew"), self._learn, tip=tip)
        self.touches = label("", "muted")
        for widget in (self.step, self.reasons):
            self.panel.add(widget)
        self.panel.section(_("Regions of this view"))
        self.panel.add(self.regions)
        self.panel.section(_("Marks on hair"))
        self.panel.add(self.marks)
        self.panel.add(self.marks.how)
        self.panel.section(_("Hair and skin"))
        self.panel.add(self.touches)
        self.panel.add(self.learn)

    def _connect(self) -> None:
        stage, session = self.measure_stage, self.session
        for changed in (session.course_changed, session.selection_changed, session.editable_changed):
            changed.connect(self._refresh)
        self.images.ready.connect(self._arrived)
        for going_on in (session.leaving, session.selecting):
            going_on.connect(stage.settle)
        session.opened.connect(self._drafts.clear)
        stage.left_open.connect(self._keep_draft)
        stage.stepped.connect(self.steps_changed)
        stage.editor.taken_back.connect(session.undo)
        stage.hand_changed.connect(self._take_hand)
        self.marks.inspected.connect(self._inspected)
        session.opened.connect(self.marks.forget)
        self.marks.pointed.connect(stage.remark)
        self.follower.changed.connect(self._refresh)
        self.follower.changed.connect(self.badge_changed)
        stage.editor.changed.connect(self.edits.change)
        stage.editor.removed.connect(self.edits.remove)
        stage.editor.chosen.connect(self._choose_region)
        stage.editor.told.connect(stage.object)
        stage.menu_wanted.connect(self.regions.open_menu)
        for drawer in stage.drawers.values():
            drawer.told.connect(stage.object)
            drawer.drawn.connect(self.edits.add)
        self.taking_out = TakingOut(session, stage)
        self.regions.chosen.connect(self._choose_region)
        self.regions.removed.connect(self.edits.remove)
        self.regions.renamed.connect(self.edits.rename)
        self.regions.coloured.connect(self.edits.colour)
        self.regions.copied.connect(self.edits.copy)
        self.regions.marked.connect(self.edits.mark)
        self.regions.area_wanted.connect(self.edits.add_area)
        self.edits.edited.connect(self._edited)
        self.edits.told.connect(stage.object)

    # Coming and going

    def enter(self) -> None:
        """Show the photo in hand."""
        self._front = True
        self._refresh()

    def leave(self) -> None:
        """Complete an edit made by keys, lay a half-drawn region aside, hold no photo in memory."""
        self._front = False
        self.measure_stage.take(Hand.CHANGE)
        self.marks.rest()
        self._shown = None
        self.measure_stage.canvas.show_words("")

    @property
    def steps(self) -> Steps:
        """Those of what a hand has half made, if it has."""
        return self.measure_stage.half_made or self.session

    def badge(self) -> str:
        """Say how many values are still to be measured."""
        course = self.session.course
        if course.views() and not course.regions:
            return _("no region")
        missing = 0 if self.follower.following else len(unmeasured(course))
        return _("{missing} to measure", missing=missing) if missing else ""

    # What is shown

    @property
    def _chosen(self) -> Region | None:
        view = self.session.view
        known = self.session.course.regions_in(view) if view else ()
        return next((region for region in known if region.id == self._region), next(iter(known), None))

    def _refresh(self) -> None:
        if not self._front or not self.session.is_open:
            return
        photo = self.session.photo
        drawing = self.measure_stage.hand in self.measure_stage.drawers
        if drawing and photo is not None and photo != self.session.course.reference(photo.view):
            # Drawn on another photo, it would be kept in the reference photo's pixels all the same.
            self.measure_stage.take(Hand.CHANGE)
        self._show_photo(photo)
        self._show_regions(photo)
        self.marks.look_into(self.session.folder, self.session.course, photo, self._chosen)
        self.follower.follow()
        self._say(photo)

    def _inspected(self) -> None:
        if self._front and self.session.is_open:
            if self.session.course.touches_wait:
                self._show_regions(self.session.photo)
            self._say(self.session.photo)

    def _arrived(self, sha256: str) -> None:
        photo = self.session.photo
        if self._front and photo is not None and photo.sha256 == sha256:
            self._show_photo(photo)

    def _show_photo(self, photo: Photo | None) -> None:
        canvas = self.measure_stage.canvas
        picture = self.images.picture(photo) if photo else None
        if picture is None:
            self._shown = None
            words = (
                _("No photos in this course yet")
                if photo is None
                else self.images.problem(photo) or _("Reading the photo")
            )
            canvas.show_words(words)
        elif picture is not self._shown:
            same_size, self._size = self._size == picture.size, picture.size
            self._shown = picture
            canvas.show_picture(picture, keep_place=same_size)
            self.measure_stage.editor.show_regions((), "")
            self._show_regions(photo)

    def _show_regions(self, photo: Photo | None) -> None:
        session, stage, chosen = self.session, self.measure_stage, self._chosen
        course = session.course
        regions = course.coloured(photo.view) if photo else ()
        here = tuple(region for region in regions if photo is not None and region.drawn_on == photo.sha256)
        chosen_id = chosen.id if chosen else ""
        stage.editor.show_regions(here, chosen_id)
        stage.allow_change(allowed=session.editable and bool(here))
        shown = [(o, r, r.id == chosen_id) for r in regions if (o := _outline(course, photo, r))]
        stage.show_outlines(shown)
        stage.hands.setEnabled(session.editable and photo is not None)
        self.taking_out.show_photo(photo)
        self.touching.show_photo(photo)
        valued = self.marks.shown(course)
        self.regions.show_regions(
            [(r, value_words(valued.measurement(photo, r) if photo else None)) for r in regions],
            chosen_id,
            editable=session.editable,
        )
        self.regions.offer(self.edits.areas if photo else (), self.edits.other_views)
        if stage.hand is Hand.CHANGE and photo is not None and regions and not here:
            reference = course.reference(photo.view)
            day = visit_words(course, reference.taken_on) if reference else ""
            carried = _("Carried here from the reference photo ({day}). Regions are drawn and changed there.", day=day)
            stage.hint(
                carried if shown else _("This photo is not aligned, so nobody knows where the region lies on it.")
            )
        elif stage.hand is Hand.CHANGE:
            stage.hint(self.edits.hint(chosen) if here else _("Nothing is drawn in this view yet."))

    # What is said

    def _say(self, photo: Photo | None) -> None:
        session = self.session
        waiting = session.course.touches_wait and not self.follower.following
        said = say_measurement(self.marks.shown(session.course), photo, self._chosen, following=self.follower.following)
        self.panel.say(said.answer, said.why, said.role)
        self.reasons.setText(said.reasons)
        self.reasons.setVisible(bool(said.reasons))
        self._step = said.step
        self.step.setText(said.step)
        self.step.setAccessibleName(said.step)
        self.step.setVisible(bool(said.step))
        self.step.setEnabled(session.editable or said.step in (Step.ADD_PHOTOS, Step.ALIGN))
        self.touches.setText(touch_words(len(session.course.dabs), waiting=waiting))
        self.learn.setEnabled(session.editable and bool(session.course.regions))

    def _take_step(self) -> None:
        match self._step:
            case Step.ADD_PHOTOS:
                self.go_to.emit("photos")
            case Step.ALIGN:
                self.go_to.emit("align")
            case Step.DRAW:
                self._take_hand(Hand.POLYGON)
            case Step.MEASURE:
                self._measure()

    # Edits

    def _take_hand(self, hand: Hand) -> None:
        """Take a hand; regions are drawn on the reference photo, so that one is shown."""
        photo, view = self.session.photo, self.session.view
        reference = self.session.course.reference(view) if view else None
        self.measure_stage.take(hand)
        if hand in self.measure_stage.drawers and reference is not None:
            if reference != photo:
                self.session.select(current=reference.sha256)
            self._drawn_on = reference.sha256
            if hand is Hand.POLYGON and (draft := self._drafts.pop(reference.sha256, None)):
                self.measure_stage.polygon.take_up(draft)
        self._refresh()

    def _keep_draft(self, draft: Outline) -> None:
        self._drafts[self._drawn_on] = draft
        self.session.say(_("The outline that you began is not closed yet. Draw (G) on Measure takes it up."))

    def _edited(self, region: str) -> None:
        if region:
            self._region = region
            self.measure_stage.take(Hand.CHANGE)
        self._refresh()

    def _choose_region(self, region: str) -> None:
        if region != self._region:
            self.measure_stage.settle()
            self._region = region
            self._refresh()

    # Work

    def _measure(self) -> None:
        folder, course = self.session.folder, self.session.course
        self.jobs.start(
            lambda progress: measure_course(folder, course, progress),
            what=_("Measuring"),
            done=partial(self._take_course, _("measure")),
            edits=True,
        )

    def _take_course(self, what: str, course: Course) -> None:
        self.session.apply(what, course)

    def _learn(self) -> None:
        folder, course = self.session.folder, self.session.course
        self.jobs.start(
            lambda progress: learn_anew(folder, course, progress),
            what=_("Learning hair and skin"),
            done=partial(self._take_course, _("learn hair and skin")),
            edits=True,
        )


def _outline(course: Course, photo: Photo | None, region: Region) -> Outline | None:
    """Return where a region lies in a photo, or None where that is not known."""
    if photo is None:
        return None
    place = place_of(course, photo, region)
    lost = place.reason is not None and place.reason.kind is ReasonKind.NOT_ALIGNED
    return None if lost else place.outline
