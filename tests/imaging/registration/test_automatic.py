"""Real heads photographed again are found; other heads are refused."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from hairtrack.course import AlignmentMethod, View
from hairtrack.demo.course import person
from hairtrack.demo.visits import SALT_VISITS, SIZE, visit_photos
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.registration import Registration, register
from hairtrack.imaging.registration.automatic import best_candidate, find_marks
from hairtrack.imaging.registration.head_motion import lowered
from hairtrack.imaging.registration.transform import error_at, map_points
from tests.benchmarks.known_warps import Pair, Shot, make_pair
from tests.benchmarks.rendered_pairs import rendered_pair


def photo(folder: Path, number: int) -> Image:
    return read_photo(folder / "topdown" / f"top{number:03d}.jpg").image


def placed(pair: Pair) -> tuple[Registration, NDArray[np.float64]]:
    """Align a pair that can be; return how, and how far off each point is, percent of the width."""
    found = register(fixed=pair.fixed, moving=pair.moving)
    assert found.transform is not None
    gaps = np.hypot(*(map_points(found.transform, pair.points) - pair.truth).T) / pair.moving.shape[1] * 100
    return found, gaps


@pytest.mark.parametrize(
    ("number", "shot"),
    [
        (6, Shot(tilt_degrees=12, roll_degrees=10, zoom=1.1, relight=0.5, noise=2, jpeg=75)),
        (64, Shot(tilt_degrees=5, roll_degrees=180, zoom=0.9, relight=0.3, jpeg=80)),
    ],
)
def test_a_head_photographed_again_is_found(shared_photos: Path, number: int, shot: Shot) -> None:
    pair = make_pair(photo(shared_photos, number), shot, np.random.default_rng(number))
    found, gaps = placed(pair)
    assert found.error_percent_width is not None
    gaps = gaps[~np.isnan(gaps)]
    assert len(gaps) > 0.9 * len(pair.points)
    assert np.median(gaps) < 0.3
    assert np.percentile(gaps, 95) < 1.0
    assert np.mean(gaps <= found.error_percent_width) > 0.9


@pytest.mark.parametrize(("seed", "patchy"), [(3007, False), (3000, True)])
def test_a_head_is_found_by_its_skin_when_every_strand_fell_anew(seed: int, patchy: bool) -> None:
    pair = rendered_pair("weeks", seed, patchy=patchy)
    gaps = placed(pair)[1]
    assert np.nanmedian(gaps) < 0.5
    assert np.nanpercentile(gaps, 95) < 1.5


def test_what_is_trusted_of_a_head_that_turned_is_right() -> None:
    pair = rendered_pair("short hair", 3001, patchy=True)
    gaps = placed(pair)[1]
    assert np.isfinite(gaps).mean() > 0.6
    assert np.nanmedian(gaps) < 0.5
    assert np.nanpercentile(gaps, 95) < 2.5


def test_a_map_is_found_for_a_head_that_was_tilted_far() -> None:
    pair = rendered_pair("same day", 3211, patchy=False)
    found = best_candidate(find_marks(pair.fixed), find_marks(pair.moving))
    assert found is not None
    assert found.surprise > 10
    gaps = np.hypot(*(found.fit.map(pair.points) - pair.truth).T) / pair.moving.shape[1] * 100
    assert np.nanmedian(gaps) < 1.0


@pytest.mark.parametrize(("kind", "seed"), [("same day", 3207), ("short hair", 3205)])
def test_a_map_lies_on_the_scalp_whether_hair_stands_off_or_not(kind: str, seed: int) -> None:
    pair = rendered_pair(kind, seed, patchy=False)
    found = best_candidate(find_marks(pair.fixed), find_marks(pair.moving))
    assert found is not None
    below, there, above = (
        float(np.nanmean((lowered(found.fit, height).map(pair.points) - pair.truth) ** 2))
        for height in (0.045, 0, -0.045)
    )
    assert there < min(below, above)


def test_another_person_is_refused(shared_photos: Path) -> None:
    found = register(fixed=photo(shared_photos, 6), moving=photo(shared_photos, 64))
    assert found.transform is None
    assert found.reasons


def test_another_person_before_the_same_wall_is_refused(shared_photos: Path) -> None:
    first, second = photo(shared_photos, 10), photo(shared_photos, 38)
    pair = make_pair(second, Shot(zoom=0.9, new_background=first), np.random.default_rng(5))
    assert register(fixed=first, moving=pair.moving).transform is None


def test_a_mirrored_photo_is_refused_as_such(shared_photos: Path) -> None:
    image = photo(shared_photos, 6)
    found = register(fixed=image, moving=np.ascontiguousarray(image[:, ::-1]))
    assert [reason.kind for reason in found.reasons] == [ReasonKind.MIRRORED]


def test_the_same_photo_is_itself() -> None:
    image = np.random.default_rng(1).integers(0, 256, (60, 80, 3)).astype(np.uint8)
    found = register(fixed=image, moving=image.copy())
    assert found.method is AlignmentMethod.SAME_FILE
    assert found.error_percent_width == 0


@pytest.mark.parametrize("value", [0, 255])
def test_empty_pictures_are_refused(value: int) -> None:
    plain = np.full((200, 300, 3), value, np.uint8)
    other = plain.copy()
    other[0, 0] = 128
    assert register(fixed=plain, moving=other).transform is None


def test_a_nape_that_was_bald_belongs_to_the_head_once_hair_shows_where_that_ends() -> None:
    shots = (photo.shot for visit in SALT_VISITS[:2] for photo in visit_photos(visit, SIZE))
    before, after = (person(1, "dark").render(shot) for shot in shots if shot.view is View.BACK)
    rows, columns = np.nonzero(before.scalp_mask)
    middle, nape = columns.mean(), rows.max() - 0.12 * np.ptp(rows)
    points = np.stack([np.linspace(middle - 150, middle + 150, 7), np.full(7, nape)], axis=1)
    found = register(fixed=before.image, moving=after.image)
    assert found.transform is not None
    mapped, truth = map_points(found.transform, points), after.locate(before.directions_at(points))
    assert np.isfinite(mapped).all()
    assert (np.hypot(*(mapped - truth).T) < error_at(found.transform, points)).all()
