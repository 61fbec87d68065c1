"""Writing files whole or not at all, and naming what a disk refuses."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hairtrack.errors import ErrorKind, HairtrackError

PART = ".part"
"""Ends the names of files that are still being written; what a killed process left of them can go."""


_DATABASE_ERRORS = {
    sqlite3.SQLITE_FULL: ErrorKind.DISK_FULL,
    sqlite3.SQLITE_BUSY: ErrorKind.COURSE_LOCKED,
    sqlite3.SQLITE_LOCKED: ErrorKind.COURSE_LOCKED,
    sqlite3.SQLITE_READONLY: ErrorKind.DISK_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: ErrorKind.DISK_READ_ONLY,
    sqlite3.SQLITE_PERM: ErrorKind.DISK_READ_ONLY,
    sqlite3.SQLITE_IOERR: ErrorKind.DISK_READ_ONLY,
    sqlite3.SQLITE_CORRUPT: ErrorKind.COURSE_DAMAGED,
    sqlite3.SQLITE_NOTADB: ErrorKind.COURSE_DAMAGED,
}


@contextmanager
def disk_errors(path: Path, *, otherwise: ErrorKind | None = None) -> Iterator[None]:
    """Turn what a disk or a database refuses into errors with a sentence.

    Parameters
    ----------
    path : Path
        What was to be written or read.
    otherwise : ErrorKind, optional
        What any other error of SQLite means; without it that is a bug (wrong SQL and the like) and goes on as it is.
    """
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise HairtrackError(ErrorKind.DISK_FULL if full else ErrorKind.DISK_READ_ONLY, path=str(path)) from error
    except sqlite3.Error as error:
        kind = database_error(error) or otherwise
        if kind is None:
            raise
        if kind is ErrorKind.DISK_READ_ONLY and _is_full(path):
            # SQLite calls it an I/O error where the log's helper file finds no room.
            kind = ErrorKind.DISK_FULL
        raise HairtrackError(kind, path=str(path)) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its messages.
        raise HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(path)) from error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free == 0
    except OSError:
        return False


def database_error(error: sqlite3.Error) -> ErrorKind | None:
    """Return what an error of SQLite means to the user; None for those that should not happen."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _DATABASE_ERRORS.get(code & 0xFF)


def write_whole(path: Path, data: bytes, *, failure: ErrorKind | None = None) -> None:
    """Write a file so that it is there complete or not at all, also after a power cut.

    Parameters
    ----------
    path : Path
    data : bytes
    failure : ErrorKind, optional
        What to call any failure but a full disk; found out by default.
    """
    part = path.with_name(f".{path.name}{PART}")
    try:
        with disk_errors(path):
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            sync_folder(path.parent)
    except HairtrackError as error:
        with suppress(OSError):
            part.unlink()
        if failure is None or error.kind is ErrorKind.DISK_FULL:
            raise
        raise HairtrackError(failure, path=str(path)) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
