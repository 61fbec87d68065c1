"""How fast a touch on a photo of twelve megapixels is followed by its marks and its value, in the real window.

The region fills a third of the photo, and the photo was looked into before, as it is once it is shown. Prints one row
each: name, value, limit, ok; milliseconds, the 95th percentile of the touches.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtWidgets import QApplication

from hairtrack.course import Course, Dab, DabKind, Outline, Point, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.hair_layer import Overlay, overlay_picture
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.live_coverage import LiveCoverage
from hairtrack.workflow.measure_coverage import measure_course
from tests.benchmarks.row import Row

SIZE = (3024, 4032)
TOUCHES = 20
LIMIT = 300.0


def main() -> int:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as own:
        os.environ |= {"HAIRTRACK_SETTINGS": f"{own}/settings.json", "HAIRTRACK_COURSES": own}
        path = _course(Path(own) / "bench")
        rows = [
            Row("marks and value of a touch", _percentile(_without_window(path)), LIMIT),
            Row("from the click to both on screen", _percentile(_in_window(path)), LIMIT),
        ]
    for row in rows:
        print(f"{row.name:36} {row.value:8.1f} {row.limit:8.1f} {'ok' if row.ok else 'TOO SLOW'}")
    return int(not all(row.ok for row in rows))


def _percentile(times: Iterator[float]) -> float:
    return 1000 * float(np.percentile(list(times), 95))


def _course(place: Path) -> Path:
    """Make a course of one measured photo."""
    place.mkdir()
    small = Scalp(5, LOOKS["dark"]).render(
        Shot(size=(SIZE[0] // 4, SIZE[1] // 4), hair=Hair(length_mm=12, density=0.6, pattern=0.3))
    )
    image = np.asarray(cv2.resize(small.image, SIZE, interpolation=cv2.INTER_CUBIC), np.uint8)
    file = place / f"{datetime(2026, 1, 2):%Y%m%d}_120000.jpg"
    file.write_bytes(encode_jpeg(image, 90))
    with CourseFolder.create(place / "c.hairtrack", "C") as made:
        candidates = tuple(c.with_view(View.VERTEX) for c in propose(made, made.course, [file]).candidates)
        course = import_photos(made, made.course, candidates).course
        course = draw_region(course, view=View.VERTEX, name="Crown", points=_third())
        made.commit(measure_course(made, course))
        return made.path


def _third() -> Outline:
    """Return a square of a third of the photo in its middle."""
    middle, half = (SIZE[0] / 2, SIZE[1] / 2), (SIZE[0] * SIZE[1] / 3) ** 0.5 / 2
    return tuple((middle[0] + x * half, middle[1] + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))


def _places() -> Iterator[Point]:
    rng = np.random.default_rng(0)
    for across, down in rng.uniform(-0.25, 0.25, (TOUCHES, 2)):
        yield float(SIZE[0] * (0.5 + across)), float(SIZE[1] * (0.5 + down))


def _touched(course: Course, place: Point) -> Course:
    dab = Dab(photo=course.photos[0].sha256, kind=DabKind.SKIN, point=place)
    return replace(course, dabs=(*course.dabs, dab))


def _without_window(path: Path) -> Iterator[float]:
    live = LiveCoverage()
    with CourseFolder.open(path) as folder:
        course = folder.course
        photo, region = course.photos[0], course.regions[0]
        live.inspect(folder, course, photo, region)
        for place in _places():
            course = _touched(course, place)
            start = time.perf_counter()
            seen = live.inspect(folder, course, photo, region)
            assert seen is not None
            overlay_picture(seen.labels, Overlay.CLASSES)
            yield time.perf_counter() - start


def _in_window(path: Path) -> Iterator[float]:
    with _page(path) as page:
        canvas = page.measure_stage.canvas
        for place in _places():
            came: list[object] = []
            page.marks.inspected.connect(lambda came=came: came.append(None))
            start = time.perf_counter()
            canvas.click(place)
            while not came:
                QApplication.processEvents()
                time.sleep(0.001)
            canvas.repaint()
            yield time.perf_counter() - start


@contextmanager
def _page(path: Path) -> Iterator[MeasurePage]:
    """Show the photo, and wait until it was looked into; the course does not follow, for that is not measured."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = MainWindow(Settings.load(), Theme(application))
    window.resize(1920, 1080)
    window.show()
    window.session.open(path)
    window.show_page("measure")
    page = window.pages["measure"]
    assert isinstance(page, MeasurePage)
    page.follower._timer.setInterval(10_000_000)
    page._take_hand(Hand.SKIN)
    while window.jobs.running or page.measure_stage.canvas.picture is None:
        QApplication.processEvents()
        time.sleep(0.001)
    yield page
    window.close()


if __name__ == "__main__":
    raise SystemExit(main())
