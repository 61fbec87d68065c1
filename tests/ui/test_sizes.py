from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui import icons, sizes
from hairtrack.ui.flow import Flow
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.theme import Theme
from hairtrack.ui.widgets import button, label
from tests.ui.parts import parts


@pytest.fixture(autouse=True)
def as_before(look: Theme) -> Iterator[None]:
    yield
    look.use_text_size(100)


def test_everything_that_holds_text_grows_at_once(look: Theme, qtbot: QtBot) -> None:
    words, icon, place = label("x", "title"), button("x", icon="add"), QLabel()
    for made in (words, icon, place):
        qtbot.addWidget(made)
        made.show()
    sizes.fit(place.setFixedSize, 40, 20)
    assert (words.font().pixelSize(), icon.iconSize().width(), place.width(), place.height()) == (22, 20, 40, 20)
    look.use_text_size(150)
    assert (words.font().pixelSize(), icon.iconSize().width(), place.width(), place.height()) == (33, 30, 60, 30)
    assert icon.icon().availableSizes()[0].width() == 30, "drawn at its size, not stretched"
    look.use_text_size(100)
    assert (words.font().pixelSize(), icon.iconSize().width(), place.width(), place.height()) == (22, 20, 40, 20)


def test_widgets_that_are_gone_are_left_alone(look: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    place, made = QLabel(parent), QPushButton(parent)
    sizes.fit(place.setFixedWidth, 40)
    icons.put(made, "add")
    parent.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    look.use_text_size(130)


def test_row_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = Flow(holder, gap=10)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 30)
        line.addWidget(part)
    assert (line.sizeHint().width(), line.minimumSize().width()) == (320, 100)
    assert [line.heightForWidth(width) for width in (320, 319, 100)] == [30, 70, 110]
    holder.resize(319, 70)
    holder.show()
    assert [part.pos() for part in parts] == [QPoint(0, 0), QPoint(110, 0), QPoint(0, 40)]
    parts[0].hide()
    QApplication.processEvents()
    assert [part.pos() for part in parts[1:]] == [QPoint(0, 0), QPoint(110, 0)]


def test_what_comes_after_a_spring_stands_at_the_right(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = Flow(holder, gap=10)
    first, last = QWidget(), QWidget()
    for part in (first, last):
        part.setFixedSize(100, 30)
    line.addWidget(first)
    line.add_spring()
    line.addWidget(last)
    holder.resize(400, 30)
    holder.show()
    assert (first.x(), last.x()) == (0, 300)


_PAGES = ["home", "photos", "align", "measure", "compare", "course", "report", "settings"]


@pytest.mark.parametrize("name", _PAGES)
def test_no_button_is_cut_off_with_the_largest_text(
    window: MainWindow, look: Theme, course_path: object, qtbot: QtBot, name: str
) -> None:
    window.session.open(course_path)  # type: ignore[arg-type]
    look.use_text_size(150)
    window.resize(1024, 700)
    window.show_page(name)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    qtbot.wait(20)
    assert window.width() == 1024, "the window can be as small as that"
    buttons = [b for b in parts(window.frame, QAbstractButton) if b.isVisible()]
    assert [b.accessibleName() for b in buttons if b.width() < b.minimumSizeHint().width()] == []
    assert [b.accessibleName() for b in buttons if _beyond(b, window)] == []


def _beyond(part: QWidget, window: MainWindow) -> bool:
    """Whether a part is cut by the window, or by a place that cannot be scrolled to it."""
    around: QWidget | None = part.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, QScrollArea) and around.widget() is not None:
            left = part.mapTo(around.viewport(), QPoint(0, 0)).x()
            return left < 0 or left + part.width() > around.viewport().width()
        around = around.parentWidget()
    place = part.mapTo(window, QPoint(0, 0))
    return place.x() + part.width() > window.width() or place.y() + part.height() > window.height()
