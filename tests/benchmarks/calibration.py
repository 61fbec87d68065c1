"""Whether intervals hold the truth as often as they say, at every level and as a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import NormalDist

import numpy as np

LEVELS = (10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)
_PRINTED = (50, 80, 95, 99)
_SIDE, _EDGE = 420, 60
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000")


def held(off: Sequence[float]) -> list[float]:
    """Return the percentage of truths inside intervals of every level.

    Parameters
    ----------
    off : sequence of float
        How far each truth lies from its value, in halves of its 95 % interval on that side.

    Returns
    -------
    list of float
        One for each of `LEVELS`; a normal error of the stated size would give the levels themselves.
    """
    reach = [NormalDist().inv_cdf(0.5 + level / 200) / NormalDist().inv_cdf(0.975) for level in LEVELS]
    return [100 * float(np.mean(np.asarray(off) <= limit)) for limit in reach]


def line(name: str, off: Sequence[float]) -> str:
    """Return a line of the table."""
    shares = dict(zip(LEVELS, held(off), strict=True))
    return f"{name:44} " + "   ".join(f"{level} %: {shares[level]:3.0f}" for level in _PRINTED)


def draw(path: Path, curves: Mapping[str, Sequence[float]]) -> None:
    """Draw the share of truths held against the level stated, one curve for each name, as SVG."""

    def at(level: float, share: float) -> str:
        return f"{_EDGE + _SIDE * level / 100:.1f},{_EDGE + _SIDE * (1 - share / 100):.1f}"

    def text(x: float, y: float, words: str, more: str = "") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" font-family="sans-serif" font-size="12" {more}>{words}</text>'

    bottom = _EDGE + _SIDE
    size = f'width="{_SIDE + 2 * _EDGE}" height="{bottom + 60 + 18 * len(curves)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect {size} fill="white"/>',
        f'<polyline points="{at(0, 0)} {at(100, 100)}" stroke="#999999" stroke-dasharray="4 4" fill="none"/>',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" stroke="#444444" fill="none"/>',
        text(_EDGE, _EDGE - 20, "Truths held (%) against the level stated (%); above the dashes is too cautious"),
    ]
    for tick in range(0, 101, 20):
        x, y = map(float, at(tick, tick).split(","))
        parts.append(text(x, bottom + 18, str(tick), 'text-anchor="middle"'))
        parts.append(text(_EDGE - 8, y + 4, str(tick), 'text-anchor="end"'))
    for index, (name, off) in enumerate(curves.items()):
        colour, row = _COLOURS[index % len(_COLOURS)], bottom + 44 + 18 * index
        points = " ".join(at(level, share) for level, share in zip(LEVELS, held(off), strict=True))
        parts.append(f'<polyline points="{points}" stroke="{colour}" stroke-width="2" fill="none"/>')
        parts.append(f'<rect x="{_EDGE}" y="{row - 9}" width="14" height="4" fill="{colour}"/>')
        parts.append(text(_EDGE + 22, row - 3, f"{name} ({len(off)})"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*parts, "</svg>"]))
