"""Import: from files and folders to photos in a course, with the user's word in between.

`propose` reads every file once, each in a process that may die of it, and says what would become of it; the user
corrects days and views; `import_photos` keeps the originals and commits the photos as it goes, so that whatever stops
it, what was done stays. Both keep what is done when the user stops them.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from hairtrack.course import Course, DateSource, Photo, View
from hairtrack.errors import DATE_DOUBTS, ErrorKind, HairtrackError, Reason, ReasonKind, without
from hairtrack.imaging.likeness import KnownViews, Likeness
from hairtrack.imaging.photo_dates import copied_days
from hairtrack.imaging.photo_days import day_order
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.progress import Cancelled, Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import apart
from hairtrack.workflow.courses import dated
from hairtrack.workflow.find_photos import scan
from hairtrack.workflow.images import keep_thumbnail
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus, ViewSource, read_candidate, refused
from hairtrack.workflow.likenesses import course_likenesses
from hairtrack.workflow.replace_photo import replace_photo
from hairtrack.workflow.same_shot import join_copies
from hairtrack.workflow.shelf import Shelf

_COMMIT_EVERY = 10
"""Photos. What a kill can cost, against the time that the disk takes for each commit."""
_TOLD = {
    *DATE_DOUBTS,
    ReasonKind.VIEW_SUGGESTED,
    ReasonKind.SEVERAL_PICTURES,
    ReasonKind.BETTER_COPY,
    ReasonKind.PUT_BACK,
}
"""What an import decided by itself, and therefore says."""
_COPIES_AT_ONCE = 2
"""While the disk writes one, the next is read and hashed."""
_SOURCE_FAULTS = (ErrorKind.FILE_MISSING, ErrorKind.FILE_UNREADABLE, ErrorKind.FILE_CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would become of the files that were read.

    Attributes
    ----------
    candidates : tuple of ImportCandidate
        In the order of `scan`.
    beside : tuple of ImportCandidate
        What waited before, as it stands beside them.
    unread : tuple of Path
        What was left when the user stopped it.
    """

    candidates: tuple[ImportCandidate, ...] = ()
    beside: tuple[ImportCandidate, ...] = ()
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
    beside: Sequence[ImportCandidate] = (),
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
    beside : sequence of ImportCandidate
        What was read before and waits still: copies of one shot may lie in both.
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
    today = today or date.today()
    work = partial(read_candidate, today=today, order=day_order((file.name for file in files), today=today))
    read = _read(files, work, part_of(progress, 0.0, 0.9))
    candidates = _doubted_together(_once_each(folder, course, [read[file] for file in files if file in read]))
    try:
        known = course_likenesses(folder, course, part_of(progress, 0.9, 0.95))
        joined = join_copies(folder, [*beside, *candidates], known, part_of(progress, 0.95, 1.0))
        beside, candidates = joined[: len(beside)], joined[len(beside) :]
    except Cancelled:
        known = []
    candidates = _suggested(candidates, known)
    if view is not None:
        candidates = tuple(candidate.with_view(view) for candidate in candidates)
    if taken_on is not None:
        candidates = tuple(candidate.with_day(taken_on) for candidate in candidates)
    return Proposal(
        candidates=candidates, beside=tuple(beside), unread=tuple(file for file in files if file not in read)
    )


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
    batches = [candidates[start : start + _COMMIT_EVERY] for start in range(0, len(candidates), _COMMIT_EVERY)]
    try:
        with ThreadPoolExecutor(_COPIES_AT_ONCE) as threads:
            copying = _Copying(folder, course, threads)
            begun: list[_Copy] = []
            for number, batch in enumerate(batches):
                progress(len(done) / len(candidates), _("{done} of {count}", done=len(done), count=len(candidates)))
                now = begun or copying.begin(batch)
                # The disk need not wait while records are committed.
                begun = copying.begin(batches[number + 1]) if number + 1 < len(batches) else []
                changed, results = _record(folder, course, now)
                folder.commit(changed)
                course = changed
                done += results
    except Cancelled:
        pass
    except HairtrackError as error:
        problem = error
    finally:
        folder.discard_prepared()
    left = tuple(candidates[len(done) :])
    # A copy is needed after all where the better one could not be had.
    needed = [c.on_its_own() for c in candidates if c.copy_of and course.photo(c.copy_of) is None]
    if needed and not left:
        after_all = import_photos(folder, course, needed, progress)
        instead = {result.file: result for result in after_all.results}
        done = [instead.get(result.file, result) for result in done]
        return replace(after_all, results=tuple(done))
    return ImportOutcome(course=course, results=tuple(done), left=left, problem=problem)


# Reading


def _read(
    files: Sequence[Path], work: Callable[[Path], ImportCandidate], progress: Progress
) -> dict[Path, ImportCandidate]:
    """Read files beside this process, until all are read or the user stops."""
    read: dict[Path, ImportCandidate] = {}
    shelf = Shelf()
    try:
        with closing(apart.each(work, files)) as outcomes:
            for outcome in outcomes:
                if outcome is not None:
                    file, found = files[outcome[0]], outcome[1]
                    if isinstance(found, ErrorKind):
                        found = refused(file, HairtrackError(found, file=file.name))
                    read[file] = replace(found, thumbnail=shelf.put(found.picture()))
                progress(len(read) / max(1, len(files)), _("{done} of {count}", done=len(read), count=len(files)))
    except Cancelled:
        pass
    return read


def _once_each(
    folder: CourseFolder, course: Course, candidates: Iterable[ImportCandidate]
) -> tuple[ImportCandidate, ...]:
    """Mark what is in the course already, and the second of two files with the same bytes."""
    in_course = {photo.sha256: photo for photo in course.photos}
    seen: dict[str, str] = {}

    def marked(candidate: ImportCandidate) -> ImportCandidate:
        sha256 = candidate.sha256
        if sha256 in in_course and sha256 not in seen and _is_lost(folder, in_course[sha256], candidate.file):
            seen[sha256] = candidate.file.name
            return replace(candidate, cautions=(*candidate.cautions, Reason.of(ReasonKind.PUT_BACK)))
        if sha256 in in_course:
            reason = Reason.of(ReasonKind.ALREADY_IMPORTED)
        elif sha256 in seen:
            reason = Reason.of(ReasonKind.SAME_BYTES, file=seen[sha256])
        else:
            if sha256 is not None:
                seen[sha256] = candidate.file.name
            return candidate
        return replace(candidate, status=ImportStatus.DUPLICATE, reason=reason_sentence(reason))

    return tuple(marked(candidate) for candidate in candidates)


def _is_lost(folder: CourseFolder, photo: Photo, file: Path) -> bool:
    """Whether a photo's original is missing, or of another size than the same bytes elsewhere."""
    try:
        return folder.original(photo).stat().st_size != file.stat().st_size
    except HairtrackError:
        return True
    except OSError:
        return False


def _doubted_together(candidates: Sequence[ImportCandidate]) -> tuple[ImportCandidate, ...]:
    """Doubt the days that the new files have in common, as from being copied together."""
    new = [candidate for candidate in candidates if candidate.status is ImportStatus.NEW]
    doubts = copied_days([candidate.date_candidates for candidate in new])
    found = {c.file: c.doubting_day(doubt) for c, doubt in zip(new, doubts, strict=True) if doubt}
    return tuple(found.get(candidate.file, candidate) for candidate in candidates)


def _suggested(
    candidates: Iterable[ImportCandidate], known: Sequence[tuple[Photo, Likeness]]
) -> tuple[ImportCandidate, ...]:
    """Suggest views by likeness to the photos of other days, where names do not tell them."""
    views = KnownViews([(photo.view, likeness) for photo, likeness in known])

    def suggested(candidate: ImportCandidate) -> ImportCandidate:
        unsure = candidate.status is ImportStatus.NEW and candidate.view_source is ViewSource.NONE
        if not unsure or candidate.likeness is None:
            return candidate
        view = views.likely(candidate.likeness, [photo.taken_on != candidate.taken_on for photo, _ in known])
        return candidate.with_view(view, ViewSource.LIKENESS) if view else candidate

    return tuple(suggested(candidate) for candidate in candidates)


# Keeping


@dataclass(frozen=True, slots=True)
class _Copy:
    """A candidate, and the photo that is being made of it, unless none is."""

    candidate: ImportCandidate
    photo: Photo | None = None
    fault: Future[HairtrackError | None] | None = None


class _Copying:
    """Copies originals on threads, each photo once."""

    def __init__(self, folder: CourseFolder, course: Course, threads: Executor) -> None:
        self._folder = folder
        self._threads = threads
        self._names = {photo.stored_as for photo in course.photos}
        self._known = {photo.sha256: photo for photo in course.photos}

    def begin(self, candidates: Iterable[ImportCandidate]) -> list[_Copy]:
        """Start on the new ones among some candidates."""
        return [self._begin(candidate) for candidate in candidates]

    def _begin(self, candidate: ImportCandidate) -> _Copy:
        known = self._known.get(candidate.sha256 or "")
        if candidate.status is not ImportStatus.NEW or (known and not candidate.puts_back):
            return _Copy(candidate)
        photo = known or _photo(candidate, self._names)
        self._names.add(photo.stored_as)
        self._known[photo.sha256] = photo
        return _Copy(candidate, photo, self._threads.submit(_copy, self._folder, candidate.file, photo))


def _copy(folder: CourseFolder, source: Path, photo: Photo) -> HairtrackError | None:
    """Copy one original; return what is wrong with its source."""
    try:
        folder.keep_original(source, photo.stored_as, photo.sha256)
    except HairtrackError as error:
        if error.kind in _SOURCE_FAULTS:
            return error
        raise
    return None


def _record(folder: CourseFolder, course: Course, copies: Iterable[_Copy]) -> tuple[Course, list[ImportResult]]:
    """Add the records of what was copied; a source that is gone or changed is refused in words."""
    results = []
    for copy in copies:
        if copy.photo is None or copy.fault is None:
            course, result = _leave(course, copy.candidate)
        elif error := copy.fault.result():
            result = _result(refused(copy.candidate.file, error), None)
        else:
            course, result = _add(folder, course, copy.candidate, copy.photo)
        results.append(result)
    return course, results


def _add(folder: CourseFolder, course: Course, candidate: ImportCandidate, photo: Photo) -> tuple[Course, ImportResult]:
    """Add the record of an original that was copied."""
    keep_thumbnail(folder, photo, candidate.picture())
    if course.photo(photo.sha256) is None:
        course = course.with_photo(photo)
    old = course.photo(candidate.replaces) if candidate.replaces else None
    if old is not None:
        course = replace_photo(course, old, photo)
    told = [reason_sentence(caution) for caution in candidate.cautions if caution.kind in _TOLD]
    if candidate.reason and not any(caution.kind in DATE_DOUBTS for caution in candidate.cautions):
        told.insert(0, candidate.reason)
    reason = " ".join(told) or None
    return course, _result(replace(candidate, status=ImportStatus.IMPORTED, reason=reason), photo)


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
        lens_mm=candidate.lens_mm,
        cautions=without(candidate.cautions, {ReasonKind.BETTER_COPY}),
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
