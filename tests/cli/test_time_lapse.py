"""The time-lapse command: what it says of what it wrote, and of what it cannot."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from hairtrack.cli import run
from hairtrack.storage.course_folder import CourseFolder
from tests.workflow.time_lapse.film_course import film_course

DAYS = tuple(date(2026, 1, 5) + timedelta(days=30 * number) for number in range(4))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film_course(tmp_path_factory.mktemp("film"), DAYS, unaligned=(DAYS[1],))


def test_it_names_the_photos_that_are_in_and_says_why_others_are_not(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.gif"
    words = ("--seconds", "3", "--rate", "5", "--height", "240", "--json")
    assert run(["timelapse", str(course), "-o", str(path), *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert path.read_bytes().startswith(b"GIF89a")
    assert {key: told[key] for key in ("file", "status", "reason", "frames", "seconds")} == {
        "file": str(path),
        "status": "written",
        "reason": None,
        "frames": 15,
        "seconds": 3.0,
    }
    with CourseFolder.open(course, read_only=True) as folder:
        by_day = {photo.taken_on: photo.sha256 for photo in folder.course.photos}
    assert [photo["sha256"] for photo in told["photos"]] == [by_day[DAYS[place]] for place in (0, 2, 3)]
    (left,) = told["left_out"]
    assert left["sha256"] == by_day[DAYS[1]]
    assert left["taken_on"] == DAYS[1].isoformat()
    assert "not aligned" in left["reason"]


def test_one_visit_is_refused_with_the_reason_as_a_result(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["timelapse", str(course), "-o", str(tmp_path / "x.mp4"), "--until", DAYS[0].isoformat()]
    assert run([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "refused"
    assert told["file"] is None
    assert "at least two days" in told["reason"]
    assert run(command) == 0
    assert "at least two days" in capsys.readouterr().out
    assert not (tmp_path / "x.mp4").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seconds", "1"), "Use 2 to 120"),
        (("--rate", "500"), "Use 2 to 60"),
        (("--height", "9"), "Use 240 to 1440"),
        (("--since", "2026-03-01", "--until", "2026-02-01"), "2026-02-01 does not come after 2026-03-01"),
        (("--crop",), "There is no region"),
    ],
)
def test_what_cannot_be_is_one_line(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(["timelapse", str(course), "-o", str(tmp_path / "x.mp4"), *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--seconds", "soon"), ("--rate", "2.5"), ("-o", "x.avi")])
def test_what_is_no_figure_and_no_film_is_bad_usage(
    course: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["timelapse", str(course), "-o", "x.mp4", *words])
    assert left.value.code == 2
    assert "hairtrack timelapse" in capsys.readouterr().err
