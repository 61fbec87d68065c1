"""Taking the next photo with a camera of this computer: the ghost over the live picture, one press, keep or not."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Photo
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.ui.guide.camera_controls import CameraControls
from hairtrack.ui.guide.camera_hand import CameraHand
from hairtrack.ui.guide.ghost_view import GhostView
from hairtrack.ui.images import to_qimage
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk
from hairtrack.workflow.take_photo import TakenBeside, compare_taken, keep_taken


class Taking(QObject):
    """Joins a camera, the ghost over its picture, and its controls.

    Parameters
    ----------
    desk : Desk
    view : GhostView
    controls : CameraControls
    parent : QObject

    Attributes
    ----------
    camera : CameraHand
    on : bool
        Whether the camera is wanted now.

    Signals
    -------
    kept : Path, View
        A photo that is to wait with the others to be added.
    stands : bool
        Whether a photo that was taken stands on the stage now.
    """

    kept = Signal(object, object)
    stands = Signal(bool)

    def __init__(self, desk: Desk, view: GhostView, controls: CameraControls, parent: QObject) -> None:
        super().__init__(parent)
        self.camera = CameraHand(desk.jobs, self)
        self.on = False
        self._session, self._jobs = desk.session, desk.jobs
        self._ghost, self._controls = view, controls
        self._pattern: Photo | None = None
        self._judging: Job | None = None
        self._count = 0
        controls.chosen.connect(lambda _number: self._start())
        controls.start_wanted.connect(self.begin)
        controls.mirrored.connect(self._mirror)
        controls.take_wanted.connect(self.take)
        controls.again_wanted.connect(self.take_again)
        controls.keep_wanted.connect(self.keep)
        view.taken.connect(self.take)
        self.camera.shown.connect(self._show_live)
        self.camera.ended.connect(self._ended)
        self._session.leaving.connect(self.end)
        self._session.editable_changed.connect(self._show_state)

    # On and off

    def aim(self, pattern: Photo) -> None:
        """Take photos like another one from now on; the camera begins anew once its ghost is there."""
        if pattern != self._pattern:
            self._pattern = pattern
            self._drop()

    def forget(self) -> None:
        """Begin with another course."""
        self.end()
        self._pattern = None
        self._count = 0
        self._controls.show_waiting(0)

    def begin(self) -> None:
        """Turn the camera on, unless it is; without a ghost as soon as there is one."""
        self.on = True
        if not self.camera.running and not self.camera.taken:
            self._start()

    def end(self) -> None:
        """Turn the camera off, so that its light goes out."""
        self.on = False
        self._drop()

    def _drop(self) -> None:
        if self.camera.taken:
            self.stands.emit(False)
        self.camera.stop()
        self._stop_judging()
        self._ghost.mirrored = False
        self._ghost.show_beneath(None)

    def _start(self) -> None:
        ghost = self._ghost.ghost
        if ghost is None:
            return
        self._drop()
        found = self.camera.find()
        self._controls.show_cameras(found)
        if not found:
            self._controls.show_state(error_sentence(HairtrackError(ErrorKind.CAMERA_MISSING)))
            return
        self._controls.show_state("", editable=self._session.editable)
        self.camera.start(int(self._controls.camera.currentData()), ghost.aspect)

    def _ended(self, why: str) -> None:
        """Say why the camera ended; a photo that was taken can still be kept."""
        if not self.camera.taken:
            self._ghost.show_beneath(None)
            self._controls.show_state(why, editable=self._session.editable)

    # The live picture

    def _show_live(self) -> None:
        if self.camera.picture is None:
            return
        first = self._ghost.beneath is None
        self._ghost.mirrored = self._controls.mirror.isChecked()
        self._ghost.show_beneath(to_qimage(self.camera.picture))
        if first:
            self._show_state()

    def _show_state(self) -> None:
        if self.on and self.camera.picture is not None:
            taken = self.camera.taken
            self._controls.show_state("", live=not taken, taken=taken, editable=self._session.editable)

    def _mirror(self, on: bool) -> None:
        self._ghost.mirrored = on and not self.camera.taken
        self._ghost.update()

    # One photo

    def take(self) -> None:
        """Keep the present picture still, and look beside other work how far it is off."""
        if not self.on or self.camera.taken or self.camera.picture is None or self._pattern is None:
            return
        if not self._session.may_edit() or not self.camera.take():
            return
        image, pattern = self.camera.picture, self._pattern
        self._ghost.mirrored = False
        self._ghost.show_beneath(to_qimage(image))
        self._show_state()
        self.stands.emit(True)
        self._controls.keep.setFocus()
        self._controls.show_beside(None, _("Looking how far it is off. It can be kept before that is known."))
        folder, course = self._session.folder, self._session.course
        self._judging = self._jobs.start(
            lambda progress: compare_taken(folder, course, pattern, image, progress),
            what=_("Comparing the photo"),
            done=self._show_beside,
            failed=lambda error: self._controls.show_beside(None, error_sentence(error)),
            quiet=True,
        )

    def _show_beside(self, found: TakenBeside) -> None:
        self._judging = None
        if self.camera.taken:
            self._controls.show_beside(found)

    def _stop_judging(self) -> None:
        if self._judging is not None:
            self._judging.cancel()
        self._judging = None

    def take_again(self) -> None:
        """Show the live picture again."""
        self._stop_judging()
        self.camera.let_run()
        self.stands.emit(False)
        self._ghost.show_beneath(None)
        if not self.camera.running:
            self._start()
        else:
            self._show_live()
        self._ghost.setFocus()

    def keep(self) -> None:
        """Hand the photo over to wait with the others to be added, and go on."""
        image, pattern = self.camera.picture, self._pattern
        if image is None or pattern is None or not self.camera.taken or not self._session.may_edit():
            return
        cache, view = self._session.folder.cache, pattern.view

        def written(path: Path) -> None:
            self._count += 1
            self._controls.show_waiting(self._count)
            self.kept.emit(path, view)

        self._jobs.start(lambda _progress: keep_taken(image, cache), what=_("Keeping the photo"), done=written)
        self.take_again()
