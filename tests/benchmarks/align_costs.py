"""What alignment costs: a pair of photos of twelve megapixels, and a course of fifty, each in a process of its own."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import Size, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.imaging.photo_file import encode_jpeg, read_photo
from hairtrack.imaging.registration import register
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.courses import new_course, open_course
from tests.benchmarks.planted import keep_photo
from tests.benchmarks.rendered_pairs import draw_hair, draw_light, draw_shot
from tests.benchmarks.row import Row
from tests.benchmarks.spent import most_memory, on_two_cores, seconds_of

SIZE: Size = (3024, 4032)
PHOTOS = 50
_PAIR_SECONDS, _PAIR_MEGABYTES, _COURSE_SECONDS = 3.0, 800.0, 120.0
_DAYS_BETWEEN = 7


def cost_rows() -> Iterator[Row]:
    """Align a pair of one day, one of two people, which is tried longest, and a course; yield what that costs."""
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "Fifty.hairtrack"
        originals = list(on_two_cores(_photo, range(PHOTOS)))
        stranger = _photo(0, person=7)
        _make_course(course, originals)
        pairs = {"that fit": (originals[0], originals[1]), "of two people": (originals[0], stranger)}
        for kind, jpegs in pairs.items():
            paths = [Path(place) / f"{number}.jpg" for number in range(2)]
            for path, jpeg in zip(paths, jpegs, strict=True):
                path.write_bytes(jpeg)
            seconds, memory, aligned = _in_own_process(*paths)
            what = f"two 12-MP photos {kind} ({'aligned' if aligned else 'refused'})"
            yield Row(f"{what}: s", seconds, _PAIR_SECONDS)
            yield Row(f"{what}: MB", memory, _PAIR_MEGABYTES)
        seconds, memory, aligned = _in_own_process(course)
        yield Row(
            f"course of {PHOTOS} 12-MP photos ({aligned:.0f} aligned, {memory:.0f} MB): s", seconds, _COURSE_SECONDS
        )


def _in_own_process(*paths: Path) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.align_costs", *map(str, paths)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    seconds, memory, aligned = map(float, told)
    return seconds, memory, aligned


def main() -> None:
    """Align a course, or two photos, and print seconds, most memory in MB, and how many were aligned."""
    paths = [Path(path) for path in sys.argv[1:]]
    aligned = 0

    def pair() -> None:
        nonlocal aligned
        fixed, moving = (read_photo(path).image for path in paths)
        aligned = int(register(fixed=fixed, moving=moving).transform is not None)

    def course() -> None:
        nonlocal aligned
        with open_course(paths[0]) as folder:
            done = align_course(folder, folder.course)
            aligned = sum(alignment.transform is not None for alignment in done.alignments)

    print(seconds_of(pair if len(paths) == 2 else course), most_memory(), aligned)


def _make_course(path: Path, jpegs: list[bytes]) -> None:
    with new_course(path, path.stem) as folder:
        course = folder.course
        for number, jpeg in enumerate(jpegs):
            day = date(2025, 1, 6) + timedelta(days=_DAYS_BETWEEN * number)
            course = course.with_photo(
                keep_photo(folder, jpeg, f"IMG_{number:04}.jpg", view=View.VERTEX, on=day, size=SIZE)
            )
        folder.commit(course)


def _photo(visit: int, person: int = 5) -> bytes:
    """Return the JPEG of a visit: hair of a few millimetres that is combed anew each time and slowly comes back.

    The first two are of one day.
    """
    hair = replace(draw_hair(np.random.default_rng(person)), length_mm=9.0, pattern=0.5)
    hair = replace(hair, comb_seed=max(1, visit), density=0.6 + 0.4 * visit / PHOTOS)
    rng = np.random.default_rng([person, visit])
    shot = replace(draw_shot(rng, hair, draw_light(rng), View.VERTEX), size=(SIZE[0] // 4, SIZE[1] // 4))
    small = Scalp(person, LOOKS["dark"]).render(shot).image
    large = cv2.resize(small, SIZE, interpolation=cv2.INTER_CUBIC).astype(np.int16)
    # What a phone's sensor adds, and what its files and their decoding cost.
    grain = rng.integers(-12, 13, (SIZE[1] // 4, SIZE[0] // 4, 1), dtype=np.int16)
    return encode_jpeg(np.clip(large + np.tile(grain, (4, 4, 1)), 0, 255).astype(np.uint8), 88)


if __name__ == "__main__":
    main()
