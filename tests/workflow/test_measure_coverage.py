"""Courses and loose photos with planted coverage go through the whole journey."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from hairtrack.course import Course, Dab, DabKind, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.imaging.photo_file import encode_png, read_photo
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.measure_coverage import learn_anew, measure_course, measure_files, refit_person
from hairtrack.workflow.point_files import Anchors, read_anchors, read_landmarks, read_points, read_regions

SHOT = Shot(size=(640, 800), hair=Hair(length_mm=12, density=0.8, pattern=0.3))
OUTLINE = ((230.0, 300.0), (410.0, 300.0), (410.0, 470.0), (230.0, 470.0))


@pytest.fixture(scope="module")
def rendered() -> tuple[RenderedPhoto, RenderedPhoto]:
    scalp = Scalp(5, LOOKS["dark"])
    return scalp.render(SHOT), scalp.render(replace(SHOT, hair=replace(SHOT.hair, density=0.2, comb_seed=1)))


@pytest.fixture
def files(tmp_path: Path, rendered: tuple[RenderedPhoto, RenderedPhoto]) -> list[Path]:
    paths = [tmp_path / "first.jpg", tmp_path / "second.jpg"]
    for path, photo, month in zip(paths, rendered, (1, 4), strict=True):
        path.write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    return paths


def test_files_are_measured_and_masks_written(
    files: list[Path], rendered: tuple[RenderedPhoto, RenderedPhoto], tmp_path: Path
) -> None:
    results = measure_files(files, {file.name: OUTLINE for file in files}, masks_dir=tmp_path / "masks")
    assert [result.status for result in results] == ["measured", "measured"]
    assert results[0].coverage is not None
    assert results[1].coverage is not None
    assert results[0].coverage > results[1].coverage + 0.1
    mask = read_photo(tmp_path / "masks" / "first.png").image
    assert mask.shape[:2] == rendered[0].image.shape[:2]
    assert set(np.unique(mask)) <= {0, 64, 128, 255}


def test_a_mask_that_leaves_the_program_knows_no_causes(
    tmp_path: Path, rendered: tuple[RenderedPhoto, RenderedPhoto]
) -> None:
    image = rendered[0].image.copy()
    image[340:380, 300:340] = 255
    path = tmp_path / "burnt.png"
    path.write_bytes(encode_png(image))
    (result,) = measure_files([path], OUTLINE, masks_dir=tmp_path / "masks")
    mask = read_photo(tmp_path / "masks" / "burnt.png").image[..., 0]
    assert mask[360, 320] == 128
    assert set(np.unique(mask)) <= {0, 64, 128, 255}
    assert result.judged < 1


def test_skin_dabs_lower_the_value(files: list[Path]) -> None:
    regions = {file.name: OUTLINE for file in files}
    skin = {"second.jpg": Anchors(skin=((300.0, 350.0), (350.0, 400.0), (320.0, 430.0)))}
    plain = measure_files(files, regions)[1].coverage
    told = measure_files(files, regions, skin)[1].coverage
    assert plain is not None
    assert told is not None
    assert told <= plain


def test_every_photo_needs_a_region(files: list[Path], tmp_path: Path) -> None:
    regions = tmp_path / "regions.json"
    regions.write_text(json.dumps({"first.jpg": OUTLINE}))
    with pytest.raises(HairtrackError) as caught:
        read_regions(regions, files)
    assert caught.value.kind is ErrorKind.BAD_POINTS
    assert "regions.json" in str(caught.value)
    assert "second.jpg" in str(caught.value)


@pytest.fixture
def folder(files: list[Path], tmp_path: Path) -> CourseFolder:
    made = CourseFolder.create(tmp_path / "c.hairtrack", "C")
    candidates = tuple(c.with_view(View.VERTEX) for c in propose(made, made.course, files).candidates)
    course = import_photos(made, made.course, candidates).course
    made.commit(draw_region(course, view=View.VERTEX, name="Crown", points=OUTLINE))
    return made


def test_a_course_is_measured_with_one_person_model(folder: CourseFolder) -> None:
    with folder:
        course = measure_course(folder, folder.course)
        assert len(course.persons) == 1
        first, second = course.in_view(View.VERTEX)
        region = course.regions[0]
        assert first.taken_on == date(2026, 1, 2)
        measured, refused = course.measurement(first, region), course.measurement(second, region)
        assert measured is not None
        assert refused is not None
        assert measured.measured
        assert [reason.kind for reason in refused.reasons] == [ReasonKind.NOT_ALIGNED]
        assert measure_course(folder, course) == course
        _refit_keeps_the_old_model(folder, course)


def test_a_lost_original_stops_no_other_photo_and_is_measured_once_it_is_back(folder: CourseFolder) -> None:
    with folder:
        course = folder.course
        first, second = course.in_view(View.VERTEX)
        course = course.with_region(replace(course.regions[0], drawn_on=second.sha256, id="other", name="Other"))
        own, other = (region.id for region in course.regions)
        whole = measure_course(folder, course)
        aside = folder.original(first).rename(folder.path / "aside.jpg")
        # What is measured stays; what is learnt and measured anew goes without it.
        assert measure_course(folder, whole) == whole
        learnt = learn_anew(folder, replace(whole, dabs=(_dab(second.sha256),)))
        assert learnt.person is not None
        assert learnt.person.fitted_on == (second.sha256,)
        by_region = {m.region: m for m in learnt.measurements if m.photo == first.sha256}
        assert [reason.kind for reason in by_region[own].reasons] == [ReasonKind.ORIGINAL_MISSING]
        assert [reason.kind for reason in by_region[other].reasons] == [ReasonKind.NOT_ALIGNED]
        seen = learnt.measurement(second, learnt.regions[1])
        assert seen is not None
        assert seen.measured
        assert measure_course(folder, learnt) == learnt
        aside.rename(folder.photos / first.stored_as)
        back = measure_course(folder, learnt).measurement(first, learnt.regions[0])
        assert back is not None
        assert back.measured


def test_stopped_it_keeps_what_is_measured_by_one_model_only(folder: CourseFolder) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.69:
            raise Cancelled

    with folder:
        with pytest.raises(Cancelled):
            measure_course(folder, folder.course, stop)
        fitted = refit_person(folder, folder.course)
        course = measure_course(folder, fitted, stop)
        assert [m.photo for m in course.measurements] == [course.in_view(View.VERTEX)[0].sha256]
        assert len(measure_course(folder, course).measurements) == 2


def _refit_keeps_the_old_model(folder: CourseFolder, course: Course) -> None:
    photo, region = course.in_view(View.VERTEX)[0], course.regions[0]
    told = measure_course(folder, refit_person(folder, replace(course, dabs=(_dab(photo.sha256),))))
    assert len(told.persons) == 2
    assert told.persons[0] == course.persons[0]
    # Without the dab the first model comes back, and its values with it: none of the other model's is left.
    again = measure_course(folder, refit_person(folder, replace(told, dabs=())))
    assert again.person == course.person
    assert again.measurement(photo, region) == course.measurement(photo, region)
    assert len(again.measurements) == len(course.measurements)


def _dab(photo: str) -> Dab:
    return Dab(photo=photo, kind=DabKind.SKIN, point=(300.0, 400.0))


def test_a_course_without_a_region_says_so(tmp_path: Path) -> None:
    with CourseFolder.create(tmp_path / "empty.hairtrack", "E") as folder, pytest.raises(HairtrackError) as caught:
        measure_course(folder, folder.course)
    assert caught.value.kind is ErrorKind.NO_REGION


def test_point_files_are_read(tmp_path: Path) -> None:
    def file(content: object) -> Path:
        path = tmp_path / "p.json"
        path.write_text(json.dumps(content))
        return path

    square = [[0, 0], [9, 0], [9, 9]]
    assert read_points(file([[1, 2.5]])) == ((1.0, 2.5),)
    assert read_regions(file(square)) == ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))
    assert read_regions(file({"a.jpg": square})) == {"a.jpg": ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))}
    assert read_anchors(file({"a.jpg": {"hair": [[1, 2]]}})) == {"a.jpg": Anchors(hair=((1.0, 2.0),))}
    assert read_landmarks(file([[[1, 2], [3, 4]]]))[0].moving == (3.0, 4.0)
    for read, wrong in ((read_points, {"x": 1}), (read_points, [[1, "2"]]), (read_landmarks, [[1, 2]])):
        with pytest.raises(HairtrackError) as caught:
            read(file(wrong))
        assert caught.value.kind is ErrorKind.BAD_POINTS
    with pytest.raises(HairtrackError) as caught:
        read_regions(file([[0, 0], [1, 1]]))
    assert caught.value.kind is ErrorKind.BAD_REGION
    (tmp_path / "p.json").write_text("{")
    with pytest.raises(HairtrackError):
        read_points(tmp_path / "p.json")
