"""Wipe, blink, onion skin and loupe on two flat photos, of which every pixel tells which one it is."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QRegion
from pytestqt.qtbot import QtBot

from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.loupe import boxes
from hairtrack.ui.compare.view import CompareCanvas, Look
from hairtrack.ui.compare.wipe_line import WipeLine
from tests.ui.hands import LEFT, click

BEFORE, AFTER = (200, 60, 60), (60, 60, 200)


def flat(colour: tuple[int, int, int]) -> Picture:
    return Picture.of(np.full((600, 800, 3), colour, np.uint8))


@pytest.fixture
def canvas(qtbot: QtBot) -> CompareCanvas:
    made = CompareCanvas("Before and after")
    qtbot.addWidget(made)
    made.resize(816, 616)
    made.caption("Before · 1 March 2026", "After · 1 June 2026")
    made.show_pair(flat(BEFORE), flat(AFTER))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def seen(canvas: CompareCanvas, x: int, y: int = 200) -> tuple[int, int, int]:
    colour: QColor = canvas.grab().toImage().pixelColor(QPoint(x, y))
    return colour.red(), colour.green(), colour.blue()


def test_the_wipe_shows_before_on_the_left_and_after_on_the_right(qtbot: QtBot, canvas: CompareCanvas) -> None:
    assert seen(canvas, 300) == BEFORE
    assert seen(canvas, 500) == AFTER
    qtbot.mousePress(canvas, LEFT, pos=QPoint(408, 300))
    qtbot.mouseMove(canvas, QPoint(208, 300))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(208, 300))
    assert canvas.line.share == pytest.approx(0.25, abs=0.01)
    assert seen(canvas, 300) == AFTER
    assert canvas.viewport.centre == (0.5, 0.5)


def test_the_wipe_is_moved_by_keys(qtbot: QtBot, canvas: CompareCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.line.share == pytest.approx(0.62)
    for _ in range(9):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.line.share == 1.0
    assert "100 percent" in canvas.accessibleDescription()


def test_dragging_away_from_the_line_moves_both_photos(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.zoom_by(3)
    qtbot.mousePress(canvas, LEFT, pos=QPoint(200, 300))
    qtbot.mouseMove(canvas, QPoint(260, 300))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(260, 300))
    assert canvas.line.share == 0.5
    assert canvas.viewport.centre[0] < 0.5


def test_nothing_flickers_without_being_asked(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    assert not canvas.blinking
    with qtbot.assertNotEmitted(canvas.flipped, wait=900):
        pass


def test_space_shows_the_other_photo_while_it_is_held(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    assert seen(canvas, 300) == BEFORE
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert seen(canvas, 300) == AFTER
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert seen(canvas, 300) == BEFORE
    click(qtbot, canvas, (300.0, 300.0))
    assert seen(canvas, 300) == AFTER


def test_blinking_goes_back_and_forth_with_nothing_blank_between(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    canvas.zoom_by(2, QPointF(400, 300))
    canvas.blinker.pace(0)
    flips: list[tuple[int, int, int]] = []
    canvas.flipped.connect(lambda _: flips.append(seen(canvas, 300)))
    canvas.blink(on=True)
    qtbot.waitUntil(lambda: len(flips) >= 4, timeout=4000)
    assert flips[:4] == [AFTER, BEFORE, AFTER, BEFORE]
    canvas.show_as(Look.WIPE)
    assert not canvas.blinking


def test_the_onion_skin_mixes_the_two(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.ONION)
    canvas.mix(0.25)
    assert seen(canvas, 300) == pytest.approx((165, 60, 95), abs=2)


def test_one_photo_alone_is_shown_as_it_is(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_pair(flat(BEFORE), None)
    assert seen(canvas, 300) == seen(canvas, 500) == BEFORE


def striped(at: int) -> Picture:
    """A grey photo with one white column."""
    pixels = np.full((600, 800, 3), 90, np.uint8)
    pixels[:, at] = 255
    return Picture.of(pixels)


def column_seen(canvas: CompareCanvas, y: int = 200) -> list[int]:
    image = canvas.grab().toImage()
    return [x for x in range(image.width()) if image.pixelColor(x, y).red() > 250]


# The wipe line at any angle


@pytest.mark.parametrize("angle", [0, 20, 45, 90, 130, 180, 225, 270, 300])
def test_at_any_angle_each_pixel_comes_from_the_photo_of_its_side(canvas: CompareCanvas, angle: int) -> None:
    canvas.caption("", "")
    line = WipeLine(0.4, angle)
    canvas.put_line(line)
    image, size = canvas.grab().toImage(), QSizeF(canvas.size())
    handle = line.turning_handle(size)
    told = 0
    for x in range(12, 800, 17):
        for y in range(12, 600, 17):
            place = QPointF(x + 0.5, y + 0.5)
            past = line.past(place, size)
            if abs(past) > 18 and (place - handle).manhattanLength() > 20:
                assert image.pixelColor(x, y) == QColor(*(AFTER if past > 0 else BEFORE))
                told += 1
    assert told > 1000


def test_only_the_strip_that_changes_is_drawn_anew_and_all_of_it(qtbot: QtBot, canvas: CompareCanvas) -> None:
    class Watched(CompareCanvas):
        drawn = QRegion()

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - as Qt has it
            self.drawn += event.region()
            super().paintEvent(event)

    made = Watched("Watched")
    qtbot.addWidget(made)
    made.resize(816, 616)
    made.caption("Before · 1 March 2026", "After · 1 June 2026")
    made.show_pair(flat(BEFORE), flat(AFTER))
    made.show()
    qtbot.waitExposed(made)
    for angle in (0, 45, 90, 200):
        made.put_line(WipeLine(0.4, angle))
        qtbot.wait(20)
        before = made.grab().toImage()
        qtbot.wait(20)
        made.drawn = QRegion()
        made.wipe_to(0.5)
        qtbot.waitUntil(lambda: not made.drawn.isEmpty())
        drawn, after = QRegion(made.drawn), made.grab().toImage()
        kept = [(x, y) for x in range(0, 816, 3) for y in range(0, 616, 3) if not drawn.contains(QPoint(x, y))]
        assert len(kept) > 0.5 * 272 * 205
        assert all(before.pixelColor(*place) == after.pixelColor(*place) for place in kept)


def test_keys_alone_turn_the_line_and_move_it_across_itself(qtbot: QtBot, canvas: CompareCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert canvas.line.angle == 5
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.line.angle == 355
    canvas.put_line(WipeLine(0.5, 90))
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.line.share == pytest.approx(0.52)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.line.share == pytest.approx(0.52)
    canvas.put_line(WipeLine(0.5, 180))
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.line.share == pytest.approx(0.52)


def test_the_handle_turns_the_line_and_a_double_click_puts_it_back(qtbot: QtBot, canvas: CompareCanvas) -> None:
    size = QSizeF(canvas.size())
    handle, middle = canvas.line.turning_handle(size).toPoint(), canvas.line.middle(size).toPoint()
    qtbot.mousePress(canvas, LEFT, pos=handle)
    qtbot.mouseMove(canvas, middle + QPoint(150, -150))
    qtbot.mouseRelease(canvas, LEFT, pos=middle + QPoint(150, -150))
    assert canvas.line.angle == 45
    assert canvas.line.past(QPointF(middle), size) == pytest.approx(0, abs=1.5)
    canvas.wipe_to(0.3)
    qtbot.mouseDClick(canvas, LEFT, pos=canvas.line.middle(size).toPoint())
    assert canvas.line == WipeLine()


# Blinking


def test_it_never_flashes_thrice_in_a_second(canvas: CompareCanvas) -> None:
    canvas.blinker.pace(1)
    canvas.blink(on=True)
    assert 1000 / (2 * canvas.blinker._timer.interval()) < 3


def test_both_photos_are_ready_before_blinking_begins(qtbot: QtBot, canvas: CompareCanvas) -> None:
    large = [Picture.of(np.full((3000, 4000, 3), colour, np.uint8)) for colour in (BEFORE, AFTER)]
    canvas.show_pair(*large)
    canvas.show_as(Look.BLINK)
    canvas.zoom_by(2)
    turns: list[bool] = []

    def ready() -> bool:
        scale = canvas._placement()[0]
        photos = (canvas._photo, canvas._after)
        return all(photo is not None and photo.ready(scale, canvas._seen(photo, canvas.shift)) for photo in photos)

    canvas.flipped.connect(lambda _: turns.append(ready()))
    canvas.blinker.pace(0)
    canvas.blink(on=True)
    qtbot.waitUntil(lambda: len(turns) >= 2)
    assert all(turns)
    canvas.zoom_by(1.5)
    shown = canvas.blinker.shows_after
    canvas.blinker._tick()
    assert canvas.blinker.shows_after is shown


def test_a_flip_fades_and_its_middle_is_the_mean(canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    canvas.blinker.obey(motion_ms=1000, flicker=True)
    canvas.flip()
    canvas.blinker._fade.pause()
    for passed, expected in ((0, BEFORE), (500, (130, 60, 130)), (250, (165, 60, 95))):
        canvas.blinker._fade.setCurrentTime(passed)
        assert seen(canvas, 300) == pytest.approx(expected, abs=2)


def test_without_flicker_nothing_jumps(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    canvas.blinker.obey(motion_ms=0, flicker=False)
    canvas.blinker.pace(0)
    shares = [0.0]
    canvas.blinker.changed.connect(lambda: shares.append(canvas.blinker.share))
    assert canvas.blinker._interval > 1200
    canvas.blinker._tick()
    assert shares == [0.0]
    assert canvas.blinker._fade.duration() >= 1000
    canvas.blinker._fade.pause()
    canvas.blinker._fade.setCurrentTime(600)
    assert seen(canvas, 300) == pytest.approx((130, 60, 130), abs=2)
    canvas.show_as(Look.BLINK)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert seen(canvas, 300) == pytest.approx(BEFORE, abs=8)
    qtbot.waitUntil(lambda: canvas.blinker.share == 1.0)
    assert len(shares) > 5
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: canvas.blinker.share == 0.0)


def test_the_same_place_is_looked_at_when_photos_switch(canvas: CompareCanvas) -> None:
    canvas.zoom_by(3, QPointF(200, 450))
    looked = canvas.viewport.centre, canvas.viewport.zoom
    canvas.show_pair(flat(AFTER), flat(BEFORE), keep_place=True)
    assert (canvas.viewport.centre, canvas.viewport.zoom) == looked
    assert seen(canvas, 100) == AFTER


# Moved by hand


@pytest.mark.parametrize("look", [Look.WIPE, Look.BLINK, Look.ONION])
def test_a_nudge_moves_the_photo_after_by_so_many_pixels_of_the_screen(
    qtbot: QtBot, canvas: CompareCanvas, look: Look
) -> None:
    canvas.show_pair(flat((90, 90, 90)), striped(600))
    canvas.caption("", "")
    canvas.show_as(look)
    canvas.mix(1.0)
    if look is Look.BLINK:
        canvas.flip()
    before = column_seen(canvas)
    assert len(before) == 1
    nudge = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(canvas, Qt.Key.Key_Right, nudge)
    assert column_seen(canvas) == before
    canvas.by_hand.unlock(on=True)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, nudge)
    assert column_seen(canvas) == [before[0] + 3]
    qtbot.keyClick(canvas, Qt.Key.Key_Left, nudge | Qt.KeyboardModifier.ShiftModifier)
    assert column_seen(canvas) == [before[0] - 7]
    canvas.by_hand.unlock(on=False)
    assert column_seen(canvas) == [before[0] - 7]
    canvas.by_hand.put_back()
    assert column_seen(canvas) == before


def test_unlocked_the_hand_moves_the_photo_after_alone_and_locked_again_both(
    qtbot: QtBot, canvas: CompareCanvas
) -> None:
    canvas.show_pair(striped(100), striped(600))
    canvas.caption("", "")
    canvas.by_hand.unlock(on=True)
    qtbot.mousePress(canvas, LEFT, pos=QPoint(700, 500))
    qtbot.mouseMove(canvas, QPoint(740, 500))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(740, 500))
    assert column_seen(canvas) == [108, 648]
    assert canvas.viewport.centre == (0.5, 0.5)
    canvas.by_hand.unlock(on=False)
    canvas.zoom_by(2, QPointF(408, 308))
    canvas.pan_by(-100, 0)
    shift = canvas.by_hand.shift(1)
    places = [canvas._placement(moved)[1].x() for moved in (canvas.shift, shift)]
    assert places[1] - places[0] == pytest.approx(80, abs=1)


def test_unlocked_a_photo_is_magnified_about_the_pointer(canvas: CompareCanvas) -> None:
    canvas.by_hand.unlock(on=True)
    at = QPointF(500, 200)
    frame = canvas.in_frame(at)
    canvas.zoom_by(1.5, at)
    shift = canvas.by_hand.shift(1)
    assert shift.zoom == pytest.approx(1.5)
    assert shift.of_frame(frame) == pytest.approx(frame)
    assert canvas.viewport.zoom == 1.0
    for _ in range(20):
        canvas.zoom_by(3)
    assert canvas.by_hand.shift(1).zoom == pytest.approx(4.0)


def test_the_map_keeps_its_own_place(canvas: CompareCanvas) -> None:
    canvas.show_pair(flat((90, 90, 90)), striped(600))
    canvas.by_hand.unlock(on=True)
    canvas.by_hand.move(1, 0.1, 0)
    canvas.show_as(Look.MAP)
    assert column_seen(canvas) == [608]
    canvas.pan_by(20, 0)
    assert canvas.by_hand.shift(1).across == pytest.approx(0.1)
    canvas.show_as(Look.BLINK)
    canvas.flip()
    assert column_seen(canvas) == [688]


# Loupe


def test_the_loupe_shows_the_same_place_of_both_photos_three_times_as_large(
    qtbot: QtBot, canvas: CompareCanvas
) -> None:
    before, after = striped(300), striped(310)
    canvas.show_pair(before, after)
    canvas.show_as(Look.BLINK)
    canvas.caption("", "")
    canvas.magnify_by_loupe((0, before, ""), (1, after, ""))
    spot = canvas.to_screen((300.5, 300.0))
    canvas.loupe.take(canvas, spot)
    image = canvas.grab().toImage()
    glasses, _rim = boxes(spot, 2, QSizeF(canvas.size()))
    for glass, off in zip(glasses, (0, 30), strict=True):
        y = round(glass.top() + 20)
        white = [
            x
            for x in range(math.ceil(glass.left()) + 2, math.floor(glass.right()) - 2)
            if image.pixelColor(x, y).red() > 200
        ]
        assert len(white) in (2, 3, 4)
        assert np.mean(white) == pytest.approx(glass.center().x() + off, abs=1.5)


def test_the_loupe_is_led_by_arrows_and_put_away_by_escape(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.loupe.take(canvas, QPointF(200, 200))
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.loupe.spot == QPointF(208, 199)
    assert canvas.line == WipeLine()
    qtbot.mouseMove(canvas, QPoint(600, 400))
    assert canvas.loupe.spot == QPointF(600, 400)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.loupe.on


@pytest.mark.parametrize("spot", [(0, 0), (816, 616), (408, 0), (0, 616), (300, 300)])
@pytest.mark.parametrize("count", [1, 2])
def test_the_loupe_never_leaves_the_canvas(spot: tuple[int, int], count: int) -> None:
    for size in (QSizeF(816, 616), QSizeF(240, 180), QSizeF(170, 400)):
        glasses, rim = boxes(QPointF(*spot), count, size)
        assert QRectF(QPointF(), size).contains(rim)
        assert all(rim.contains(glass) and glass.width() > 60 for glass in glasses)
