"""The align page: every photo laid over its reference photo, by itself or by points placed by hand."""

from PySide6.QtWidgets import QStackedWidget

from hairtrack.course import Course, Photo
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _n
from hairtrack.messages import error_sentence
from hairtrack.ui.align.aligning import Aligning
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.photo_list import PhotoList
from hairtrack.ui.align.placing import Placing
from hairtrack.ui.align.sureness import Sureness
from hairtrack.ui.align.words import say_course, say_photo, say_why
from hairtrack.ui.compare.placed_pair import PlacedPair, pair_placer
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page, Steps
from hairtrack.ui.widgets import Inspector, button, column, label
from hairtrack.ui.words import photo_words, visit_words
from hairtrack.workflow.left_to_align import found_mirrored, refused, to_align, waiting

_PLACING = (_("Place points"), _("Mark the same three to six places of the scalp in both photos."))


class AlignPage(Page):
    """Shows how well each photo lies over its reference photo, and takes points where it does not."""

    name = "align"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._front = self._blinks = False
        self._key: object = None
        self._job: Job | None = None
        self.aligning = Aligning(desk)
        self.placing = Placing(desk, self.aligning)
        self.points, self.guide = self.placing.editor, self.placing.panel
        self.overlay = CompareStage((Look.BLINK, Look.WIPE, Look.ONION, Look.SIDE))
        self.overlay.full_screen_wanted.connect(self.full_screen_wanted)
        # Blinking by itself goes on from photo to photo, until somebody stops it or looks another way.
        self.overlay.bar.play.clicked.connect(self._go_on_blinking)
        self.overlay.look_changed.connect(lambda: self._go_on_blinking(False))
        self.overlay.obey(self.settings)
        self.settings_changed.connect(lambda _name: self.overlay.obey(self.settings))
        self.sureness = Sureness(self.session, self.jobs, self.overlay)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.overlay)
        self._sheets.addWidget(self.points)
        self.stage = self._sheets
        self.panel = Inspector(_("Alignment"))
        self.inspector = self.panel
        self._build_inspector()
        session = self.session
        for changed in (session.course_changed, session.selection_changed, session.editable_changed):
            changed.connect(self._refresh)
        self.placing.turned.connect(self._turn_sheet)
        self.points.stepped.connect(self.steps_changed)
        self.placing.tried.connect(lambda: self.mirror.setVisible(self.placing.finds_mirrored))

    def _build_inspector(self) -> None:
        self.add_photos = button(_("Add photos"), lambda: self.go_to.emit("photos"), role="primary", icon="photos")
        self.align = button(_("Align all"), lambda: self.aligning.every_photo(redo=False), role="primary", icon="align")
        self.place = button(_("Place points"), self._place, icon="point")
        self.place_first = button(_("Place points"), self._place, icon="point", role="primary")
        self.mirror = button(
            _("Use it mirrored"),
            self._use_mirrored,
            icon="swap",
            role="primary",
            tip=_("The file stays as it is: the photo is shown and measured the right way round"),
        )
        self.why = label("", "body")
        self.list = PhotoList(self.session, self.jobs)
        self.list.chosen.connect(lambda sha256: self.session.select(current=sha256))
        self.again = button(_("Align all again"), lambda: self.aligning.every_photo(redo=True), role="link")
        self._photo_line = label("", "strong")
        self._photo_says = label("", "muted")
        self._how_sure = column(self.sureness.words, gap=0)
        for widget in (
            self.add_photos,
            self.align,
            column(self._photo_line, self._photo_says, self._how_sure, gap=0),
            self.why,
            # Above the points, for these cannot be used before it.
            self.mirror,
            self.guide,
            self.place_first,
            self.place,
            self.list,
            self.again,
        ):
            self.panel.add(widget)
        self.panel.give_room(self.list)

    # Coming and going

    def enter(self) -> None:
        """Show the photo in hand over its reference photo."""
        self._front = True
        self._refresh()

    def leave(self) -> None:
        """Stop blinking, lay points aside that were not taken, hold no photos in memory."""
        self._front = False
        self.placing.interrupt()
        if self._job is not None:
            self._job.cancel()
        self._key = None
        self._blinks = False
        self.sureness.forget()
        for side in Side:
            self.points.show_photo(side, None)
        self.overlay.show_words(_("The photos are being placed over each other."))

    @property
    def steps(self) -> Steps:
        """Those of placing points, while that goes on."""
        return self.points if self.placing.photo is not None else self.session

    def badge(self) -> str:
        """Say how many photos need points, are mirror images, or wait."""
        course = self.session.course
        needing, mirrored = map(len, refused(course))
        left = len(waiting(course))
        if needing:
            return _n("{count} needs points", "{count} need points", needing)
        if mirrored:
            return _n("{count} mirror image", "{count} mirror images", mirrored)
        return _("{left} to align", left=left) if left else ""

    # What is shown

    def _refresh(self) -> None:
        session = self.session
        if not self._front or not session.is_open:
            return
        course, photo = session.course, session.photo
        if self.placing.photo != photo:
            self.placing.interrupt()
        placing = self.placing.photo is not None
        self.panel.say(*(_PLACING if placing else say_course(course)), "title")
        left, all_photos = waiting(course), to_align(course)
        # Once everything was tried, points are the step that helps, not trying again.
        self.align.setVisible(bool(left) and not placing)
        self.align.setEnabled(session.editable)
        self.again.setVisible(bool(all_photos) and not left and not placing)
        self.again.setEnabled(session.editable)
        self.guide.setVisible(placing)
        # Of the place that the photo has; what the points give is said by them.
        self._how_sure.setVisible(not placing)
        self.add_photos.setVisible(not all_photos)
        self.list.setVisible(bool(all_photos) and not placing)
        self.list.show_photos(photo)
        self._say_photo(photo, placing=placing)
        if photo is not None and not placing:
            self._show(photo)
        elif photo is None:
            self._key = None
            self.overlay.show_words(_("No dated photos in this course yet"))

    def _say_photo(self, photo: Photo | None, *, placing: bool) -> None:
        course = self.session.course
        reference = course.reference(photo.view) if photo else None
        self._photo_line.setText(photo_words(course, photo) if photo else "")
        self._photo_says.setText(say_photo(course, photo) if photo else "")
        self.why.setText(say_why(course, photo) if photo and not placing else "")
        self.why.setVisible(bool(self.why.text()))
        alignment = course.alignment(photo) if photo else None
        by_hand = alignment is not None and bool(alignment.landmarks)
        mirrored = self.placing.finds_mirrored if placing else photo is not None and found_mirrored(course, photo)
        self.mirror.setVisible(mirrored)
        self.mirror.setEnabled(self.session.editable)
        # Of a mirror image, points are the second best step.
        needed = alignment is not None and not alignment.aligned and not mirrored
        possible = photo is not None and photo != reference and not placing
        for control, fits in ((self.place_first, needed), (self.place, not needed)):
            control.setText(_("Change the points") if by_hand else _("Place points"))
            control.setVisible(possible and fits)
            control.setEnabled(self.session.editable)

    def _show(self, photo: Photo) -> None:
        """Lay a photo over its reference photo, in a job."""
        session = self.session
        course = session.course
        reference = course.reference(photo.view)
        assert reference is not None
        key = (course.id, reference, photo, course.alignment(photo))
        if key == self._key:
            return
        self._key = key
        if self._job is not None:
            self._job.cancel()
        self.sureness.forget()
        captions = _captions(course, photo)
        self.overlay.caption(*captions)
        for side, caption in zip(Side, captions, strict=True):
            self.points.caption(side, caption)
        self._job = self.jobs.start(
            pair_placer(session, reference, photo),
            what=_("Placing a photo"),
            done=self._show_pair,
            failed=self._show_failure,
            quiet=True,
        )

    def _show_pair(self, shown: PlacedPair) -> None:
        photo = self.session.photo
        alone = photo is not None and photo == self.session.course.reference(photo.view)
        # The reference photo over itself would look like a photo that fits to perfection.
        self.overlay.show_pair(shown.before, None if alone else shown.after, aligned=shown.aligned)
        if photo is not None and shown.aligned and not alone:
            self.sureness.follow(photo)
            if self._blinks:
                self.overlay.bar.play.setChecked(True)
                self.overlay.over.blink(on=True)

    def _go_on_blinking(self, on: bool) -> None:
        self._blinks = on

    def _show_failure(self, error: HairtrackError) -> None:
        self._key = None
        self.overlay.show_words(error_sentence(error))

    # Work

    def _use_mirrored(self) -> None:
        """Use the photo in hand as the mirror image that it was found to be, by its points while they are placed."""
        photo = self.session.photo
        if self.placing.photo is not None:
            self.placing.say_mirrored()
        elif photo is not None:
            self.aligning.as_mirror_image(photo)

    def _place(self) -> None:
        """Begin to place points in the photo in hand."""
        photo = self.session.photo
        if photo is not None and self.session.editable:
            self.placing.begin(photo)

    def _turn_sheet(self, placing: bool) -> None:
        if placing:
            self._blinks = False
            self.overlay.rest()
        self._sheets.setCurrentWidget(self.points if placing else self.overlay)
        self.steps_changed.emit()
        self._refresh()


def _captions(course: Course, photo: Photo) -> tuple[str, str]:
    """Say what the reference photo is, and the photo laid over it."""
    reference = course.reference(photo.view)
    fixed = _("Reference: {visit}", visit=visit_words(course, reference.taken_on if reference else None))
    return fixed, fixed if photo == reference else visit_words(course, photo.taken_on)
