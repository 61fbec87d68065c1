"""From whatever colours a photo file holds to 8-bit sRGB on white."""

import numpy as np
from PIL import Image as Pillow


def to_srgb(picture: Pillow.Image) -> Pillow.Image:
    """Convert a loaded picture of any mode to RGB in sRGB.

    An embedded colour profile is applied (Display P3, Adobe RGB, CMYK, grey), a broken one ignored. Deep pixels are
    brought to 8 bit, transparent ones laid on white.

    Parameters
    ----------
    picture : PIL.Image.Image

    Returns
    -------
    PIL.Image.Image
        Mode RGB.
    """
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith(("I", "F")):
        picture = _to_8_bit(picture)
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        colours = _through_profile(rgba.convert("RGB"), profile)
        white = Pillow.new("RGB", colours.size, (255, 255, 255))
        white.paste(colours, mask=rgba.getchannel("A"))
        return white
    if picture.mode not in ("RGB", "L", "CMYK", "LAB"):
        picture = picture.convert("RGB")
    return _through_profile(picture, profile)


def _to_8_bit(picture: Pillow.Image) -> Pillow.Image:
    """Bring 16-bit, 32-bit and floating point grey to 8 bit."""
    if picture.mode.startswith("I;16"):
        return Pillow.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    values = np.asarray(picture, dtype=np.float32)
    # Nothing says what white is in these; the usual scales are told apart by the brightest pixel.
    brightest = float(np.nanmax(values, initial=0.0, where=np.isfinite(values)))
    white = next(
        (top for top in (1.0, 255.0, 65535.0) if brightest <= top and (top > 1 or picture.mode == "F")), brightest
    )
    shares = np.nan_to_num(values / white, posinf=1.0, neginf=0.0)
    return Pillow.fromarray(np.round(np.clip(shares, 0.0, 1.0) * 255.0).astype(np.uint8))


def _through_profile(picture: Pillow.Image, profile: object) -> Pillow.Image:
    """Apply an embedded profile, or convert plainly where there is none that works."""
    if picture.mode == "LAB" or (isinstance(profile, bytes) and profile):
        # Its library takes a while to load, and the small copies that a window begins with have no profile.
        from hairtrack.imaging.colour_profile import applied  # noqa: PLC0415

        picture = applied(picture, profile)
    return picture if picture.mode == "RGB" else picture.convert("RGB")
