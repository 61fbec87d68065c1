"""Captions of a film fill their room and do not run over it, whatever a treatment is called."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.report.film_captions import CaptionRoom, FilmCaption, caption_pictures

ROOM = CaptionRoom(width=500, height=90, side=20, letters=24, paper=(28, 28, 28), dated=True, noted=True)
DAY = "10 May 2026"


def pixels(*captions: FilmCaption, room: CaptionRoom = ROOM) -> list[np.ndarray]:
    return [np.asarray(Pillow.open(io.BytesIO(page)).convert("RGB")) for page in caption_pictures(captions, room)]


def test_each_caption_is_a_picture_of_the_rooms_size() -> None:
    made = pixels(FilmCaption(), FilmCaption(day=DAY), FilmCaption(day=DAY, week="week 3 of x", note="Not comparable"))
    assert [picture.shape for picture in made] == [(90, 500, 3)] * 3
    assert (made[0] == 28).all()
    assert made[1][:45].max() > 200
    assert (made[1][45:] == 28).all()
    assert made[2][45:].max() > 200


@pytest.mark.parametrize(
    "week", ["week 3 of " + 40 * "long ", "week 3 of " + 200 * "x", "week 3 of 利特昔替尼", "week 3 of \U000f0001"]
)
def test_nothing_runs_over(week: str) -> None:
    short, long = pixels(FilmCaption(day=DAY), FilmCaption(day=DAY, week=week, note=30 * "note "))
    assert long.shape == short.shape
    assert (long[:, :19] == 28).all()
    assert (long[:, -19:] == 28).all()
    assert (long != short).any(axis=2)[:45].any(), "the week is said"


def test_without_days_the_note_takes_their_place() -> None:
    (picture,) = pixels(FilmCaption(note="Not comparable"), room=replace(ROOM, dated=False, height=50))
    assert picture[8:48].max() > 200
