"""The pixels of a course's photos: originals, verified, and small copies for lists."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hairtrack.course import Photo
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging import photo_file
from hairtrack.imaging.arrays import Image
from hairtrack.storage.course_folder import CourseFolder

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of the small copies that lists show."""
_KEPT_MEGABYTES = 75
"""Two photos of twelve megapixels, as much as anything needs at once; the window keeps its own."""
_recent: OrderedDict[tuple[str, int | None], Image] = OrderedDict()
"""By SHA-256 and longest side, None for all pixels."""
_lock = threading.Lock()


def load_image(folder: CourseFolder, photo: Photo) -> Image:
    """Return a photo's pixels, upright and in sRGB, from an original that is still what was imported.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo

    Returns
    -------
    Image
        Read-only. The last few are kept in memory.

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    path = folder.original(photo)
    return _remembered(photo, None, lambda: photo_file.decode_bytes(read_original(folder, photo), path))


def read_original(folder: CourseFolder, photo: Photo) -> bytes:
    """Return the bytes of an original that is still what was imported.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo

    Returns
    -------
    bytes

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING, ORIGINAL_ALTERED or FILE_UNREADABLE.
    """
    try:
        data = folder.original(photo).read_bytes()
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=photo.stored_as) from error
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        raise HairtrackError(ErrorKind.ORIGINAL_ALTERED, file=photo.file_name, stored_as=photo.stored_as)
    return data


def load_small(folder: CourseFolder, photo: Photo, max_side: int) -> Image:
    """Return a photo's pixels no longer than `max_side`, much faster than whole; the original's hash is not checked.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo
    max_side : int

    Returns
    -------
    Image
        The same whether or not the whole photo is in memory: from that, what is judged by it would come out a little
        otherwise.

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING, or what `decode_photo` raises.
    """
    path = folder.original(photo)
    return _remembered(photo, max_side, lambda: photo_file.decode_photo(path, max_side))


def load_thumbnail(folder: CourseFolder, photo: Photo) -> Image:
    """Return a small copy of a photo, from the cache where it is there.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo

    Returns
    -------
    Image
        At most `THUMBNAIL_SIDE` pixels on its longer side.

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING, or what `decode_photo` raises.
    """
    kept = _thumbnail_path(folder, photo)
    if kept.is_file():
        # A damaged copy is made again.
        with suppress(HairtrackError):
            return photo_file.decode_photo(kept)
    image = photo_file.decode_photo(folder.original(photo), THUMBNAIL_SIDE)
    keep_thumbnail(folder, photo, photo_file.encode_jpeg(image, 85))
    return image


def keep_thumbnail(folder: CourseFolder, photo: Photo, jpeg: bytes) -> None:
    """Put a small copy of a photo into the cache."""
    folder.keep_in_cache(_thumbnail_path(folder, photo).name, jpeg)


def _thumbnail_path(folder: CourseFolder, photo: Photo) -> Path:
    return folder.cache / f"{photo.sha256}-{THUMBNAIL_SIDE}.jpg"


def forget_images() -> None:
    """Drop the images kept in memory."""
    with _lock:
        _recent.clear()


def _remembered(photo: Photo, max_side: int | None, read: Callable[[], Image]) -> Image:
    """Return an image that was read before, or read it and drop what was used longest ago."""
    key = (photo.sha256, max_side)
    with _lock:
        if key in _recent:
            _recent.move_to_end(key)
            return _recent[key]
    image = read()
    with _lock:
        _recent[key] = image
        while len(_recent) > 1 and sum(kept.nbytes for kept in _recent.values()) > _KEPT_MEGABYTES * 1_000_000:
            _recent.popitem(last=False)
    return image
