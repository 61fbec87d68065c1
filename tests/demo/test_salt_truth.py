from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import SaltArea, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import locate
from hairtrack.demo.salt_truth import area_outline, areas_of, lost, true_losses, true_salt
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot

EVERYWHERE = Patch(azimuth=0, polar=0, radius_mm=1000)
SHOT = Shot(size=(300, 400))


@pytest.fixture(scope="module")
def scalp() -> Scalp:
    return Scalp(1, LOOKS["dark"])


def test_the_areas_share_the_scalp_out_as_the_salt_does(scalp: Scalp) -> None:
    areas = areas_of(scalp.follicles.plane)
    assert (np.sum([*areas.values()], axis=0) == 1).all()
    for area, inside in areas.items():
        assert 100 * inside.mean() == pytest.approx(area.percent, abs=1)


def test_the_salt_of_a_head_with_all_and_with_no_hair(scalp: Scalp) -> None:
    none = true_losses(scalp, Hair(patches=(EVERYWHERE,)))
    assert none == {area: pytest.approx(1) for area in SaltArea}
    assert true_salt(none) == pytest.approx(100)
    assert true_salt(true_losses(scalp, Hair())) == 0
    half = true_losses(scalp, Hair(patches=(replace(EVERYWHERE, loss=0.5),)))
    assert true_salt(half) == pytest.approx(50)


def test_a_salt_is_the_weighed_sum_of_its_areas() -> None:
    areas = {SaltArea.TOP: 0.25, SaltArea.BACK: 0.5, SaltArea.LEFT: 0.1, SaltArea.RIGHT: 0.2}
    # 40 * 0.25 + 24 * 0.5 + 18 * 0.1 + 18 * 0.2
    assert true_salt(areas) == pytest.approx(10 + 12 + 1.8 + 3.6)


def test_fine_hair_in_the_place_of_lost_hair_is_still_lost(scalp: Scalp) -> None:
    hair = Hair(patches=(replace(EVERYWHERE, fine=1.0),))
    assert true_salt(true_losses(scalp, hair)) == pytest.approx(100)


def test_among_no_hairs_no_share_is_lost(scalp: Scalp) -> None:
    assert np.isnan(lost(scalp, Hair(), np.zeros(len(scalp.follicles.plane), bool)))


@pytest.mark.parametrize(
    ("view", "area"),
    [
        (View.VERTEX, SaltArea.TOP),
        (View.BACK, SaltArea.BACK),
        (View.LEFT, SaltArea.LEFT),
        (View.RIGHT, SaltArea.RIGHT),
    ],
)
def test_an_area_is_drawn_where_it_lies_and_not_beyond(scalp: Scalp, view: View, area: SaltArea) -> None:
    photo = scalp.render(replace(SHOT, view=view, hair=Hair(length_mm=0)))
    outline = np.array(area_outline(scalp, photo.shot, area))
    assert 8 <= len(outline) <= 40, "a hand can adjust it"
    corners = photo.directions_at(outline)
    assert np.isfinite(corners).all(), "on the head"
    middle = outline.mean(0)
    inner = photo.directions_at(middle + 0.9 * (outline - middle))
    held = areas_of(_flat(inner))[area]
    assert held.mean() > 0.75
    others = [name for name in SaltArea if name is not area]
    assert not areas_of(_flat(photo.directions_at([middle])))[others[0]].any()
    assert np.isfinite(locate(shape=photo.shape, camera=photo.camera, size=photo.size, directions=corners)).all()


def _flat(directions: np.ndarray) -> np.ndarray:
    scale = np.sqrt(2 / (1 + directions[:, 2]))
    return directions[:, :2] * scale[:, None]
