"""Points placed by hand, on the command line: shown, read from a file and written into one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.cli import run
from hairtrack.course import View
from hairtrack.workflow.courses import open_for_reading

Tell = Callable[..., tuple[str, str]]
PAIRS: list[list[Any]] = [
    [[60, 60], [66, 57]],
    [[240, 60], [246, 57], "whorl"],
    [[240, 180], [246, 177]],
    [[60, 180], [66, 177], "my scar"],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a course of three photos of the crown, and with those photos."""
    place = tmp_path_factory.mktemp("points")
    phone = place / "phone"
    phone.mkdir()
    for month in (1, 2, 3):
        noise = np.random.default_rng(month).integers(40, 220, (24, 32, 3), np.uint8)
        Pillow.fromarray(noise.repeat(10, axis=0).repeat(10, axis=1)).save(phone / f"2026-0{month}-12.png")
    assert run(["new", str(place / "me.hairtrack")]) == 0
    assert run(["import", str(place / "me.hairtrack"), str(phone), "--view", "vertex"]) == 0
    return place


@pytest.fixture
def shas(made: Path, tmp_path: Path) -> list[str]:
    """Return the photos of a copy of that course: the reference photo, then two others."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with open_for_reading(tmp_path / "me.hairtrack") as folder:
        return [photo.sha256 for photo in folder.course.in_view(View.VERTEX)]


@pytest.fixture
def landmarks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    def call(*words: str, code: int = 0, pairs: object = None) -> tuple[str, str]:
        if pairs is not None:
            (tmp_path / "in.json").write_text(pairs if isinstance(pairs, str) else json.dumps(pairs))
            words = (*words, "--import", str(tmp_path / "in.json"))
        capsys.readouterr()
        assert run(["landmarks", str(tmp_path / "me.hairtrack"), *words]) == code
        said = capsys.readouterr()
        return said.out, said.err

    return call


def test_points_go_in_align_and_come_out_as_they_were(shas: list[str], landmarks: Tell, tmp_path: Path) -> None:
    found = json.loads(landmarks(shas[1][:8], "--json", pairs=PAIRS)[0])
    assert (found["status"], found["method"], found["fixed"]) == ("aligned", "landmarks", shas[0])
    assert found["error_percent_width"] > 0
    assert found["landmarks"] == PAIRS
    out = tmp_path / "out.json"
    said = landmarks(shas[1], "-o", str(out))
    assert said[1].startswith("Wrote 4 points")
    assert json.loads(out.read_text()) == PAIRS
    again = json.loads(landmarks(shas[2], "--import", str(out), "--json")[0])
    assert again["landmarks"] == PAIRS


def test_what_is_written_aligns_files_too(shas: list[str], landmarks: Tell, tmp_path: Path, capsys: Any) -> None:
    landmarks(shas[1], "-o", str(tmp_path / "out.json"), pairs=PAIRS)
    capsys.readouterr()
    files = [str(tmp_path / "phone" / "2026-01-12.png"), str(tmp_path / "phone" / "2026-02-12.png")]
    assert run(["files", "align", *files, "--landmarks", str(tmp_path / "out.json"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "aligned"


def test_the_lines_name_the_points(shas: list[str], landmarks: Tell) -> None:
    out = landmarks(shas[1], pairs=PAIRS)[0].splitlines()
    assert out[0].startswith("2026-02-12.png: 4 points, aligned by landmarks, +-")
    assert out[2].startswith("whorl")
    assert out[4].startswith("my scar")


def test_points_that_do_not_align_change_nothing_and_name_the_worst(shas: list[str], landmarks: Tell) -> None:
    landmarks(shas[1], pairs=PAIRS)
    wrong = [PAIRS[0], PAIRS[1], PAIRS[2], [[60, 180], [120, 130], "whorl"], [[150, 120], [156, 117]]]
    out = landmarks(shas[1], pairs=wrong)[0]
    assert "point 4 (whorl) is off by" in out
    assert "The course is as it was before." in out
    kept = json.loads(landmarks(shas[1], "--json")[0])
    assert (kept["status"], kept["landmarks"]) == ("aligned", PAIRS)


def test_points_placed_by_hand_outlive_aligning_again(shas: list[str], landmarks: Tell, tmp_path: Path) -> None:
    before = landmarks(shas[1], "--json", pairs=PAIRS)[0]
    assert run(["align", str(tmp_path / "me.hairtrack")]) == 0
    assert landmarks(shas[1], "--json")[0] == before


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ("no json", "Write it as JSON"),
        ([[1, 2], [3, 4]], "a list of pairs such as"),
        ([[[1, 2], [3, 4], 5]], "a list of pairs such as"),
        ({"fixed": []}, "a list of pairs such as"),
        ([[[1, 2], [3, float("nan")]]], "a list of pairs such as"),
        ([[[1, 2], [3, 4]], [[400, 20], [5, 5]]], "Point 2 lies outside 2026-01-12.png, which is 320 × 240 pixels."),
        ([[[1, 2], [3, -40]]], "Point 1 lies outside 2026-02-12.png"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    shas: list[str], landmarks: Tell, pairs: object, sentence: str
) -> None:
    out, said = landmarks(shas[1], pairs=pairs, code=2)
    assert not out
    assert sentence in said
    assert said.count("\n") == 1
    assert json.loads(landmarks(shas[1], "--json")[0])["landmarks"] == []


def test_too_few_points_are_a_result(shas: list[str], landmarks: Tell) -> None:
    found = json.loads(landmarks(shas[1], "--json", pairs=PAIRS[:2])[0])
    assert (found["status"], found["reasons"]) == (
        "refused",
        ["Points placed: 2. Place at least three, well apart."],
    )


def test_what_there_is_none_of_is_said(shas: list[str], landmarks: Tell, tmp_path: Path) -> None:
    assert "is the reference photo" in landmarks(shas[0], code=2)[1]
    assert "is the reference photo" in landmarks(shas[0], code=2, pairs=PAIRS)[1]
    assert "has no photo" in landmarks("01234567", code=2)[1]
    assert (
        "No points are placed in 2026-02-12.png yet" in landmarks(shas[1], "-o", str(tmp_path / "none.json"), code=2)[1]
    )
    assert not (tmp_path / "none.json").exists()
    assert "2026-02-12.png: 0 points, not aligned." in landmarks(shas[1])[0]
