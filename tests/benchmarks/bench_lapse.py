"""What a time-lapse of phone photos costs: its time, the memory of its process, and the size of its file."""

import hashlib
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import Alignment, AlignmentMethod, AlignmentModel, DateSource, Photo, Transform, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration.transform import identity
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.time_lapse.options import TimeLapse, kind_of
from hairtrack.workflow.time_lapse.write import write_time_lapse
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
            jpeg = _photo(head, number)
            photo = Photo(
                sha256=hashlib.sha256(jpeg).hexdigest(),
                view=View.VERTEX,
                taken_on=date(2025, 1, 6) + timedelta(weeks=4 * number),
                taken_on_source=DateSource.EXIF,
                file_name=f"{number}.jpg",
                stored_as=f"{number}.jpg",
                size=SIZE,
            )
            source = path.parent / photo.file_name
            source.write_bytes(jpeg)
            folder.keep_original(source, photo.stored_as, photo.sha256)
            source.unlink()
            course = course.with_photo(photo)
        course = draw_region(course, view=View.VERTEX, name="Crown", points=CROWN)
        first, *others = course.in_view(View.VERTEX)
        for place, photo in enumerate(others):
            course = course.with_alignment(
                Alignment(
                    fixed=first.sha256,
                    moving=photo.sha256,
                    transform=_moved(place),
                    method=AlignmentMethod.FEATURES,
                    inliers=200,
                    error_percent_width=0.2,
                    engine="planted",
                )
            )
        folder.commit(course)


def _photo(head: np.ndarray, number: int) -> bytes:
    """Return a phone's photo: its own noise, a little beside the others."""
    rng = np.random.default_rng(number)
    grain = cv2.GaussianBlur(rng.integers(0, 256, (SIZE[1] // 4, SIZE[0] // 4, 3), np.uint8), (0, 0), 0.6)
    noise = np.tile(grain, (4, 4, 1)).astype(np.int16) - 128
    moved = np.roll(head, (3 * (number % 7), 5 * (number % 5)), axis=(0, 1))
    return encode_jpeg(np.clip(moved + noise // 6, 0, 255).astype(np.uint8), 90)


def _moved(place: int) -> Transform:
    plain = identity(SIZE)
    return replace(
        plain,
        model=AlignmentModel.AFFINE,
        x_coefficients=(3.3 * (place % 5), 1.002, 0.001),
        y_coefficients=(2.4 * (place % 7), -0.001, 1.002),
    )


if __name__ == "__main__":
    sys.exit(main())
