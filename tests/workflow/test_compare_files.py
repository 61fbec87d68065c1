"""What two files without a course tell of their own comparability."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hairtrack.analysis.change import Verdict
from hairtrack.course import Outline
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot
from hairtrack.errors import ReasonKind
from hairtrack.workflow.compare_files import compare_files

SHOT = Shot(size=(480, 600), hair=Hair(length_mm=8, patches=(Patch(polar=5, radius_mm=28),)))
TURNS = np.linspace(0, 2 * np.pi, 24, endpoint=False)
RING = np.stack([240 + 75 * np.cos(TURNS), 290 + 75 * np.sin(TURNS)], axis=1)


@pytest.fixture(scope="module")
def scalp() -> Scalp:
    return Scalp(5, LOOKS["dark"])


def as_outline(points: np.ndarray) -> Outline:
    return tuple((float(x), float(y)) for x, y in points)


def told(
    folder: Path, before: RenderedPhoto, after: RenderedPhoto, model: str = "One"
) -> tuple[Verdict, set[ReasonKind]]:
    """Compare two photos of which the region is known in each."""
    files = folder / "before.jpg", folder / "after.jpg"
    files[0].write_bytes(before.jpeg(camera=("Phone", "One")))
    files[1].write_bytes(after.jpeg(camera=("Phone", model)))
    regions = {"before.jpg": as_outline(RING), "after.jpg": as_outline(map_points(before, after, RING))}
    change = compare_files(before=files[0], after=files[1], regions=regions)
    return change.verdict, {reason.kind for reason in change.reasons}


def test_two_outlines_tell_a_photo_from_nearer_by(scalp: Scalp, tmp_path: Path) -> None:
    near = replace(SHOT, distance_mm=0.62 * SHOT.distance_mm)
    verdict, reasons = told(tmp_path, scalp.render(SHOT), scalp.render(near))
    assert verdict is Verdict.NOT_COMPARABLE
    assert ReasonKind.OTHER_SCALE in reasons


def test_two_outlines_tell_a_blurred_photo(scalp: Scalp, tmp_path: Path) -> None:
    verdict, reasons = told(tmp_path, scalp.render(SHOT), scalp.render(replace(SHOT, roll=10, blur=6)))
    assert verdict is Verdict.NOT_COMPARABLE
    assert reasons == {ReasonKind.OTHER_SHARPNESS}


def test_another_camera_is_a_caution_and_like_photos_have_none(scalp: Scalp, tmp_path: Path) -> None:
    first, again = (scalp.render(replace(SHOT, roll=roll, noise_seed=roll)) for roll in (0, 6))
    assert told(tmp_path, first, again) == (Verdict.NO_DETECTABLE_CHANGE, set())
    assert told(tmp_path, first, again, "Two") == (Verdict.NO_DETECTABLE_CHANGE, {ReasonKind.OTHER_CAMERA})
