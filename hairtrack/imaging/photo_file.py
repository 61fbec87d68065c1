"""Reading photo files, through Pillow alone, and writing images without a word about where they come from.

Pillow is the only reader because the others fill truncated files with grey without saying so. It is also the
boundary to files that anybody may have made, broken or forged: nothing but `HairtrackError` comes out of it.
"""

import hashlib
import io
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags
from PIL import Image as Pillow

from hairtrack.course import DateSource, Size
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging import photo_dates
from hairtrack.imaging.arrays import Image, frozen
from hairtrack.imaging.photo_colour import to_srgb
from hairtrack.imaging.photo_container import is_whole
from hairtrack.imaging.photo_dates import DateCandidate

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

_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation; 0, 1 and 9 upward turn nothing."""

_DNG_VERSION, _SUBFILE_TYPE = 50706, 254

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
# The limit here is our own, checked on every file before its pixels are decoded, and stated in words.
Pillow.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPhoto:
    """A photo as it was read from disk.

    Attributes
    ----------
    image : Image
        Upright, sRGB, read-only.
    sha256 : str
        Of the very bytes that were decoded.
    size : Size
        Width and height, upright.
    taken_on : date or None
    taken_at : time or None
    taken_on_source : DateSource
    date_candidates : tuple of DateCandidate
        Every day that the file names, the most trustworthy first.
    camera : str
        Make and model, or empty.
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
    camera: str
    format: str
    extension: str


def read_photo(path: Path, *, today: date | None = None) -> LoadedPhoto:
    """Read a photo once: its pixels, its hash and what it says about itself.

    Parameters
    ----------
    path : Path
    today : date, optional
        Days after tomorrow are no dates; the present day by default.

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
        exif, camera = _about(picture)
        kind = str(picture.format)
        image = _pixels(picture, path)
    found = photo_dates.candidates(
        exif,
        file_name=path.name,
        folder_name=path.parent.name,
        changed_on=changed_on,
        today=today or date.today(),
    )
    chosen = photo_dates.choose(found)
    return LoadedPhoto(
        image=image,
        sha256=hashlib.sha256(data).hexdigest(),
        size=(image.shape[1], image.shape[0]),
        taken_on=chosen.day if chosen else None,
        taken_at=chosen.at if chosen else None,
        taken_on_source=chosen.source if chosen else DateSource.NONE,
        date_candidates=found,
        camera=camera,
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
        return _pixels(picture, path, max_side)


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
    if max(height, width) <= max_side:
        return image
    picture = Pillow.fromarray(image)
    picture.thumbnail((max_side, max_side), Pillow.Resampling.LANCZOS)
    return frozen(np.array(picture, dtype=np.uint8))


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
        with _quiet():
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


def _pixels(picture: Pillow.Image, path: Path, max_side: int | None = None) -> Image:
    """Decode, turn upright and convert to 8-bit sRGB."""
    try:
        with _quiet():
            if max_side is not None:
                picture.draft(None, (2 * max_side, 2 * max_side))
            picture.load()
            upright = _upright(picture)
            if max_side is not None:
                upright = _reduced(upright, max_side)
            rgb = to_srgb(upright)
            if max_side is not None:
                rgb.thumbnail((max_side, max_side), Pillow.Resampling.LANCZOS)
            return frozen(np.asarray(rgb, dtype=np.uint8))
    except Exception as error:
        # Readers of broken files raise nearly anything (OSError, ValueError, SyntaxError, TypeError, EOFError,
        # struct.error, MemoryError, ...); none of it says more than that the photo is damaged.
        raise HairtrackError(ErrorKind.PHOTO_DAMAGED, file=path.name) from error


def _reduced(picture: Pillow.Image, max_side: int) -> Pillow.Image:
    """Shrink by a whole factor before the costly conversions, staying at twice the wanted size."""
    factor = max(picture.size) // (2 * max_side)
    return picture.reduce(factor) if factor > 1 and picture.mode in ("RGB", "L", "RGBA", "CMYK") else picture


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """Turn a photo as its EXIF says; HEIF comes turned already."""
    if picture.format == "HEIF":
        return picture
    try:
        turn = _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        # A broken EXIF block does not make the pixels worse, and one that cannot be read turns nothing.
        return picture
    return picture if turn is None else picture.transpose(turn)


def _about(picture: Pillow.Image) -> tuple[dict[str, object], str]:
    """Return the raw dates in a photo's EXIF, and its camera."""
    told: dict[str, object] = {}
    camera = ""
    with _quiet():
        try:
            exif = picture.getexif()
            told["DateTime"] = exif.get(ExifTags.Base.DateTime)
            camera = _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model))
            inner = exif.get_ifd(ExifTags.IFD.Exif)
            told["DateTimeOriginal"] = inner.get(ExifTags.Base.DateTimeOriginal)
            told["DateTimeDigitized"] = inner.get(ExifTags.Base.DateTimeDigitized)
        except Exception:
            # EXIF blocks are broken in every way there is. What was read before the break stands; the photo too.
            return told, camera
    return told, camera


def _camera(make: object, model: object) -> str:
    words = [text.split("\0")[0].strip() for text in (make, model) if isinstance(text, str)]
    printable = ["".join(c for c in text if c.isprintable()) for text in words]
    if len(printable) == 2 and printable[1].lower().startswith(printable[0].lower()):
        printable = printable[1:]
    return " ".join(text for text in printable if text)[:100]


class _Quiet:
    """Silence for Pillow's warnings about odd files, safe with several readers at once.

    `warnings.catch_warnings` swaps a list that all threads share: of several readers the first saves it and the
    last puts it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._saved = warnings.catch_warnings()

    def enter(self) -> None:
        with self._lock:
            self._readers += 1
            if self._readers == 1:
                self._saved = warnings.catch_warnings()
                self._saved.__enter__()
                warnings.simplefilter("ignore")

    def leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._saved.__exit__(None, None, None)


_QUIET = _Quiet()


@contextmanager
def _quiet() -> Iterator[None]:
    _QUIET.enter()
    try:
        yield
    finally:
        _QUIET.leave()
