"""What the command line prints of a measured photo."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.cli.course_commands import _measurement_row
from hairtrack.cli.file_commands import _measure_lines
from hairtrack.cli.output import measured_words
from hairtrack.course import Course, Measurement, Region, View
from tests.storage.course_maker import photo

ROW = {"file": "a.jpg", "status": "measured", "coverage": 0.38, "low": 0.34, "high": 0.42, "reasons": []}
OUTLINE = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))


def test_fine_hair_is_said_where_it_is_known_and_not_a_word_of_it_elsewhere() -> None:
    known, unknown = _measure_lines([{**ROW, "fine": 0.04}, {**ROW, "fine": None}])
    assert known == "a.jpg: 38 % (34-42), of which fine or pale: 4 points"
    assert unknown == "a.jpg: 38 % (34-42)"
    assert measured_words({**ROW, "fine": 0.04}) == "38 % (34-42), of which fine or pale: 4 points"
    assert measured_words({**ROW, "fine": None}) == "38 % (34-42)"


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
