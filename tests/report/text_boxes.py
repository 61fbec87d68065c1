"""Where the words of a PDF stand on its pages, so that tests can find what was cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.report.pdf_text import told_by

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)
_NO_FONT: tuple[dict[int, str], dict[int, float], float] = ({}, {}, 1000)


@dataclass(frozen=True)
class Run:
    """A run of letters, from its left to its right end on its base line, in points from the page's lower left."""

    text: str
    left: float
    right: float
    low: float
    size: float


def runs_on(page: pikepdf.Page) -> Iterator[Run]:
    """Yield all that is written on a page, charts included, where it stands.

    Parameters
    ----------
    page : pikepdf.Page
    """
    yield from _Pen(page.get("/Resources", {}), _SAME).runs(page)


def outside(page: pikepdf.Page, margin: float) -> list[str]:
    """Return what is written outside a page's margins.

    Parameters
    ----------
    page : pikepdf.Page
    margin : float
        Points.
    """
    left, low, right, high = (float(edge) for edge in page.mediabox)
    return [
        run.text
        for run in runs_on(page)
        if run.text.strip()
        and (
            run.left < left + margin
            or run.right > right - margin
            or run.low < low + margin
            or run.low + 0.7 * run.size > high - margin
        )
    ]


def _joined(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, l = outer  # noqa: E741
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def _matrix(operands: Any) -> _Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return (a, b, c, d, e, f)


class _Pen:
    """Follows the drawing of a page, or of what is placed on it."""

    def __init__(self, resources: Any, ground: _Matrix) -> None:
        self._resources = resources
        self._fonts = {str(name): _font(font) for name, font in resources.get("/Font", {}).items()}
        self._kept: list[_Matrix] = []
        self._ground, self._line, self._font, self._size = ground, _SAME, _NO_FONT, 1.0

    def runs(self, held: Any) -> Iterator[Run]:
        """Yield what is written in the order of drawing."""
        for step in pikepdf.parse_content_stream(held):
            operator, given = str(step.operator), step.operands
            if operator in ("Tj", "TJ"):
                yield self._written(given[0] if operator == "TJ" else given)
            elif operator == "Do":
                yield from self._placed(str(given[0]))
            else:
                self._turned(operator, given)

    def _turned(self, operator: str, given: Any) -> None:
        match operator:
            case "q":
                self._kept.append(self._ground)
            case "Q":
                self._ground = self._kept.pop()
            case "cm":
                self._ground = _joined(_matrix(given), self._ground)
            case "BT":
                self._line = _SAME
            case "Tf":
                self._font, self._size = self._fonts.get(str(given[0]), _NO_FONT), float(given[1])
            case "Tm":
                self._line = _matrix(given)
            case "Td":
                self._line = _joined((1, 0, 0, 1, float(given[0]), float(given[1])), self._line)

    def _written(self, parts: Any) -> Run:
        said, width = _said(parts, self._font, self._size)
        a, b, _, d, left, low = _joined(self._line, self._ground)
        self._line = _joined((1, 0, 0, 1, width, 0), self._line)
        right = left + a * width
        return Run(said, min(left, right), max(left, right), low, abs(d or b) * self._size)

    def _placed(self, name: str) -> Iterator[Run]:
        drawn = self._resources.get("/XObject", {}).get(name)
        if drawn is not None and drawn.get("/Subtype") == "/Form":
            inner = _joined(_matrix(drawn.get("/Matrix", _SAME)), self._ground)
            yield from _Pen(drawn.get("/Resources", {}), inner).runs(drawn)


def _font(font: Any) -> tuple[dict[int, str], dict[int, float], float]:
    """Return what each glyph of a font stands for, its width, and that of glyphs that name none."""
    letters = told_by(font)
    if "/DescendantFonts" not in font:
        return letters, {}, 500
    own = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    table = list(own.get("/W", []))
    while table:
        first = int(table.pop(0))
        following = table.pop(0)
        if isinstance(following, pikepdf.Array):
            widths |= {first + place: float(width) for place, width in enumerate(following)}
        else:
            width = float(table.pop(0))
            widths |= dict.fromkeys(range(first, int(following) + 1), width)
    return letters, widths, float(own.get("/DW", 1000))


def _said(parts: Any, font: tuple[dict[int, str], dict[int, float], float], size: float) -> tuple[str, float]:
    letters, widths, usual = font
    said, width = "", 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            glyphs = [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]
            said += "".join(letters.get(glyph, "") for glyph in glyphs)
            width += sum(widths.get(glyph, usual) for glyph in glyphs)
        else:
            width -= float(part)
    return said, width * size / 1000
