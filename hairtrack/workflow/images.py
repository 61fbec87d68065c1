"""The pixels of a course's photos: originals, verified, and small copies for lists."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from hairtrack.course import Photo
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging import photo_file
from hairtrack.imaging.arrays import Image
from hairtrack.storage.course_folder import CourseFolder

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of the small copies that lists show."""
_KEPT_MEGABYTES = 75
"""Two photos of twelve megapixels, as much as anything needs at once; the window keeps its own."""
_Key: TypeAlias = tuple[str, int | None]
"""SHA-256 and longest side, None for all pixels."""
_recent: OrderedDict[_Key, Image] = OrderedDict()
_lock = threading.Lock()
_decoding = threading.Lock()
"""Held while a whole photo is decoded, which takes three times the memory of its pixels."""


def load_image(folder: CourseFolder, photo: Photo, *, keep: bool = True) -> Image:
    """Return a photo's pixels, upright and in sRGB, from an original that is still what was imported.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo
    keep : bool
        Whether somebody may soon ask for it again.

    Returns
    -------
    Image
        Read-only. The last few are kept in memory.

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    key = (photo.sha256, None)
    image = _recalled(key)
    if image is not None:
        return image
    with _decoding:
        # While this waited, another thread may have decoded the same photo.
        image = _recalled(key)
        if image is None:
            image = photo_file.decode_bytes(read_original(folder, photo), folder.original(photo))
            if keep:
                _remember(key, image)
    return image


def lost_originals(folder: CourseFolder, photos: Iterable[Photo]) -> dict[str, Reason]:
    """Find the photos whose original is no longer in the course folder, so that work on all others can go on.

    Parameters
    ----------
    folder : CourseFolder
    photos : iterable of Photo

    Returns
    -------
    dict of str to Reason
        By SHA-256: what to say of it.
    """
    lost = {}
    for photo in photos:
        try:
            folder.original(photo)
        except HairtrackError:
            facts = {"file": photo.file_name, "stored_as": photo.stored_as}
            lost[photo.sha256] = Reason.of(ReasonKind.ORIGINAL_MISSING, **facts)
    return lost


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
    key = (photo.sha256, max_side)
    image = _recalled(key)
    if image is None:
        image = photo_file.decode_photo(folder.original(photo), max_side)
        _remember(key, image)
    return image


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


def _recalled(key: _Key) -> Image | None:
    """Return an image that was read before."""
    with _lock:
        if key in _recent:
            _recent.move_to_end(key)
        return _recent.get(key)


def _remember(key: _Key, image: Image) -> None:
    """Keep an image, and drop what was used longest ago."""
    with _lock:
        _recent[key] = image
        while len(_recent) > 1 and sum(kept.nbytes for kept in _recent.values()) > _KEPT_MEGABYTES * 1_000_000:
            _recent.popitem(last=False)
