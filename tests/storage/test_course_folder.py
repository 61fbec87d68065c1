"""A course on disk keeps what it was given, or says why it cannot."""

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hairtrack.course import Course, Cover, Exclusion, Photo, View
from hairtrack.diary import SaltScore
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.ratings import Rating
from hairtrack.storage import backup, database, disk, migrations, originals
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.records import to_text
from tests.storage.course_maker import courses, photo

PICTURE = b"not really a picture" * 5000
HASH = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.create(tmp_path / "Me.hairtrack", "Me") as made:
        yield made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(PICTURE)
    return path


def kind_of(error: pytest.ExceptionInfo[HairtrackError]) -> ErrorKind:
    return error.value.kind


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def keep(folder: CourseFolder, source: Path, stored_as: str = "a.jpg") -> Photo:
    """Keep an original and the record that names it."""
    record = replace(photo(90), sha256=HASH, stored_as=stored_as)
    folder.keep_original(source, stored_as, HASH)
    folder.commit(folder.course.with_photo(record))
    return record


def reopened(folder: CourseFolder) -> Course:
    folder.close()
    with CourseFolder.open(folder.path) as again:
        return again.course


# Making and opening


def test_a_new_course_is_empty_and_named(tmp_path: Path) -> None:
    with CourseFolder.create(tmp_path / "My hair.hairtrack", today=date(2026, 3, 1)) as made:
        assert (made.course.name, made.course.created_on, made.course.photos) == ("My hair", date(2026, 3, 1), ())
        assert not made.read_only
    with CourseFolder.open(made.path) as again:
        assert again.course == made.course


@pytest.mark.parametrize("name", ["Ünï 写真.hairtrack", "100% #1?.hairtrack", " spaced ", "a'b\"c"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    CourseFolder.create(tmp_path / name).close()
    CourseFolder.open(tmp_path / name).close()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("years")
    (tmp_path / "file").write_text("years")
    for name in ("full", "file"):
        with pytest.raises(HairtrackError) as error:
            CourseFolder.create(tmp_path / name)
        assert kind_of(error) is ErrorKind.COURSE_EXISTS
    assert contents(tmp_path) == {"full/thesis.txt": b"years", "file": b"years"}


def test_a_course_killed_while_it_was_made_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "Me"
    path.mkdir()
    for name in (".course.sqlite.part", ".course.sqlite.part-wal", ".course.sqlite.part-shm"):
        (path / name).write_bytes(b"half")
    CourseFolder.create(path).close()
    assert not list(path.glob("*.part*"))


def test_a_course_without_its_photos_folder_takes_photos(folder: CourseFolder, source: Path) -> None:
    folder.photos.rmdir()
    assert folder.check() == ()
    keep(folder, source)
    assert folder.check() == ()


@pytest.mark.parametrize("what", ["nothing", "folder", "file"])
def test_what_is_no_course_is_said_so(tmp_path: Path, what: str) -> None:
    path = tmp_path / "x"
    if what == "folder":
        path.mkdir()
    if what == "file":
        path.write_text("x")
    with pytest.raises(HairtrackError) as error:
        CourseFolder.open(path)
    assert kind_of(error) is ErrorKind.NOT_A_COURSE
    assert path.exists() == (what != "nothing")


# Saving


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(courses(2), min_size=1, max_size=3))
def test_every_commit_is_read_back_equal(tmp_path: Path, versions: list[Course]) -> None:
    path = tmp_path / "any"
    shutil.rmtree(path, ignore_errors=True)
    with CourseFolder.create(path) as made:
        for course in versions:
            made.commit(course)
            assert made.course == course
            with CourseFolder.open(path, read_only=True) as other:
                assert other.course == course


def test_only_what_changed_is_written(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    many = replace(folder.course, photos=tuple(photo(n) for n in range(500)))
    folder.commit(many)
    written: list[object] = []

    def listed(record: object) -> str:
        written.append(record)
        return to_text(record)

    monkeypatch.setattr("hairtrack.storage.database.to_text", listed)
    folder.commit(many.with_photo(photo(500)))
    assert written == [photo(500)]
    folder.commit(folder.course.with_photo(photo(3, on=None)))
    assert written == [photo(500), photo(3, on=None)]
    assert reopened(folder) == many.with_photo(photo(500)).with_photo(photo(3, on=None))


def test_a_failed_commit_changes_nothing(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.commit(folder.course.with_photo(photo(1)))
    before = folder.course

    def fail(record: object) -> str:
        raise RuntimeError("a bug")

    monkeypatch.setattr("hairtrack.storage.database.to_text", fail)
    with pytest.raises(RuntimeError):
        folder.commit(before.with_photo(photo(2)))
    monkeypatch.undo()
    assert folder.course == before
    folder.commit(before.with_photo(photo(3)))
    assert reopened(folder) == before.with_photo(photo(3))


# Originals


def test_an_original_is_kept_byte_for_byte(folder: CourseFolder, source: Path) -> None:
    record = keep(folder, source)
    folder.keep_original(source, "a.jpg", HASH)
    assert contents(folder.photos) == {"a.jpg": PICTURE}
    assert folder.original(record).read_bytes() == PICTURE


def test_an_original_without_a_record_leaves_nothing(folder: CourseFolder, source: Path) -> None:
    folder.keep_original(source, "a.jpg", HASH)
    assert folder.check() == ()
    folder.discard_prepared()
    assert contents(folder.photos) == {}


@pytest.mark.parametrize("recorded", [True, False])
def test_a_process_killed_around_its_commit_is_made_good(
    folder: CourseFolder, source: Path, monkeypatch: pytest.MonkeyPatch, recorded: bool
) -> None:
    monkeypatch.setattr(originals, "settle", lambda *_: None)
    folder.keep_original(source, "a.jpg", HASH)
    record = replace(photo(1), sha256=HASH, stored_as="a.jpg")
    if recorded:
        folder.commit(folder.course.with_photo(record))
        assert folder.check() == ()
        with CourseFolder.open(folder.path, read_only=True) as reader:
            assert reader.original(record).read_bytes() == PICTURE
    folder.close()
    with CourseFolder.open(folder.path) as again:
        assert contents(again.photos) == ({"a.jpg": PICTURE} if recorded else {})
        assert again.check() == ()


@pytest.mark.parametrize("moment", ["connected", "settle"])
def test_an_interrupt_around_a_commit_loses_nothing(
    folder: CourseFolder, source: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    (folder.photos / "a.jpg").write_bytes(b"damaged before")
    folder.keep_original(source, "a.jpg", HASH)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    @contextmanager
    def interrupt_after(path: Path) -> Iterator[sqlite3.Connection]:
        with connected(path) as connection:
            yield connection
        raise KeyboardInterrupt

    connected = database.connected
    if moment == "settle":
        monkeypatch.setattr(originals, "settle", interrupt)
    else:
        monkeypatch.setattr(database, "connected", interrupt_after)
    record = replace(photo(1), sha256=HASH, stored_as="a.jpg")
    with pytest.raises(KeyboardInterrupt):
        folder.commit(folder.course.with_photo(record))
    monkeypatch.undo()
    folder.discard_prepared()
    folder.close()
    with CourseFolder.open(folder.path) as again:
        assert again.course.photos == (record,)
        assert contents(again.photos) == {"a.jpg": PICTURE}
        assert again.check() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_in_the_place_of_a_source_is_not_waited_for(folder: CourseFolder, source: Path) -> None:
    source.unlink()
    os.mkfifo(source)
    with pytest.raises(HairtrackError) as error:
        folder.keep_original(source, "a.jpg", HASH)
    assert kind_of(error) is ErrorKind.FILE_CHANGED
    assert contents(folder.photos) == {}


def test_a_source_that_changed_is_refused(folder: CourseFolder, source: Path) -> None:
    source.write_bytes(b"other")
    with pytest.raises(HairtrackError) as error:
        folder.keep_original(source, "a.jpg", HASH)
    assert kind_of(error) is ErrorKind.FILE_CHANGED
    source.unlink()
    with pytest.raises(HairtrackError) as error:
        folder.keep_original(source, "a.jpg", HASH)
    assert kind_of(error) is ErrorKind.FILE_MISSING
    assert contents(folder.photos) == {}


def test_a_damaged_original_is_mended_by_importing_it_again(folder: CourseFolder, source: Path) -> None:
    (folder.photos / "a.jpg").write_bytes(b"half")
    keep(folder, source)
    assert contents(folder.photos) == {"a.jpg": PICTURE}


def test_a_record_cannot_point_out_of_the_folder(folder: CourseFolder, source: Path) -> None:
    with pytest.raises(HairtrackError) as error:
        folder.original(replace(photo(1), stored_as="../../IMG_1.jpg"))
    assert kind_of(error) is ErrorKind.ORIGINAL_MISSING


def test_the_check_finds_what_is_wrong(folder: CourseFolder, source: Path) -> None:
    for name in ("whole.jpg", "altered.jpg", "gone.jpg"):
        (folder.photos / name).write_bytes(PICTURE)
    records = [
        replace(photo(n), sha256=HASH, stored_as=name, file_name=name)
        for n, name in enumerate(("whole.jpg", "altered.jpg", "gone.jpg"))
    ]
    folder.commit(replace(folder.course, photos=tuple(records)))
    assert folder.check() == ()
    (folder.photos / "altered.jpg").write_bytes(PICTURE[:-1] + b"x")
    (folder.photos / "gone.jpg").unlink()
    (folder.photos / "extra.jpg").write_bytes(b"x")
    assert [(p.kind, p.facts.get("stored_as")) for p in folder.check()] == [
        (ErrorKind.ORIGINAL_ALTERED, "altered.jpg"),
        (ErrorKind.ORIGINAL_MISSING, "gone.jpg"),
        (ErrorKind.ORIGINAL_UNRECORDED, "extra.jpg"),
    ]


# Two windows


def test_the_second_to_open_only_reads(folder: CourseFolder, source: Path) -> None:
    with CourseFolder.open(folder.path) as second:
        assert second.read_only
        assert second.obstacle is ErrorKind.COURSE_LOCKED
        with pytest.raises(HairtrackError) as error:
            second.commit(second.course.with_photo(photo(1)))
        assert kind_of(error) is ErrorKind.COURSE_READ_ONLY
        with pytest.raises(HairtrackError):
            second.keep_original(source, "a.jpg", HASH)
        folder.commit(folder.course.with_photo(photo(2)))
    folder.close()
    with CourseFolder.open(folder.path) as third:
        assert not third.read_only
        assert third.course.photos == (photo(2),)


# Formats


def test_a_newer_format_is_refused_untouched(folder: CourseFolder) -> None:
    folder.close()
    with closing(sqlite3.connect(folder.path / "course.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 7")
    before = contents(folder.path)
    for read_only in (False, True):
        with pytest.raises(HairtrackError) as error:
            CourseFolder.open(folder.path, read_only=read_only)
        assert kind_of(error) is ErrorKind.COURSE_TOO_NEW
        assert (error.value.facts["found"], error.value.facts["known"]) == (7, migrations.VERSION)
    assert contents(folder.path) == before


def test_older_formats_are_brought_up_step_by_step(folder: CourseFolder) -> None:
    folder.commit(folder.course.with_photo(photo(1)))
    file = folder.path / "course.sqlite"

    def step(name: str) -> migrations.Step:
        def create(connection: sqlite3.Connection) -> None:
            connection.execute(f"CREATE TABLE {name} (x)")

        return create

    with database.connected(file) as connection:
        now = migrations.VERSION
        steps = {now: step("two"), now + 1: step("three")}
        migrations.migrate(connection, file, steps=steps, version=now + 2)
        assert migrations.version_of(connection) == now + 2
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert {"two", "three", "photos"} <= tables
    for number in (now + 1, now + 2):
        copy = folder.path / "backups" / f"before-format-{number}.sqlite"
        assert database.version_in_header(copy) == number - 1
        with closing(sqlite3.connect(copy)) as connection:
            assert database.read_course(connection, copy)[0] == folder.course


def test_a_step_that_fails_leaves_the_older_format(folder: CourseFolder) -> None:
    file = folder.path / "course.sqlite"

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE photos")
        raise RuntimeError("a bug")

    with database.connected(file) as connection:
        now = migrations.VERSION
        with pytest.raises(RuntimeError):
            migrations.migrate(connection, file, steps={now: step}, version=now + 1)
        assert migrations.version_of(connection) == now
    assert reopened(folder) == folder.course


LATER = (
    *("ratings", "exclusions", "side_effects", "scores", "stages", "salt_scores", "sessions", "missed_doses"),
    "test_plans",
    "covers",
)


@pytest.fixture
def of_the_first_format(folder: CourseFolder) -> CourseFolder:
    """A closed course as the first hairtrack left it, which knew fewer kinds of record."""
    folder.commit(folder.course.with_photo(photo(1)))
    folder.close()
    shutil.rmtree(folder.path / "backups")
    with closing(sqlite3.connect(folder.path / "course.sqlite")) as connection, connection:
        for table in LATER:
            connection.execute(f'DROP TABLE "{table}"')
        connection.execute("PRAGMA user_version = 1")
    return folder


def test_a_course_of_the_first_format_is_brought_up_with_a_copy_of_what_it_was(
    of_the_first_format: CourseFolder,
) -> None:
    rating = Rating(
        rater="A", before="1", after="2", score=-3, session="s", place=0, repeat=False, rated_on=date(2026, 3, 1)
    )
    stroke = Exclusion(photo=HASH, points=((1.5, 2.0), (3.0, 4.0)), radius=2.5)
    score = SaltScore(id="a", on=date(2026, 3, 1), by="Dr Meyer", total=42.0)
    cover = Cover(id="c", view=View.FRONTAL, points=((1.5, 2.0), (30.0, 4.0), (9.0, 40.0)), drawn_on=HASH)
    with CourseFolder.open(of_the_first_format.path) as opened:
        assert opened.course == of_the_first_format.course
        opened.commit(replace(opened.course, ratings=(rating,)))
        opened.commit(replace(opened.course, exclusions=(stroke,)))
        opened.commit(replace(opened.course, diary=opened.course.diary.with_entry(score)))
        opened.commit(opened.course.with_cover(cover))
    with CourseFolder.open(of_the_first_format.path) as again:
        assert again.course.ratings == (rating,)
        assert again.course.exclusions == (stroke,)
        assert again.course.diary.salt_scores == (score,)
        assert again.course.covers == (cover,)
    for number in range(2, migrations.VERSION + 1):
        copy = of_the_first_format.path / "backups" / f"before-format-{number}.sqlite"
        assert database.version_in_header(copy) == number - 1
    assert database.version_in_header(of_the_first_format.path / "course.sqlite") == migrations.VERSION


def test_a_course_of_the_first_format_is_read_and_checked_without_a_change(of_the_first_format: CourseFolder) -> None:
    file = of_the_first_format.path / "course.sqlite"
    before = file.read_bytes()
    with CourseFolder.open(of_the_first_format.path, read_only=True) as opened:
        assert opened.course == of_the_first_format.course
        assert [problem.kind for problem in opened.check()] == [ErrorKind.ORIGINAL_MISSING]
    assert file.read_bytes() == before
    assert not (of_the_first_format.path / "backups").exists()


def test_one_copy_a_day_and_the_last_five_stay(folder: CourseFolder) -> None:
    with database.connected(folder.path / "course.sqlite") as connection:
        for day in range(1, 9):
            for _ in range(2):
                backup.daily_backup(connection, folder.path / "days", date(2026, 3, day))
    kept = sorted(file.name for file in (folder.path / "days").iterdir())
    assert kept == [f"course-2026-03-{day:02}.sqlite" for day in range(4, 9)]


def test_a_copy_is_a_whole_course(folder: CourseFolder) -> None:
    folder.commit(folder.course.with_photo(photo(1)))
    shutil.rmtree(folder.path / "backups")
    course = reopened(folder)
    (copy,) = (folder.path / "backups").iterdir()
    (folder.path / "course.sqlite").unlink()
    copy.rename(folder.path / "course.sqlite")
    assert reopened(folder) == course


# Damage


@pytest.mark.parametrize("damage", ["empty", "text", "garbage", "half", "header", "foreign", "record", "table"])
def test_damaged_records_are_said_so_and_photos_stay(folder: CourseFolder, source: Path, damage: str) -> None:
    folder.commit(replace(folder.course, photos=tuple(photo(n) for n in range(300))))
    keep(folder, source)
    folder.close()
    file = folder.path / "course.sqlite"
    data = file.read_bytes()
    if damage in ("foreign", "record", "table"):
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(
                {
                    "foreign": "PRAGMA application_id = 5",
                    "record": "UPDATE photos SET record = '{\"sha256\": 5}' WHERE position = 7",
                    "table": "DROP TABLE measurements",
                }[damage]
            )
    else:
        file.write_bytes(
            {
                "empty": b"",
                "text": b"dear diary",
                "garbage": data[:100] + os.urandom(len(data) - 100),
                "half": data[: len(data) // 2],
                "header": os.urandom(100) + data[100:],
            }[damage]
        )
    for read_only in (False, True):
        with pytest.raises(HairtrackError) as error:
            CourseFolder.open(folder.path, read_only=read_only)
        assert kind_of(error) is ErrorKind.COURSE_DAMAGED
    assert contents(folder.photos) == {"a.jpg": PICTURE}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=40)), min_size=1, max_size=4))
def test_any_damage_opens_or_is_said(tmp_path: Path, damage: list[tuple[int, bytes]]) -> None:
    path = tmp_path / "any"
    file = path / "course.sqlite"
    if not path.exists():
        with CourseFolder.create(path) as made:
            made.commit(replace(made.course, photos=tuple(photo(n) for n in range(60))))
        shutil.copy(file, tmp_path / "whole")
    for rest in path.glob("course.sqlite-*"):
        rest.unlink()
    data = bytearray((tmp_path / "whole").read_bytes())
    for at, values in damage:
        data[at % len(data) : at % len(data) + len(values)] = values
    file.write_bytes(data)
    for read_only in (False, True):
        said = ""
        try:
            CourseFolder.open(path, read_only=read_only).close()
        except HairtrackError as error:
            said = error.kind
        assert said in ("", ErrorKind.COURSE_DAMAGED, ErrorKind.COURSE_TOO_NEW)


# Disks


def test_a_disk_that_fills_up_while_an_original_is_copied(
    folder: CourseFolder, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HairtrackError) as error:
        folder.keep_original(source, "a.jpg", HASH)
    assert kind_of(error) is ErrorKind.DISK_FULL
    assert list(folder.photos.iterdir()) == []


def test_a_disk_that_is_full_when_opening_is_not_called_write_protected(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.close()

    @contextmanager
    def full(path: Path) -> Iterator[sqlite3.Connection]:
        with disk.disk_errors(path.parent):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
            raise error
        yield

    monkeypatch.setattr(database, "connected", full)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with CourseFolder.open(folder.path) as again:
        assert again.read_only
        assert again.obstacle is ErrorKind.DISK_FULL


def test_a_course_that_cannot_be_made_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise HairtrackError(ErrorKind.DISK_FULL, path="Me")

    monkeypatch.setattr(database, "create_tables", full)
    (tmp_path / "mine").mkdir()
    for name in ("new", "mine"):
        with pytest.raises(HairtrackError):
            CourseFolder.create(tmp_path / name)
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]


def test_a_disk_that_is_full_when_saving(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.commit(folder.course.with_photo(photo(1)))
    before = folder.course
    connect = database._connect

    def small(path: Path, mode: str) -> sqlite3.Connection:
        connection = connect(path, mode)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(database, "_connect", small)
    with pytest.raises(HairtrackError) as error:
        folder.commit(replace(before, photos=tuple(photo(n) for n in range(5000))))
    monkeypatch.undo()
    assert kind_of(error) is ErrorKind.DISK_FULL
    assert folder.course == before
    assert [problem.kind for problem in folder.check()] == [ErrorKind.ORIGINAL_MISSING]
    folder.commit(before.with_photo(photo(2)))
    assert reopened(folder) == before.with_photo(photo(2))


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[None]:
    """Run as an ordinary user, whom permissions bind; root reads and writes everything."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are other here")
    if os.geteuid() != 0:
        yield
        return
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() == "root" and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    os.chown(tmp_path, 65534, 65534)
    os.setegid(65534)
    os.seteuid(65534)
    yield
    os.seteuid(0)
    os.setegid(0)


def test_a_write_protected_course_is_read(somebody: None, tmp_path: Path, source: Path) -> None:
    path = tmp_path / "Me"
    with CourseFolder.create(path) as made:
        made.keep_original(source, "1.jpg", HASH)
        made.commit(made.course.with_photo(photo(1)))
    everything = [path, *path.rglob("*")]
    for entry in everything:
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    try:
        with CourseFolder.open(path) as folder:
            assert folder.read_only
            assert folder.obstacle is not ErrorKind.COURSE_LOCKED
            assert folder.course.photos == (photo(1),)
            assert folder.original(photo(1)).read_bytes() == PICTURE
        with pytest.raises(HairtrackError) as error:
            CourseFolder.create(path / "inner")
        assert kind_of(error) is ErrorKind.DISK_READ_ONLY
    finally:
        for entry in everything:
            entry.chmod(0o755)


def test_a_folder_that_may_not_be_entered_is_said_so(somebody: None, tmp_path: Path) -> None:
    path = tmp_path / "Me"
    CourseFolder.create(path).close()
    path.chmod(0)
    try:
        with pytest.raises(HairtrackError) as error:
            CourseFolder.open(path)
        assert kind_of(error) is ErrorKind.FILE_UNREADABLE
    finally:
        path.chmod(0o755)


def test_a_log_left_by_a_kill_is_read_from_a_write_protected_disk(somebody: None, tmp_path: Path) -> None:
    with CourseFolder.create(tmp_path / "Me") as made, database.connected(made.path / "course.sqlite") as held:
        # Held open, so that the log is not folded into the file.
        held.execute("SELECT * FROM photos").fetchall()
        made.commit(made.course.with_photo(photo(1)))
        shutil.copytree(made.path, tmp_path / "copy", ignore=shutil.ignore_patterns("*-shm", ".lock"))
    assert (tmp_path / "copy" / "course.sqlite-wal").stat().st_size > 0
    (tmp_path / "copy").chmod(0o555)
    try:
        with CourseFolder.open(tmp_path / "copy") as folder:
            assert folder.read_only
            assert folder.course.photos == (photo(1),)
    finally:
        (tmp_path / "copy").chmod(0o755)


def test_a_drive_that_is_unplugged(folder: CourseFolder) -> None:
    folder.path.rename(folder.path.with_name("away"))
    with pytest.raises(HairtrackError) as error:
        folder.commit(folder.course.with_photo(photo(1)))
    assert kind_of(error) is ErrorKind.DISK_READ_ONLY
    assert not folder.path.exists()
