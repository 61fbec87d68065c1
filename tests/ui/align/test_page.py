"""The align page in the real window: points placed by hand, live error, acceptance."""

from dataclasses import replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hairtrack.course import Alignment, AlignmentMethod, View
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.transform import identity
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.align_photos import is_mirrored
from hairtrack.workflow.compared_pairs import ComparedPairs
from hairtrack.workflow.images import load_image
from hairtrack.workflow.import_photos import import_photos, propose
from tests.ui.compare.test_page import aligned
from tests.ui.hands import click

MARKS = ((20.0, 20.0), (140.0, 25.0), (80.0, 100.0), (30.0, 95.0))


def begin(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.place, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(c.picture is not None for c in page.points.canvases.values()), timeout=15000)


def test_what_waits_is_counted(page: AlignPage, window: MainWindow) -> None:
    assert page.panel.answer.text() == "0 of 4 aligned"
    assert page.badge() == "4 to align"
    window.session.apply("test", aligned(window.session.course))
    assert page.panel.answer.text() == "2 of 4 aligned, ±0.3 % of width"
    assert page.badge() == "2 to align"


def test_points_placed_by_hand_align_a_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    assert not page.guide.accept.isEnabled()
    for count, mark in enumerate(MARKS, start=1):
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], mark)
        assert page.guide.accept.isEnabled() == (count >= 3)
    assert "% of width" in page.guide.fit.text()
    qtbot.mouseClick(page.guide.accept, Qt.MouseButton.LeftButton)
    alignment = window.session.course.alignment(photo)
    assert alignment is not None
    assert alignment.method is AlignmentMethod.LANDMARKS
    assert len(alignment.landmarks) == 4
    assert alignment.transform is not None
    assert window.session.undo_what == "place points"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_points_are_taken_into_the_course_as_it_is_then(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", replace(window.session.course, name="Changed"))
    begin(page, window, qtbot)
    for mark in MARKS:
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], mark)
    name = window.session.course.name
    window.session.undo()
    qtbot.mouseClick(page.guide.accept, Qt.MouseButton.LeftButton)
    assert window.session.undo_what == "place points"
    assert window.session.course.name != name
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_points_that_contradict_each_other_cannot_be_taken(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    begin(page, window, qtbot)
    for mark in MARKS[:3]:
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], (160 - mark[0], mark[1]))
    assert not page.guide.accept.isEnabled()
    assert len(page.guide.fit.text()) > 40


def test_points_of_a_mirror_image_are_taken_once_it_is_said_to_be_one(
    page: AlignPage, window: MainWindow, qtbot: QtBot
) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    for mark in MARKS:
        assert not page.mirror.isVisible()
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], (159 - mark[0], mark[1]))
        if page.mirror.isVisible():
            break
    assert not page.guide.accept.isEnabled()
    # The one next step is in sight, above all that is said of the points.
    assert page.mirror.geometry().bottom() < page.guide.y()
    qtbot.mouseClick(page.mirror, Qt.MouseButton.LeftButton)
    assert page.guide.accept.isEnabled()
    assert not page.mirror.isVisible()
    qtbot.mouseClick(page.guide.accept, Qt.MouseButton.LeftButton)
    alignment = window.session.course.alignment(photo)
    assert alignment is not None
    assert alignment.method is AlignmentMethod.LANDMARKS
    assert is_mirrored(alignment)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    # It needs not be said again.
    begin(page, window, qtbot)
    assert page.guide.accept.isEnabled()
    page.guide.left.emit()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_leaving_drops_the_points(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.course
    begin(page, window, qtbot)
    click(qtbot, page.points.canvases[Side.FIXED], MARKS[0])
    window.show_page("photos")
    assert window.session.course == before
    window.show_page("align")
    assert page.stage.currentWidget() is page.overlay  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_list_chooses_the_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    page.list.setCurrentRow(1)
    assert window.session.view is View.FRONTAL
    assert window.session.photo == window.session.photos[1]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_reference_photo_is_shown_alone(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    first, _, last = window.session.photos
    for photo, alone in ((last, False), (first, True)):
        window.session.select(current=photo.sha256)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
        assert page.overlay.over.picture is not None
        assert page.overlay.bar.looks.isEnabled() is not alone


def test_the_list_is_short_enough_for_its_width(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    lines = page.list.item(page.list.count() - 1).text().split("\n")
    assert lines[0] == "Crown, 9 March 2026"
    assert lines[1] == "±0.3 %, by 4 points"


def test_the_list_says_how_each_photo_was_aligned_or_why_not(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    course = aligned(window.session.course)
    first, direct, through = window.session.photos
    pairs = {direct: Registration(transform=identity(direct.size), method=AlignmentMethod.FEATURES)}
    pairs[through] = replace(pairs[direct], transform=None, reasons=(Reason.of(ReasonKind.NO_STABLE_MARKS),))
    known_pairs = ComparedPairs(window.session.folder)
    for photo, found in pairs.items():
        known_pairs.keep(first, photo, found)
        known = course.alignment(photo)
        assert known is not None
        course = course.with_alignment(replace(known, method=AlignmentMethod.FEATURES))
    front = course.in_view(View.FRONTAL)
    reasons = (Reason.of(ReasonKind.MIRRORED),)
    refused = Alignment(
        fixed=front[0].sha256,
        moving=front[1].sha256,
        transform=None,
        method=AlignmentMethod.FEATURES,
        reasons=reasons,
        engine="test",
    )
    window.session.apply("test", course.with_alignment(refused))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    said = [page.list.item(row).text().split("\n")[1] for row in range(page.list.count())]
    assert said == [
        "Reference photo",
        "A mirror image",
        "Not aligned yet",
        "Reference photo",
        "±0.3 %, directly",
        "±0.3 %, through others",
    ]
    assert page.list.item(1).toolTip().startswith("One photo is the mirror image")


def test_the_list_takes_the_room_that_is_left_and_keeps_the_photo_in_hand_in_sight(
    page: AlignPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.session.apply("test", aligned(window.session.course))
    page.list.setCurrentRow(page.list.count() - 1)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    window.resize(1280, 1100)
    qtbot.waitUntil(lambda: page.list.verticalScrollBar().maximum() == 0)
    window.resize(1280, 620)
    qtbot.waitUntil(lambda: page.list.verticalScrollBar().maximum() > 0)
    assert page.list.viewport().rect().contains(page.list.visualItemRect(page.list.currentItem()))


def test_blinking_goes_on_from_photo_to_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_P)
    assert page.overlay.over.blinking
    # Over the reference photo, which is shown alone, to the other view and back.
    for step, blinks in ((Qt.Key.Key_Up, True), (Qt.Key.Key_Up, False), (Qt.Key.Key_Down, True)):
        photo = window.session.photo
        QTest.keyClick(page.list, step)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
        assert window.session.photo != photo
        assert page.overlay.over.blinking is blinks
        assert page.overlay.bar.play.isChecked() is blinks
    QTest.keyClick(page.list, Qt.Key.Key_P)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert not page.overlay.over.blinking


def test_without_photos_the_one_next_step_is_to_add_some(window: MainWindow, tmp_path: Path) -> None:
    window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("align")
    align = window.pages["align"]
    assert isinstance(align, AlignPage)
    assert align.add_photos.isVisible()
    assert not align.list.isVisible()
    assert not align.overlay.bar.looks.isEnabled()
    align.add_photos.click()
    assert window.page is window.pages["photos"]


def test_a_mirror_image_is_used_mirrored(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    course, folder = window.session.course, window.session.folder
    first, second = course.in_view(View.VERTEX)[:2]
    # As a selfie of the very first photo; a course keeps no two files alike.
    pixels = load_image(folder, first)[:, ::-1]
    selfie = folder.path.parent / "20260401_vertex.png"
    Image.fromarray(pixels).save(selfie)
    found = propose(folder, course, [selfie])
    imported = import_photos(folder, course, found.candidates).course
    mirrored = imported.in_view(View.VERTEX)[-1]
    assert mirrored.size == second.size
    refused = Alignment(
        fixed=first.sha256,
        moving=mirrored.sha256,
        transform=None,
        method=AlignmentMethod.FEATURES,
        reasons=(Reason.of(ReasonKind.MIRRORED),),
        engine="test",
    )
    window.session.apply("test", imported.with_alignment(refused))
    window.session.select(current=mirrored.sha256)
    assert page.panel.answer.text().endswith("; 1 is a mirror image")
    assert page.badge() == "1 mirror image"
    assert page.mirror.isVisible()
    assert not page.place_first.isVisible()
    qtbot.mouseClick(page.mirror, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    alignment = window.session.course.alignment(mirrored)
    assert alignment is not None
    assert is_mirrored(alignment)
    assert window.session.undo_what == "use a photo mirrored"
    assert not page.mirror.isVisible()
    row = page.list.currentItem().text().split("\n")[1]
    assert row.endswith("mirrored")
    window.session.undo()
    assert page.mirror.isVisible()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
