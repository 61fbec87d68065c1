"""Work on files that anybody may have made, in processes of their own.

A decoder that crashes, hangs or eats memory on a forged or broken file takes its process with it, and that file is
the only one to suffer: another process takes over at the next one.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeAlias, TypeVar

from hairtrack.errors import ErrorKind

Task = TypeVar("Task")
T = TypeVar("T")

SECONDS = 9.0
"""Fifty times what a phone's photo takes."""
MEGABYTES_A_PROCESS = 1300
"""Beside the program itself; a photo of the most pixels that are taken needs less."""
PROCESSES = 2
"""Beyond two, the disk is what is waited for."""
_LOOK_EVERY = 0.1
_SECONDS_ALONE = 120
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""As in malloc.h."""

Outcome: TypeAlias = tuple[int, T | ErrorKind]


def each(
    work: Callable[[Task], T],
    tasks: Sequence[Task],
    *,
    seconds: float = SECONDS,
    processes: int = PROCESSES,
    megabytes: int = MEGABYTES_A_PROCESS,
) -> Generator[Outcome[T] | None, None, None]:
    """Do each task in a process that may die of it.

    Parameters
    ----------
    work : callable
        A function of a module, which takes a task and returns what can be pickled. It raises nothing.
    tasks : sequence
        Paths as a rule; what can be pickled.
    seconds : float
        After so long on one task its process is killed.
    processes : int
        How many tasks are worked on at a time.
    megabytes : int
        That each process may take.

    Yields
    ------
    tuple of (int, result or ErrorKind), or None
        The place of a task and what came of it, in the order in which they are done; READING_CRASHED or
        READING_TOO_LONG where there is no result. None ten times a second while nothing is done, so that the caller
        can stop; closing the iterator ends the processes.
    """
    left = iter(enumerate(tasks))
    workers: list[_Worker[Task, T]] = []
    try:
        workers += [_Worker(work, megabytes) for _ in range(min(processes, len(tasks)))]
        for worker in workers:
            worker.give(next(left, None))
        while busy := [worker for worker in workers if worker.busy]:
            answered = wait([worker.answers for worker in busy], timeout=_LOOK_EVERY)
            done = [worker for worker in busy if worker.answers in answered or worker.seconds > seconds]
            for worker in done:
                if (outcome := worker.take()) is not None:
                    yield outcome
                    worker.give(next(left, None))
            if not done:
                yield None
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Task, T]):
    """One process, started anew when it has died, and the task that it has in hand."""

    def __init__(self, work: Callable[[Task], T], megabytes: int) -> None:
        self._work, self._megabytes = work, megabytes
        self._task: tuple[int, Task] | None = None
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.answers, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._work, self._megabytes), daemon=True)
        with _uninterrupted():
            self._process.start()
        # Else a dead process would leave the line open.
        theirs.close()
        self._since: float | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def seconds(self) -> float:
        """How long it has worked on its task; starting up does not count."""
        return 0.0 if self._since is None else time.monotonic() - self._since

    def give(self, task: tuple[int, Task] | None) -> None:
        self._task = task
        if task is None:
            return
        if self._since is not None:
            self._since = time.monotonic()
        # A process that is dead already answers nothing, which `take` finds.
        with suppress(OSError):
            self.answers.send(task[1])

    def take(self) -> Outcome[T] | None:
        """Return what came of the task in hand; None where the process has only now got ready for it."""
        if self._task is None:
            raise RuntimeError("nothing in hand")
        place, _ = self._task
        kind = ErrorKind.READING_TOO_LONG
        try:
            if self.answers.poll():
                answer = self.answers.recv()
                if self._since is not None:
                    return place, answer
                self._since = time.monotonic()
                return None
        except (EOFError, OSError):
            if self._since is None:
                # No fault of the task.
                raise RuntimeError("the process that reads photos does not start") from None
            kind = ErrorKind.READING_CRASHED
        self.end()
        self._start()
        return place, kind

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self.answers.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a process that is started inside not hear interrupts, from its first moment on.

    An interrupt at the terminal goes to all processes of a program; the one that started the others ends them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started by itself it would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(requests: Connection, work: Callable[[Any], object], megabytes: int) -> None:
    """Say that it is ready, then answer until the other end closes; runs in the process."""
    if not hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(megabytes)
    _keep_freed_memory()
    # What a C library complains of before it dies is of no use to anybody at a terminal.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no path of ours
        os.dup2(nowhere.fileno(), 2)
    with suppress(EOFError, OSError):
        requests.send(None)
        while True:
            task = requests.recv()
            if hasattr(signal, "alarm"):
                # Should the program have been killed, nobody else ends what hangs.
                signal.alarm(_SECONDS_ALONE)
            answer = work(task)
            if hasattr(signal, "alarm"):
                signal.alarm(0)
            requests.send(answer)


def _limit_memory(megabytes: int) -> None:
    """Let an allocation beyond the limit fail, where the system can be asked for that."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        limit = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _keep_freed_memory() -> None:
    """Let what one photo frees serve the next: asking the system for it anew each time costs a quarter of the time."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.mallopt(_M_TRIM_THRESHOLD, MEGABYTES_A_PROCESS * 1_000_000)
            libc.mallopt(_M_MMAP_THRESHOLD, MEGABYTES_A_PROCESS * 1_000_000)
