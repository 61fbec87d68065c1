import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from hairtrack.ui.canvas.picture import Picture, ScaledPicture, holds_about

SIZE = (2600, 1950)


@pytest.fixture(scope="module")
def picture() -> Picture:
    """Return a picture of soft noise with a fine line on every tenth row, so that a row too many or few shows."""
    rng = np.random.default_rng(3)
    coarse = rng.integers(0, 200, (SIZE[1] // 10, SIZE[0] // 10, 3), dtype=np.uint8)
    pixels = coarse.repeat(10, axis=0).repeat(10, axis=1)
    pixels[::10] = 255
    return Picture.of(np.ascontiguousarray(pixels))


def _pixels(image: QImage) -> NDArray[np.int64]:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), :3].astype(np.int64)


def _painted(scaled: ScaledPicture, scale: float, part: QRect) -> NDArray[np.int64]:
    shown = QImage(part.size(), QImage.Format.Format_RGB32)
    with QPainter(shown) as painter:
        scaled.paint(painter, -part.topLeft(), scale, part)
    return _pixels(shown)


@pytest.mark.parametrize("scale", [0.83, 0.71, 0.55])
def test_a_smaller_picture_made_in_bands_is_that_made_at_once(picture: Picture, scale: float) -> None:
    scaled = ScaledPicture(picture)
    whole = QRect(QPoint(0, 0), scaled.size_at(scale))
    scaled.prepare(scale, whole)
    exactly, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    at_once = _pixels(picture.level_for(scale).scaled(whole.size(), exactly, smooth))
    off = np.abs(_painted(scaled, scale, whole) - at_once)
    assert off.mean() < 2
    # A row that is drawn twice or left out would be off by the lines' contrast along its whole length.
    assert off.mean(axis=(1, 2)).max() < 12
    assert np.abs(np.diff(at_once, axis=0)).mean(axis=(1, 2)).max() > 40


def test_an_enlarged_part_made_in_bands_has_no_seams(picture: Picture) -> None:
    part, scale = QRect(2000, 1500, 3000, 1700), 2.5
    banded, fresh = ScaledPicture(picture), ScaledPicture(picture)
    banded.prepare(scale, part)
    whole = banded._keeping(scale, part)
    assert whole.contains(part)
    at_once = QImage(whole.size(), QImage.Format.Format_RGB32)
    with QPainter(at_once) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fresh.paint(painter, -whole.topLeft(), scale, whole)
    assert not fresh.ready(scale, whole)
    assert np.array_equal(_painted(banded, scale, whole), _pixels(at_once))


def test_a_large_picture_is_scaled_step_by_step_and_is_ready_only_then(picture: Picture) -> None:
    scaled, part, scale = ScaledPicture(picture), QRect(0, 0, 3840, 2160), 2.5
    assert not scaled.quick(scale, part)
    steps = 1
    while not scaled.step(scale, part):
        assert not scaled.ready(scale, part)
        steps += 1
    assert steps > 5
    assert scaled.ready(scale, part)
    assert not scaled.ready(scale * 1.1, part)
    assert scaled.quick(0.3, QRect(0, 0, 100, 100))


def test_what_a_picture_holds_is_estimated_before_it_is_made(picture: Picture) -> None:
    assert picture.held == pytest.approx(holds_about(SIZE), rel=0.02)
    assert [level.size() for level in picture.levels[:2]] == [QSize(2600, 1950), QSize(1300, 975)]
