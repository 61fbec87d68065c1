import math

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hairtrack.assets import asset
from hairtrack.ui import icons, theme
from hairtrack.ui.theme import DARK, LIGHT, Look, Scheme, Theme


def _luminance(colour: str | QColor) -> float:
    named = QColor(colour)
    parts = [named.redF(), named.greenF(), named.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str | QColor, other: str | QColor) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_and_the_accent_can_be_read(look: Look) -> None:
    for ground in (look.window, look.panel, look.field):
        for words in (look.text, look.muted, look.accent):
            assert _contrast(words, ground) >= 4.5, (words, ground)
    assert _contrast(look.on_accent, look.accent) >= 4.5
    assert _contrast(look.text, look.selected) >= 4.5
    assert _contrast(look.text, look.surround) >= 4.5
    assert _contrast(look.edge, look.field) >= 3


@pytest.mark.parametrize("meaning", [theme.GAIN, theme.LOSS, theme.UNCHANGED])
def test_white_can_be_read_on_colours_with_a_meaning(meaning: QColor) -> None:
    assert _contrast("#ffffff", meaning) >= 4.5


@pytest.mark.parametrize(("look", "lightness"), [(DARK, 20), (LIGHT, 85)])
def test_surround_of_a_photo_is_a_grey_without_tint(look: Look, lightness: int) -> None:
    grey = QColor(look.surround)
    assert grey.red() == grey.green() == grey.blue()
    assert abs(116 * _luminance(look.surround) ** (1 / 3) - 16 - lightness) < 1


def test_icons_follow_the_look(look: Theme, qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    icons.put(button, "add")

    def middle() -> QColor:
        return button.icon().pixmap(icons.SIZE, icons.SIZE).toImage().pixelColor(10, 10)

    assert middle().lightness() < 80
    look.use(Scheme.DARK)
    assert middle().lightness() > 180
    assert theme.look_of(button) is DARK
    look.use(Scheme.LIGHT)
    assert theme.look_of(button) is LIGHT


@pytest.mark.parametrize("name", sorted(path.stem for path in asset("icons").glob("*.svg")))
def test_every_icon_draws_something_in_the_colour_asked_for(name: str, qapp: QApplication) -> None:
    assert "currentColor" in asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    image = icons.pixmap(name, QColor("#ff0000"), ratio=2).toImage()
    inked = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 200]
    assert len(inked) > 8
    assert all(colour.red() > 200 and colour.green() < 40 for colour in inked)
