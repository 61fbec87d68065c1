import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.key_sheet import KeySheet
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.theme import Theme
from hairtrack.ui.widgets import Choice, Inspector, button, label, tool
from tests.ui.parts import parts

OPTIONS = [("wipe", "Wipe over", "wipe", "W"), ("blink", "Blink both", "blink", "B")]


def _styles(choice: Choice) -> set[Qt.ToolButtonStyle]:
    return {made.toolButtonStyle() for made in parts(choice, QToolButton)}


def test_choice_gives_words_up_where_there_is_no_room(qtbot: QtBot, look: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    choice = Choice(OPTIONS, print, "Ways")
    row = QHBoxLayout(frame)
    row.addWidget(choice)
    frame.resize(600, 60)
    frame.show()
    style = Qt.ToolButtonStyle
    assert _styles(choice) == {style.ToolButtonTextBesideIcon}
    full = choice.sizeHint().width()
    frame.resize(full - 10, 60)
    qtbot.waitUntil(lambda: _styles(choice) == {style.ToolButtonIconOnly})
    assert choice.sizeHint().width() == full
    assert all(made.accessibleName() for made in parts(choice, QToolButton))
    frame.resize(600, 60)
    qtbot.waitUntil(lambda: _styles(choice) == {style.ToolButtonTextBesideIcon})


def test_choice_tells_what_was_pressed_and_not_what_was_shown(qtbot: QtBot) -> None:
    told: list[str] = []
    choice = Choice(OPTIONS, told.append, "Ways")
    qtbot.addWidget(choice)
    choice.show()
    choice.show_key("wipe")
    assert (choice.key, told) == ("wipe", [])
    qtbot.mouseClick(parts(choice, QToolButton)[1], Qt.MouseButton.LeftButton)
    assert (choice.key, told) == ("blink", ["blink"])


def test_shortcut_acts_at_once_and_stands_in_the_tooltip(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    window = QWidget()
    qtbot.addWidget(window)
    made = tool("blink", "Blink", lambda: pressed.append(True), shortcut="B")
    QHBoxLayout(window).addWidget(made)
    with qtbot.waitActive(window):
        window.show()
    qtbot.keyClick(window, Qt.Key.Key_B)
    assert pressed == [True]
    assert made.toolTip() == "Blink (B)"
    made.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_B)
    assert pressed == [True]


def test_names_are_never_read_as_markup() -> None:
    assert label("<b>Anna</b>").textFormat() is Qt.TextFormat.PlainText


def test_inspector_is_as_wide_as_its_widest_control(qtbot: QtBot) -> None:
    inspector = Inspector("x")
    qtbot.addWidget(inspector)
    wide = button("A button with rather many words on it, more than usual")
    inspector.add(wide)
    inspector.show()
    assert inspector.minimumSizeHint().width() > wide.minimumSizeHint().width()


def test_sheet_of_keys_opens_by_its_own_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Question)
    sheets = parts(window, KeySheet)
    assert len(sheets) == 1
    assert sheets[0].isVisible()
    qtbot.mouseClick(parts(sheets[0], QPushButton)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not parts(window, KeySheet))


def test_focus_goes_along_with_the_option_chosen_by_its_key(qtbot: QtBot) -> None:
    choice = Choice(OPTIONS, print, "Ways")
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
    wipe, blink = parts(choice, QToolButton)
    wipe.setFocus()
    choice.show_key("blink")
    assert blink.hasFocus()


def test_tab_comes_to_the_option_that_is_down(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    row, before, choice = QHBoxLayout(frame), QPushButton(), Choice(OPTIONS, print, "Ways")
    row.addWidget(before)
    row.addWidget(choice)
    with qtbot.waitActive(frame):
        frame.show()
    wipe, blink = parts(choice, QToolButton)
    for chosen, key in ((blink, "blink"), (wipe, "wipe")):
        choice.show_key(key)
        before.setFocus()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert chosen.hasFocus()


@pytest.mark.parametrize(("width", "height"), [(900, 600), (1024, 700), (1920, 1080)])
def test_sheet_of_keys_fits_the_window_and_cuts_no_words_off(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    sheet = KeySheet(window)
    qtbot.addWidget(sheet)
    sheet.open()
    qtbot.waitExposed(sheet)
    QApplication.processEvents()
    assert sheet.width() < width
    assert sheet.height() < height
    (around,) = parts(sheet, QScrollArea)
    assert around.horizontalScrollBar().maximum() == 0
    inside = around.widget()
    assert inside is not None
    for said in parts(inside, QLabel):
        assert said.mapTo(inside, said.rect().topRight()).x() < around.viewport().width()
        assert said.heightForWidth(said.width()) <= said.height()
