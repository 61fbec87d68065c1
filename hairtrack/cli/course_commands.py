"""The commands that work on a course."""

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hairtrack.cli.again import again_json, again_lines
from hairtrack.cli.arguments import named_photo
from hairtrack.cli.changes import said_of, taken_rows
from hairtrack.cli.output import count_of, measured_words, points_json, progress_line, put_result, say
from hairtrack.cli.pairs import asked_pair
from hairtrack.cli.ratings import rating_json, rating_lines
from hairtrack.cli.shown import course_lines
from hairtrack.course import Course, Photo, Region
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.messages import error_sentence
from hairtrack.workflow import (
    align_photos,
    course_ratings,
    courses,
    fair_pair,
    import_photos,
    measure_again,
    measure_coverage,
    point_files,
)
from hairtrack.workflow.images import lost_originals
from hairtrack.workflow.learned_matcher import led_by_learned, networks_of, ready
from hairtrack.workflow.plain import day_json, rounded, sentences
from hairtrack.workflow.share_copies import share_copies
from hairtrack.workflow.show_changes import change_rows, trend_row


def demo(options: argparse.Namespace) -> None:
    """Write the demo course."""
    from hairtrack.workflow.make_demo import make_demo  # noqa: PLC0415 - the renderer is not needed elsewhere

    with progress_line() as progress:
        folder = make_demo(options.course, progress)
    with folder:
        course = folder.course
    say(f"{len(course.photos)} photos of {len(course.visits())} visits written to {options.course}.")


def new(options: argparse.Namespace) -> None:
    """Start an empty course."""
    courses.new_course(options.course).close()
    say(f"Started the course {options.course}. Add photos with: hairtrack import {options.course} FOLDER")


def import_(options: argparse.Namespace) -> None:
    """Add photos to a course."""
    with courses.open_for_writing(options.course) as folder, progress_line() as progress:
        proposal = import_photos.propose(
            folder, folder.course, options.paths, progress, view=options.view, taken_on=options.date
        )
        outcome = import_photos.import_photos(folder, folder.course, proposal.candidates, progress)
    files = [
        {
            "file": str(result.file),
            "status": result.status,
            "reason": result.reason,
            "taken_on": day_json(result.taken_on),
            "taken_on_source": result.taken_on_source,
            "view": result.view,
            "sha256": result.sha256,
        }
        for result in outcome.results
    ]
    lines = (f"{f['status']:10} {f['taken_on'] or 'no date':10} {f['file']}  {f['reason'] or ''}" for f in files)
    if not proposal.candidates:
        say("No file there is named like a photo, such as .jpg or .heic. Name the file itself to have it tried.")
    put_result({"files": files}, lines, as_json=options.json)
    if outcome.problem is not None:
        say(f"{count_of(len(outcome.left), 'file is', 'files are')} left. Import again once this is mended.")
        raise outcome.problem


def align(options: argparse.Namespace) -> None:
    """Align every photo with its view's reference photo, or one that is a mirror image."""
    reasons: tuple[Reason, ...] = ()
    lost: dict[str, Reason] = {}
    with courses.open_for_writing(options.course) as folder, progress_line() as progress:
        course = folder.course
        matcher = ready(networks_of(*options.matcher), progress)
        if options.mirrored is None:
            course = align_photos.align_course(folder, course, progress, matcher=matcher)
            lost = lost_originals(folder, course.photos)
        else:
            photo = named_photo(course, options.mirrored)
            course, reasons = align_photos.align_mirrored(folder, course, photo, progress, matcher=matcher)
        folder.commit(course)
    if matcher is not None and matcher.problem is not None:
        say(f"Aligned without the learned matcher: {error_sentence(matcher.problem)}")
    if reasons:
        say(f"{photo.file_name} is no mirror image that can be aligned. {' '.join(sentences(reasons))}")
    for sentence in sentences(tuple(lost.values())):
        say(sentence)
    photos = [_alignment_row(course, photo) for photo in _by_day(course)]
    lines = (
        f"{p['status']:10} {p['taken_on'] or 'no date':10} {p['view']:9} {p['file']}  "
        + (f"+-{p['error_percent_width']} % of width" if p["error_percent_width"] is not None else "")
        + (", with a learned matcher" if p["learned_matcher"] else "")
        + " ".join(p["reasons"])
        for p in photos
    )
    put_result({"photos": photos}, lines, as_json=options.json)


def map_(options: argparse.Namespace) -> None:
    """Find points of one photo in another."""
    points = point_files.read_points(options.points)
    with courses.open_for_reading(options.course) as folder:
        course = folder.course
        found = align_photos.map_between(
            course, named_photo(course, options.source), named_photo(course, options.target), points
        )
    result: dict[str, Any] = {
        "status": "refused" if found.reasons else "aligned",
        "reasons": sentences(found.reasons),
        "points": points_json(found.points),
        "error_percent_width": rounded(found.error_percent_width, 3),
    }
    lines = itertools.chain(result["reasons"], (str(point) for point in result["points"]))
    put_result(result, lines, as_json=options.json)


def exclude(options: argparse.Namespace) -> None:
    """Take parts out of one photo."""
    with courses.open_for_writing(options.course) as folder:
        photo = named_photo(folder.course, options.photo)
        strokes = point_files.read_strokes(options.strokes, photo.sha256)
        folder.commit(folder.course.with_exclusions(photo.sha256, strokes))
    if strokes:
        said = f"What {count_of(len(strokes), 'stroke covers', 'strokes cover')} of {photo.file_name} is left out."
    else:
        said = f"Nothing is left out of {photo.file_name} any more."
    say(f"{said} Measure its regions with: hairtrack measure {options.course}")


def measure(options: argparse.Namespace) -> None:
    """Measure every region in every photo, or what is measured once more."""
    if options.again:
        _measure_again(options)
        return
    with courses.open_for_writing(options.course) as folder, progress_line() as progress:
        course = measure_coverage.measure_course(folder, folder.course, progress)
        folder.commit(course)
    rows: list[dict[str, Any]] = [
        _measurement_row(course, photo, region) for photo in _by_day(course) for region in course.regions_in(photo.view)
    ]
    lines = (
        f"{row['taken_on'] or 'no date':10} {row['view']:9} {row['region']:16} "
        + (f"{measured_words(row)} " if row["status"] == "measured" else "refused: ")
        + " ".join(row["reasons"])
        for row in rows
    )
    put_result({"measurements": rows}, lines, as_json=options.json)


def _measure_again(options: argparse.Namespace) -> None:
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        repeated = measure_again.measure_again(folder, folder.course, progress)
    lines = [*again_lines(repeated), measure_again.agreement_words(repeated)]
    put_result(again_json(repeated), lines, as_json=options.json)


def change(options: argparse.Namespace) -> None:
    """Say the verdicts and the trend."""
    if options.fair and (options.before or options.after):
        raise HairtrackError(ErrorKind.FAIR_WITH_DAYS)
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        course = folder.course
        comparisons = []
        chosen: list[str] = []
        for view in [options.view] if options.view else course.views():
            pair = asked_pair(course, view, options)
            if pair is None:
                continue
            fair = fair_pair.find_fair_pair(folder, course, view, progress) if options.fair else None
            if fair is not None:
                pair = fair.before, fair.after
                chosen.append(f"{view}: {fair.why}")
            comparisons.append(fair_pair.compare_fairly(folder, course, *pair, progress))
        if not comparisons:
            raise HairtrackError(ErrorKind.NOTHING_TO_COMPARE)
        rated = [course_ratings.view_ratings(course, comparison.before.view) for comparison in comparisons]
        if not any(comparison.changes for comparison in comparisons) and not any(found.raters for found in rated):
            raise HairtrackError(ErrorKind.NO_REGION)
        trends = [
            trend_row(course, region)
            for comparison in comparisons
            for region in course.regions_in(comparison.before.view)
        ]
    rows = [row for comparison in comparisons for row in change_rows(comparison, anyway=options.anyway)]
    said = [f"{row['view']}, {row['region']}: {' '.join(said_of(row))}" for row in rows]
    lines = [*chosen, *said]
    for trend in trends:
        whole = f"{trend['course']['sentence']} " if trend["course"] else ""
        lines.append(f"{trend['view']}, {trend['region']}: {whole}{trend['sentence']}")
    ratings = [rating_json(found, result) for found in rated for result in found.raters]
    lines += [line for found in rated for line in rating_lines(found)]
    taken = taken_rows(course, comparisons)
    lines += [row["sentence"] for row in taken]
    put_result({"changes": rows, "trends": trends, "ratings": ratings, "taken": taken}, lines, as_json=options.json)


def show(options: argparse.Namespace) -> None:
    """Print the whole course."""
    with courses.open_for_reading(options.course) as folder:
        course = folder.course
    put_result(courses.show_course(course), course_lines(course), as_json=options.json)


def export(options: argparse.Namespace) -> None:
    """Write the measurements, the whole course, or copies of its photos."""
    if options.cover and not options.copies:
        raise HairtrackError(ErrorKind.COVER_WITHOUT_COPIES)
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        if options.copies:
            photos, covers_of = folder.course.photos, folder.course if options.cover else None
            copies = share_copies(folder, photos, options.copies, progress, covers_of=covers_of)
            say(f"Wrote {count_of(len(copies), 'copy', 'copies')} to {options.copies}.{_left_out(photos, copies)}")
        else:
            courses.export_course(folder.course, options.output)
            say(f"Wrote {options.output}.")


def _left_out(photos: Sequence[Photo], copies: Sequence[Path]) -> str:
    left = len(photos) - len(copies)
    if not left:
        return ""
    which = count_of(left, "photo has", "photos have")
    return (
        f" {which} no copy: what is to be covered there is not known. Draw covers for the views that may show a face, "
        "and align the photos."
    )


def check(options: argparse.Namespace) -> None:
    """Hold originals against their hashes, and the database against itself."""
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        problems = courses.check_course(folder, progress)
    put_result(
        {"status": "problems" if problems else "whole", "problems": list(problems)},
        problems or ["Every original is whole and the records are sound."],
        as_json=options.json,
    )


def self_test(options: argparse.Namespace) -> None:
    """Measure this installation's errors on rendered truth."""
    from hairtrack.workflow.self_test import self_test as run_self_test  # noqa: PLC0415 - the renderer

    with progress_line() as progress:
        result = run_self_test(progress)
    put_result(result.as_dict(), result.lines(), as_json=options.json)


def _by_day(course: Course) -> list[Photo]:
    """Return all photos by view and day, last those without a day."""
    dated = [photo for view in course.views() for photo in course.in_view(view)]
    return [*dated, *(photo for photo in course.photos if photo.taken_on is None)]


def _alignment_row(course: Course, photo: Photo) -> dict[str, Any]:
    reference = course.reference(photo.view)
    alignment = course.alignment(photo)
    row: dict[str, Any] = {
        "file": photo.file_name,
        "sha256": photo.sha256,
        "view": photo.view,
        "taken_on": day_json(photo.taken_on),
        "status": "reference",
        "reasons": [],
        "model": None,
        "method": None,
        "error_percent_width": None,
        "learned_matcher": False,
    }
    if photo.taken_on is None:
        return row | _refused(Reason.of(ReasonKind.NO_DATE))
    if reference is not None and reference.sha256 != photo.sha256:
        if alignment is None:
            return row | _refused(Reason.of(ReasonKind.NOT_ALIGNED))
        row |= {
            "status": "aligned" if alignment.aligned else "refused",
            "reasons": sentences(alignment.reasons),
            "model": alignment.transform.model if alignment.transform else None,
            "method": alignment.method,
            "error_percent_width": rounded(alignment.error_percent_width, 3),
            "learned_matcher": led_by_learned(alignment),
        }
    return row


def _measurement_row(course: Course, photo: Photo, region: Region) -> dict[str, Any]:
    measurement = course.measurement(photo, region)
    row: dict[str, Any] = {
        "file": photo.file_name,
        "sha256": photo.sha256,
        "view": photo.view,
        "taken_on": day_json(photo.taken_on),
        "region": region.name,
    }
    if photo.taken_on is None or measurement is None:
        undated = photo.taken_on is None
        why = Reason.of(ReasonKind.NO_DATE) if undated else Reason.of(ReasonKind.NOT_MEASURED, which="this")
        none = dict.fromkeys(("coverage", "low", "high", "judged", "taken_out", "fine"))
        return row | _refused(why) | none
    return row | {
        "status": "measured" if measurement.measured else "refused",
        "reasons": sentences(measurement.reasons),
        "coverage": rounded(measurement.coverage),
        "low": rounded(measurement.low),
        "high": rounded(measurement.high),
        "judged": rounded(measurement.judged),
        "taken_out": rounded(measurement.taken_out),
        "fine": rounded(measurement.fine),
    }


def _refused(why: Reason) -> dict[str, Any]:
    return {"status": "refused", "reasons": sentences([why])}
