import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import Course, Photo, Point, RegionShape, SaltArea, Size
from hairtrack.demo.course import DemoCourse, demo_course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import compare, default_pair
from hairtrack.workflow.diary.entries import keep_entry
from hairtrack.workflow.make_demo import TRUTH, make_demo


@pytest.fixture(scope="module")
def short() -> DemoCourse:
    """The first two visits, small."""
    return _two_visits((450, 600))


def _two_visits(size: Size) -> DemoCourse:
    whole = demo_course(size=size)
    photos = whole.photos[:4]
    shown = {photo.shot.view for photo in photos}
    return replace(whole, photos=photos, regions=tuple(r for r in whole.regions if r.view in shown))


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
    assert {region.name for region in course.regions} == {"Crown patch", "Left patch", "Hairline", "SALT top"}
    assert {region.shape for region in course.regions} == {RegionShape.POLYGON, RegionShape.ELLIPSE}
    assert {region.name for region in course.regions if region.salt is SaltArea.TOP} == {"SALT top"}
    assert course.diary == short.diary
    for view in course.views():
        for photo in course.in_view(view):
            assert photo == course.reference(view) or course.alignment(photo).aligned  # type: ignore[union-attr]
            assert all(course.measurement(photo, region) is not None for region in course.regions_in(view))
    truth = json.loads((path / TRUTH).read_text())
    assert {photo["file"] for photo in truth["photos"]} == {photo.file_name for photo in course.photos}
    photos = {photo.file_name: photo for photo in course.photos}
    gaps = []
    for true in truth["photos"]:
        photo = photos[true["file"]]
        alignment = course.alignment(photo)
        stated = 0.1 if alignment is None else alignment.error_percent_width
        assert stated is not None
        for region in true["regions"]:
            gaps.append(_gap_percent_width(course, photo, region["name"], region["outline"]))
            assert gaps[-1] < stated
    assert np.median(gaps) < 0.2


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

    few = _two_visits((180, 240))
    with pytest.raises(Cancelled):
        make_demo(tmp_path / "Demo.hairtrack", cancel, description=few, workers=workers)
    assert not list(tmp_path.iterdir())


def test_it_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HairtrackError) as raised:
        make_demo(tmp_path)
    assert raised.value.kind is ErrorKind.COURSE_EXISTS
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_every_view_has_a_region() -> None:
    whole = demo_course()
    assert {region.view for region in whole.regions} == {photo.shot.view for photo in whole.photos}


def test_every_line_of_the_diary_could_be_typed() -> None:
    diary = demo_course().diary
    course = Course(id="c", name="c", created_on=date(2025, 1, 1))
    for entry in diary.entries():
        course = keep_entry(course, entry)
    assert course.diary == diary
    ids = [entry.id for entry in diary.entries()]
    assert len(ids) == len(set(ids))
    assert all(entry_id.startswith("demo-") for entry_id in ids)
