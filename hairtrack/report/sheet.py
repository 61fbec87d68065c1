"""The folder in which a report is laid out: its pictures and templates, which is all that Typst may see."""

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol

from hairtrack.assets import asset
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.true_photos import TruePhoto, note_for, with_true_photos

_SCREEN_SIDE = 1400
_SCREEN_PIXELS = 80_000_000
"""Of all photos together where pages become pictures: Typst keeps them decoded until it is done."""
_TRUE = "true"
"""The folder of the photos themselves."""


class Copies(Protocol):
    """Makes what stands for a photo where pages are laid out."""

    def stand_in(self, jpeg: bytes, note: bytes) -> bytes:
        """Return a small plain JPEG of the same proportions and colour space, with a note after its start."""

    def shrunk(self, jpeg: bytes, max_side: int) -> bytes:
        """Return a smaller copy of it."""


class Sheet:
    """Takes the pictures of a report as they are made, so that no report needs the memory for all of them."""

    def __init__(self) -> None:
        try:
            self._place = tempfile.TemporaryDirectory(prefix="hairtrack-report-")
            self.folder = Path(self._place.name)
            self._photos: dict[str, TruePhoto] = {}
            self._copies: dict[str, Copies] = {}
            (self.folder / _TRUE).mkdir()
            for template in asset("report").glob("*.typ"):
                self.put(template.name, template.read_bytes())
        except OSError as error:
            raise _failed(error) from error

    def __enter__(self) -> "Sheet":
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the folder away."""
        self._place.cleanup()

    def put(self, name: str, data: bytes) -> str:
        """Keep a file under a name of its own, and return the name.

        Parameters
        ----------
        name : str
        data : bytes

        Returns
        -------
        str

        Raises
        ------
        HairtrackError
            REPORT_FAILED.
        """
        try:
            (self.folder / name).write_bytes(data)
        except OSError as error:
            raise _failed(error) from error
        return name

    def put_photo(self, name: str, jpeg: bytes, size: tuple[int, int], copies: Copies) -> str:
        """Keep a photo, which is laid out by a stand-in and put into the PDF as it is, and return its name.

        Parameters
        ----------
        name : str
            Of letters, digits, dots and dashes.
        jpeg : bytes
        size : tuple of int
            Width and height of its pixels.
        copies : Copies
            Makes what stands for it.

        Returns
        -------
        str

        Raises
        ------
        HairtrackError
            REPORT_FAILED.
        """
        self.put(f"{_TRUE}/{name}", jpeg)
        self._photos[name] = TruePhoto(self.folder / _TRUE / name, size)
        self._copies[name] = copies
        return name

    def for_paper(self) -> None:
        """Make ready to be laid out as a PDF: each photo is stood for by a plain small picture."""
        for name, photo in self._photos.items():
            self.put(name, self._copies[name].stand_in(photo.path.read_bytes(), note_for(name)))

    def for_screen(self) -> None:
        """Make ready to be laid out as pictures: each photo is shrunk to what a screen or a printer shows of it."""
        count = max(1, len(self._photos))
        side = min(_SCREEN_SIDE, int(math.sqrt(_SCREEN_PIXELS / count)))
        for name, photo in self._photos.items():
            self.put(name, self._copies[name].shrunk(photo.path.read_bytes(), side))

    def whole(self, pdf: bytes) -> Iterator[bytes]:
        """Yield a PDF that was laid out on this sheet, with its photos themselves; the rest as `with_true_photos`."""
        return with_true_photos(pdf, self._photos)


def _failed(error: OSError) -> HairtrackError:
    return HairtrackError(ErrorKind.REPORT_FAILED, detail=error.strerror or str(error))
