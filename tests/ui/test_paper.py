from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from hairtrack.ui.paper import Paper


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


def test_words_stand_alone_or_beneath_the_page(qtbot: QtBot) -> None:
    paper = Paper("Page one")
    qtbot.addWidget(paper)
    paper.resize(500, 500)
    paper.show_words("Laying out")
    assert _red(paper) == (0, 0)
    assert paper.accessibleDescription() == "Laying out"
    paper.show_page(_page(), "A page")
    paper.show_words("Laying out")
    assert _red(paper)[0] > 0
    paper.clear()
    assert _red(paper) == (0, 0)
