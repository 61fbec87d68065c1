"""What is round stays when strands change, and patches say where they lie, or that they cannot."""

import cv2
import numpy as np
import pytest

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.evidence import Evidence
from hairtrack.imaging.registration.head_motion import Fit, Frame, similarity
from hairtrack.imaging.registration.patches import Maps, Scan, chance_of, nearness, scan_patches
from hairtrack.imaging.registration.picture import prepare

_FRAME = Frame(origin=(256.0, 256.0), scale=180.0)
_INNER = 0.2


def moved_by(x: float, y: float) -> Fit:
    return similarity(_FRAME, matrix=np.eye(2), shift=np.array([x, y]))


def skin_under_hair(strands: int) -> Image:
    """Paint one scalp with 400 spots, under 900 strands that are drawn anew."""
    spots, hair = np.random.default_rng(1), np.random.default_rng(strands)
    photo = np.full((512, 512), 170, np.uint8)
    for x, y in spots.integers(20, 492, (400, 2)):
        cv2.circle(photo, (int(x), int(y)), 3, 110, -1, cv2.LINE_AA)
    for x, y, turn in zip(*hair.integers(0, 512, (2, 900)), hair.uniform(0, np.pi, 900), strict=True):
        end = int(x + 60 * np.cos(turn)), int(y + 60 * np.sin(turn))
        cv2.line(photo, (int(x), int(y)), end, 90, 1, cv2.LINE_AA)
    return np.repeat(cv2.GaussianBlur(photo, (0, 0), 0.8)[..., None], 3, axis=2).astype(np.uint8)


def test_a_spot_shows_among_dots_and_a_strand_does_not() -> None:
    photo = np.full((512, 512, 3), 170, np.uint8)
    cv2.circle(photo, (150, 256), 3, (110, 110, 110), -1, cv2.LINE_AA)
    cv2.line(photo, (350, 100), (350, 400), (110, 110, 110), 3, cv2.LINE_AA)
    level = prepare(photo).levels[2]
    spot, strand = level.dots[256, 150, 0], np.abs(level.dots[220:290, 340:361, 0]).max()
    assert spot > 1
    assert strand < 0.2 * spot
    assert np.abs(level.detail[256, 345:356]).max() > 1


@pytest.mark.parametrize("strands", [False, True])
def test_spots_speak_for_the_right_place_when_all_strands_are_new(strands: bool) -> None:
    pictures = [prepare(skin_under_hair(seed)) for seed in (2, 3)]
    scan = Scan(level=2, half=12, reach=10, step=25, strands=strands)
    levels = [picture.levels[2] for picture in pictures]
    maps = scan_patches(levels[0], levels[1], moved_by(4, -3), scan)
    right, variance = nearness(maps, moved_by(0, 0), _INNER)
    wrong, _ = nearness(maps, moved_by(-5, 6), _INNER)
    chance = chance_of(scan.reach, _INNER)
    assert right.mean() > 3 * chance
    assert wrong.mean() < chance
    assert (variance <= chance * (1 - chance) + 1e-6).all()


def maps_of(likeness: np.ndarray) -> Maps:
    points = np.random.default_rng(5).uniform(100, 400, (len(likeness), 2))
    return Maps(points=points, likeness=likeness.astype(np.float32), fit=moved_by(0, 0), share=1.0)


def test_a_patch_that_fits_everywhere_alike_says_nothing() -> None:
    share, variance = nearness(maps_of(np.zeros((3, 21, 21))), moved_by(0, 0), _INNER)
    assert share == pytest.approx(chance_of(10, _INNER), abs=1e-6)
    assert variance == pytest.approx(0, abs=1e-6)


def test_patches_with_one_place_each_are_near_or_not() -> None:
    likeness = np.full((2, 21, 21), -1.0)
    likeness[0, 10 - 3, 10 + 6] = likeness[1, 10 + 8, 10] = 1
    share, variance = nearness(maps_of(likeness), moved_by(5, -4), _INNER)
    assert share == pytest.approx([1, 0], abs=1e-6)
    chance = chance_of(10, _INNER)
    assert variance == pytest.approx(chance * (1 - chance), rel=1e-3)


def test_chance_surprises_by_one_standard_deviation() -> None:
    rng = np.random.default_rng(6)
    surprises = []
    for _ in range(300):
        # Cut out of wider noise, so that a map's border is like its middle.
        noise = [cv2.GaussianBlur(rng.normal(0, 1, (41, 41)), (0, 0), 1.5)[10:31, 10:31] for _ in range(60)]
        share, variance = nearness(maps_of(3 * np.array(noise)), moved_by(0, 0), _INNER)
        found = Evidence(
            tested=60,
            agreeing=float(share.sum()),
            chance=chance_of(10, _INNER),
            variance=float(variance.sum()),
            overlap=1.0,
        )
        surprises.append(found.surprise)
    assert -0.6 < np.mean(surprises) < 0.2
    assert 0.7 < np.std(surprises) < 1.3


def test_a_grid_is_mapped_as_its_points_are() -> None:
    fit = moved_by(3, 4)
    fit.coefficients[:] += np.random.default_rng(7).normal(0, 5, (2, 6))
    columns, rows = np.array([0.0, 100.0, 300.0]), np.array([50.0, 200.0])
    x, y = fit.grid(columns, rows)
    points = np.array([(column, row) for row in rows for column in columns])
    assert np.stack([x.ravel(), y.ravel()], axis=1) == pytest.approx(fit.map(points))
