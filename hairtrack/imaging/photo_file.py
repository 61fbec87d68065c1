"""Reading photo files, through Pillow alone, and writing images without a word about where they come from.

Pillow is the only reader because the others fill truncated files with grey without saying so. It is also the
boundary to files that anybody may have made, broken or forged: nothing but `HairtrackError` comes out of it.
"""

import hashlib
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image as Pillow

from hairtrack.course import DateSource, Size
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging import photo_dates
from hairtrack.imaging.arrays import Image, frozen
from hairtrack.imaging.photo_colour import to_srgb
from hairtrack.imaging.photo_container import holds_several, is_whole
from hairtrack.imaging.photo_dates import DateCandidate
from hairtrack.imaging.photo_days import DayOrder
from hairtrack.imaging.photo_exif import dates_and_camera, lens_of, turn_of
from hairtrack.imaging.photo_warnings import quiet

MEGAPIXEL_LIMIT = 120
MEGABYTE_LIMIT = 400

_FORMATS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "HEIF": "heic",
    "AVIF": "avif",
    "PNG": "png",
    "WEBP": "webp",
    "TIFF": "tif",
    "BMP": "bmp",
    "GIF": "gif",
    "JPEG2000": "jp2",
}
"""What is read, with the extension that it is kept under. Formats that run other programs are left out."""

_REDUCIBLE = ("RGB", "L", "RGBA", "CMYK")
_UPRIGHT_IS_SIDEWAYS = (
    Pillow.Transpose.TRANSPOSE,
    Pillow.Transpose.ROTATE_270,
    Pillow.Transpose.TRANSVERSE,
    Pillow.Transpose.ROTATE_90,
)
_DNG_VERSION, _SUBFILE_TYPE = 50706, 254
_STRIP_BYTES = 65536

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
# The limit here is our own, checked on every file before its pixels are decoded, and stated in words.
Pillow.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPhoto:
    """A photo as it was read from disk.

    Attributes
    ----------
    image : Image
        Upright, sRGB, read-only; shrunk where that was asked for.
    sha256 : str
        Of the very bytes that were decoded.
    size : Size
        Width and height of the file's pixels, upright.
    taken_on : date or None
    taken_at : time or None
    taken_on_source : DateSource
    date_candidates : tuple of DateCandidate
        Every day that the file names, the most trustworthy first.
    date_doubts : tuple of Reason
        Why the day may be wrong, or why none was taken.
    remarks : tuple of Reason
        What else there is to know of the file.
    camera : str
        Make and model, or empty.
    lens_mm : int or None
        Focal length that would see as much on 35-mm film, where the file says so.
    format : str
        Such as "JPEG".
    extension : str
        Lower case, after the real format, without a dot.
    """

    image: Image
    sha256: str
    size: Size
    taken_on: date | None
    taken_at: time | None
    taken_on_source: DateSource
    date_candidates: tuple[DateCandidate, ...]
    date_doubts: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    camera: str
    lens_mm: int | None
    format: str
    extension: str


def read_photo(
    path: Path, *, at_least: int | None = None, today: date | None = None, order: DayOrder | None = None
) -> LoadedPhoto:
    """Read a photo once: its pixels, its hash and what it says about itself.

    Parameters
    ----------
    path : Path
    at_least : int, optional
        So many pixels along the longer side are enough: the image may come shrunk to no less, in a shorter time.
    today : date, optional
        Days after tomorrow are no dates; the present day by default.
    order : DayOrder, optional
        How whoever named the file writes days, where other names tell that.

    Returns
    -------
    LoadedPhoto

    Raises
    ------
    HairtrackError
        The file is missing, unreadable, empty, no photo, damaged, incomplete or too large.
    """
    data, changed_on = _read_bytes(path)
    with _opened(data, path) as picture:
        told, camera = dates_and_camera(picture)
        lens_mm = lens_of(picture)
        several = holds_several(picture, data)
        kind, size = str(picture.format), picture.size
        image = _pixels(picture, path, at_least=at_least)
        if kind not in ("JPEG", "MPO"):
            # Only these shrink while they are decoded; a HEIF's header may be wrong about its pixels.
            size = picture.size
        if turn_of(picture) in _UPRIGHT_IS_SIDEWAYS:
            size = (size[1], size[0])
    dates = photo_dates.read_dates(
        told,
        file_name=path.name,
        folder_name=path.parent.name,
        changed_on=changed_on,
        today=today or date.today(),
        order=order,
    )
    chosen = dates.chosen
    return LoadedPhoto(
        image=image,
        sha256=hashlib.sha256(data).hexdigest(),
        size=size,
        taken_on=chosen.day if chosen else None,
        taken_at=chosen.at if chosen else None,
        taken_on_source=chosen.source if chosen else DateSource.NONE,
        date_candidates=dates.candidates,
        date_doubts=dates.doubts,
        remarks=(Reason.of(ReasonKind.SEVERAL_PICTURES),) if several else (),
        camera=camera,
        lens_mm=lens_mm,
        format=kind,
        extension=_FORMATS[kind],
    )


def decode_photo(path: Path, max_side: int | None = None) -> Image:
    """Read only the pixels of a photo, upright and in sRGB.

    Parameters
    ----------
    path : Path
    max_side : int, optional
        Scale down, never up, so that neither side is longer. Much faster for JPEG.

    Returns
    -------
    Image
        Read-only.

    Raises
    ------
    HairtrackError
        As for `read_photo`.
    """
    return decode_bytes(_read_bytes(path)[0], path, max_side=max_side)


def decode_bytes(data: bytes, path: Path, max_side: int | None = None) -> Image:
    """Read the pixels of a photo whose bytes are at hand already; `path` names it in errors."""
    with _opened(data, path) as picture:
        if max_side is None:
            return _pixels(picture, path)
        # Twice the wanted size leaves the last step enough to smooth over.
        return scaled(_pixels(picture, path, at_least=2 * max_side), max_side)


def encode_jpeg(image: Image, quality: int = 90) -> bytes:
    """Encode an image as JPEG, without any metadata.

    Parameters
    ----------
    image : Image
    quality : int
        1 to 95.
    """
    buffer = io.BytesIO()
    Pillow.fromarray(image).save(buffer, "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2)
    return buffer.getvalue()


def encode_png(array: NDArray[np.uint8]) -> bytes:
    """Encode an image (H, W, 3) or (H, W, 4), or labels (H, W), as PNG without any metadata."""
    buffer = io.BytesIO()
    Pillow.fromarray(array).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def scaled(image: Image, max_side: int) -> Image:
    """Scale an image down, never up, so that neither side is longer than `max_side`."""
    height, width = image.shape[:2]
    share = max_side / max(height, width)
    if share >= 1:
        return image
    while max(image.shape) >= 2 * max_side:
        # Halving is many times faster than any other factor.
        half = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
        image = cv2.resize(image, half, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return frozen(cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False))


def _read_bytes(path: Path) -> tuple[bytes, date]:
    """Read a regular file whole, so that what is hashed is what is decoded."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # A folder, pipe or device; opening a pipe would wait for ever.
            raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=path.name)
        if about.st_size > MEGABYTE_LIMIT * 1_000_000:
            raise HairtrackError(ErrorKind.FILE_TOO_LARGE, file=path.name, limit=MEGABYTE_LIMIT)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise HairtrackError(ErrorKind.FILE_MISSING, file=path.name) from None
    except (OSError, ValueError) as error:
        # No permission, a loop of links, a drive that fails, a name that no disk can hold.
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=path.name) from error
    if not data:
        raise HairtrackError(ErrorKind.FILE_EMPTY, file=path.name)
    try:
        changed_on = date.fromtimestamp(about.st_mtime)
    except (ValueError, OverflowError, OSError):
        changed_on = date.min
    return data, changed_on


@contextmanager
def _opened(data: bytes, path: Path) -> Iterator[Pillow.Image]:
    """Open a photo from its bytes, and check its size before any pixel is decoded."""
    try:
        with quiet():
            picture = Pillow.open(io.BytesIO(data), formats=tuple(f for f in _FORMATS if f != "MPO"))
    except Exception as error:
        # Whatever a forged or broken header makes a reader raise: to the user it is one thing.
        kind = ErrorKind.PHOTO_DAMAGED if _looks_like_photo(data) else ErrorKind.NOT_A_PHOTO
        raise HairtrackError(kind, file=path.name) from error
    with picture:
        if picture.format == "TIFF" and _is_raw(data, picture):
            raise HairtrackError(ErrorKind.NOT_A_PHOTO, file=path.name)
        width, height = picture.size
        if width * height > MEGAPIXEL_LIMIT * 1_000_000:
            megapixels = round(width * height / 1e6)
            raise HairtrackError(
                ErrorKind.PHOTO_TOO_LARGE, file=path.name, megapixels=megapixels, limit=MEGAPIXEL_LIMIT
            )
        if not is_whole(data, str(picture.format)):
            raise HairtrackError(ErrorKind.PHOTO_DAMAGED, file=path.name)
        yield picture


def _is_raw(data: bytes, picture: Pillow.Image) -> bool:
    """Tell a camera's raw file, of which only the small preview would be read."""
    tags = getattr(picture, "tag_v2", {})
    return data[8:10] == b"CR" or _DNG_VERSION in tags or bool(int(tags.get(_SUBFILE_TYPE, 0)) & 1)


def _looks_like_photo(data: bytes) -> bool:
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"\0\0\0\x0cjP  ")
    return (
        data.startswith(starts)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif"))
    )


def _pixels(picture: Pillow.Image, path: Path, *, at_least: int | None = None) -> Image:
    """Decode, turn upright and convert to 8-bit sRGB; shrink on the way, but keep so many pixels along the longer side.

    Shrinking comes before the costly conversions. A JPEG's pixels are read whole either way, so what is damaged is
    found.
    """
    try:
        with quiet():
            if at_least is not None:
                share = min(1.0, at_least / max(picture.size))
                picture.draft(None, (max(1, int(picture.width * share)), max(1, int(picture.height * share))))
            picture.load()
            turn = turn_of(picture)
            if at_least is not None and picture.mode in _REDUCIBLE and (factor := max(picture.size) // at_least) > 1:
                picture = picture.reduce(factor)
            upright = picture if turn is None else picture.transpose(turn)
            return frozen(_array_of(to_srgb(upright)))
    except MemoryError as error:
        raise HairtrackError(ErrorKind.READING_TOO_HEAVY, file=path.name) from error
    except Exception as error:
        # Readers of broken files raise nearly anything (OSError, ValueError, SyntaxError, TypeError, EOFError,
        # struct.error, ...); none of it says more than that the photo is damaged.
        raise HairtrackError(ErrorKind.PHOTO_DAMAGED, file=path.name) from error


def _array_of(picture: Pillow.Image) -> Image:
    """Copy pixels strip by strip; all at once would hold them twice more on the way, and take several times as long."""
    width, height = picture.size
    pixels = np.empty((height, width, 3), np.uint8)
    rows = max(1, _STRIP_BYTES // (3 * width))
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        pixels[top:bottom] = np.asarray(picture.crop((0, top, width, bottom)))
    return pixels
