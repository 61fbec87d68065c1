import math
import re

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


_GROUNDS = ("window", "panel", "field", "hover", "selected", "surround")


def _pairs(look: Look) -> list[tuple[str, str, str, str]]:
    """Return each rule of the style sheet that sets words and what is under them: its selector, both, and its size."""
    sheet = theme.sheet_of(look)
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", sheet)
    found = []
    for selector, body in rules:
        said = dict(re.findall(r"([\w-]+):\s*([^;]+);", body))
        words, ground = said.get("color"), said.get("background")
        if words and ground and ground.startswith("#") and ":disabled" not in selector:
            found.append((selector.strip(), words, ground, said.get("font-size", "")))
    return found


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_can_be_read_wherever_they_stand(look: Look) -> None:
    for ground in _GROUNDS:
        assert _contrast(look.text, getattr(look, ground)) >= 4.5, ground
    for ground in ("window", "panel", "field", "hover"):
        for words in (look.muted, look.accent, look.accent_strong):
            assert _contrast(words, getattr(look, ground)) >= 4.5, (words, ground)
    assert _contrast(look.muted, look.selected) >= 4.5, "small words of a chosen row"
    assert _contrast(look.on_accent, look.accent) >= 4.5
    assert _contrast(look.on_accent, look.accent_strong) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_of_the_style_sheet_stand_out_from_its_grounds(look: Look) -> None:
    pairs = _pairs(look)
    assert len(pairs) >= 6
    assert [pair for pair in pairs if _contrast(pair[1], pair[2]) < 4.5] == []


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_edges_and_the_ring_of_the_focus_are_seen(look: Look) -> None:
    for ground in _GROUNDS:
        assert _contrast(look.accent, getattr(look, ground)) >= 3, ("focus", ground)
    for ground in ("window", "panel", "field"):
        assert _contrast(look.edge, getattr(look, ground)) >= 3, ("edge", ground)
    assert _contrast(look.on_accent, look.accent) >= 3, "the ring in a button that is the next step"


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_what_cannot_be_used_can_still_be_read(look: Look) -> None:
    for ground in ("window", "panel", "field"):
        assert _contrast(look.edge, getattr(look, ground)) >= 3


@pytest.mark.parametrize("drawn", [theme.HAIR, theme.SKIN, theme.REGION, theme.FINE_HAIR])
def test_colours_over_a_photo_stand_out_from_the_dark_line_beneath(drawn: QColor) -> None:
    assert _contrast(drawn, "#1c1c1c") >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_every_photo_is_on_a_ground_less_bright_than_white(look: Look) -> None:
    """The stage leaves the brightest to the photo."""
    assert _luminance(look.surround) < 0.7 * _luminance("#ffffff")


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
    button.show()
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
