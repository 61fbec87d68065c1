from datetime import date

import pytest

from hairtrack.diary import Diary
from hairtrack.errors import HairtrackError
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.words import day_words, parse_day, visit_words, week_of
from tests.workflow.measured_course import FIRST, measured_course


@pytest.mark.parametrize(
    "text",
    ["2026-03-12", "12.3.2026", "12. March 2026", "12 mar 2026", "March 12, 2026", "2026/3/12", " 12.03.2026 "],
)
def test_dates_as_people_write_them(text: str) -> None:
    assert parse_day(text) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["3/12/2026", "2026-13-01", "31.2.2026", "yesterday", "12", "12 xyz 2026"])
def test_what_is_no_day_or_could_be_two_is_not_taken(text: str) -> None:
    with pytest.raises(HairtrackError):
        parse_day(text)


def test_slashes_are_taken_where_only_one_day_can_be_meant() -> None:
    assert parse_day("25/3/2026") == parse_day("3/25/2026") == date(2026, 3, 25)


def test_nothing_is_no_date() -> None:
    assert parse_day("  ") is None
    assert day_words(None) == "no date"


def test_days_in_full() -> None:
    assert day_words(date(2026, 3, 12)) == "12 March 2026"


def test_weeks_are_counted_from_the_treatment_of_that_day() -> None:
    before = Treatment(
        id="a",
        kind=TreatmentKind.CORTICOSTEROID,
        name="clobetasol",
        started_on=date(2025, 6, 1),
        stopped_on=date(2025, 12, 1),
    )
    now = Treatment(id="b", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=date(2026, 1, 8))
    course = measured_course([0.5], diary=Diary(treatments=(before, now)))
    assert visit_words(course, date(2026, 1, 22)) == "22 January 2026, week 2"
    assert visit_words(course, date(2026, 1, 7)) == "7 January 2026"
    assert week_of(course, date(2025, 6, 8)) == 1


def test_without_treatments_weeks_are_counted_from_the_first_photo() -> None:
    course = measured_course([0.5])
    assert week_of(course, FIRST) == 0
    assert week_of(course, date(2025, 12, 31)) is None
    assert week_of(course, None) is None
