"""Covering a face by real mouse and key events, in an open course."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, Cover, Outline, View
from hairtrack.imaging.covers import COVER_GREY
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.photos.cover_editor import CoverHand
from hairtrack.ui.photos.cover_edits import CoverEdits
from hairtrack.ui.session import Session
from hairtrack.ui.theme import Theme
from hairtrack.ui.words import view_words
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.import_photos import import_photos, propose
from tests.ui.hands import click, drag, spot

FACE: Outline = ((120.0, 300.0), (260.0, 300.0), (260.0, 400.0), (120.0, 400.0))
KEY = Qt.Key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a course with a head from the front and from above, and a wall from the left."""
    with new_course(tmp_path / "Anna.hairtrack", "Anna") as folder:
        course = folder.course
        for view in (View.FRONTAL, View.VERTEX, View.LEFT):
            drawn = np.full((480, 360, 3), (150, 160, 170), np.uint8)
            if view is not View.LEFT:
                cv2.ellipse(drawn, (190, 240), (110, 150), 0, 0, 360, (70, 45, 30), -1)
            grain = np.random.default_rng(len(view)).normal(0, 4, drawn.shape)
            photo = tmp_path / f"20260105_{view}.jpg"
            photo.write_bytes(encode_jpeg(np.clip(drawn + grain, 0, 255).astype(np.uint8), 92))
            proposal = propose(folder, course, [photo], view=view)
            course = import_photos(folder, course, proposal.candidates).course
        return folder.path


class Desk:
    """An open course, and the editor of its covers on screen."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.session = Session()
        self.jobs = Jobs()
        assert self.session.open(path)
        self.edits = CoverEdits(self.session, self.jobs, PhotoImages(self.session, self.jobs), self.session)
        self.editor = self.edits.editor
        qtbot.addWidget(self.editor)
        self.editor.resize(900, 700)
        self.editor.show()
        qtbot.waitExposed(self.editor)
        self.edits.open()
        qtbot.waitUntil(lambda: self.editor.canvas.picture is not None)
        self.editor.canvas.setFocus()

    @property
    def course(self) -> Course:
        return self.session.course

    @property
    def cover(self) -> Cover:
        (cover,) = self.course.covers
        return cover

    def grey(self, at: tuple[float, float]) -> bool:
        """Whether a place of the photo is shown as plain grey."""
        shown = self.editor.canvas.grab().toImage()
        where = spot(self.editor.canvas, at) * shown.devicePixelRatio()
        return shown.pixelColor(where) == QColor(*COVER_GREY)


@pytest.fixture
def desk(qtbot: QtBot, path: Path, look: Theme) -> Iterator[Desk]:
    made = Desk(qtbot, path)
    yield made
    made.session.close()
    made.jobs.close()


def draw(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.take(CoverHand.POLYGON)
    for corner in (*FACE, FACE[0]):
        click(qtbot, desk.editor.canvas, corner)


def test_it_opens_on_a_view_that_may_show_a_face(desk: Desk) -> None:
    assert desk.editor.views.currentText() == "Front"
    assert [desk.editor.views.itemText(n) for n in range(3)] == ["Front", "Left side", view_words(View.VERTEX)]
    assert "Nothing is covered" in desk.editor._hint.text()


def test_a_drawn_cover_is_grey_at_once_saved_and_undone(qtbot: QtBot, desk: Desk) -> None:
    assert not desk.grey((190, 350))
    draw(qtbot, desk)
    assert desk.cover.view is View.FRONTAL
    assert np.allclose(desk.cover.points, FACE, atol=2)
    assert desk.grey((190, 350))
    assert not desk.grey((190, 250))
    with open_course(desk.session.folder.path, read_only=True) as stored:
        assert stored.course.covers == desk.course.covers
    desk.session.undo()
    assert desk.course.covers == ()
    assert not desk.grey((190, 350))
    desk.session.redo()
    assert desk.grey((190, 350))


def test_a_corner_is_moved_and_the_grey_follows_the_hand(qtbot: QtBot, desk: Desk) -> None:
    draw(qtbot, desk)
    before = desk.cover
    drag(qtbot, desk.editor.canvas, FACE[0], (80.0, 240.0))
    assert desk.cover.id == before.id
    assert np.allclose(desk.cover.points[0], (80, 240), atol=2)
    assert desk.grey((120, 290))
    desk.session.undo()
    assert desk.cover == before


def test_everything_goes_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    canvas = desk.editor.canvas
    qtbot.keyClick(canvas, KEY.Key_G)
    assert desk.editor.hand is CoverHand.POLYGON
    for key, times in ((KEY.Key_Left, 6), (KEY.Key_Right, 12), (KEY.Key_Down, 8)):
        for _ in range(times):
            qtbot.keyClick(canvas, key)
        qtbot.keyClick(canvas, KEY.Key_Space)
    qtbot.keyClick(canvas, KEY.Key_Return)
    first = desk.cover
    assert len(first.points) == 3
    qtbot.keyClick(canvas, KEY.Key_BracketRight)
    qtbot.keyClick(canvas, KEY.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: desk.cover != first, timeout=3000)
    assert desk.cover.points[0][1] < first.points[0][1]
    qtbot.keyClick(canvas, KEY.Key_Insert)
    assert len(desk.cover.points) == 4
    qtbot.keyClick(canvas, KEY.Key_Escape)
    qtbot.keyClick(canvas, KEY.Key_Delete)
    assert desk.course.covers == ()
    with qtbot.waitSignal(desk.edits.finished):
        qtbot.keyClick(canvas, KEY.Key_Escape)


def test_every_control_is_reached_by_tab_and_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    draw(qtbot, desk)
    reached: set[QWidget] = set()
    widget: QWidget | None = desk.editor.views
    while widget is not None and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    controls: tuple[QWidget, ...] = (desk.editor.suggest, desk.editor.remove, desk.editor.done, desk.editor.canvas)
    for control in controls:
        assert control in reached
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_suggestion_is_said_to_be_a_start_until_it_is_adjusted(qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(desk.editor.suggest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.course.covers))
    assert "may be" in desk.editor._hint.text()
    assert desk.grey((190, 340))
    top, low = min(y for _, y in desk.cover.points), max(y for _, y in desk.cover.points)
    assert (top, low) == pytest.approx((225, 400), abs=30)
    desk.session.undo()
    assert desk.course.covers == ()


def test_where_no_head_is_found_that_is_said(qtbot: QtBot, desk: Desk) -> None:
    desk.edits.open(View.LEFT)
    qtbot.waitUntil(desk.editor.suggest.isEnabled)
    qtbot.mouseClick(desk.editor.suggest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "could not be told" in desk.editor._hint.text())
    assert desk.course.covers == ()


def test_another_view_is_chosen_in_the_list(qtbot: QtBot, desk: Desk) -> None:
    draw(qtbot, desk)
    desk.editor.views.setFocus()
    qtbot.keyClick(desk.editor.views, KEY.Key_Down)
    assert desk.editor.views.currentText() == "Left side"
    assert desk.editor.covers == ()
    desk.edits.open(View.FRONTAL)
    assert desk.editor.covers == desk.course.covers


def test_several_covers_and_the_button_that_removes_the_chosen_one(qtbot: QtBot, desk: Desk) -> None:
    draw(qtbot, desk)
    first = desk.cover
    desk.editor.take(CoverHand.FREE)
    drag(qtbot, desk.editor.canvas, (20.0, 20.0), (22.0, 21.0))
    assert "Hold the button down" in desk.editor._hint.text()
    desk.editor.take(CoverHand.POLYGON)
    for corner in ((20.0, 20.0), (90.0, 20.0), (60.0, 90.0), (20.0, 20.0)):
        click(qtbot, desk.editor.canvas, corner)
    assert len(desk.course.covers) == 2
    qtbot.mouseClick(desk.editor.remove, Qt.MouseButton.LeftButton)
    assert desk.cover == first


def test_a_cover_is_refused_in_its_own_words(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.take(CoverHand.POLYGON)
    click(qtbot, desk.editor.canvas, FACE[0])
    qtbot.keyClick(desk.editor.canvas, KEY.Key_Return)
    assert desk.editor._hint.text() == "A cover needs at least three corners."
    qtbot.keyClick(desk.editor.canvas, KEY.Key_Escape)
    assert desk.editor.hand is CoverHand.CHANGE


def test_a_cover_without_a_place_is_said_and_can_go(qtbot: QtBot, desk: Desk) -> None:
    desk.session.apply("plant", desk.course.with_cover(Cover(id="x", view=View.FRONTAL, points=FACE, drawn_on="gone")))
    assert "no known place" in desk.editor._hint.text()
    assert desk.editor.covers == ()
    assert desk.editor.remove_lost.isVisible()
    qtbot.mouseClick(desk.editor.remove_lost, Qt.MouseButton.LeftButton)
    assert desk.course.covers == ()
    assert not desk.editor.remove_lost.isVisible()


def test_a_course_that_is_only_read_is_only_shown(qtbot: QtBot, path: Path, look: Theme) -> None:
    with open_course(path) as holder:
        holder.commit(holder.course.with_cover(_planted(holder.course)))
        desk = Desk(qtbot, path)
        assert desk.session.read_only
        assert desk.grey((190, 350))
        assert not desk.editor.suggest.isEnabled()
        assert not desk.editor.remove.isEnabled()
        qtbot.keyClick(desk.editor.canvas, KEY.Key_Delete)
        assert len(desk.course.covers) == 1
        desk.session.close()
        desk.jobs.close()


def _planted(course: Course) -> Cover:
    reference = course.reference(View.FRONTAL)
    assert reference is not None
    return Cover(id="x", view=View.FRONTAL, points=FACE, drawn_on=reference.sha256)
