"""Where a photo was taken, and whatever else its file tells, stays in the original and gets into nothing else."""

import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pillow_heif
import pytest
from PIL import ExifTags, PngImagePlugin, TiffImagePlugin
from PIL import Image as Pillow

from hairtrack.course import Landmark, Measurement, View
from hairtrack.diary import Diary
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import read_photo
from hairtrack.report.choices import Archive, Choices, ChosenPair
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import export_course, new_course
from hairtrack.workflow.diary.calendar import calendar
from hairtrack.workflow.diary.table_out import export_diary
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.likenesses import course_likenesses
from hairtrack.workflow.report import write
from hairtrack.workflow.share_copies import share_copies
from tests.imaging.photo_maker import encoded, srgb_profile

MAKE, MODEL = "Camerawerk", "Modell Q7"
WORDS = ("SecretMaker", "SecretArtist", "SecretComment", "SecretPacket", "SecretCaption", "SecretRemark", "SecretStamp")
"""Words that files hold, each in another place."""
LATITUDE, LONGITUDE = (987654319, 20000003), (876543211, 20000003)
"""Seconds of arc as fractions in lowest terms, that stand nowhere by chance."""
PLACES = [struct.pack(order, *fraction) for fraction in (LATITUDE, LONGITUDE) for order in ("<II", ">II")]
KINDS = ("jpg", "png", "webp", "tif", "heic")
SQUARE = ((60.0, 60.0), (240.0, 60.0), (240.0, 180.0), (60.0, 180.0))

_PACKET = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><p exif:GPSLatitude="48,8.2N" who="SecretPacket"/></x:xmpmeta>'
# Record 2, data set 120: the caption.
_IPTC = b"\x1c\x02\x78" + struct.pack(">H", len("SecretCaption")) + b"SecretCaption"


def telling_exif() -> bytes:
    exif = Pillow.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = MAKE, MODEL
    exif[ExifTags.Base.Artist] = "SecretArtist"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.MakerNote] = b"SecretMaker\0"
    inner[ExifTags.Base.UserComment] = b"ASCII\0\0\0SecretComment"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    for ref, tag, letter, whole, seconds in (
        (ExifTags.GPS.GPSLatitudeRef, ExifTags.GPS.GPSLatitude, "N", (48.0, 8.0), LATITUDE),
        (ExifTags.GPS.GPSLongitudeRef, ExifTags.GPS.GPSLongitude, "E", (11.0, 34.0), LONGITUDE),
    ):
        place[ref] = letter
        place[tag] = (*whole, TiffImagePlugin.IFDRational(*seconds))
    place[ExifTags.GPS.GPSProcessingMethod] = b"ASCII\0\0\0SecretStamp"
    return exif.tobytes()


def telling_file(image: Image, kind: str) -> bytes:
    """Encode an image with everything that a format can tell."""
    exif = telling_exif()
    if kind == "jpg":
        plain = encoded(image, exif=exif, xmp=_PACKET, comment=b"SecretRemark", icc_profile=srgb_profile())
        block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(_IPTC)) + _IPTC
        return plain[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + plain[2:]
    if kind == "png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "SecretRemark")
        texts.add_itxt("XML:com.adobe.xmp", _PACKET.decode())
        texts.add_text("Raw profile type iptc", f"SecretCaption {_IPTC.hex()}")
        return encoded(image, "PNG", exif=exif, pnginfo=texts)
    if kind == "webp":
        return encoded(image, "WEBP", quality=95, exif=exif, xmp=_PACKET)
    if kind == "tif":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[ExifTags.Base.ImageDescription], tags[700], tags[33723] = "SecretRemark", _PACKET, _IPTC
        for number, kind_of_tag in ((700, 1), (33723, 7)):
            tags.tagtype[number] = kind_of_tag
        whole = Pillow.Exif()
        whole.load(exif)
        for number in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
            tags[number] = dict(whole.get_ifd(number))
        for tag in (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.Artist):
            tags[tag] = whole[tag]
        return encoded(image, "TIFF", tiffinfo=tags)
    pillow_heif.register_heif_opener()
    return encoded(image, "HEIF", quality=90, exif=exif, xmp=_PACKET)


def secrets_in(data: bytes) -> set[str]:
    """Find planted words, in any of the ways in which files write letters, and planted places."""
    found = {w for w in WORDS if any(w.encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be"))}
    found |= {w for w in WORDS if w.encode().hex().encode() in data.lower()}
    found |= {"place" for place in PLACES if place in data}
    found |= {word for word in ("GPSL", "xmpmeta", "Exif\0\0") if word.encode() in data}
    return found | {number for number in ("987654319", "876543211", "49.3827", "43.8271") if number.encode() in data}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    """Yield a course of one photo of each format, all aligned and measured."""
    source = tmp_path / "phone"
    source.mkdir()
    for number, kind in enumerate(KINDS):
        coarse = np.random.default_rng(number).integers(40, 220, (24, 32, 3)).astype(np.uint8)
        image = coarse.repeat(10, axis=0).repeat(10, axis=1)
        (source / f"2026-0{number + 1}-05 vertex.{kind}").write_bytes(telling_file(image, kind))
    with new_course(tmp_path / "Me.hairtrack", "Me") as made:
        course = import_photos(made, made.course, propose(made, made.course, [source]).candidates).course
        course = draw_region(course, view=View.VERTEX, name="Crown", points=SQUARE)
        region = course.regions[0].id
        for photo in course.in_view(View.VERTEX):
            if photo != course.reference(View.VERTEX):
                marks = [Landmark(fixed=at, moving=(at[0] + 4, at[1] - 3)) for at in SQUARE]
                course = align_by_landmarks(course, photo, marks)
            course = course.with_measurement(_measured(photo.sha256, region))
        pill = Treatment(id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=date(2026, 1, 19))
        made.commit(replace(course, diary=Diary(treatments=(pill,))))
        yield made


def _measured(photo: str, region: str) -> Measurement:
    return Measurement(
        photo=photo,
        region=region,
        coverage=0.4,
        low=0.37,
        high=0.43,
        judged=0.98,
        engine="coverage 1",
        person="0123456789abcdef",
        threshold=0.0,
        outline=SQUARE,
        alignment_error_percent_width=0.3,
    )


def test_what_is_planted_is_there_to_be_found(folder: CourseFolder) -> None:
    planted = {"place", "SecretMaker", "SecretArtist", "SecretComment", "SecretPacket", "SecretStamp"}
    photos = folder.course.in_view(View.VERTEX)
    assert [photo.stored_as.rpartition(".")[2] for photo in photos] == list(KINDS)
    for photo in photos:
        original = folder.original(photo)
        assert secrets_in(original.read_bytes()) >= planted, original
        assert read_photo(original).camera == photo.camera == f"{MAKE} {MODEL}"
    everything = set().union(*(secrets_in(folder.original(photo).read_bytes()) for photo in photos))
    assert everything >= set(WORDS)


def test_copies_for_others_and_small_copies_hold_pixels_alone(folder: CourseFolder, tmp_path: Path) -> None:
    course_likenesses(folder, folder.course, lambda *_: None)
    copies = share_copies(folder, folder.course.photos, tmp_path / "copies")
    assert len(copies) == len(KINDS)
    cached = [path for path in folder.cache.rglob("*") if path.is_file()]
    assert len(cached) == len(KINDS) + 1
    for path in (*copies, *cached):
        data = path.read_bytes()
        assert secrets_in(data) == set(), path
        assert MAKE.encode() not in data
        assert b"2026" not in data


def test_tables_calendars_and_records_name_no_place(folder: CourseFolder, tmp_path: Path) -> None:
    table, everything, dates, diary = (tmp_path / name for name in ("x.csv", "x.json", "x.ics", "diary.csv"))
    export_course(folder.course, table)
    export_diary(folder.course, diary)
    export_course(folder.course, everything)
    calendar(folder.course, dates, date(2026, 2, 1))
    for path in (table, everything, dates, diary, folder.path / "course.sqlite"):
        assert len(path.read_bytes()) > 100
        assert secrets_in(path.read_bytes()) == set(), path
    assert {photo["camera"] for photo in json.loads(everything.read_text())["photos"]} == {f"{MAKE} {MODEL}"}
    for path in (table, dates, diary):
        assert MAKE.encode() not in path.read_bytes()


def test_the_report_shows_photos_and_no_more_of_them(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bytes] = []

    def listen(content: ReportContent, sheet: Sheet, archive: Archive) -> Pdf:
        told.extend([repr(content).encode(), *(path.read_bytes() for path in sheet.folder.iterdir())])
        return make_pdf(content, sheet, archive)

    # Text stands in a PDF as numbers of glyphs, so it is looked at before it is laid out, too.
    monkeypatch.setattr(write, "make_pdf", listen)
    photos = folder.course.in_view(View.VERTEX)
    for before, after in ((photos[0], photos[1]), (photos[2], photos[3]), (photos[3], photos[4])):
        path = tmp_path / "report.pdf"
        pair = ChosenPair(before=before.sha256, after=after.sha256)
        write.write_report(folder, folder.course, path, Choices(pairs=(pair,)))
        told.append(path.read_bytes())
        with pikepdf.open(path) as document:
            streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
            packed = [stream.get("/Filter") == "/FlateDecode" for stream in streams]
            told += [s.read_bytes() if flat else s.read_raw_bytes() for s, flat in zip(streams, packed, strict=True)]
            told.append(str(document.docinfo).encode())
            assert any(packed)
            assert sum(stream.get("/Subtype") == "/Image" for stream in streams) >= 2
    for data in told:
        # Each PDF has a packet of XMP about itself.
        assert secrets_in(data) - {"xmpmeta"} == set()
