"""How long it takes to see the next visit on the compare page of a real window, its neighbours kept ready."""

import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hairtrack.course import Alignment, AlignmentMethod, AlignmentModel, Course, Photo, Transform
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration.transform import identity
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.import_photos import import_photos, propose

PHOTO = (4032, 3024)
VISITS = 5
SWITCHES = 24
_ENOUGH_S = 120.0


def switch_ms(screen: tuple[int, int]) -> float:
    """Return the 95th percentile from a key to the next visit on the screen, in milliseconds.

    Parameters
    ----------
    screen : tuple of int
        Size of the window.
    """
    with tempfile.TemporaryDirectory() as own:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        window = MainWindow(Settings.load(Path(own) / "settings.json"), Theme(application))
        window.resize(*screen)
        window.show()
        window.session.open(_course(Path(own)))
        window.show_page("compare")
        page = window.pages["compare"]
        assert isinstance(page, ComparePage)
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right)
        # The first one loads what none has needed yet.
        times = [_switch(window, page, keys[turn % 4]) for turn in range(SWITCHES + 4)][4:]
        window.close()
    return float(np.percentile(times, 95))


def _switch(window: MainWindow, page: ComparePage, key: Qt.Key) -> float:
    """Wait until all is ready, go on, and paint."""
    stop, quiet = time.perf_counter() + _ENOUGH_S, 0
    while quiet < 20 and time.perf_counter() < stop:
        QApplication.processEvents()
        quiet = 0 if window.jobs.running else quiet + 1
        time.sleep(0.01)
    start = time.perf_counter()
    QTest.keyClick(window.frame.strip.strip.film, key)
    page.pair_stage.over_or_side.repaint()
    window.frame.strip.repaint()
    passed = 1000 * (time.perf_counter() - start)
    after = window.session.after
    placed = page.shown.pictures.get(after) if after is not None else None
    assert placed is not None
    assert page.pair_stage.sides[1].picture is placed.picture, "the visit must be shown by then"
    return passed


def _course(own: Path) -> Path:
    camera = own / "camera"
    camera.mkdir()
    for visit in range(VISITS):
        day = date(2026, 1, 5) + timedelta(days=28 * visit)
        coarse = np.random.default_rng(visit).integers(40, 220, (PHOTO[1] // 8, PHOTO[0] // 8, 3), dtype=np.uint8)
        image = coarse.repeat(8, axis=0).repeat(8, axis=1)
        (camera / f"{day:%Y%m%d}_vertex.jpg").write_bytes(encode_jpeg(image, 85))
    with new_course(own / "Switching.hairtrack", "Switching") as folder:
        course = import_photos(folder, folder.course, propose(folder, folder.course, [camera]).candidates).course
        first, *others = course.photos
        for photo in others:
            course = _aligned(course, first, photo)
        folder.commit(course)
        return folder.path


def _aligned(course: Course, first: Photo, photo: Photo) -> Course:
    """Lay a photo 20 pixels aside, so that it has to be resampled as a real one."""
    still = identity(photo.size)
    moved = Transform(
        model=AlignmentModel.SIMILARITY,
        origin=still.origin,
        scale=still.scale,
        x_coefficients=(still.x_coefficients[0] + 20, *still.x_coefficients[1:3]),
        y_coefficients=still.y_coefficients,
        covariance=(0.0,) * 36,
        misfit=0.5,
        hull=still.hull,
        fixed_size=photo.size,
        moving_size=photo.size,
    )
    found = Alignment(
        fixed=first.sha256,
        moving=photo.sha256,
        transform=moved,
        method=AlignmentMethod.LANDMARKS,
        inliers=4,
        error_percent_width=0.3,
        engine="bench",
    )
    return course.with_alignment(found)
