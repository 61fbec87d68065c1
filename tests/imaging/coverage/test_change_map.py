"""Cells on planes that are painted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import Transform
from hairtrack.imaging.coverage import GLARE, JUDGED
from hairtrack.imaging.coverage.change_map import Cell, change_cells
from hairtrack.imaging.coverage.frame import Frame
from hairtrack.imaging.coverage.measure import Judged
from hairtrack.imaging.registration.transform import identity

SIZE = (640, 640)
REGION = ((100.0, 100.0), (500.0, 100.0), (500.0, 500.0), (100.0, 500.0))
"""A square whose cells are squares of 40 pixels."""


def judged(share: np.ndarray, seen: np.ndarray | None = None) -> Judged:
    """Say that a photo of 640 by 640 shows this share of hair per pixel."""
    whole = np.ones(share.shape, np.bool_)
    odds = np.log(share / (1 - share)).astype(np.float32)
    image = np.zeros((*share.shape, 3), np.uint8)
    causes = np.where(whole if seen is None else seen, JUDGED, GLARE).astype(np.uint8)
    return Judged(Frame(image, whole, 1.0, (0, 0)), odds, causes)


def flat(share: float) -> np.ndarray:
    return np.full(SIZE, share, np.float64)


def cells_of(before: Judged, after: Judged, transform: Transform | None = None) -> tuple[Cell, ...]:
    return change_cells(before, after, transforms=(identity(SIZE), transform or identity(SIZE)), outline=REGION)


def at(cells: tuple[Cell, ...], x: float, y: float) -> Cell:
    return next(c for c in cells if c.box[0] <= x < c.box[2] and c.box[1] <= y < c.box[3])


def test_a_planted_patch_comes_back_in_its_cells() -> None:
    after = flat(0.2)
    after[180:260, 220:300] = 0.8
    cells = cells_of(judged(flat(0.2)), judged(after))
    assert len(cells) == 100
    assert at(cells, 250, 210).change == pytest.approx(60, abs=2)
    assert at(cells, 420, 420).change == pytest.approx(0, abs=0.5)
    total = sum(cell.change or 0 for cell in cells) / len(cells)
    assert total == pytest.approx(60 * 80 * 80 / (400 * 400), abs=0.5)


def test_what_one_photo_does_not_show_is_not_judged() -> None:
    seen = np.ones(SIZE, np.bool_)
    seen[:, 300:] = False
    cells = cells_of(judged(flat(0.2)), judged(flat(0.6), seen))
    assert at(cells, 420, 300).change is None
    assert at(cells, 200, 300).change == pytest.approx(40, abs=0.5)


def test_the_second_photo_is_brought_into_the_frame_of_the_first() -> None:
    before, after = flat(0.3), flat(0.3)
    before[200:280, 200:280] = after[200:280, 250:330] = 0.9
    moved = replace(identity(SIZE), x_coefficients=(50.0, 1.0, 0.0))
    assert max(abs(c.change or 0) for c in cells_of(judged(before), judged(after), moved)) < 0.5
    assert max(abs(c.change or 0) for c in cells_of(judged(before), judged(after))) > 40


def test_what_is_undecided_is_noisier_and_leans_further() -> None:
    share = flat(0.5)
    share[:, 300:] = 0.01
    cells = cells_of(judged(share), judged(share))
    open_, plain = at(cells, 200, 300), at(cells, 420, 300)
    assert open_.noise > 3 * plain.noise
    assert open_.leaning > 1 > plain.leaning


def test_doubt_about_the_place_is_noise_where_the_hair_ends() -> None:
    share = flat(0.01)
    share[:, 300:] = 0.99
    doubtful = replace(identity(SIZE), misfit=5.0)
    sure, unsure = (cells_of(judged(share), judged(share), transform) for transform in (None, doubtful))
    assert at(unsure, 300, 300).noise > at(sure, 300, 300).noise + 2
    assert at(unsure, 440, 300).noise == pytest.approx(at(sure, 440, 300).noise, abs=0.01)


def test_a_reference_of_another_size_gives_the_same_cells_in_its_own_pixels() -> None:
    after = flat(0.2)
    after[180:260, 220:300] = 0.8
    large = (1280, 1280)
    shrinking = replace(
        identity(large), x_coefficients=(-0.25, 0.5, 0.0), y_coefficients=(-0.25, 0.0, 0.5), moving_size=SIZE
    )
    outline = tuple((2 * x + 0.5, 2 * y + 0.5) for x, y in REGION)
    cells = change_cells(judged(flat(0.2)), judged(after), transforms=(shrinking, shrinking), outline=outline)
    assert at(cells, 520, 440).change == pytest.approx(60, abs=1)
    assert cells[0].box[2] - cells[0].box[0] == pytest.approx(80, abs=1)


def test_short_hair_lies_still_so_a_cell_is_less_noisy() -> None:
    seen = judged(flat(0.4))
    noise = [
        change_cells(seen, seen, transforms=(identity(SIZE), identity(SIZE)), outline=REGION, hair_mm=length)[0].noise
        for length in (None, 60.0, 5.0)
    ]
    assert noise[0] == noise[1] > noise[2] + 2
