"""What import costs beside what must be done: decoding each photo once and hashing its bytes."""

import hashlib
import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pillow

from hairtrack.course import DateSource, Photo, View
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.import_photos import import_photos, propose

PHOTOS = 8
WIDTH, HEIGHT = 4032, 3024


@dataclass(frozen=True, slots=True)
class Row:
    """One measured value beside its limit."""

    name: str
    value: float
    limit: float

    @property
    def ok(self) -> bool:
        return self.value <= self.limit


def main() -> list[Row]:
    """Measure, print and return the rows."""
    with tempfile.TemporaryDirectory() as place:
        rows = [*_folder_of_500(Path(place)), *_import_of_12_megapixels(Path(place))]
    for row in rows:
        print(f"{row.name:52} {row.value:8.3f}   limit {row.limit:6.2f}   {'ok' if row.ok else 'OVER'}")
    return rows


def _folder_of_500(place: Path) -> list[Row]:
    with CourseFolder.create(place / "long") as folder:
        folder.commit(replace(folder.course, photos=tuple(_record(n) for n in range(500))))

        def commit() -> None:
            folder.commit(folder.course.with_photo(replace(folder.course.photos[7], camera=str(time.time()))))

        saving = _seconds(commit, times=9)
    opening = _seconds(lambda: open_course(place / "long").close(), times=9)
    return [Row("open a course of 500 photos, s", opening, 1.0), Row("save one change in it, s", saving, 0.1)]


def _import_of_12_megapixels(place: Path) -> list[Row]:
    phone = place / "phone"
    phone.mkdir()
    for n in range(PHOTOS):
        (phone / f"IMG_2026010{n + 1}_120000.jpg").write_bytes(encode_jpeg(_photo(n), 85))

    def must() -> None:
        for path in sorted(phone.iterdir()):
            data = path.read_bytes()
            hashlib.sha256(data).hexdigest()
            with Pillow.open(io.BytesIO(data)) as picture:
                picture.load()

    def whole(name: str) -> None:
        with new_course(place / name) as folder:
            course, _ = import_photos(folder, folder.course, propose([phone], folder.course))
            folder.commit(course)

    # Interleaved, and the fastest of each: other programs disturb both alike.
    pairs = [(_seconds(must), _seconds(partial(whole, f"import {n}"))) for n in range(3)]
    least, spent = (min(column) for column in zip(*pairs, strict=True))
    return [
        Row("import a 12-megapixel photo, s", spent / PHOTOS, 0.5),
        Row("  as a multiple of decoding and hashing it", spent / least, 3.0),
    ]


def _seconds(work: Callable[[], None], times: int = 1) -> float:
    """Return the median time of some runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return float(np.median(spent))


def _photo(seed: int) -> np.ndarray:
    """Make something as hard to decode as a real photo: noise of every size."""
    rng = np.random.default_rng(seed)
    image = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    for scale in (4, 16, 64, 256):
        coarse = rng.normal(0, 20, (HEIGHT // scale + 1, WIDTH // scale + 1, 3)).astype(np.float32)
        image += cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.clip(128 + image, 0, 255).astype(np.uint8)


def _record(number: int) -> Photo:
    return Photo(
        sha256=f"{number:064x}",
        view=View.VERTEX,
        taken_on=date(2026, 1, 1),
        taken_on_source=DateSource.EXIF,
        file_name=f"IMG_{number}.jpg",
        stored_as=f"{number}.jpg",
        size=(WIDTH, HEIGHT),
    )


if __name__ == "__main__":
    main()
