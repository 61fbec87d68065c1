"""Captions stand clear of the line and of each other, on their own photo."""

from itertools import product

import pytest
from PySide6.QtCore import QRectF, QSizeF

from hairtrack.ui.compare.captions import place_captions
from hairtrack.ui.compare.wipe_line import WipeLine

CAPTIONS = ("Before: 12 September 2025\n48 % (31 to 71)", "After: 10 September 2026, week 50 of ritlecitinib\n97 %")


def measure(words: str) -> QSizeF:
    lines = words.split("\n")
    return QSizeF(8 * max(map(len, lines)) + 12, 17 * len(lines) + 4)


@pytest.mark.parametrize("size", [(816, 616), (500, 600), (300, 420), (1900, 300), (3840, 2160)])
def test_at_any_angle_they_stand_on_their_own_photo(size: tuple[int, int]) -> None:
    canvas = QSizeF(*size)
    for angle, share in product(range(0, 360, 15), (0.0, 0.1, 0.3, 0.5, 0.75, 1.0)):
        line = WipeLine(share, angle)
        placed = place_captions(CAPTIONS, measure, canvas, line)
        boxes = [found[1] for found in placed if found is not None]
        for after, found in enumerate(placed):
            if found is not None:
                words, box = found
                assert words.split() in (CAPTIONS[after].split(), CAPTIONS[after].partition("\n")[0].split())
                assert box.size() == measure(words)
                assert line.clear_of(box, canvas, after=bool(after), room=15)
                assert QRectF(0, 0, *size).contains(box)
        assert len(boxes) < 2 or not boxes[0].intersects(boxes[1])
        assert len(boxes) == 2 or share != 0.5 or min(size) < 400


@pytest.mark.parametrize("width", [1200, 500, 300])
def test_without_a_line_both_find_room(width: int) -> None:
    placed = place_captions(CAPTIONS, measure, QSizeF(width, 500))
    boxes = [found[1] for found in placed if found is not None]
    assert len(boxes) == 2
    assert not boxes[0].intersects(boxes[1])
    assert (boxes[0].bottom() == boxes[1].bottom() == 488) or width < 500


def test_a_caption_that_would_hide_too_much_says_only_which_photo_it_is() -> None:
    large, small = (place_captions(CAPTIONS, measure, QSizeF(*size))[0] for size in ((900, 600), (280, 170)))
    assert large is not None
    assert small is not None
    assert "48 %" in large[0]
    assert small[0].split() == ["Before:", "12", "September", "2025"]


def test_no_words_need_no_place() -> None:
    assert place_captions(("", "After"), measure, QSizeF(400, 300))[0] is None
