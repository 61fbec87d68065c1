"""A camera of this computer: which there are, and its pictures one after the other, until nobody wants them."""

import io
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import cv2
import numpy as np
from PIL import ExifTags
from PIL import Image as Pillow

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image

CAMERA_NAME = "Camera of this computer"
"""What a photo taken here names as its camera, whatever the language."""

_LISTED = Path("/sys/class/video4linux")
_TRIED = 4
"""Cameras that are tried where the system keeps no list."""
_BACKENDS = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
_WIDEST, _HIGHEST = 3840, 2160
"""What is asked for; cameras give the nearest they can."""
_MOST_MISSED, _MISSED_WAIT = 25, 0.04
"""Pictures in a row that may be missing, as while a camera starts, and the seconds between two tries."""
_MOST_BLACK = 40
"""Pictures in a row that may be black, as the first ones are."""
_BLACK = 12
"""sRGB code that nothing in a black picture is above."""


class Capture(Protocol):
    """What is used of OpenCV's `VideoCapture`."""

    def isOpened(self) -> bool:  # noqa: N802 - its name
        """Whether it gives pictures."""

    def read(self) -> tuple[bool, Any]:
        """Wait for the next picture."""

    def release(self) -> None:
        """Let the camera go."""

    def set(self, prop: int, value: float, /) -> bool:
        """Ask for something."""


Opener: TypeAlias = Callable[[int], Capture]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCamera:
    """A camera of this computer.

    Attributes
    ----------
    number : int
        To open it by.
    name : str
        As the system calls it, or empty.
    """

    number: int
    name: str = ""


def open_capture(number: int) -> Capture:
    """Open a camera by its number."""
    backend = _BACKENDS.get(sys.platform, cv2.CAP_V4L2)
    return cv2.VideoCapture(number, backend)


def find_cameras(opener: Opener = open_capture, listed: Path = _LISTED) -> tuple[FoundCamera, ...]:
    """Find the cameras of this computer; nothing is said on standard error.

    Parameters
    ----------
    opener : callable
    listed : Path
        Where Linux lists them: there none has to be opened, so that no light goes on.

    Returns
    -------
    tuple of FoundCamera
    """
    if sys.platform == "linux":
        return tuple(_listed(listed))
    found = []
    with _quietly():
        for number in range(_TRIED):
            capture = opener(number)
            try:
                if capture.isOpened():
                    found.append(FoundCamera(number=number))
            finally:
                capture.release()
    return tuple(found)


def _listed(folder: Path) -> Iterator[FoundCamera]:
    """Yield the cameras that Linux lists; each has further entries that give no pictures."""
    for entry in sorted(folder.glob("video*"), key=lambda path: (len(path.name), path.name)):
        number = entry.name.removeprefix("video")
        if number.isdecimal() and _said(entry / "index") in ("", "0"):
            yield FoundCamera(number=int(number), name=_said(entry / "name"))


def _said(file: Path) -> str:
    try:
        return "".join(c for c in file.read_text(encoding="utf-8", errors="replace").strip() if c.isprintable())
    except OSError:
        return ""


def frames(number: int, opener: Opener = open_capture) -> Generator[Image, None, None]:
    """Yield the pictures of a camera; it is let go when the iterator is closed, whatever happens.

    Parameters
    ----------
    number : int
    opener : callable

    Yields
    ------
    Image

    Raises
    ------
    HairtrackError
        CAMERA_BUSY where it cannot be opened, CAMERA_LOST where its pictures stop, CAMERA_BLACK where they show
        nothing.
    """
    with _quietly():
        capture = opener(number)
        try:
            if not capture.isOpened():
                raise HairtrackError(ErrorKind.CAMERA_BUSY)
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDEST)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HIGHEST)
            yield from _read(capture)
        except cv2.error as error:
            raise HairtrackError(ErrorKind.CAMERA_LOST) from error
        finally:
            capture.release()


def _read(capture: Capture) -> Iterator[Image]:
    missed = black = 0
    seen = False
    while True:
        arrived, frame = capture.read()
        if not arrived or frame is None:
            missed += 1
            if missed > _MOST_MISSED:
                raise HairtrackError(ErrorKind.CAMERA_LOST if seen else ErrorKind.CAMERA_BUSY)
            time.sleep(_MISSED_WAIT)
            continue
        missed, seen = 0, True
        black = black + 1 if int(frame.max()) < _BLACK else 0
        if black > _MOST_BLACK:
            raise HairtrackError(ErrorKind.CAMERA_BLACK)
        yield np.ascontiguousarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)


def cut_to(image: Image, aspect: float) -> Image:
    """Return the middle of a picture that is so many times as wide as high."""
    height, width = image.shape[:2]
    across, down = min(width, round(height * aspect)), min(height, round(width / aspect))
    left, top = (width - across) // 2, (height - down) // 2
    return np.ascontiguousarray(image[top : top + max(1, down), left : left + max(1, across)])


def taken_png(image: Image, taken_at: datetime) -> bytes:
    """Encode a picture without loss, with its moment and the name `CAMERA_NAME`, and nothing else."""
    exif = Pillow.Exif()
    exif[ExifTags.Base.Model] = CAMERA_NAME
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    buffer = io.BytesIO()
    Pillow.fromarray(image).save(buffer, "PNG", compress_level=3, exif=exif)
    return buffer.getvalue()


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what OpenCV says of cameras that are not there off standard error."""
    before = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        yield
    finally:
        cv2.utils.logging.setLogLevel(before)
