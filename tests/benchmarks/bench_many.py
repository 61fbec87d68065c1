"""What a course of five hundred photos of twelve megapixels costs: opening it, scrolling through it, walking in it."""

import os
import re
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks.many_photos import make_many
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import most_memory
from tests.benchmarks.window_hands import Hands, open_window

PHOTOS, WALKED = 500, 30
HOLD = 50.0
"""Milliseconds for which no step may hold the window."""


def main() -> int:
    """Print the rows. A course made before may be given, to look again."""
    if len(sys.argv) > 1:
        return _look(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "Many.hairtrack"
        make_many(course, PHOTOS)
        return os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-m", "tests.benchmarks.bench_many", str(course))


def _look(course: Path) -> int:
    with tempfile.TemporaryDirectory() as own, open_window(Path(own)) as hands:
        rows = [Row("open, until the page in front is painted, s", _opened(hands, course), 1.0)]
        rows.append(Row("scroll through the table: longest hold, ms", _scrolled_table(hands), HOLD))
        rows.append(Row("scroll through the filmstrip: longest hold, ms", _scrolled_film(hands), HOLD))
        cached, walking = _walked(hands)
        rows.append(Row("switch to the next photo, loaded before, ms", cached, 100.0))
        rows.append(Row(f"walk through {WALKED} photos: longest hold, ms", walking, HOLD))
        for name in hands.window.pages:
            _turned(hands, name)
            rows.append(Row(f"turn to {name}: longest hold, ms", hands.longest[name], HOLD))
        rows.append(Row("memory at the end, MB", _memory(), 700.0))
        rows.append(Row("most memory, MB", most_memory(), 900.0))
    return print_rows(rows)


def _opened(hands: Hands, course: Path) -> float:
    return hands.do("open", lambda: hands.window.session.open(course))


def _scrolled_table(hands: Hands) -> float:
    hands.do("table", lambda: hands.window.show_page("photos"))
    bar = hands.window.pages["photos"].table.verticalScrollBar()  # type: ignore[attr-defined]
    hands.longest.pop("table")
    for at in range(0, bar.maximum() + 1, max(1, bar.pageStep() // 2)):
        hands.do("table", partial(bar.setValue, at), seconds=0.05)
    hands.wait()
    return hands.longest["table"]


def _scrolled_film(hands: Hands) -> float:
    session, film = hands.window.session, hands.window.frame.strip.strip
    for view in session.course.views():
        hands.do("film", partial(session.select_view, view))
        bar = film.horizontalScrollBar()
        for at in range(0, bar.maximum() + 1, max(1, bar.pageStep() // 2)):
            hands.do("film", partial(bar.setValue, at), seconds=0.05)
    hands.wait()
    return hands.longest["film"]


def _walked(hands: Hands) -> tuple[float, float]:
    """Step through photos on the Measure page: how long until the next one is painted, at most."""
    window, times = hands.window, []
    hands.do("walk", lambda: window.show_page("measure"))
    canvas = window.pages["measure"].measure_stage.canvas  # type: ignore[attr-defined]
    photos = window.session.photos[-WALKED:]
    hands.do("walk", lambda: window.session.select(current=photos[0].sha256))
    hands.longest.pop("walk")
    for photo in photos[1:]:
        shown = canvas.picture
        begun = time.perf_counter()
        window.session.select(current=photo.sha256)
        while canvas.picture is None or canvas.picture is shown:
            QApplication.processEvents()
        canvas.repaint()
        times.append(1000 * (time.perf_counter() - begun))
        hands.do("walk", lambda: None)
    return sorted(times)[round(0.95 * (len(times) - 1))], hands.longest["walk"]


def _turned(hands: Hands, name: str) -> None:
    """Turn to a page; the report begins to be laid out a moment after, and is waited for."""
    hands.do(name, partial(hands.window.show_page, name))
    previews = getattr(hands.window.pages[name], "previews", None)
    while previews is not None and not previews.complete:
        hands.do(name, lambda: None)


def _memory() -> float:
    return int(re.findall(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1000


if __name__ == "__main__":
    sys.exit(main())
