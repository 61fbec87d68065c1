"""What the command line prints of a measured photo."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.cli.course_commands import _alignment_row, _measurement_row
from hairtrack.cli.file_commands import _measure_lines
from hairtrack.cli.output import measured_words
from hairtrack.course import Course, Measurement, Region, View
from tests.storage.course_maker import photo

ROW = {"file": "a.jpg", "status": "measured", "coverage": 0.38, "low": 0.34, "high": 0.42, "reasons": []}
OUTLINE = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))


def test_fine_hair_is_said_where_it_is_known_and_not_a_word_of_it_elsewhere() -> None:
    known, unknown = _measure_lines([{**ROW, "fine": 0.04}, {**ROW, "fine": None}])
    assert known == "a.jpg: 38 % (34 to 42), of which fine or pale: 4 points"
    assert unknown == "a.jpg: 38 % (34 to 42)"
    assert measured_words({**ROW, "fine": 0.04}) == "38 % (34 to 42), of which fine or pale: 4 points"
    assert measured_words({**ROW, "fine": None}) == "38 % (34 to 42)"


@pytest.mark.parametrize("fine", [None, 0.04])
def test_a_measured_row_holds_the_fine_hair(fine: float | None) -> None:
    shot = photo(1)
    region = Region(id="r", view=View.VERTEX, name="Crown", points=OUTLINE, drawn_on=shot.sha256)
    measurement = Measurement(
        photo=shot.sha256,
        region="r",
        coverage=0.38,
        low=0.34,
        high=0.42,
        judged=1.0,
        fine=fine,
        engine="1",
        person="p",
        threshold=0.0,
        outline=OUTLINE,
        alignment_error_percent_width=0.0,
    )
    empty = Course(id="c", name="C", created_on=date(2026, 1, 1), photos=(shot,), regions=(region,))
    assert _measurement_row(replace(empty, measurements=(measurement,)), shot, region)["fine"] == fine
    assert _measurement_row(empty, shot, region)["fine"] is None


@pytest.mark.parametrize(("on", "said"), [(date(2026, 3, 1), "no value in this photo"), (None, "has no date")])
def test_a_photo_without_a_value_says_why_it_has_none(on: date | None, said: str) -> None:
    first, second = photo(1), photo(2, on=on)
    region = Region(id="r", view=View.VERTEX, name="Crown", points=OUTLINE, drawn_on=first.sha256)
    course = Course(id="c", name="Me", created_on=date(2026, 1, 1), photos=(first, second), regions=(region,))
    row = _measurement_row(course, second, region)
    assert (row["status"], row["coverage"]) == ("refused", None)
    assert said in row["reasons"][0]


def test_a_photo_that_was_not_aligned_is_not_called_the_reference() -> None:
    first, second = photo(1), photo(2, on=date(2026, 4, 1))
    course = Course(id="c", name="Me", created_on=date(2026, 1, 1), photos=(first, second))
    assert [_alignment_row(course, each)["status"] for each in (first, second)] == ["reference", "refused"]
    assert "not aligned" in _alignment_row(course, second)["reasons"][0]
