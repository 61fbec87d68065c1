"""Regions on the command line: drawn from files, started from an area, copied and coloured."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.cli import run

Tell = Callable[..., str]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course with one photo from above and one from behind, each with a head in its middle."""
    made = tmp_path / "me.hairtrack"
    assert run(["new", str(made)]) == 0
    for seed, view in enumerate(("vertex", "back")):
        photo = np.full((480, 360, 3), (150, 160, 170), np.uint8)
        cv2.ellipse(photo, (180, 240), (110, 150), 0, 0, 360, (70, 45, 30), -1)
        grain = np.random.default_rng(seed).normal(0, 4, photo.shape)
        path = tmp_path / f"{view}.png"
        Pillow.fromarray(np.clip(photo + grain, 0, 255).astype(np.uint8)).save(path)
        assert run(["import", str(made), str(path), "--view", view, "--date", "2026-01-12"]) == 0
    return made


@pytest.fixture
def region(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    def call(*words: str, code: int = 0, points: object = None) -> str:
        if points is not None:
            (tmp_path / "points.json").write_text(json.dumps(points))
            words = (*words, str(tmp_path / "points.json"))
        capsys.readouterr()
        assert run(["region", str(course), *words]) == code
        return capsys.readouterr().err

    return call


@pytest.fixture
def regions(course: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    def call() -> list[dict[str, Any]]:
        capsys.readouterr()
        assert run(["show", str(course), "--json"]) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["regions"]
        return found

    return call


def test_a_region_is_made_in_every_way_that_the_window_has(
    region: Tell, regions: Callable[[], list[dict[str, Any]]]
) -> None:
    crown = [[100, 100], [200, 100], [150, 200]]
    region("--view", "vertex", "--name", "Crown", "--polygon", points=crown)
    region(
        "--view",
        "crown",
        "--name",
        "Whorl",
        "--colour",
        "blue",
        "--ellipse",
        points=[[180, 240], [240, 240], [180, 270]],
    )
    assert "SALT top of the vertex view" in region("--view", "vertex", "--template", "salt-top")
    assert "Crown of the back view" in region("--view", "vertex", "--name", "Crown", "--copy-to", "back")
    region("--view", "vertex", "--name", "Crown", "--colour", "yellow")

    found = regions()
    assert [(r["name"], r["view"], r["shape"], r["colour"]) for r in found] == [
        ("Crown", "vertex", "polygon", "yellow"),
        ("Whorl", "vertex", "ellipse", "blue"),
        ("SALT top", "vertex", "polygon", "orange"),
        ("Crown", "back", "polygon", "teal"),
    ]
    assert found[0]["points"] == crown
    corners = np.array(found[2]["points"])
    assert np.hypot(*((corners - (180, 240)) / (110, 150)).T).max() < 1.05


def test_what_cannot_be_done_is_said_in_a_line(region: Tell) -> None:
    assert "has no name" in region("--view", "vertex", "--polygon", points=[[1, 1]], code=2)
    assert "Say what the region is" in region("--view", "vertex", "--name", "Crown", code=2)
    assert "no region named Crown" in region("--view", "vertex", "--name", "Crown", "--copy-to", "back", code=2)
    assert "no region named Crown" in region("--view", "vertex", "--name", "Crown", "--colour", "blue", code=2)
    assert "SALT left is not seen" in region("--view", "back", "--template", "salt-left", code=2)
    assert "no dated photo" in region("--view", "left", "--template", "salt-left", code=2)
    two_tips = [[180, 240], [240, 240]]
    assert "corners" in region("--view", "back", "--name", "Spot", "--ellipse", points=two_tips, code=2)


def test_a_region_is_marked_as_an_area_of_the_salt(region: Tell, regions: Callable[[], list[dict[str, Any]]]) -> None:
    crown = [[100, 100], [200, 100], [150, 200]]
    region("--view", "vertex", "--name", "Crown", "--salt", "salt-top", "--polygon", points=crown)
    assert regions()[0]["salt"] == "salt-top"
    region("--view", "vertex", "--name", "Crown", "--salt", "none")
    assert regions()[0]["salt"] is None
    assert "not seen in the vertex view" in region("--view", "vertex", "--name", "Crown", "--salt", "salt-back", code=2)
