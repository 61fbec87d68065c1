"""What measuring costs: one photo of twelve megapixels, its process's memory, and two hundred photos of two.

Rendered heads, as files that a phone or a chat would have written. Prints one row each: value, limit, ok.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from hairtrack.course import Outline, Size
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage import CoverageSample, fit_person, measure
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.workflow.measure_files import measure_files
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import most_memory, seconds_of

LARGE: Size = (4000, 3000)
MANY, MANY_SIZE = 200, (1224, 1632)
RENDERED = 4
"""Photos of which the many are copies, each with noise of its own."""
TURNS = 5
"""Of which the median counts."""


def main() -> int:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as place:
        return print_rows([*_large(Path(place)), *_many(Path(place))])


def _large(place: Path) -> Iterator[Row]:
    image, outline = _photo(LARGE, 0), a_third(LARGE)
    sample = CoverageSample(image=image, outline=outline)
    person = fit_person([sample], ["large"])
    assert measure(image, outline, person).value is not None
    fitting = _median(lambda: fit_person([sample], ["large"]))
    measuring = _median(lambda: measure(image, outline, person))
    print(f"  12 MP, a third of it: learning the person {fitting:.2f} s, measuring {measuring:.2f} s")
    yield Row("learn a person from a photo of 12 MP and measure it, s", fitting + measuring, 1.0)
    file = place / "large.jpg"
    file.write_bytes(encode_jpeg(image, 93))
    command = [sys.executable, "-m", "tests.benchmarks.bench_measure", "peak", str(file)]
    yield Row("most memory of a process that reads and measures it, MB", float(_answer(command)), 600.0)


def _peak(file: Path) -> None:
    """Read and measure the large photo, and print the most memory that this process took."""
    (found,) = measure_files([file], a_third(LARGE))
    assert found.coverage is not None
    print(most_memory())


def _many(place: Path) -> Iterator[Row]:
    folder = place / "many"
    folder.mkdir()
    photos = list(_copies(folder))
    regions = place / "regions.json"
    regions.write_text(json.dumps({photo.name: a_third(MANY_SIZE) for photo in photos}))
    words = ["files", "measure", *map(str, photos), "--region", str(regions), "-j", "2", "--json"]
    answers: list[str] = []
    before = _of_children()
    spent = seconds_of(lambda: answers.append(_answer([sys.executable, "-m", "hairtrack", *words])))
    print(f"  {MANY} photos of 2 MP: {_of_children() - before:.0f} s of processor time, other work beside it or not")
    became = [photo["status"] for photo in json.loads(answers[0])["photos"]]
    assert became == ["measured"] * MANY, became
    yield Row(f"{MANY} photos of 2 MP on the command line with two processes, s", spent, 120.0)


def _copies(folder: Path) -> Iterator[Path]:
    rng = np.random.default_rng(0)
    originals = [_photo(MANY_SIZE, seed).astype(np.int16) for seed in range(RENDERED)]
    noise = np.round(rng.normal(0, 3, originals[0].shape)).astype(np.int16)
    for number in range(MANY):
        own = np.roll(noise, tuple(rng.integers(0, min(MANY_SIZE), 2)), axis=(0, 1))
        file = folder / f"{number:03}.jpg"
        file.write_bytes(encode_jpeg(np.clip(originals[number % RENDERED] + own, 0, 255).astype(np.uint8), 90))
        yield file


def _photo(size: Size, seed: int) -> Image:
    """Render one head, on another day for another seed."""
    hair = Hair(length_mm=12, density=0.6, pattern=0.3, comb_seed=seed)
    return Scalp(5, LOOKS["dark"]).render(Shot(size=size, hair=hair, noise_seed=seed)).image


def a_third(size: Size) -> Outline:
    """Return a square of a third of a photo, in its middle."""
    half = (size[0] * size[1] / 3) ** 0.5 / 2
    return tuple((size[0] / 2 + x * half, size[1] / 2 + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))


def _median(work: Callable[[], object]) -> float:
    return float(np.median([seconds_of(work) for _ in range(TURNS)]))


def _of_children() -> float:
    """Return the processor time that finished processes of this one and theirs took, s."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _answer(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["peak", file]:
            _peak(Path(file))
        case _:
            sys.exit(main())
