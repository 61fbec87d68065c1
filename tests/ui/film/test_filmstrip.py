from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from hairtrack.ui.film.filmstrip import Film, Filmstrip
from hairtrack.ui.film.frames import Bar, Frame, Marked, State, paint_state

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


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
    made.film.show_chosen(Marked(current=f"{2:064x}", before=f"{0:064x}", after=f"{4:064x}", pairs=False))
    return made


def heard(film: Film) -> list[tuple[str, int]]:
    """Write down what the strip tells from now on: what was done, and with which photo."""
    told: list[tuple[str, int]] = []
    for name in ("chosen", "shifted", "joined"):
        getattr(film, name).connect(lambda sha, name=name: told.append((name, int(sha, 16))))
    return told


def pair(before: int, after: int, *more: int) -> Marked:
    return Marked(before=f"{before:064x}", after=f"{after:064x}", more=tuple(f"{k:064x}" for k in more), pairs=True)


def middle(film: Film, photo: int) -> QPoint:
    return film.box_of(f"{photo:064x}").center()


def test_a_click_chooses_and_shift_and_ctrl_choose_otherwise(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_chosen(pair(0, 4))
    told = heard(strip.film)
    for keys in (Qt.KeyboardModifier.NoModifier, SHIFT, CTRL):
        qtbot.mouseClick(strip.film, Qt.MouseButton.LeftButton, keys, pos=middle(strip.film, 3))
    assert told == [("chosen", 3), ("shifted", 3), ("joined", 3)]


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Left, 1), (Qt.Key.Key_Right, 3), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 4)]
)
def test_keys_move_by_visit(strip: Filmstrip, qtbot: QtBot, key: Qt.Key, expected: int) -> None:
    with qtbot.waitSignal(strip.film.chosen) as chosen:
        qtbot.keyClick(strip.film, key)
    assert chosen.args == [f"{expected:064x}"]


def test_in_a_pair_keys_move_the_photo_after_and_with_shift_the_one_before_and_pass_the_other(
    strip: Filmstrip, qtbot: QtBot
) -> None:
    strip.film.show_chosen(pair(1, 2))
    told = heard(strip.film)
    for key, keys in (
        (Qt.Key.Key_Right, NONE),
        (Qt.Key.Key_Left, NONE),
        (Qt.Key.Key_Right, SHIFT),
        (Qt.Key.Key_Left, SHIFT),
        (Qt.Key.Key_Home, NONE),
        (Qt.Key.Key_End, NONE),
    ):
        qtbot.keyClick(strip.film, key, keys)
    assert told == [("chosen", 3), ("chosen", 0), ("shifted", 3), ("shifted", 0), ("shifted", 0), ("chosen", 4)]


def test_at_the_end_a_key_chooses_nothing(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_chosen(pair(0, 4))
    told = heard(strip.film)
    qtbot.keyClick(strip.film, Qt.Key.Key_Right)
    strip.film.show_chosen(pair(0, 1))
    qtbot.keyClick(strip.film, Qt.Key.Key_Left)
    assert told == []


def drag(qtbot: QtBot, film: Film, start: QPoint, *way: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mousePress(film, Qt.MouseButton.LeftButton, keys, pos=start)
    for spot in way:
        qtbot.mouseMove(film, spot)
    qtbot.mouseRelease(film, Qt.MouseButton.LeftButton, pos=way[-1])
    # Let go, it follows no more.
    qtbot.mouseMove(film, middle(film, 0))


@pytest.mark.parametrize(
    ("start", "keys", "expected"),
    [
        (4, NONE, [("chosen", 4), ("chosen", 3), ("chosen", 2), ("chosen", 1)]),
        (4, SHIFT, [("shifted", 4), ("shifted", 3), ("shifted", 2), ("shifted", 1)]),
    ],
)
def test_the_handle_is_drawn_through_the_visits(
    strip: Filmstrip, qtbot: QtBot, start: int, keys: Qt.KeyboardModifier, expected: list[tuple[str, int]]
) -> None:
    film = strip.film
    film.show_chosen(pair(0, 4))
    told = heard(film)
    film.chosen.connect(lambda sha: film.show_chosen(pair(0, int(sha, 16))))
    film.shifted.connect(lambda sha: film.show_chosen(pair(int(sha, 16), 0)))
    line = [QPoint(middle(film, k).x(), 8) for k in range(5)]
    drag(qtbot, film, line[start], line[3], line[2], line[1], keys=keys)
    assert told == expected


def test_the_ring_of_the_photo_before_is_drawn_without_shift(strip: Filmstrip, qtbot: QtBot) -> None:
    film = strip.film
    film.show_chosen(pair(0, 4))
    film.shifted.connect(lambda sha: film.show_chosen(pair(int(sha, 16), 4)))
    told = heard(film)
    line = [QPoint(middle(film, k).x(), 8) for k in range(5)]
    drag(qtbot, film, line[0], line[1], line[4], line[2])
    assert told == [("shifted", 0), ("shifted", 1), ("shifted", 2)], "never onto the photo after"


def test_without_a_pair_nothing_is_drawn_along(strip: Filmstrip, qtbot: QtBot) -> None:
    told = heard(strip.film)
    drag(qtbot, strip.film, middle(strip.film, 3), middle(strip.film, 1))
    assert told == [("chosen", 3)]


def test_with_ctrl_the_keys_point_at_a_photo_and_put_it_beside_the_others(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_chosen(pair(0, 4))
    told = heard(strip.film)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space):
        qtbot.keyClick(strip.film, key, CTRL)
    assert told == [("joined", 2)]
    assert "visit 2" in strip.film.accessibleDescription()


def test_the_menu_is_asked_for_where_the_pointer_or_the_keyboard_is(strip: Filmstrip, qtbot: QtBot) -> None:
    film = strip.film
    film.show_chosen(pair(0, 4))
    for reason, expected in ((QContextMenuEvent.Reason.Mouse, 3), (QContextMenuEvent.Reason.Keyboard, 4)):
        with qtbot.waitSignal(film.menu_asked) as asked:
            film.contextMenuEvent(QContextMenuEvent(reason, middle(film, 3), film.mapToGlobal(middle(film, 3))))
        assert int(asked.args[0], 16) == expected


def test_the_pointer_hears_how_to_come_back_to_the_first_photo(strip: Filmstrip) -> None:
    film = strip.film
    assert film.words_at(middle(film, 0)) == "visit 0: aligned"
    film.show_chosen(pair(0, 4))
    assert film.words_at(middle(film, 0)) == "visit 0: aligned\nHome takes it as the photo before."
    assert film.words_at(middle(film, 2)) == "visit 2: aligned"
    assert "Drag" in film.words_at(QPoint(middle(film, 2).x(), 5))


def test_the_line_and_its_handles_are_painted_only_for_a_pair_and_a_refused_photo_is_crossed(strip: Filmstrip) -> None:
    film = strip.film

    def line() -> QImage:
        return film.grab(QRect(0, 0, film.width(), 18)).toImage()

    empty = line()
    film.show_chosen(pair(0, 4))
    drawn = line()
    assert empty != drawn
    film.show_frames([*_frames(2), replace(_frames(3)[2], state=State.NEEDS_POINTS), *_frames(5)[3:]], [])
    film.show_chosen(pair(0, 4))
    around = QRect(middle(film, 2).x() - 8, 0, 16, 18)
    assert line().copy(around) != drawn.copy(around)


def test_sixty_visits_are_scrolled_to_the_chosen_one(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.film.show_frames(_frames(60, apart=7), [])
    strip.film.show_chosen(Marked(current=f"{55:064x}", before="", after="", pairs=False))
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
