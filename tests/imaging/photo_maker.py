"""Photo files made for tests: any format, turn, profile and date, from pixels that are known."""

import io
from typing import Any

import numpy as np
from PIL import ExifTags, ImageCms
from PIL import Image as Pillow

from hairtrack.imaging.arrays import Image


def scene(width: int = 64, height: int = 48) -> Image:
    """Four quarters: red top left, green top right, blue bottom left, white bottom right."""
    image = np.zeros((height, width, 3), np.uint8)
    image[: height // 2, : width // 2] = (200, 30, 30)
    image[: height // 2, width // 2 :] = (30, 200, 30)
    image[height // 2 :, : width // 2] = (30, 30, 200)
    image[height // 2 :, width // 2 :] = (230, 230, 230)
    return image


def textured(width: int = 320, height: int = 240, seed: int = 0) -> Image:
    """Noise that no codec can make small, so that a cut falls into pixels."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)


def exif_of(
    *,
    original: str = "",
    changed: str = "",
    orientation: int = 0,
    make: str = "",
    model: str = "",
    lens_mm: int | None = None,
) -> bytes:
    exif = Pillow.Exif()
    if changed:
        exif[ExifTags.Base.DateTime] = changed
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    if make:
        exif[ExifTags.Base.Make] = make
    if model:
        exif[ExifTags.Base.Model] = model
    if original:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = original
    if lens_mm is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FocalLengthIn35mmFilm] = lens_mm
    return exif.tobytes()


def encoded(image: Image | Pillow.Image, kind: str = "JPEG", **options: Any) -> bytes:
    picture = image if isinstance(image, Pillow.Image) else Pillow.fromarray(image)
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def wide_gamut_profile() -> bytes:
    """A profile with the primaries of Adobe RGB (1998) and its gamma of 2.2, built from its published numbers."""
    return _matrix_profile(
        primaries=((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
        gamma=2.19921875,
    )


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _matrix_profile(*, primaries: tuple[tuple[float, float, float], ...], gamma: float) -> bytes:
    def fixed(value: float) -> bytes:
        return round(value * 65536).to_bytes(4, "big", signed=True)

    def xyz(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    curve = b"curv\0\0\0\0" + (1).to_bytes(4, "big") + round(gamma * 256).to_bytes(2, "big") + b"\0\0"
    text = b"wide gamut"
    description = b"desc\0\0\0\0" + (len(text) + 1).to_bytes(4, "big") + text + b"\0" + bytes(78)
    description += bytes(-len(description) % 4)
    white = xyz((0.9642, 1.0, 0.8249))
    copyright_text = b"text\0\0\0\0none\0\0\0\0"
    bodies = {b"desc": description, b"cprt": copyright_text, b"wtpt": white}
    bodies |= {name: xyz(values) for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)}
    bodies |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    offset = 128 + 4 + 12 * len(bodies)
    table, data = len(bodies).to_bytes(4, "big"), b""
    for name, body in bodies.items():
        table += name + (offset + len(data)).to_bytes(4, "big") + len(body).to_bytes(4, "big")
        data += body
    header = bytearray(128)
    header[0:4] = (offset + len(data)).to_bytes(4, "big")
    header[8:12] = b"\x02\x40\0\0"
    header[12:24] = b"mntrRGB XYZ "
    header[36:40] = b"acsp"
    header[68:80] = fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return bytes(header) + table + data
