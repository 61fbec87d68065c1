"""Choices that contradict each other, or leave nothing to show, are refused before any work."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.course import Course, View
from hairtrack.diary import Diary, Event
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.report.choices import Choices, ChosenPair, ReportKind
from hairtrack.workflow.report.refusals import refuse_choices
from tests.storage.course_maker import photo

DAYS = (date(2026, 1, 5), date(2026, 7, 6))
EMPTY = Course(id="x", name="Me", created_on=date(2026, 1, 1))
DIARY = replace(EMPTY, diary=Diary(events=(Event(id="e", on=date(2026, 3, 1), text="a thing"),)))
PHOTOS = tuple(replace(photo(n), view=View.VERTEX, taken_on=day) for n, day in enumerate(DAYS, 1))
COURSE = replace(EMPTY, photos=PHOTOS)
PAIR = ChosenPair(before=PHOTOS[0].sha256, after=PHOTOS[1].sha256)


@pytest.mark.parametrize(
    ("course", "choices", "says"),
    [
        (EMPTY, Choices(), "There is nothing to report yet"),
        (
            replace(EMPTY, photos=(replace(PHOTOS[0], taken_on=None),)),
            Choices(),
            "There is nothing to report yet",
        ),
        (COURSE, Choices(since=DAYS[1], until=DAYS[0]), "2026-01-05 does not come after 2026-07-06"),
        (COURSE, Choices(since=date(2027, 1, 1)), "neither photos nor entries since 1 January 2027."),
        (
            DIARY,
            Choices(since=date(2025, 1, 1), until=date(2025, 2, 1)),
            "since 1 January 2025 until 1 February 2025",
        ),
        (COURSE, Choices(kind=ReportKind.COMPARISON, pairs=(PAIR, PAIR)), "2 are chosen"),
        (DIARY, Choices(kind=ReportKind.COMPARISON), "no two dated photos of one view"),
        (replace(EMPTY, photos=PHOTOS[:1]), Choices(kind=ReportKind.COMPARISON), "no two dated photos of one view"),
        (
            COURSE,
            Choices(kind=ReportKind.COMPARISON, since=DAYS[1]),
            "Add photos of another visit, or choose other days.",
        ),
        (COURSE, Choices(kind=ReportKind.COMPARISON, until=date(2025, 1, 1)), "no two dated photos of one view"),
        (DIARY, Choices(kind=ReportKind.POSTER), "A poster shows photos"),
        (COURSE, Choices(kind=ReportKind.POSTER, since=date(2027, 1, 1)), "A poster shows photos"),
    ],
)
def test_what_cannot_be_is_said(course: Course, choices: Choices, says: str) -> None:
    with pytest.raises(HairtrackError) as caught:
        refuse_choices(course, choices)
    assert says in error_sentence(caught.value)


@pytest.mark.parametrize(
    ("course", "choices"),
    [
        (COURSE, Choices()),
        (COURSE, Choices(since=DAYS[0], until=DAYS[0])),
        (COURSE, Choices(kind=ReportKind.COMPARISON)),
        (COURSE, Choices(kind=ReportKind.COMPARISON, pairs=(PAIR,), since=date(2027, 1, 1))),
        (COURSE, Choices(kind=ReportKind.POSTER)),
        (DIARY, Choices()),
        (DIARY, Choices(kind=ReportKind.SUMMARY, since=date(2026, 3, 1), until=date(2026, 3, 1))),
    ],
)
def test_what_can_be_is_not_refused(course: Course, choices: Choices) -> None:
    refuse_choices(course, choices)


def test_a_view_chosen_for_a_comparison_needs_two_photos() -> None:
    alone = replace(photo(3), view=View.LEFT, taken_on=DAYS[0])
    course = replace(COURSE, photos=(*PHOTOS, alone))
    with pytest.raises(HairtrackError) as caught:
        refuse_choices(course, Choices(kind=ReportKind.COMPARISON, views=(View.LEFT,)))
    assert caught.value.kind is ErrorKind.NOTHING_TO_COMPARE
