"""How long any page of the demo course holds the window, as somebody walks through all that it shows."""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hairtrack.workflow.make_demo import make_demo
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.window_hands import Hands, open_window

HOLD = 50.0
"""Milliseconds for which nothing may hold the window."""


def main() -> int:
    """Print the longest hold of each page, the worst first. A demo made before may be given."""
    with tempfile.TemporaryDirectory() as own:
        place = Path(own)
        course = Path(sys.argv[1]) if len(sys.argv) > 1 else place / "Demo.hairtrack"
        if not course.exists():
            make_demo(course).close()
        with open_window(place) as hands:
            _walk(hands, course)
            worst = sorted(hands.longest.items(), key=lambda held: -held[1])
    return print_rows([Row(f"{what}: longest hold, ms", held, HOLD) for what, held in worst])


def _walk(hands: Hands, course: Path) -> None:
    """Turn to each page twice, as the first time makes more, and choose photos and views on it."""
    window = hands.window
    session = window.session
    hands.do("open the course", partial(session.open, course))
    for round_ in ("first", "again"):
        for name in window.pages:
            hands.do(f"{name}, {round_}", partial(window.show_page, name))
            for photo in session.photos[:3]:
                hands.do(f"{name}, another photo", partial(session.select, current=photo.sha256, after=photo.sha256))
            for view in session.course.views()[:2]:
                hands.do(f"{name}, another view", partial(session.select_view, view))
    hands.do("close the course", session.close)


if __name__ == "__main__":
    sys.exit(main())
