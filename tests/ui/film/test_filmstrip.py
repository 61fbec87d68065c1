from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from hairtrack.ui.film.filmstrip import Filmstrip
from hairtrack.ui.film.frames import Bar, Frame, State, paint_state

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _frames(count: int, apart: int = 30) -> list[Frame]:
    start = date(2026, 1, 1)
    return [
        Frame(
            sha256=f"{k:064x}",
            day=start + timedelta(days=apart * k),
            caption=f"day {k}",
            words=f"visit {k}: aligned",
            state=State.ALIGNED,
        )
        for k in range(count)
    ]


@pytest.fixture
def strip(qtbot: QtBot) -> Filmstrip:
    made = Filmstrip()
    qtbot.addWidget(made)
    made.resize(900, 140)
    made.show()
    made.film.show_frames(_frames(5), [])
    made.film.show_chosen(current=f"{2:064x}", before=f"{0:064x}", after=f"{4:064x}", pairs=False)
    return made


def test_click_chooses_and_shift_click_pairs(strip: Filmstrip, qtbot: QtBot) -> None:
    where = strip.film.box_of(f"{3:064x}").center()
    with qtbot.waitSignal(strip.film.chosen) as chosen:
        qtbot.mouseClick(strip.film, Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [f"{3:064x}"]
    with qtbot.waitSignal(strip.film.paired) as paired:
        qtbot.mouseClick(strip.film, Qt.MouseButton.LeftButton, SHIFT, pos=where)
    assert paired.args == [f"{3:064x}"]


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Left, 1), (Qt.Key.Key_Right, 3), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 4)]
)
def test_keys_move_by_visit(strip: Filmstrip, qtbot: QtBot, key: Qt.Key, expected: int) -> None:
    with qtbot.waitSignal(strip.film.chosen) as chosen:
        qtbot.keyClick(strip.film, key)
    assert chosen.args == [f"{expected:064x}"]


def test_keys_move_the_before_of_a_pair_and_with_shift_the_after(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_chosen(current=f"{2:064x}", before=f"{0:064x}", after=f"{4:064x}", pairs=True)
    with qtbot.waitSignal(strip.film.chosen) as chosen:
        qtbot.keyClick(strip.film, Qt.Key.Key_Right)
    assert chosen.args == [f"{1:064x}"]
    with qtbot.waitSignal(strip.film.paired) as paired:
        qtbot.keyClick(strip.film, Qt.Key.Key_Left, SHIFT)
    assert paired.args == [f"{3:064x}"]


def test_sixty_visits_are_scrolled_to_the_chosen_one(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_frames(_frames(60, apart=7), [])
    strip.film.show_chosen(current=f"{55:064x}", before="", after="", pairs=False)
    qtbot.waitUntil(lambda: strip.horizontalScrollBar().value() > 0)
    inside = strip.film.box_of(f"{55:064x}").translated(-strip.horizontalScrollBar().value(), 0)
    assert strip.viewport().rect().contains(inside.center())


def test_only_photos_in_sight_ask_for_their_picture(strip: Filmstrip, qtbot: QtBot) -> None:
    wanted: set[str] = set()
    strip.film.wanted.connect(wanted.add)
    strip.film.show_frames(_frames(60, apart=7), [])
    strip.film.repaint()
    strip.grab()
    assert f"{0:064x}" in wanted
    assert f"{59:064x}" not in wanted


def test_chosen_photo_is_said_aloud(strip: Filmstrip) -> None:
    assert strip.film.accessibleDescription() == "Photo 3 of 5: visit 2: aligned"


def test_treatment_is_painted_under_its_time(strip: Filmstrip) -> None:
    frames = _frames(5)
    strip.film.show_frames(frames, [])
    plain = strip.film.grab().toImage()
    strip.film.show_frames(frames, [Bar(name="", start=frames[1].day, stop=frames[3].day)])
    barred = strip.film.grab().toImage()
    assert barred.height() > plain.height()
    line = plain.height() + 2
    columns = [x for x in range(barred.width()) if barred.pixelColor(x, line) != barred.pixelColor(2, line)]
    first, last = strip.film.box_of(frames[1].sha256).center().x(), strip.film.box_of(frames[3].sha256).center().x()
    assert abs(columns[0] - first) < 4
    assert abs(columns[-1] - last) < 4


def test_treatments_that_overlap_lie_in_rows(strip: Filmstrip) -> None:
    frames = _frames(5)
    one = Bar(name="a", start=frames[0].day, stop=None)
    strip.film.show_frames(frames, [one])
    single = strip.film.height()
    strip.film.show_frames(frames, [one, Bar(name="b", start=frames[2].day, stop=None)])
    assert strip.film.height() > single


def test_states_differ_by_shape_alone(qtbot: QtBot) -> None:
    shapes = set()
    for state in State:
        image = QImage(24, 24, QImage.Format.Format_Grayscale8)
        image.fill(QColor("#777777"))
        painter = QPainter(image)
        paint_state(painter, QPointF(12, 12), state)
        painter.end()
        shapes.add(bytes(image.constBits()))
    assert len(shapes) == len(State)


def test_thumbnail_is_the_middle_of_the_photo(strip: Filmstrip) -> None:
    picture = QPixmap(300, 100)
    picture.fill(QColor("#ff0000"))
    painter = QPainter(picture)
    painter.fillRect(100, 0, 100, 100, QColor("#0000ff"))
    painter.end()
    strip.film.put_thumbnail(f"{1:064x}", picture)
    shown = strip.film.grab().toImage()
    box = strip.film.box_of(f"{1:064x}")
    assert shown.pixelColor(box.left() + 5, box.center().y()) == QColor("#0000ff")
