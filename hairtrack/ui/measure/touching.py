"""What the hand touches as hair or as skin goes into the course, each touch as one step."""

from dataclasses import replace

from PySide6.QtCore import QObject

from hairtrack.course import Dab, DabKind, Photo, Point
from hairtrack.language import _
from hairtrack.ui.measure.stage import Hand, MeasureStage
from hairtrack.ui.measure.touch_follower import TouchFollower
from hairtrack.ui.session import Session

_EDITS = {DabKind.HAIR: _("touch hair"), DabKind.SKIN: _("touch skin")}


class Touching(QObject):
    """Keeps the touches of the measure page and the course together."""

    def __init__(self, session: Session, stage: MeasureStage, follower: TouchFollower) -> None:
        super().__init__(stage)
        self._session = session
        self._stage = stage
        self._follower = follower
        stage.dabs.touched.connect(self._touch)
        stage.dabs.lifted.connect(self._lift)

    def show_photo(self, photo: Photo | None) -> None:
        """Show the touches of a photo."""
        dabs = self._session.course.dabs if photo is not None else ()
        self._stage.dabs.show_dabs(tuple(dab for dab in dabs if photo is not None and dab.photo == photo.sha256))

    def _touch(self, place: Point) -> None:
        photo = self._session.photo
        if photo is not None:
            kind = DabKind.HAIR if self._stage.hand is Hand.HAIR else DabKind.SKIN
            dab = Dab(photo=photo.sha256, kind=kind, point=place)
            self._keep(_EDITS[kind], (*self._session.course.dabs, dab))

    def _lift(self, dab: Dab) -> None:
        self._keep(_("take a touch away"), tuple(d for d in self._session.course.dabs if d != dab))

    def _keep(self, what: str, dabs: tuple[Dab, ...]) -> None:
        self._follower.wake()
        self._session.apply(what, replace(self._session.course, dabs=dabs))
