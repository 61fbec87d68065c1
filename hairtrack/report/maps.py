"""The map of where regions changed: how its cells look in the window and on paper, and what a report says of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hairtrack.course import Outline, Point
from hairtrack.language import _
from hairtrack.report.table import Picture

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

STEPS = (20, 40)
"""Points at which a colour gives way to the next stronger one; the last holds all beyond."""
GAIN_STEPS = ("#a8d3f2", "#4ba3e0", "#0b6cb0")
LOSS_STEPS = ("#ffd6ad", "#f09440", "#b85000")
_GREY = "#9a9a9a"
_OPACITIES = (0.5, 0.62, 0.74)
"""Of the steps: pale colours would else stand out most over dark hair."""
_GREY_OPACITY = 0.5
UNDER_SWATCHES = "#8a7466"
"""About as light as a scalp with hair, so that the legend's colours look as those over the photo do."""
_ALL_OVER = 0.8
"""Share of a region's cells."""
_OFF_MIDDLE = 0.08
"""Of a region's extent, from where on cells lie to one side."""
_AROUND = 0.12
"""How much of a picture is shown around the regions, in shares of their size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLook:
    """How cells of one kind look.

    Attributes
    ----------
    words : str
        In the legend.
    verdict : str
        "gain", "loss", "within noise" or "not judged".
    fill : str
        As "#rrggbb".
    opacity : float
        0 to 1.
    step : int
        From weak to strong; 0 where there is one step only.
    """

    words: str
    verdict: str
    fill: str = "#ffffff"
    opacity: float = 0.0
    step: int = 0


def _steps(verdict: str, fills: Sequence[str], words: Sequence[str]) -> tuple[CellLook, ...]:
    return tuple(
        CellLook(words=said, verdict=verdict, fill=fill, opacity=opacity, step=step)
        for step, (said, fill, opacity) in enumerate(zip(words, fills, _OPACITIES, strict=True))
    )


_few, _many = STEPS
_UNDER, _BETWEEN = _("under {points} points", points=_few), _("{low} to {high}", low=_few, high=_many)
_OVER = _("over {points} points", points=_many)
_LOSS = _steps("loss", LOSS_STEPS, (_UNDER, _BETWEEN, _("Loss over {points}", points=_many)))
_GAIN = _steps("gain", GAIN_STEPS, (_("Gain under {points}", points=_few), _BETWEEN, _OVER))
LEGEND = (
    tuple(reversed(_LOSS)),
    (CellLook(words=_("Within noise"), verdict="within noise", fill=_GREY, opacity=_GREY_OPACITY),),
    _GAIN,
    (CellLook(words=_("Not judged"), verdict="not judged"),),
)
"""From loss to gain; the words of a group follow each other in one line."""
LOOKS = tuple(look for group in LEGEND for look in group)


def look_of(verdict: str, change: float | None) -> CellLook:
    """Return how a cell looks.

    Parameters
    ----------
    verdict : str
        As in `CellLook`.
    change : float or None
        In points.
    """
    steps = [look for look in LOOKS if look.verdict == verdict]
    if len(steps) == 1 or change is None:
        return LOOKS[-1] if change is None else steps[0]
    return next(look for look in steps if look.step == sum(abs(change) >= least for least in STEPS))


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCell:
    """A cell on paper, in shares of the picture's width and height.

    Attributes
    ----------
    look : int
        Its place among `LOOKS`.
    corners : Outline
        What of it lies inside the region.
    middle : Point or None
        Of the whole cell; None where that lies outside the region.
    width : float
        Of the whole cell.
    """

    look: int
    corners: Outline
    middle: Point | None
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedRegion:
    """A region's border in shares of the picture, and its cells."""

    outline: Outline
    cells: tuple[MapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMap:
    """The map of one comparison.

    Attributes
    ----------
    picture : Picture
        The photo after; its text says what the map shows.
    aspect : float
        Width over height of the picture.
    window : Box
        The part of the picture that is shown, in shares of it.
    regions : tuple of MappedRegion
    looks : tuple of tuple of CellLook
        The legend.
    under : str
        The colour beneath the legend's.
    words : tuple of str
        What each region's map shows, or why it has none.
    """

    picture: Picture
    aspect: float
    window: Box
    regions: tuple[MappedRegion, ...]
    looks: tuple[tuple[CellLook, ...], ...] = LEGEND
    under: str = UNDER_SWATCHES
    words: tuple[str, ...]


def mapped_regions(regions: Iterable[tuple[Outline, Sequence[tuple[Box, CellLook]]]]) -> tuple[MappedRegion, ...]:
    """Cut the cells of regions to their borders; where regions lie over each other the smallest one has its cells.

    Parameters
    ----------
    regions : iterable of (Outline, sequence of (Box, CellLook))
        In shares of the picture.

    Returns
    -------
    tuple of MappedRegion
        The largest first, so that each is drawn over those that it lies in.
    """
    drawn: list[MappedRegion] = []
    for outline, cells in sorted(regions, key=lambda region: _area(region[0])):
        kept = [cell for cell in cells if not any(inside(_middle(cell[0]), other.outline) for other in drawn)]
        drawn.append(MappedRegion(outline=outline, cells=tuple(_cut(outline, kept))))
    return tuple(reversed(drawn))


def _cut(outline: Outline, cells: Iterable[tuple[Box, CellLook]]) -> Iterator[MapCell]:
    for box, look in cells:
        corners = clipped(outline, box)
        if corners:
            middle = _middle(box)
            yield MapCell(
                look=LOOKS.index(look),
                corners=corners,
                middle=middle if inside(middle, outline) else None,
                width=box[2] - box[0],
            )


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _area(outline: Outline) -> float:
    return abs(sum(a * d - b * c for (a, b), (c, d) in _sides(outline))) / 2


def _sides(outline: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield each corner with the one before it."""
    return zip([*outline[-1:], *outline[:-1]], outline, strict=True)


def inside(place: Point, outline: Outline) -> bool:
    """Whether a place lies inside an outline.

    Parameters
    ----------
    place : Point
    outline : Outline
    """
    x, y = place
    crossed = ((a, b, c, d) for (a, b), (c, d) in _sides(outline) if (b > y) != (d > y))
    return sum(x < a + (y - b) / (d - b) * (c - a) for a, b, c, d in crossed) % 2 == 1


def window_of(regions: Iterable[MappedRegion]) -> Box:
    """Return the part of a picture that shows regions and a little around them.

    Parameters
    ----------
    regions : iterable of MappedRegion
        At least one.

    Returns
    -------
    Box
    """
    across, down = zip(*(corner for region in regions for corner in region.outline), strict=True)
    spans = [(min(places), max(places)) for places in (across, down)]
    (left, right), (top, bottom) = (
        (max(0.0, low - _AROUND * (high - low)), min(1.0, high + _AROUND * (high - low))) for low, high in spans
    )
    return left, top, right, bottom


def clipped(outline: Outline, box: Box) -> Outline:
    """Return what of an outline lies inside a box; a box inside stays whole (Sutherland and Hodgman).

    Parameters
    ----------
    outline : Outline
        Any polygon.
    box : Box

    Returns
    -------
    Outline
        Empty where nothing does. Parts that hang together outside the box are joined along its side.

    References
    ----------
    Sutherland IE, Hodgman GW. Reentrant polygon clipping. Commun ACM 1974;17:32. doi:10.1145/360767.360802.
    """
    left, top, right, bottom = box
    corners = list(outline)
    for axis, limit, keeps in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        corners = list(_on_side(corners, axis, limit, keeps))
    return tuple(corners) if len(corners) > 2 else ()


def _on_side(corners: Sequence[Point], axis: int, limit: float, keeps: int) -> Iterator[Point]:
    """Yield the corners of what of a polygon lies on one side of a line."""
    for last, here in _sides(corners):
        before, now = (keeps * (corner[axis] - limit) for corner in (last, here))
        if before * now < 0:
            share = before / (before - now)
            yield last[0] + share * (here[0] - last[0]), last[1] + share * (here[1] - last[1])
        if now >= 0:
            yield here


def map_alt(photo: str, regions: Iterable[tuple[str, Sequence[tuple[Box, CellLook]]]], words: Sequence[str]) -> str:
    """Say what a map shows, for those who do not see it.

    Parameters
    ----------
    photo : str
        What lies below it.
    regions : iterable of (str, sequence of (Box, CellLook))
        Name and cells of each region that has a map.
    words : sequence of str
        As in `ChangeMap`.

    Returns
    -------
    str
    """
    said = [_("Map of where the regions changed, over the {photo}.", photo=photo), *words]
    said += [sentence for name, cells in regions for sentence in _more_of(name, cells)]
    return " ".join(said)


def _more_of(name: str, cells: Sequence[tuple[Box, CellLook]]) -> Iterator[str]:
    """Say how much a region's cells gained and lost, and where in the picture they lie."""
    for steps, said in (
        (_GAIN, _("{region}: of the cells that gained, {amounts}; {where}.")),
        (_LOSS, _("{region}: of the cells that lost, {amounts}; {where}.")),
    ):
        counts = [sum(look == step for _box, look in cells) for step in steps]
        if sum(counts):
            amounts = (_OVER, _BETWEEN, _("under {points}", points=_few))
            parts = [
                _("{count} by {amount}", count=count, amount=amount)
                for count, amount in zip(reversed(counts), amounts, strict=True)
                if count
            ]
            yield said.format(region=name, amounts=", ".join(parts), where=_where(cells, steps))


def _where(cells: Sequence[tuple[Box, CellLook]], steps: Sequence[CellLook]) -> str:
    """Say where in a region cells lie, as it is seen in the picture."""
    chosen = [box for box, look in cells if look in steps]
    if len(chosen) > _ALL_OVER * len(cells):
        return _("they lie all over it")
    sides = [0, 0]
    every = [box for box, _look in cells]
    for place, axis in enumerate((1, 0)):
        middles, own = ([(box[axis] + box[axis + 2]) / 2 for box in boxes] for boxes in (every, chosen))
        shift = sum(own) / len(own) - sum(middles) / len(middles)
        if abs(shift) > _OFF_MIDDLE * (max(middles) - min(middles)):
            sides[place] = -1 if shift < 0 else 1
    return _PARTS[sides[0], sides[1]]


_PARTS = {
    (0, 0): _("most of them about its middle, or spread evenly"),
    (-1, 0): _("most of them in its upper part"),
    (1, 0): _("most of them in its lower part"),
    (0, -1): _("most of them in its left part"),
    (0, 1): _("most of them in its right part"),
    (-1, -1): _("most of them in its upper left part"),
    (-1, 1): _("most of them in its upper right part"),
    (1, -1): _("most of them in its lower left part"),
    (1, 1): _("most of them in its lower right part"),
}
"""By how far down and how far to the right."""
