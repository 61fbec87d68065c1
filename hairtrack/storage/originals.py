"""The originals of a course: copied byte for byte, found again, and held against their hashes."""

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from hairtrack.course import Photo
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Progress
from hairtrack.storage.disk import PART, disk_errors, sync_folder

_CHUNK = 1 << 20


def prepare(photos: Path, source: Path, *, stored_as: str, sha256: str) -> bool:
    """Copy a file beside the originals, under a hidden name until a record names it."""
    target = photos / stored_as
    if target.is_file() and _hash(target) == sha256:
        return False
    part = _part(photos, stored_as)
    try:
        with disk_errors(target):
            photos.mkdir(exist_ok=True)
        if _copy(source, part) != sha256:
            raise HairtrackError(ErrorKind.FILE_CHANGED, file=source.name)
    except BaseException:
        discard(photos, stored_as)
        raise
    return True


def settle(photos: Path, names: Iterable[str]) -> None:
    """Give prepared files their names, for the records name them now.

    What goes wrong here is made good by `mend`; until then `find` knows both names.
    """
    with suppress(OSError):
        for stored_as in names:
            _part(photos, stored_as).replace(photos / stored_as)
        sync_folder(photos)


def discard(photos: Path, stored_as: str) -> None:
    """Remove a prepared file."""
    with suppress(OSError):
        _part(photos, stored_as).unlink(missing_ok=True)


def mend(photos: Path, records: Sequence[Photo]) -> None:
    """Bring to an end what a killed process began: settle prepared files that a record names, remove the others."""
    known = {photo.stored_as: photo.sha256 for photo in records}
    with suppress(OSError):
        for part in list(photos.glob(f".*{PART}")):
            stored_as = part.name[1 : -len(PART)]
            if stored_as in known and _hash(part) == known[stored_as]:
                part.replace(photos / stored_as)
            else:
                part.unlink()


def find(photos: Path, photo: Photo) -> Path:
    """Return where a photo's original lies, or raise ORIGINAL_MISSING. A record cannot point out of the folder."""
    name = Path(photo.stored_as).name
    for path in (photos / name, _part(photos, name)):
        if path.is_file():
            return path
    raise HairtrackError(ErrorKind.ORIGINAL_MISSING, file=photo.file_name, stored_as=photo.stored_as)


def _part(photos: Path, stored_as: str) -> Path:
    return photos / f".{stored_as}{PART}"


def check(photos: Path, records: Sequence[Photo], progress: Progress) -> list[HairtrackError]:
    """Compare every original with its hash, and look for files that no record names."""
    problems = []
    for index, photo in enumerate(records):
        progress(index / len(records), photo.file_name)
        problems += _check(photos, photo)
    known = {photo.stored_as for photo in records}
    with suppress(OSError):
        names = sorted(entry.name for entry in photos.iterdir())
        extra = [name for name in names if name not in known and not name.startswith(".")]
        problems += [HairtrackError(ErrorKind.ORIGINAL_UNRECORDED, stored_as=name) for name in extra]
    return problems


def _check(photos: Path, photo: Photo) -> list[HairtrackError]:
    try:
        if _hash(find(photos, photo)) == photo.sha256:
            return []
    except HairtrackError as error:
        return [error]
    except OSError:
        return [HairtrackError(ErrorKind.FILE_UNREADABLE, file=photo.stored_as)]
    return [HairtrackError(ErrorKind.ORIGINAL_ALTERED, file=photo.file_name, stored_as=photo.stored_as)]


def _copy(source: Path, target: Path) -> str:
    """Copy a file, make it last, and return the SHA-256 of what was written."""
    hasher = hashlib.sha256()
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            # Opening a pipe would wait for ever, and a device may never end.
            raise HairtrackError(ErrorKind.FILE_CHANGED, file=source.name)
        reader = source.open("rb")
    except FileNotFoundError:
        raise HairtrackError(ErrorKind.FILE_MISSING, file=source.name) from None
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=source.name) from error
    with reader, disk_errors(target), target.open("wb") as writer:
        while chunk := _read(reader.fileno(), source):
            hasher.update(chunk)
            writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return hasher.hexdigest()


def _read(descriptor: int, source: Path) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=source.name) from error


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
