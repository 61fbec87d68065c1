"""The align page: every photo laid over its reference photo, by itself or by points placed by hand."""

from PySide6.QtWidgets import QStackedWidget

from hairtrack.course import Alignment, Course, Photo
from hairtrack.errors import HairtrackError, Reason
from hairtrack.language import _, _n
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.ui.align.landmark_editor import LandmarkEditor
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.photo_list import PhotoList
from hairtrack.ui.align.point_help import PointHelp, take_aligned
from hairtrack.ui.align.points_panel import PointsPanel
from hairtrack.ui.align.sureness import Sureness
from hairtrack.ui.align.words import (
    found_mirrored,
    refused,
    say_course,
    say_photo,
    say_points,
    say_why,
    to_align,
    waiting,
)
from hairtrack.ui.compare.placed_pair import PlacedPair, pair_placer
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, button, column, label
from hairtrack.ui.words import photo_words, visit_words
from hairtrack.workflow.align_photos import align_by_landmarks, align_mirrored, align_with
from hairtrack.workflow.learned_matcher import networks_of, ready

_PLACING = (_("Place points"), _("Mark the same three to six places of the scalp in both photos."))


class AlignPage(Page):
    """Shows how well each photo lies over its reference photo, and takes points where it does not."""

    name = "align"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._front = self._blinks = self._said_mirrored = False
        self._key: object = None
        self._job: Job | None = None
        self._placing: Photo | None = None
        self._tried: Course | None = None
        self.overlay = CompareStage((Look.BLINK, Look.WIPE, Look.ONION, Look.SIDE))
        self.overlay.full_screen_wanted.connect(self.full_screen_wanted)
        # Blinking by itself goes on from photo to photo, until somebody stops it or looks another way.
        self.overlay.bar.play.clicked.connect(self._go_on_blinking)
        self.overlay.look_changed.connect(lambda: self._go_on_blinking(False))
        self.overlay.obey(self.settings)
        self.settings_changed.connect(lambda _name: self.overlay.obey(self.settings))
        self.sureness = Sureness(self.session, self.jobs, self.overlay)
        self.points = LandmarkEditor()
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
        self.images.ready.connect(self._arrived)
        self.points.changed.connect(self._try_points)
        self.points.chose.connect(lambda _: self._show_pairs())
        self.help = PointHelp(session, self.jobs, self.points, self.guide, self.settings)

    def _build_inspector(self) -> None:
        self.add_photos = button(_("Add photos"), lambda: self.go_to.emit("photos"), role="primary", icon="photos")
        self.align = button(_("Align all"), lambda: self._align(redo=False), role="primary", icon="align")
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
        self.again = button(_("Align all again"), lambda: self._align(redo=True), role="link")
        self.guide = PointsPanel()
        self.guide.accepted.connect(self._accept)
        self.guide.left.connect(self._leave_points)
        self.guide.chosen.connect(self.points.choose)
        self.guide.removed.connect(self.points.remove)
        self._photo_line = label("", "strong")
        self._photo_says = label("", "muted")
        for widget in (
            self.add_photos,
            self.align,
            column(self._photo_line, self._photo_says, self.sureness.words, gap=0),
            self.guide,
            self.why,
            self.mirror,
            self.place_first,
            self.place,
            self.list,
            self.again,
        ):
            self.panel.add(widget)

    # Coming and going

    def enter(self) -> None:
        """Show the photo in hand over its reference photo."""
        self._front = True
        self._refresh()

    def leave(self) -> None:
        """Stop blinking, drop points that were not taken, hold no photos in memory."""
        self._front = False
        self._leave_points()
        if self._job is not None:
            self._job.cancel()
        self._key = None
        self._blinks = False
        self.sureness.forget()
        self.points.show_photos(None, None)
        self.overlay.show_words(_("The photos are being placed over each other."))

    def badge(self) -> str:
        """Say how many photos need points, or wait."""
        course = self.session.course
        needing, left = len(refused(course)), len(waiting(course))
        if needing:
            return _n("{count} needs points", "{count} need points", needing)
        return _("{left} to align", left=left) if left else ""

    # What is shown

    def _refresh(self) -> None:
        session = self.session
        if not self._front or not session.is_open:
            return
        course, photo = session.course, session.photo
        if self._placing is not None and self._placing != photo:
            self._leave_points()
        placing = self._placing is not None
        self.panel.say(*(_PLACING if placing else say_course(course)), "title")
        left, all_photos = waiting(course), to_align(course)
        # Once everything was tried, points are the step that helps, not trying again.
        self.align.setVisible(bool(left) and not placing)
        self.align.setEnabled(session.editable)
        self.again.setVisible(bool(all_photos) and not left and not placing)
        self.again.setEnabled(session.editable)
        self.guide.setVisible(placing)
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
        mirrored = photo is not None and found_mirrored((self._tried or course) if placing else course, photo)
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

    def _align(self, *, redo: bool) -> None:
        folder, course = self.session.folder, self.session.course
        networks = networks_of(self.settings.aliked, self.settings.lightglue)

        self.jobs.start(
            lambda progress: align_with(networks, folder, course, progress, redo=redo),
            what=_("Aligning photos"),
            done=lambda found: take_aligned(self.session, *found),
            edits=True,
        )

    def _use_mirrored(self) -> None:
        """Align the photo in hand as the mirror image that it was found to be, by its points while they are placed."""
        photo = self.session.photo
        if photo is None:
            return
        if self._placing is not None:
            self._said_mirrored = True
            self._try_points()
            return
        folder, course = self.session.folder, self.session.course
        networks = networks_of(self.settings.aliked, self.settings.lightglue)

        def take(found: tuple[Course, tuple[Reason, ...]]) -> None:
            aligned, reasons = found
            if reasons:
                self.session.say(" ".join(map(reason_sentence, reasons)))
            else:
                self.session.apply(_("use a photo mirrored"), aligned)

        self.jobs.start(
            lambda progress: align_mirrored(folder, course, photo, progress, matcher=ready(networks, progress)),
            what=_("Aligning a mirror image"),
            done=take,
            edits=True,
        )

    # Points by hand

    def _place(self) -> None:
        """Begin to place points in the photo in hand."""
        photo = self.session.photo
        if photo is None or not self.session.editable:
            return
        self._placing = photo
        self._said_mirrored = self._blinks = False
        self.overlay.rest()
        alignment = self.session.course.alignment(photo)
        self.points.show_landmarks(alignment.landmarks if alignment else ())
        self._sheets.setCurrentWidget(self.points)
        self.help.begin(photo)
        self._show_point_photos()
        self._try_points()
        self._refresh()
        self.points.setFocus()

    def _arrived(self, sha256: str) -> None:
        photo = self._placing
        if self._front and photo is not None:
            # Asking anew for each neighbour that was read ahead would let go of it, and read it again without end.
            reference = self.session.course.reference(photo.view)
            if sha256 in (photo.sha256, reference.sha256 if reference else ""):
                self._show_point_photos()

    def _show_point_photos(self) -> None:
        photo = self._placing
        reference = self.session.course.reference(photo.view) if photo else None
        if photo is not None and reference is not None:
            self.points.show_photos(self.images.picture(reference), self.images.picture(photo))

    def _try_points(self) -> None:
        """Align by the points placed so far, without keeping it, and say how well they fit."""
        photo = self._placing
        if photo is None:
            return
        marks = self.points.pairs.landmarks()
        course, over = self.session.course, self._said_mirrored
        self._tried = align_by_landmarks(course, photo, marks, mirrored=over) if len(marks) >= 3 else None
        alignment = self._tried.alignment(photo) if self._tried else None
        self.points.doubt(_worst(alignment))
        usable = alignment is not None and alignment.aligned
        self.guide.show_fit(say_points(alignment, len(marks)), usable=usable)
        self.mirror.setVisible(self._tried is not None and found_mirrored(self._tried, photo))
        self._show_pairs()

    def _show_pairs(self) -> None:
        self.guide.show_pairs(self.points.pairs, self.points.chosen)

    def _accept(self) -> None:
        # Once more: the course may be another one since the last point, by undo.
        self._try_points()
        if self._tried is not None and self.session.apply(_("place points"), self._tried):
            self._leave_points()
            self._refresh()

    def _leave_points(self) -> None:
        if self._placing is not None:
            self._placing, self._tried = None, None
            self.help.end()
            self._sheets.setCurrentWidget(self.overlay)
            self._refresh()


def _captions(course: Course, photo: Photo) -> tuple[str, str]:
    """Say what the reference photo is, and the photo laid over it."""
    reference = course.reference(photo.view)
    fixed = _("Reference: {visit}", visit=visit_words(course, reference.taken_on if reference else None))
    return fixed, fixed if photo == reference else visit_words(course, photo.taken_on)


def _worst(alignment: Alignment | None) -> int | None:
    """Return the index of the point that contradicts the others, where one was named."""
    numbers = (
        [reason.facts["landmark"] for reason in alignment.reasons if "landmark" in reason.facts] if alignment else []
    )
    return int(numbers[0]) - 1 if numbers else None
