"""A JPEG without a word about itself: the very bytes of its pixels, and nothing that its camera wrote."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from hairtrack.imaging.jpeg_bare import bare_jpeg, shrunk, stand_in
from hairtrack.imaging.photo_file import decode_bytes

SECRETS = (b"Exif", b"GPS-HERE", b"http://ns.adobe.com/xap", b"Photoshop 3.0", b"a note", b"MPF\0", b"MotionPhoto")


def pixels(seed: int = 0, size: tuple[int, int] = (64, 48)) -> Pillow.Image:
    coarse = np.random.default_rng(seed).integers(0, 256, (size[1] // 8, size[0] // 8, 3), np.uint8)
    return Pillow.fromarray(coarse.repeat(8, axis=0).repeat(8, axis=1))


def jpeg(picture: Pillow.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, **options)
    return buffer.getvalue()


def with_words(plain: bytes, turn: int = 1) -> bytes:
    """Put into a JPEG all that phones put there, with something behind its end."""
    exif = Pillow.Exif()
    exif[0x0112], exif[0x010F] = turn, "GPS-HERE"
    blocks = [
        (0xE1, exif.tobytes()),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        (0xED, b"Photoshop 3.0\0IPTC"),
        (0xFE, b"a note"),
        (0xE2, b"MPF\0II*\0"),
    ]
    words = b"".join(bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body for kind, body in blocks)
    return plain[:2] + words + plain[2:] + b"MotionPhoto\0" + plain


def scan_of(data: bytes) -> bytes:
    """Return all from the first scan to the end of the first picture."""
    return data[data.index(b"\xff\xda") : data.index(b"\xff\xd9") + 2]


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("restarts", [0, 1])
def test_only_the_pixels_are_kept_and_each_byte_of_them(progressive: bool, restarts: int) -> None:
    plain = jpeg(pixels(), progressive=progressive, restart_marker_rows=restarts)
    bare = bare_jpeg(with_words(plain, turn=6))
    assert bare is not None
    assert (bare.size, bare.turn, bare.upright) == ((64, 48), 6, (48, 64))
    assert scan_of(bare.data) == scan_of(plain)
    assert bare.data.endswith(b"\xff\xd9")
    assert bare.data.count(b"\xff\xd8\xff") == 1
    assert not [word for word in SECRETS if word in bare.data]
    assert np.array_equal(decode_bytes(bare.data, Path("a")), decode_bytes(plain, Path("b")))


def test_the_preview_in_an_old_header_goes_too() -> None:
    plain = jpeg(pixels())
    assert plain[2:4] == b"\xff\xe0"
    header = b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02" + b"thumb-pixels"
    old = plain[:2] + b"\xff\xe0" + (len(header) + 2).to_bytes(2, "big") + header + plain[20:]
    bare = bare_jpeg(old)
    assert bare is not None
    assert b"thumb" not in bare.data
    assert np.array_equal(decode_bytes(bare.data, Path("a")), decode_bytes(plain, Path("b")))


def test_the_colours_of_a_phone_are_kept_and_those_of_one_screen_are_not() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = bare_jpeg(jpeg(pixels(), icc_profile=srgb))
    assert kept is not None
    assert Pillow.open(io.BytesIO(kept.data)).info["icc_profile"] == srgb
    description = "sRGB built-in".encode("utf-16-be")
    assert description in srgb
    of_one = srgb.replace(description, "Anna's mobile".encode("utf-16-be"))
    assert bare_jpeg(jpeg(pixels(), icc_profile=of_one)) is None
    broken = bare_jpeg(jpeg(pixels(), icc_profile=b"no profile"))
    assert broken is not None
    assert b"no profile" not in broken.data


def test_what_a_reader_of_pdf_may_take_for_other_colours_is_not_kept() -> None:
    assert bare_jpeg(jpeg(pixels().convert("CMYK"))) is None
    assert bare_jpeg(jpeg(pixels(), keep_rgb=True)) is None
    plain = jpeg(pixels())
    arithmetic = plain.replace(b"\xff\xc0", b"\xff\xc9", 1)
    deep = bytearray(plain)
    deep[plain.index(b"\xff\xc0") + 4] = 12
    for data in (
        arithmetic,
        bytes(deep),
        plain[:-40],
        plain[: len(plain) // 3],
        b"",
        b"\x89PNG",
        plain[:2] + b"\0" * 9,
    ):
        assert bare_jpeg(data) is None
    grey = bare_jpeg(jpeg(pixels().convert("L")))
    assert grey is not None


@pytest.mark.parametrize(("size", "mode"), [((4000, 3000), "RGB"), ((1400, 1051), "RGB"), ((640, 3333), "L")])
def test_a_stand_in_has_the_same_proportions_and_colours(size: tuple[int, int], mode: str) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    whole = jpeg(Pillow.new(mode, size), **({"icc_profile": srgb} if mode == "RGB" else {}))
    small = stand_in(whole, b"stand-in for a.jpg")
    assert small.startswith(b"\xff\xd8\xff\xfe\x00\x14stand-in for a.jpg\xff")
    with Pillow.open(io.BytesIO(small)) as opened:
        assert opened.mode == mode
        assert opened.info.get("icc_profile") == (srgb if mode == "RGB" else None)
        assert opened.width / opened.height == pytest.approx(size[0] / size[1], rel=1e-3)
        assert max(opened.size) < 1300


def test_a_smaller_copy_lies_as_the_original_does() -> None:
    bare = bare_jpeg(with_words(jpeg(pixels(size=(800, 400))), turn=6))
    assert bare is not None
    assert decode_bytes(shrunk(bare.data, 200), Path("x.jpg")).shape == (100, 200, 3)


def test_real_photos_keep_their_pixels(shared_photos: Path) -> None:
    kept = 0
    for path in sorted(shared_photos.rglob("*.jpg")):
        data = path.read_bytes()
        bare = bare_jpeg(data)
        if bare is None:
            continue
        kept += 1
        assert b"Exif\0" not in bare.data[: bare.data.index(b"\xff\xda")]
        assert len(bare.data) <= len(data)
        with Pillow.open(io.BytesIO(data)) as before, Pillow.open(io.BytesIO(bare.data)) as after:
            assert before.size == after.size == bare.size
    assert kept > 50
