"""The head map: areas by click and by key."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.diary.head_map import HeadMap, Spot
from hairtrack.ui.theme import Theme
from hairtrack.workflow.diary.catalogue import AREAS
from tests.ui.parts import parts


@pytest.fixture
def head(qtbot: QtBot, look: Theme) -> HeadMap:
    return shown(qtbot, HeadMap(), 300)


def shown(qtbot: QtBot, made: HeadMap, width: int) -> HeadMap:
    qtbot.addWidget(made)
    made.resize(width, made.heightForWidth(width))
    made.show()
    qtbot.waitActive(made)
    return made


def said(head: HeadMap) -> str:
    return parts(head, QLabel)[-1].text()


def drawing_of(spot: Spot) -> QWidget:
    drawing = spot.parentWidget()
    assert drawing is not None
    return drawing


def middle(spot: Spot, piece: int = 0) -> QPoint:
    """A place inside a piece of an area, in the drawing."""
    box = spot.pieces[piece].boundingRect()
    for share in (0.5, 0.25, 0.75):
        at = QPointF(box.center().x(), box.top() + share * box.height())
        if spot.pieces[piece].contains(at):
            return at.toPoint()
    raise AssertionError(spot.area)


@pytest.mark.parametrize("width", [150, 220, 300, 600])
def test_every_area_is_there_once_and_a_click_in_each_of_its_pieces_chooses_it(
    qtbot: QtBot, look: Theme, width: int
) -> None:
    head = shown(qtbot, HeadMap(), width)
    assert tuple(head.spots) == AREAS
    for area, spot in head.spots.items():
        drawing = drawing_of(spot)
        for piece in range(len(spot.pieces)):
            at = middle(spot, piece)
            assert drawing.rect().contains(at)
            assert drawing.childAt(at) is spot
            QTest.mouseClick(spot, Qt.MouseButton.LeftButton, pos=at - spot.pos())
            assert head.chosen() == ((area,) if piece % 2 == 0 else ())
        spot.setChecked(False)


def test_areas_share_no_more_than_their_borders(head: HeadMap) -> None:
    def pixels(region: QRegion) -> int:
        return sum(box.width() * box.height() for box in region)  # type: ignore[attr-defined]

    regions = [spot.mask().translated(spot.pos()) for spot in head.spots.values()]
    for one, other in combinations(regions, 2):
        assert pixels(one.intersected(other)) < 0.1 * min(pixels(one), pixels(other))


def test_arrows_reach_every_area_and_space_chooses(qtbot: QtBot, head: HeadMap) -> None:
    front = head.spots["front"]
    front.setFocus()
    reached, waiting = {front.area}, [front]
    while waiting:
        start = waiting.pop()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            start.setFocus()
            QTest.keyClick(start, key)
            here = QApplication.focusWidget()
            assert isinstance(here, Spot)
            if here.area not in reached:
                reached.add(here.area)
                waiting.append(here)
    assert reached == set(AREAS)

    head.spots["crown"].setFocus()
    assert said(head) == "Crown"
    with qtbot.waitSignal(head.changed):
        QTest.keyClick(head.spots["crown"], Qt.Key.Key_Space)
    assert head.chosen() == ("crown",)


def test_tab_comes_to_one_area_alone(head: HeadMap) -> None:
    head.spots["back"].setFocus()

    stops = [area for area, spot in head.spots.items() if spot.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["back"]


def test_words_that_are_no_area_here_are_kept(head: HeadMap) -> None:
    head.show_text("nape, Crown,  temples , behind the ears")
    head.spots["crown"].click()
    head.spots["front"].click()

    assert head.chosen() == ("front", "temples")
    assert head.text == "front, temples, nape, behind the ears"
    assert said(head) == "Front, temples, nape, behind the ears"


def test_each_area_has_a_name_and_a_state_for_a_screen_reader(head: HeadMap) -> None:
    head.show_text("crown")

    assert head.spots["crown"].accessibleName() == "crown"
    assert head.spots["crown"].isCheckable()
    assert head.spots["crown"].isChecked()
    assert not head.spots["mid"].isChecked()
