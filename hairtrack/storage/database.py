"""The records of a course in one SQLite file: a STRICT table for each kind, one record as JSON in each row.

Every operation opens and closes its own connection: between two of them the file is at rest and may be copied, and
any thread may work with it.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from hairtrack.course import Course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.storage.changes import Rows, change
from hairtrack.storage.disk import database_error, disk_errors
from hairtrack.storage.records import KINDS, course_of, from_text, head_of, lists_of, to_text

APPLICATION_ID = 0x48545243
"""Stands in the file's header, so that another program's database is not taken for a course."""

_MAGIC = b"SQLite format 3\0"


def version_in_header(path: Path) -> int:
    """Read the format's version from the file's first bytes, without SQLite and so without touching anything.

    Raises
    ------
    HairtrackError
        COURSE_DAMAGED where the file is not a course's database.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=str(path)) from error
    application = int.from_bytes(header[68:72], "big")
    if len(header) < 100 or not header.startswith(_MAGIC) or application != APPLICATION_ID:
        raise HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(path.parent))
    return int.from_bytes(header[60:64], "big")


@contextmanager
def connected(path: Path, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Connect for writing; what goes wrong is named, the connection is closed."""
    mode = "rwc" if create else "rw"
    with disk_errors(path.parent), closing(_connect(path, mode)) as connection:
        with disk_errors(path.parent, otherwise=ErrorKind.COURSE_DAMAGED):
            # A write-ahead log survives a kill or power cut at any moment; FULL makes each commit last.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
        yield connection


@contextmanager
def connected_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect for reading only, also where nothing can be written beside the file."""
    with disk_errors(path.parent, otherwise=ErrorKind.COURSE_DAMAGED), ExitStack() as stack:
        mode = "ro"
        if not _can_be_read(path):
            # A write-ahead log needs a file beside it, which a write-protected disk refuses: then a copy is read.
            scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="hairtrack-"))
            path, mode = _copy(path, Path(scratch)), "rw"
        yield stack.enter_context(closing(_connect(path, mode)))


def create_tables(connection: sqlite3.Connection, course: Course, *, version: int) -> None:
    """Lay out an empty file and store a course in it."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE head (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    for table in KINDS:
        connection.execute(f'CREATE TABLE "{table}" (position INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT')
    write_changes(connection, {name: Rows() for name in KINDS}, None, course)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")


def read_course(connection: sqlite3.Connection, path: Path) -> tuple[Course, dict[str, Rows]]:
    """Check the file's integrity and read everything.

    Returns
    -------
    tuple of (Course, dict of str to Rows)
        The course and what stands in each table, for `write_changes`.

    Raises
    ------
    HairtrackError
        COURSE_DAMAGED where pages or records are not as they were written.
    """
    try:
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise ValueError("pages are damaged")
        rows = {}
        for table, kind in KINDS.items():
            found = connection.execute(f'SELECT position, record FROM "{table}" ORDER BY position').fetchall()
            rows[table] = Rows(tuple(at for at, _ in found), tuple(from_text(text, kind) for _, text in found))
        head = {name: json.loads(value) for name, value in connection.execute("SELECT name, value FROM head")}
        return course_of(head, {table: r.records for table, r in rows.items()}), rows
    except Exception as error:
        if isinstance(error, sqlite3.Error) and database_error(error) is not None:
            raise
        # A table that is not there, text that is none, a record of somebody else, whatever that makes others raise.
        raise HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(path.parent)) from error


def write_changes(
    connection: sqlite3.Connection, rows: Mapping[str, Rows], before: Course | None, after: Course
) -> dict[str, Rows]:
    """Write only what changed, inside the caller's transaction.

    Parameters
    ----------
    connection : sqlite3.Connection
    rows : mapping of str to Rows
        What stands in each table.
    before : Course or None
        What is stored; None for a new file.
    after : Course

    Returns
    -------
    dict of str to Rows
        What stands in each table then.
    """
    if before is None or head_of(before) != head_of(after):
        head = [(name, json.dumps(value)) for name, value in head_of(after).items()]
        connection.executemany("INSERT OR REPLACE INTO head (name, value) VALUES (?, ?)", head)
    stands = dict(rows)
    for table, records in lists_of(after).items():
        if records is rows[table].records:
            continue
        todo = change(rows[table], records)
        connection.executemany(f'DELETE FROM "{table}" WHERE position = ?', [(at,) for at in todo.deleted])
        connection.executemany(
            f'INSERT INTO "{table}" (position, record) VALUES (?, ?)',
            [(at, to_text(record)) for at, record in todo.inserted],
        )
        stands[table] = todo.after
    return stands


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # Transactions are begun and ended by hand; five seconds is for a virus scanner that holds the file.
    address = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=5.0)


def _can_be_read(path: Path) -> bool:
    with closing(_connect(path, "ro")) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            return False
    return True


def _copy(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    for suffix in ("", "-wal"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + suffix))
    return copy
