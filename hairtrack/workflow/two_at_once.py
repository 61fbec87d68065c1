"""Work whose parts stand alone, done two at a time: decoding and sums on pixels let other threads run."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from typing import TypeVar

from hairtrack.progress import Cancelled, Progress

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_BETWEEN = 0.1
"""Seconds after which whoever waits is asked whether to go on."""


def two_at_once(
    work: Callable[[_Item, Progress], _Result], items: Sequence[_Item], progress: Progress
) -> tuple[_Result, ...]:
    """Do all items, two at a time, and return what comes of them in their order.

    Parameters
    ----------
    work : callable
        Takes an item and a progress of its own.
    items : sequence
    progress : Progress
        Asked from this thread alone; where it raises, what is running ends at its next step.

    Returns
    -------
    tuple
    """
    if len(items) < 2:
        return tuple(work(item, progress) for item in items)
    stopped = threading.Event()
    shares, words = [0.0] * len(items), [""]

    def one(place: int) -> _Result:
        def report(share: float, what: str) -> None:
            if stopped.is_set():
                raise Cancelled
            shares[place], words[0] = share, what

        found = work(items[place], report)
        shares[place] = 1.0
        return found

    with ThreadPoolExecutor(2) as pool:
        futures: list[Future[_Result]] = [pool.submit(one, place) for place in range(len(items))]
        try:
            waiting = set(futures)
            while waiting:
                done, waiting = wait_for(waiting, timeout=_BETWEEN)
                for future in done:
                    future.result()
                progress(sum(shares) / len(items), words[0])
        except BaseException:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return tuple(future.result() for future in futures)
