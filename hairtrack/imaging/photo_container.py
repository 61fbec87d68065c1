"""Whether a photo file is all there, and what else it holds, where its decoder would not say a word.

A download that stopped, or a card pulled too early, leaves a file that ends too soon or goes on as zeros. Tiled HEIC
files open all the same, with grey tiles; JPEG and PNG files do in part.
"""

import zlib
from collections.abc import Iterator

from PIL import Image as Pillow

from hairtrack.imaging.photo_warnings import quiet

_HOLE = bytes(4096)
"""Compressed pixels never hold so many zeros in a row."""
_HOLE_BESIDE_PADDING = bytes(1 << 15)
"""In media files some cameras fill up to a round address between the parts."""


def is_whole(data: bytes, kind: str) -> bool:
    """Return whether a file holds all that its structure promises.

    Parameters
    ----------
    data : bytes
    kind : str
        Format, as Pillow names it. Formats whose decoder finds out by itself are taken as whole.
    """
    if kind in ("JPEG", "MPO"):
        return _jpeg_ends(data)
    if kind == "PNG":
        return _png_ends(data)
    if kind in ("HEIF", "AVIF"):
        media = [(start, end) for name, start, end in _boxes(data) if name == b"mdat"]
        return all(end <= len(data) and data.find(_HOLE_BESIDE_PADDING, start, end) < 0 for start, end in media)
    if kind == "WEBP":
        return _HOLE not in data
    return True


_GAIN_MAPS = (b"hdrgm:", b"urn:iso:std:iso:ts:21496", b"HDRGainMap")


def holds_several(picture: Pillow.Image, data: bytes) -> bool:
    """Return whether a file holds more pictures than the first.

    Phones keep a gain map for bright screens beside the photo; that is no picture of its own.
    """
    with quiet():
        try:
            several = bool(getattr(picture, "is_animated", False))
        except Exception:
            # What comes after the first picture is broken; the first stands for itself.
            return False
    return several and not any(mark in data for mark in _GAIN_MAPS)


def _jpeg_ends(data: bytes) -> bool:
    """Look for the end marker after the start of the pixels; the one of an embedded preview comes before."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == 0xDA:
            return data.rfind(b"\xff\xd9", at) >= 0
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    # Odd headers: let the decoder judge.
    return True


def _png_ends(data: bytes) -> bool:
    """Check every chunk that pixels depend on, up to the last."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, end = data[at + 4 : at + 8], at + 8 + length
        if name[:1].isupper() and zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return False
        if name == b"IEND":
            return True
        at = end + 4
    return False


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Walk the outermost boxes of an ISO media file: name, start and end, which may lie beyond the file's end."""
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + size
        yield name, at, end
        if end <= at:
            return
        at = end
