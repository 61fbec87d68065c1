"""The geometry of the wipe line: which side a place is on, whatever the angle."""

import math

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from hairtrack.ui.compare.wipe_line import WipeLine

SIZE = QSizeF(800, 600)
ANGLES = [0, 5, 30, 45, 60, 90, 135, 180, 222, 270, 315, 355]


def area(polygon: list[QPointF]) -> float:
    pairs = zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairs)) / 2


@pytest.mark.parametrize(
    ("angle", "before", "after"),
    [
        (0, (300, 300), (500, 300)),
        (90, (400, 250), (400, 350)),
        (180, (500, 300), (300, 300)),
        (270, (400, 350), (400, 250)),
        (45, (330, 240), (470, 360)),
        (135, (470, 240), (330, 360)),
    ],
)
def test_before_lies_where_the_line_comes_from(
    angle: float, before: tuple[float, float], after: tuple[float, float]
) -> None:
    line = WipeLine(0.5, angle)
    assert line.past(QPointF(*before), SIZE) < 0 < line.past(QPointF(*after), SIZE)


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_both_halves_make_up_the_canvas_and_share_the_line(angle: float, share: float) -> None:
    line = WipeLine(share, angle)
    halves = [line.half(SIZE, after=after).toList() for after in (False, True)]
    assert sum(map(area, halves)) == pytest.approx(800 * 600)
    for end in line.ends(SIZE):
        assert line.past(end, SIZE) == pytest.approx(0, abs=1e-6)
        assert QRectF(-1e-6, -1e-6, 800 + 2e-6, 600 + 2e-6).contains(end)


@pytest.mark.parametrize("angle", ANGLES)
def test_it_goes_through_the_place_it_is_put_through(angle: float) -> None:
    place = QPointF(350, 260)
    assert WipeLine(0.9, angle).through(place, SIZE).past(place, SIZE) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("angle", ANGLES)
def test_it_never_leaves_the_canvas(angle: float) -> None:
    line = WipeLine(0.5, angle)
    for way, share in ((-5000, 0.0), (5000, 1.0)):
        far = line.through(line.normal * way, SIZE)
        assert far.share == share
        first, second = far.ends(SIZE)
        assert math.dist(first.toTuple(), second.toTuple()) > 10


def test_turning_keeps_the_middle_and_a_full_turn_comes_back() -> None:
    line = WipeLine(0.6, 0)
    middle = line.middle(SIZE)
    turned = line.turned(35, SIZE)
    assert turned.angle == 35
    assert turned.past(middle, SIZE) == pytest.approx(0, abs=1e-9)
    for _ in range(8):
        line = line.turned(45, QSizeF(500, 500))
    assert line.angle == 0


@pytest.mark.parametrize("angle", range(0, 360, 15))
def test_the_turning_handle_turns_it_to_where_it_is_dragged(angle: int) -> None:
    pivot = QPointF(420, 310)
    up = QPointF(math.sin(math.radians(angle)), -math.cos(math.radians(angle))) * 100
    line = WipeLine(0.3, 7).turned_to(pivot + up, pivot, SIZE)
    assert line.angle == angle
    assert line.past(pivot, SIZE) == pytest.approx(0, abs=1e-6)
    to = line.turning_handle(SIZE) - line.middle(SIZE)
    assert QPointF.dotProduct(to, up) > 0


@pytest.mark.parametrize("angle", ANGLES)
def test_the_strip_holds_all_that_changes_and_little_more(angle: float) -> None:
    old, new = WipeLine(0.4, angle), WipeLine(0.46, angle)
    boxes = list(old.strip_to(new, SIZE, 3))
    for x in range(0, 800, 20):
        for y in range(0, 600, 20):
            place = QPointF(x + 0.5, y + 0.5)
            if (old.past(place, SIZE) < 0) != (new.past(place, SIZE) < 0):
                assert any(box.contains(place) for box in boxes)
    assert sum(box.width() * box.height() for box in boxes) < 0.3 * 800 * 600


@pytest.mark.parametrize(
    ("angle", "words"),
    [(0, "left of it"), (88, "above it"), (180, "right of it"), (270, "below it"), (358, "left of it")],
)
def test_it_says_where_it_is_and_what_lies_where(angle: float, words: str) -> None:
    assert WipeLine(0.25, angle).words() == f"Wipe line at 25 percent; before is {words}"
