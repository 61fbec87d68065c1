"""How slow work reports and how it is cancelled.

Slow work is a plain function with a `progress` argument. The caller cancels by raising `Cancelled` from it.
"""

from collections.abc import Callable
from typing import TypeAlias

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
