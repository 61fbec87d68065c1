"""A course on disk: a folder with the records, the originals byte for byte, and a cache.

::

    Name.hairtrack/
        course.sqlite   the records
        photos/         the originals, untouched, named by date, view and hash
        cache/          may be deleted at any time
        backups/        copies of the records, one a day, and one before each change of format
"""

import uuid
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from filelock import FileLock, Timeout

from hairtrack.course import Course, Photo
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Progress, no_progress
from hairtrack.storage import database, migrations, originals
from hairtrack.storage.backup import daily_backup
from hairtrack.storage.changes import Rows
from hairtrack.storage.disk import PART, disk_errors, sync_folder

Problem: TypeAlias = HairtrackError
"""Something found wrong with a course, told but not raised."""

DATABASE = "course.sqlite"
_CANNOT_WRITE = (ErrorKind.DISK_FULL, ErrorKind.DISK_READ_ONLY, ErrorKind.COURSE_LOCKED)


class CourseFolder:
    """An open course. One process writes; others that open it meanwhile may only read.

    Attributes
    ----------
    path : Path
    read_only : bool
        Another window holds the course, or the disk is write-protected.
    course : Course
        As last committed.
    obstacle : ErrorKind or None
        Why it is read-only, when it was to be opened for writing.
    """

    def __init__(
        self,
        path: Path,
        *,
        lock: FileLock | None,
        course: Course,
        rows: dict[str, Rows],
        obstacle: ErrorKind | None = None,
    ) -> None:
        self.path = path
        self.course = course
        self.obstacle = obstacle
        self._rows = rows
        self._lock = lock
        self._prepared: set[str] = set()

    @classmethod
    def create(cls, path: Path, name: str = "", *, today: date | None = None) -> "CourseFolder":
        """Make a new course and open it.

        Parameters
        ----------
        path : Path
            Must not be there, or be empty.
        name : str
            After the folder by default.
        today : date, optional

        Raises
        ------
        HairtrackError
            COURSE_EXISTS, DISK_FULL or DISK_READ_ONLY.
        """
        path = path.absolute()
        unfinished = path / f".{DATABASE}{PART}"
        with disk_errors(path):
            if path.exists() and not (path.is_dir() and _only_leftovers(path, unfinished)):
                raise HairtrackError(ErrorKind.COURSE_EXISTS, path=str(path))
            made = not path.exists()
            path.mkdir(parents=True, exist_ok=True)
            _remove_database(unfinished)
            course = Course(id=uuid.uuid4().hex, name=name or path.stem, created_on=today or date.today())
            try:
                with database.connected(unfinished, create=True) as connection:
                    database.create_tables(connection, course, version=migrations.VERSION)
                unfinished.replace(path / DATABASE)
                sync_folder(path)
                (path / "photos").mkdir(exist_ok=True)
            except BaseException:
                with suppress(OSError):
                    _remove_database(unfinished)
                    if made:
                        path.rmdir()
                raise
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> "CourseFolder":
        """Open a course, for writing where that is possible.

        Parameters
        ----------
        path : Path
        read_only : bool
            Do not even try to write.

        Raises
        ------
        HairtrackError
            NOT_A_COURSE, FILE_UNREADABLE, COURSE_TOO_NEW or COURSE_DAMAGED; none of them touches anything.
        """
        path = path.absolute()
        file = path / DATABASE
        try:
            there = file.is_file()
        except OSError as error:
            raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=str(path)) from error
        if not there:
            raise HairtrackError(ErrorKind.NOT_A_COURSE, path=str(path))
        migrations.refuse_newer(file, database.version_in_header(file))
        lock, obstacle = (None, None) if read_only else _acquire(path)
        if lock is not None:
            try:
                course, rows = _open_to_write(path)
                return cls(path, lock=lock, course=course, rows=rows)
            except HairtrackError as error:
                lock.release()
                if error.kind not in _CANNOT_WRITE:
                    raise
                obstacle = error.kind
            except BaseException:
                lock.release()
                raise
        with database.connected_to_read(file) as stored, migrations.brought_up(stored, file) as connection:
            course, rows = database.read_course(connection, file)
        return cls(path, lock=None, course=course, rows=rows, obstacle=obstacle)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed through this object."""
        return self._lock is None

    @property
    def cache(self) -> Path:
        """The folder for what can be made again; it may not be there."""
        return self.path / "cache"

    @property
    def photos(self) -> Path:
        """The folder of the originals."""
        return self.path / "photos"

    def commit(self, course: Course) -> None:
        """Save a course: only the records that changed, all or none of them.

        Raises
        ------
        HairtrackError
            COURSE_READ_ONLY, DISK_FULL, DISK_READ_ONLY or COURSE_DAMAGED; the stored course is as before then.
        """
        self._must_write()
        named = self._prepared & {photo.stored_as for photo in course.photos}
        # Whoever is interrupted from here on cannot know whether their records are committed; `mend` can.
        self._prepared -= named
        try:
            if course != self.course:
                self._rows = self._write(course)
            self.course = course
        except HairtrackError:
            self._prepared |= named
            raise
        if named:
            originals.settle(self.photos, named)

    def _write(self, course: Course) -> dict[str, Rows]:
        with database.connected(self.path / DATABASE) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                rows = database.write_changes(connection, self._rows, self.course, course)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return rows

    def keep_original(self, source: Path, stored_as: str, sha256: str) -> None:
        """Copy a photo file into the course, byte for byte, for a record that is there or that the next commit brings.

        Whole or not at all: until then the copy has a hidden name, by which a process that was killed in between is
        made good when the course is opened again.

        Parameters
        ----------
        source : Path
        stored_as : str
            The name to keep it under.
        sha256 : str
            What its bytes must hash to.

        Raises
        ------
        HairtrackError
            FILE_MISSING, FILE_UNREADABLE or FILE_CHANGED for the source, DISK_FULL or DISK_READ_ONLY for the course.
        """
        self._must_write()
        if originals.prepare(self.photos, source, stored_as=stored_as, sha256=sha256):
            self._prepared.add(stored_as)

    def discard_prepared(self) -> None:
        """Take back every `keep_original` that no commit has followed."""
        for stored_as in self._prepared:
            originals.discard(self.photos, stored_as)
        self._prepared.clear()

    def keep_in_cache(self, name: str, data: bytes) -> None:
        """Put a file into the cache, whole or not at all.

        The cache is a convenience: where it cannot be written, the next time takes as long as this one.
        """
        if not self.read_only:
            with suppress(OSError):
                self.cache.mkdir(exist_ok=True)
                part = self.cache / f".{name}{PART}"
                part.write_bytes(data)
                part.replace(self.cache / name)

    def original(self, photo: Photo) -> Path:
        """Return where a photo's original lies.

        Raises
        ------
        HairtrackError
            ORIGINAL_MISSING
        """
        return originals.find(self.photos, photo)

    def check(self, progress: Progress = no_progress) -> tuple[Problem, ...]:
        """Compare every original with its hash, and look through the database.

        Returns
        -------
        tuple of Problem
            Empty where all is well.
        """
        problems = []
        file = self.path / DATABASE
        try:
            with database.connected_to_read(file) as connection:
                if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    problems.append(HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(self.path)))
                with migrations.brought_up(connection, file) as present:
                    database.read_course(present, file)
        except HairtrackError as error:
            problems.append(error)
        return (*problems, *originals.check(self.photos, self.course.photos, progress))

    def close(self) -> None:
        """Let others write."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "CourseFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _must_write(self) -> None:
        if self.read_only:
            raise HairtrackError(ErrorKind.COURSE_READ_ONLY, path=str(self.path))


def _acquire(path: Path) -> tuple[FileLock | None, ErrorKind | None]:
    """Lock a course for this process; where that fails, say why."""
    lock = FileLock(path / ".lock", thread_local=False)
    try:
        with disk_errors(path):
            try:
                lock.acquire(timeout=0)
            except Timeout:
                return None, ErrorKind.COURSE_LOCKED
    except HairtrackError as error:
        return None, error.kind
    return lock, None


def _open_to_write(path: Path) -> tuple[Course, dict[str, Rows]]:
    """Clear what a killed process left, bring the format up to date, read, and back up once a day."""
    file = path / DATABASE
    for leftover in (*path.glob(f".*{PART}*"), *path.glob(f"backups/.*{PART}*"), *path.glob(f"cache/.*{PART}*")):
        with suppress(OSError):
            leftover.unlink()
    with database.connected(file) as connection:
        migrations.migrate(connection, file)
        course, rows = database.read_course(connection, file)
        originals.mend(path / "photos", course.photos)
        # Today's copy is a courtesy: a full disk must not keep anybody from looking at photos.
        with suppress(HairtrackError):
            daily_backup(connection, path / "backups", date.today())
    return course, rows


def _only_leftovers(path: Path, unfinished: Path) -> bool:
    """Whether a folder is empty but for what a process left that was killed while it made a course there."""
    return all(entry.name.startswith(unfinished.name) for entry in path.iterdir())


def _remove_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
