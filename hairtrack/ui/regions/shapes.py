"""Regions as points: hit-testing and editing, without a screen.

Points are in photo pixels. Distances (`reach`) too, so that the caller decides how large a finger is on screen.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from hairtrack.course import Outline, Point, RegionShape, Size
from hairtrack.language import _

_SMALLEST_SHARE = 0.0004
"""A region of less than this share of the photo is a slip of the hand."""
_TAIL = 5
"""A stroke's end may overshoot its beginning by at most this part of either."""


def vertex_at(points: Sequence[Point], place: Point, reach: float) -> int | None:
    """Return the index of the nearest point within reach of a place, or None."""
    distances = [math.dist(point, place) for point in points]
    nearest = min(range(len(points)), key=distances.__getitem__, default=None)
    return nearest if nearest is not None and distances[nearest] <= reach else None


def edge_at(corners: Sequence[Point], place: Point, reach: float) -> int | None:
    """Return the index that a corner inserted on the nearest edge within reach would have, or None."""
    edges = list(pairwise((*corners, corners[0])))
    distances = [distance_to_edge(place, start, end) for start, end in edges]
    nearest = min(range(len(edges)), key=distances.__getitem__)
    return nearest + 1 if distances[nearest] <= reach else None


def contains(outline: Sequence[Point], place: Point) -> bool:
    """Whether a place lies inside a polygon (even-odd)."""
    x, y = place
    inside = False
    for (x0, y0), (x1, y1) in pairwise((*outline, outline[0])):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def insert_corner(corners: Outline, index: int, place: Point) -> Outline:
    """Put a corner before the one with this index."""
    return (*corners[:index], place, *corners[index:])


def remove_corner(corners: Outline, index: int) -> Outline:
    """Take a corner away, unless only three are left."""
    return corners if len(corners) <= 3 else (*corners[:index], *corners[index + 1 :])


def move_point(shape: RegionShape, points: Outline, index: int, place: Point) -> Outline:
    """Move a corner; of an ellipse, its centre (which takes the rest along) or the tip of a half-axis.

    Parameters
    ----------
    shape : RegionShape
    points : Outline
    index : int
    place : Point
        Where the point goes.

    Returns
    -------
    Outline
        An ellipse's axes stay at right angles.
    """
    if shape is RegionShape.POLYGON:
        return (*points[:index], place, *points[index + 1 :])
    centre, *tips = points
    if index == 0:
        return shift(points, place[0] - centre[0], place[1] - centre[1])
    other = tips[2 - index]
    length = math.dist(centre, place)
    if length < 1:
        return points
    half = math.dist(centre, other)
    across = ((place[0] - centre[0]) / length, (place[1] - centre[1]) / length)
    normal = (-across[1], across[0])
    side = (other[0] - centre[0]) * normal[0] + (other[1] - centre[1]) * normal[1]
    turned = math.copysign(half, side)
    moved_other = (centre[0] + normal[0] * turned, centre[1] + normal[1] * turned)
    return (centre, place, moved_other) if index == 1 else (centre, moved_other, place)


def shift(points: Outline, across: float, down: float) -> Outline:
    """Move a whole region."""
    return tuple((x + across, y + down) for x, y in points)


def shift_within(points: Outline, step: Point, outline: Outline, size: Size) -> Outline:
    """Move a whole region, no farther than its outline stays on the photo.

    Parameters
    ----------
    points : Outline
        As the region keeps them.
    step : Point
        How far across and down.
    outline : Outline
        The region's border.
    size : Size
        Of the photo.

    Returns
    -------
    Outline
    """
    allowed = []
    for axis in (0, 1):
        low, high = min(p[axis] for p in outline), max(p[axis] for p in outline)
        allowed.append(min(max(step[axis], min(0.0, -low)), max(0.0, size[axis] - high)))
    return shift(points, *allowed)


def ellipse_between(corner: Point, opposite: Point) -> Outline:
    """Return the ellipse that fills the box between two corners: centre, right tip, lower tip."""
    x, y = (corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2
    return (x, y), (max(corner[0], opposite[0]), y), (x, max(corner[1], opposite[1]))


def area(outline: Sequence[Point]) -> float:
    """Return a polygon's area in square pixels."""
    total = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*outline, outline[0])))
    return abs(total) / 2


def crosses_itself(outline: Sequence[Point]) -> bool:
    """Whether two edges of a polygon cross, so that inside and outside are not clear."""
    edges = list(pairwise((*outline, outline[0])))
    last = len(edges) - 1
    return any(
        _cross(*edges[i], *edges[j])
        for i in range(len(edges))
        for j in range(i + 2, len(edges))
        if not (i == 0 and j == last)
    )


def without_tails(stroke: Sequence[Point]) -> Outline:
    """Cut a stroke where its end crosses its beginning, as hands do that close a round.

    Parameters
    ----------
    stroke : sequence of Point

    Returns
    -------
    Outline
        From the crossing to itself; the whole stroke where the two do not meet.
    """
    edges = list(pairwise(stroke))
    reach = len(edges) // _TAIL
    for first in range(reach):
        for last in range(len(edges) - 1, len(edges) - 1 - reach, -1):
            if _cross(*edges[first], *edges[last]):
                return tuple(stroke[first + 1 : last + 1])
    return tuple(stroke)


def why_not(outline: Sequence[Point], size: Size, *, way: str = _("corner by corner"), noun: str = _("region")) -> str:
    """Say why an outline cannot be a region, or nothing when it can.

    Parameters
    ----------
    outline : sequence of Point
    size : Size
        Of the photo.
    way : str
        How it was to be drawn.
    noun : str
        What it is called.
    """
    if len(outline) < 3:
        return _("A {noun} needs at least three corners.", noun=noun)
    # First, because the two halves of a crossed border take each other's area away.
    if crosses_itself(outline):
        return _("The border crosses itself. Go round the area once, {way}.", way=way)
    if area(outline) < _SMALLEST_SHARE * size[0] * size[1]:
        return _("That is too small to be a {noun}. Draw around the whole area.", noun=noun)
    return ""


def distance_to_edge(place: Point, start: Point, end: Point) -> float:
    """Return how far a place lies from a straight edge, which may have no length."""
    across, down = end[0] - start[0], end[1] - start[1]
    length2 = across * across + down * down
    share = 0.0 if not length2 else ((place[0] - start[0]) * across + (place[1] - start[1]) * down) / length2
    share = min(max(share, 0.0), 1.0)
    return math.dist(place, (start[0] + share * across, start[1] + share * down))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
