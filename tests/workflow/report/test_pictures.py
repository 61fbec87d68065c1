"""The photos in a report: the camera's own bytes and upright, and nothing of what is to stay hidden."""

import io
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
import typst
from PIL import Image as Pillow

from hairtrack.course import Cover, DateSource, Landmark, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging import jpeg_bare
from hairtrack.imaging.jpeg_bare import bare_jpeg
from hairtrack.imaging.photo_file import decode_photo, encode_png, read_photo
from hairtrack.progress import Cancelled, Progress
from hairtrack.report.choices import Archive, Choices, ChosenPair, ReportKind
from hairtrack.report.left_out import LeftOut
from hairtrack.report.pixels import PixelStep
from hairtrack.report.selection import select
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.compare_photos import AlignedPair, aligned_pair
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.images import forget_images
from hairtrack.workflow.report.gather import gathered
from hairtrack.workflow.report.pair_pictures import pair_pictures
from hairtrack.workflow.report.pictures import Darkroom, PictureCache, Print
from hairtrack.workflow.report.poster import poster_photos
from hairtrack.workflow.report.taken_photos import originals
from hairtrack.workflow.report.write import preview_report, write_report
from hairtrack.workflow.two_at_once import two_at_once

CORNERS = {
    "top left": (220, 30, 30),
    "top right": (30, 200, 40),
    "bottom left": (40, 50, 220),
    "bottom right": (230, 220, 40),
}
SECRET = (255, 0, 255)
"""Planted where nobody may see it."""
UNDO = {
    1: None,
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_90,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_270,
}
REGION = ((120.0, 90.0), (200.0, 90.0), (200.0, 150.0), (120.0, 150.0))
FACE = ((20.0, 170.0), (90.0, 170.0), (90.0, 230.0), (20.0, 230.0))


def upright() -> np.ndarray:
    """Return a photo of 320 x 240 with a colour in each corner."""
    image = np.full((240, 320, 3), 120, np.uint8)
    image[:60, :80], image[:60, -80:], image[-60:, :80], image[-60:, -80:] = CORNERS.values()
    return image


def phone_jpeg(image: np.ndarray, turn: int = 1) -> bytes:
    """Return a JPEG as a phone held in one of eight ways writes it."""
    picture, exif, buffer = Pillow.fromarray(image), Pillow.Exif(), io.BytesIO()
    undo = UNDO[turn]
    exif[0x0112] = turn
    exif[0x010F] = "Secret Maker"
    (picture if undo is None else picture.transpose(undo)).save(
        buffer, "JPEG", quality=92, exif=exif, comment=b"secret"
    )
    return buffer.getvalue()


def course_of(place: Path, files: dict[str, bytes], view: View) -> CourseFolder:
    source = place / "phone"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    made = new_course(place / "Anna.hairtrack", "Anna")
    course = made.course
    for day, path in enumerate(sorted(source.iterdir()), 1):
        read = read_photo(path)
        made.keep_original(path, path.name, read.sha256)
        photo = Photo(
            sha256=read.sha256,
            view=view,
            taken_on=date(2026, 1, day),
            taken_on_source=DateSource.GIVEN,
            file_name=path.name,
            stored_as=path.name,
            size=read.size,
        )
        course = course.with_photo(photo)
    made.commit(course)
    return made


def seeded(seed: int) -> np.ndarray:
    """Return a photo with the secret at the place of the face, and its own grain elsewhere."""
    coarse = np.random.default_rng(seed).integers(40, 160, (24, 32, 3), np.uint8)
    image = coarse.repeat(10, axis=0).repeat(10, axis=1)
    image[175:225, 25:85] = SECRET
    return image


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    """Yield two aligned photos and one that is not, with a region and something secret beside it."""
    files = {f"2026010{day}_top.jpg": phone_jpeg(seeded(day)) for day in (1, 2, 3)}
    with course_of(tmp_path, files, View.FRONTAL) as made:
        course = draw_region(made.course, view=View.FRONTAL, name="Crown", points=REGION)
        second = course.in_view(View.FRONTAL)[1]
        places = [(x, y) for x in range(5, 320, 44) for y in range(5, 240, 46)]
        marks = [Landmark(fixed=(x, y), moving=(x + 2, y - 1)) for x, y in places]
        made.commit(align_by_landmarks(course, second, marks))
        yield made


def covered(folder: CourseFolder) -> None:
    first = folder.course.in_view(View.FRONTAL)[0]
    folder.commit(folder.course.with_cover(Cover(id="c", view=View.FRONTAL, points=FACE, drawn_on=first.sha256)))


def darkroom(folder: CourseFolder, choices: Choices, sheet: Sheet) -> Darkroom:
    return Darkroom(folder, folder.course, select(folder.course, choices), choices, sheet)


def embedded(pdf: bytes) -> list[bytes]:
    """Return the JPEG streams of a PDF as they are in it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not document.check_pdf_syntax()
        return [
            item.read_raw_bytes()
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/DCTDecode"
        ]


def seen(jpeg: bytes) -> np.ndarray:
    return np.asarray(Pillow.open(io.BytesIO(jpeg)).convert("RGB"))


def holds_secret(image: np.ndarray) -> bool:
    red, green, blue = (image[..., channel].astype(int) for channel in range(3))
    return bool(((red - green > 150) & (blue - green > 150)).any())


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("archive", [Archive.NONE, Archive.A2A])
def test_a_photo_shown_as_taken_keeps_its_bytes_and_stands_upright(tmp_path: Path, turn: int, archive: Archive) -> None:
    data = phone_jpeg(upright(), turn)
    with course_of(tmp_path, {"20260101.jpg": data}, View.VERTEX) as folder:
        write_report(folder, folder.course, tmp_path / "x.pdf", Choices(archive=archive))
        with Sheet() as sheet:
            sheet.put(
                "alone.typ",
                b'#import "photo.typ": photo\n#set page(width: 320pt, height: 240pt, margin: 0pt)\n'
                b"#photo(json(bytes(sys.inputs.data)).parts.first().pictures.first(), 320pt, 240pt)",
            )
            page = _page(gathered(folder, folder.course, Choices(), sheet, lambda *_: None), sheet)
    bare = bare_jpeg(data)
    assert bare is not None
    assert embedded((tmp_path / "x.pdf").read_bytes()) == [bare.data]
    scan = data[data.index(b"\xff\xda") : data.rindex(b"\xff\xd9")]
    assert scan in (tmp_path / "x.pdf").read_bytes()
    assert b"Secret Maker" not in (tmp_path / "x.pdf").read_bytes()
    places = {"top left": (20, 20), "top right": (20, 299), "bottom left": (219, 20), "bottom right": (219, 299)}
    for name, at in places.items():
        assert np.abs(page[at].astype(int) - CORNERS[name]).max() < 25, name


def _page(content: object, sheet: Sheet) -> np.ndarray:
    """Draw the photo of a report alone, as its template does."""
    sheet.for_screen()
    data = json.dumps(asdict(content), default=str)  # type: ignore[call-overload]
    png = typst.compile(sheet.folder / "alone.typ", root=sheet.folder, sys_inputs={"data": data}, format="png", ppi=72)
    return seen(png)


def test_real_phone_photos_are_embedded_as_they_are(tmp_path: Path, shared_photos: Path) -> None:
    names = ("Canon_PowerShot_S40", "DSCN0025", "Nikon_D70", "Kodak_CX7530", "Panasonic_DMC-FZ30", "jolla")
    paths = (shared_photos / "import" / "exif" / f"exif-{name}.jpg" for name in names)
    files = {f"2026010{day}.jpg": path.read_bytes() for day, path in enumerate(paths, 1)}
    with course_of(tmp_path, files, View.VERTEX) as folder:
        write_report(folder, folder.course, tmp_path / "x.pdf", Choices(originals=True))
        with Sheet() as sheet:
            found = originals(darkroom(folder, Choices(originals=True), sheet))
    whole = {bare.data for data in files.values() if (bare := bare_jpeg(data)) is not None}
    kept = [photo for photo in found.photos if PixelStep.KEPT in photo.pixels]
    assert len(kept) == len(whole) > 4
    shown = set(embedded((tmp_path / "x.pdf").read_bytes()))
    assert len(shown & whole) >= 2


def test_what_is_no_plain_jpeg_is_encoded_anew_and_said(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Pillow.fromarray(upright()).convert("CMYK").save(buffer, "JPEG")
    files = {
        "20260101.png": encode_png(upright()),
        "20260102.jpg": buffer.getvalue(),
        "20260103.jpg": phone_jpeg(upright()),
    }
    with course_of(tmp_path, files, View.VERTEX) as folder, Sheet() as sheet:
        found = originals(darkroom(folder, Choices(originals=True), sheet))
    steps = [photo.pixels for photo in found.photos]
    assert steps == [(PixelStep.ENCODED,), (PixelStep.ENCODED,), (PixelStep.KEPT,)]
    assert found.notes == ("3 photos as they were taken, 1 with the original's own picture data and 2 encoded anew.",)


def test_beyond_the_stated_size_the_largest_photos_are_made_smaller_and_counted(folder: CourseFolder) -> None:
    sizes = sorted(folder.original(photo).stat().st_size for photo in folder.course.photos)
    with Sheet() as sheet:
        room = darkroom(folder, Choices(originals=True), sheet)
        whole = originals(room)
        # Room for the smallest one as it is, beside what the others are taken to need.
        some = originals(room, most_bytes=2 * 800_000 + sizes[0])
    assert {photo.pixels for photo in whole.photos} == {(PixelStep.KEPT,)}
    assert sum(PixelStep.KEPT in photo.pixels for photo in some.photos) >= 1
    none = 0
    with Sheet() as sheet:
        tight = originals(darkroom(folder, Choices(originals=True), sheet), most_bytes=1)
        none = sum(PixelStep.KEPT in photo.pixels for photo in tight.photos)
    assert none == 0
    assert tight.notes[-1].startswith("3 photos were made smaller, to at most 2000 pixels")


def test_an_original_that_was_changed_is_not_shown(folder: CourseFolder) -> None:
    third = folder.course.in_view(View.FRONTAL)[2]
    path = folder.original(third)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    with Sheet() as sheet, pytest.raises(HairtrackError) as caught:
        originals(darkroom(folder, Choices(originals=True), sheet))
    assert caught.value.kind is ErrorKind.ORIGINAL_ALTERED


@pytest.mark.parametrize("choices", [Choices(crop=True), Choices(cover=True), Choices(crop=True, cover=True)])
def test_what_is_hidden_is_in_no_picture_of_any_kind(folder: CourseFolder, tmp_path: Path, choices: Choices) -> None:
    covered(folder)
    kinds = [replace(choices, kind=kind, originals=True) for kind in ReportKind]
    course = folder.course
    # A photo alone, two that are aligned, two that are not.
    one, two, three = (photo.sha256 for photo in course.in_view(View.FRONTAL))
    chosen = tuple(ChosenPair(before=before, after=after) for before, after in ((one, one), (one, two), (two, three)))
    total = 0
    for wanted in kinds:
        pairs = chosen if wanted.kind is not ReportKind.COMPARISON else chosen[1:2]
        write_report(folder, course, tmp_path / "x.pdf", replace(wanted, pairs=pairs))
        pictures = embedded((tmp_path / "x.pdf").read_bytes())
        assert not [picture for picture in pictures if holds_secret(seen(picture))]
        total += len(pictures)
    assert total >= 8, "photos are shown"
    write_report(folder, course, tmp_path / "x.pdf", Choices(pairs=chosen))
    assert all(holds_secret(seen(picture)) for picture in embedded((tmp_path / "x.pdf").read_bytes()))


def test_photos_are_cut_to_the_box_of_the_regions(folder: CourseFolder) -> None:
    first, second, third = folder.course.in_view(View.FRONTAL)
    with Sheet() as sheet:
        room = darkroom(folder, Choices(crop=True), sheet)
        alone, apart = room.as_taken(first), room.as_taken(third)
        none = darkroom(folder, Choices(crop=True, regions=()), sheet).as_taken(first)
        both = pair_pictures(room, first, third, lambda: None)
    assert isinstance(alone, Print)
    assert alone.size == (94, 74), "80 x 60 with 8 % of the longer side around it"
    assert PixelStep.CUT in alone.steps
    assert PixelStep.KEPT not in alone.steps
    expected = decode_photo(folder.original(first))[83:157, 113:207]
    assert np.abs(seen(alone.jpeg).astype(int) - expected).mean() < 6
    assert (apart, none) == (LeftOut.NOT_PLACED, LeftOut.NO_REGION)
    assert both.files[0]
    assert both.files[1:] == ("",)
    assert second.size == (320, 240)


def test_a_view_that_may_show_a_face_is_left_out_until_it_is_covered(folder: CourseFolder) -> None:
    first, second, third = folder.course.in_view(View.FRONTAL)
    with Sheet() as sheet:
        bare = darkroom(folder, Choices(cover=True), sheet)
        assert bare.as_taken(first) is LeftOut.NO_COVER
        assert bare.pair_bounds(first, second) is LeftOut.NO_COVER
        covered(folder)
        room = darkroom(folder, Choices(cover=True), sheet)
        shown = room.as_taken(first)
        assert room.as_taken(third) is LeftOut.COVER_NOT_PLACED
        assert isinstance(shown, Print)
        assert PixelStep.COVERED in shown.steps
        face = seen(shown.jpeg)[176:224, 26:84]
        assert np.abs(face.astype(int) - 128).max() < 8, "plain grey"
        strips = poster_photos(room)
    assert [len(strip.photos) for strip in strips] == [2]
    assert strips[0].notes[-1] == "1 photo is left out: where the cover lies on it is not known."


def test_what_is_left_out_is_said_beside_what_is_shown(folder: CourseFolder) -> None:
    first, _, third = folder.course.in_view(View.FRONTAL)
    chosen = (ChosenPair(before=first.sha256, after=third.sha256),)
    with Sheet() as sheet:
        told = gathered(folder, folder.course, Choices(crop=True, pairs=chosen), sheet, lambda *_: None)
    (part,) = told.parts
    assert len(part.pictures) == 1
    assert (
        "1 photo is left out: photos are cut to the chosen regions, and where those lie on it is not known."
        in part.note
    )


def test_nothing_that_did_not_change_is_made_again(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = PictureCache()
    asked: list[int] = []

    def counted(*about: Any) -> AlignedPair | None:
        asked.append(1)
        return aligned_pair(*about)

    monkeypatch.setattr("hairtrack.workflow.report.pairs.aligned_pair", counted)
    plain = preview_report(folder, folder.course, Choices(), kept=kept)
    assert len(asked) == 1
    forget_images()
    again = preview_report(folder, folder.course, Choices(), kept=kept)
    assert again == plain
    for same in (Choices(name="Somebody"), Choices(notes=False), Choices(kind=ReportKind.SUMMARY)):
        preview_report(folder, folder.course, same, kept=kept)
    assert len(asked) == 1, "paper, notes and name change no picture"
    cut = preview_report(folder, folder.course, Choices(crop=True), kept=kept)
    assert len(asked) == 2
    assert cut != plain
    edited = draw_region(folder.course, view=View.FRONTAL, name="Other", points=tuple((x + 40, y) for x, y in REGION))
    preview_report(folder, edited, Choices(), kept=kept)
    assert len(asked) == 3, "another region may change what is said"
    assert preview_report(folder, folder.course, Choices(), kept=PictureCache(0)) == plain


def test_a_cache_holds_no_more_than_it_may() -> None:
    cache = PictureCache(100)
    made: list[int] = []

    def make(key: int) -> bytes:
        made.append(key)
        return b"x" * 40

    for key in (1, 2, 3, 1):
        cache.get(key, partial(make, key), len)
    assert made == [1, 2, 3, 1], "the first went when the third came"


def test_work_two_at_a_time_keeps_its_order_and_stops_when_asked() -> None:
    assert two_at_once(lambda item, _: item * item, range(7), lambda *_: None) == (0, 1, 4, 9, 16, 25, 36)
    begun: list[int] = []

    def work(item: int, progress: Progress) -> None:
        begun.append(item)
        for _ in range(1000):
            time.sleep(0.005)
            progress(0.5, "")

    def stop(share: float, _: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        two_at_once(work, range(50), stop)
    assert len(begun) <= 3

    def fail(item: int, _: object) -> None:
        raise HairtrackError(ErrorKind.REPORT_FAILED, detail=str(item))

    with pytest.raises(HairtrackError):
        two_at_once(fail, range(3), lambda *_: None)


def test_neither_photo_of_a_pair_is_made_sharper_than_the_other(folder: CourseFolder) -> None:
    first, second, _ = folder.course.in_view(View.FRONTAL)
    with Sheet() as sheet:
        room = darkroom(folder, Choices(), sheet)
        made = pair_pictures(room, first, second, lambda: aligned_pair(folder, folder.course, first, second))
        sizes = [seen((sheet.folder / "true" / name).read_bytes()).shape for name in made.files]
    assert sizes[0] == sizes[1]
    assert made.pixels[0] == made.pixels[1] == (PixelStep.ALIGNED, PixelStep.CUT, PixelStep.ENCODED)


def test_a_stand_in_never_stays_in_the_document(folder: CourseFolder, tmp_path: Path) -> None:
    write_report(folder, folder.course, tmp_path / "x.pdf", Choices(originals=True))
    assert b"stand-in" not in (tmp_path / "x.pdf").read_bytes()
    assert jpeg_bare.stand_in(phone_jpeg(upright()), b"stand-in for x")
