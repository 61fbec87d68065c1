"""What a photo file says inside about its day, in every container, and what forged blocks cost."""

import io
import time
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, PngImagePlugin
from PIL import Image as Pillow

from hairtrack.imaging.photo_exif import dates_and_camera
from tests.imaging.photo_maker import encoded, exif_of, scene

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

ORIGINAL = "exif:DateTimeOriginal"
ATTRIBUTES = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description rdf:about=""'
    " exif:DateTimeOriginal=\"2026-08-31T23:41:14+13:00\"\n photoshop:DateCreated = '2026-08-30'"
    ' xmp:CreateDate="2026-08-29" xmp:MetadataDate="2020-01-01"><dc:date>2020-01-02</dc:date></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)
ELEMENTS = (
    "<x:xmpmeta><rdf:Description><exif:DateTimeOriginal>2026-08-31T23:41:14+13:00</exif:DateTimeOriginal>"
    '<photoshop:DateCreated xml:lang="x">\n2026-08-30\n</photoshop:DateCreated>'
    "<xap:CreateDate>2026-08-29</xap:CreateDate>"
    "</rdf:Description></x:xmpmeta>"
)
TOLD = {ORIGINAL: "2026-08-31T23:41:14+13:00", "photoshop:DateCreated": "2026-08-30", "xmp:CreateDate": "2026-08-29"}


def told_by(data: bytes) -> dict[str, object]:
    with Pillow.open(io.BytesIO(data)) as picture:
        return dates_and_camera(picture)[0]


def with_packet(packet: object) -> Pillow.Image:
    picture = Pillow.new("RGB", (2, 2))
    picture.info["xmp"] = packet
    return picture


def png_with(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    return encoded(scene(), "PNG", pnginfo=info)


@pytest.mark.parametrize("packet", [ATTRIBUTES, ELEMENTS], ids=["attributes", "elements"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_xmp_is_read_from_every_container(kind: str, packet: str) -> None:
    options: dict[str, Any] = {"xmp": packet.encode()}
    if kind == "TIFF":
        options = {"tiffinfo": {700: packet.encode()}}
    data = png_with(**{"XML:com.adobe.xmp": packet}) if kind == "PNG" else encoded(scene(), kind, **options)
    assert {field: str(value).strip() for field, value in told_by(data).items()} == TOLD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_xmp_may_take_two_bytes_a_letter(encoding: str) -> None:
    assert dates_and_camera(with_packet(ATTRIBUTES.encode(encoding)))[0] == TOLD


def test_exif_and_the_texts_of_png_are_told_by_field() -> None:
    told = told_by(
        encoded(scene(), "JPEG", exif=exif_of(original="2026:08:31 12:00:00", changed="2026:09:01 12:00:00"))
    )
    assert told == {"DateTimeOriginal": "2026:08:31 12:00:00", "DateTime": "2026:09:01 12:00:00"}
    told = told_by(png_with(**{"Creation Time": "31 Aug 2026", "date:create": "2026-08-31", "Comment": "2020-01-01"}))
    assert told == {"Creation Time": "31 Aug 2026", "date:create": "2026-08-31"}


def test_a_date_in_the_outer_block_is_found_and_yields_to_the_inner() -> None:
    exif = Pillow.Exif()
    exif[ExifTags.Base.DateTimeOriginal] = "2026:08:30 12:00:00"
    exif[ExifTags.Base.DateTimeDigitized] = "2026:08:29 12:00:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:08:31 12:00:00"
    told = told_by(encoded(scene(), "JPEG", exif=exif.tobytes()))
    assert told == {"DateTimeOriginal": "2026:08:31 12:00:00", "DateTimeDigitized": "2026:08:29 12:00:00"}


def test_the_day_of_gps_is_left_out() -> None:
    exif = Pillow.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSDateStamp] = "2026:08:30"
    assert told_by(encoded(scene(), "JPEG", exif=exif.tobytes())) == {}


@pytest.mark.parametrize(
    "packet",
    [
        "",
        None,
        7,
        "<exif:DateTimeOriginal/>",
        "<exif:DateTimeOriginalX>2026-08-31</exif:DateTimeOriginalX>",
        "<myexif:DateTimeOriginal>2026-08-31</myexif:DateTimeOriginal>",
    ],
)
def test_packets_without_a_date_tell_nothing(packet: object) -> None:
    assert dates_and_camera(with_packet(packet))[0] == {}


def test_of_one_field_the_first_is_told() -> None:
    packet = "<exif:DateTimeOriginal>2026-08-31</exif:DateTimeOriginal>" + ELEMENTS.replace("2026", "2020")
    assert dates_and_camera(with_packet(packet))[0][ORIGINAL] == "2026-08-31"


def test_a_long_value_is_cut_and_not_lost() -> None:
    told = dates_and_camera(with_packet(f'<a exif:DateTimeOriginal="2026-08-31{"0" * 10**5}">'))[0]
    assert told == {ORIGINAL: "2026-08-31" + "0" * 54}


@pytest.mark.parametrize(
    "packet",
    [
        '<!DOCTYPE x [<!ENTITY a "' + "ha" * 50 + '"><!ENTITY b "' + "&a;" * 99 + '">]><x>' + "&b;" * 10**6 + "</x>",
        "<exif:DateTimeOriginal " * 10**6,
        "<exif:DateTimeOriginal" + " " * 10**7,
        " exif:DateTimeOriginal =" * 10**6,
        "<x>" * 10**7,
    ],
    ids=["entities", "open tags", "blanks", "attributes", "depth"],
)
def test_a_forged_packet_costs_nothing(packet: str) -> None:
    picture = with_packet(packet.encode())
    begun = time.process_time()
    dates_and_camera(picture)
    assert time.process_time() - begun < 1


@given(st.one_of(st.binary(), st.text(), st.builds("<exif:DateTimeOriginal {}".format, st.text())))
def test_any_packet_is_survived(packet: object) -> None:
    for value in dates_and_camera(with_packet(packet))[0].values():
        assert len(str(value)) <= 64
