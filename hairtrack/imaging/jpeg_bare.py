"""A JPEG as its camera wrote it, without a word about where it comes from: the compressed pixels and what they need."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageCms

from hairtrack.course import Size
from hairtrack.imaging.photo_exif import orientation_of
from hairtrack.imaging.photo_file import decode_bytes, encode_jpeg
from hairtrack.imaging.photo_warnings import quiet

_START, _END, _SCAN, _NOTE = 0xD8, 0xD9, 0xDA, 0xFE
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive, by Huffman codes; what readers of PDF know."""
_NEEDED = (0xDB, 0xC4, 0xDD, *_FRAMES)
"""Tables, the restart interval and the frame."""
_JFIF, _ADOBE, _PROFILE = b"JFIF\0", b"Adobe", b"ICC_PROFILE\0"
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""In compressed pixels 0xFF is followed by 0 or belongs to a restart."""
_COMMON_PROFILES = re.compile(
    r"srgb|generic (rgb|gr[ae]y)|display p3|adobe rgb|prophoto|gr[ae]y gamma|dot gain|^c2$", re.IGNORECASE
)
"""Profiles of cameras and phones. One that was made for a single screen may name its owner."""
_FINEST = 200
_LEAST_SIDE = 16
_GREY = 200


@dataclass(frozen=True, slots=True)
class BareJpeg:
    """A JPEG without anything that its pixels do not need.

    Attributes
    ----------
    data : bytes
        Its tables and scans are those of the file, byte for byte.
    size : Size
        Width and height as they are stored, before the turn.
    turn : int
        EXIF orientation, 1 to 8: how it has to be turned and mirrored to stand upright, which it no longer says.
    """

    data: bytes
    size: Size
    turn: int = 1

    @property
    def upright(self) -> Size:
        """Width and height once it stands upright."""
        return (self.size[1], self.size[0]) if self.turn > 4 else self.size


@dataclass(frozen=True, slots=True)
class _Frame:
    kind: int
    bits: int
    size: Size
    parts: tuple[int, ...]
    """The names of its colour components."""


def bare_jpeg(data: bytes) -> BareJpeg | None:
    """Take out of a JPEG file all that its pixels do not need: EXIF, XMP, previews, notes, what follows its end.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    BareJpeg or None
        None where the pixels cannot be shown as they are: no JPEG, damaged, not 8 bit, neither grey nor YCbCr, in an
        uncommon coding, or in the colours of one particular device.
    """
    try:
        segments = list(_segments(data))
    except (IndexError, ValueError):
        return None
    frames = [_frame(kind, body) for kind, body in segments if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC)]
    adobe = next((body for kind, body in segments if kind == 0xEE and body[2:].startswith(_ADOBE)), None)
    if len(frames) != 1 or not _is_plain(frames[0], adobe):
        return None
    profile = b"".join(body[16:] for kind, body in segments if _is_profile(kind, body))
    colours, name = _profile_names(profile) if profile else ("", "")
    if colours != ("GRAY" if len(frames[0].parts) == 1 else "RGB"):
        # A broken one, or one for other colours, is ignored wherever the photo is read.
        profile = b""
    elif not _COMMON_PROFILES.search(name):
        return None
    kept = [_bare(kind, body) for kind, body in segments if profile or not _is_profile(kind, body)]
    return BareJpeg(b"".join([b"\xff\xd8", *kept, b"\xff\xd9"]), frames[0].size, _turn(data))


def shrunk(jpeg: bytes, max_side: int) -> bytes:
    """Return a smaller copy of a bare JPEG, no more upright than it is.

    Parameters
    ----------
    jpeg : bytes
    max_side : int

    Returns
    -------
    bytes
        In sRGB.
    """
    return encode_jpeg(decode_bytes(jpeg, Path("picture"), max_side), 88)


def stand_in(jpeg: bytes, note: bytes) -> bytes:
    """Make a small plain JPEG of the proportions and colour space of another, to be laid out in its place.

    Parameters
    ----------
    jpeg : bytes
        Bare.
    note : bytes
        Stands right after its start, to know it by.

    Returns
    -------
    bytes
    """
    segments = list(takewhile(lambda segment: segment[0] != _SCAN, _segments(jpeg)))
    frame = next(_frame(kind, body) for kind, body in segments if kind in _FRAMES)
    shape = Fraction(*frame.size).limit_denominator(_FINEST)
    times = max(1, -(-_LEAST_SIDE // min(shape.numerator, shape.denominator)))
    size = (max(1, shape.numerator * times), shape.denominator * times)
    grey = Pillow.new("L", size, _GREY)
    buffer = io.BytesIO()
    (grey if len(frame.parts) == 1 else grey.convert("RGB")).save(buffer, "JPEG", quality=50)
    profile = b"".join(b"\xff\xe2" + body for kind, body in segments if _is_profile(kind, body))
    noted = b"\xff\xfe" + (2 + len(note)).to_bytes(2, "big") + note
    return b"\xff\xd8" + noted + profile + buffer.getvalue()[2:]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk a JPEG up to its end: each marker with its body, the length first; a scan's with its compressed pixels.

    Raises `ValueError` where it is not one, or ends before its end.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        while data[at + 1] == 0xFF:
            at += 1
        kind = data[at + 1]
        if kind == _END:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(data) or kind in (0x00, 0x01, _START, *range(0xD0, 0xD8)):
            raise ValueError("a segment that cannot be")
        if kind == _SCAN:
            found = _NEXT_MARKER.search(data, end)
            if found is None:
                raise ValueError("it stops in the middle")
            end = found.start()
        yield kind, data[at + 2 : end]
        at = end


def _frame(kind: int, body: bytes) -> _Frame:
    height, width = int.from_bytes(body[3:5], "big"), int.from_bytes(body[5:7], "big")
    return _Frame(kind, body[2], (width, height), tuple(body[8::3][: body[7]]))


def _is_plain(frame: _Frame, adobe: bytes | None) -> bool:
    """Whether every reader takes the colours of a frame for what they are."""
    if frame.kind not in _FRAMES or frame.bits != 8 or min(frame.size) < 1 or len(frame.parts) not in (1, 3):
        return False
    # Three components are YCbCr but where they are named otherwise, or Adobe's mark says otherwise.
    return len(frame.parts) == 1 or (frame.parts != tuple(b"RGB") and (adobe is None or adobe[13:14] == b"\x01"))


def _bare(kind: int, body: bytes) -> bytes:
    """Return a segment as it is kept, or nothing."""
    marker = bytes([0xFF, kind])
    if kind == 0xE0 and body[2:].startswith(_JFIF) and len(body) >= 16:
        # Without the small preview that it may hold.
        return marker + b"\x00\x10" + body[2:14] + b"\0\0"
    if kind in (*_NEEDED, _SCAN) or (kind == 0xEE and body[2:].startswith(_ADOBE)) or _is_profile(kind, body):
        return marker + body
    return b""


def _is_profile(kind: int, body: bytes) -> bool:
    return kind == 0xE2 and body[2:].startswith(_PROFILE)


def _profile_names(profile: bytes) -> tuple[str, str]:
    """Return the colour space of a profile and what it calls itself, both empty for a broken one."""
    try:
        opened = ImageCms.getOpenProfile(io.BytesIO(profile))
        return opened.profile.xcolor_space.strip(), ImageCms.getProfileDescription(opened).strip()
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return "", ""


def _turn(data: bytes) -> int:
    try:
        with quiet(), Pillow.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            return orientation_of(picture)
    except OSError:
        return 1
