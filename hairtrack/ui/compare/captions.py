"""Where captions stand: on or beside their own photo, clear of the wipe line and of each other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QWidget

from hairtrack.ui import theme
from hairtrack.ui.compare.wipe_line import WipeLine

_EDGE = 12.0
_ROOM = 20.0
"""Between a caption and the line, whose grips stand out from it."""
_GAP = 4.0
_NARROWEST = 110.0
_BESIDE, _MOST_LINES = 80.0, 6
"""The least width of words beside a photo that leaves room at its sides, and into how many lines they are broken."""
_NARROW_CANVAS = 480
"""In pixels at 100 %."""
_LARGEST, _MOST = 1 / 16, 1 / 2
"""Of the photo: what would hide more of it says only which one it is; nothing hides half of it."""

_PARTS = 3

Measure = Callable[[str], QSizeF]
"""How much room words take."""
Placed = tuple[str, QRectF]


def caption_type(canvas: QWidget) -> int:
    """Return the type size of captions: small where the canvas is narrow."""
    return theme.BODY if canvas.width() > theme.px(_NARROW_CANVAS) else theme.SMALL


def place_captions(
    captions: Sequence[str],
    measure: Measure,
    size: QSizeF,
    line: WipeLine | None = None,
    *,
    photo: QRectF | None = None,
) -> list[Placed | None]:
    """Find a place for both captions.

    Parameters
    ----------
    captions : sequence of str
        Before and after; no words need no place.
    measure : callable
        How much room words take.
    size : QSizeF
        Of the canvas.
    line : WipeLine, optional
        Each caption stands on its own side of it.
    photo : QRectF, optional
        Where the canvas shows the photos; by default all over it.

    Returns
    -------
    list
        For each caption its words, broken into as many lines as there must be, and where they stand; only its first
        two lines, or one, where more would hide too much, and None where its photo shows too little of itself.
    """
    placed: list[Placed | None] = []
    for after, text in enumerate(captions):
        taken = [other[1] for other in placed if other is not None]

        def free(box: QRectF, *, after: bool = bool(after), taken: list[QRectF] = taken) -> bool:
            if line is not None and not line.clear_of(box, size, after=after, room=_ROOM):
                return False
            return not any(box.adjusted(-_GAP, -_GAP, _GAP, _GAP).intersects(other) for other in taken)

        spots = _Spots(measure, size, photo or QRectF(QPointF(), size), free, right=bool(after))
        placed.append(next(filter(None, (spots.place(*part) for part in _parts(text))), None))
    return placed


def place_apart(
    captions: Sequence[str], measure: Measure, canvases: Sequence[tuple[QSizeF, QRectF]]
) -> list[Placed | None]:
    """Find a place for captions that stand on a canvas each: all say as much as fits on every one.

    Parameters
    ----------
    captions : sequence of str
    measure : callable
    canvases : sequence of (QSizeF, QRectF)
        The size of each, and where it shows its photo.

    Returns
    -------
    list
        As `place_captions` does.
    """

    def place(part: int) -> list[Placed | None]:
        return [
            _Spots(measure, size, photo, lambda _box: True, right=False).place(*_parts(text)[part])
            for text, (size, photo) in zip(captions, canvases, strict=True)
        ]

    for part in range(_PARTS - 1):
        placed = place(part)
        if all(found is not None for found, text in zip(placed, captions, strict=True) if text):
            return placed
    return place(_PARTS - 1)


def _parts(text: str) -> list[tuple[str, float]]:
    """Return what may be said, the most first: all, two lines, one; each with the share of the photo it may hide."""
    lines = text.split("\n")
    return [(text, _LARGEST), ("\n".join(lines[:2]), _LARGEST), (lines[0], _MOST)]


class _Spots:
    """Where on a canvas words may stand."""

    def __init__(
        self, measure: Measure, size: QSizeF, photo: QRectF, free: Callable[[QRectF], bool], *, right: bool
    ) -> None:
        self._measure, self._photo, self._free = measure, photo, free
        self._room = QRectF(QPointF(), size).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        half = size.width() / 2 - _EDGE - _ROOM
        widths = [width for width in (self._room.width(), half, 170.0, _NARROWEST) if width >= _NARROWEST]
        beside = photo.left() - _EDGE - _GAP
        self._widths = [*widths, beside] if beside >= _BESIDE else widths
        self._corners = [(right, True), (right, False), (not right, True), (not right, False)]

    def place(self, text: str, largest: float) -> Placed | None:
        """Place words where they hide no more than a share of the photo, in as few lines as they may."""
        if not text:
            return None
        broken = list(dict.fromkeys(broken_to(text, width, self._measure) for width in self._widths))
        for at_right, low in self._corners:
            for words in broken:
                if words.count("\n") >= max(_MOST_LINES, text.count("\n") + 1):
                    continue
                box = self._box(self._measure(words), at_right, low)
                if self._room.contains(box) and self._hidden(box) <= largest and self._free(box):
                    return words, box
        return None

    def _box(self, size: QSizeF, at_right: bool, low: bool) -> QRectF:
        box = QRectF(self._room.topLeft(), size)
        if at_right:
            box.moveRight(self._room.right())
        if low:
            box.moveBottom(self._room.bottom())
        return box

    def _hidden(self, box: QRectF) -> float:
        """Return which share of the photo words would hide."""
        over, photo = box.intersected(self._photo), self._photo
        return over.width() * over.height() / max(1.0, photo.width() * photo.height())


def broken_to(text: str, width: float, measure: Measure) -> str:
    """Break lines of words so that none is wider than a width, but for words that are."""
    lines: list[str] = []
    for line in text.split("\n"):
        words = line.split(" ")
        lines.append(words[0])
        for word in words[1:]:
            longer = f"{lines[-1]} {word}"
            if measure(longer).width() <= width:
                lines[-1] = longer
            else:
                lines.append(word)
    return "\n".join(lines)
