"""The commands that work on single files, without a course."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hairtrack.analysis.change import verdict_sentence
from hairtrack.cli.output import measured_words, points_json, progress_line, put_result, say
from hairtrack.workflow import align_photos, compare_files, measure_coverage, point_files
from hairtrack.workflow.plain import rounded, sentences
from hairtrack.workflow.show_changes import change_json


def align(options: argparse.Namespace) -> None:
    """Align one photo with another and find points of the first in the second."""
    landmarks = point_files.read_landmarks(options.landmarks) if options.landmarks else None
    points = point_files.read_points(options.points) if options.points else ()
    with progress_line() as progress:
        found = align_photos.align_files(options.fixed, options.moving, landmarks, points, progress)
    registration = found.registration
    result: dict[str, Any] = {
        "status": "aligned" if registration.transform else "refused",
        "reasons": sentences(registration.reasons),
        "model": registration.transform.model if registration.transform else None,
        "method": registration.method,
        "inliers": registration.inliers,
        "error_percent_width": rounded(registration.error_percent_width, 3),
        "points": points_json(found.points),
    }
    put_result(result, _alignment_lines(result), as_json=options.json)


def measure(options: argparse.Namespace) -> None:
    """Measure coverage in photos of one person."""
    regions = point_files.read_regions(options.region, options.photos)
    anchors = _anchors(options.anchors, options.photos)
    with progress_line() as progress:
        results = measure_coverage.measure_files(
            options.photos, regions, anchors, masks_dir=options.masks, jobs=options.jobs, progress=progress
        )
    photos = [
        {
            "file": str(result.file),
            "status": result.status,
            "reasons": sentences(result.reasons),
            "coverage": rounded(result.coverage),
            "low": rounded(result.low),
            "high": rounded(result.high),
            "judged": rounded(result.judged),
            "fine": rounded(result.fine),
        }
        for result in results
    ]
    put_result({"photos": photos}, _measure_lines(photos), as_json=options.json)


def change(options: argparse.Namespace) -> None:
    """Say whether two photos differ by more than their doubt."""
    regions = point_files.read_regions(options.region, (options.before, options.after))
    anchors = _anchors(options.anchors, (options.before, options.after))
    with progress_line() as progress:
        found = compare_files.compare_files(
            before=options.before, after=options.after, regions=regions, anchors=anchors, progress=progress
        )
    put_result(change_json(found), [verdict_sentence(found), *sentences(found.reasons)], as_json=options.json)


def _anchors(path: Path | None, photos: Sequence[Path]) -> Mapping[str, point_files.Anchors]:
    """Read the touches, and say which are of none of these photos: a file for a whole course may well hold others."""
    found = point_files.read_anchors(path) if path else {}
    others = sorted(found.keys() - {photo.name for photo in photos})
    if others:
        say(f"{path} also holds touches of photos that are not measured here: {', '.join(others)}.")
    return found


def _alignment_lines(result: dict[str, Any]) -> Iterator[str]:
    if result["status"] == "refused":
        yield from ("Not aligned.", *result["reasons"])
        return
    yield f"Aligned by {result['method']} ({result['model']}), +-{result['error_percent_width']} % of the width."
    yield from (str(point) for point in result["points"])


def _measure_lines(photos: list[dict[str, Any]]) -> Iterator[str]:
    for photo in photos:
        if photo["status"] == "measured":
            yield f"{photo['file']}: {measured_words(photo)} {' '.join(photo['reasons'])}".rstrip()
        else:
            yield f"{photo['file']}: not measured. {' '.join(photo['reasons'])}"
