"""How sure an alignment is all over the reference photo: lines of equal error, and what is not judged."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentModel, Course, Outline, Photo, Point, Transform
from hairtrack.figures import decimal
from hairtrack.imaging.arrays import Mask, Points
from hairtrack.imaging.registration.head import find_head
from hairtrack.imaging.registration.transform import error_at, hull_grid, inside_hull, map_points
from hairtrack.language import _
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_small
from hairtrack.workflow.places import to_photo

LEVELS = (0.5, 1.0, 2.0)
"""Errors that are drawn as lines, percent of the width of the photo that was aligned."""
_CELLS = 64
_SMALL = 320
"""Pixels of the longer side of the copy in which the head is looked for."""

Piece: TypeAlias = tuple[Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class HowSure:
    """How far off an alignment may be, place by place.

    Attributes
    ----------
    lines : tuple of (float, tuple of Piece)
        For each of `LEVELS` that the error reaches, the line along which it is so large, in straight pieces; pixels of
        the reference photo.
    surest : Point
        Where the error is least.
    least, most : float
        Where it is least and where it is most, percent of the width; 95 % of errors stay within.
    hull : Outline
        Outside it nothing is judged.
    unjudged : float or None
        Share of the head in the reference photo that lies outside it, or outside the photo that was aligned.
    """

    lines: tuple[tuple[float, tuple[Piece, ...]], ...]
    surest: Point
    least: float
    most: float
    hull: Outline
    unjudged: float | None = None


def how_sure(transform: Transform, head: Mask | None = None) -> HowSure:
    """Work out how far off an alignment may be in each place.

    Parameters
    ----------
    transform : Transform
    head : Mask, optional
        In the reference photo, or in a smaller copy of it.

    Returns
    -------
    HowSure
    """
    points = hull_grid(transform.hull, _CELLS)
    errors = _percent(transform, points)
    surest = points[int(np.argmin(errors))]
    return HowSure(
        lines=_lines(transform),
        surest=(float(surest[0]), float(surest[1])),
        least=float(errors.min()),
        most=float(errors.max()),
        hull=transform.hull,
        unjudged=None if head is None else _unjudged(transform, head),
    )


def how_sure_photo(folder: CourseFolder, course: Course, photo: Photo) -> HowSure | None:
    """Do as `how_sure` with a photo of a course. Reads its reference photo.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    photo : Photo

    Returns
    -------
    HowSure or None
        None where it is not aligned, or is the reference photo, which has no error.
    """
    reference, transform = course.reference(photo.view), to_photo(course, photo)
    if reference is None or transform is None or transform.model is AlignmentModel.IDENTITY:
        return None
    return how_sure(transform, find_head(load_small(folder, reference, _SMALL)))


def sure_words(found: HowSure) -> str:
    """Say in a sentence or two how sure an alignment is."""
    least, most = decimal(found.least, 1), decimal(found.most, 1)
    if least == most:
        said = _("Within ±{most} % of the width all over.", most=most)
    else:
        said = _(
            "Within ±{least} % of the width where it is surest, ±{most} % where least sure.",
            least=least,
            most=most,
        )
    if found.unjudged is None:
        return said
    percent = round(100 * found.unjudged)
    if percent:
        return f"{said} " + _("{percent} % of the reference photo's head is not judged.", percent=percent)
    return f"{said} " + _("Nearly all of the reference photo's head is judged.")


def _percent(transform: Transform, points: Points) -> NDArray[np.float64]:
    return 100 * error_at(transform, points) / transform.moving_size[0]


def _lines(transform: Transform) -> tuple[tuple[float, tuple[Piece, ...]], ...]:
    """Return the lines of equal error within the hull."""
    corners = np.array(transform.hull)
    low, high = corners.min(axis=0), corners.max(axis=0)
    steps = np.linspace(low, high, _CELLS + 1)
    x, y = np.meshgrid(steps[:, 0], steps[:, 1])
    points = np.stack([x, y], axis=2)
    errors = _percent(transform, points.reshape(-1, 2)).reshape(x.shape)
    lines = []
    for level in LEVELS:
        ends = _crossings(points, errors - level)
        inside = inside_hull(transform.hull, ends.reshape(-1, 2)).reshape(-1, 2).all(axis=1)
        pieces = tuple(((float(ax), float(ay)), (float(bx), float(by))) for (ax, ay), (bx, by) in ends[inside].tolist())
        if pieces:
            lines.append((level, pieces))
    return tuple(lines)


def _crossings(points: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the pieces (N, 2, 2) along which values on a grid are zero.

    Each cell is cut into two triangles, in which a line either crosses two sides or none; in a square it might cross
    all four, two ways.
    """
    corners = [(slice(None, -1), slice(None, -1)), (slice(None, -1), slice(1, None))]
    corners += [(slice(1, None), slice(1, None)), (slice(1, None), slice(None, -1))]
    found = []
    for triangle in ((0, 1, 2), (0, 2, 3)):
        at = np.stack([points[corners[k]].reshape(-1, 2) for k in triangle], axis=1)
        value = np.stack([values[corners[k]].ravel() for k in triangle], axis=1)
        beyond = value > 0
        # The corner that lies alone on its side of the line: the two sides that meet there are crossed.
        alone = np.where(beyond.sum(axis=1) == 1, beyond.argmax(axis=1), (~beyond).argmax(axis=1))
        crossed = np.flatnonzero(beyond.any(axis=1) & ~beyond.all(axis=1))
        tip, height = at[crossed, alone[crossed]], value[crossed, alone[crossed]]
        ends = []
        for turn in (1, 2):
            other = (alone[crossed] + turn) % 3
            share = height / (height - value[crossed, other])
            ends.append(tip + share[:, None] * (at[crossed, other] - tip))
        found.append(np.stack(ends, axis=1))
    pieces: NDArray[np.float64] = np.concatenate(found)
    return pieces


def _unjudged(transform: Transform, head: Mask) -> float:
    """Return the share of the head that lies outside the hull or outside the photo that was aligned."""
    rows, columns = np.nonzero(head)
    shape = np.array(head.shape[::-1])
    places = (np.stack([columns, rows], axis=1) + 0.5) / shape * transform.fixed_size - 0.5
    # Not a number where it is not trusted, which no comparison holds for.
    there = map_points(transform, places)
    seen = ((there >= 0) & (there <= np.array(transform.moving_size) - 1.0)).all(axis=1)
    return float(1 - seen.mean()) if len(places) else 1.0
