"""A face that was covered on one photo is covered on every photo of its view, or the photo stays in the house."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    AlignmentModel,
    Course,
    DateSource,
    Landmark,
    Outline,
    Photo,
    Size,
    Transform,
    View,
)
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import locate
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.covers import COVER_GREY
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration import register_landmarks
from hairtrack.imaging.registration.transform import identity, warp_to_fixed
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import new_course, reassign_view, redate, remove_photos
from hairtrack.workflow.cover_photos import (
    cover_outlines,
    cover_outlines_in_reference,
    covered_image,
    covers_here,
    draw_cover,
    may_show_face,
    start_cover,
    views_without_cover,
)
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.replace_photo import replace_photo

SIZE: Size = (400, 500)
FACE: Outline = ((150.0, 300.0), (250.0, 300.0), (250.0, 400.0), (150.0, 400.0))
SKIN = (230, 20, 200)
"""A colour that nothing but the planted face has."""


def photo(month: int, view: View = View.FRONTAL, size: Size = SIZE) -> Photo:
    return Photo(
        sha256=f"{month:064x}",
        view=view,
        taken_on=date(2026, month, 1),
        taken_on_source=DateSource.EXIF,
        file_name=f"{month}.jpg",
        stored_as=f"{month}.jpg",
        size=size,
    )


def turned(angle: float, scale: float, size: Size, misfit: float = 1.0) -> Transform:
    """Return a map that turns and scales about the photos' middles."""
    across, down = scale * np.cos(np.radians(angle)), scale * np.sin(np.radians(angle))
    return replace(
        identity(SIZE),
        model=AlignmentModel.SIMILARITY,
        origin=(SIZE[0] / 2, SIZE[1] / 2),
        x_coefficients=(size[0] / 2, across, -down),
        y_coefficients=(size[1] / 2, down, across),
        misfit=misfit,
        moving_size=size,
    )


def aligned(course: Course, moving: Photo, transform: Transform, fixed: Photo | None = None) -> Course:
    reference = fixed or course.reference(moving.view)
    assert reference is not None
    return course.with_alignment(
        Alignment(
            fixed=reference.sha256,
            moving=moving.sha256,
            transform=transform,
            method=AlignmentMethod.FEATURES,
            engine="test",
        )
    )


def picture(transform: Transform, off: tuple[float, float] = (0, 0)) -> NDArray[np.uint8]:
    """Return a photo with the face where a transform says, and so many pixels beside it."""
    width, height = transform.moving_size
    drawn = np.random.default_rng(3).integers(0, 120, (height, width, 3), np.uint8)
    (a, b, c), (d, e, f) = transform.x_coefficients, transform.y_coefficients
    ox, oy = transform.origin
    corners = [(a + b * (x - ox) + c * (y - oy), d + e * (x - ox) + f * (y - oy)) for x, y in FACE]
    cv2.fillPoly(drawn, [np.round((np.array(corners) + off) * 16).astype(np.int32)], SKIN, shift=4)
    return drawn


def skin(image: NDArray[np.uint8] | None) -> int:
    """Count the pixels that still show some of the face, which is far redder than all else."""
    assert image is not None
    return int(np.count_nonzero(image[..., 0] > COVER_GREY[0] + 6))


@pytest.fixture
def course() -> Course:
    """Two photos of one view, the first covered, and one of another view."""
    photos = (photo(3), photo(5), photo(4, View.VERTEX))
    made = Course(id="c", name="c", created_on=date(2026, 1, 1), photos=photos)
    return draw_cover(made, view=View.FRONTAL, points=FACE)


# Where covers are


@pytest.mark.parametrize(("angle", "scale"), [(0, 1), (25, 1.4), (-90, 0.7), (180, 2)])
@pytest.mark.parametrize("off", [(0, 0), (2.4, 0), (-1.7, 1.7)])
def test_a_face_is_covered_in_every_pixel_on_turned_and_scaled_photos(
    course: Course, angle: float, scale: float, off: tuple[float, float]
) -> None:
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    there = replace(photo(5), size=size)
    transform = turned(angle, scale, size)
    course = aligned(course.with_photo(there), there, transform)
    image = picture(transform, off)
    kept = image.copy()
    assert skin(image) > 8000 * scale**2
    for share in (1.0, 0.5, 0.21):
        copy = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8)
        assert skin(covered_image(course, there, copy)) == 0
    assert (image == kept).all()


@pytest.mark.parametrize("off", [(0, 0), (2.4, 0), (-1.7, 1.7)])
def test_a_face_is_covered_where_two_photos_are_shown_in_the_references_pixels(
    course: Course, off: tuple[float, float]
) -> None:
    transform = turned(12, 1.2, (480, 600))
    there = replace(photo(5), size=(480, 600))
    course = aligned(course.with_photo(there), there, transform)
    outlines = cover_outlines_in_reference(course, View.FRONTAL, course.in_view(View.FRONTAL))
    assert outlines is not None
    shown, _ = warp_to_fixed(transform, picture(transform, off))
    hidden = np.any([region_mask(outline, SIZE) for outline in outlines], axis=0)
    red = shown[..., 0] > 200
    assert red.sum() > 8000
    assert not (red & ~hidden).any()


def test_heads_that_turn_are_covered_though_only_their_hair_was_aligned() -> None:
    scalp = Scalp(4, LOOKS["dark"])
    shot = Shot(view=View.FRONTAL, size=(480, 640))
    here = scalp.camera(shot)
    x, y = (side.ravel().astype(float) for side in np.meshgrid(np.arange(0, 480, 6), np.arange(0, 640, 6)))
    points = np.stack([x, y], 1)
    directions, miss = scalp.shape.hit(here.origin, here.rays(points))
    points, directions = points[miss < -0.03], directions[miss < -0.03]
    middle, low = points.mean(axis=0), points[:, 1].max()
    hair = np.flatnonzero(points[:, 1] < 0.25 * middle[1] + 0.75 * low)
    face: Outline = tuple((middle[0] + a, low - b) for a, b in ((-60, 150), (60, 150), (60, 20), (-60, 20)))
    inside = region_mask(face, shot.size)[points[:, 1].astype(int), points[:, 0].astype(int)]
    assert inside.sum() > 200
    rng = np.random.default_rng(5)
    turns = (replace(shot, yaw=6.0), replace(shot, pitch=-7.0, distance_mm=390.0), replace(shot, yaw=-5.0, roll=8.0))
    for other in turns:
        true = locate(shape=scalp.shape, camera=scalp.camera(other), size=shot.size, directions=directions)
        marks = tuple(
            Landmark(fixed=tuple(points[k]), moving=tuple(true[k] + rng.normal(0, 0.8, 2)))
            for k in rng.choice(hair[np.isfinite(true[hair]).all(axis=1)], 12, replace=False)
        )
        transform = register_landmarks(fixed_size=shot.size, moving_size=shot.size, landmarks=marks).transform
        assert transform is not None
        made = Course(id="c", name="c", created_on=date(2026, 1, 1), photos=(photo(3), photo(5)))
        made = replace(made, photos=tuple(replace(p, size=shot.size) for p in made.photos))
        made = aligned(draw_cover(made, view=View.FRONTAL, points=face), made.photos[1], transform)
        outlines = cover_outlines(made, made.photos[1])
        assert outlines is not None
        hidden = np.any([region_mask(outline, shot.size) for outline in outlines], axis=0)
        seen = true[inside & np.isfinite(true).all(axis=1)]
        assert len(seen) > 150
        assert hidden[np.round(seen[:, 1]).astype(int), np.round(seen[:, 0]).astype(int)].all()
        assert hidden.mean() < 0.5


def test_nobody_can_tell_where_a_face_is_on_a_photo_that_is_not_aligned(course: Course) -> None:
    there = course.photos[1]
    assert cover_outlines(course, there) is None
    assert covered_image(course, there, picture(identity(SIZE))) is None
    assert cover_outlines_in_reference(course, View.FRONTAL, [there]) is None
    assert cover_outlines_in_reference(course, View.FRONTAL) is not None


def test_a_view_without_a_cover_is_left_as_it_is(course: Course) -> None:
    assert cover_outlines(course, course.photos[2]) == ()
    image = picture(identity(SIZE))
    left = covered_image(course, course.photos[2], image)
    assert left is not None
    assert (left == image).all()
    assert cover_outlines_in_reference(course, View.VERTEX) == ()


def test_any_number_of_covers(course: Course) -> None:
    course = draw_cover(course, view=View.FRONTAL, points=((10, 10), (60, 10), (60, 60)))
    outlines = cover_outlines(course, course.photos[0])
    assert outlines is not None
    assert len(outlines) == 2
    course = course.without_cover(course.covers[0].id)
    assert len(course.covers_in(View.FRONTAL)) == 1


def test_a_cover_goes_through_the_reference_when_that_became_another_photo(course: Course) -> None:
    first, second = course.photos[:2]
    course = aligned(course, second, turned(0, 1, SIZE))
    third = photo(6)
    changed = course.with_photo(third).with_reference(third)
    # The alignment of the photo on which it was drawn still leads to the second photo.
    assert cover_outlines(changed, second) == cover_outlines(course, second)
    assert cover_outlines(changed, third) is None
    assert covers_here(changed, View.FRONTAL).lost == (course.covers[0].id,)
    changed = aligned(changed, first, turned(5, 1, SIZE))
    (cover,) = covers_here(changed, View.FRONTAL).shown
    assert (cover.id, cover.drawn_on) == (course.covers[0].id, third.sha256)
    assert skin(covered_image(changed, third, picture(turned(-5, 1, SIZE)))) == 0


# Which views


def test_what_may_show_a_face_is_asked_for_a_cover(course: Course) -> None:
    assert [view for view in View if not may_show_face(view)] == [View.VERTEX, View.BACK, View.CLOSE_UP]
    assert views_without_cover(course) == ()
    assert views_without_cover(course.with_photo(photo(7, View.LEFT))) == (View.LEFT,)


# Photos that go


def test_a_cover_goes_over_to_the_next_reference_when_its_photo_is_removed(course: Course) -> None:
    transform = turned(15, 1, SIZE)
    second = course.photos[1]
    course = aligned(course, second, transform)
    removed = remove_photos(course, [course.photos[0].sha256])
    (cover,) = removed.covers
    assert (cover.drawn_on, cover.id) == (second.sha256, course.covers[0].id)
    assert len(cover.points) <= 40
    assert skin(covered_image(removed, second, picture(transform, (1.5, -1.5)))) == 0


def test_a_cover_whose_place_is_lost_keeps_the_view_in_the_house(course: Course) -> None:
    removed = remove_photos(course, [course.photos[0].sha256])
    assert removed.covers == course.covers
    assert cover_outlines(removed, removed.photos[0]) is None
    assert covers_here(removed, View.FRONTAL).lost == (course.covers[0].id,)
    again = draw_cover(removed, view=View.FRONTAL, points=FACE, cover_id=course.covers[0].id)
    assert cover_outlines(again, again.photos[0]) is not None


def test_a_cover_goes_with_the_last_photo_of_its_view(course: Course) -> None:
    assert remove_photos(course, [p.sha256 for p in course.photos[:2]]).covers == ()
    moved = reassign_view(course, [p.sha256 for p in course.photos[:2]], View.LEFT)
    assert [(c.view, c.drawn_on) for c in moved.covers] == [(View.LEFT, course.photos[0].sha256)]
    one = reassign_view(course, [course.photos[0].sha256], View.LEFT)
    assert [c.view for c in one.covers] == [View.FRONTAL]
    assert cover_outlines(one, one.photos[1]) is None


def test_a_cover_stays_on_a_photo_that_loses_its_day(course: Course) -> None:
    undated = redate(course, {course.photos[0].sha256: None})
    assert skin(covered_image(undated, undated.photos[0], picture(identity(SIZE)))) == 0


def test_a_better_copy_takes_the_cover_over_in_its_own_pixels(course: Course) -> None:
    old, new = course.photos[0], replace(photo(3, size=(800, 1000)), sha256="f" * 64)
    replaced = replace_photo(course.with_photo(new), old, new)
    (cover,) = replaced.covers
    assert cover.drawn_on == new.sha256
    assert cover.points == tuple((2 * x, 2 * y) for x, y in FACE)
    assert cover_outlines(replaced, new) is not None


# Drawing


@pytest.mark.parametrize(
    "points",
    [(), FACE[:2], ((1, 1), (2, 1), (2, 2)), ((900, 900), (990, 900), (990, 990)), ((9, 9), (90, 90), (50, 50))],
)
def test_a_cover_that_covers_nothing_is_refused(course: Course, points: Outline) -> None:
    with pytest.raises(HairtrackError) as caught:
        draw_cover(course, view=View.FRONTAL, points=points)
    assert caught.value.kind is ErrorKind.BAD_COVER


def test_drawing_a_cover_keeps_the_reference(course: Course) -> None:
    assert course.with_photo(photo(1)).reference(View.FRONTAL) == photo(3)
    with pytest.raises(HairtrackError) as caught:
        draw_cover(course, view=View.BACK, points=FACE)
    assert caught.value.kind is ErrorKind.NO_PHOTO_IN_VIEW


# The start


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    """A course with a head from the front and from the left, and a custom photo and a wall from the right."""
    with new_course(tmp_path / "Anna.hairtrack", "Anna") as made:
        course = made.course
        for view in (View.FRONTAL, View.LEFT, View.RIGHT, View.CUSTOM):
            drawn = np.full((480, 360, 3), (150, 160, 170), np.uint8)
            if view is not View.RIGHT:
                cv2.ellipse(drawn, (190, 240), (110, 150), 0, 0, 360, (70, 45, 30), -1)
            grain = np.random.default_rng(list(View).index(view)).normal(0, 4, drawn.shape)
            path = tmp_path / f"{view}.jpg"
            path.write_bytes(encode_jpeg(np.clip(drawn + grain, 0, 255).astype(np.uint8), 92))
            proposal = propose(made, course, [path], view=view, taken_on=date(2026, 1, 5))
            course = import_photos(made, course, proposal.candidates).course
        yield made


def test_a_start_is_put_where_the_face_is_on_a_head(folder: CourseFolder) -> None:
    course = start_cover(start_cover(folder.course, folder, View.FRONTAL), folder, View.LEFT)
    frontal, left = (region_mask(cover.points, (360, 480)) for cover in course.covers)
    # The lower half of the head, all of its width; from the left, its left side.
    assert frontal[260:370, 130:250].all()
    assert not frontal[:200].any()
    assert left[220:350, 95:130].all()
    assert not left[:, 190:].any()


@pytest.mark.parametrize(
    ("view", "kind"), [(View.RIGHT, ErrorKind.HEAD_NOT_FOUND), (View.CUSTOM, ErrorKind.NO_FACE_IN_VIEW)]
)
def test_where_no_face_can_be_suggested_that_is_said(folder: CourseFolder, view: View, kind: ErrorKind) -> None:
    with pytest.raises(HairtrackError) as caught:
        start_cover(folder.course, folder, view)
    assert caught.value.kind is kind
