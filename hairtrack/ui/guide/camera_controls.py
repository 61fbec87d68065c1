"""What is done with the camera: which, mirrored, take, keep or take again. Knows no session and no jobs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from hairtrack.language import _, _n
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row
from hairtrack.workflow.take_photo import FoundCamera, TakenBeside


class CameraControls(QWidget):
    """The buttons of the camera, and what is said of a photo that was taken.

    Signals
    -------
    chosen : int
        The number of a camera.
    mirrored : bool
    take_wanted, keep_wanted, again_wanted, start_wanted, photos_wanted
    """

    chosen = Signal(int)
    mirrored = Signal(bool)
    take_wanted = Signal()
    keep_wanted = Signal()
    again_wanted = Signal()
    start_wanted = Signal()
    photos_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label()
        self.camera = QComboBox()
        self.camera.setAccessibleName(_("Camera"))
        self.mirror = QCheckBox(_("Show it as a mirror does"))
        self.mirror.setToolTip(_("Only on the screen: the photo itself is never mirrored"))
        self.take = button(
            _("Take the photo"), self.take_wanted.emit, icon="camera", role="primary", tip=_("Take the photo (Space)")
        )
        self.keep = button(_("Keep it"), self.keep_wanted.emit, icon="check", role="primary")
        self.again = button(_("Take it again"), self.again_wanted.emit, icon="undo")
        self.start = button(_("Try again"), self.start_wanted.emit, icon="camera")
        self.beside = label()
        self.waiting = label("", "muted")
        self.photos = button(_("Go to Photos to add them"), self.photos_wanted.emit, icon="photos")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP)
        for part in (
            self.words,
            self.camera,
            self.mirror,
            self.take,
            row(self.keep, self.again),
            self.start,
            self.beside,
            self.waiting,
            self.photos,
        ):
            stack.addWidget(part)
        self.camera.activated.connect(lambda _place: self.chosen.emit(int(self.camera.currentData())))
        self.mirror.toggled.connect(self.mirrored.emit)
        self.show_waiting(0)
        self.show_state("")

    def show_cameras(self, found: Sequence[FoundCamera]) -> None:
        """List the cameras of this computer, keeping the chosen one."""
        before = self.camera.currentData()
        self.camera.clear()
        for place, camera in enumerate(found, start=1):
            self.camera.addItem(camera.name or _("Camera {number}", number=place), camera.number)
        self.camera.setCurrentIndex(max(0, self.camera.findData(before)))
        self.camera.setVisible(len(found) > 1)

    def show_state(self, problem: str, *, live: bool = False, taken: bool = False, editable: bool = True) -> None:
        """Offer what can be done now.

        Parameters
        ----------
        problem : str
            Why there is no picture, or nothing.
        live, taken : bool
            Whether there is a live picture, or one that stands still.
        editable : bool
            Whether photos can be added to the course now.
        """
        words = problem
        if not words and not editable:
            words = _("This course is open for reading only, so a photo could not be kept.")
        elif not words and not live and not taken:
            words = _("The camera is starting.")
        elif not words and live:
            words = _(
                "Lay the head over the ghost and press Space. Nothing is recorded before then, and nothing leaves "
                "this computer."
            )
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.mirror.setVisible(live)
        self.take.setVisible(not problem and not taken)
        self.take.setEnabled(live and editable)
        self.keep.setVisible(taken)
        self.keep.setEnabled(editable)
        self.again.setVisible(taken)
        self.start.setVisible(bool(problem) and not taken)
        if not taken:
            self.show_beside(None)

    def show_beside(self, found: TakenBeside | None, words: str = "") -> None:
        """Say how the photo that was taken is beside the one that it is to be like; `words` while that is found."""
        lines = [words] if words else []
        if found is not None:
            lines += [found.why_not] if found.why_not else []
            lines += [each.do for each in found.advice]
            lines += [found.fine] if found.fine else []
        self.beside.setText("\n\n".join(lines))
        self.beside.setVisible(bool(lines))

    def show_waiting(self, count: int) -> None:
        """Say how many photos were kept and wait on Photos."""
        self.waiting.setText(
            _n("{count} photo waits on Photos to be added.", "{count} photos wait on Photos to be added.", count)
        )
        self.waiting.setVisible(bool(count))
        self.photos.setVisible(bool(count))
