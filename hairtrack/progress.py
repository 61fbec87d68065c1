"""How slow work reports and how it is cancelled.

Slow work is a plain function with a `progress` argument. The caller cancels by raising `Cancelled` from it.
"""

import math
import time
from collections.abc import Callable
from typing import TypeAlias

from hairtrack.language import _

_SECONDS_TO_JUDGE = 3.0

Progress: TypeAlias = Callable[[float, str], None]
"""Called with the share done (0 to 1) and a few words on what is being done; may raise `Cancelled`."""


class Cancelled(Exception):
    """The user stopped the work. What was finished before stays."""


def no_progress(share: float, what: str) -> None:
    """Report to nobody."""


def part_of(progress: Progress, start: float, stop: float) -> Progress:
    """Return a progress that fills only the span from `start` to `stop` of another."""

    def report(share: float, what: str) -> None:
        progress(start + (stop - start) * share, what)

    return report


class Pace:
    """How long work will still take, by how fast it went so far."""

    def __init__(self) -> None:
        self._began: tuple[float, float] | None = None

    def left(self, share: float, now: float | None = None) -> str:
        """Say about how long is left, once that can be told; nothing where it is soon over."""
        now = time.monotonic() if now is None else now
        if self._began is None:
            self._began = (now, share)
        spent, done = now - self._began[0], share - self._began[1]
        if spent < _SECONDS_TO_JUDGE or done <= 0:
            return ""
        seconds = spent * (1 - share) / done
        if seconds < _SECONDS_TO_JUDGE:
            return ""
        if seconds < 90:
            return _("about {count} seconds left", count=10 * math.ceil(seconds / 10))
        return _("about {count} minutes left", count=math.ceil(seconds / 60))
