"""Files of films hold the pictures that went in, for as long as was said, and nothing else."""

import io
from collections.abc import Iterator

import av
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageSequence

from hairtrack.imaging.film.files import Still, gif, mp4, webp

COLOURS = ((200, 150, 120), (60, 40, 30), (120, 130, 140))
FRAMES = (20, 1, 9)
SIZE = (96, 64)


def stills() -> Iterator[Still]:
    for colour, frames in zip(COLOURS, FRAMES, strict=True):
        yield Still(np.full((SIZE[1], SIZE[0], 3), colour, np.uint8), frames)


def boxes(data: bytes) -> list[bytes]:
    """Name the boxes of an MP4 in order."""
    found, at = [], 0
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4], "big")
    return found


def test_an_mp4_shows_each_picture_for_its_frames() -> None:
    data = mp4(stills(), size=SIZE, rate=10, frames=sum(FRAMES))
    with av.open(io.BytesIO(data), "r") as film:
        (stream,) = film.streams
        assert isinstance(stream, av.VideoStream)
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 10
        assert stream.frames == 30
        assert stream.duration is not None
        assert stream.time_base is not None
        assert stream.duration * stream.time_base == 3
        assert (stream.width, stream.height) == SIZE
        seen = [frame.to_ndarray(format="rgb24") for frame in film.decode(stream)]
    assert len(seen) == 30
    for place, colour in ((0, COLOURS[0]), (19, COLOURS[0]), (20, COLOURS[1]), (21, COLOURS[2]), (29, COLOURS[2])):
        assert np.abs(seen[place].reshape(-1, 3).mean(axis=0) - colour).max() < 3


def test_an_mp4_can_be_begun_before_it_has_come_whole() -> None:
    found = boxes(mp4(stills(), size=SIZE, rate=10, frames=sum(FRAMES)))
    assert found.index(b"moov") < found.index(b"mdat")


def test_an_mp4_says_neither_who_made_it_nor_when() -> None:
    data = mp4(stills(), size=SIZE, rate=10, frames=sum(FRAMES))
    assert data == mp4(stills(), size=SIZE, rate=10, frames=sum(FRAMES)), "nothing of the moment is in it"
    for word in (b"x264", b"Lav", b"encoder", b"crf=", b"hairtrack"):
        assert word not in data
    header = data.index(b"mvhd")
    assert data[header + 8 : header + 16] == bytes(8), "no time of making"
    with av.open(io.BytesIO(data)) as film:
        assert set(film.metadata) == {"major_brand", "minor_version", "compatible_brands"}
        assert film.streams[0].metadata == {"language": "und", "handler_name": "VideoHandler"}


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_animations_show_each_picture_for_its_time(kind: str) -> None:
    data = webp(stills(), size=SIZE, rate=12) if kind == "WEBP" else gif(stills(), samples=samples(), rate=12)
    with Pillow.open(io.BytesIO(data)) as film:
        assert film.format == kind
        assert film.size == SIZE
        assert film.info["loop"] == 0
        shown = []
        for frame in ImageSequence.Iterator(film):
            picture = frame.convert("RGB")
            shown.append((np.asarray(picture).reshape(-1, 3).mean(axis=0), film.info["duration"]))
        assert not film.getexif()
        assert not {"comment", "icc_profile", "xmp", "exif"} & film.info.keys()
    assert sum(duration for _, duration in shown) == 2500
    for (colour, duration), wanted, frames in zip(shown, COLOURS, FRAMES, strict=True):
        assert np.abs(colour - wanted).max() < 4
        assert duration == pytest.approx(1000 * frames / 12, abs=10)


def samples() -> list[np.ndarray]:
    return [still.image for still in stills()]


def test_a_slow_fade_moves_in_every_picture_of_a_webp() -> None:
    rng = np.random.default_rng(0)
    grain = rng.integers(-20, 20, (64, 96, 1))
    steps = [(110 + 2 * step + grain).repeat(3, axis=2).astype(np.uint8) for step in range(12)]
    data = webp((Still(step) for step in steps), size=SIZE, rate=20)
    with Pillow.open(io.BytesIO(data)) as film:
        seen = [np.asarray(frame.convert("L"), float) for frame in ImageSequence.Iterator(film)]
    for shown, meant in zip(seen, steps, strict=True):
        blocks = (shown - meant[..., 0]).reshape(8, 8, 12, 8).mean(axis=(1, 3))
        assert np.abs(blocks).max() < 2, "no block is left behind"


def test_stopping_comes_through() -> None:
    def broken() -> Iterator[Still]:
        yield next(stills())
        raise KeyboardInterrupt

    for write in (
        lambda: mp4(broken(), size=SIZE, rate=10, frames=30),
        lambda: gif(broken(), samples=samples(), rate=10),
        lambda: webp(broken(), size=SIZE, rate=10),
    ):
        with pytest.raises(KeyboardInterrupt):
            write()
