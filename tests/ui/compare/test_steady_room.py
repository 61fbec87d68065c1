"""What stands beneath a verdict stays where it is while the verdict is worked out."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.compare.steady_room import SteadyRoom


def test_what_stands_beneath_keeps_its_place(qtbot: QtBot) -> None:
    column, above, beneath = QWidget(), QWidget(), QLabel("Save as a picture")
    qtbot.addWidget(column)
    number, line = QLabel("Gain of\n12 points"), QVBoxLayout(above)
    line.addWidget(number)
    stack = QVBoxLayout(column)
    room = SteadyRoom(above, stack)
    for part in (above, room, beneath):
        stack.addWidget(part)
    stack.addStretch(1)
    column.resize(300, 400)
    column.show()
    qtbot.waitExposed(column)
    place = beneath.y()
    for text in ("", "Gain of\n12 points"):
        with room.kept():
            number.setText(text)
            number.setVisible(bool(text))
        stack.activate()
        assert beneath.y() == place
    with room.kept():
        number.hide()
    number.setText("Gain of\n12 points\nand more")
    number.show()
    room.give_up()
    assert not room.isVisible()
    assert beneath.y() > place
