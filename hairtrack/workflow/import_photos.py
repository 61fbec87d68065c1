"""Import: from files and folders to photos in a course, with the user's word in between.

`propose` reads every file once and says what would become of it; the user corrects days and views; `import_photos`
keeps the originals and returns the course with the new photos.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from hairtrack.course import Course, DateSource, Photo, Size, View
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging import photo_checks, photo_dates
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_dates import DateCandidate
from hairtrack.imaging.photo_file import LoadedPhoto, read_photo, scaled
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import dated, without_date_doubts
from hairtrack.workflow.find_photos import PHOTO_SUFFIXES, guess_view, scan

__all__ = ["PHOTO_SUFFIXES", "ImportCandidate", "ImportResult", "ImportStatus", "import_photos", "propose"]

THUMBNAIL_SIDE = 200


class ImportStatus(StrEnum):
    """What became of a file, or would."""

    NEW = "new"
    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCandidate:
    """A file as it was read, with what is proposed for it. Correct it with `with_day` and `with_view`.

    Attributes
    ----------
    file : Path
    status : ImportStatus
        NEW, DUPLICATE or REFUSED.
    reason : str or None
        A sentence: why it is refused, or what is missing.
    taken_on : date or None
    taken_on_source : DateSource
    taken_at : time or None
    date_candidates : tuple of DateCandidate
        Every day that the file names, for the user to choose from; the most trustworthy first.
    view : View
    view_guessed : bool
        The view comes from words in the file's or folder's name, or is no more than "custom".
    sha256 : str or None
        None where the file could not be read.
    size : Size
    camera : str
    extension : str
    cautions : tuple of Reason
    thumbnail : Image or None
    """

    file: Path
    status: ImportStatus
    reason: str | None = None
    taken_on: date | None = None
    taken_on_source: DateSource = DateSource.NONE
    taken_at: time | None = None
    date_candidates: tuple[DateCandidate, ...] = ()
    view: View = View.CUSTOM
    view_guessed: bool = True
    sha256: str | None = None
    size: Size = (0, 0)
    camera: str = ""
    extension: str = ""
    cautions: tuple[Reason, ...] = ()
    thumbnail: Image | None = field(default=None, compare=False, repr=False)

    def with_day(self, day: date | None) -> "ImportCandidate":
        """Take the day that the user gives."""
        source = DateSource.NONE if day is None else DateSource.GIVEN
        at = self.taken_at if day == self.taken_on else None
        changed = replace(
            self, taken_on=day, taken_on_source=source, taken_at=at, cautions=without_date_doubts(self.cautions)
        )
        return replace(changed, reason=_what_is_missing(changed)) if self.status is ImportStatus.NEW else changed

    def with_view(self, view: View) -> "ImportCandidate":
        """Take the view that the user gives."""
        return replace(self, view=view, view_guessed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What became of one file.

    Attributes
    ----------
    file : Path
    status : ImportStatus
        IMPORTED, DUPLICATE or REFUSED.
    reason : str or None
        A sentence: why, or what is still missing.
    taken_on : date or None
    taken_on_source : DateSource
    view : View or None
        None where it was refused.
    sha256 : str or None
    """

    file: Path
    status: ImportStatus
    reason: str | None
    taken_on: date | None
    taken_on_source: DateSource
    view: View | None
    sha256: str | None


def propose(
    paths: Iterable[Path],
    course: Course,
    progress: Progress = no_progress,
    *,
    view: View | None = None,
    taken_on: date | None = None,
    today: date | None = None,
) -> tuple[ImportCandidate, ...]:
    """Read every file once and say what would become of it. Nothing is written.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders.
    course : Course
    progress : Progress
    view : View, optional
        For all of them; guessed from names by default.
    taken_on : date, optional
        For all of them; what each file says by default.
    today : date, optional

    Returns
    -------
    tuple of ImportCandidate
        One for each file, in the order of `scan`.
    """
    files = scan(paths)
    seen = {photo.sha256 for photo in course.photos}
    found = []
    for index, file in enumerate(files):
        progress(index / len(files), file.name)
        candidate = _candidate(file, seen, today)
        if candidate.sha256 is not None:
            seen.add(candidate.sha256)
        candidate = candidate.with_view(view) if view else candidate
        found.append(candidate.with_day(taken_on) if taken_on else candidate)
    return tuple(found)


def import_photos(
    folder: CourseFolder, course: Course, candidates: Sequence[ImportCandidate], progress: Progress = no_progress
) -> tuple[Course, tuple[ImportResult, ...]]:
    """Keep the originals of new photos, and return the course with them; committing it is the caller's.

    A photo that is in the course already gets a day that was given, where it had none. When the disk is full or the
    user cancels, the originals that this call copied are taken away again.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    candidates : sequence of ImportCandidate
    progress : Progress

    Returns
    -------
    tuple of (Course, tuple of ImportResult)

    Raises
    ------
    HairtrackError
        DISK_FULL, DISK_READ_ONLY or COURSE_READ_ONLY. What is wrong with one file is its result instead.
    """
    results = []
    copied: list[str] = []
    try:
        for index, candidate in enumerate(candidates):
            progress(index / len(candidates), candidate.file.name)
            if candidate.status is ImportStatus.NEW and course.photo(candidate.sha256 or "") is None:
                course, result = _keep(folder, course, candidate, copied)
            else:
                course, result = _leave(course, candidate)
            results.append(result)
    except BaseException:
        for stored_as in copied:
            folder.discard_original(stored_as)
        raise
    return course, tuple(results)


def _candidate(file: Path, seen: set[str], today: date | None) -> ImportCandidate:
    try:
        photo = read_photo(file, at_least=photo_checks.ENOUGH, today=today)
    except HairtrackError as error:
        return ImportCandidate(file=file, status=ImportStatus.REFUSED, reason=error_sentence(error))
    guessed = guess_view(file)
    candidate = ImportCandidate(
        file=file,
        status=ImportStatus.NEW,
        taken_on=photo.taken_on,
        taken_on_source=photo.taken_on_source,
        taken_at=photo.taken_at,
        date_candidates=photo.date_candidates,
        view=guessed or View.CUSTOM,
        sha256=photo.sha256,
        size=photo.size,
        camera=photo.camera,
        extension=photo.extension,
        cautions=_cautions(photo),
        thumbnail=scaled(photo.image, THUMBNAIL_SIDE),
    )
    if photo.sha256 in seen:
        reason = reason_sentence(Reason.of(ReasonKind.ALREADY_IMPORTED))
        return replace(candidate, status=ImportStatus.DUPLICATE, reason=reason)
    return replace(candidate, reason=_what_is_missing(candidate))


def _cautions(photo: LoadedPhoto) -> tuple[Reason, ...]:
    doubt = photo_dates.doubt(photo.date_candidates)
    return (*photo_checks.check_photo(photo.image, size=photo.size), *((doubt,) if doubt else ()))


def _what_is_missing(candidate: ImportCandidate) -> str | None:
    return reason_sentence(Reason.of(ReasonKind.NO_DATE)) if candidate.taken_on is None else None


def _keep(
    folder: CourseFolder, course: Course, candidate: ImportCandidate, copied: list[str]
) -> tuple[Course, ImportResult]:
    """Copy one original and add its record; a source that is gone or changed is refused in words."""
    photo = _photo(course, candidate)
    try:
        if folder.keep_original(candidate.file, photo.stored_as, photo.sha256):
            copied.append(photo.stored_as)
    except HairtrackError as error:
        if error.kind not in (ErrorKind.FILE_MISSING, ErrorKind.FILE_UNREADABLE, ErrorKind.FILE_CHANGED):
            raise
        refused = replace(candidate, status=ImportStatus.REFUSED, reason=error_sentence(error))
        return course, _result(refused, None)
    return course.with_photo(photo), _result(replace(candidate, status=ImportStatus.IMPORTED), photo)


def _leave(course: Course, candidate: ImportCandidate) -> tuple[Course, ImportResult]:
    """Report a duplicate or refused file; a duplicate may bring the day that was missing."""
    photo = course.photo(candidate.sha256 or "")
    if photo is None:
        return course, _result(candidate, None)
    if photo.taken_on is None and candidate.taken_on is not None:
        given = candidate.taken_on_source is DateSource.GIVEN
        photo = (
            dated(photo, candidate.taken_on)
            if given
            else replace(
                photo,
                taken_on=candidate.taken_on,
                taken_on_source=candidate.taken_on_source,
                taken_at=candidate.taken_at,
            )
        )
        course = course.with_photo(photo)
    reason = candidate.reason or reason_sentence(Reason.of(ReasonKind.ALREADY_IMPORTED))
    return course, _result(replace(candidate, status=ImportStatus.DUPLICATE, reason=reason), photo)


def _photo(course: Course, candidate: ImportCandidate) -> Photo:
    sha256 = candidate.sha256 or ""
    return Photo(
        sha256=sha256,
        view=candidate.view,
        taken_on=candidate.taken_on,
        taken_on_source=candidate.taken_on_source,
        taken_at=candidate.taken_at,
        file_name=candidate.file.name,
        stored_as=_stored_as(course, candidate, sha256),
        size=candidate.size,
        camera=candidate.camera,
        cautions=candidate.cautions,
    )


def _stored_as(course: Course, candidate: ImportCandidate, sha256: str) -> str:
    """Name an original by day, view and hash, such as ``2026-08-31_vertex_1a2b3c4d.jpg``."""
    day = candidate.taken_on.isoformat() if candidate.taken_on else "undated"
    taken = {photo.stored_as for photo in course.photos}
    names = (f"{day}_{candidate.view}_{sha256[:digits]}.{candidate.extension}" for digits in (8, 16, 64))
    return next(name for name in names if name not in taken)


def _result(candidate: ImportCandidate, photo: Photo | None) -> ImportResult:
    source = photo or candidate
    return ImportResult(
        file=candidate.file,
        status=candidate.status,
        reason=candidate.reason,
        taken_on=source.taken_on,
        taken_on_source=source.taken_on_source,
        view=photo.view if photo else None,
        sha256=candidate.sha256,
    )
