"""Import: from files and folders to photos in a course, with the user's word in between.

`propose` reads every file once, each in a process that may die of it, and says what would become of it; the user
corrects days and views; `import_photos` keeps the originals and commits the photos as it goes, so that whatever stops
it, what was done stays. Both keep what is done when the user stops them.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from hairtrack.course import Course, DateSource, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.likeness import Likeness, likely_view
from hairtrack.imaging.photo_dates import copy_day
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Cancelled, Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import apart
from hairtrack.workflow.courses import dated
from hairtrack.workflow.find_photos import PHOTO_SUFFIXES, scan
from hairtrack.workflow.images import keep_thumbnail
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus, ViewSource, read_candidate, refused
from hairtrack.workflow.likenesses import course_likenesses, keep_likenesses
from hairtrack.workflow.replace_photo import replace_photo
from hairtrack.workflow.same_shot import join_copies

__all__ = [
    *("PHOTO_SUFFIXES", "ImportCandidate", "ImportOutcome", "ImportResult", "ImportStatus", "Proposal", "ViewSource"),
    *("import_photos", "propose"),
]

_COMMIT_EVERY = 20
"""Photos. What a kill can cost, against the time that the disk takes for each commit."""
_SOURCE_FAULTS = (ErrorKind.FILE_MISSING, ErrorKind.FILE_UNREADABLE, ErrorKind.FILE_CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would become of the files that were read.

    Attributes
    ----------
    candidates : tuple of ImportCandidate
        In the order of `scan`.
    unread : tuple of Path
        What was left when the user stopped it.
    """

    candidates: tuple[ImportCandidate, ...] = ()
    unread: tuple[Path, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did before it ended, or was stopped.

    Attributes
    ----------
    course : Course
        With what was added; committed.
    results : tuple of ImportResult
        One for each candidate that was dealt with, in their order.
    left : tuple of ImportCandidate
        Those that were not.
    problem : HairtrackError or None
        What stopped it, if it was not the user: DISK_FULL, DISK_READ_ONLY or COURSE_READ_ONLY.
    """

    course: Course
    results: tuple[ImportResult, ...]
    left: tuple[ImportCandidate, ...] = ()
    problem: HairtrackError | None = None


def propose(
    folder: CourseFolder,
    course: Course,
    paths: Iterable[Path],
    progress: Progress = no_progress,
    *,
    view: View | None = None,
    taken_on: date | None = None,
    today: date | None = None,
) -> Proposal:
    """Read every file once and say what would become of it. Nothing of the course is changed.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    paths : iterable of Path
        Files and folders.
    progress : Progress
        Where it raises `Cancelled`, the files that were read are returned.
    view : View, optional
        For all of them; what names and likeness suggest by default.
    taken_on : date, optional
        For all of them; what each file says by default.
    today : date, optional

    Returns
    -------
    Proposal
    """
    files = scan(paths)
    read = _read(files, today, part_of(progress, 0.0, 0.9))
    candidates = _once_each(course, [read[file] for file in files if file in read])
    try:
        known = course_likenesses(folder, course, part_of(progress, 0.9, 0.95))
        candidates = join_copies(folder, course, candidates, known, part_of(progress, 0.95, 1.0))
        keep_likenesses(folder, candidates)
    except Cancelled:
        known = []
    candidates = _without_copy_days(candidates)
    candidates = tuple(_suggested(candidate, known) for candidate in candidates)
    if view is not None:
        candidates = tuple(candidate.with_view(view) for candidate in candidates)
    if taken_on is not None:
        candidates = tuple(candidate.with_day(taken_on) for candidate in candidates)
    return Proposal(candidates=candidates, unread=tuple(file for file in files if file not in read))


def import_photos(
    folder: CourseFolder, course: Course, candidates: Sequence[ImportCandidate], progress: Progress = no_progress
) -> ImportOutcome:
    """Keep the originals of new photos and commit the course with them, a few at a time.

    A photo that is in the course already gets a day that was given, where it had none. When the user cancels or the
    disk is full, what was committed stays, and what was not leaves nothing behind.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
        As last committed.
    candidates : sequence of ImportCandidate
    progress : Progress

    Returns
    -------
    ImportOutcome
        What is wrong with one file is its result.
    """
    done: list[ImportResult] = []
    problem: HairtrackError | None = None
    try:
        while len(done) < len(candidates):
            some = candidates[len(done) : len(done) + _COMMIT_EVERY]
            work = part_of(progress, len(done) / len(candidates), (len(done) + len(some)) / len(candidates))
            changed, results, cancelled = _take(folder, course, some, work)
            folder.commit(changed)
            course = changed
            done += results
            if cancelled:
                break
    except HairtrackError as error:
        problem = error
    finally:
        folder.discard_prepared()
    return ImportOutcome(course=course, results=tuple(done), left=tuple(candidates[len(done) :]), problem=problem)


# Reading


def _read(files: Sequence[Path], today: date | None, progress: Progress) -> dict[Path, ImportCandidate]:
    """Read files beside this process, until all are read or the user stops."""
    read: dict[Path, ImportCandidate] = {}
    try:
        with closing(apart.each(partial(read_candidate, today=today), files)) as outcomes:
            for outcome in outcomes:
                if outcome is not None:
                    file, found = files[outcome[0]], outcome[1]
                    failed = isinstance(found, ErrorKind)
                    read[file] = refused(file, HairtrackError(found, file=file.name)) if failed else found
                progress(len(read) / max(1, len(files)), f"{len(read)} of {len(files)}")
    except Cancelled:
        pass
    return read


def _once_each(course: Course, candidates: Iterable[ImportCandidate]) -> tuple[ImportCandidate, ...]:
    """Mark what is in the course already, and the second of two files with the same bytes."""
    in_course = {photo.sha256 for photo in course.photos}
    seen: dict[str, str] = {}
    found = []
    for candidate in candidates:
        sha256 = candidate.sha256
        if sha256 is not None and (sha256 in in_course or sha256 in seen):
            reason = (
                Reason.of(ReasonKind.ALREADY_IMPORTED)
                if sha256 in in_course
                else Reason.of(ReasonKind.SAME_BYTES, file=seen[sha256])
            )
            candidate = replace(candidate, status=ImportStatus.DUPLICATE, reason=reason_sentence(reason))
        elif sha256 is not None:
            seen[sha256] = candidate.file.name
        found.append(candidate)
    return tuple(found)


def _without_copy_days(candidates: tuple[ImportCandidate, ...]) -> tuple[ImportCandidate, ...]:
    raise NotImplementedError(copy_day)


def _suggested(candidate: ImportCandidate, known: Sequence[tuple[Photo, Likeness]]) -> ImportCandidate:
    """Suggest the view by likeness to the photos of other days, where the name does not tell it."""
    if candidate.status is not ImportStatus.NEW or candidate.view_source is not ViewSource.NONE:
        return candidate
    earlier = [(photo.view, likeness) for photo, likeness in known if photo.view is not View.CUSTOM]
    view = likely_view(candidate.likeness, earlier) if candidate.likeness else None
    return candidate.with_view(view, ViewSource.LIKENESS) if view else candidate


# Keeping


def _take(
    folder: CourseFolder, course: Course, candidates: Sequence[ImportCandidate], progress: Progress
) -> tuple[Course, list[ImportResult], bool]:
    """Copy the originals of a few; say whether the user stopped it in between."""
    results = []
    names = {photo.stored_as for photo in course.photos}
    for index, candidate in enumerate(candidates):
        try:
            progress(index / len(candidates), candidate.file.name)
        except Cancelled:
            return course, results, True
        if candidate.status is ImportStatus.NEW and course.photo(candidate.sha256 or "") is None:
            course, result = _keep(folder, course, candidate, names)
        else:
            course, result = _leave(course, candidate)
        results.append(result)
    return course, results, False


def _keep(
    folder: CourseFolder, course: Course, candidate: ImportCandidate, names: set[str]
) -> tuple[Course, ImportResult]:
    """Copy one original and add its record; a source that is gone or changed is refused in words."""
    photo = _photo(candidate, names)
    try:
        folder.keep_original(candidate.file, photo.stored_as, photo.sha256)
    except HairtrackError as error:
        if error.kind not in _SOURCE_FAULTS:
            raise
        return course, _result(refused(candidate.file, error), None)
    names.add(photo.stored_as)
    keep_thumbnail(folder, photo, candidate.thumbnail)
    course = course.with_photo(photo)
    old = course.photo(candidate.replaces) if candidate.replaces else None
    if old is not None:
        course = replace_photo(course, old, photo)
    return course, _result(replace(candidate, status=ImportStatus.IMPORTED), photo)


def _leave(course: Course, candidate: ImportCandidate) -> tuple[Course, ImportResult]:
    """Report a duplicate or refused file; a duplicate may bring the day that was missing."""
    photo = course.photo(candidate.sha256 or "") or course.photo(candidate.copy_of or "")
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


def _photo(candidate: ImportCandidate, names: set[str]) -> Photo:
    return Photo(
        sha256=candidate.sha256 or "",
        view=candidate.view,
        taken_on=candidate.taken_on,
        taken_on_source=candidate.taken_on_source,
        taken_at=candidate.taken_at,
        file_name=candidate.file.name,
        stored_as=_stored_as(candidate, names),
        size=candidate.size,
        camera=candidate.camera,
        cautions=candidate.cautions,
    )


def _stored_as(candidate: ImportCandidate, names: set[str]) -> str:
    """Name an original by day, view and hash, such as ``2026-08-31_vertex_1a2b3c4d.jpg``."""
    day = candidate.taken_on.isoformat() if candidate.taken_on else "undated"
    sha256 = candidate.sha256 or ""
    fitting = (f"{day}_{candidate.view}_{sha256[:digits]}.{candidate.extension}" for digits in (8, 16, 64))
    return next(name for name in fitting if name not in names)


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
