"""How sure an alignment is, drawn over the photos and said in words."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from hairtrack.course import Photo
from hairtrack.figures import decimal, plain
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.widgets import label, tool
from hairtrack.workflow.how_sure import HowSure, how_sure_photo, sure_words

_DIM, _HATCH = QColor(0, 0, 0, 60), QColor(255, 255, 255, 110)
_LINE = 1.2
_GAP = 5.0
_ARM = 8.0
"""Of the cross at the surest place, pixels."""


class Sureness:
    """Says how sure the alignment of the photo in hand is, and draws it over a stage while that is wanted.

    Parameters
    ----------
    session : Session
    jobs : Jobs
    stage : CompareStage
        Gets the button that shows and hides the drawing.

    Attributes
    ----------
    words : QLabel
        Says the same to those who do not see the drawing.
    """

    def __init__(self, session: Session, jobs: Jobs, stage: CompareStage) -> None:
        self._session, self._jobs, self._stage = session, jobs, stage
        self._found: HowSure | None = None
        self._job: Job | None = None
        self.words = label("", "muted")
        self.toggle = tool("how-sure", _("Show how sure it is, place by place"), checkable=True, shortcut="E")
        self.toggle.toggled.connect(lambda _on: self._redraw())
        stage.bar.add(self.toggle)
        for canvas in (stage.over, *stage.sides):
            canvas.add_layer(self.paint)
        self._show(None)

    def follow(self, photo: Photo) -> None:
        """Work it out for a photo that is shown now."""
        self.forget()
        folder, course = self._session.folder, self._session.course
        self._job = self._jobs.start(
            lambda _: how_sure_photo(folder, course, photo),
            what=_("Working out how sure an alignment is"),
            done=self._show,
            failed=lambda _problem: None,  # of the photos, which says so in their place
            quiet=True,
        )

    def forget(self) -> None:
        """Say nothing, until another photo is shown."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show(None)

    def _show(self, found: HowSure | None) -> None:
        self._found = found
        words = sure_words(found) if found is not None else ""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.toggle.setAccessibleDescription(words)
        self.toggle.setEnabled(found is not None)
        self._redraw()

    def _redraw(self) -> None:
        for canvas in (self._stage.over, *self._stage.sides):
            canvas.update()

    # Drawing

    def paint(self, painter: QPainter, view: PhotoView) -> None:
        """Draw lines of equal error with their figures, and hatch what is not judged."""
        found = self._found
        if found is None or not self.toggle.isChecked() or view.picture is None:
            return
        hull = marks.outline_path(view, found.hull)
        beside = _beside(view, hull)
        painter.fillPath(beside, _DIM)
        painter.fillPath(beside, QBrush(_HATCH, Qt.BrushStyle.BDiagPattern))
        marks.stroke(painter, hull, marks.WHITE, _LINE, dashed=True)
        for _level, pieces in found.lines:
            marks.stroke(painter, _path(view, pieces), marks.WHITE, _LINE)
        # Words over all lines, which would cross them.
        written = _Written(painter, view)
        surest = view.to_screen(found.surest)
        marks.cross(painter, surest, _ARM)
        written.put_beside(_("surest, ±{error} %", error=decimal(found.least, 1)), surest)
        for level, pieces in found.lines:
            # From the upper right: captions stand at the bottom, and the wipe line first in the middle.
            ends = sorted((view.to_screen(start) for start, _end in pieces), key=lambda end: end.y() - end.x())
            written.put(_("±{error} %", error=plain(level)), ends)
        written.put_in_corner(_("not judged"), view.photo_box, beside)


class _Written:
    """Words over a photo, none over another."""

    def __init__(self, painter: QPainter, view: PhotoView) -> None:
        self._painter, self._room = painter, QRectF(view.rect()).adjusted(4, 4, -4, -4)
        self._taken: list[QRectF] = []

    def put(self, text: str, spots: Sequence[QPointF], *, only_in: QPainterPath | None = None) -> None:
        """Write words about the first spot that has room; nowhere, where none has."""
        for spot in spots:
            box = QRectF(QPointF(), self._size(text))
            box.moveCenter(spot)
            free = not any(box.intersects(other) for other in self._taken)
            if free and self._room.contains(box) and (only_in is None or only_in.contains(box)):
                self._taken.append(marks.tag(self._painter, box.bottomLeft(), text, size=theme.SMALL))
                return

    def put_beside(self, text: str, mark: QPointF) -> None:
        """Write words at a corner of a mark, away from the middle of the canvas, where the wipe line is first."""
        size, middle = self._size(text), self._room.center()
        across = math.copysign(size.width() / 2 + _GAP, mark.x() - middle.x())
        down = math.copysign(size.height() / 2 + _GAP, mark.y() - middle.y())
        self.put(text, [mark + QPointF(x, y) for y in (down, -down) for x in (across, -across)])

    def put_in_corner(self, text: str, photo: QRectF, free: QPainterPath) -> None:
        """Write words at a corner or a side of the photo, the upper ones first, where all of them lie in a path."""
        size = self._size(text)
        across, down = size.width() / 2 + _GAP, size.height() / 2 + _GAP
        inset = photo.adjusted(across, down, -across, -down)
        columns, rows = (inset.left(), inset.right(), inset.center().x()), (inset.top(), inset.center().y())
        self.put(text, [QPointF(x, y) for y in (*rows, inset.bottom()) for x in columns], only_in=free)

    def _size(self, text: str) -> QSizeF:
        return marks.tag_size(self._painter.font(), text, size=theme.SMALL)


def _beside(view: PhotoView, hull: QPainterPath) -> QPainterPath:
    """Return what the canvas shows of the photo outside the hull."""
    whole = QPainterPath()
    whole.addRect(view.photo_box)
    return whole.subtracted(hull)


def _path(view: PhotoView, pieces: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> QPainterPath:
    path = QPainterPath()
    for start, end in pieces:
        path.moveTo(*start)
        path.lineTo(*end)
    return view.placing().map(path)
