"""Where a photo was taken, and whatever else its file tells, stays in the original and gets into nothing else."""

import json
import shutil
import socket
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pillow_heif
import pytest
from PIL import ExifTags, PngImagePlugin, TiffImagePlugin
from PIL import Image as Pillow

from hairtrack.course import Course, Cover, View
from hairtrack.diary import Event, EventKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import read_photo
from hairtrack.ratings import Rating
from hairtrack.report.choices import Archive, Choices, ChosenPair, PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import export_course, open_course
from hairtrack.workflow.diary.calendar import calendar
from hairtrack.workflow.diary.table_out import export_diary
from hairtrack.workflow.likenesses import course_likenesses
from hairtrack.workflow.report import write
from hairtrack.workflow.report.write import write_pages
from hairtrack.workflow.share_copies import share_copies
from tests.imaging.photo_maker import encoded, srgb_profile
from tests.report.pdf_text import bytes_in, words_in
from tests.workflow.small_course import course_of, noise

MAKE, MODEL = "Camerawerk", "Modell Q7"
WORDS = ("SecretMaker", "SecretArtist", "SecretComment", "SecretPacket", "SecretCaption", "SecretRemark", "SecretStamp")
"""Words that files hold, each in another place."""
LATITUDE, LONGITUDE = (987654319, 20000003), (876543211, 20000003)
"""Seconds of arc as fractions in lowest terms, that stand nowhere by chance."""
PLACES = [struct.pack(order, *fraction) for fraction in (LATITUDE, LONGITUDE) for order in ("<II", ">II")]
KINDS = ("jpg", "png", "webp", "tif", "heic")

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


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course of one photo of each format, all aligned and measured."""
    place = tmp_path_factory.mktemp("imported")
    source = place / "phone"
    source.mkdir()
    for number, kind in enumerate(KINDS):
        (source / f"2026-0{number + 1}-05 vertex.{kind}").write_bytes(telling_file(noise(number), kind))
    return course_of(source, place / "Me.hairtrack", [0.4] * len(KINDS))


@pytest.fixture
def folder(imported: Path, tmp_path: Path) -> Iterator[CourseFolder]:
    """Yield a copy of that course."""
    shutil.copytree(imported, tmp_path / "Me.hairtrack")
    with open_course(tmp_path / "Me.hairtrack") as opened:
        yield opened


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


def test_pictures_of_pages_hold_pixels_alone(folder: CourseFolder, tmp_path: Path) -> None:
    for name, kind in (("a.png", ReportKind.SUMMARY), ("a.jpg", ReportKind.COMPARISON)):
        written = write_pages(folder, folder.course, tmp_path / name, Choices(kind=kind), dots_per_inch=50)
        for path in written.paths:
            assert secrets_in(path.read_bytes()) == set()
            assert MAKE.encode() not in path.read_bytes()
            with Pillow.open(path) as picture:
                assert set(picture.info) <= {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density"}


OF_THE_MACHINE = ("SecretUser", "SecretHost")
OF_THE_COURSE = ("SecretCourse", "SecretStem", "SecretRater")
WRITTEN_FREELY = ("SecretNote", "SecretEvent")


@pytest.fixture
def telling(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Return the course with names and notes of its own, on a machine that has some too."""
    for variable in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(variable, OF_THE_MACHINE[0])
    monkeypatch.setenv("HOSTNAME", OF_THE_MACHINE[1])
    course = folder.course
    first, second = course.in_view(View.VERTEX)[:2]
    diary = course.diary
    return replace(
        course,
        name="SecretCourse",
        photos=tuple(replace(p, file_name=f"SecretStem {p.short}.jpg") for p in course.photos),
        covers=(Cover(id="c", view=View.VERTEX, points=((0, 0), (50, 0), (50, 40), (0, 40)), drawn_on=first.sha256),),
        ratings=(
            Rating(
                rater="SecretRater",
                before=first.sha256,
                after=second.sha256,
                score=2,
                session="s",
                place=0,
                repeat=False,
                rated_on=date(2026, 6, 1),
            ),
        ),
        diary=replace(
            diary,
            treatments=tuple(replace(pill, note="SecretNote") for pill in diary.treatments),
            events=(Event(id="e", on=date(2026, 2, 1), text="SecretEvent", kind=EventKind.NOTE),),
        ),
    )


def told_by(
    folder: CourseFolder, course: Course, choices: Choices, path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[bytes]:
    """Write a report and return all that it says and holds, before it is laid out and after, unpacked."""
    told: list[bytes] = []

    def listen(content: ReportContent, sheet: Sheet, archive: Archive, **more: Any) -> Pdf:
        told.extend([repr(content).encode(), *(each.read_bytes() for each in sheet.folder.iterdir() if each.is_file())])
        return make_pdf(content, sheet, archive, **more)

    with monkeypatch.context() as patched:
        # Text stands in a PDF as numbers of glyphs, so it is looked at before it is laid out, too.
        patched.setattr(write, "make_pdf", listen)
        write.write_report(folder, course, path, choices)
    told.append(path.read_bytes())
    with pikepdf.open(path) as document:
        text = words_in(document)
        # What is read is what is written: else nothing could be found in it.
        assert "hairtrack" in text
        told += [text.encode(), text.replace(" ", "").encode(), *bytes_in(document)]
    return told


def pair_of(course: Course, first: int, second: int) -> ChosenPair:
    photos = course.in_view(View.VERTEX)
    return ChosenPair(before=photos[first].sha256, after=photos[second].sha256)


REPORTS = {
    "all as it is": Choices(),
    "an alias": Choices(name="Patient 7", originals=True),
    "no name, as a summary": Choices(name="", kind=ReportKind.SUMMARY, paper=PaperSize.LETTER),
    "an alias on one page": Choices(name="Patient 7", kind=ReportKind.COMPARISON, cover=True),
    "no name, on a poster": Choices(name="", kind=ReportKind.POSTER, crop=True),
    "an alias, to be kept": Choices(name="Patient 7", archive=Archive.A3A, cover=True, originals=True, notes=False),
    "no name, to be kept": Choices(name="", archive=Archive.A2A, crop=True, cover=True, notes=False),
}


@pytest.mark.parametrize("choices", REPORTS.values(), ids=REPORTS)
def test_a_report_tells_nothing_that_was_not_asked_for(
    folder: CourseFolder, telling: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choices: Choices
) -> None:
    own = choices.name is None
    hidden = [*OF_THE_MACHINE, *(() if own else OF_THE_COURSE), *(() if choices.notes else WRITTEN_FREELY)]
    places = [str(tmp_path), str(folder.path), str(Path.home() / "."), tempfile.gettempdir() + "/", "file://"]
    hosts = [name for name in (socket.gethostname(),) if len(name) > 5]
    count = 1 if choices.kind is ReportKind.COMPARISON else 3
    pairs = tuple(pair_of(telling, *both) for both in ((0, 1), (2, 3), (3, 4))[:count])
    told = told_by(folder, telling, replace(choices, pairs=pairs), tmp_path / "report.pdf", monkeypatch)
    assert len(told) > 20
    for data in told:
        # Each PDF has a packet of XMP about itself.
        assert secrets_in(data) - {"xmpmeta"} == set()
        assert [word for word in (*hidden, *places, *hosts) if word.encode() in data] == []
    everything = b" ".join(told)
    assert (b"SecretCourse" in everything) is own, "what is asked for is there, so what is hidden could be found"
    if choices.name:
        assert choices.name.encode() in everything


def test_the_name_of_a_camera_is_told_with_an_alias_too(
    folder: CourseFolder, telling: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = b" ".join(told_by(folder, telling, Choices(name=""), tmp_path / "report.pdf", monkeypatch))
    assert f"{MAKE} {MODEL}".encode() in told, "many people have the same; a doctor asks whether it was the same"
