"""What a photo file says about itself: how it was held, when, and with what. EXIF blocks are broken in every way."""

from PIL import ExifTags
from PIL import Image as Pillow

from hairtrack.imaging.photo_dates import CHANGED, DIGITIZED, ORIGINAL
from hairtrack.imaging.photo_warnings import quiet

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


def turn_of(picture: Pillow.Image) -> Pillow.Transpose | None:
    """Return what turns a photo upright, or None; HEIF comes turned already."""
    if picture.format == "HEIF":
        return None
    with quiet():
        try:
            return _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
        except Exception:
            # A broken EXIF block does not make the pixels worse, and one that cannot be read turns nothing.
            return None


def dates_and_camera(picture: Pillow.Image) -> tuple[dict[str, object], str]:
    """Return the raw dates in a photo's EXIF by field, and its camera's make and model."""
    told: dict[str, object] = {}
    camera = ""
    with quiet():
        try:
            exif = picture.getexif()
            told[CHANGED] = exif.get(ExifTags.Base.DateTime)
            camera = _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model))
            inner = exif.get_ifd(ExifTags.IFD.Exif)
            told[ORIGINAL] = inner.get(ExifTags.Base.DateTimeOriginal)
            told[DIGITIZED] = inner.get(ExifTags.Base.DateTimeDigitized)
        except Exception:
            # What was read before the break stands; the photo too.
            return told, camera
    return told, camera


def _camera(make: object, model: object) -> str:
    words = [text.split("\0")[0].strip() for text in (make, model) if isinstance(text, str)]
    printable = ["".join(c for c in text if c.isprintable()) for text in words]
    if len(printable) == 2 and printable[1].lower().startswith(printable[0].lower()):
        printable = printable[1:]
    return " ".join(text for text in printable if text)[:100]
