"""What the hand touches as hair or as skin goes into the course, each touch as one step."""

from dataclasses import replace

from PySide6.QtCore import QObject

from hairtrack.course import Course, Dab, DabKind, Photo, Point
from hairtrack.language import _
from hairtrack.ui.measure.stage import Hand, MeasureStage
from hairtrack.ui.measure.touch_follower import TouchFollower
from hairtrack.ui.regions.shapes import contains
from hairtrack.ui.session import Session
from hairtrack.workflow.places import place_of

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
        if photo is not None and (objection := _teaches_nothing(self._session.course, photo, place)):
            self._stage.object(objection)
        elif photo is not None:
            kind = DabKind.HAIR if self._stage.hand is Hand.HAIR else DabKind.SKIN
            dab = Dab(photo=photo.sha256, kind=kind, point=place)
            self._keep(_EDITS[kind], (*self._session.course.dabs, dab))

    def _lift(self, dab: Dab) -> None:
        self._keep(_("take a touch away"), tuple(d for d in self._session.course.dabs if d != dab))

    def _keep(self, what: str, dabs: tuple[Dab, ...]) -> None:
        self._follower.wake()
        self._session.apply(what, replace(self._session.course, dabs=dabs))


def _teaches_nothing(course: Course, photo: Photo, point: Point) -> str:
    """Say why a touch of a photo would move no value, or nothing where it may."""
    places = [place_of(course, photo, region) for region in course.regions_in(photo.view)]
    if not places or any(place.reason is None and contains(place.outline, point) for place in places):
        return ""
    if all(place.reason is not None for place in places):
        return _("Nobody knows where the regions lie in this photo, so a touch would teach nothing. Align it first.")
    return _("That lies outside every region, so it would teach nothing. Touch a place inside one.")
