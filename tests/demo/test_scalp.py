from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hairtrack.course import View
from hairtrack.demo import LOOKS, Hair, Light, Patch, RenderedPhoto, Scalp, Shot, map_points
from hairtrack.demo.geometry import HeadShape, flatten, unflatten

SMALL = (240, 320)
CLEAN = Shot(size=SMALL, noise=0, blur=0, sharpening=0, jpeg_quality=None, light=Light(glare=0))


@pytest.fixture(scope="module")
def scalp() -> Scalp:
    return Scalp(3, LOOKS["brown"])


@pytest.fixture(scope="module")
def combed(scalp: Scalp) -> RenderedPhoto:
    return scalp.render(CLEAN)


def shaved(**pose: Any) -> Shot:
    return replace(CLEAN, size=(600, 800), hair=Hair(length_mm=0), **pose)


def dark_spot_near(photo: RenderedPhoto, at: NDArray[Any], reach: int) -> NDArray[Any]:
    """Find the middle of the darkest spot by its own pixels, knowing nothing of the camera."""
    x, y = np.round(at).astype(int)
    rows, columns = slice(y - reach, y + reach + 1), slice(x - reach, x + reach + 1)
    tone = photo.image[rows, columns].astype(float).mean(-1)
    weight = np.clip(np.median(tone) - 12 - tone, 0, None)
    yy, xx = np.mgrid[rows, columns]
    spot: NDArray[Any] = np.array([(weight * xx).sum(), (weight * yy).sum()]) / weight.sum()
    return spot


@pytest.mark.parametrize(
    "pose", [{"yaw": 9.0}, {"pitch": -8.0, "roll": 14.0}, {"distance_mm": 470.0, "offset": (0.04, -0.03)}]
)
def test_moles_are_seen_where_points_are_mapped(pose: dict[str, Any]) -> None:
    scalp = Scalp(1, LOOKS["brown"])  # has many
    fixed, moving = scalp.render(shaved()), scalp.render(shaved(**pose))
    large = [mole for mole in scalp.moles if mole.radius_mm > 0.9]
    places = fixed.locate(np.array([mole.direction for mole in large]))
    compared = 0
    for place in places[np.isfinite(places).all(1)]:
        there = map_points(fixed, moving, [place])[0]
        if not np.isfinite(there).all() or not inner(moving, there) or not inner(fixed, place):
            continue
        seen = dark_spot_near(fixed, place, 6)
        expected = map_points(fixed, moving, [seen])[0]
        assert dark_spot_near(moving, expected, 6) == pytest.approx(expected, abs=0.7)
        compared += 1
    assert compared >= 3


def inner(photo: RenderedPhoto, at: NDArray[Any]) -> bool:
    """Whether a place lies well inside the head, where it is not seen too aslant."""
    x, y = np.round(at).astype(int)
    around = photo.head_mask[max(y - 40, 0) : y + 41, max(x - 40, 0) : x + 41]
    return around.shape == (81, 81) and bool(around.all())


def test_points_come_back(scalp: Scalp, combed: RenderedPhoto) -> None:
    turned = scalp.render(replace(CLEAN, yaw=12, roll=-20, view=View.FRONTAL))
    points = np.argwhere(combed.scalp_mask[::16, ::16])[:, ::-1] * 16.0
    there = map_points(combed, turned, points)
    both = np.isfinite(there).all(1)
    assert 0.3 < both.mean() < 1
    assert map_points(turned, combed, there[both]) == pytest.approx(points[both], abs=1e-6)


def test_points_have_no_place_beside_the_head_or_on_another(combed: RenderedPhoto) -> None:
    assert np.isnan(map_points(combed, combed, [[1.0, 1.0]])).all()
    with pytest.raises(ValueError, match="another"):
        map_points(combed, replace(combed, person=combed.person + 1), [[150, 200]])


def test_the_back_of_the_head_is_hidden_from_the_front(scalp: Scalp) -> None:
    seen = scalp.render(replace(CLEAN, view=View.FRONTAL, hair=Hair(length_mm=0)))
    back, top = unflatten(np.array([[0.0, -1.3], [0.0, 0.0]]))
    assert np.isnan(seen.locate([back])).all()
    assert np.isfinite(seen.locate([top])).all()


def test_an_independent_projection_agrees(scalp: Scalp, combed: RenderedPhoto) -> None:
    """The camera is a plain pinhole: OpenCV projects the same points to the same pixels."""
    camera = combed.camera
    points = scalp.shape.point(unflatten(np.random.default_rng(1).uniform(-0.6, 0.6, (40, 2))))
    matrix = np.array([[camera.focal, 0, camera.centre[0]], [0, camera.focal, camera.centre[1]], [0, 0, 1.0]])
    turn, _ = cv2.Rodrigues(camera.rotation)
    projected, _ = cv2.projectPoints(points, turn, np.array([0, 0, camera.distance]), matrix, np.zeros(5))
    assert camera.project(points) == pytest.approx(projected[:, 0], abs=1e-6)


def test_a_head_surface_is_where_its_points_are() -> None:
    shape = HeadShape()
    directions = unflatten(np.random.default_rng(2).uniform(-1, 1, (50, 2)))
    assert np.linalg.norm(directions, axis=1) == pytest.approx(1)
    assert unflatten(flatten(directions)) == pytest.approx(directions)
    assert shape.direction(shape.point(directions)) == pytest.approx(directions)
    step = 1e-4
    for axis in np.eye(3):  # the normal stands upright on every way along the surface
        moved = directions + step * axis
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        along = shape.point(moved) - shape.point(directions)
        assert (along * shape.normal(directions)).sum(1) == pytest.approx(0, abs=2e-5)


def test_a_shaved_head_has_no_hair(scalp: Scalp) -> None:
    assert scalp.render(replace(CLEAN, hair=Hair(length_mm=0))).hair_fraction.max() == 0
    assert scalp.render(replace(CLEAN, hair=Hair(density=0))).hair_fraction.max() == 0


def test_coverage_grows_with_density_and_length(scalp: Scalp) -> None:
    def cover(hair: Hair) -> float:
        photo = scalp.render(replace(CLEAN, hair=hair))
        return float(photo.hair_fraction[photo.scalp_mask].mean())

    by_density = [cover(Hair(length_mm=12, density=share)) for share in (0.1, 0.3, 0.6, 1.0)]
    by_length = [cover(Hair(length_mm=length)) for length in (1, 3, 10, 40)]
    assert by_density == sorted(by_density)
    assert by_length == sorted(by_length)
    assert by_density[0] < 0.2
    assert by_length[-1] > 0.8


def test_sparse_stubble_covers_what_its_hairs_measure(scalp: Scalp) -> None:
    """Few hairs hardly overlap: their count, width and length in the photo give the coverage."""
    size = (1200, 1600)
    hair = Hair(length_mm=4, density=0.08, messiness=0)
    photo = scalp.render(replace(CLEAN, size=size, hair=hair))
    outline = [(500, 700), (700, 700), (700, 900), (500, 900)]
    located = photo.locate(unflatten(scalp.follicles.plane.astype(float)))
    rooted = (scalp.follicles.rank < hair.density) & (np.abs(located - [600, 800]) < 100).all(1)
    scale = photo.camera.pixels_per_mm(100)
    leaning = np.cos(scalp.follicles.stand[rooted])
    covered = rooted.sum() * scalp.look.hair_width_mm * hair.length_mm * leaning.mean() * scale**2 / 200**2
    assert photo.true_coverage(outline) == pytest.approx(covered, rel=0.35)


def test_hair_shows_where_the_truth_has_it(scalp: Scalp) -> None:
    """Dark hair on light skin: what is darker than the shaved head is what the truth calls hair."""
    person = Scalp(3, LOOKS["dark"])
    light = Light(softness=1, ambient=1.2, strength=0.1, glare=0)
    bald = person.render(replace(CLEAN, light=light, hair=Hair(length_mm=0)))
    hairy = person.render(replace(CLEAN, light=light, hair=Hair(length_mm=15, density=0.4)))
    darker = bald.image.astype(float).mean(-1) - hairy.image.astype(float).mean(-1)
    inside = hairy.scalp_mask
    assert np.corrcoef(darker[inside], hairy.hair_fraction[inside])[0, 1] > 0.8


def test_a_patch_is_bald_where_it_lies_and_heals(scalp: Scalp) -> None:
    patch = Patch(azimuth=0, polar=12, radius_mm=25, edge_mm=4)
    photos = {
        loss: scalp.render(replace(CLEAN, hair=Hair(length_mm=5, patches=(replace(patch, loss=loss),))))
        for loss in (1.0, 0.5, 0.0)
    }
    radius = 2 * np.sin(np.radians(12) / 2)
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    border = np.array([0, radius]) + 0.17 * np.stack([np.cos(turns), np.sin(turns)], 1)
    outline = photos[1.0].locate(unflatten(border))
    covers = [photo.true_coverage(outline) for photo in photos.values()]
    assert covers[0] < 0.03
    assert covers[0] < covers[1] < covers[2]
    assert photos[1.0].hair_fraction[photos[1.0].scalp_mask].mean() > 0.1


def test_fine_hair_covers_less_than_terminal_hair(scalp: Scalp) -> None:
    def cover(patch: Patch) -> float:
        photo = scalp.render(replace(CLEAN, hair=Hair(length_mm=8, patches=(patch,))))
        return float(photo.hair_fraction[photo.scalp_mask].mean())

    everywhere = Patch(azimuth=0, polar=0, radius_mm=400)
    none, fine, full = (cover(replace(everywhere, loss=loss, fine=share)) for loss, share in ((1, 0), (1, 1), (0, 0)))
    assert none == 0
    assert 0.1 * full < fine < 0.7 * full


def test_fine_hair_is_told_from_terminal_hair(scalp: Scalp) -> None:
    everywhere = Patch(azimuth=0, polar=0, radius_mm=400, loss=1)
    for share in (0.0, 1.0):
        patches = (replace(everywhere, fine=share),)
        regrown = scalp.render(replace(CLEAN, hair=Hair(length_mm=8, patches=patches)))
        assert np.abs(regrown.fine_fraction - regrown.hair_fraction).max() < 0.01
        assert (regrown.fine_fraction.max() > 0.5) == (share > 0)
    terminal = scalp.render(replace(CLEAN, hair=Hair(length_mm=8)))
    assert terminal.fine_fraction.max() == 0


def test_the_same_shot_is_the_same_photo(scalp: Scalp, combed: RenderedPhoto) -> None:
    again = Scalp(3, LOOKS["brown"]).render(CLEAN)
    assert np.array_equal(again.image, combed.image)
    assert np.array_equal(again.hair_fraction, combed.hair_fraction)


def test_light_and_sensor_leave_the_strands_alone(scalp: Scalp, combed: RenderedPhoto) -> None:
    lit = scalp.render(replace(CLEAN, light=Light(azimuth=20, strength=0.6), noise=2, blur=1.5, exposure=-0.5))
    assert np.array_equal(lit.hair_fraction, combed.hair_fraction)
    assert np.abs(lit.image.astype(int) - combed.image).mean() > 5


def test_combing_anew_moves_long_strands_and_hardly_any_stubble(scalp: Scalp) -> None:
    def likeness(length: float) -> float:
        first, second = (
            scalp.render(replace(CLEAN, size=(420, 560), hair=Hair(length_mm=length, comb_seed=seed)))
            for seed in (1, 2)
        )
        inside = first.scalp_mask
        return float(np.corrcoef(first.hair_fraction[inside], second.hair_fraction[inside])[0, 1])

    assert likeness(2.5) > 0.7
    assert likeness(30) < 0.6


def test_people_differ(combed: RenderedPhoto) -> None:
    other = Scalp(4, LOOKS["brown"])
    photo = other.render(CLEAN)
    assert other.moles != Scalp(3, LOOKS["brown"]).moles
    assert photo.scalp_mask.sum() != combed.scalp_mask.sum()
    assert not np.allclose(other.flow.whorl, Scalp(3, LOOKS["brown"]).flow.whorl, atol=0.01)


@pytest.mark.parametrize("name", ["black", "white", "blond", "grey on dark"])
def test_looks_look_like_themselves(name: str) -> None:
    look = LOOKS[name]
    scalp = Scalp(5, look)
    hairy = scalp.render(replace(CLEAN, hair=Hair(length_mm=20)))
    shaven = scalp.render(replace(CLEAN, hair=Hair(length_mm=0)))
    dense = hairy.hair_fraction > 0.9
    hair, skin = hairy.image[dense].mean(0), shaven.image[shaven.scalp_mask].mean(0)
    assert skin[0] > skin[1] > skin[2]
    wanted = np.mean(look.hair) + look.other_share * (np.mean(look.hair_other) - np.mean(look.hair))
    assert (hair.mean() < skin.mean()) == (wanted < np.mean(look.skin)) or abs(wanted - np.mean(look.skin)) < 60


def test_a_region_off_the_photo_has_no_coverage(combed: RenderedPhoto) -> None:
    assert np.isnan(combed.true_coverage([(-50, -50), (-20, -50), (-20, -20)]))


@pytest.mark.parametrize("length", [12.0, 40.0])
def test_wet_hair_is_darker_and_shows_more_skin(scalp: Scalp, length: float) -> None:
    hair = Hair(length_mm=length, density=0.6)
    dry, wet = (scalp.render(replace(CLEAN, hair=replace(hair, wet=wet))) for wet in (0.0, 1.0))
    cover = [float(photo.hair_fraction[photo.scalp_mask].mean()) for photo in (dry, wet)]
    on_hair = (dry.hair_fraction > 0.95) & (wet.hair_fraction > 0.95)
    assert cover[1] < 0.99 * cover[0]
    assert np.median(wet.image[on_hair]) < 0.8 * np.median(dry.image[on_hair])


def test_another_lens_keeps_the_heads_size_and_enlarges_what_is_near(scalp: Scalp) -> None:
    near = replace(CLEAN, hair=Hair(length_mm=0), lens=0.6, distance_mm=0.6 * CLEAN.distance_mm)
    cameras = scalp.camera(CLEAN), scalp.camera(near)
    assert cameras[1].pixels_per_mm() == pytest.approx(cameras[0].pixels_per_mm())
    assert cameras[1].pixels_per_mm(60) > 1.1 * cameras[0].pixels_per_mm(60)


@pytest.mark.parametrize(("view", "side"), [(View.LEFT, -1), (View.RIGHT, 1)])
def test_an_ear_stands_before_the_side_of_the_head(scalp: Scalp, view: View, side: int) -> None:
    """Its hollow is darker than the cheek before it."""
    light = Light(softness=1, ambient=1.2, strength=0.1, glare=0)
    photo = scalp.render(replace(CLEAN, view=view, light=light, hair=Hair(length_mm=0)))
    hollow, cheek = (photo.camera.project(np.array([side * 85.0, forward, -16.0])) for forward in (-10.0, 20.0))
    (dark, light_there) = (photo.image[round(y), round(x)].mean() for x, y in (hollow, cheek))
    assert dark < 0.9 * light_there
    assert photo.head_mask[round(hollow[1]), round(hollow[0])]
