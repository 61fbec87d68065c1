"""Films as files that hold pixels and times alone: MP4 with H.264, GIF, WebP.

PyAV comes in when a film is written, since it takes a tenth of a second to load.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from PIL import Image as Pillow

from hairtrack.course import Size
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.film.frames import BAND

_H264 = {"crf": "19", "preset": "veryfast", "tune": "stillimage"}
"""Of a constant quality at which what is lost cannot be told from the photo at the film's size."""
_LIBRARY_NOTE = 6
"""Kind of the unit in which the encoder names itself and its settings."""
_INDEX_BYTES, _INDEX_BYTES_A_FRAME = 16_384, 32
"""Room for the index at the start of an MP4, so that a player can begin before it has the rest."""
_BT709, _SRGB, _STUDIO = 1, 13, 1
_COLOURS = 256
_SAMPLE_SIDE = 320
_WEBP_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Still:
    """A picture and how many frames it is shown for."""

    image: Image
    frames: int = 1


def mp4(stills: Iterable[Still], *, size: Size, rate: int, frames: int) -> bytes:
    """Encode a film as every phone and browser plays it.

    Parameters
    ----------
    stills : iterable of Still
        Taken one at a time.
    size : Size
        Even numbers.
    rate : int
        Frames a second.
    frames : int
        In all.

    Returns
    -------
    bytes
    """
    import av  # noqa: PLC0415 - see above
    from av.bitstream import BitStreamFilterContext  # noqa: PLC0415
    from av.video.reformatter import ColorRange, Colorspace  # noqa: PLC0415

    whole = io.BytesIO()
    options = {"fflags": "+bitexact", "moov_size": str(_INDEX_BYTES + _INDEX_BYTES_A_FRAME * frames)}
    with av.open(whole, "w", format="mp4", options=options) as film:
        stream = film.add_stream("libx264", rate=rate, options=_H264)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, rate)
        encoder = stream.codec_context
        encoder.gop_size = 2 * rate
        encoder.bit_rate = 0
        encoder.flags |= 1 << 23  # bit-exact: the stream does not name its encoder
        encoder.color_primaries = encoder.colorspace = _BT709
        encoder.color_trc, encoder.color_range = _SRGB, _STUDIO
        nameless = BitStreamFilterContext(f"filter_units=remove_types={_LIBRARY_NOTE}", stream)
        at = 0
        for still in stills:
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(still.image), format="rgb24").reformat(
                format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
            )
            for _ in range(still.frames):
                picture.pts = at
                at += 1
                for packet in stream.encode(picture):
                    film.mux(nameless.filter(packet))
        for packet in stream.encode(None):
            film.mux(nameless.filter(packet))
    return whole.getvalue()


def gif(stills: Iterable[Still], *, samples: Sequence[Image], rate: int) -> bytes:
    """Encode a film as GIF, with the same colours in all its pictures so that none of them flickers.

    Parameters
    ----------
    stills : iterable of Still
        Taken one at a time.
    samples : sequence of Image
        Some of them, from which the colours are chosen.
    rate : int
        Frames a second; times are kept in hundredths of a second.

    Returns
    -------
    bytes
    """
    palette = _palette(samples)
    clock = _Clock(rate, 100)

    def pictures() -> Iterator[Pillow.Image]:
        for still in stills:
            picture = Pillow.fromarray(still.image).quantize(palette=palette, dither=Pillow.Dither.FLOYDSTEINBERG)
            picture.info["duration"] = 10 * clock.ticks(still.frames)
            yield picture

    whole, others = io.BytesIO(), pictures()
    next(others).save(whole, "GIF", save_all=True, append_images=others, loop=0, disposal=1, optimize=False)
    return whole.getvalue()


def webp(stills: Iterable[Still], *, size: Size, rate: int) -> bytes:
    """Encode a film as WebP, every picture whole.

    Encoders of animations leave out what hardly differs from the picture before, so that a slow fade comes out in
    blocks.

    Parameters
    ----------
    stills : iterable of Still
        Taken one at a time.
    size : Size
    rate : int
        Frames a second.

    Returns
    -------
    bytes
    """
    clock = _Clock(rate, 1000)
    corner = b"".join(_little(side - 1, 3) for side in size)
    chunks = [_chunk(b"VP8X", b"\x02\0\0\0" + corner), _chunk(b"ANIM", bytes((*reversed(BAND), 255)) + _little(0, 2))]
    for still in stills:
        one = io.BytesIO()
        Pillow.fromarray(still.image).save(one, "WEBP", quality=_WEBP_QUALITY, method=3)
        about = bytes(6) + corner + _little(clock.ticks(still.frames), 3) + b"\x02"
        chunks.append(_chunk(b"ANMF", about + one.getvalue()[12:]))
    return _chunk(b"RIFF", b"WEBP" + b"".join(chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + _little(len(data), 4) + data + bytes(len(data) % 2)


def _little(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little")


class _Clock:
    """Counts frames in a file's own unit of time so that what is rounded off does not add up."""

    def __init__(self, rate: int, unit: int) -> None:
        self._rate, self._unit, self._frames, self._told = rate, unit, 0, 0

    def ticks(self, frames: int) -> int:
        """Return how long so many frames more are shown."""
        self._frames += frames
        passed = round(self._frames * self._unit / self._rate) - self._told
        self._told += passed
        return passed


def _palette(samples: Sequence[Image]) -> Pillow.Image:
    """Choose colours that suit all samples together, those of the band among them."""
    small = [Pillow.fromarray(image) for image in samples]
    for picture in small:
        picture.thumbnail((_SAMPLE_SIDE, _SAMPLE_SIDE))
    mosaic = Pillow.new("RGB", (sum(p.width for p in small), max(p.height for p in small)), BAND)
    left = 0
    for picture in small:
        mosaic.paste(picture, (left, 0))
        left += picture.width
    return mosaic.quantize(_COLOURS, Pillow.Quantize.MEDIANCUT, kmeans=1)
