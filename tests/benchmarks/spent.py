"""What work costs: its time, and the memory of the process that does it."""

import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import cv2

Item = TypeVar("Item")
Result = TypeVar("Result")


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def most_memory() -> float:
    """Return the most memory that this process has taken so far, MB; what its parent took does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def on_two_cores(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Do all items, two at a time, and give what comes of them in their order."""
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        yield from pool.map(work, items)
