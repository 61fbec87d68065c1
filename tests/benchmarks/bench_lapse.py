"""What a time-lapse of phone photos costs: its time, the memory of its process, and the size of its file."""

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.time_lapse.options import TimeLapse, kind_of
from hairtrack.workflow.time_lapse.write import write_time_lapse
from tests.benchmarks.planted import alignment_of, keep_photo, phone_photo
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import most_memory

SIZE = (3000, 4000)
PHOTOS = 24
CROWN = ((1000.0, 1400.0), (2000.0, 1400.0), (2000.0, 2600.0), (1000.0, 2600.0))
KINDS = (".mp4", ".webp", ".gif")
SECONDS, MEGABYTES, FILE = 30.0, 800.0, 40.0


def main() -> int:
    """Print one row for each cost."""
    if len(sys.argv) > 1:
        _work(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "course"
        _make(course)
        for kind in KINDS:
            command = [sys.executable, "-m", "tests.benchmarks.bench_lapse", str(course), str(Path(place) / f"x{kind}")]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            taken, cpu, memory, size, high, long = map(float, told)
            what = f"{PHOTOS} photos to {kind[1:]}"
            rows.append(Row(f"{what} ({high:.0f} px, {long:.0f} s, {cpu:.1f} s CPU): seconds", taken, SECONDS))
            rows.append(Row(f"{what}: most memory, MB", memory, MEGABYTES))
            rows.append(Row(f"{what}: MB of the file", size / 1e6, FILE))
    return print_rows(rows)


def _work(course: Path, path: Path) -> None:
    """Write a film, and print seconds, seconds of CPU, MB, its bytes, its height and its length."""
    with open_course(course) as folder:
        wanted = TimeLapse(view=View.VERTEX, kind=kind_of(path))
        started, used = time.perf_counter(), time.process_time()
        written = write_time_lapse(folder, folder.course, path, wanted)
        spent, cpu = time.perf_counter() - started, time.process_time() - used
        assert len(written.chosen.photos) == PHOTOS
        print(spent, cpu, most_memory(), path.stat().st_size, wanted.pixels_high, written.seconds)


def _make(path: Path) -> None:
    """Make a course of aligned photos of 12 megapixels, each of other pixels."""
    rendered = Scalp(5, LOOKS["dark"]).render(Shot(view=View.VERTEX, size=(750, 1000))).image
    head = cv2.resize(rendered, SIZE, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    with new_course(path, path.name) as folder:
        course = folder.course
        for number in range(PHOTOS):
            day = date(2025, 1, 6) + timedelta(weeks=4 * number)
            jpeg = phone_photo(head, number)
            photo = keep_photo(folder, jpeg, f"{number}.jpg", view=View.VERTEX, on=day, size=SIZE)
            course = course.with_photo(photo)
        course = draw_region(course, view=View.VERTEX, name="Crown", points=CROWN)
        first, *others = course.in_view(View.VERTEX)
        for place, photo in enumerate(others):
            course = course.with_alignment(alignment_of(first, photo, place))
        folder.commit(course)


if __name__ == "__main__":
    sys.exit(main())
