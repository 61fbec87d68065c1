"""A day of the diary in one line of the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from hairtrack.cli import run


@pytest.fixture
def course(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "me.hairtrack"
    assert run(["new", str(path)]) == 0
    capsys.readouterr()
    return path


def asked(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    assert run([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_is_understood_is_kept_for_the_day_and_the_rest_is_said(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = asked(capsys, "diary", course, "add", "itch 4 crown; foo 3; 11 March: washed", "--on", "2026-03-12")

    assert [row["understood"].split(",")[0] for row in said["kept"]] == ["Itch 4 of 10", "Hair washed"]
    assert [row["text"] for row in said["not_kept"]] == ["foo 3"]
    diary = asked(capsys, "show", course)["diary"]
    assert [(s["on"], s["name"], s["severity"], s["area"]) for s in diary["symptoms"]] == [
        ("2026-03-12", "itch", 4, "crown")
    ]
    assert [groom["kind"] for groom in diary["grooms"]] == ["wash"]
    assert {row["id"] for row in said["kept"]} == {diary["symptoms"][0]["id"], diary["grooms"][0]["id"]}


def test_the_same_line_twice_is_kept_once(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(capsys, "diary", course, "add", "itch 4", "--on", "2026-03-12")
    again = asked(capsys, "diary", course, "add", "itch 4", "--on", "2026-03-12")

    assert again["kept"] == []
    assert again["not_kept"][0]["problem"] == "This is in the diary already, for 12 March 2026."


def test_a_day_that_is_none_is_said_in_one_line(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diary", str(course), "add", "itch 4", "--on", "12/3"]) == 2

    assert capsys.readouterr().err.strip() == (
        "hairtrack: 12/3 is not a date. Write it with its year, such as 2026-03-12."
    )
