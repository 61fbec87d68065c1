"""Covers on the command line: drawn from files, suggested, listed and removed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.cli import run

FACE = [[120, 300], [260, 300], [260, 400], [120, 400]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course with two photos from the front, not aligned yet, and one from behind."""
    made = tmp_path / "me.hairtrack"
    assert run(["new", str(made)]) == 0
    for month, view in ((1, "frontal"), (2, "frontal"), (1, "back")):
        photo = np.full((480, 360, 3), (150, 160, 170), np.uint8)
        cv2.ellipse(photo, (190, 240), (110, 150), 0, 0, 360, (70, 45, 30), -1)
        grain = np.random.default_rng(month + len(view)).normal(0, 4, photo.shape)
        path = tmp_path / f"{view}{month}.png"
        Pillow.fromarray(np.clip(photo + grain, 0, 255).astype(np.uint8)).save(path)
        assert run(["import", str(made), str(path), "--view", view, "--date", f"2026-0{month}-12"]) == 0
    return made


@pytest.fixture
def cover(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(*words: str, code: int = 0, points: object = None) -> str:
        if points is not None:
            (tmp_path / "points.json").write_text(json.dumps(points))
            words = (*words, "--polygon", str(tmp_path / "points.json"))
        capsys.readouterr()
        assert run(["cover", str(course), *words]) == code
        return capsys.readouterr().err

    return call


@pytest.fixture
def listed(course: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def call(*words: str) -> dict[str, Any]:
        capsys.readouterr()
        assert run(["cover", str(course), "--json", *words]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return call


def test_a_cover_is_drawn_and_each_photo_says_whether_it_is_covered(
    cover: Callable[..., str], listed: Callable[..., dict[str, Any]]
) -> None:
    assert listed()["views_without_cover"] == ["frontal"]
    said = cover("--view", "frontal", points=FACE)
    assert "The frontal view has 1 cover." in said
    assert "frontal2.png: it is not aligned" in said
    found = listed()
    assert [(c["view"], c["points"]) for c in found["covers"]] == [("frontal", FACE)]
    assert [(p["file"], p["status"]) for p in found["photos"]] == [
        ("frontal1.png", "covered"),
        ("frontal2.png", "not known"),
    ]
    (outline,) = found["photos"][0]["outlines"]
    assert np.min(outline, axis=0) == pytest.approx((120, 300), abs=4)
    assert found["views_without_cover"] == []
    assert listed("--view", "back")["covers"] == []


def test_a_new_cover_takes_the_place_of_the_others_unless_it_is_added(
    cover: Callable[..., str], listed: Callable[..., dict[str, Any]]
) -> None:
    cover("--view", "frontal", points=FACE)
    cover("--view", "frontal", "--add", points=[[10, 10], [60, 10], [60, 60]])
    assert len(listed()["covers"]) == 2
    said = cover("--view", "frontal", "--suggest")
    assert "only where a face may be" in said
    (suggested,) = listed()["covers"]
    assert np.mean(suggested["points"], axis=0) == pytest.approx((190, 320), abs=20)
    assert "1 cover of the frontal view removed" in cover("--view", "frontal", "--remove", "--add")
    assert listed()["covers"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say what is to be covered"),
        (("--suggest",), "Say in which view"),
        (("--view", "back", "--suggest"), "frontal, midline, left, right"),
        (("--view", "left", "--suggest"), "no dated photo of the left view"),
        (("--view", "frontal", "--polygon", "missing.json"), "missing.json"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(cover: Callable[..., str], words: tuple[str, ...], said: str) -> None:
    told = cover(*words, code=2)
    assert said in told
    assert told.count("\n") == 1


def test_a_cover_that_encloses_nothing_leaves_the_one_before(
    cover: Callable[..., str], listed: Callable[..., dict[str, Any]]
) -> None:
    cover("--view", "frontal", points=FACE)
    assert "three corners" in cover("--view", "frontal", code=2, points=FACE[:2])
    assert len(listed()["covers"]) == 1
