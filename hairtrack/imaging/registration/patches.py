"""Comparing patches all over the head: each says how well it fits where, and the head's motion follows from all.

A single patch of hair may fit in several places, and after months in none. No patch decides alone: its likeness to
every place near by is kept as a map, and a fit that knows how heads move climbs all maps at once.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit, Frame, fit_head_motion
from hairtrack.imaging.registration.picture import Level, Picture

_Array = NDArray[np.float64]

_SHARP = 9.0
"""How much likelier a patch is where its correlation is higher by one."""
_SURE = 14.0
"""Likewise, where patches are asked how much speaks for a fit that they had no part in."""
_FLAT = 0.05
_SHARED = 0.15
"""Weight of a patch while settling: neighbours overlap, and some fit in a wrong place."""
_ROUNDS = 9
_NARROWEST = 1.5
_FINEST = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How a level of patches is compared.

    Attributes
    ----------
    level : int
        Index of the level.
    half, reach, step : int
        Half-side of a patch, how far it is moved to each side, and the distance between patches, level pixels.
    strands, dots : bool
        Whether all detail counts, that of strands included, and whether what is round does.
    """

    level: int
    half: int
    reach: int
    step: int
    strands: bool = False
    dots: bool = True

    def shown(self, level: Level) -> NDArray[np.float32]:
        """Return what is compared of a level, (H, W, channels)."""
        parts = [level.detail] * self.strands + [level.dots] * self.dots
        return np.dstack(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """Likeness of patches of the fixed to places in the moving picture.

    Attributes
    ----------
    points : Points
        (N, 2) middles of the patches, fixed working pixels.
    likeness : ndarray
        (N, 2R+1, 2R+1) correlation over all that is compared, -1 to 1, when moved down by row and right by column.
    fit : Fit
        Through which the moving picture was looked at.
    share : float
        Level pixels per fixed working pixel.
    """

    points: Points
    likeness: NDArray[np.float32]
    fit: Fit
    share: float

    def only(self, chosen: NDArray[np.bool_]) -> "Maps":
        """Return the maps of some patches."""
        return replace(self, points=self.points[chosen], likeness=self.likeness[chosen])

    @property
    def reach(self) -> int:
        """Largest move to each side, level pixels."""
        return int(self.likeness.shape[1]) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where the fit came to rest on the maps.

    Attributes
    ----------
    fit : Fit
    wanted : Points
        (N, 2) moving working pixels where each patch fits best near by.
    precision : ndarray
        (N,) inverse variance of that place in level pixels; 0 where the patch has no say.
    moved : ndarray
        (N, 2) from the maps' middle to the fit, level pixels.
    """

    fit: Fit
    wanted: Points
    precision: _Array
    moved: _Array


def scan_pictures(fixed: Picture, moving: Picture, fit: Fit, scan: Scan) -> Maps:
    """Compare patches of the level that a scan is about."""
    return scan_patches(fixed.levels[scan.level], moving.levels[scan.level], fit, scan)


def scan_patches(fixed: Level, moving: Level, fit: Fit, scan: Scan) -> Maps:
    """Compare patches of the fixed picture with the moving one seen through a fit.

    Parameters
    ----------
    fixed, moving : Level
    fit : Fit
    scan : Scan

    Returns
    -------
    Maps
    """
    height, width = fixed.head.shape
    sides = (_from_level(np.arange(side, dtype=np.float64), fixed.share) for side in (width, height))
    at_x, at_y = (_to_level(at, moving.share).astype(np.float32) for at in fit.grid(*sides))
    shown = scan.shown(fixed)
    seen = cv2.remap(scan.shown(moving), at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    on_head = cv2.remap(moving.head.astype(np.uint8), at_x, at_y, cv2.INTER_NEAREST) > 0
    reach, half = scan.reach, scan.half
    seen = cv2.copyMakeBorder(seen, reach, reach, reach, reach, cv2.BORDER_CONSTANT)
    tell = fixed.head & on_head & (_contrast(shown, 2 * half + 1) >= _FLAT)
    middles, maps = [], []
    for row in range(half, height - half, scan.step):
        for column in (half + scan.step * np.flatnonzero(tell[row, half : width - half : scan.step])).tolist():
            patch = shown[row - half : row + half + 1, column - half : column + half + 1]
            around = seen[row - half : row + half + 1 + 2 * reach, column - half : column + half + 1 + 2 * reach]
            maps.append(cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED))
            middles.append((column, row))
    side = 2 * reach + 1
    points = _from_level(np.array(middles, dtype=np.float64).reshape(-1, 2), fixed.share)
    likeness = np.nan_to_num(np.array(maps, dtype=np.float32).reshape(-1, side, side))
    return Maps(points=points, likeness=likeness, fit=fit, share=fixed.share)


def _contrast(shown: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Return the standard deviation within the square of each pixel (H, W), all channels together."""
    planes = cv2.split(shown)
    mean = np.mean([cv2.boxFilter(plane, cv2.CV_32F, (side, side)) for plane in planes], axis=0)
    square = np.mean([cv2.sqrBoxFilter(plane, cv2.CV_32F, (side, side)) for plane in planes], axis=0)
    contrast: NDArray[np.float32] = np.sqrt(np.maximum(square - mean**2, 0))
    return contrast


def settle(maps: Maps, frame: Frame) -> Settled | None:
    """Let the head's motion climb all maps at once, from a wide view to a narrow one.

    Parameters
    ----------
    maps : Maps
    frame : Frame
        Of the fixed picture.

    Returns
    -------
    Settled or None
        None where too few patches have a say.

    References
    ----------
    Saragih, Lucey and Cohn 2011, doi:10.1007/s11263-010-0380-4 (mean shift on response maps under a shape prior).
    """
    if len(maps.points) < 8:
        return None
    reach = maps.reach
    offset = np.arange(-reach, reach + 1, dtype=np.float32)
    likely = np.exp(_SHARP * (maps.likeness - maps.likeness.max(axis=(1, 2), keepdims=True)))
    start, slopes = maps.fit.map(maps.points), maps.fit.slopes(maps.points)
    back = np.linalg.inv(slopes)
    unit = float(np.sqrt(np.abs(np.linalg.det(slopes)).mean())) / maps.share
    moved = np.zeros_like(maps.points)
    width = 0.7 * reach
    result = None
    for _ in range(_ROUNDS):
        peak, variance = _local_peaks(likely, offset, moved, width)
        precision = np.maximum(1 / variance - 1 / width**2, 0)
        # What the window itself adds is taken out again, so that a patch without an opinion does not hold the fit.
        place = (peak / variance[:, None] - moved / width**2) / np.maximum(precision, 1e-6)[:, None]
        precision[np.hypot(*(place - moved).T) > 2.5 * width] = 0
        if (precision > 1e-4).sum() < 6:
            return result
        wanted = start + np.einsum("nij,nj->ni", slopes, place / maps.share)
        fit = fit_head_motion(
            fixed=maps.points, moving=wanted, sigma=unit, frame=frame, weights=_SHARED * precision + 1e-9
        )
        moved = np.einsum("nij,nj->ni", back, fit.map(maps.points) - start) * maps.share
        result = Settled(fit=fit, wanted=wanted, precision=precision, moved=moved)
        width = max(_NARROWEST, 0.75 * width)
    return result


def agreement(maps: Maps, moved: _Array) -> float:
    """Return by how many of its own standard deviations each map stands out where it was moved to, on average."""
    reach = maps.reach
    at = np.clip(np.round(moved).astype(int) + reach, 0, 2 * reach)
    here = maps.likeness[np.arange(len(at)), at[:, 1], at[:, 0]]
    spread = maps.likeness.std(axis=(1, 2)) + 1e-6
    return float(((here - maps.likeness.mean(axis=(1, 2))) / spread).mean())


def nearness(maps: Maps, fit: Fit, inner: float) -> tuple[_Array, _Array]:
    """Say how much of where each patch may lie is near where a fit puts it.

    Parameters
    ----------
    maps : Maps
    fit : Fit
        To which the patches have not contributed.
    inner : float
        Radius of what is near, share of the maps' side.

    Returns
    -------
    share : ndarray
        (N,) 0 to 1; over many patches and wrong fits, `chance_of` on average.
    variance : ndarray
        (N,) of that share over all places where a fit might put the patch; 0 for a patch that fits everywhere alike.
    """
    reach = maps.reach
    side = 2 * reach + 1
    likely = np.exp(_SURE * (maps.likeness - maps.likeness.max(axis=(1, 2), keepdims=True)))
    likely /= likely.sum(axis=(1, 2), keepdims=True)
    offset = np.arange(-reach, reach + 1)
    at = _moved(maps, fit)
    across, down = ((offset[None, :] - at[:, axis : axis + 1]) ** 2 for axis in (0, 1))
    near = down[:, :, None] + across[:, None, :] < (inner * side) ** 2
    # All places at once, as if the map went on in copies of itself: by Parseval, from the spectra.
    power = (np.abs(np.fft.fft2(likely)) * np.abs(np.fft.fft2(_disc(reach, inner)))) ** 2
    variance = (power.sum(axis=(1, 2)) - power[:, 0, 0]) / side**4
    return (likely * near).sum(axis=(1, 2)).astype(np.float64), variance.astype(np.float64)


def chance_of(reach: int, inner: float) -> float:
    """Return the share of a map of some reach that lies within a share `inner` of its side."""
    return float(_disc(reach, inner).mean())


def _disc(reach: int, inner: float) -> NDArray[np.bool_]:
    offset = np.arange(-reach, reach + 1)
    within: NDArray[np.bool_] = offset[:, None] ** 2 + offset[None, :] ** 2 < (inner * len(offset)) ** 2
    return within


def _moved(maps: Maps, fit: Fit) -> _Array:
    """Return how far (N, 2) a fit moves each patch from the middle of its map, level pixels."""
    back = np.linalg.inv(maps.fit.slopes(maps.points))
    moved: _Array = np.einsum("nij,nj->ni", back, fit.map(maps.points) - maps.fit.map(maps.points)) * maps.share
    return moved


def _local_peaks(
    likely: NDArray[np.float32], offset: NDArray[np.float32], moved: _Array, width: float
) -> tuple[_Array, _Array]:
    """Return mean (N, 2) and variance (N,) of each map under a round window about where the fit is."""
    across = np.exp(-0.5 * ((offset[None, :] - moved[:, :1].astype(np.float32)) / width) ** 2)
    down = np.exp(-0.5 * ((offset[None, :] - moved[:, 1:].astype(np.float32)) / width) ** 2)
    columns = np.matmul(down[:, None, :], likely)[:, 0] * across
    rows = np.matmul(likely, across[:, :, None])[..., 0] * down
    total = columns.sum(axis=1) + 1e-12
    mean = np.stack([columns @ offset / total, rows @ offset / total], axis=1).astype(np.float64)
    square = (columns @ offset**2 + rows @ offset**2) / total
    variance = np.maximum((square - (mean**2).sum(axis=1)) / 2, 0) + _FINEST**2
    return mean, variance.astype(np.float64)


def _to_level(points: Points, share: float) -> Points:
    return (points + 0.5) * share - 0.5


def _from_level(points: Points, share: float) -> Points:
    return (points + 0.5) / share - 0.5
