"""Photos of every kind are read upright, in sRGB and whole, or refused with a sentence."""

import concurrent.futures
import hashlib
import io
import os
import struct
import time
import warnings
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from hairtrack.course import DateSource
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import decode_bytes, decode_photo, encode_jpeg, encode_png, read_photo, scaled
from hairtrack.messages import error_sentence
from tests.imaging.photo_maker import encoded, exif_of, scene, srgb_profile, textured, wide_gamut_profile

NAME = Path("photo.jpg")
LOSSLESS = [("PNG", {}), ("TIFF", {}), ("BMP", {}), ("WEBP", {"lossless": True, "exact": True})]
LOSSY = [("JPEG", {"quality": 95}), ("HEIF", {"quality": 95}), ("AVIF", {"quality": 95}), ("WEBP", {"quality": 95})]


def refusal(path: Path) -> ErrorKind:
    kinds = []
    for at_least in (None, 100):
        with pytest.raises(HairtrackError) as caught:
            read_photo(path, at_least=at_least)
        assert path.name in error_sentence(caught.value)
        kinds.append(caught.value.kind)
    assert kinds[0] is kinds[1], "a photo that may come shrunk is looked at as closely"
    return kinds[0]


def saved(folder: Path, data: bytes, name: str = "photo.jpg") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# What is read


@pytest.mark.parametrize(("kind", "options"), LOSSLESS)
def test_lossless_formats_are_read_exactly(kind: str, options: dict[str, object]) -> None:
    assert np.array_equal(decode_bytes(encoded(scene(), kind, **options), NAME), scene())


@pytest.mark.parametrize(("kind", "options"), LOSSY)
def test_lossy_formats_are_read_closely(kind: str, options: dict[str, object]) -> None:
    image = decode_bytes(encoded(scene(), kind, **options), NAME)
    assert np.abs(image[4:20, 4:28].astype(int) - scene()[4:20, 4:28]).max() <= 12
    assert np.abs(image[28:44, 36:60].astype(int) - scene()[28:44, 36:60]).max() <= 12


def test_the_record_says_what_the_file_says(tmp_path: Path) -> None:
    data = encoded(
        scene(),
        exif=exif_of(original="2026:08:31 23:59:10", changed="2026:09:01 08:00:00", make="Apple", model="iPhone 15"),
    )
    photo = read_photo(saved(tmp_path, data), today=date(2026, 11, 20))
    assert (photo.taken_on, photo.taken_on_source) == (date(2026, 8, 31), DateSource.EXIF)
    assert photo.taken_at is not None
    assert photo.taken_at.isoformat() == "23:59:10"
    assert (photo.camera, photo.format, photo.extension) == ("Apple iPhone 15", "JPEG", "jpg")
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert photo.size == (64, 48)
    assert not photo.image.flags.writeable


@pytest.mark.parametrize(("written", "known"), [(26, 26), (0, None), (None, None)])
def test_the_lens_is_read_where_the_file_knows_it(tmp_path: Path, written: int | None, known: int | None) -> None:
    data = encoded(scene(), exif=exif_of(make="Apple", lens_mm=written))
    assert read_photo(saved(tmp_path, data)).lens_mm == known


def test_the_extension_is_that_of_the_real_format(tmp_path: Path) -> None:
    assert read_photo(saved(tmp_path, encoded(scene(), "PNG"), "photo.JPG")).extension == "png"


def test_only_the_first_frame_is_read() -> None:
    frames = [Pillow.new("RGB", (40, 30), colour) for colour in ((10, 200, 30), (200, 10, 10))]
    for kind in ("PNG", "TIFF", "GIF", "WEBP", "MPO"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert np.abs(decode_bytes(data, NAME)[15, 20].astype(int) - (10, 200, 30)).max() <= 6, kind


# Turns


@pytest.mark.parametrize("orientation", range(10))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_turn_is_undone_once(kind: str, orientation: int) -> None:
    upright = Pillow.fromarray(scene())
    turn = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT,
        3: Pillow.Transpose.ROTATE_180,
        4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE,
        6: Pillow.Transpose.ROTATE_90,
        7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_270,
    }.get(orientation)
    if kind == "AVIF" and not 1 <= orientation <= 8:
        pytest.skip("the format cannot hold it")
    as_stored = upright.transpose(turn) if turn is not None else upright
    image = decode_bytes(encoded(as_stored, kind, exif=exif_of(orientation=orientation)), NAME)
    assert image.shape == scene().shape
    corners = image[[6, 6, -6, -6], [6, -6, 6, -6]].astype(int)
    assert np.abs(corners - scene()[[6, 6, -6, -6], [6, -6, 6, -6]]).max() <= 25


def test_heif_is_not_turned_twice() -> None:
    stored = Pillow.fromarray(scene()).transpose(Pillow.Transpose.ROTATE_90)
    image = decode_bytes(encoded(stored, "HEIF", exif=exif_of(orientation=6), quality=95), NAME)
    assert image.shape == scene().shape
    assert np.abs(image[6, 6].astype(int) - scene()[6, 6]).max() <= 25


def test_small_copies_are_turned_too() -> None:
    stored = Pillow.fromarray(scene(640, 480)).transpose(Pillow.Transpose.ROTATE_90)
    image = decode_bytes(encoded(stored, exif=exif_of(orientation=6)), NAME, max_side=64)
    assert image.shape == (48, 64, 3)
    assert np.abs(image[6, 6].astype(int) - scene()[6, 6]).max() <= 25


# Colours


def test_a_wide_gamut_is_brought_to_srgb() -> None:
    grey_and_red = np.zeros((16, 32, 3), np.uint8)
    grey_and_red[:, :16], grey_and_red[:, 16:] = (128, 128, 128), (150, 100, 90)
    image = decode_bytes(encoded(grey_and_red, "PNG", icc_profile=wide_gamut_profile()), NAME)
    # From the published matrices of Adobe RGB and sRGB: greys stay nearly, colours gain saturation.
    assert np.abs(image[8, 8].astype(int) - 128).max() <= 3
    assert np.abs(image[8, 24].astype(int) - (167, 100, 89)).max() <= 3


def test_srgb_is_left_alone_and_a_broken_profile_is_ignored() -> None:
    for profile in (srgb_profile(), b"nonsense", wide_gamut_profile()[:200]):
        assert np.array_equal(decode_bytes(encoded(scene(), "PNG", icc_profile=profile), NAME), scene())


def test_grey_palette_and_one_bit() -> None:
    grey = np.full((20, 20), 99, np.uint8)
    assert np.array_equal(decode_bytes(encoded(Pillow.fromarray(grey), "PNG"), NAME), np.full((20, 20, 3), 99))
    palette = Pillow.fromarray(scene()).quantize(16)
    assert np.array_equal(decode_bytes(encoded(palette, "PNG"), NAME), scene())
    one_bit = Pillow.fromarray(grey > 50)
    assert np.array_equal(decode_bytes(encoded(one_bit, "PNG"), NAME), np.full((20, 20, 3), 255))


def test_cmyk() -> None:
    picture = Pillow.fromarray(scene()).convert("CMYK")
    for kind in ("JPEG", "TIFF"):
        image = decode_bytes(encoded(picture, kind), NAME)
        assert np.abs(image[6, 6].astype(int) - scene()[6, 6]).max() <= 8
        assert np.abs(image[-6, -6].astype(int) - scene()[-6, -6]).max() <= 8


def test_deep_pixels_are_scaled_not_cut() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    expected = np.repeat((ramp >> 8).astype(np.uint8)[..., None], 3, axis=2)
    for kind in ("PNG", "TIFF"):
        assert np.array_equal(decode_bytes(encoded(Pillow.fromarray(ramp), kind), NAME), expected)
    floating = Pillow.fromarray((ramp / 65535).astype(np.float32))
    assert np.abs(decode_bytes(encoded(floating, "TIFF"), NAME).astype(int) - expected).max() <= 1


def test_what_is_transparent_is_white() -> None:
    rgba = np.dstack([scene(), np.full((48, 64), 255, np.uint8)])
    rgba[:24, :32, 3] = 0
    for kind, options in (("PNG", {}), ("WEBP", {"lossless": True, "exact": True}), ("TIFF", {})):
        image = decode_bytes(encoded(Pillow.fromarray(rgba), kind, **options), NAME)
        assert np.all(image[:24, :32] == 255), kind
        assert np.array_equal(image[24:], scene()[24:]), kind


# What is refused


def test_missing_empty_text_and_folders(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.jpg") is ErrorKind.FILE_MISSING
    assert refusal(saved(tmp_path, b"", "empty.jpg")) is ErrorKind.FILE_EMPTY
    assert refusal(saved(tmp_path, b"dear diary", "text.jpg")) is ErrorKind.NOT_A_PHOTO
    assert refusal(saved(tmp_path, b"\0" * 5000, "zeros.jpg")) is ErrorKind.NOT_A_PHOTO
    assert refusal(saved(tmp_path, b"%PDF-1.7\n" + b"x" * 500, "scan.jpg")) is ErrorKind.NOT_A_PHOTO
    (tmp_path / "folder.jpg").mkdir()
    assert refusal(tmp_path / "folder.jpg") is ErrorKind.FILE_UNREADABLE
    assert refusal(tmp_path / "empty.jpg" / "x.jpg") is ErrorKind.FILE_MISSING
    assert refusal(tmp_path / ("x" * 300 + ".jpg")) is ErrorKind.FILE_UNREADABLE


def test_links_in_a_circle_and_pipes_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to(tmp_path / "b.jpg")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    assert refusal(tmp_path / "a.jpg") is ErrorKind.FILE_UNREADABLE
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        assert refusal(tmp_path / "pipe.jpg") is ErrorKind.FILE_UNREADABLE


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, encoded(scene()))

    def forbidden(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert refusal(path) is ErrorKind.FILE_UNREADABLE


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.7, 0.95, 0.99, -40, -2, -1])
@pytest.mark.parametrize("padded", [False, True])
@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {})],
)
def test_incomplete_jpeg_and_png_are_refused(
    tmp_path: Path, kind: str, options: dict[str, object], kept: float, padded: bool
) -> None:
    data = encoded(textured(), kind, **options)
    cut = int(len(data) * kept) if kept > 0 else len(data) + int(kept)
    short = data[:cut] + (bytes(len(data) - cut) if padded else b"")
    assert refusal(saved(tmp_path, short)) is ErrorKind.PHOTO_DAMAGED


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["WEBP", "TIFF", "GIF", "BMP", "HEIF", "AVIF"])
def test_other_incomplete_files_are_refused(tmp_path: Path, kind: str, kept: float) -> None:
    data = encoded(textured(), kind)
    assert refusal(saved(tmp_path, data[: int(len(data) * kept)])) is ErrorKind.PHOTO_DAMAGED


@pytest.mark.parametrize("kept", [0.2, 0.7])
@pytest.mark.parametrize("kind", ["WEBP", "HEIF", "AVIF"])
def test_files_that_go_on_as_zeros_are_refused(tmp_path: Path, kind: str, kept: float) -> None:
    data = encoded(textured(640, 480), kind)
    cut = int(len(data) * kept)
    assert len(data) - cut > 1 << 15
    assert refusal(saved(tmp_path, data[:cut] + bytes(len(data) - cut))) is ErrorKind.PHOTO_DAMAGED


def test_an_incomplete_heif_of_tiles_is_refused(tmp_path: Path) -> None:
    data = encoded(textured(512, 512), "HEIF", tile_size=128)
    assert decode_bytes(data, NAME).shape == (512, 512, 3)
    for kept in (0.5, 0.95):
        assert refusal(saved(tmp_path, data[: int(len(data) * kept)])) is ErrorKind.PHOTO_DAMAGED


def test_what_follows_the_photo_does_no_harm() -> None:
    for kind in ("JPEG", "PNG"):
        assert decode_bytes(encoded(scene(), kind) + b"MotionPhoto_Data" + bytes(9000), NAME).shape == scene().shape


def _huge_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(20_000, 15_000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path, width: int, height: int) -> None:
    before = time.monotonic()
    kind = refusal(saved(tmp_path, _huge_png(width, height)))
    assert kind is ErrorKind.PHOTO_TOO_LARGE
    assert time.monotonic() - before < 1


def test_a_real_jpeg_of_300_megapixels_is_refused(tmp_path: Path) -> None:
    data = encoded(Pillow.new("L", (20_000, 15_000), 128))
    with pytest.raises(HairtrackError) as caught:
        read_photo(saved(tmp_path, data))
    assert caught.value.kind is ErrorKind.PHOTO_TOO_LARGE
    assert caught.value.facts["megapixels"] == 300


def test_a_file_that_is_no_photo_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hairtrack.imaging.photo_file.MEGABYTE_LIMIT", 0.001)
    assert refusal(saved(tmp_path, encoded(textured()))) is ErrorKind.FILE_TOO_LARGE


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF", "AVIF"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), min_size=1, max_size=12),
)
def test_any_damage_is_read_or_refused(kind: str, damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(encoded(scene(), kind, exif=exif_of(original="2026:08:31 12:00:00", orientation=6)))
    for at, values in damage:
        data[at % len(data) : at % len(data) + len(values)] = values
    try:
        image = decode_bytes(bytes(data), NAME)
    except HairtrackError as error:
        said = error_sentence(error)
    else:
        said = f"{image.dtype} in {image.ndim} dimensions"
    assert said == "uint8 in 3 dimensions" or NAME.name in said


def test_warnings_of_odd_files_stay_inside_with_many_readers(tmp_path: Path) -> None:
    day = "2026:08:31 12:00:00"
    odd = exif_of(original=day, changed=day, orientation=6, make="Apple", model="iPhone")[:-40]
    with pytest.warns(UserWarning, match="Truncated"), Pillow.open(io.BytesIO(encoded(scene(), exif=odd))) as picture:
        picture.getexif()
    paths = [saved(tmp_path, encoded(scene(), exif=odd), f"{index}.jpg") for index in range(40)]
    filters = list(warnings.filters)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert {photo.image.shape for photo in pool.map(read_photo, paths)} == {(64, 48, 3)}
    assert list(warnings.filters) == filters


# What is written


def test_what_is_written_says_nothing_about_its_origin() -> None:
    for data in (encode_jpeg(textured()), encode_png(textured())):
        with Pillow.open(io.BytesIO(data)) as picture:
            picture.load()
            assert not picture.getexif()
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(picture.info)
    assert np.array_equal(decode_bytes(encode_png(textured()), NAME), textured())
    assert np.abs(decode_bytes(encode_jpeg(scene(), 95), NAME)[6, 6].astype(int) - scene()[6, 6]).max() <= 6


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_shrunk_image_comes_with_the_size_of_the_file(tmp_path: Path, kind: str) -> None:
    stored = Pillow.fromarray(scene(1000, 600)).transpose(Pillow.Transpose.ROTATE_90)
    photo = read_photo(saved(tmp_path, encoded(stored, kind, exif=exif_of(orientation=6))), at_least=200)
    assert photo.size == (1000, 600)
    height, width, _ = photo.image.shape
    assert 200 <= width < 400
    assert abs(width / height - 1000 / 600) < 0.02
    assert np.abs(photo.image[6, 6].astype(int) - scene()[6, 6]).max() <= 25


@pytest.mark.parametrize("size", [(1, 4000), (4000, 1)])
def test_a_strip_can_be_shrunk_too(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(textured(*size)))
    photo = read_photo(tmp_path / "a.jpg", at_least=1600)
    assert photo.size == size
    assert 1600 <= max(photo.image.shape) <= 4000


def test_small_copies_are_never_larger(tmp_path: Path) -> None:
    path = saved(tmp_path, encoded(textured(320, 240)))
    assert decode_photo(path, 64).shape == (48, 64, 3)
    assert decode_photo(path, 4000).shape == (240, 320, 3)
    assert scaled(textured(320, 240), 64).shape == (48, 64, 3)
    assert scaled(textured(320, 240), 400).shape == (240, 320, 3)


# Real and malformed files


@pytest.mark.slow
def test_every_real_file_is_read_or_refused_in_words(shared_photos: Path) -> None:
    files = [path for path in sorted((shared_photos / "import").rglob("*")) if path.is_file()]
    read, slowest = 0, 0.0
    refused: list[str] = []
    for path in files:
        before = time.monotonic()
        try:
            photo = read_photo(path)
        except HairtrackError as error:
            refused.append(error_sentence(error))
            continue
        finally:
            slowest = max(slowest, time.monotonic() - before)
        read += 1
        assert photo.image.shape == (photo.size[1], photo.size[0], 3)
        assert photo.taken_on is None or photo.taken_on.year >= 2000
    assert slowest < 10
    assert read > len(files) // 3
    assert len(refused) == len(files) - read
    assert all(sentence.endswith(".") for sentence in refused)


def test_real_photos_in_every_turn_show_the_same(shared_photos: Path) -> None:
    for shape in ("Landscape", "Portrait"):
        upright = decode_photo(shared_photos / "import" / "orientation" / f"orientation-{shape}_1.jpg", 200)
        for orientation in range(9):
            path = shared_photos / "import" / "orientation" / f"orientation-{shape}_{orientation}.jpg"
            image = decode_photo(path, 200)
            assert image.shape == upright.shape
            # Each carries its own number in letters; the rest is one scene.
            assert np.mean(np.abs(image.astype(int) - upright)) < 12, path.name
