"""How fast the window follows the hand on a 4K screen: wipe, pan, zoom, and the longest stall beside slow work.

Prints one row each, in milliseconds; frames are the 95th percentile.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QApplication

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.automatic import find_marks
from hairtrack.imaging.registration.transform import identity, warp_to_fixed
from hairtrack.progress import Progress
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.view import CompareCanvas, Look
from hairtrack.ui.jobs import Jobs
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.switching import switch_ms

SCREEN = (3840, 2160)
PHOTO = (4032, 3024)
FRAMES = 120
FRAME, HOLD = 16.0, 50.0
"""Milliseconds that one frame may take, and for which nothing may hold the window."""


def main() -> int:
    """Print the rows."""
    application = QApplication.instance() or QApplication([])
    rows = []
    with _canvas() as canvas:
        rows.append(Row("wipe, photo fitted", _frames(canvas.wipe_to), FRAME))
        rows.append(Row("zoom from the whole photo", _frames(lambda share: _zoom(canvas, share)), FRAME))
        canvas.viewport.fit()
        canvas.zoom_by(2.2, QPointF(1500, 900))
        _rest(canvas)
        rows.append(Row("wipe, magnified", _frames(canvas.wipe_to), FRAME))
        rows.append(Row("pan, magnified", _frames(lambda share: canvas.pan_by(12 if share < 0.5 else -12, 0)), FRAME))
        canvas.show_as(Look.BLINK)
        rows.append(Row("blink", _frames(lambda _: canvas.flip()), FRAME))
        canvas.show_as(Look.ONION)
        rows.append(Row("onion skin", _frames(canvas.mix), 2 * FRAME))
        canvas.show_as(Look.WIPE)
        rows += _settle(canvas)
    rows.append(Row("switch to a visit kept ready", switch_ms(SCREEN), 100.0))
    rows.append(Row("longest stall beside a job", _longest_stall(), 2 * HOLD))
    assert application is not None
    return print_rows(rows)


@contextmanager
def _canvas() -> Iterator[CompareCanvas]:
    canvas = CompareCanvas("bench")
    canvas.resize(*SCREEN)
    canvas.caption("Before: 12 March 2026: 38 % (34 to 42)", "After: 2 June 2026, week 12: 50 % (46 to 54)")
    canvas.show_pair(Picture.of(_photo(1)), Picture.of(_photo(2)))
    canvas.show()
    _rest(canvas)
    yield canvas
    canvas.close()


def _photo(seed: int) -> Image:
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 220, (PHOTO[1] // 8, PHOTO[0] // 8, 3), dtype=np.uint8)
    return coarse.repeat(8, axis=0).repeat(8, axis=1)


def _rest(canvas: CompareCanvas) -> None:
    """Let the smooth scaling happen."""
    stop = time.perf_counter() + 0.4
    while time.perf_counter() < stop:
        QApplication.processEvents()
    canvas.repaint()


def _frames(step: Callable[[float], object]) -> float:
    times = []
    for frame in range(FRAMES):
        start = time.perf_counter()
        step((frame % 60) / 60)
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - start))
    return float(np.percentile(times, 95))


def _loupe(canvas: CompareCanvas) -> float:
    picture = canvas.picture
    assert picture is not None
    canvas.magnify_by_loupe((0, picture, "Before"), (1, picture, "After"))
    canvas.loupe.take(canvas, QPointF(900, 900))
    found = _frames(lambda share: canvas.loupe.follow(canvas, QPointF(900 + 1800 * share, 900 + 600 * share)))
    canvas.loupe.put_away()
    return found


def _zoom(canvas: CompareCanvas, share: float) -> None:
    canvas.zoom_by(1.03 if share < 0.5 else 1 / 1.03, QPointF(1500, 900))


def _settle(canvas: CompareCanvas) -> list[Row]:
    """Time what comes after another magnification: the longest hold until both photos are sharp, and the whole."""
    holds, whole = [], []
    for factor in (1.3, 0.8, 1.15, 0.4, 1.7):
        canvas.zoom_by(factor)
        QApplication.processEvents()
        canvas._settle.stop()
        start = time.perf_counter()
        canvas._settled()
        while True:
            begun = time.perf_counter()
            QApplication.processEvents()
            holds.append(1000 * (time.perf_counter() - begun))
            if not canvas._unready:
                break
        whole.append(1000 * (time.perf_counter() - start))
    return [
        Row("settle after zoom: longest hold", max(holds), HOLD),
        Row("settle after zoom: until sharp", max(whole), 5 * HOLD),
    ]


def _longest_stall() -> float:
    """Return the longest time in which the window's thread did nothing, while marks are found and photos warped."""
    jobs = Jobs()
    image = _photo(3)
    still = identity(PHOTO)
    tilted = Transform(
        model=AlignmentModel.SIMILARITY,
        origin=still.origin,
        scale=still.scale,
        x_coefficients=(still.x_coefficients[0] + 20, *still.x_coefficients[1:3]),
        y_coefficients=(still.y_coefficients[0] + 10, *still.y_coefficients[1:3]),
        covariance=(0.0,) * 36,
        misfit=0.5,
        hull=still.hull,
        fixed_size=PHOTO,
        moving_size=PHOTO,
    )

    def work(progress: Progress) -> Picture:
        find_marks(image[:1512, :2016], progress)
        return Picture.of(warp_to_fixed(tilted, image)[0])

    done: list[object] = []
    ticks = [time.perf_counter()]
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    jobs.start(work, what="bench", done=done.append)
    while not done and ticks[-1] - ticks[0] < 120:
        QApplication.processEvents()
        time.sleep(0.001)
    timer.stop()
    jobs.close()
    return 1000 * float(np.max(np.diff(ticks)))


if __name__ == "__main__":
    sys.exit(main())
