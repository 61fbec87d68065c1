"""A bald patch that fills with hair, on two photos from one place, goes through the whole journey."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from hairtrack.analysis.cell_changes import CellVerdict
from hairtrack.course import Course
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.diary import Groom, GroomKind
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.change_map import RegionMap, map_change
from hairtrack.workflow.compare_photos import compare, default_pair
from tests.workflow.patch_course import bald_and_grown, patch_course, where_grown


@pytest.fixture(scope="module")
def rendered() -> tuple[RenderedPhoto, RenderedPhoto]:
    return bald_and_grown()


@pytest.fixture(scope="module")
def grown(rendered: tuple[RenderedPhoto, RenderedPhoto]) -> np.ndarray:
    return where_grown(rendered)


@pytest.fixture
def folder(rendered: tuple[RenderedPhoto, RenderedPhoto], tmp_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(patch_course(rendered, tmp_path), read_only=True) as opened:
        yield opened


def mapped(folder: CourseFolder, course: Course) -> RegionMap:
    return map_change(folder, course, compare(folder, course, *default_pair(course)))[0]


def test_the_patch_that_filled_is_shown_where_it_is(folder: CourseFolder, grown: np.ndarray) -> None:
    found = mapped(folder, folder.course)
    shares: dict[CellVerdict, list[float]] = {verdict: [] for verdict in CellVerdict}
    for cell, verdict in found.cells:
        left, top, right, bottom = (round(side) for side in cell.box)
        shares[verdict].append(float(grown[top:bottom, left:right].mean()))
    gained, lost = shares[CellVerdict.GAIN], shares[CellVerdict.LOSS]
    assert len(gained) >= 8
    assert min(gained) > 0.2
    assert not lost
    assert np.mean(gained) > np.mean(shares[CellVerdict.WITHIN_NOISE]) + 0.3
    assert found.words.startswith(f"{len(gained)} of ")


def test_exchanged_photos_show_a_loss_in_the_same_cells(folder: CourseFolder) -> None:
    course = folder.course
    before, after = default_pair(course)
    forth = map_change(folder, course, compare(folder, course, before, after))[0]
    back = map_change(folder, course, compare(folder, course, after, before))[0]
    gained = {cell.box for cell, verdict in forth.cells if verdict is CellVerdict.GAIN}
    assert gained == {cell.box for cell, verdict in back.cells if verdict is CellVerdict.LOSS}
    assert gained


def test_a_noted_haircut_shows_more_and_says_nothing_of_combing(folder: CourseFolder) -> None:
    course = folder.course
    cuts = tuple(
        Groom(id=str(month), on=date(2026, month, 1), kind=GroomKind.HAIRCUT, length_mm=8.0) for month in (1, 7)
    )
    noted = mapped(folder, replace(course, diary=replace(course.diary, grooms=cuts)))
    unknown = mapped(folder, course)
    counts = [sum(verdict is CellVerdict.GAIN for _, verdict in found.cells) for found in (noted, unknown)]
    assert counts[0] > counts[1]
    assert "combed" in unknown.words
    assert "combed" not in noted.words


def test_without_an_alignment_there_is_no_map_and_the_reason_is_said(folder: CourseFolder) -> None:
    found = mapped(folder, replace(folder.course, alignments=()))
    assert not found.cells
    assert "no map" in found.words
    assert "not aligned" in found.words


def test_a_course_that_an_older_engine_measured_has_no_map_and_says_what_to_do(folder: CourseFolder) -> None:
    course = folder.course
    assert course.person is not None
    older = replace(course.person, engine="coverage 2", parameters=course.person.parameters[:-80])
    found = mapped(folder, replace(course, persons=(older,)))
    assert not found.cells
    assert "older hairtrack" in found.words


def test_it_can_be_stopped(folder: CourseFolder) -> None:
    def stop(share: float, what: str) -> None:
        raise Cancelled

    comparison = compare(folder, folder.course, *default_pair(folder.course))
    with pytest.raises(Cancelled):
        map_change(folder, folder.course, comparison, stop)
