"""Coverage of a region in two photos, cell by cell on a grid in the reference frame, and how far each may be off."""

import math
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, Transform
from hairtrack.imaging.arrays import Mask, Points
from hairtrack.imaging.coverage.frame import SHORT_SIDE, points_in_frame
from hairtrack.imaging.coverage.measure import Judged
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.transform import CHI95, error_at, jacobians, map_points

_Array: TypeAlias = NDArray[np.float64]
_Plane: TypeAlias = NDArray[np.float32]

_CELLS_ACROSS = 10
"""A cell is about 1 cm of scalp."""
_LEAST_SIDE = 6.0
"""Pixels at the size of measuring; a smaller cell holds too little to say anything."""
_LEAST_CELL = 0.25
"""Share of a whole cell that must lie in the region; less is a sliver of its border."""
_LEAST_JUDGED = 0.6
"""Share of a cell's part in the region that both photos must show."""
SHORT_MM = 20.0
"""Hair up to this length lies as it grows: combing hardly moves it from one cell to another."""
_STRAYING, _LEAST_MIXING, _COMBING, _COMBING_SHORT = 0.45, 0.03, 0.065, 0.01
"""Of a cell's own noise: how far the projection strays, as a share of how undecided the pixels are (and of something
where all seem decided); and how much of the variance of hair or not comes and goes as hair falls another way, which
long hair does. See tests/benchmarks/bench_change.py for what they lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A square of the grid.

    Attributes
    ----------
    box : tuple of float
        Left, top, right and bottom in pixels of the reference photo.
    place : tuple of int
        Column and row in the grid.
    before, after : float or None
        Share of hair, 0 to 1, in what both photos show of the cell; None where that is too little.
    noise : float
        Standard deviation of `change` where nothing changed, beside what all cells share; points.
    leaning : float
        How much of an error of the whole region this cell takes, about 1 on average: a reference that strays moves
        what is undecided, and hardly what is plainly hair or skin.
    """

    box: tuple[float, float, float, float]
    place: tuple[int, int]
    before: float | None = None
    after: float | None = None
    noise: float = 0.0
    leaning: float = 1.0

    @property
    def change(self) -> float | None:
        """After minus before, in points."""
        return None if self.before is None or self.after is None else 100 * (self.after - self.before)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The part of the reference photo that is compared, at the size of measuring, and its cells.

    Attributes
    ----------
    region : Mask
    scale : float
        Pixels here per pixel of the reference photo.
    corner : ndarray of float, shape (2,)
        Of the grid in the reference photo, x and y.
    side : float
        Of a cell, pixels here.
    across : int
        Cells in a row.
    cells : ndarray of int, shape (N,)
        The cell of each of the region's pixels.
    corners : ndarray of float, shape (M, 2)
        Upper left corner of each cell, pixels here.
    """

    region: Mask
    scale: float
    corner: Points
    side: float
    across: int
    cells: NDArray[np.int64]
    corners: Points

    def in_reference(self, places: Points) -> Points:
        """Return places of the grid in pixels of the reference photo."""
        found: Points = (places + 0.5) / self.scale - 0.5 + self.corner
        return found

    def total(self, plane: NDArray[Any]) -> _Array:
        """Sum a plane over each cell's part in the region."""
        sums = np.bincount(self.cells, plane[self.region], minlength=len(self.corners))
        return sums.astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Side:
    """One photo on the grid.

    Attributes
    ----------
    soft : ndarray of float32
        Probability of hair.
    judged : Mask
    moving : ndarray of float, shape (M,)
        Standard deviation of each cell's share of hair for the error of its place.
    """

    soft: _Plane
    judged: Mask
    moving: _Array


def change_cells(
    before: Judged,
    after: Judged,
    *,
    transforms: tuple[Transform, Transform],
    outline: Outline,
    hair_mm: float | None = None,
) -> tuple[Cell, ...]:
    """Compare a region cell by cell.

    Parameters
    ----------
    before, after : Judged
        The region's pixels in the two photos.
    transforms : tuple of Transform
        From the reference photo to each of the two.
    outline : Outline
        The region in pixels of the reference photo.
    hair_mm : float, optional
        Length of the hair in both photos at most, where it is known.

    Returns
    -------
    tuple of Cell
        Row by row.
    """
    grid = _grid(outline, SHORT_SIDE / min(transforms[0].fixed_size))
    sides = [_brought(seen, transform, grid) for seen, transform in zip((before, after), transforms, strict=True)]
    both = sides[0].judged & sides[1].judged & grid.region
    area, count = grid.total(grid.region), np.maximum(grid.total(both), 1)
    first, second = (grid.total(both * side.soft) / count for side in sides)
    undecided = sum(grid.total(both * side.soft * (1 - side.soft)) for side in sides) / (2 * count)
    mean = (first + second) / 2
    combing = _COMBING_SHORT if hair_mm is not None and hair_mm <= SHORT_MM else _COMBING
    variance = _STRAYING**2 * (undecided**2 + _LEAST_MIXING**2) + combing * mean * (1 - mean)
    noise = 100 * np.sqrt(variance + sides[0].moving ** 2 + sides[1].moving ** 2)
    leaning = undecided / max(float(np.average(undecided, weights=count)), 1e-6)
    found = []
    for number in np.flatnonzero(area >= _LEAST_CELL * grid.side**2):
        corner = grid.corners[number]
        (left, top), (right, bottom) = grid.in_reference(np.stack([corner, corner + grid.side])).tolist()
        cell = Cell(box=(left, top, right, bottom), place=(int(number % grid.across), int(number // grid.across)))
        if count[number] >= _LEAST_JUDGED * area[number]:
            cell = replace(
                cell,
                before=float(first[number]),
                after=float(second[number]),
                noise=float(noise[number]),
                leaning=float(leaning[number]),
            )
        found.append(cell)
    return tuple(found)


def _grid(outline: Outline, scale: float) -> _Grid:
    border = np.asarray(outline, np.float64)
    corner = np.floor(border.min(axis=0))
    inside = (border - corner + 0.5) * scale - 0.5
    width, height = (int(extent) + 2 for extent in np.ceil(inside.max(axis=0)))
    region = region_mask(tuple((float(x), float(y)) for x, y in inside), (width, height))
    rows, columns = np.nonzero(region)
    side = max(_LEAST_SIDE, math.sqrt(len(rows)) / _CELLS_ACROSS)
    pixels = np.stack([columns, rows], axis=1)
    low, extent = pixels.min(axis=0) - 0.5, np.ptp(pixels, axis=0) + 1
    across, down = np.ceil(extent / side).astype(int)
    low -= (np.array([across, down]) * side - extent) / 2
    at = ((pixels - low) // side).astype(np.int64)
    numbers = np.arange(across * down)
    corners = low + np.stack([numbers % across, numbers // across], axis=1) * side
    return _Grid(region, scale, corner, side, int(across), at[:, 1] * across + at[:, 0], corners)


def _brought(seen: Judged, transform: Transform, grid: _Grid) -> _Side:
    """Bring a photo's pixels into the grid."""
    height, width = grid.region.shape
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    places = grid.in_reference(np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float64))
    there = np.nan_to_num(points_in_frame(map_points(transform, places), seen.frame), nan=-9.0)
    across, down = there.astype(np.float32).reshape(height, width, 2).transpose(2, 0, 1)
    weight = seen.judged.astype(np.float32)
    # What is not judged must not mix into what is.
    weights, sums = (
        cv2.remap(plane, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
        for plane in (weight, seen.soft * weight)
    )
    soft = np.asarray(sums / np.maximum(weights, 1e-6), np.float32)
    return _Side(soft, weights > 0.5, _moving(soft, transform, grid))


def _moving(soft: _Plane, transform: Transform, grid: _Grid) -> _Array:
    """Give each cell's standard deviation for the error of its place: its slope times that error."""
    box = max(1, round(grid.side))
    smooth = cv2.blur(soft, (box, box))
    middles = grid.corners + grid.side / 2
    columns, rows = np.clip(np.round(middles).astype(int), 1, np.array(soft.shape[::-1]) - 2).T
    slope = np.hypot(
        smooth[rows, columns + 1] - smooth[rows, columns - 1], smooth[rows + 1, columns] - smooth[rows - 1, columns]
    )
    places = grid.in_reference(middles)
    zoom = np.sqrt(np.abs(np.linalg.det(jacobians(transform, places))))
    moving: _Array = slope / 2 * error_at(transform, places) / CHI95 / zoom * grid.scale
    return moving
