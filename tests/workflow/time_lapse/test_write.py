"""A time-lapse as it is on disk: each frame the mix that it should be, and a file whole or none."""

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.course import Cover, Region, View
from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.film.frames import mixed
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.time_lapse.options import TimeLapse
from hairtrack.workflow.time_lapse.reel import Reel
from hairtrack.workflow.time_lapse.visits import film_photos
from hairtrack.workflow.time_lapse.write import write_time_lapse
from tests.workflow.time_lapse.film_course import HAIR, SIZE, SKIN, film_course

DAYS = tuple(date(2026, 1, 5) + timedelta(days=30 * number) for number in range(3))
WANTED = TimeLapse(view=View.VERTEX, rate=10, height=360, weeks=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film_course(tmp_path_factory.mktemp("film"), DAYS, (SKIN, (130, 110, 90), HAIR))


@pytest.fixture
def folder(made: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(made, read_only=True) as folder:
        yield folder


def contents(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def decoded(path: Path) -> list[Image]:
    with av.open(str(path)) as film:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in film.decode(video=0)]


def reel(folder: CourseFolder, wanted: TimeLapse = WANTED) -> Reel:
    return Reel(folder, folder.course, wanted, film_photos(folder, folder.course, wanted))


def test_each_frame_is_the_known_mix_of_two_photos(folder: CourseFolder, tmp_path: Path) -> None:
    before = contents(folder.path)
    written = write_time_lapse(folder, folder.course, tmp_path / "x.mp4", WANTED)
    frames = decoded(written.path)
    assert len(frames) == written.frames == round(10 * written.seconds) == 45
    flat = [np.full((1, 1, 3), colour, np.uint8) for colour in (SKIN, (130, 110, 90), HAIR)]
    place = 0
    made = reel(folder)
    for moment in made.moments:
        colour = mixed(flat[moment.first], flat[moment.second], moment.share)[0, 0]
        for frame in frames[place : place + moment.frames]:
            seen = frame[: made.layout.photo[1] // 20 * 20, :400].reshape(-1, 20, 20, 20, 3)
            assert np.abs(seen.mean(axis=(1, 3)) - colour).max() < 5, "nor does anything stand over the photo"
        place += moment.frames
    assert contents(folder.path) == before


def test_the_day_is_burnt_in_beneath_the_photo_and_nowhere_else(folder: CourseFolder) -> None:
    told = reel(folder)
    other_days = tuple(
        replace(photo, taken_on=photo.taken_on + timedelta(days=365))
        for photo in folder.course.photos
        if photo.taken_on
    )
    later = replace(folder.course, photos=other_days)
    moved = Reel(folder, later, WANTED, film_photos(folder, later, WANTED))
    moment = told.moments[0]
    changed = np.nonzero((told.picture(moment) != moved.picture(moment)).any(axis=2))
    top, words, side = told.layout.photo[1], told.layout.words, told.layout.side
    assert len(changed[0]) > 20, "2026 became 2027"
    assert changed[0].min() >= top
    assert changed[0].max() < top + words
    assert changed[1].min() >= side
    assert told.said_at(moment) == "5 January 2026"
    assert moved.said_at(moment) == "5 January 2027"


def test_without_days_nothing_is_said_but_time_still_runs(folder: CourseFolder) -> None:
    silent = reel(folder, replace(WANTED, dates=False))
    assert silent.layout.words == 0
    assert {silent.said_at(moment) for moment in silent.moments} == {""}
    first, last = (silent.picture(silent.moments[place]) for place in (0, -1))
    line = silent.layout.line
    assert (first[-line:] != last[-line:]).any()


def test_the_week_of_treatment_stands_beside_the_day(folder: CourseFolder) -> None:
    taken = Treatment(id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=date(2026, 1, 19))
    course = replace(folder.course, diary=Diary(treatments=(taken,)))
    wanted = replace(WANTED, weeks=True)
    told = Reel(folder, course, wanted, film_photos(folder, course, wanted))
    assert told.said_at(told.moments[-1]) == "6 March 2026, week 6 of ritlecitinib"
    plain = reel(folder)
    assert (told.picture(told.moments[-1]) != plain.picture(plain.moments[-1])).any()


def test_a_film_is_as_high_as_was_asked_for_but_no_photo_is_blown_up(folder: CourseFolder) -> None:
    for height in (240, 300):
        layout = reel(folder, replace(WANTED, height=height)).layout
        assert layout.size[1] == height
        assert layout.photo[0] / layout.photo[1] == pytest.approx(SIZE[0] / SIZE[1], rel=0.02)
        assert all(side % 2 == 0 for side in layout.size)
    assert reel(folder, replace(WANTED, height=1080)).layout.photo[1] == SIZE[1]


def test_a_film_can_be_cut_to_the_regions(folder: CourseFolder) -> None:
    course = folder.course
    corners = ((100.0, 100.0), (220.0, 100.0), (220.0, 180.0), (100.0, 180.0))
    reference = course.reference(View.VERTEX)
    assert reference is not None
    course = course.with_region(
        Region(id="r", view=View.VERTEX, name="Crown", points=corners, drawn_on=reference.sha256)
    )
    wanted = replace(WANTED, crop=True)
    made = Reel(folder, course, wanted, film_photos(folder, course, wanted))
    assert made.layout.photo[0] / made.layout.photo[1] == pytest.approx((120 + 36) / (80 + 36), rel=0.02)


def test_what_is_covered_is_plain_grey_in_every_frame(folder: CourseFolder) -> None:
    course = folder.course
    reference = course.reference(View.VERTEX)
    assert reference is not None
    corners = ((100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0))
    course = course.with_cover(Cover(id="c", view=View.VERTEX, points=corners, drawn_on=reference.sha256))
    made = Reel(folder, course, WANTED, film_photos(folder, course, WANTED))
    scale = made.layout.photo[0] / SIZE[0]
    low, high = round(100 * scale), round(200 * scale)
    for moment in made.moments:
        assert (made.picture(moment)[low:high, low:high] == 128).all()


def test_stopping_leaves_no_file(folder: CourseFolder, tmp_path: Path) -> None:
    for stop in (0.1, 0.5, 0.95):
        for name in ("x.mp4", "x.gif", "x.webp"):

            def until(share: float, what: str, stop: float = stop) -> None:
                if share > stop:
                    raise Cancelled

            with pytest.raises(Cancelled):
                write_time_lapse(folder, folder.course, tmp_path / name, WANTED, until)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_keeps_the_file_of_before(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.gif"
    path.write_bytes(b"of before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HairtrackError) as caught:
        write_time_lapse(folder, folder.course, path, WANTED)
    assert caught.value.kind is ErrorKind.DISK_FULL
    assert path.read_bytes() == b"of before"
    assert list(tmp_path.iterdir()) == [path]


def test_no_film_takes_the_place_of_a_photo(folder: CourseFolder, tmp_path: Path) -> None:
    photo = Pillow.new("RGB", (8, 8))
    exif = Pillow.Exif()
    exif[0x0110] = "A phone"
    photo.save(tmp_path / "photo.webp", exif=exif)
    with pytest.raises(HairtrackError) as caught:
        write_time_lapse(folder, folder.course, tmp_path / "photo.webp", WANTED)
    assert caught.value.kind is ErrorKind.OUTPUT_OVER_PHOTO
    with pytest.raises(HairtrackError) as caught:
        write_time_lapse(folder, folder.course, folder.path / "photos" / "x.mp4", WANTED)
    assert caught.value.kind is ErrorKind.OUTPUT_IN_COURSE


def test_each_kind_has_pixels_and_times_alone(folder: CourseFolder, tmp_path: Path) -> None:
    secrets = (b"Film", b"2026", str(folder.path).encode(), b"IMG_")
    for name in ("x.mp4", "x.gif", "x.webp"):
        path = write_time_lapse(folder, folder.course, tmp_path / name, WANTED).path
        data = path.read_bytes()
        assert not any(secret in data for secret in secrets)
    with Pillow.open(tmp_path / "x.gif") as film:
        assert film.is_animated  # type: ignore[attr-defined]
