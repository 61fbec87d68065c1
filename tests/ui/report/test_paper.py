from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hairtrack.ui.report.paper import END, Paper


def _page(width: int = 400, height: int = 600) -> QImage:
    page = QImage(width, height, QImage.Format.Format_RGB32)
    page.fill(QColor("#ff0000"))
    return page


def _red(paper: Paper) -> tuple[int, int]:
    shown = paper.grab().toImage()
    middle = shown.height() // 2, shown.width() // 2
    wide = sum(shown.pixelColor(x, middle[0]) == QColor("#ff0000") for x in range(shown.width()))
    high = sum(shown.pixelColor(middle[1], y) == QColor("#ff0000") for y in range(shown.height()))
    return wide, high


def test_page_keeps_its_shape_in_any_window(qtbot: QtBot) -> None:
    paper = Paper("Page one")
    qtbot.addWidget(paper)
    paper.show_page(_page(), "A page")
    for size in ((900, 500), (300, 900)):
        paper.resize(*size)
        wide, high = _red(paper)
        assert abs(wide / high - 400 / 600) < 0.02
        assert high > 0.9 * (size[1] - 40) or wide > 0.9 * (size[0] - 60)


def test_click_comes_near_and_the_wheel_moves_along(qtbot: QtBot) -> None:
    paper = Paper("Page one")
    qtbot.addWidget(paper)
    paper.resize(900, 400)
    paper.show_page(_page(), "A page")
    paper.show()
    far = _red(paper)[0]
    qtbot.mouseClick(paper, Qt.MouseButton.LeftButton, pos=paper.rect().center())
    assert _red(paper)[0] > 2 * far
    qtbot.keyClick(paper, Qt.Key.Key_PageUp)
    qtbot.keyClick(paper, Qt.Key.Key_PageUp)
    top = paper.grab().toImage()
    assert top.pixelColor(450, 5) != QColor("#ff0000")
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert paper.grab().toImage().pixelColor(450, 5) == QColor("#ff0000")
    qtbot.keyClick(paper, Qt.Key.Key_Space)
    assert _red(paper)[0] == far


def test_keys_and_wheel_turn_pages_that_are_shown_whole(qtbot: QtBot) -> None:
    paper = _shown(qtbot)
    turned: list[int] = []
    paper.turned.connect(turned.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
        qtbot.keyClick(paper, key)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(paper, key)
    assert turned == [1, 1, 1, -1, -1, END, -END]
    turned.clear()
    for _ in range(3):
        _push(paper, -60)
    # Two halves of a notch turn one page; more pushed at once does not turn another.
    assert turned == [1]


def test_page_that_is_near_turns_only_at_its_ends(qtbot: QtBot) -> None:
    paper = _shown(qtbot)
    turned: list[int] = []
    paper.turned.connect(turned.append)
    paper.turn_zoom()
    qtbot.keyClick(paper, Qt.Key.Key_PageUp)
    assert turned == [-1]
    paper.show_page(_page(), "The page before")
    # Read back, it is entered from below: there is nothing further down, but something further up.
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert turned == [-1, 1]
    paper.show_page(_page(), "The page again")
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert turned == [-1, 1]


def test_words_stand_alone_or_over_the_faded_page(qtbot: QtBot) -> None:
    paper = Paper("Page one")
    qtbot.addWidget(paper)
    paper.resize(500, 500)
    paper.show_words("Laying out")
    assert not paper.faded
    assert paper.accessibleDescription() == "Laying out"
    paper.show_page(_page(), "A page")
    assert _red(paper)[0] > 0
    paper.show_words("Laying out")
    assert paper.faded
    assert _red(paper) == (0, 0)
    pale = paper.grab().toImage().pixelColor(250, 30)
    assert pale.red() > pale.green() > 60
    paper.clear()
    assert not paper.has_page


def _shown(qtbot: QtBot) -> Paper:
    paper = Paper("Page one")
    qtbot.addWidget(paper)
    paper.resize(900, 400)
    paper.show_page(_page(), "A page")
    paper.show()
    return paper


def _push(paper: Paper, by: int) -> None:
    """Turn the wheel, a notch being 120."""
    spot = QPointF(paper.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    event = QWheelEvent(spot, paper.mapToGlobal(spot), QPoint(), QPoint(0, by), *none)
    QApplication.sendEvent(paper, event)
