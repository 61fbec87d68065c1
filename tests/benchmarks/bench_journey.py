"""How long the main job takes, from photo files to a PDF, on the demo course's photos.

Each step has a limit for a laptop with two cores; the last column says what share of it was used.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hairtrack.course import Course
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.compare_photos import compare, default_pair
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.images import forget_images
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.make_demo import make_demo
from hairtrack.workflow.measure_coverage import measure_course
from hairtrack.workflow.report.write import write_report

T = TypeVar("T")

LIMITS = {
    "demo course, rendered to measured": 120.0,
    "open a course": 1.0,
    "import, each photo": 0.5,
    "align, each photo": 2.4,
    "measure, each region and photo": 0.6,
    "compare a pair": 3.0,
    "PDF": 5.0,
}
"""Seconds. Fifty photos are to be aligned in two minutes, two hundred measured in two minutes."""


def main() -> None:
    """Print one row for each step."""
    with tempfile.TemporaryDirectory() as place:
        _run(Path(place))


def _run(place: Path) -> None:
    rows: dict[str, float] = {}

    def timed(what: str, work: Callable[[], T], of: Callable[[T], int] = lambda _: 1) -> T:
        start = time.perf_counter()
        result = work()
        rows[what] = (time.perf_counter() - start) / of(result)
        return result

    timed("demo course, rendered to measured", lambda: make_demo(place / "demo")).close()
    forget_images()
    with timed("open a course", lambda: open_course(place / "demo")) as demo:
        finished = demo.course
    shutil.copytree(place / "demo" / "photos", place / "phone")
    with new_course(place / "again") as folder:
        course = timed("import, each photo", lambda: _import(folder, place / "phone"), lambda c: len(c.photos))
        course = _as_in(course, finished)
        course = timed("align, each photo", lambda: align_course(folder, course), lambda c: len(c.alignments))
        forget_images()
        course = timed(
            "measure, each region and photo", lambda: measure_course(folder, course), lambda c: len(c.measurements)
        )
        timed("compare a pair", lambda: compare(folder, course, *default_pair(course)))
        timed("PDF", lambda: write_report(folder, course, place / "report.pdf"))
    for what, seconds in rows.items():
        share = seconds / LIMITS[what]
        print(
            f"{what:36} {seconds:7.2f} s   limit {LIMITS[what]:6.1f} s   {share:4.0%} {'ok' if share <= 1 else 'OVER'}"
        )


def _import(folder: CourseFolder, phone: Path) -> Course:
    proposal = propose(folder, folder.course, [phone])
    return import_photos(folder, folder.course, proposal.candidates).course


def _as_in(course: Course, finished: Course) -> Course:
    """Take the views and regions of the finished course."""
    for photo in finished.photos:
        course = course.with_photo(photo)
    for region in finished.regions:
        course = course.with_region(region)
    return course


if __name__ == "__main__":
    main()
