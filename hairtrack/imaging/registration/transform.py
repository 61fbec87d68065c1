"""Carrying points and pixels through a stored transform, with the error that it admits to."""

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentModel, Outline, Size, Transform
from hairtrack.imaging.arrays import Image, Mask, Points

_Array = NDArray[np.float64]

CHI95 = 2.4477
"""95th percentile of the length of a two-dimensional standard normal vector."""
_NOTHING = (160, 160, 160)
"""Neither light nor dark: what no photo shows must not draw the eye."""
_STRIP = 128


def basis(points: Points, terms: int) -> _Array:
    """Return the monomials of normalised points.

    Parameters
    ----------
    points : Points
        (N, 2), ``(u, v)``.
    terms : int
        3 for ``(1, u, v)``, 6 for ``(1, u, v, u*u, u*v, v*v)``.

    Returns
    -------
    ndarray
        (N, terms).
    """
    u, v = points[:, 0], points[:, 1]
    columns = [np.ones_like(u), u, v]
    if terms == 6:
        columns += [u * u, u * v, v * v]
    return np.stack(columns, axis=1)


def whole_image(size: Size) -> Outline:
    """Return the border of an image as an outline."""
    width, height = size
    return ((0.0, 0.0), (width - 1.0, 0.0), (width - 1.0, height - 1.0), (0.0, height - 1.0))


def identity(size: Size) -> Transform:
    """Return the transform of a photo to itself, without error.

    Parameters
    ----------
    size : Size
        Width and height in pixels.

    Returns
    -------
    Transform
    """
    return Transform(
        model=AlignmentModel.IDENTITY,
        origin=(0.0, 0.0),
        scale=1.0,
        x_coefficients=(0.0, 1.0, 0.0),
        y_coefficients=(0.0, 0.0, 1.0),
        covariance=(0.0,) * 36,
        misfit=0.0,
        hull=whole_image(size),
        fixed_size=size,
        moving_size=size,
    )


def map_points(transform: Transform, points: Points, *, trusted_only: bool = True) -> Points:
    """Find points of the fixed image in the moving image.

    Parameters
    ----------
    transform : Transform
    points : Points
        (N, 2) in pixels of the fixed image.
    trusted_only : bool
        Answer only inside the trusted hull.

    Returns
    -------
    Points
        (N, 2) in pixels of the moving image; NaN where not trusted.
    """
    mapped: Points = _design(transform, points) @ _coefficients(transform).T
    if trusted_only:
        mapped[~inside_hull(transform.hull, points)] = np.nan
    return mapped


def invert_points(
    transform: Transform, points_in_moving: Points, *, trusted_only: bool = True, steps: int = 20
) -> Points:
    """Find points of the moving image in the fixed image, by Newton's method from the linear part.

    Parameters
    ----------
    transform : Transform
    points_in_moving : Points
        (N, 2) in pixels of the moving image.
    trusted_only : bool
        Answer only where the result lies inside the trusted hull.
    steps : int
        At most so many Newton steps.

    Returns
    -------
    Points
        (N, 2) in pixels of the fixed image; NaN where not trusted or where there is no solution near by.
    """
    target = np.asarray(points_in_moving, dtype=np.float64).reshape(-1, 2)
    coefficients = _coefficients(transform)
    linear = coefficients[:, 1:3] / transform.scale
    found: Points = (target - coefficients[:, 0]) @ np.linalg.inv(linear).T + np.array(transform.origin)
    tolerance = 1e-6 * max(transform.moving_size)
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            gap = target - map_points(transform, found, trusted_only=False)
            if not np.any(np.abs(gap) > tolerance):
                break
            slopes = jacobians(transform, found)
            determinant = np.linalg.det(slopes)
            usable = np.abs(determinant) > 1e-9
            found[~usable] = np.nan
            found[usable] += np.linalg.solve(slopes[usable], gap[usable][:, :, None])[:, :, 0]
        gap = target - map_points(transform, found, trusted_only=False)
        found[~(np.abs(gap) <= 100 * tolerance).all(axis=1)] = np.nan
    if trusted_only:
        found[~inside_hull(transform.hull, found)] = np.nan
    return found


def jacobians(transform: Transform, points: Points) -> _Array:
    """Return the derivative of the moving by the fixed coordinates at points of the fixed image.

    Parameters
    ----------
    transform : Transform
    points : Points
        (N, 2) in pixels of the fixed image.

    Returns
    -------
    ndarray
        (N, 2, 2); row: x, y of the moving image, column: x, y of the fixed image.
    """
    normalised = _normalised(transform, points)
    u, v = normalised[:, 0], normalised[:, 1]
    zero, one = np.zeros_like(u), np.ones_like(u)
    by_u, by_v = [zero, one, zero], [zero, zero, one]
    if len(transform.x_coefficients) == 6:
        by_u += [2 * u, v, zero]
        by_v += [zero, u, 2 * v]
    slopes = np.stack([np.stack(by_u, axis=1), np.stack(by_v, axis=1)], axis=2)
    result: _Array = np.einsum("ck,nkd->ncd", _coefficients(transform), slopes) / transform.scale
    return result


def error_at(transform: Transform, points: Points) -> _Array:
    """Estimate how far off mapped points may be.

    Parameters
    ----------
    transform : Transform
    points : Points
        (N, 2) in pixels of the fixed image.

    Returns
    -------
    ndarray
        (N,) pixels of the moving image that the error stays within in 95 % of cases.
    """
    design = _design(transform, points)
    terms = design.shape[1]
    covariance = np.array(transform.covariance).reshape(2 * terms, 2 * terms)
    blocks = covariance.reshape(2, terms, 2, terms)
    spread = np.einsum("nk,ikjl,nl->nij", design, blocks, design) + transform.misfit**2 * np.eye(2)
    mean = np.trace(spread, axis1=1, axis2=2) / 2
    difference = np.hypot((spread[:, 0, 0] - spread[:, 1, 1]) / 2, spread[:, 0, 1])
    # Between a round normal error (2.45 sigma) and one along a line (1.96 sigma).
    error: _Array = np.maximum(CHI95 * np.sqrt(np.maximum(mean, 0)), 1.96 * np.sqrt(np.maximum(mean + difference, 0)))
    return error


def error_percent_width(transform: Transform) -> float:
    """Return the stated error over the trusted hull, in percent of the moving image's width.

    Parameters
    ----------
    transform : Transform

    Returns
    -------
    float
        The length that 95 % of the errors of points spread over the hull are expected to stay within.
    """
    return 100 * pooled_error(error_at(transform, hull_grid(transform.hull))) / transform.moving_size[0]


def pooled_error(errors: _Array) -> float:
    """Return the length that 95 % of the errors of many points stay within.

    Parameters
    ----------
    errors : ndarray
        (N,) the 95 % error of each point.

    Returns
    -------
    float
        In the same unit. Points that are well known make up for others that are not.
    """
    low, high = 0.0, float(errors.max())
    spread = np.maximum(errors / CHI95, 1e-12)
    for _ in range(40):
        middle = (low + high) / 2
        beyond = np.exp(-0.5 * (middle / spread) ** 2).mean()
        low, high = (middle, high) if beyond > 0.05 else (low, middle)
    return high


def hull_grid(hull: Outline, cells: int = 24) -> Points:
    """Return points that fill a convex outline evenly, its corners included.

    Parameters
    ----------
    hull : Outline
    cells : int
        Grid cells along each side of its bounding box.

    Returns
    -------
    Points
        (N, 2).
    """
    corners = np.array(hull, dtype=np.float64)
    low, high = corners.min(axis=0), corners.max(axis=0)
    x, y = np.meshgrid(np.linspace(low[0], high[0], cells + 1), np.linspace(low[1], high[1], cells + 1))
    grid = np.stack([x.ravel(), y.ravel()], axis=1)
    return np.vstack([grid[inside_hull(hull, grid)], corners])


def inside_hull(hull: Outline, points: Points) -> NDArray[np.bool_]:
    """Say which points lie in a convex outline, its border included.

    Parameters
    ----------
    hull : Outline
    points : Points
        (N, 2).

    Returns
    -------
    ndarray
        (N,) bool; False for NaN.
    """
    corners = np.array(hull, dtype=np.float64)
    edges = np.roll(corners, -1, axis=0) - corners
    offsets = np.asarray(points, dtype=np.float64).reshape(-1, 1, 2) - corners
    cross = edges[:, 0] * offsets[..., 1] - edges[:, 1] * offsets[..., 0]
    slack = 1e-9 * (1 + np.abs(corners).max()) ** 2
    result: NDArray[np.bool_] = np.all(cross >= -slack, axis=1) | np.all(cross <= slack, axis=1)
    return result


def trusted_mask(transform: Transform) -> Mask:
    """Return the pixels of the fixed image where the transform may be trusted.

    Parameters
    ----------
    transform : Transform

    Returns
    -------
    Mask
        (H, W) of the fixed image.
    """
    width, height = transform.fixed_size
    mask = np.zeros((height, width), np.uint8)
    corners = np.round(np.array(transform.hull) * 16).astype(np.int32)
    cv2.fillConvexPoly(mask, corners, 1, lineType=cv2.LINE_8, shift=4)
    return mask.astype(bool)


def warp_to_fixed(transform: Transform, moving_image: Image) -> tuple[Image, Mask]:
    """Resample the moving image into the pixels of the fixed image.

    Parameters
    ----------
    transform : Transform
    moving_image : Image
        Of the transform's moving size. Where its pixels are much finer they are averaged first.

    Returns
    -------
    image : Image
        Of the fixed size; a neutral grey outside the moving image. The moving image itself where nothing moves.
    valid : Mask
        Trusted, and inside the moving image.
    """
    if transform == identity(transform.fixed_size):
        return moving_image, np.ones(moving_image.shape[:2], np.bool_)
    shrunk: NDArray[np.uint8] = moving_image
    used = transform
    slope = np.linalg.det(jacobians(transform, np.array([np.mean(transform.hull, axis=0)])))[0]
    step = math.sqrt(abs(float(slope)))
    if step > 1.5:
        width, height = transform.moving_size
        size = (max(1, round(width / step)), max(1, round(height / step)))
        shrunk = cv2.resize(moving_image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        used = rescaled(transform, fixed_size=transform.fixed_size, moving_size=size)
    width, height = transform.fixed_size
    image = np.empty((height, width, *moving_image.shape[2:]), np.uint8)
    valid = trusted_mask(transform)
    for top in range(0, height, _STRIP):
        rows = slice(top, min(top + _STRIP, height))
        x, y = _strip_map(used, rows)
        cv2.remap(shrunk, x, y, cv2.INTER_LINEAR, dst=image[rows], borderMode=cv2.BORDER_CONSTANT, borderValue=_NOTHING)
        valid[rows] &= (x >= 0) & (y >= 0) & (x <= used.moving_size[0] - 1) & (y <= used.moving_size[1] - 1)
    return image, valid


def turn_over(coefficients: _Array, covariance: _Array, width: int) -> tuple[_Array, _Array]:
    """Turn a map over: where a mirror shows the points that it leads to.

    Parameters
    ----------
    coefficients : ndarray
        (2, n), pixels of the moving image.
    covariance : ndarray
        (2n, 2n), square pixels.
    width : int
        Of the moving image.

    Returns
    -------
    coefficients, covariance : ndarray
        Of the map into the mirror image.
    """
    signs = np.array([-1.0, 1.0])
    turned = coefficients * signs[:, None]
    turned[0, 0] += width - 1
    each = np.repeat(signs, coefficients.shape[1])
    return turned, covariance * np.outer(each, each)


def rescaled(transform: Transform, *, fixed_size: Size, moving_size: Size) -> Transform:
    """Express a transform in the pixels of larger or smaller copies of its images.

    Parameters
    ----------
    transform : Transform
    fixed_size, moving_size : Size
        Of the copies; pixel centres are whole numbers in both, as OpenCV resizes.

    Returns
    -------
    Transform
    """
    fx, fy = (new / old for new, old in zip(fixed_size, transform.fixed_size, strict=True))
    gx, gy = (new / old for new, old in zip(moving_size, transform.moving_size, strict=True))
    # Rounding to whole pixels makes the two factors differ slightly; the monomials take the difference up.
    ratio = fy / fx
    powers = (1.0, 1.0, 1 / ratio, 1.0, 1 / ratio, 1 / ratio**2)[: len(transform.x_coefficients)]
    x = [c * p * gx for c, p in zip(transform.x_coefficients, powers, strict=True)]
    y = [c * p * gy for c, p in zip(transform.y_coefficients, powers, strict=True)]
    x[0] += 0.5 * gx - 0.5
    y[0] += 0.5 * gy - 0.5
    factors = np.array([p * gx for p in powers] + [p * gy for p in powers])
    covariance = np.array(transform.covariance).reshape(len(factors), -1) * np.outer(factors, factors)
    return replace(
        transform,
        origin=((transform.origin[0] + 0.5) * fx - 0.5, (transform.origin[1] + 0.5) * fy - 0.5),
        scale=transform.scale * fx,
        x_coefficients=tuple(map(float, x)),
        y_coefficients=tuple(map(float, y)),
        covariance=tuple(map(float, covariance.ravel())),
        misfit=transform.misfit * math.sqrt(gx * gy),
        hull=tuple(((px + 0.5) * fx - 0.5, (py + 0.5) * fy - 0.5) for px, py in transform.hull),
        fixed_size=fixed_size,
        moving_size=moving_size,
    )


def _strip_map(transform: Transform, rows: slice) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    u = (np.arange(transform.fixed_size[0]) - transform.origin[0])[None, :] / transform.scale
    v = (np.arange(rows.start, rows.stop) - transform.origin[1])[:, None] / transform.scale
    maps = []
    for c in (transform.x_coefficients, transform.y_coefficients):
        along_u, along_v = c[0] + c[1] * u, c[2] * v
        if len(c) == 6:
            along_u, along_v = along_u + c[3] * u * u, along_v + c[5] * v * v
        value = along_u + along_v
        if len(c) == 6:
            value += c[4] * u * v
        maps.append(value.astype(np.float32))
    return maps[0], maps[1]


def _normalised(transform: Transform, points: Points) -> Points:
    whole = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    normalised: Points = (whole - np.array(transform.origin)) / transform.scale
    return normalised


def _design(transform: Transform, points: Points) -> _Array:
    return basis(_normalised(transform, points), len(transform.x_coefficients))


def _coefficients(transform: Transform) -> _Array:
    return np.array([transform.x_coefficients, transform.y_coefficients])
