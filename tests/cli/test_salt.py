"""What the command line says of a SALT: the same numbers for people and for programs."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hairtrack.cli import run
from hairtrack.course import Course, View
from hairtrack.diary import Diary, SaltScore
from hairtrack.storage.course_folder import CourseFolder
from tests.workflow.salt_course import everywhere, salt_course

JAN, FEB = date(2026, 1, 5), date(2026, 2, 5)
SCORES = (
    SaltScore(id="1", on=JAN, by="Dr Weber", total=50.0),
    SaltScore(id="2", on=FEB, by="Dr Sommer", total=10.0),
)


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(course: Course, *words: str) -> str:
        place = tmp_path / "c.hairtrack"
        with CourseFolder.create(place, "c") as folder:
            kept = replace(course, id=folder.course.id, name=folder.course.name, created_on=folder.course.created_on)
            folder.commit(kept)
        capsys.readouterr()
        assert run(["salt", str(place), *words]) == 0
        return capsys.readouterr().out

    return call


def test_people_read_the_estimates_apart_from_what_was_judged(said: Callable[..., str]) -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)), (FEB, everywhere(0.2, 0.1, 0.0, 0.4)))
    lines = said(replace(course, diary=Diary(salt_scores=SCORES))).splitlines()
    assert "brows, lashes and body are not in it" in lines[0]
    assert lines[1].startswith("2026-01-05  SALT 44 (")
    assert "SALT right, 18 % of the scalp: lost 100 % (" in lines[5]
    (always,) = [line for line in lines if line.startswith("With every estimate: ")]
    assert "Fine and pale hair cannot be told apart here" in always
    assert sum("Fine and pale hair" in line for line in lines) == 1
    assert "2026-01-05  SALT 50, AA-IGA severe, judged by eye by Dr Weber" in lines
    after = {way: lines[place + 1].strip() for place, way in enumerate(lines[:-1])}
    assert after["From photographs, 2026-02-05:"].startswith("Against 5 January 2026, 60 % of the loss is won back (")
    assert "80 % of the loss" in after["By eye (Dr Weber, then Dr Sommer), 2026-02-05:"]


def test_why_there_is_no_estimate_is_said_once_for_several_areas(said: Callable[..., str]) -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)))
    only_top = replace(course, photos=tuple(photo for photo in course.photos if photo.view is View.VERTEX))
    (line,) = [line for line in said(only_top).splitlines() if "No estimate" in line]
    assert line.count("No photo of this visit") == 1
    assert "SALT back, left and right" in line


def test_programs_read_the_same(said: Callable[..., str]) -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)), (FEB, everywhere(0.2, 0.1, 0.0, None)))
    found: dict[str, Any] = json.loads(said(replace(course, diary=Diary(salt_scores=SCORES)), "--json"))
    first, second = found["visits"]
    assert (first["status"], first["value"]) == ("estimated", 44)
    assert first["low"] < 44 < first["high"]
    assert (second["status"], second["value"]) == ("refused", None)
    assert "SALT right cannot be judged" in second["reasons"][0]
    assert [score["aa_iga"] for score in found["judged"]] == [["severe"], ["limited"]]
    assert found["response"] is None
    answers = {goal["limit"]: goal["answer"] for goal in found["judged_response"]["goals"]}
    assert answers == {20: "reached", 10: "reached", 0: "not reached"}


def test_a_course_without_areas_is_told_how_to_begin(said: Callable[..., str]) -> None:
    assert "--template salt-back" in said(replace(salt_course(), regions=()))
