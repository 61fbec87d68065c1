from datetime import date

import pytest

from hairtrack.errors import HairtrackError
from hairtrack.ui.words import count_words, day_words, parse_day


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


def test_days_and_counts_in_full() -> None:
    assert day_words(date(2026, 3, 12)) == "12 March 2026"
    assert count_words(1, "photo") == "1 photo"
    assert count_words(3, "photo is", "photos are") == "3 photos are"
