"""What the brush takes out of a photo goes into the course, each stroke as one step."""

from PySide6.QtCore import QObject

from hairtrack.course import Exclusion, Outline, Photo
from hairtrack.language import _
from hairtrack.ui.measure.brush_tool import BrushTool
from hairtrack.ui.measure.stage import Hand, MeasureStage
from hairtrack.ui.session import Session
from hairtrack.workflow.places import place_of


class TakingOut(QObject):
    """Keeps the brush of the measure page and the course together."""

    def __init__(self, session: Session, stage: MeasureStage) -> None:
        super().__init__(stage)
        self._session = session
        self._stage = stage
        self._brush: BrushTool = stage.brush
        self._brush.painted.connect(self._take_out)
        self._brush.lifted.connect(self._put_back)

    def show_photo(self, photo: Photo | None) -> None:
        """Show what is taken out of a photo."""
        self._brush.show_strokes(self._session.course.excluded(photo.sha256) if photo else ())
        if self._stage.hand is Hand.TAKE_OUT:
            self._stage.hint("")

    def _take_out(self, points: Outline, radius: float) -> None:
        photo = self._session.photo
        if photo is None:
            return
        stroke = Exclusion(photo=photo.sha256, points=points, radius=radius)
        known = self._session.course.excluded(photo.sha256)
        self._keep(photo, _("take out"), (*known, stroke))
        self._stage.hint(
            _('Taken out of this photo. Press "Measure" to have the values follow.')
            if self._concerns(photo, stroke)
            else _("Taken out, but far from every region, so no value changes.")
        )

    def _put_back(self, strokes: tuple[Exclusion, ...]) -> None:
        photo = self._session.photo
        if photo is None:
            return
        known = self._session.course.excluded(photo.sha256)
        self._keep(photo, _("put back"), tuple(stroke for stroke in known if stroke not in strokes))
        self._stage.hint(
            _('Put back. Press "Measure" to have the values follow.')
            if any(self._concerns(photo, s) for s in strokes)
            else _("Put back.")
        )

    def _keep(self, photo: Photo, what: str, strokes: tuple[Exclusion, ...]) -> None:
        self._session.apply(what, self._session.course.with_exclusions(photo.sha256, strokes))

    def _concerns(self, photo: Photo, stroke: Exclusion) -> bool:
        """Whether a stroke may move the value of a region."""
        course = self._session.course
        outlines = (place_of(course, photo, region).outline for region in course.regions_in(photo.view))
        return any(course.concerns(stroke, outline) for outline in outlines)
