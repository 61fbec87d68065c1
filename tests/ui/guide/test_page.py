"""The guide for the next photo in the window, with a camera that is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.camera import CAMERA_NAME
from hairtrack.ui.guide.ghost_view import GhostScreen
from hairtrack.ui.guide.page import GuidePage
from hairtrack.ui.guide.panel import Shown
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.photos.page import PhotosPage
from hairtrack.workflow.take_photo import FoundCamera
from tests.imaging.fake_camera import FakeCamera
from tests.ui.parts import parts
from tests.workflow.guided_course import closer, guided_course, scene

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def made_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return guided_course(tmp_path_factory.mktemp("guided"), [closer(1.5), closer(1.5)], scales=[1.5, 1.5])


@pytest.fixture
def page(window: MainWindow, made_course: Path, qtbot: QtBot) -> Iterator[GuidePage]:
    window.session.open(made_course)
    window.show_page("guide")
    found = window.pages["guide"]
    assert isinstance(found, GuidePage)
    qtbot.waitUntil(lambda: found.guide is not None and found.ghost.ghost is not None, timeout=15000)
    yield found
    found.leave()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30000)


def _use(page: GuidePage, camera: FakeCamera) -> FakeCamera:
    page.taking.camera.find = lambda: (FoundCamera(number=3, name="Built-in"),)
    page.taking.camera.opener = camera
    return camera


def _wide(picture: Image) -> Image:
    """A picture as a camera of a computer gives it: wider than high, the head in its middle."""
    height, width = picture.shape[:2]
    wide = np.full((height, 2 * width, 3), 120, np.uint8)
    wide[:, width // 2 : width // 2 + width] = picture
    return wide


def _said(page: GuidePage) -> str:
    shown = (*parts(page.stage, QLabel), *parts(page.inspector, QLabel))
    return " ".join(each.text() for each in shown if each.isVisible())


def test_the_advice_stands_beside_the_photo_with_its_reason(page: GuidePage) -> None:
    words = _said(page)
    assert "about 1.5 times as far away" in words
    assert "The last 2 photos were taken from closer than that of 12 January 2026." in words
    assert words.count("Add the originals from the phone") == 1
    assert page.ghost.strength == 100
    assert page.panel.answer.text().endswith("to change")


def test_another_photo_as_the_pattern_changes_the_advice(page: GuidePage, qtbot: QtBot) -> None:
    page.panel.pattern.setCurrentIndex(1)
    page.panel.pattern.activated.emit(1)
    qtbot.waitUntil(lambda: page.guide is not None and page.guide.pattern.taken_on != date(2026, 1, 12), timeout=15000)
    assert "step back" not in _said(page).lower()


def test_the_ghost_is_fainter_by_keys_and_fills_the_screen(page: GuidePage, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_G)
    assert page.shown is Shown.GHOST
    assert not page.sheet.isVisible()
    before = page.ghost.strength
    qtbot.keyClick(page.ghost, Qt.Key.Key_BracketLeft)
    assert page.ghost.strength == before - 5
    assert page.panel.ghost.strength.value() == page.ghost.strength
    page.panel.ghost.fill_screen()
    (screen,) = parts(window, GhostScreen)
    assert screen.view.strength == page.ghost.strength
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_a_faint_ghost_lets_the_grey_through_and_lines_hide_the_photo(page: GuidePage) -> None:
    def middle() -> int:
        shot: QImage = page.ghost.grab().toImage()
        return shot.pixelColor(shot.width() // 4, shot.height() // 2 + 7).value()

    page.turn_to(Shown.GHOST)
    page.panel.ghost.strength.setValue(100)
    strong = middle()
    page.panel.ghost.strength.setValue(5)
    assert abs(middle() - 212) < 16
    assert abs(strong - 212) > 16


def test_without_a_camera_a_sentence_says_so_and_offers_ghost_and_print(page: GuidePage) -> None:
    page.taking.camera.find = lambda: ()
    page.turn_to(Shown.CAMERA)
    assert "No camera was found on this computer." in _said(page)
    assert page.panel.save.isVisible()
    assert page.panel.ghost.isVisible()
    assert not page.panel.camera.take.isVisible()


def test_a_photo_is_taken_by_space_and_waits_on_photos_with_day_view_and_camera(
    page: GuidePage, window: MainWindow, qtbot: QtBot
) -> None:
    camera = _use(page, FakeCamera([_wide(scene(50))]))
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    assert page.ghost.beneath is not None
    # It is cut to the shape of the photo that it is to be like.
    assert (page.ghost.beneath.width(), page.ghost.beneath.height()) == (720, 960)
    cache = window.session.folder.cache / "taken"
    assert not cache.exists()
    qtbot.keyClick(page.ghost, Qt.Key.Key_Space)
    assert page.taking.camera.taken
    assert page.panel.camera.keep.isEnabled()
    assert not cache.exists()
    qtbot.mouseClick(page.panel.camera.keep, LEFT)
    photos = window.pages["photos"]
    assert isinstance(photos, PhotosPage)
    qtbot.waitUntil(lambda: len(photos.table.table.rows) == 4, timeout=20000)
    row = photos.table.table.rows[0]
    assert (row.day, row.view, row.day_source) == (date.today(), View.VERTEX, "the camera")
    assert window.page is page
    assert "1 photo waits on Photos to be added." in _said(page)
    (candidate,) = photos._waiting.new
    assert candidate.camera == CAMERA_NAME
    assert not page.taking.camera.taken
    qtbot.mouseClick(page.panel.camera.photos, LEFT)
    assert window.page is photos
    qtbot.waitUntil(camera.released.is_set, timeout=5000)
    assert len(window.session.course.photos) == 3


def test_a_taken_photo_says_how_far_it_is_off_and_can_be_taken_again(page: GuidePage, qtbot: QtBot) -> None:
    course = page.session.course
    pattern = course.in_view(View.VERTEX)[0]
    assert pattern == page.taking._pattern
    near = cv2.cvtColor(closer(1.5)(scene(3)), cv2.COLOR_RGB2RGBA)[..., :3]
    _use(page, FakeCamera([_wide(np.ascontiguousarray(near))]))
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    page.take = page.taking.take  # type: ignore[attr-defined]
    before = page.panel.answer.text()
    page.taking.take()
    assert page.panel.answer.text() == "Your photo"
    qtbot.waitUntil(lambda: "Looking how far" not in page.panel.camera.beside.text(), timeout=60000)
    assert "Step back until the head is as large" in page.panel.camera.beside.text()
    page.taking.take_again()
    assert page.panel.answer.text() == before
    assert page.panel.camera.beside.text() == ""
    assert not page.taking.camera.taken
    assert page.panel.camera.take.isEnabled()


def test_the_mirror_is_on_the_screen_alone(page: GuidePage, qtbot: QtBot) -> None:
    picture = np.full((960, 720, 3), 60, np.uint8)
    picture[:, :360] = 220
    _use(page, FakeCamera([picture]))
    page.turn_to(Shown.CAMERA)
    page.panel.ghost.strength.setValue(5)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)

    def left() -> int:
        place = page.ghost.place().toRect()
        shot = page.ghost.grab().toImage()
        return shot.pixelColor(place.left() + 12, place.top() + 12).value()

    assert left() > 180
    page.panel.camera.mirror.setChecked(True)
    assert left() < 100
    page.taking.take()
    assert left() > 180
    assert page.taking.camera.picture is not None
    assert page.taking.camera.picture[10, 10, 0] == 220


@pytest.mark.parametrize("way", ["other stage", "other page", "close course", "close window"])
def test_the_light_goes_out_however_one_leaves(page: GuidePage, window: MainWindow, qtbot: QtBot, way: str) -> None:
    camera = _use(page, FakeCamera([_wide(scene(50))]))
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    {
        "other stage": lambda: page.turn_to(Shown.GHOST),
        "other page": lambda: window.show_page("photos"),
        "close course": window.session.close,
        "close window": window.close,
    }[way]()
    qtbot.waitUntil(camera.released.is_set, timeout=5000)
    assert not page.taking.camera.running
    assert page.taking.camera.picture is None


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        (FakeCamera([_wide(scene(50))] * 4, fails=True), "stopped sending pictures"),
        (FakeCamera([scene(50)], opens=False), "could not be opened"),
        (FakeCamera([np.zeros((96, 72, 3), np.uint8)]), "only black pictures"),
    ],
    ids=["fails", "busy", "black"],
)
def test_a_camera_that_fails_says_why_and_can_be_tried_again(
    page: GuidePage, qtbot: QtBot, camera: FakeCamera, words: str
) -> None:
    _use(page, camera)
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: words in page.panel.camera.words.text(), timeout=10000)
    assert camera.released.is_set()
    assert page.panel.camera.start.isVisible()
    _use(page, FakeCamera([_wide(scene(50))]))
    qtbot.mouseClick(page.panel.camera.start, LEFT)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    assert page.panel.camera.take.isEnabled()


def test_a_taken_photo_outlives_its_camera(page: GuidePage, qtbot: QtBot) -> None:
    pictures = [_wide(scene(50))] * 60
    _use(page, FakeCamera(pictures, fails=True))
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    page.taking.take()
    qtbot.waitUntil(lambda: not page.taking.camera.running, timeout=10000)
    assert page.taking.camera.taken
    assert page.panel.camera.keep.isVisible()
    assert page.panel.camera.keep.isEnabled()


def test_the_guide_is_saved_as_pdf(page: GuidePage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    page.export(tmp_path / "guide.pdf")
    qtbot.waitUntil(lambda: "Saved as guide.pdf" in page.panel.outcome.words.text(), timeout=30000)
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")


def test_the_guide_is_reached_from_photos_home_and_the_menu(page: GuidePage, window: MainWindow, qtbot: QtBot) -> None:
    for name in ("photos", "home"):
        window.show_page(name)
        doors = [
            made
            for made in parts(window.pages[name].inspector, QPushButton)
            if made.isVisible() and "ow to take" in made.text()
        ]
        assert len(doors) == 1, name
        qtbot.mouseClick(doors[0], LEFT)
        assert window.page is page
    window.show_page("home")
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.page is page


def test_a_course_without_photos_says_what_to_do(window: MainWindow, tmp_path: Path) -> None:
    assert window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("guide")
    page = window.pages["guide"]
    assert isinstance(page, GuidePage)
    assert "Add the first photos on Photos." in _said(page)
    page.turn_to(Shown.CAMERA)
    assert not page.taking.camera.running


def test_a_course_that_cannot_be_changed_shows_the_camera_and_takes_nothing(
    window: MainWindow, made_course: Path, page: GuidePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.session), "editable", property(lambda _self: False))
    _use(page, FakeCamera([_wide(scene(50))]))
    page.turn_to(Shown.CAMERA)
    qtbot.waitUntil(lambda: page.ghost.beneath is not None, timeout=10000)
    assert not page.panel.camera.take.isEnabled()
    page.taking.take()
    assert not page.taking.camera.taken


def test_undated_photos_alone_make_no_guide(window: MainWindow, page: GuidePage, qtbot: QtBot) -> None:
    course = window.session.course
    undated = course
    for photo in course.photos:
        undated = undated.with_photo(replace(photo, taken_on=None))
    assert window.session.apply("undate", undated)
    assert "No photo yet" in _said(page)
    qtbot.mouseClick(page.panel.first, LEFT)
    assert window.page is window.pages["photos"]
    window.show_page("guide")
    window.session.undo()
    qtbot.waitUntil(lambda: page.guide is not None, timeout=15000)
