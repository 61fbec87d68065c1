"""From files to photos: nothing lost, nothing double, every refusal in words."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hairtrack.course import DateSource, View
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.progress import Cancelled, Progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import courses, import_photos
from hairtrack.workflow.find_photos import arrived_since, guess_view, scan
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus
from hairtrack.workflow.import_photos import propose
from tests.imaging.photo_maker import encoded, exif_of, textured

DAY = date(2026, 8, 31)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    with courses.new_course(tmp_path / "Me.hairtrack") as made:
        yield made


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    path = tmp_path / "phone"
    path.mkdir()
    return path


def shot(path: Path, seed: int = 0, *, day: str = "2026:08:31 12:00:00", kind: str = "JPEG") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"exif": exif_of(original=day)} if day else {}
    path.write_bytes(encoded(textured(64, 48, seed), kind, **options))
    return path


def imported(folder: CourseFolder, *paths: Path, **given: object) -> tuple[import_photos.ImportResult, ...]:
    outcome = import_photos.import_photos(folder, folder.course, proposed(folder, *paths, **given))
    assert outcome.problem is None
    assert outcome.course == folder.course
    return outcome.results


def proposed(folder: CourseFolder, *paths: Path, **given: object) -> tuple[ImportCandidate, ...]:
    return propose(folder, folder.course, paths, **given).candidates  # type: ignore[arg-type]


def kept(folder: CourseFolder) -> list[str]:
    return sorted(path.name for path in folder.photos.iterdir())


# Which files


def test_folders_of_folders_are_searched_in_order(phone: Path) -> None:
    files = [shot(phone / name) for name in ("b.jpg", "a/2.HEIC", "a/1.png", "a/c/写真.JPEG", "ü.webp")]
    for name in (".DS_Store", "Thumbs.db", "a/1.png.json", "a/1.AAE", "notes.txt", "._b.jpg", ".hidden/x.jpg"):
        (phone / name).parent.mkdir(exist_ok=True)
        (phone / name).write_bytes(b"x")
    assert scan([phone]) == [files[0], files[4], files[2], files[1], files[3]]
    assert scan([files[1], phone]) == [files[1], files[0], files[4], files[2], files[3]]


def test_a_file_named_by_itself_is_always_answered(folder: CourseFolder, phone: Path) -> None:
    (phone / "notes.txt").write_text("dear diary")
    (result,) = imported(folder, phone / "notes.txt")
    assert result.status is ImportStatus.REFUSED
    assert result.reason is not None
    assert "notes.txt" in result.reason
    (result,) = imported(folder, phone / "nowhere.jpg")
    assert result.status is ImportStatus.REFUSED
    assert folder.course.photos == ()


def test_links_in_a_circle_end(folder: CourseFolder, phone: Path) -> None:
    shot(phone / "a.jpg")
    (phone / "round").symlink_to(phone, target_is_directory=True)
    (phone / "self.jpg").symlink_to(phone / "self.jpg")
    assert [result.status for result in imported(folder, phone)] == [ImportStatus.IMPORTED, ImportStatus.REFUSED]


def test_the_files_of_a_course_are_no_new_photos(folder: CourseFolder, phone: Path) -> None:
    for number in range(3):
        shot(phone / f"{number}.jpg", number)
    imported(folder, phone)
    assert len(list(folder.cache.glob("*.jpg"))) == 3
    everything = folder.path.parent
    assert scan([everything]) == scan([phone])
    assert list(arrived_since(everything, 0)) == scan([phone])
    assert [path.name for path in scan([folder.path])] == kept(folder)
    with courses.new_course(everything / "Other.hairtrack") as other:
        assert [result.status for result in imported(other, folder.path)] == [ImportStatus.IMPORTED] * 3


# What becomes of them


def test_a_photo_is_kept_and_recorded(folder: CourseFolder, phone: Path) -> None:
    source = shot(phone / "crown" / "IMG_1.JPG")
    (result,) = imported(folder, phone)
    assert (result.status, result.reason, result.taken_on) == (ImportStatus.IMPORTED, None, DAY)
    assert (result.taken_on_source, result.view) == (DateSource.EXIF, View.VERTEX)
    (photo,) = folder.course.photos
    assert photo.stored_as == f"2026-08-31_vertex_{photo.short}.jpg"
    assert photo.size == (64, 48)
    assert ReasonKind.TOO_SMALL in {reason.kind for reason in photo.cautions}
    assert folder.original(photo).read_bytes() == source.read_bytes()
    assert folder.check() == ()


def test_the_same_photo_is_kept_once(folder: CourseFolder, phone: Path) -> None:
    first = shot(phone / "a.jpg")
    (phone / "again.jpg").write_bytes(first.read_bytes())
    assert [r.status for r in imported(folder, phone)] == [ImportStatus.IMPORTED, ImportStatus.DUPLICATE]
    assert [r.status for r in imported(folder, phone)] == [ImportStatus.DUPLICATE, ImportStatus.DUPLICATE]
    assert len(folder.course.photos) == len(kept(folder)) == 1


def test_two_photos_of_one_name(folder: CourseFolder, phone: Path) -> None:
    shot(phone / "a" / "IMG_0001.jpg", 1)
    shot(phone / "b" / "IMG_0001.jpg", 2)
    assert {r.status for r in imported(folder, phone)} == {ImportStatus.IMPORTED}
    assert len(kept(folder)) == 2
    assert {photo.file_name for photo in folder.course.photos} == {"IMG_0001.jpg"}


def test_a_photo_without_a_date_is_kept_and_said(folder: CourseFolder, phone: Path) -> None:
    source = shot(phone / "IMG_1.jpg", day="")
    (result,) = imported(folder, phone)
    assert (result.status, result.taken_on, result.taken_on_source) == (ImportStatus.IMPORTED, None, DateSource.NONE)
    assert result.reason is not None
    assert "no date" in result.reason
    assert kept(folder)[0].startswith("undated_custom_")
    (result,) = imported(folder, source, taken_on=DAY)
    assert (result.status, result.taken_on, result.taken_on_source) == (ImportStatus.DUPLICATE, DAY, DateSource.GIVEN)
    assert folder.course.photos[0].taken_on == DAY
    (result,) = imported(folder, source, taken_on=date(2026, 9, 1))
    assert result.taken_on == DAY, "a day that is known is changed on purpose only"


def test_the_users_word_goes_before_the_files(folder: CourseFolder, phone: Path) -> None:
    shot(phone / "left.jpg", day="2020:01:01 10:00:00")
    (result,) = imported(folder, phone, taken_on=DAY, view=View.BACK)
    assert (result.taken_on, result.taken_on_source, result.view) == (DAY, DateSource.GIVEN, View.BACK)


def test_the_last_change_of_a_file_is_offered_only(phone: Path, folder: CourseFolder) -> None:
    path = shot(phone / "a.jpg", day="")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (candidate,) = proposed(folder, path)
    assert candidate.taken_on is None
    assert [(c.day, c.source) for c in candidate.date_candidates] == [(date(2023, 11, 14), DateSource.MODIFIED)]
    chosen = candidate.with_day(date(2023, 11, 14))
    assert (chosen.reason, chosen.taken_on_source) == (None, DateSource.GIVEN)
    assert candidate.with_day(None).reason == candidate.reason


def test_doubts_about_a_day_end_with_the_users_word(phone: Path, folder: CourseFolder) -> None:
    path = shot(phone / "IMG_20230101_120000.jpg")
    (candidate,) = proposed(folder, path)
    assert ReasonKind.DATES_DISAGREE in {reason.kind for reason in candidate.cautions}
    assert ReasonKind.DATES_DISAGREE not in {reason.kind for reason in candidate.with_day(DAY).cautions}


def test_proposing_writes_nothing(phone: Path, folder: CourseFolder) -> None:
    shot(phone / "a.jpg")
    before = sorted(folder.path.rglob("*"))
    (candidate,) = proposed(folder, phone)
    assert candidate.picture().startswith(b"\xff\xd8")
    assert sorted(folder.path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("crown.jpg", View.VERTEX),
        ("IMG_1_topOfHead.jpg", View.VERTEX),
        ("Front 2.jpg", View.FRONTAL),
        ("hairline-2026.png", View.FRONTAL),
        ("left_side.jpg", View.LEFT),
        ("right/IMG_1.jpg", View.RIGHT),
        ("visits/back/2026/IMG_1.jpg", View.BACK),
        ("midline part.jpg", View.MIDLINE),
        ("close-up.jpg", View.CLOSE_UP),
        ("Screenshot_2026.jpg", None),
        ("front_to_back.jpg", None),
        ("party.jpg", None),
        ("stopped.jpg", None),
    ],
)
def test_views_in_names(name: str, view: View | None) -> None:
    assert guess_view(Path("x") / name) is view


# When something is in the way


def test_a_source_that_changes_in_between_is_refused(folder: CourseFolder, phone: Path) -> None:
    first, second = shot(phone / "a.jpg", 1), shot(phone / "b.jpg", 2)
    candidates = proposed(folder, phone)
    shot(first, 3)
    second.unlink()
    outcome = import_photos.import_photos(folder, folder.course, candidates)
    assert {result.status for result in outcome.results} == {ImportStatus.REFUSED}
    assert outcome.course.photos == ()
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, ErrorKind.DISK_FULL),
        (errno.EDQUOT, ErrorKind.DISK_FULL),
        (errno.EROFS, ErrorKind.DISK_READ_ONLY),
        (errno.EACCES, ErrorKind.DISK_READ_ONLY),
        (errno.EIO, ErrorKind.DISK_READ_ONLY),
    ],
)
def test_a_disk_that_refuses_the_third_photo(
    folder: CourseFolder, phone: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: ErrorKind
) -> None:
    already = shot(phone / "0.jpg", 9)
    imported(folder, already)
    for n in range(5):
        shot(phone / f"{n + 1}.jpg", n)
    candidates = proposed(folder, phone)
    before, files = folder.course, kept(folder)
    calls = 0

    def refuse(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    outcome = import_photos.import_photos(folder, folder.course, candidates)
    monkeypatch.undo()
    assert outcome.problem is not None
    assert outcome.problem.kind is kind
    assert outcome.left == candidates
    assert (folder.course, kept(folder)) == (before, files)
    assert folder.check() == ()
    assert [r.status for r in imported(folder, phone)] == [ImportStatus.DUPLICATE] + [ImportStatus.IMPORTED] * 5


def stop_at(limit: float) -> Progress:
    def stop(share: float, what: str) -> None:
        if share >= limit:
            raise Cancelled

    return stop


def test_a_stopped_import_keeps_what_is_done_and_goes_on(folder: CourseFolder, phone: Path) -> None:
    for n in range(50):
        shot(phone / f"{n:02}.jpg", n)
    candidates = proposed(folder, phone)
    outcome = import_photos.import_photos(folder, folder.course, candidates, stop_at(0.5))
    assert [result.file for result in outcome.results] == [candidate.file for candidate in candidates[:30]]
    assert (len(folder.course.photos), len(kept(folder))) == (30, 30)
    assert folder.check() == ()
    outcome = import_photos.import_photos(folder, folder.course, outcome.left)
    assert (len(outcome.results), len(folder.course.photos)) == (20, 50)
    assert folder.check() == ()


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_lost_original_is_put_back_and_what_was_said_of_it_stays(
    folder: CourseFolder, phone: Path, damage: str
) -> None:
    source = shot(phone / "a.jpg")
    imported(folder, source)
    (photo,) = folder.course.photos
    folder.commit(courses.redate(folder.course, {photo.sha256: date(2024, 5, 6)}))
    original = folder.original(photo)
    original.unlink() if damage == "missing" else original.write_bytes(b"cut")
    assert folder.check() != ()
    (result,) = imported(folder, source)
    assert (result.status, result.taken_on) == (ImportStatus.IMPORTED, date(2024, 5, 6))
    assert "puts the original back" in (result.reason or "")
    assert folder.check() == ()
    assert imported(folder, source)[0].status is ImportStatus.DUPLICATE


def test_nothing_to_import_is_no_trouble(folder: CourseFolder, phone: Path) -> None:
    assert propose(folder, folder.course, [phone]) == import_photos.Proposal()
    assert import_photos.import_photos(folder, folder.course, ()).results == ()


def test_stopped_reading_keeps_what_is_read(folder: CourseFolder, phone: Path) -> None:
    for n in range(12):
        shot(phone / f"{n:02}.jpg", n)
    proposal = propose(folder, folder.course, [phone], stop_at(0.4))
    assert len(proposal.candidates) >= 5
    assert len(proposal.unread) >= 1
    assert sorted([*(c.file for c in proposal.candidates), *proposal.unread]) == sorted(phone.iterdir())


def test_undone_and_imported_again(folder: CourseFolder, phone: Path) -> None:
    shot(phone / "a.jpg")
    empty = folder.course
    imported(folder, phone)
    folder.commit(empty)
    assert [problem.kind for problem in folder.check()] == [ErrorKind.ORIGINAL_UNRECORDED]
    assert [r.status for r in imported(folder, phone)] == [ImportStatus.IMPORTED]
    assert folder.check() == ()


def test_a_course_that_somebody_else_holds_is_not_written(folder: CourseFolder, phone: Path) -> None:
    shot(phone / "a.jpg")
    with courses.open_course(folder.path) as second:
        outcome = import_photos.import_photos(second, second.course, proposed(second, phone))
    assert outcome.problem is not None
    assert outcome.problem.kind is ErrorKind.COURSE_READ_ONLY
    assert len(outcome.left) == 1
    with pytest.raises(HairtrackError) as error:
        courses.open_for_writing(folder.path)
    assert error.value.kind is ErrorKind.COURSE_LOCKED


_CHILD = """
import os, signal, sys
from pathlib import Path
from hairtrack.workflow import courses, import_photos

stop_at, seen = int(sys.argv[3]), 0

def watch(event, arguments):
    # Every file opened, renamed or removed and every database connection is a moment to die at.
    global seen
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and "Me.hairtrack" in str(arguments):
        seen += 1
        if seen == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
with courses.open_course(Path(sys.argv[1])) as folder:
    candidates = import_photos.propose(folder, folder.course, [Path(sys.argv[2])]).candidates
    import_photos.import_photos(folder, folder.course, candidates)
print(seen)
"""


def _import_in_a_process(course: Path, source: Path, stop_at: int) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", _CHILD, str(course), str(source), str(stop_at)]
    root = Path(import_photos.__file__).parents[2]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False, cwd=root)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_killed_at_any_moment_nothing_is_lost_or_double(tmp_path: Path, phone: Path) -> None:
    for n in range(40):
        shot(phone / f"{n:02}.jpg", n)
    whole = tmp_path / "whole" / "Me.hairtrack"
    courses.new_course(whole).close()
    moments = int(_import_in_a_process(whole, phone, 0).stdout)
    assert moments > 160
    draw = random.Random(7)
    for number, stop_at in enumerate(draw.sample(range(2, moments), 10)):
        path = tmp_path / str(number) / "Me.hairtrack"
        courses.new_course(path).close()
        assert _import_in_a_process(path, phone, stop_at).returncode == -signal.SIGKILL
        with courses.open_course(path) as folder:
            assert not folder.read_only
            assert folder.check() == ()
            assert len(folder.course.photos) % 10 == 0
            assert not [name for name in kept(folder) if name.startswith(".")]
            imported(folder, phone)
            assert folder.check() == ()
            assert len(folder.course.photos) == len({p.sha256 for p in folder.course.photos}) == len(kept(folder)) == 40


# Real and malformed files


@pytest.mark.slow
def test_every_real_file_is_imported_or_refused_in_words(folder: CourseFolder, shared_photos: Path) -> None:
    files = [path for path in sorted((shared_photos / "import").rglob("*")) if path.is_file()]
    before = time.monotonic()
    results = imported(folder, *files)
    assert time.monotonic() - before < 10 * len(files)
    assert [result.file for result in results] == files
    for result in results:
        assert result.status in (ImportStatus.IMPORTED, ImportStatus.DUPLICATE) or (result.reason or "").endswith(".")
        assert result.taken_on is not None or result.reason
    assert len({photo.stored_as for photo in folder.course.photos}) == len(folder.course.photos) == len(kept(folder))
    assert folder.check() == ()
    json.dumps(courses.show_course(folder.course))
    with CourseFolder.open(folder.path) as again:
        assert again.course == folder.course
