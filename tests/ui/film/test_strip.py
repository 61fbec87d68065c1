"""What the filmstrip is filled with."""

from pathlib import Path

from hairtrack.course import View
from hairtrack.ui.film.strip import frames_of
from hairtrack.workflow.courses import open_for_reading


def test_captions_name_the_year_once_and_the_month_in_english(course_path: Path) -> None:
    with open_for_reading(course_path) as folder:
        captions = [frame.caption for frame in frames_of(folder.course, View.VERTEX)]
    assert captions == ["5 Jan 2026", "2 Feb", "9 Mar"]
