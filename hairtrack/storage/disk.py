"""Writing files whole or not at all, and naming what a disk refuses."""

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
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

_FORMER = ".former"
"""Ends the name of a file that is about to be replaced together with others."""
_LONGEST = 254
"""Bytes that a name may have on most disks, less the dot before it."""

_OUTPUT_ERRORS = {
    errno.ENOSPC: ErrorKind.DISK_FULL,
    errno.EDQUOT: ErrorKind.DISK_FULL,
    errno.EFBIG: ErrorKind.DISK_FULL,
    errno.EROFS: ErrorKind.DISK_READ_ONLY,
    errno.ENOENT: ErrorKind.OUTPUT_FOLDER_MISSING,
    errno.ENOTDIR: ErrorKind.OUTPUT_FOLDER_MISSING,
    errno.EEXIST: ErrorKind.OUTPUT_IS_FILE,
    errno.EISDIR: ErrorKind.OUTPUT_IS_FOLDER,
    errno.ENAMETOOLONG: ErrorKind.OUTPUT_NAME_TOO_LONG,
}
"""What a file for outside a course meets, where it is not in use elsewhere."""


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


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that it is there complete or not at all, also after a power cut.

    Parameters
    ----------
    path : Path
    data : bytes, or iterable of bytes
        In parts where all of it is much.

    Raises
    ------
    HairtrackError
        What `output_errors` makes of it; a file that was there before is then as it was.
    """
    with _parts({path: data}) as parts, output_errors(path):
        parts[path].replace(path)
        sync_folder(path.parent)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files so that all of them are new, or all as they were.

    Each is whole also after a power cut, though a cut between two of them leaves one new and one old.

    Parameters
    ----------
    files : mapping of Path to bytes

    Raises
    ------
    HairtrackError
        As `write_whole`.
    """
    former: dict[Path, Path | None] = {}
    with _parts(files) as parts:
        try:
            for path, part in parts.items():
                with output_errors(path):
                    aside = _beside(path, _FORMER) if path.exists() else None
                    former[path] = aside
                    if aside is not None:
                        path.replace(aside)
                    part.replace(path)
        except BaseException:
            for path, aside in former.items():
                with suppress(OSError):
                    path.unlink() if aside is None else aside.replace(path)
            raise
    for path, aside in former.items():
        with suppress(OSError):
            if aside is not None:
                aside.unlink()
            sync_folder(path.parent)


def try_place(path: Path) -> None:
    """Raise what stands against writing a file, before the work for it is done; the place is then as before."""
    with _parts({path: b""}), output_errors(path):
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


@contextmanager
def _parts(files: Mapping[Path, bytes | Iterable[bytes]]) -> Iterator[dict[Path, Path]]:
    """Write files under hidden names, of which none is left in the end."""
    parts = {path: _beside(path, PART) for path in files}
    try:
        for path, part in parts.items():
            with output_errors(path, making=True):
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
                with part.open("wb") as file:
                    data = files[path]
                    file.writelines([data] if isinstance(data, bytes) else data)
                    file.flush()
                    os.fsync(file.fileno())
        yield parts
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    """Return the hidden name of what belongs to a file, which is not longer than a disk takes."""
    name = path.name
    if len(os.fsencode(name)) > _LONGEST - len(ending):
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return path.with_name(f".{name}{ending}")


@contextmanager
def output_errors(path: Path, *, making: bool = False) -> Iterator[None]:
    """Say of a file for outside a course why it cannot be written.

    Parameters
    ----------
    path : Path
    making : bool
        Whether a new file is made beside it or a folder for it, so that nobody else can hold it open.
    """
    try:
        yield
    except OSError as error:
        kind = _OUTPUT_ERRORS.get(error.errno or 0, ErrorKind.OUTPUT_UNWRITABLE)
        if making and isinstance(error, PermissionError):
            kind = ErrorKind.OUTPUT_FORBIDDEN
        raise HairtrackError(kind, path=str(path), folder=str(path.absolute().parent)) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
