"""Captions stand clear of the line and of each other, on their own photo."""

from itertools import product

import pytest
from PySide6.QtCore import QRectF, QSizeF

from hairtrack.ui.compare.captions import place_apart, place_captions
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


def test_words_hide_little_of_a_narrow_photo_and_may_stand_beside_it() -> None:
    text = "Before: 12 September 2025\n48 % (31 to 71)\nNothing was being taken"
    wide, beside, narrow = QRectF(0, 0, 900, 600), QRectF(300, 0, 300, 600), QRectF(10, 0, 180, 240)
    whole = place_captions((text, ""), measure, QSizeF(900, 600), photo=wide)[0]
    apart = place_captions((text, ""), measure, QSizeF(900, 600), photo=beside)[0]
    short = place_captions((text, ""), measure, QSizeF(240, 250), photo=narrow)[0]
    assert whole is not None
    assert apart is not None
    assert short is not None
    assert whole[0] == text
    assert apart[0].split() == text.split()
    assert not apart[1].intersects(beside)
    assert short[0] == "Before: 12 September 2025"


def test_captions_on_canvases_of_their_own_say_equally_much() -> None:
    texts = ("Before: 12 September 2025\n48 %\nNothing was being taken", "6 May 2026\n50 %\n" + "taken " * 12)
    large, small = (QSizeF(700, 600), QRectF(0, 0, 700, 600)), (QSizeF(300, 300), QRectF(0, 0, 300, 300))
    said = [found[0] for found in place_apart(texts, measure, (large, large)) if found]
    assert [words.split() for words in said] == [text.split() for text in texts]
    said = [found[0] for found in place_apart(texts, measure, (large, small)) if found]
    assert said == ["Before: 12 September 2025\n48 %", "6 May 2026\n50 %"]
