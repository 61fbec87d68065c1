"""Placing points in one photo: from the first click until they are used or left."""

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Alignment, Course, Photo
from hairtrack.language import _
from hairtrack.ui.align.aligning import Aligning
from hairtrack.ui.align.landmark_editor import LandmarkEditor
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.point_help import PointHelp
from hairtrack.ui.align.points_panel import PointsPanel
from hairtrack.ui.align.words import say_points
from hairtrack.ui.page import Desk
from hairtrack.ui.words import visit_words
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.left_to_align import found_mirrored


class Placing(QObject):
    """Tries points while they are placed, and takes them into the course once they are accepted.

    Parameters
    ----------
    desk : Desk
    aligning : Aligning
        For the photo that is to be aligned by itself instead.

    Attributes
    ----------
    editor : LandmarkEditor
        The two photos that points are placed in.
    panel : PointsPanel
        What is said of them, and their buttons.
    photo : Photo or None
        That they are placed in at present.

    Signals
    -------
    turned : bool
        Placing began, or ended.
    tried
        It is known anew what the points lead to.
    """

    turned = Signal(bool)
    tried = Signal()

    def __init__(self, desk: Desk, aligning: Aligning) -> None:
        editor = LandmarkEditor()
        super().__init__(editor)
        self.editor, self.panel = editor, PointsPanel()
        self._session, self._images, self._aligning = desk.session, desk.images, aligning
        self.photo: Photo | None = None
        self._tried: Course | None = None
        self._said_mirrored = False
        self._kept: dict[str, Pairs] = {}
        desk.images.ready.connect(self._arrived)
        self.editor.changed.connect(self._try)
        self.editor.chose.connect(lambda _: self._show_pairs())
        self.panel.accepted.connect(self._accept)
        self.panel.left.connect(self.end)
        self.panel.chosen.connect(self.editor.choose)
        self.panel.removed.connect(self.editor.remove)
        self.panel.freed.connect(self._free)
        desk.session.opened.connect(self._kept.clear)
        self._help = PointHelp(desk.session, desk.jobs, self.editor, self.panel)

    def begin(self, photo: Photo) -> None:
        """Place points in a photo, beginning with those that it has, or that were left in it unused."""
        self.photo = photo
        self._said_mirrored = False
        alignment = self._session.course.alignment(photo)
        self.editor.show_landmarks(alignment.landmarks if alignment else ())
        self._help.begin(photo)
        if left := self._kept.pop(photo.sha256, None):
            self.editor.take(left)
        self._show_photos()
        self._try()
        self.turned.emit(True)
        self.editor.setFocus()

    def end(self) -> None:
        """Drop what was placed and not accepted."""
        if self.photo is not None:
            self.photo, self._tried = None, None
            self._help.end()
            self.turned.emit(False)

    def interrupt(self) -> None:
        """Turn to something else, and keep what was placed and not accepted until placing begins again."""
        photo, steps = self.photo, self.editor.undo_what
        self.end()
        if photo is not None and steps:
            self._kept[photo.sha256] = self.editor.pairs
            self._session.say(
                _(
                    'The points that you placed in the photo of {day} wait there unused. "Place points" takes them up.',
                    day=visit_words(self._session.course, photo.taken_on),
                )
            )

    def say_mirrored(self) -> None:
        """Take the photo for a mirror image from now on."""
        self._said_mirrored = True
        self._try()

    @property
    def finds_mirrored(self) -> bool:
        """Whether the photo is found to be a mirror image, by its points or before, and nobody has said so here."""
        known = self._tried or self._session.course
        return self.photo is not None and not self._said_mirrored and found_mirrored(known, self.photo)

    def _arrived(self, sha256: str) -> None:
        if self.photo is not None:
            # Asking anew for each neighbour that was read ahead would let go of it, and read it again without end.
            reference = self._session.course.reference(self.photo.view)
            if sha256 in (self.photo.sha256, reference.sha256 if reference else ""):
                self._show_photos()

    def _show_photos(self) -> None:
        reference = self._session.course.reference(self.photo.view) if self.photo else None
        if self.photo is not None and reference is not None:
            for side, photo in ((Side.FIXED, reference), (Side.MOVING, self.photo)):
                self.editor.show_photo(
                    side, self._images.picture(photo), self._images.problem(photo) or _("Reading the photo")
                )

    def _try(self) -> None:
        """Align by the points placed so far, without keeping it, and say how well they fit."""
        if self.photo is None:
            return
        marks = self.editor.pairs.landmarks()
        course, over = self._session.course, self._said_mirrored
        self._tried = align_by_landmarks(course, self.photo, marks, mirrored=over) if len(marks) >= 3 else None
        alignment = self._tried.alignment(self.photo) if self._tried else None
        self.editor.doubt(_worst(alignment))
        usable = alignment is not None and alignment.aligned
        self.panel.show_fit(say_points(alignment, len(marks)), usable=usable)
        self._show_pairs()
        self.tried.emit()

    def _show_pairs(self) -> None:
        self.panel.show_pairs(self.editor.pairs, self.editor.chosen)

    def _accept(self) -> None:
        # Once more: the course may be another one since the last point, by undo.
        self._try()
        if self._tried is not None and self._session.apply(_("place points"), self._tried):
            self.end()

    def _free(self) -> None:
        """Align the photo by itself, which its points have kept from happening."""
        photo, over = self.photo, self._said_mirrored
        if photo is not None and self._session.editable:
            self.end()
            self._aligning.by_itself(photo, mirrored=over)


def _worst(alignment: Alignment | None) -> int | None:
    """Return the index of the point that contradicts the others, where one was named."""
    numbers = (
        [reason.facts["landmark"] for reason in alignment.reasons if "landmark" in reason.facts] if alignment else []
    )
    return int(numbers[0]) - 1 if numbers else None
