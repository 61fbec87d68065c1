"""Colour profiles that photo files bring along."""

import functools
import io

from PIL import Image as Pillow
from PIL import ImageCms

_SRGB = ImageCms.createProfile("sRGB")


def applied(picture: Pillow.Image, profile: object) -> Pillow.Image:
    """Return a picture in sRGB by its profile, or as it is where the profile is that already, or does not work.

    Parameters
    ----------
    picture : PIL.Image.Image
        A Lab picture has a profile of its own.
    profile : object
        As Pillow found it.

    Returns
    -------
    PIL.Image.Image
    """
    if picture.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    try:
        transform = _transform(profile, picture.mode) if isinstance(profile, bytes) else None
        return picture if transform is None else ImageCms.applyTransform(picture, transform) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A broken profile, or one for other colours than the photo holds: the numbers are taken as they are.
        return picture


@functools.lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Build the way from a profile to sRGB, or None where it is sRGB already."""
    source = ImageCms.getOpenProfile(io.BytesIO(profile))
    if mode == "RGB" and "srgb" in ImageCms.getProfileDescription(source).lower():
        return None
    return ImageCms.buildTransform(source, _SRGB, mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
