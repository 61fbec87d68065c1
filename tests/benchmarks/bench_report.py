"""What a report of phone photos costs: its time, the memory of its process, and its size beside that of its photos."""

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import (
    Course,
    View,
)
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.imaging.coverage import CoverageSample, fit_person
from hairtrack.report.choices import Choices, ChosenPair, ReportKind
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.report.pictures import PictureCache
from hairtrack.workflow.report.write import preview_report, write_report
from tests.benchmarks.planted import alignment_of, keep_photo, measurement_of, phone_photo
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import most_memory

SIZE = (4000, 3000)
VIEWS = (View.FRONTAL, View.VERTEX, View.LEFT, View.RIGHT, View.BACK, View.MIDLINE)
SQUARE = ((1400.0, 900.0), (2600.0, 900.0), (2600.0, 2100.0), (1400.0, 2100.0))
FEW, MANY = 24, 200


def main() -> int:
    """Print one row for each cost."""
    if len(sys.argv) > 1:
        _work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        few, many = Path(place) / "few", Path(place) / "many"
        _make(few, FEW)
        _make(many, MANY)
        for name, course, seconds, megabytes in (
            ("full", few, 5.0, 1000),
            ("pairs", few, 5.0, 1000),
            ("originals", few, 8.0, 1000),
            ("again", few, 1.5, 1000),
            ("full", many, 30.0, 1000),
            ("poster", many, 30.0, 1000),
            ("originals", many, 40.0, 1000),
        ):
            rows += _rows(name, course, Path(place), seconds=seconds, megabytes=megabytes)
    return print_rows(rows)


def _rows(name: str, course: Path, place: Path, *, seconds: float, megabytes: float) -> list[Row]:
    """Let a process of its own do one piece of work, and say what it took."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_report", name, str(course), str(place / "report.pdf")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    taken, cpu, memory, size, photos, pages = map(float, told)
    what = f"{FEW if course.name == 'few' else MANY} photos, {name}"
    about = f"{what} ({pages:.0f} pages, {cpu:.1f} s CPU)"
    rows = [Row(f"{about}: seconds", taken, seconds), Row(f"{what}: most memory, MB", memory, megabytes)]
    if photos:
        rows.append(Row(f"{what}: {size / 1e6:.0f} MB of PDF over its photos", size / photos, 1.1))
    return rows


def _work(name: str, course: Path, path: Path) -> None:
    """Do one piece of work, and print seconds, seconds of CPU, MB, bytes of the PDF and of its photos, and pages."""
    with open_course(course) as folder:
        choices = _choices(name, folder.course)
        photos = 0
        if name == "again":
            kept = PictureCache()
            preview_report(folder, folder.course, choices, kept=kept)
            started, used = time.perf_counter(), time.process_time()
            pages = len(preview_report(folder, folder.course, replace(choices, name="Somebody"), kept=kept))
        else:
            started, used = time.perf_counter(), time.process_time()
            pages = write_report(folder, folder.course, path, choices).pages
            if name == "originals":
                photos = sum(folder.original(photo).stat().st_size for photo in folder.course.photos)
        spent, cpu = time.perf_counter() - started, time.process_time() - used
        print(spent, cpu, most_memory(), path.stat().st_size if path.exists() else 0, photos, pages)


def _choices(name: str, course: Course) -> Choices:
    if name == "poster":
        return Choices(kind=ReportKind.POSTER)
    if name == "pairs":
        pairs = [
            ChosenPair(before=first.sha256, after=second.sha256)
            for view in course.views()
            for first, second in zip(course.in_view(view)[::2], course.in_view(view)[1::2], strict=False)
        ]
        return Choices(kind=ReportKind.SUMMARY, pairs=tuple(pairs))
    return Choices(kind=ReportKind.FULL, originals=name == "originals")


def _make(path: Path, count: int) -> None:
    """Make a course of aligned and measured photos of 12 megapixels, each of other pixels."""
    rendered = Scalp(5, LOOKS["dark"]).render(Shot(view=View.VERTEX, size=(1000, 750))).image
    head = cv2.resize(rendered, SIZE, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    with new_course(path, path.name) as folder:
        course = folder.course
        for number in range(count):
            view = VIEWS[number % len(VIEWS)]
            day = date(2025, 1, 6) + timedelta(weeks=2 * (number // len(VIEWS)))
            photo = keep_photo(folder, phone_photo(head, number), f"{number}.jpg", view=view, on=day, size=SIZE)
            course = course.with_photo(photo)
        person = fit_person([CoverageSample(image=head, outline=SQUARE)], [course.photos[0].sha256])
        folder.commit(_known(course.with_person(person), person.id))


def _known(course: Course, person: str) -> Course:
    """Align and measure all photos, as if that had been done."""
    for view in course.views():
        course = draw_region(course, view=view, name="Crown", points=SQUARE)
        (region,) = course.regions_in(view)
        reference = course.reference(view)
        assert reference is not None
        for place, photo in enumerate(course.in_view(view)):
            if photo != reference:
                course = course.with_alignment(alignment_of(reference, photo, place))
            value = min(0.8, 0.3 + 0.02 * place)
            course = course.with_measurement(measurement_of(photo, region.id, SQUARE, person, value))
    return course


if __name__ == "__main__":
    sys.exit(main())
