"""Points placed by hand align a turned head, within the error they state."""

import numpy as np
import pytest

from hairtrack.course import AlignmentMethod, Landmark
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.landmarks import landmark_fit, most_telling, places_on_head, register_landmarks
from hairtrack.imaging.registration.mirror import turns_over
from hairtrack.imaging.registration.transform import error_at, map_points

WIDTH = 1000
SIZE = (WIDTH, WIDTH)
SPOTS = np.array(
    [(300, 350), (700, 330), (480, 720), (520, 420), (350, 600), (660, 610), (500, 250), (250, 480)], float
)


def turned(points: Points, degrees: float = 12.0, roll: float = 10.0) -> Points:
    """Where points of a spherical head of 360 px lie after a turn and a roll, seen from four radii away."""
    x, y = (points - WIDTH / 2).T / 360
    square = x**2 + y**2 + 16
    near = (16 - np.sqrt(256 - 15 * square)) / square
    head = np.stack([x * near, y * near, 4 - 4 * near], axis=1)
    a, b = np.radians(degrees), np.radians(roll)
    tilt = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    spin = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
    seen = head @ (spin @ tilt).T
    return np.asarray(seen[:, :2] * 4 / (4 - seen[:, 2:]) * 360 + WIDTH / 2)


def landmarks(fixed: Points, moving: Points, noise: float, rng: np.random.Generator) -> list[Landmark]:
    clicked = fixed + rng.normal(0, noise, fixed.shape), moving + rng.normal(0, noise, moving.shape)
    return [Landmark(fixed=(f[0], f[1]), moving=(m[0], m[1])) for f, m in zip(*clicked, strict=True)]


@pytest.mark.parametrize("count", [4, 6, 8])
def test_a_few_clicks_align_a_turned_head(count: int) -> None:
    rng = np.random.default_rng(count)
    grid = np.stack(np.meshgrid(np.linspace(330, 670, 12), np.linspace(330, 670, 12)), axis=-1).reshape(-1, 2)
    medians, within = [], []
    for _ in range(25):
        marks = landmarks(SPOTS[:count], turned(SPOTS[:count]), 3.0, rng)
        found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
        assert found.transform is not None
        assert found.method is AlignmentMethod.LANDMARKS
        assert found.error_percent_width is not None
        gaps = np.hypot(*(map_points(found.transform, grid) - turned(grid)).T) / WIDTH * 100
        gaps = gaps[~np.isnan(gaps)]
        medians.append(np.median(gaps))
        within.append(np.mean(gaps <= found.error_percent_width))
    assert np.mean(np.array(medians) <= 1) >= 0.9
    assert np.mean(within) >= 0.88


@pytest.mark.parametrize(("noise", "least"), [(3.0, 0.92), (5.0, 0.8)])
def test_the_error_of_a_place_holds_for_a_steady_and_for_an_unsteady_hand(noise: float, least: float) -> None:
    rng = np.random.default_rng(1)
    grid = np.stack(np.meshgrid(np.linspace(330, 670, 12), np.linspace(330, 670, 12)), axis=-1).reshape(-1, 2)
    within = []
    for _ in range(60):
        marks = landmarks(SPOTS[:6], turned(SPOTS[:6]), noise, rng)
        transform = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks).transform
        if transform is None:  # an unsteady point may contradict the others
            continue
        gaps = np.hypot(*(map_points(transform, grid) - turned(grid)).T)
        known = ~np.isnan(gaps)
        within.append(np.mean(gaps[known] <= error_at(transform, grid[known])))
    assert least <= np.mean(within) <= 0.99


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_points_are_too_few(count: int) -> None:
    marks = landmarks(SPOTS[:count], turned(SPOTS[:count]), 0.0, np.random.default_rng(1))
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
    assert found.transform is None
    assert [reason.kind for reason in found.reasons] == [ReasonKind.TOO_FEW_LANDMARKS]


def test_the_one_wrong_point_is_named() -> None:
    moving = turned(SPOTS)
    moving[5] += [150, -90]
    marks = landmarks(SPOTS, moving, 1.0, np.random.default_rng(2))
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
    assert found.transform is None
    assert found.reasons[0].kind is ReasonKind.LANDMARKS_DISAGREE
    assert found.reasons[0].facts["landmark"] == 6


@pytest.mark.parametrize("count", [4, 5, 6])
def test_the_wrong_point_is_blamed_and_not_those_that_it_pulls_away(count: int) -> None:
    rng = np.random.default_rng(count)
    right = refused = 0
    for _ in range(30):
        fixed = rng.uniform(280, 720, (count, 2))
        moving = turned(fixed, 8.0)
        wrong = int(rng.integers(count))
        moving[wrong] += 150 * np.array([np.cos(refused), np.sin(refused)])
        marks = landmarks(fixed, moving, 2.0, rng)
        found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
        if found.reasons and found.reasons[0].kind is ReasonKind.LANDMARKS_DISAGREE:
            refused += 1
            right += found.reasons[0].facts["landmark"] == wrong + 1
    assert refused >= 24
    assert right >= 0.9 * refused


def test_points_in_disorder_are_not_taken_for_a_mirror_image() -> None:
    rng = np.random.default_rng(5)
    kinds = []
    for _ in range(40):
        marks = landmarks(SPOTS, rng.permutation(turned(SPOTS)), 0.0, rng)
        found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
        assert found.transform is None
        kinds.append(found.reasons[0].kind)
    assert ReasonKind.MIRRORED not in kinds


def test_a_mirrored_photo_is_refused() -> None:
    flipped = SPOTS * [-1, 1] + [WIDTH, 0]
    marks = landmarks(SPOTS, flipped, 1.0, np.random.default_rng(3))
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
    assert [reason.kind for reason in found.reasons] == [ReasonKind.MIRRORED]


def test_points_in_one_line_or_one_place_align_nothing() -> None:
    line = np.array([(100.0, 100.0), (400.0, 400.0), (800.0, 800.0)])
    for fixed in (line, np.array([(500.0, 500.0), (500.5, 500.0), (500.0, 500.5)])):
        marks = landmarks(fixed, fixed + 20, 0.0, np.random.default_rng(4))
        found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
        assert found.transform is None
        assert found.reasons[0].kind is ReasonKind.LANDMARKS_TOO_NARROW


def over(points: Points) -> Points:
    """Return where a mirror shows points of the moving photo."""
    return points * (-1, 1) + (WIDTH - 1, 0)


def test_points_in_a_photo_that_is_said_to_be_mirrored_lead_to_where_the_mirror_shows_them() -> None:
    rng = np.random.default_rng(5)
    marks = landmarks(SPOTS[:6], over(turned(SPOTS[:6])), 2.0, rng)
    refused = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
    assert [reason.kind for reason in refused.reasons] == [ReasonKind.MIRRORED]
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, mirrored=True)
    assert found.transform is not None
    assert turns_over(found.transform)
    gaps = np.hypot(*(map_points(found.transform, SPOTS[:6]) - over(turned(SPOTS[:6]))).T)
    assert np.nanmax(gaps) < 0.012 * WIDTH
    # The doubt is that of the photo as a mirror would show it.
    straight = [Landmark(fixed=m.fixed, moving=(WIDTH - 1 - m.moving[0], m.moving[1])) for m in marks]
    plain = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=straight)
    assert found.error_percent_width == plain.error_percent_width


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_next_mark_is_looked_for_by_the_very_map_that_the_points_give(mirrored: bool) -> None:
    moving = turned(SPOTS[:6])
    marks = landmarks(SPOTS[:6], over(moving) if mirrored else moving, 2.0, np.random.default_rng(5))
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, mirrored=mirrored).transform
    fit = landmark_fit(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, mirrored=mirrored)
    assert found is not None
    assert turns_over(found) is mirrored
    assert np.array_equal([found.x_coefficients, found.y_coefficients], fit.coefficients)
    assert np.array_equal(found.covariance, fit.covariance.ravel())


def test_points_that_tell_the_right_way_round_are_believed_whatever_was_said() -> None:
    marks = landmarks(SPOTS[:6], turned(SPOTS[:6]), 2.0, np.random.default_rng(5))
    found = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, mirrored=True)
    assert found == register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
    assert found.transform is not None


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_next_mark_in_a_mirrored_photo_is_looked_for_where_it_is(count: int) -> None:
    marks = landmarks(SPOTS[:count], over(turned(SPOTS[:count])), 0.0, np.random.default_rng(1))
    fit = landmark_fit(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, mirrored=True)
    gaps = np.hypot(*(fit.map(SPOTS) - over(turned(SPOTS))).T)
    assert gaps.max() < 0.1 * WIDTH
    assert (np.linalg.det(fit.slopes(SPOTS)) < 0).all()
    plain = landmark_fit(
        fixed_size=SIZE,
        moving_size=SIZE,
        landmarks=landmarks(SPOTS[:count], turned(SPOTS[:count]), 0.0, np.random.default_rng(1)),
    )
    signs = np.outer([-1, 1], [-1, 1])
    assert fit.spread(SPOTS) == pytest.approx(plain.spread(SPOTS) * signs)


def test_the_next_point_is_asked_for_where_the_map_is_most_telling() -> None:
    places = np.array([(330.0, 330.0), (500.0, 500.0), (670.0, 670.0)])
    near = [(310.0, 330.0), (400.0, 300.0), (330.0, 420.0), (420.0, 400.0)]
    marks = [Landmark(fixed=at, moving=at) for at in near]
    found = most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, places=places, about=places)
    assert found is not None
    index, error = found
    assert index == 2
    there = Landmark(fixed=(660.0, 655.0), moving=(660.0, 655.0))
    again = most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=[*marks, there], places=places[2:], about=places)
    assert again is not None
    assert again[1] < error / 2


def test_points_asked_for_tell_more_than_points_anywhere() -> None:
    rng = np.random.default_rng(12)
    grid = np.stack(np.meshgrid(np.linspace(330, 670, 12), np.linspace(330, 670, 12)), axis=-1).reshape(-1, 2)
    asked_for: list[float] = []
    anywhere: list[float] = []
    for _ in range(20):
        begun = rng.choice(len(grid), 3, replace=False)
        for medians, asks in ((asked_for, True), (anywhere, False)):
            chosen = list(begun)
            marks = landmarks(grid[chosen], turned(grid[chosen]), 3.0, rng)
            for _more in range(2):
                found = most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, places=grid, about=grid)
                assert found is not None
                index = found[0] if asks else int(rng.integers(len(grid)))
                marks += landmarks(grid[[index]], turned(grid[[index]]), 3.0, rng)
            registered = register_landmarks(fixed_size=SIZE, moving_size=SIZE, landmarks=marks)
            if registered.transform is not None:
                mapped = map_points(registered.transform, grid, trusted_only=False)
                medians.append(float(np.median(np.hypot(*(mapped - turned(grid)).T))))
    assert len(asked_for) >= len(anywhere)
    assert np.mean(asked_for) < 0.9 * np.mean(anywhere)


def test_what_matters_decides_where_a_point_is_asked_for() -> None:
    places = np.array([(150.0, 500.0), (850.0, 500.0)])
    marks = [Landmark(fixed=at, moving=at) for at in ((450.0, 450.0), (550.0, 450.0), (500.0, 560.0))]
    for side, place in enumerate(places):
        about = place + np.array([(0.0, 0.0), (40.0, 60.0), (-30.0, 20.0)])
        found = most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=marks, places=places, about=about)
        assert found is not None
        assert found[0] == side


def test_no_point_is_asked_for_with_too_little_to_go_by_or_outside_the_other_photo() -> None:
    places = np.array([(100.0, 100.0), (900.0, 900.0)])
    one = [Landmark(fixed=(500.0, 500.0), moving=(500.0, 500.0))]
    assert most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=one, places=places, about=places) is None
    moved = [
        Landmark(fixed=(x, y), moving=(x + 300, y + 300)) for x, y in ((200.0, 200.0), (600.0, 250.0), (300.0, 600.0))
    ]
    found = most_telling(fixed_size=SIZE, moving_size=SIZE, landmarks=moved, places=places, about=places)
    assert found is not None
    assert found[0] == 0


def test_points_are_asked_for_on_the_head_and_not_at_its_rim() -> None:
    image = np.full((400, 300, 3), 200, np.uint8)
    y, x = np.mgrid[0:400, 0:300]
    image[np.hypot(x - 150, y - 200) < 110] = (70, 50, 40)
    places = places_on_head(image, (3000, 4000))
    away = np.hypot(*(places - (1500, 2000)).T)
    assert len(places) > 100
    assert away.max() < 0.75 * 1100
    assert away.max() > 0.5 * 1100
