"""Making, opening, checking and exporting a course, and correcting what its photos say."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import hairtrack
from hairtrack.course import Course, DateSource, Measurement, Photo, View
from hairtrack.errors import DATE_DOUBTS, ErrorKind, HairtrackError, Reason, ReasonKind, without
from hairtrack.messages import day_in_words, error_sentence, reason_sentence
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.records import load_ahead as load_readers
from hairtrack.storage.records import to_plain
from hairtrack.workflow.course_salt import course_salt
from hairtrack.workflow.cover_photos import keep_covers
from hairtrack.workflow.diary.table import inert
from hairtrack.workflow.outputs import write_output
from hairtrack.workflow.show_salt import show_salt

EXPORT_VERSION = 3
SUFFIX = ".hairtrack"
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "points": "pixels of the upright photo, [x, y], origin top-left",
        "radius": "pixels of the upright photo",
        "coverage": "share of judged pixels that show hair, 0 to 1",
        "covariance": "square pixels",
        "salt": "percent of the scalp's hair that is lost, 0 to 100, and percent of each area's",
        "score": "-3 (much less hair in the photo after) to 3 (much more), rated without knowing the dates",
    }
)
"""Of figures in the open export, in words."""


def load_ahead() -> None:
    """Load what reading a course needs, in a worker thread, so that the first one need not wait."""
    load_readers()


def new_course(path: Path, name: str | None = None) -> CourseFolder:
    """Make a course and open it.

    Parameters
    ----------
    path : Path
        Must not be there, or be an empty folder.
    name : str, optional
        After the folder by default.
    """
    return CourseFolder.create(path, name or path.name.removesuffix(SUFFIX))


def open_course(path: Path, *, read_only: bool = False) -> CourseFolder:
    """Open a course, for writing unless that is not wanted or not possible; a file inside it will do as its name."""
    return CourseFolder.open(_folder_named(path), read_only=read_only)


def is_course(folder: CourseFolder, path: Path) -> bool:
    """Whether a path leads to the course of a folder, by whatever way."""
    with suppress(OSError):
        return _folder_named(path).samefile(folder.path)
    return False


def _folder_named(path: Path) -> Path:
    with suppress(OSError):
        if path.name == "course.sqlite" and path.is_file():
            return path.parent
    return path


def open_for_reading(path: Path) -> CourseFolder:
    """Open a course without keeping anybody else from writing."""
    return open_course(path, read_only=True)


def open_for_writing(path: Path) -> CourseFolder:
    """Open a course for writing, or raise COURSE_LOCKED, DISK_FULL or DISK_READ_ONLY."""
    folder = open_course(path)
    if folder.read_only:
        raise HairtrackError(folder.obstacle or ErrorKind.DISK_READ_ONLY, path=str(path))
    return folder


def check_course(folder: CourseFolder, progress: Progress = no_progress) -> tuple[str, ...]:
    """Say what is wrong with a course's originals and database, one sentence each; nothing where all is well."""
    return tuple(error_sentence(problem) for problem in folder.check(progress))


def redate(course: Course, days: Mapping[str, date | None]) -> Course:
    """Give photos the day that the user knows, or take it away.

    Parameters
    ----------
    course : Course
    days : mapping of str to date or None
        By the SHA-256 of each photo.
    """
    for sha256, day in days.items():
        course = course.with_photo(dated(_known(course, sha256), day))
    return course


def series(count: int, *, first: date, every: int) -> tuple[date, ...]:
    """Return the days of photos that were taken one after the other with the same gap.

    Parameters
    ----------
    count : int
    first : date
    every : int
        Days.

    Raises
    ------
    HairtrackError
        SERIES_TOO_LONG: the last would still be to come.
    """
    days = tuple(first + timedelta(days=every * place) for place in range(count))
    if days and days[-1] > date.today():
        raise HairtrackError(ErrorKind.SERIES_TOO_LONG, count=count, last=day_in_words(days[-1]))
    return days


def reassign_view(course: Course, photos: Iterable[str], view: View) -> Course:
    """Move photos to another view, where none of them becomes the reference by having been one before.

    Parameters
    ----------
    course : Course
    photos : iterable of str
        SHA-256 of each.
    view : View
    """
    before, named = course, [_known(course, sha256) for sha256 in photos]
    for photo in named:
        sure = without(photo.cautions, {ReasonKind.VIEW_SUGGESTED})
        course = course.with_photo(replace(photo, view=view, cautions=sure))
    moved = [photo for photo in named if photo.view is not view]
    gone = {photo.sha256 for photo in moved}
    return keep_covers(before, replace(course, references=tuple(r for r in course.references if r not in gone)))


def dated(photo: Photo, day: date | None) -> Photo:
    """Return a photo with the day that the user gave; another day's time is dropped, doubts about the day too."""
    return replace(
        photo,
        taken_on=day,
        taken_on_source=DateSource.NONE if day is None else DateSource.GIVEN,
        taken_at=photo.taken_at if day == photo.taken_on else None,
        cautions=without(photo.cautions, DATE_DOUBTS),
    )


def remove_photos(course: Course, photos: Iterable[str]) -> Course:
    """Take photos out of a course with all that rests on them; their files stay in the folder.

    Parameters
    ----------
    course : Course
    photos : iterable of str
        SHA-256 of each.
    """
    gone = {_known(course, sha256).sha256 for sha256 in photos}
    regions = {region.id for region in course.regions if region.drawn_on in gone}
    after = replace(
        course,
        photos=tuple(p for p in course.photos if p.sha256 not in gone),
        references=tuple(r for r in course.references if r not in gone),
        regions=tuple(r for r in course.regions if r.id not in regions),
        alignments=tuple(a for a in course.alignments if not gone & {a.fixed, a.moving}),
        dabs=tuple(d for d in course.dabs if d.photo not in gone),
        exclusions=tuple(e for e in course.exclusions if e.photo not in gone),
        measurements=tuple(m for m in course.measurements if m.photo not in gone and m.region not in regions),
        ratings=tuple(r for r in course.ratings if not gone & {r.before, r.after}),
    )
    return keep_covers(course, after)


def show_course(course: Course) -> dict[str, Any]:
    """Return a whole course in plain, open form: every record, units in the names, reasons as sentences.

    `assets/export/course.schema.json` describes every field.

    Returns
    -------
    dict
        Ready for JSON. Days are ISO dates; points are ``[x, y]`` in pixels of the upright photo.
    """
    head = {
        "format": "hairtrack course",
        "format_version": EXPORT_VERSION,
        "made_by": f"hairtrack {hairtrack.__version__}",
        "units": dict(UNITS),
    }
    return head | show_records(course) | {"salt": show_salt(course_salt(course))}


def show_records(course: Course) -> dict[str, Any]:
    """Return every record of a course in plain, open form, and nothing that is worked out from them.

    Returns
    -------
    dict
        As in `show_course`.
    """
    plain: dict[str, Any] = to_plain(course)
    for name, records in (
        ("photos", course.photos),
        ("alignments", course.alignments),
        ("measurements", course.measurements),
    ):
        for entry, record in zip(plain[name], records, strict=True):
            key = "cautions" if name == "photos" else "reasons"
            entry[key] = [_reason(reason) for reason in getattr(record, key)]
    for photo in plain["photos"]:
        photo["size_pixels"] = photo.pop("size")
    return plain


def export_course(course: Course, path: Path) -> None:
    """Write a course as an open file: ``.json`` everything, ``.csv`` one row for each measurement.

    Parameters
    ----------
    course : Course
    path : Path

    Raises
    ------
    HairtrackError
        As `write_output`; a file that was there before is then as it was.
    """
    if path.suffix.lower() == ".csv":
        # File names may hold bytes that are no text; those become question marks.
        data = measurements_table(course).encode("utf-8", "replace")
    else:
        data = json.dumps(show_course(course), indent=2).encode("ascii")
    write_output(path, data)


COLUMNS = (
    "taken_on",
    "taken_on_source",
    "view",
    "region",
    "status",
    "coverage_percent",
    "low_percent",
    "high_percent",
    "judged_percent",
    "taken_out_percent",
    "fine_percent",
    "alignment_error_percent_width",
    "reasons",
    "file",
    "sha256",
    "not_judged_percent",
    "engine",
    "person",
    "threshold",
)
"""What comes new is added at the end, so that whoever reads by place reads on."""


def measurements_table(course: Course) -> str:
    """Return one row for each measurement as CSV text, in order of view, region and day."""
    rows = []
    for measurement in course.measurements:
        photo, region = course.photo(measurement.photo), course.region(measurement.region)
        if photo is not None and region is not None:
            rows.append(_row(photo, region.name, measurement))
    rows.sort(key=lambda row: (row["view"], row["region"], row["taken_on"], row["sha256"]))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _row(photo: Photo, region: str, measurement: Measurement) -> dict[str, str]:
    return {
        "taken_on": photo.taken_on.isoformat() if photo.taken_on else "",
        "taken_on_source": photo.taken_on_source,
        "view": photo.view,
        "region": inert(region),
        "status": "measured" if measurement.measured else "refused",
        "coverage_percent": _percent(measurement.coverage),
        "low_percent": _percent(measurement.low),
        "high_percent": _percent(measurement.high),
        "judged_percent": _percent(measurement.judged),
        "taken_out_percent": _percent(measurement.taken_out),
        "fine_percent": _percent(measurement.fine),
        "alignment_error_percent_width": f"{measurement.alignment_error_percent_width:.3f}",
        "reasons": " ".join(reason_sentence(reason) for reason in measurement.reasons),
        "file": inert(photo.file_name),
        "sha256": photo.sha256,
        "not_judged_percent": "; ".join(f"{part.cause} {_percent(part.share)}" for part in measurement.unjudged),
        "engine": inert(measurement.engine),
        "person": inert(measurement.person),
        "threshold": f"{measurement.threshold:g}",
    }


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}"


def _reason(reason: Reason) -> dict[str, Any]:
    return {"kind": reason.kind, "facts": dict(reason.facts), "sentence": reason_sentence(reason)}


def _known(course: Course, sha256: str) -> Photo:
    photo = course.photo(sha256)
    if photo is None:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=sha256)
    return photo
