"""What a photo file says about itself: how it was held, when, and with what. Its blocks are broken in every way."""

import re
from contextlib import suppress

from PIL import ExifTags
from PIL import Image as Pillow

from hairtrack.imaging.photo_dates import CHANGED, DIGITIZED, ORIGINAL, SAVED, TAKEN
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

_DATES = {
    CHANGED: ExifTags.Base.DateTime,
    ORIGINAL: ExifTags.Base.DateTimeOriginal,
    DIGITIZED: ExifTags.Base.DateTimeDigitized,
}
# An attribute or an element. A pattern of bounded reach, as a parser of XML would follow what is forged.
_XMP = re.compile(
    rf"[\s<](?P<field>{'|'.join(field for field in (*TAKEN, *SAVED) if ':' in field)})"
    r"""(?:\s{0,9}=\s{0,9}["'](?P<attribute>[^"'<>]{0,64})|(?:\s[^<>]{0,200})?>(?P<element>[^<]{0,64}))"""
)
_XMP_READ = 1_000_000
_LONGEST_LENS_MM = 10_000


def turn_of(picture: Pillow.Image) -> Pillow.Transpose | None:
    """Return what turns a photo upright, or None; HEIF comes turned already."""
    return None if picture.format == "HEIF" else _TURNS.get(orientation_of(picture))


def orientation_of(picture: Pillow.Image) -> int:
    """Return how a photo says that it was held, 1 to 8; 1 for upright, and where it says nothing that can be read."""
    with quiet():
        try:
            told = picture.getexif().get(ExifTags.Base.Orientation, 1)
            return int(told) if told in _TURNS else 1
        except Exception:
            # A broken EXIF block does not make the pixels worse, and one that cannot be read turns nothing.
            return 1


def dates_and_camera(picture: Pillow.Image) -> tuple[dict[str, object], str]:
    """Return the raw dates inside a photo by field, from EXIF, XMP and PNG's texts, and its camera's make and model.

    The fields are those of `photo_dates.TAKEN` and `photo_dates.SAVED`. GPS is left out: its date is that of UTC.
    """
    told: dict[str, object] = {}
    camera = ""
    # What was read before a break stands, and so does the photo.
    with quiet(), suppress(Exception):
        exif = picture.getexif()
        camera = _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model))
        # Some programs write all three into the outer block.
        told = {field: exif[tag] for field, tag in _DATES.items() if tag in exif}
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        told |= {field: inner[tag] for field, tag in _DATES.items() if tag in inner}
    told |= _dates_in_xmp(picture.info.get("xmp"))
    told |= {field: picture.info[field] for field in SAVED if isinstance(picture.info.get(field), str)}
    return told, camera


def lens_of(picture: Pillow.Image) -> int | None:
    """Return the focal length in mm that would see as much on 35-mm film, or None where the photo does not say."""
    with quiet(), suppress(Exception):
        length = picture.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.FocalLengthIn35mmFilm)
        if isinstance(length, int) and 0 < length <= _LONGEST_LENS_MM:
            return int(length)
    # Cameras write 0 where they do not know; a broken block says nothing either.
    return None


def _dates_in_xmp(packet: object) -> dict[str, str]:
    """Find the dates in an XMP packet; of one field the first."""
    if isinstance(packet, bytes):
        # Of text in two bytes a letter, the one is zero.
        packet = packet[:_XMP_READ].replace(b"\0", b"").decode("latin-1")
    if not isinstance(packet, str):
        return {}
    told: dict[str, str] = {}
    for match in _XMP.finditer(packet[:_XMP_READ].replace("xap:", "xmp:")):
        told.setdefault(match["field"], match["attribute"] or match["element"] or "")
    return told


def _camera(make: object, model: object) -> str:
    words = [text.split("\0")[0].strip() for text in (make, model) if isinstance(text, str)]
    printable = ["".join(c for c in text if c.isprintable()) for text in words]
    if len(printable) == 2 and printable[1].lower().startswith(printable[0].lower()):
        printable = printable[1:]
    return " ".join(text for text in printable if text)[:100]
