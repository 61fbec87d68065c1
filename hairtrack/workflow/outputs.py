"""Files that leave a course: never over a photo or a file of a course, and whole or not at all."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from hairtrack.course import Course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.storage.course_folder import DATABASE
from hairtrack.storage.disk import output_errors, try_place, write_together, write_whole

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_HEAD = 1 << 16
"""Bytes at the start of a picture among which a camera's words stand."""


def check_output(path: Path, course: Course | None = None) -> None:
    """Raise what stands against writing a file, before the work for it is done.

    Parameters
    ----------
    path : Path
    course : Course, optional
        Whose photos must not be replaced, wherever they lie.

    Raises
    ------
    HairtrackError
        OUTPUT_IN_COURSE, OUTPUT_OVER_PHOTO, or that it cannot be written and why.
    """
    _check(path, course)
    try_place(path)


def check_place(folder: Path, path: Path | None = None) -> None:
    """Raise OUTPUT_IN_COURSE where a folder lies in a course, or is one.

    Parameters
    ----------
    folder : Path
        May not be there yet.
    path : Path, optional
        The file that would be written into it.
    """
    for place in (whole := folder.resolve(), *whole.parents):
        with suppress(OSError):
            if (place / DATABASE).is_file():
                raise HairtrackError(ErrorKind.OUTPUT_IN_COURSE, path=str(path or folder), course=str(place))


def write_output(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file for outside a course; one that was there before is replaced once the new one is whole.

    Parameters
    ----------
    path : Path
    data : bytes, or iterable of bytes

    Raises
    ------
    HairtrackError
        As `check_output`, or DISK_FULL.
    """
    check_place(path.parent, path)
    write_whole(path, data)


def write_outputs(files: Mapping[Path, bytes], course: Course) -> None:
    """Write several files for outside a course, all or none.

    Parameters
    ----------
    files : mapping of Path to bytes
    course : Course
        Whose photos must not be replaced, wherever they lie.

    Raises
    ------
    HairtrackError
        As `check_output`, or DISK_FULL.
    """
    for path in files:
        _check(path, course)
    write_together(files)


def make_folder(folder: Path) -> None:
    """Make a folder for files that leave a course, where it is missing."""
    check_place(folder)
    with output_errors(folder, making=True):
        folder.mkdir(parents=True, exist_ok=True)


def _check(path: Path, course: Course | None) -> None:
    check_place(path.parent, path)
    known = {photo.sha256 for photo in course.photos} if course else frozenset[str]()
    if path.suffix.lower() in PICTURES and _is_photo(path, known):
        raise HairtrackError(ErrorKind.OUTPUT_OVER_PHOTO, path=str(path))


def _is_photo(path: Path, known: Collection[str]) -> bool:
    """Whether a picture that is there is a photo of a course, or carries what cameras write and this program never."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if b"Exif\x00\x00" in head or b"eXIf" in head.partition(b"IDAT")[0] or _is_photo_in_webp(head):
                return True
            return hashlib.sha256(head + file.read()).hexdigest() in known
    except OSError:
        return False


def _is_photo_in_webp(head: bytes) -> bool:
    """Whether the start of a WebP says that it carries what cameras write."""
    return head[8:16] == b"WEBPVP8X" and len(head) > 20 and bool(head[20] & 0x08)
