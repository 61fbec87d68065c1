"""What import costs beside what must be done, what it bears, and what a kill leaves.

Everything is a ratio against a limit measured in the same run, or a count against what it must be. The real and broken
phone files are read where they are present.
"""

import hashlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PIL import Image as Pillow
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hairtrack.course import DateSource, Photo, View
from hairtrack.errors import ErrorKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.photos.page import PhotosPage
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme
from hairtrack.workflow import apart
from hairtrack.workflow.courses import new_course, open_course
from hairtrack.workflow.import_candidate import ImportStatus, read_candidate
from hairtrack.workflow.import_photos import import_photos, propose
from tests.benchmarks.row import Row
from tests.benchmarks.spent import most_memory, seconds_of

REAL = Path(os.environ.get("HAIRTRACK_PHOTOS", Path(__file__).resolve().parents[3] / "shared" / "photos")) / "import"
PHOTOS, WIDTH, HEIGHT = 240, 4032, 3024
KILLS, KILLED = 30, 200
MUTATIONS = 3000
FEW, MANY = 200, 2000
SEED = 20261121


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        for part in (_long_course, _pace, _memory, _kills, _stall, _real_files, _mutations):
            for row in part(Path(place)):
                mark = "ok" if row.ok else "OVER"
                print(f"{row.name:66} {row.value:9.3f}   limit {row.limit:7.2f}   {mark}", flush=True)


# A long course


def _long_course(place: Path) -> list[Row]:
    with CourseFolder.create(place / "long") as folder:
        folder.commit(replace(folder.course, photos=tuple(_record(n) for n in range(500))))

        def commit() -> None:
            folder.commit(folder.course.with_photo(replace(folder.course.photos[7], camera=str(time.time()))))

        saving = _median(commit, times=9)
    opening = _median(lambda: open_course(place / "long").close(), times=9)
    return [Row("open a course of 500 photos, s", opening, 1.0), Row("save one change in it, s", saving, 0.1)]


# Pace


def _pace(place: Path) -> list[Row]:
    """Import phone photos of 12 megapixels beside decoding and hashing them with Pillow on two threads."""
    phone = place / "phone"
    phone.mkdir()
    for n in range(PHOTOS):
        if n % 8 == 0:
            image = _noise(n, WIDTH, HEIGHT)
        day = date(2020, 1, 1).toordinal() + 7 * n
        name = f"IMG_{date.fromordinal(day):%Y%m%d}_120000.jpg"
        # Turned over and over, one scene makes eight photos that are not alike.
        # Of the size, four megabytes, and the coarser colours that phones write.
        turned = Pillow.fromarray(np.roll(image, 400 * (n % 8), axis=n % 2))
        turned.save(phone / name, "JPEG", quality=93, subsampling=2)
    spent: dict[str, list[float]] = {"limit": [], "read": [], "keep": []}
    for turn in range(3):
        # Each in a process of its own: memory that one has taken would serve the next.
        spent["limit"] += _in_a_process("limit", str(phone))
        read, keep = _in_a_process("pace", str(phone), str(place / f"pace {turn}"))
        spent["read"].append(read)
        spent["keep"].append(keep)
    shutil.rmtree(phone)
    least, read, keep = (min(column) for column in spent.values())
    print(f"  {PHOTOS} photos of 12 MP: the limit {PHOTOS / least:.1f} a second, import {PHOTOS / (read + keep):.1f}")
    print(f"  of it reading {1000 * read / PHOTOS:.1f} ms a photo, keeping {1000 * keep / PHOTOS:.1f}")
    return [Row("time for an import as a multiple of the limit's (1.25 is 80 %)", (read + keep) / least, 1.25)]


def _limit(phone: Path) -> None:
    """Decode and hash every file with Pillow on two threads."""

    def must(file: Path) -> None:
        data = file.read_bytes()
        hashlib.sha256(data).hexdigest()
        with Pillow.open(io.BytesIO(data)) as picture:
            picture.load()

    def all_of_them() -> None:
        with ThreadPoolExecutor(2) as two:
            list(two.map(must, sorted(phone.iterdir())))

    print(seconds_of(all_of_them))


def _import(phone: Path, course: Path) -> None:
    """Import every file."""
    with new_course(course) as folder:
        start = time.perf_counter()
        candidates = propose(folder, folder.course, [phone]).candidates
        print(time.perf_counter() - start)
        print(seconds_of(lambda: import_photos(folder, folder.course, candidates)))
        assert len(folder.course.photos) == PHOTOS


def _in_a_process(*words: str) -> list[float]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_import", *words]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(word) for word in answer.stdout.split()]


# Memory


def _memory(place: Path) -> list[Row]:
    phone = place / "many"
    phone.mkdir()
    for n in range(MANY):
        (phone / f"{n:04}.jpg").write_bytes(encode_jpeg(_noise(n, 1024, 768), 80))
    peaks = {}
    for count in (FEW, MANY):
        (peaks[count],) = _in_a_process("peak", str(place), str(count))
        print(f"  {count} photos: {peaks[count]:.0f} MB")
    return [Row(f"peak memory for {MANY} photos as a multiple of that for {FEW}", peaks[MANY] / peaks[FEW], 1.35)]


def _peak(place: Path, count: int) -> None:
    """Import so many photos and print the most memory that this process took."""
    files = sorted((place / "many").iterdir())[:count]
    with new_course(place / f"peak {count}") as folder:
        outcome = import_photos(folder, folder.course, propose(folder, folder.course, files).candidates)
        assert len(outcome.course.photos) == count
    print(most_memory())


# Kills


def _kills(place: Path) -> list[Row]:
    """Kill an import at random moments, look at what is left, and import again."""
    phone = place / "killed"
    phone.mkdir()
    for n in range(KILLED):
        (phone / f"{n:03}.jpg").write_bytes(encode_jpeg(_noise(n, 320, 240), 80))
    draw = random.Random(SEED)
    whole = seconds_of(lambda: _import_command(place / "unkilled", phone).wait())
    keeping = _keeping(place / "watched", phone)
    wrong, added = 0, []
    for number in range(KILLS):
        path = place / f"kill {number}"
        process = _import_command(path, phone)
        if number % 2:
            # Half of them while originals are kept, which takes less time than reading.
            _wait_for_originals(path, process)
            time.sleep(draw.uniform(0.0, keeping))
        else:
            time.sleep(draw.uniform(0.0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not (path / "course.sqlite").exists():
            new_course(path).close()
        with open_course(path) as folder:
            added.append(len(folder.course.photos))
            wrong += bool(folder.check())
            import_photos(folder, folder.course, propose(folder, folder.course, [phone]).candidates)
            kept = [entry.name for entry in folder.photos.iterdir()]
            hashes = {photo.sha256 for photo in folder.course.photos}
            wrong += bool(folder.check()) or not len(folder.course.photos) == len(hashes) == len(kept) == KILLED
    print(
        f"  {KILLS} kills of an import of {KILLED} photos, seed {SEED}; photos in the course after it: {sorted(added)}"
    )
    return [Row("courses that a kill left wrong, or importing again did not complete", wrong, 0)]


def _keeping(path: Path, phone: Path) -> float:
    """Return how long an import keeps originals."""
    process = _import_command(path, phone)
    _wait_for_originals(path, process)
    return seconds_of(process.wait)


def _wait_for_originals(path: Path, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None and not any((path / "photos").iterdir()):
        time.sleep(0.001)


def _import_command(course: Path, phone: Path) -> "subprocess.Popen[bytes]":
    if not course.exists():
        new_course(course).close()
    command = [sys.executable, "-m", "hairtrack", "import", str(course), str(phone), "--view", "vertex"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet)


# The window


def _stall(place: Path) -> list[Row]:
    """Return the longest time in which the window did nothing while a thousand photos were read and added."""
    os.environ["HAIRTRACK_SETTINGS"] = str(place / "settings.json")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = MainWindow(Settings.load(), Theme(application))
    window.resize(1280, 800)
    window.show()
    window.session.new(place / "stall", "Stall")
    page = window.pages["photos"]
    assert isinstance(page, PhotosPage)
    for _ in range(50):
        application.processEvents()
    ticks = [time.perf_counter()]
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    files = sorted((place / "many").iterdir())[:1000]
    stalls = {}
    page.take(files)
    stalls["reading"] = _longest(ticks, lambda: page.table.table.rowCount() == len(files))
    page.panel.add_button.click()
    stalls["adding"] = _longest(ticks, lambda: len(window.session.course.photos) == len(files))
    timer.stop()
    window.close()
    return [Row(f"longest stall of the window while {what} 1000 photos, ms", ms, 50) for what, ms in stalls.items()]


def _longest(ticks: list[float], over: Callable[[], bool]) -> float:
    del ticks[:-1]
    until = 0.0
    while not until or time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)
        if not until and over():
            # What comes just after belongs to it.
            until = time.perf_counter() + 0.5
    return 1000 * float(np.max(np.diff(ticks)))


# Real and broken files


def _real_files(_place: Path) -> list[Row]:
    """Read every real and broken phone file, and print what became of it."""
    files = [path for path in sorted(REAL.rglob("*")) if path.is_file()]
    if not files:
        print("  no real files here")
        return []
    slowest, heaviest = _read_all(files)
    return [
        Row("slowest of the real and broken files, s", slowest, 10),
        Row("most memory of a process that reads them, MB", heaviest, 1500),
    ]


def _mutations(place: Path) -> list[Row]:
    """Read files that were damaged at random, and print what became of them."""
    draw = random.Random(SEED)
    picture = Pillow.fromarray(_noise(5, 320, 240))
    whole = [path.read_bytes() for path in sorted(REAL.rglob("*")) if path.is_file() and path.stat().st_size < 500_000]
    for kind in ("JPEG", "HEIF", "AVIF", "PNG", "WEBP", "TIFF", "GIF", "BMP", "MPO", "JPEG2000"):
        buffer = io.BytesIO()
        picture.save(buffer, kind)
        whole += [buffer.getvalue()] * 20
    folder = place / "mutations"
    folder.mkdir()
    files = [folder / f"{n:05}.jpg" for n in range(MUTATIONS)]
    for file in files:
        data = bytearray(draw.choice(whole))
        for _ in range(draw.choice((1, 3, 10, 100))):
            at = int(len(data) * draw.random() ** 3)
            # Headers, which lie in front, are where decoders go astray.
            data[at : at + draw.choice((0, 1, 2, 4))] = draw.choice(
                (b"", b"\0", b"\xff", b"\xff\xff\xff\xff", draw.randbytes(4))
            )
        file.write_bytes(data)
    print(f"  {MUTATIONS} files damaged at random, seed {SEED}")
    slowest, heaviest = _read_all(files)
    return [
        Row("slowest of the damaged files, s", slowest, 10),
        Row("most memory of a process that reads them, MB", heaviest, 1500),
    ]


def _read_all(files: list[Path]) -> tuple[float, float]:
    """Print what became of files; return the longest time in seconds and the most memory in MB."""
    became: Counter[str] = Counter()
    slowest = heaviest = 0.0
    with closing(apart.each(_read_measured, files)) as outcomes:
        for outcome in outcomes:
            if outcome is None:
                continue
            if isinstance(outcome[1], ErrorKind):
                became[f"refused: {outcome[1].value}"] += 1
                continue
            words, seconds, megabytes = outcome[1]
            became[words.replace(files[outcome[0]].name, "...")] += 1
            slowest, heaviest = max(slowest, seconds), max(heaviest, megabytes)
    for words, count in became.most_common():
        print(f"  {count:5}  {words}")
    return slowest, heaviest


def _read_measured(file: Path) -> tuple[str, float, float]:
    start = time.perf_counter()
    candidate = read_candidate(file)
    seconds = time.perf_counter() - start
    new = candidate.status is ImportStatus.NEW
    dated = f"imported, date from {candidate.taken_on_source.value}"
    return (
        dated if new else f"refused: {candidate.reason}",
        seconds,
        most_memory(),
    )


# Tools


def _median(work: Callable[[], None], times: int) -> float:
    return float(np.median([seconds_of(work) for _ in range(times)]))


def _noise(seed: int, width: int, height: int) -> Image:
    """Make something as hard to decode as a real photo: noise of every size."""
    rng = np.random.default_rng(seed)
    image = np.zeros((height, width, 3), np.float32)
    for scale in (4, 16, 64, 256):
        coarse = rng.normal(0, 20, (height // scale + 1, width // scale + 1, 3)).astype(np.float32)
        image += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
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
    match sys.argv[1:]:
        case ["limit", phone]:
            _limit(Path(phone))
        case ["pace", phone, course]:
            _import(Path(phone), Path(course))
        case ["peak", place, count]:
            _peak(Path(place), int(count))
        case _:
            main()
