import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import Course, Photo, Point, RegionShape, View
from hairtrack.demo.course import DemoCourse, demo_course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import compare, default_pair
from hairtrack.workflow.make_demo import TRUTH, make_demo


@pytest.fixture(scope="module")
def short() -> DemoCourse:
    """The first two visits, small."""
    whole = demo_course(size=(450, 600))
    return replace(whole, photos=whole.photos[:4])


@pytest.mark.slow
def test_a_newcomer_finds_a_finished_course(tmp_path: Path, short: DemoCourse) -> None:
    path, told = tmp_path / "courses" / "Demo.hairtrack", []
    made = make_demo(path, lambda share, _: told.append(share), description=short, workers=1)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name], "nothing else is left"
    with CourseFolder.open(path) as folder:
        assert not folder.read_only, "whoever made it has let go of it"
        assert not folder.check()
        course = folder.course
        for view in course.views():
            compared = compare(folder, course, *default_pair(course, view))
            assert not compared.reasons, "nothing stands against comparing the first and the last"
    assert course == made.course
    assert [p.file_name for view in course.views() for p in course.in_view(view)] == [
        p.file_name for view in course.views() for p in short.photos if p.shot.view is view
    ]
    assert {region.name for region in course.regions} == {"Crown patch", "Left patch", "Hairline"}
    assert {region.shape for region in course.regions} == {RegionShape.POLYGON, RegionShape.ELLIPSE}
    assert course.diary == short.diary
    for view in course.views():
        for photo in course.in_view(view):
            assert photo == course.reference(view) or course.alignment(photo).aligned  # type: ignore[union-attr]
            assert all(course.measurement(photo, region) is not None for region in course.regions_in(view))
    truth = json.loads((path / TRUTH).read_text())
    assert {photo["file"] for photo in truth["photos"]} == {photo.file_name for photo in course.photos}
    photos = {photo.file_name: photo for photo in course.photos}
    for true in truth["photos"]:
        photo = photos[true["file"]]
        for region in true["regions"]:
            assert _gap_percent_width(course, photo, region["name"], region["outline"]) < 0.3


def _gap_percent_width(course: Course, photo: Photo, region: str, outline: list[Point]) -> float:
    """Return by how much the outline that was measured leaves the true one at most."""
    drawn = next(known for known in course.regions_in(photo.view) if known.name == region)
    measured = course.measurement(photo, drawn)
    assert measured is not None
    border = np.array(outline, np.float32)
    return 100 * max(abs(cv2.pointPolygonTest(border, at, True)) for at in measured.outline) / photo.size[0]


@pytest.mark.parametrize(
    ("share", "workers"),
    [(0.0, 1), (0.3, 1), (0.5, 1), (0.6, 1), (0.9, 1), (1.0, 1), pytest.param(0.1, 2, marks=pytest.mark.slow)],
)
def test_cancelled_it_leaves_nothing(tmp_path: Path, share: float, workers: int) -> None:
    def cancel(done: float, what: str) -> None:
        if done >= share and (share < 1 or "ready" in what):
            raise Cancelled

    whole = demo_course(size=(180, 240))
    few = replace(whole, photos=whole.photos[:4])
    with pytest.raises(Cancelled):
        make_demo(tmp_path / "Demo.hairtrack", cancel, description=few, workers=workers)
    assert not list(tmp_path.iterdir())


def test_it_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HairtrackError) as raised:
        make_demo(tmp_path)
    assert raised.value.kind is ErrorKind.COURSE_EXISTS
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_both_views_have_a_region() -> None:
    assert {region.view for region in demo_course().regions} == {View.VERTEX, View.FRONTAL}
