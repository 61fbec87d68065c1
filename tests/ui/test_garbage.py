import threading
import weakref

from pytestqt.qtbot import QtBot

from hairtrack.ui.garbage import Garbage
from hairtrack.ui.jobs import Jobs


class _Knot:
    """Garbage that only a collector can take away, and that says which thread did."""

    def __init__(self, taken_on: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: taken_on.append(threading.current_thread().name))


def test_no_worker_takes_garbage_away(qtbot: QtBot) -> None:
    taken_on: list[str] = []
    jobs = Jobs()
    garbage = Garbage(jobs)
    _Knot(taken_on)
    done: list[int] = []
    jobs.start(lambda _: len([[k] for k in range(100_000)]), what="Making much", done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert taken_on == []
    while not taken_on:  # by its thresholds the youngest are collected at once
        kept = [[k] for k in range(1000)]
        garbage.collect()
        assert kept
    assert taken_on == [threading.main_thread().name]
    jobs.close()
