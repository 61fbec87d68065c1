"""Where the captions of two photos stand: on their own photo, clear of the wipe line and of each other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from hairtrack.ui.compare.wipe_line import WipeLine

_EDGE = 12.0
_ROOM = 20.0
"""Between a caption and the line, whose grips stand out from it."""
_GAP = 4.0
_NARROWEST = 110.0
_LARGEST = 1 / 7
"""Of the canvas: what hides more of the photo says only which one it is."""

Measure = Callable[[str], QSizeF]
"""How much room words take."""
Placed = tuple[str, QRectF]


def place_captions(
    captions: Sequence[str], measure: Measure, size: QSizeF, line: WipeLine | None = None
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

    Returns
    -------
    list
        For each caption its words, broken into as many lines as there must be, and where they stand; only its first
        line where the whole would hide too much, and None where its photo shows too little of itself for any words.
    """
    placed: list[Placed | None] = []
    for after, text in enumerate(captions):
        taken = [other[1] for other in placed if other is not None]

        def free(box: QRectF, *, after: bool = bool(after), taken: list[QRectF] = taken) -> bool:
            if line is not None and not line.clear_of(box, size, after=after, room=_ROOM):
                return False
            return not any(box.adjusted(-_GAP, -_GAP, _GAP, _GAP).intersects(other) for other in taken)

        placed.append(_place(text, measure, size, free, right=bool(after)) if text else None)
    return placed


def _place(text: str, measure: Measure, size: QSizeF, free: Callable[[QRectF], bool], *, right: bool) -> Placed | None:
    room = QRectF(QPointF(), size).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    widths = (size.width() - 2 * _EDGE, size.width() / 2 - _EDGE - _ROOM, 170.0, _NARROWEST)
    spots = [(right, True), (right, False), (not right, True), (not right, False)]
    first = text.partition("\n")[0]
    for part, largest in ((text, _LARGEST), (first, 0.5)):
        broken = [broken_to(part, width, measure) for width in widths if width >= _NARROWEST]
        for at_right, low in spots:
            for words in broken:
                box = QRectF(room.topLeft(), measure(words))
                box.moveLeft(room.right() - box.width() if at_right else room.left())
                box.moveTop(room.bottom() - box.height() if low else room.top())
                hidden = box.width() * box.height() / (size.width() * size.height())
                if room.contains(box) and hidden <= largest and free(box):
                    return words, box
    return None


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
