"""What a card says of a course, by a day that is known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hairtrack.course import Course, View
from hairtrack.diary import Reminder
from hairtrack.errors import Reason, ReasonKind
from hairtrack.ui.home.words import due_lines, next_photo_line, other_due_line, photos_line, state_line
from hairtrack.workflow.courses import open_for_reading
from tests.workflow.guided_course import closer, guided_course

LAST = date(2026, 2, 9)
EMPTY = Course(id="a", name="A", created_on=LAST)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    path: Path = guided_course(tmp_path_factory.mktemp("guided"), [closer(1.2)], scales=[1.2])
    with open_for_reading(path) as folder:
        return folder.course


def test_photos_are_counted_with_the_last_day(course: Course) -> None:
    assert photos_line(course) == "2 photos, the last 9 February 2026"
    assert photos_line(EMPTY) == "No photos yet"
    undated = replace(course, photos=tuple(replace(photo, taken_on=None) for photo in course.photos))
    assert photos_line(undated) == "2 photos, all without a date"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 3, 1), "Next photos due 9 March 2026"),
        (date(2026, 3, 9), "Next photos due today"),
        (date(2026, 4, 1), "Next photos due since 9 March 2026"),
    ],
)
def test_next_photos_have_their_day(course: Course, today: date, words: str) -> None:
    assert next_photo_line(course, today) == words
    assert words in due_lines(course, today)


def test_an_empty_course_has_no_next_photo(course: Course) -> None:
    assert next_photo_line(EMPTY, LAST) == ""


def test_something_else_is_named_once_its_day_has_come(course: Course) -> None:
    reminder = Reminder(id="r", on=date(2026, 2, 20), what="See the doctor")
    noted = replace(course, diary=replace(course.diary, reminders=(reminder,)))
    assert other_due_line(noted, date(2026, 2, 19)) == ""
    assert other_due_line(noted, date(2026, 2, 21)) == "Due since 20 February 2026: See the doctor"
    assert "See the doctor" not in next_photo_line(noted, date(2026, 2, 21))


def test_what_waits_is_named_and_an_aligned_course_says_nothing(course: Course) -> None:
    assert state_line(course, read_only=False) == ""
    assert state_line(course, read_only=True) == "Read-only"
    assert state_line(replace(course, alignments=()), read_only=False) == "1 to align"
    refused = replace(course.alignments[0], transform=None, reasons=(Reason.of(ReasonKind.NO_STABLE_MARKS),))
    first = course.in_view(View.VERTEX)[0]
    extra = replace(first, sha256="f" * 64, taken_on=None)
    waiting = replace(course, alignments=(refused,), photos=(*course.photos, extra))
    assert state_line(waiting, read_only=True) == "Read-only · 1 without a date · 1 needs points"
    mirrored = replace(refused, reasons=(Reason.of(ReasonKind.MIRRORED),))
    assert state_line(replace(course, alignments=(mirrored,)), read_only=False) == "1 mirror image"
