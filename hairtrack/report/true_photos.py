"""Photos put into a finished PDF in the place of the stand-ins with which it was laid out.

Typst decodes every picture and keeps its pixels until it is done: 24 photos of 12 megapixels take four seconds and
more than a gigabyte. It puts the bytes of a JPEG into the PDF as they are, though, so that what stands there can be
exchanged for the photo itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _

_NOTE = b"stand-in for "
_STAND_IN = re.compile(
    rb"<<(?P<facts>[^<>]*/Filter/DCTDecode[^<>]*)>>\nstream\n(?=\xff\xd8\xff\xfe..stand-in for (?P<name>[\w.-]+)\xff)",
    re.DOTALL,
)
_TABLE = re.compile(rb"xref\n0 (?P<count>\d+)\n(?P<lines>(?:\d{10} \d{5} [nf](?: \n|\r\n))+)trailer\n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")


def note_for(name: str) -> bytes:
    """Return the note in a stand-in by which it is known in the PDF.

    Parameters
    ----------
    name : str
        Of letters, digits, dots and dashes.

    Returns
    -------
    bytes
    """
    return _NOTE + name.encode()


@dataclass(frozen=True, slots=True)
class TruePhoto:
    """A JPEG file to be put into a PDF, and its width and height."""

    path: Path
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    stop: int
    new: tuple[bytes | Path, ...]
    longer: int


def with_true_photos(pdf: bytes, photos: Mapping[str, TruePhoto]) -> Iterator[bytes]:
    """Yield a PDF with its photos in place of their stand-ins, piece by piece.

    Parameters
    ----------
    pdf : bytes
        As Typst wrote it.
    photos : mapping of str to TruePhoto
        By the names in the stand-ins' notes.

    Yields
    ------
    bytes

    Raises
    ------
    HairtrackError
        REPORT_FAILED where the PDF is not built as it is known to be.
    """
    changes = [_change(found, photos[found["name"].decode()]) for found in _STAND_IN.finditer(pdf)]
    if not changes:
        yield pdf
        return
    begin = _START.search(pdf, len(pdf) - 64)
    table = _TABLE.match(pdf, int(begin[1])) if begin else None
    if begin is None or table is None:
        raise HairtrackError(ErrorKind.REPORT_FAILED, detail=_("the pages cannot take their photos"))
    at = 0
    for change in changes:
        yield pdf[at : change.start]
        for piece in change.new:
            yield piece.read_bytes() if isinstance(piece, Path) else piece
        at = change.stop
    yield pdf[at : table.start("lines")]
    yield _moved(table["lines"], changes)
    yield pdf[table.end("lines") : begin.start(1)]
    yield str(int(begin[1]) + sum(change.longer for change in changes)).encode()
    yield pdf[begin.end(1) :]


def _change(found: re.Match[bytes], photo: TruePhoto) -> _Change:
    """Say what takes the place of a stand-in: what its object says of size and length, and its bytes."""
    told = found["facts"]
    stop = found.end() + int(_fact(told, b"Length")[1])
    width, height = photo.size
    new = told
    for name, value in ((b"Length", photo.path.stat().st_size), (b"Width", width), (b"Height", height)):
        fact = _fact(new, name)
        new = new[: fact.start(1)] + str(value).encode() + new[fact.end(1) :]
    facts = b"<<" + new + b">>\nstream\n"
    longer = len(facts) + photo.path.stat().st_size - (stop - found.start())
    return _Change(found.start(), stop, (facts, photo.path), longer)


def _fact(facts: bytes, name: bytes) -> re.Match[bytes]:
    found = re.search(rb"/" + name + rb" (\d+)(?![\d ]*R)", facts)
    if found is None:
        raise HairtrackError(ErrorKind.REPORT_FAILED, detail=_("the pages cannot take their photos"))
    return found


def _moved(lines: bytes, changes: list[_Change]) -> bytes:
    """Return the table of where each object begins, moved by what the photos before it are longer."""
    ends = [change.stop for change in changes]
    longer = [0, *accumulate(change.longer for change in changes)]
    moved = []
    for line in lines.splitlines(keepends=True):
        offset = int(line[:10])
        before = bisect_right(ends, offset)
        moved.append(b"%010d" % (offset + longer[before]) + line[10:] if line[17:18] == b"n" else line)
    return b"".join(moved)
