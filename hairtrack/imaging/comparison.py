"""How two aligned photos differ in what is not more or less hair: pose, sharpness, light, glare, the hair's state."""

import math
from itertools import pairwise
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Size, Transform
from hairtrack.imaging.arrays import Image, Mask, Points
from hairtrack.imaging.light import LINEAR, LUMINANCE
from hairtrack.imaging.photo_file import scaled
from hairtrack.imaging.registration.mirror import turns_over
from hairtrack.imaging.registration.transform import error_at, hull_grid, map_points, pooled_error

_WORK_WIDTH = 700
_LIGHT_WIDTH = 160
_TRIMMINGS = 12
_PLANES, _SAMPLED = 200, 2000
"""Planes through three pixels each that are tried, and the pixels they are tried on."""
_POINTS = 200
"""Of a region, at which errors are pooled."""
_HEAD_RADIUS = 0.37
"""Of a head that fills the picture as phone photos of a scalp do, in widths of the picture."""
_TEN_DEGREES = math.radians(10)
_MOST = 75
"""Percent of a place that must share a change before it is laid to the light."""
FEWEST_LIGHT = 30
"""Pixels of a shrunk photo from which light can be judged."""
_BLOWN, _BLACK = 240, 5
"""sRGB codes: a channel that bright is rolled off and has lost its colour; below, there is nothing but noise."""
STRAND_SIDE = 640
"""Short side of a photo in which strands and locks are compared, as coverage is measured; light needs no more."""
_AROUND = 0.5
"""How much of a region's surroundings tells of the light on it, in widths of the region."""
_FEWEST = 400
"""Pixels from which strands can be described."""
_STRAND_BANDS, _FLOW_SCALES = (1.0, 2.0, 4.0, 8.0, 16.0), (1.0, 2.5, 6.0)
_LEAST_SIGMA = 2.5
"""Pixels of blur that a smaller copy must still show for its grid not to be seen."""
_STRAND_CHANGES = np.array(
    [
        [-2.27, 3.82, 1.47, -1.05, 2.67, -14.11, 5.23, -0.46, 0.32, 0.10, -2.62],
        [-2.34, 2.02, 2.07, 0.05, 7.47, -5.46, -2.21, 0.04, 0.80, 0.52, -2.04],
    ]
)
"""What a cut to stubble, and a shorter cut or water, do to contrast in four bands, to the flow at three scales and to
the spread of tones, against what combing and more or less hair do; learnt by `tests/benchmarks/fit_hair_state.py`.
Good pairs end at 1."""


StrandPlanes: TypeAlias = tuple[NDArray[np.float32], ...]
"""What `strand_planes` returns."""


def pose_between(first: Transform, second: Transform) -> tuple[float, float]:
    """Compare how two photos see the reference photo's scalp.

    A turned head is not only scaled and rolled: what a similarity leaves over is measured against what it leaves over
    when a ball of a head's usual size in the picture is turned by ten degrees.

    Parameters
    ----------
    first, second : Transform
        Both from the same reference photo.

    Returns
    -------
    scale_ratio : float
        Size of the head in the second over the first, both as a share of the image's width.
    tilt_degrees : float
        Angle out of the picture plane.
    """
    points = hull_grid(first.hull)
    before, after = map_points(first, points), map_points(second, points)
    known = ~np.isnan(before + after).any(axis=1)
    if known.sum() < 10:
        return 1.0, 0.0
    before, after = before[known] / first.moving_size[0], after[known] / second.moving_size[0]
    if turns_over(first) != turns_over(second):
        after = after * (-1.0, 1.0)
    scale, left = _similarity(before, after)
    ball = [_similarity(before, _turned(before, axis, _TEN_DEGREES))[1] for axis in (0, 1)]
    return scale, 10 * left / float(np.mean(ball))


def small_copies(*, before: Image, after: Image, judged: Mask) -> tuple[Image, Image, Mask]:
    """Shrink two photos in the same frame to the size at which strands and light are compared.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    tuple of Image, Image and Mask
        What they were where they are no larger.
    """
    longest = round(STRAND_SIDE * max(judged.shape) / min(judged.shape))
    if longest >= max(judged.shape):
        return before, after, judged
    first, second = scaled(before, longest), scaled(after, longest)
    return first, second, resized(judged, (first.shape[1], first.shape[0]))


def resized(mask: Mask, size: Size) -> Mask:
    """Bring a mask to another size."""
    return cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST).astype(np.bool_)


def overlap(*, region: Mask, valid: Mask) -> float:
    """Return the share of a region that both photos show, 0 to 1."""
    total = np.count_nonzero(region)
    return np.count_nonzero(region & valid) / total if total else 0.0


def sharpness_ratio(*, before: Image, after: Image, judged: Mask) -> float:
    """Compare fine detail of two photos in the same frame.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    float
        Detail of the less sharp over the sharper one, 0 to 1. Detail is the contrast at the finest scale over that of
        everything two octaves coarser or more, so that more hair alone does not look like more sharpness.
    """
    first, second = detail(before, judged), detail(after, judged)
    return min(first, second) / max(first, second, 1e-9)


def light_change(*, before: Image, after: Image, judged: Mask) -> float:
    """Measure how differently the light falls over two photos in the same frame, in stops.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen; the wider, the less hair that grew in one place weighs.

    Returns
    -------
    float
        Standard deviation over the place of a plane fitted to the log2 ratio of the luminances, by the half of the
        pixels that it fits best: a patch that filled with hair must not pass for another lamp. A common exposure
        cancels out.
    """
    size = light_size(before)
    small = resized(judged, size)
    if small.sum() < FEWEST_LIGHT:
        return 0.0
    ratio = np.log2(_luminance(after, size) / _luminance(before, size))[small]
    places, slopes = fitted_plane(ratio, small)
    return float(np.std(places @ slopes))


def fitted_plane(changes: np.ndarray, inside: Mask) -> tuple[np.ndarray, np.ndarray]:
    """Fit a plane to what changed in some pixels, by the half of them that it fits best.

    Least median of squares (Rousseeuw 1984, doi:10.1080/01621459.1984.10477105), begun from planes through few pixels:
    from a plane through all of them, a nape that filled with hair would lead to a lamp that stands above the head.

    Parameters
    ----------
    changes : ndarray, (N,)
    inside : Mask
        With N pixels.

    Returns
    -------
    places : ndarray, (N, 2)
        How far right and down of their middle the pixels lie.
    slopes : ndarray, (2,)
        By how much the plane rises from one pixel to the next, to the right and downwards.
    """
    rows, columns = np.nonzero(inside)
    plane = np.stack([np.ones(len(rows)), columns - columns.mean(), rows - rows.mean()], axis=1)
    fitted = _likeliest_plane(plane, changes)
    for _ in range(_TRIMMINGS):
        residual = np.abs(changes - plane @ fitted)
        kept = residual <= np.median(residual)
        fitted, *_rest = np.linalg.lstsq(plane[kept], changes[kept], rcond=None)
    return plane[:, 1:], fitted[1:]


def _likeliest_plane(plane: np.ndarray, changes: np.ndarray) -> np.ndarray:
    """Return the plane (3,) whose median distance is least, of that through all pixels and many through three each."""
    rng = np.random.default_rng(0)
    threes = rng.integers(len(changes), size=(_PLANES, 3))
    threes = threes[np.abs(np.linalg.det(plane[threes])) > 1]
    through_all, *_rest = np.linalg.lstsq(plane, changes, rcond=None)
    through_three = np.linalg.solve(plane[threes], changes[threes][..., None])[..., 0]
    planes = np.concatenate([through_all[None], through_three])
    sampled = rng.integers(len(changes), size=_SAMPLED)
    distances = np.abs(changes[sampled] - planes @ plane[sampled].T)
    likeliest: np.ndarray = planes[np.median(distances, axis=1).argmin()]
    return likeliest


def light_shift(*, before: Image, after: Image, judged: Mask) -> tuple[float, float] | None:
    """Measure how much brighter and how differently coloured two photos in the same frame are.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    brightness, colour : float
        In stops: of all light together, and of the red and the blue against the green. As much as three quarters of
        the place share, for another lamp or exposure changes all of it: a patch that filled with hair must not pass
        for one. None where too little is seen.
    """
    size = light_size(before)
    inside = cv2.erode(resized(judged, size).view(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if inside.sum() < FEWEST_LIGHT:
        return None
    lights = [smooth_light(image, size, blur=1.5)[inside] + 0.002 for image in (before, after)]
    ratios = np.log2(lights[1] / lights[0])
    brighter = np.log2(lights[1] @ LUMINANCE) - np.log2(lights[0] @ LUMINANCE)
    return _shared(brighter[:, None]), _shared(ratios[:, (0, 2)] - ratios[:, 1:2])


def _shared(changes: np.ndarray) -> float:
    """Return how far most of the (N, K) changes reach along their median."""
    middle = np.median(changes, axis=0)
    length = float(np.hypot.reduce(middle))
    return max(0.0, float(np.percentile(changes @ middle, 100 - _MOST))) / length if length else 0.0


def lost_shares(*, before: Image, after: Image, judged: Mask) -> tuple[float, float]:
    """Measure how much of a place is blown out or black in each of two photos in the same frame.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    before, after : float
        Shares, 0 to 1.
    """
    box = bounding_box(judged)
    if box is None:
        return 0.0, 0.0
    inside = judged[box].view(np.uint8)
    total = cv2.countNonZero(inside)
    lost = []
    for image in (before[box], after[box]):
        below, black = (
            cv2.countNonZero(cv2.bitwise_and(cv2.inRange(image, (0, 0, 0), (most,) * 3), inside))
            for most in (_BLOWN - 1, _BLACK)
        )
        lost.append((total - below + black) / total)
    return lost[0], lost[1]


def alignment_error(first: Transform, second: Transform, *, region: Mask) -> float | None:
    """Return how far off two photos may be placed on each other, as a share of a region's width.

    Parameters
    ----------
    first, second : Transform
        Both from the same reference photo.
    region : Mask
        In the reference photo.

    Returns
    -------
    float or None
        What 95 % of the errors stay within. None without a region.
    """
    pixels = np.flatnonzero(region)
    if not len(pixels):
        return None
    rows, columns = np.divmod(pixels[:: max(1, len(pixels) // _POINTS)], region.shape[1])
    points = np.stack([columns, rows], axis=1).astype(np.float64)
    errors = [error_at(each, points) / each.moving_size[0] for each in (first, second)]
    return pooled_error(np.hypot(*errors)) * first.fixed_size[0] / math.sqrt(len(pixels))


def hair_change(
    *, before: Image, after: Image, judged: Mask, strands: tuple[StrandPlanes, StrandPlanes] | None = None
) -> float | None:
    """Measure how differently the hair itself looks: cut, wet or held by some product, not combed, more or less.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen; the wider, the better: hair grows in one place and is cut in all.
    strands : tuple of StrandPlanes, optional
        Of the two, where several pairs of the same photos are compared.

    Returns
    -------
    float or None
        The larger of two weighted sums of how contrast between strands and between locks, their flow and the spread
        of tones changed.
        None where too little is seen.
    """
    if np.count_nonzero(judged) * (STRAND_SIDE / min(judged.shape)) ** 2 < _FEWEST:
        return None
    first, second = strands or (None, None)
    change = describe_strands(after, judged, second) - describe_strands(before, judged, first)
    return float(np.abs(_STRAND_CHANGES @ change).max())


def surroundings(region: Mask) -> Mask:
    """Return a region with what lies around it."""
    around = np.zeros_like(region)
    box = bounding_box(region)
    if box is not None:
        reach = _AROUND * math.sqrt(np.count_nonzero(region))
        # Distances come out short by up to a twentieth along rows and columns.
        margin = math.ceil(1.05 * reach) + 1
        wide = tuple(slice(max(0, part.start - margin), part.stop + margin) for part in box)
        beside = cv2.distanceTransform((~region[wide]).view(np.uint8), cv2.DIST_L2, 3)
        around[wide] = beside <= reach
    return around


def bounding_box(mask: Mask) -> tuple[slice, slice] | None:
    """Return the rows and columns that a mask lies in, or None for an empty one."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def blurred(plane: np.ndarray, sigma: float) -> np.ndarray:
    """Blur on a smaller copy where nothing fine is left anyway, which is many times faster.

    Parameters
    ----------
    plane : ndarray, (H, W), float32
    sigma : float
        Pixels.

    Returns
    -------
    ndarray, (H, W), float32
    """
    step = 2 ** max(0, int(math.log2(sigma / _LEAST_SIGMA)))
    if step == 1:
        return cv2.GaussianBlur(plane, (0, 0), sigma)
    height, width = plane.shape
    small = cv2.resize(plane, (-(-width // step), -(-height // step)), interpolation=cv2.INTER_AREA)
    # Shrinking and growing blur too: by the variance of a box, and by about as much again.
    left = math.sqrt(sigma**2 - (step**2 - 1) / 12 - step**2 / 12)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), left / step), (width, height), interpolation=cv2.INTER_LINEAR)


def _flow(tone: np.ndarray, scale: float) -> np.ndarray:
    """Return how much the edges around each pixel run one way, 0 to 1 (structure tensor)."""
    smooth = cv2.GaussianBlur(tone, (0, 0), scale)
    dx, dy = (cv2.Sobel(smooth, -1, *order) for order in ((1, 0), (0, 1)))
    xx, yy, xy = (blurred(part, 3 * scale + 1) for part in (dx * dx, dy * dy, dx * dy))
    return np.asarray(cv2.magnitude(xx - yy, 2 * xy) / (xx + yy + 1e-5))


def strand_planes(image: Image, scale: float | None = None) -> StrandPlanes:
    """Return contrast in four bands, squared, and how far edges run one way at three scales, for each pixel.

    Parameters
    ----------
    image : Image
    scale : float, optional
        To bring it to the size at which strands are compared; by default that of a whole photo.

    Returns
    -------
    StrandPlanes
    """
    scale = STRAND_SIDE / min(image.shape[:2]) if scale is None else scale
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=way) if scale != 1 else image
    tone = np.log(LINEAR[small] @ LUMINANCE + np.float32(0.004))
    tones = [blurred(tone, sigma) for sigma in _STRAND_BANDS]
    contrasts = (np.square(fine - coarse) for fine, coarse in pairwise(tones))
    return (*contrasts, *(_flow(tone, sigma) for sigma in _FLOW_SCALES))


def describe_strands(image: Image, judged: Mask, planes: StrandPlanes | None = None) -> NDArray[np.float64]:
    """Describe how strands look, whatever their colour.

    Parameters
    ----------
    image : Image
    judged : Mask
    planes : StrandPlanes, optional
        Of the whole image, where several parts of it are described.

    Returns
    -------
    ndarray, (11,)
        Log contrast in four bands from single strands to whole locks, how far edges run one way at three scales, and
        how widely tones spread: above and below the middle, over the middle half, and over all.
    """
    part = judged
    if planes is None:
        box = bounding_box(judged)
        assert box is not None
        planes, part = strand_planes(image[box], STRAND_SIDE / min(judged.shape)), judged[box]
    seen = resized(part, planes[0].shape[::-1]).view(np.uint8)
    means = [cv2.mean(plane, seen)[0] for plane in planes]
    bands, flows = means[: -len(_FLOW_SCALES)], means[-len(_FLOW_SCALES) :]
    return np.array([*(0.5 * math.log(band + 1e-5) for band in bands), *flows, *_spreads(image, judged)])


def _spreads(image: Image, judged: Mask) -> tuple[float, ...]:
    """Return how widely the log luminance of a shrunk photo spreads, whatever the exposure."""
    size = light_size(image)
    seen = resized(judged, size)
    linear = LINEAR[cv2.resize(image, size, interpolation=cv2.INTER_AREA)]
    tones = np.log(linear[seen if seen.any() else slice(None)] @ LUMINANCE + np.float32(0.004))
    low, lower, middle, upper, high = np.percentile(tones, (5, 25, 50, 75, 95))
    return high - middle, middle - low, upper - lower, float(tones.std())


def _similarity(before: Points, after: Points) -> tuple[float, float]:
    """Fit a similarity by least squares; return its scale and the root mean square of what it leaves over."""
    start = (before - before.mean(axis=0)) @ np.array([1, 1j])
    end = (after - after.mean(axis=0)) @ np.array([1, 1j])
    factor = np.vdot(start, end) / np.vdot(start, start)
    left = np.abs(end - factor * start)
    return float(abs(factor)), float(np.sqrt(np.mean(left**2)))


def _turned(points: Points, axis: int, angle: float) -> Points:
    """Turn a ball that carries the points towards the camera, about one axis of the picture."""
    flat = points - points.mean(axis=0)
    distance = np.linalg.norm(flat, axis=1)
    height = np.sqrt(np.maximum(_HEAD_RADIUS**2 - distance**2, 0.0))
    turned: Points = flat.copy()
    turned[:, axis] = flat[:, axis] * math.cos(angle) + height * math.sin(angle)
    return turned


def detail(image: Image, judged: Mask) -> float:
    """Return the contrast at the finest scale over that of everything two octaves coarser or more."""
    scale = min(1.0, _WORK_WIDTH / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    seen = resized(judged, grey.shape[::-1]).view(np.uint8)
    levels = [grey, *(cv2.GaussianBlur(grey, (0, 0), sigma) for sigma in (1.0, 2.0, 16.0))]
    fine, coarse = (cv2.meanStdDev(levels[i] - levels[i + 1], mask=seen)[1].item() for i in (0, 2))
    return fine / max(coarse, 1e-6)


def light_size(image: Image) -> Size:
    """Return the size at which light is compared."""
    scale = min(1.0, _LIGHT_WIDTH / image.shape[1])
    return max(8, round(image.shape[1] * scale)), max(8, round(image.shape[0] * scale))


def smooth_light(image: Image, size: tuple[int, int], *, blur: float) -> np.ndarray:
    """Return linear light, smoothed."""
    return np.asarray(cv2.GaussianBlur(LINEAR[cv2.resize(image, size, interpolation=cv2.INTER_AREA)], (0, 0), blur))


def _luminance(image: Image, size: tuple[int, int]) -> np.ndarray:
    """Linear luminance, smoothed by shrinking, floored above the noise."""
    linear = (cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float64) / 255) ** 2.2
    grey: np.ndarray = linear @ np.array([0.2126, 0.7152, 0.0722])
    return np.asarray(np.maximum(cv2.GaussianBlur(grey, (0, 0), 4), 0.004))
