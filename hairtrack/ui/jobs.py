"""The only place with threads.

`Jobs.start` runs a plain function in a worker thread. The function gets a `Progress`, which raises `Cancelled` once
the user has asked to stop. Whatever comes out is delivered on the window's thread: the result to `done`; a
`HairtrackError` to `failed`, or to the window as a notice; anything else to the window as a crash.

The user *stops* a job: work that can, returns what is done by then, and that is delivered as any result; other work
ends with `Cancelled` and delivers nothing. The program *cancels* a job whose result nobody wants any more.

A job that will change the course is started with ``edits=True``. While it runs the session refuses other edits and
undo, and says so; so the course that the job began with is still the present one when `done` applies the result.
"""

import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.progress import Cancelled, Progress

T = TypeVar("T")

_SECONDS_BETWEEN_REPORTS = 0.05


class Job(QObject):
    """One piece of slow work, from the window's side.

    Attributes
    ----------
    what : str
        What is being done, in the user's words ("Aligning photos").
    edits : bool
        Whether its result changes the course.
    quiet : bool
        Whether it stays out of the job bar (thumbnails).
    lasting : bool
        Whether it goes on until it is stopped (a camera).
    cancelled : bool
        Whether nobody wants its result any more.
    """

    progressed = Signal(float, str)

    def __init__(self, what: str, parent: QObject, *, edits: bool, quiet: bool, lasting: bool = False) -> None:
        super().__init__(parent)
        self.what = what
        self.edits = edits
        self.quiet = quiet or lasting
        self.lasting = lasting
        self.cancelled = False
        self._stop = threading.Event()
        self._reported = 0.0

    def stop(self) -> None:
        """Ask the work to stop at its next report, and to hand over what is done."""
        self._stop.set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report, and let nobody hear of it."""
        self.cancelled = True
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def report(self, share: float, what: str) -> None:
        """Serve as the work's `Progress`; runs in the worker thread."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _SECONDS_BETWEEN_REPORTS:
            self._reported = now
            self.progressed.emit(share, what)


class _Run(QRunnable):
    """The worker's side of a job."""

    def __init__(
        self, job: Job, work: Callable[[Progress], object], over: Callable[[Job, object, BaseException | None], None]
    ) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._over = over

    def run(self) -> None:
        """Do the work and hand over what came of it."""
        result: object = None
        error: BaseException | None = None
        try:
            if self._job.stopping:
                raise Cancelled
            result = self._work(self._job.report)
        except BaseException as caught:  # whatever it is, it belongs to the window's thread
            error = caught
        self._over(self._job, result, error)


class Jobs(QObject):
    """Starts jobs and delivers what comes of them.

    Signals
    -------
    started, ended : Job
        For the job bar; not emitted for quiet jobs.
    holding : str
        The work that holds the course ("Aligning photos"), or nothing once the course is free again.
    failed : str
        Sentence about a known failure that nobody else handles.
    crashed : str, str
        What was being done, and the traceback of a bug.
    """

    started = Signal(object)
    ended = Signal(object)
    holding = Signal(str)
    failed = Signal(str)
    crashed = Signal(str, str)
    _over = Signal(object, object, object)
    """From the worker: a job, its result and its error, one of these None. Not the job's own signal, because the window
    may have deleted the job before the worker comes back from emitting it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = QThreadPool(self)
        self._work.setMaxThreadCount(1)
        self._images = QThreadPool(self)
        self._images.setMaxThreadCount(2)
        self._lasting = QThreadPool(self)
        self._lasting.setMaxThreadCount(1)
        self._over.connect(self._deliver)
        self._closed = False
        self._waiting: dict[Job, tuple[Callable[[Any], None], Callable[[HairtrackError], None] | None]] = {}

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        what: str,
        done: Callable[[T], None],
        failed: Callable[[HairtrackError], None] | None = None,
        edits: bool = False,
        quiet: bool = False,
        lasting: bool = False,
    ) -> Job:
        """Run `work` in a worker thread and `done` with its result on the window's thread.

        Parameters
        ----------
        work : callable
            Takes a `Progress`, returns the result. Touches no widget.
        what : str
            For the job bar, in the user's words ("Aligning photos").
        done : callable
            Called with the result, unless the job was cancelled, failed, or was stopped with nothing done.
        failed : callable, optional
            Called with a known failure, which is otherwise shown as a notice.
        edits : bool
            Whether `done` will change the course; other edits wait until then.
        quiet : bool
            Whether it stays out of the job bar and runs beside other work, as loading an image does.
        lasting : bool
            Whether it goes on until it is stopped, as a camera does: quiet, and in a thread of its own.

        Returns
        -------
        Job
            To cancel it by.
        """
        job = Job(what, self, edits=edits, quiet=quiet, lasting=lasting)
        if self._closed:
            job.cancel()
            return job
        self._waiting[job] = (done, failed)
        if not job.quiet:
            self.started.emit(job)
        if edits:
            self.holding.emit(what)
        pool = self._lasting if lasting else self._images if quiet else self._work
        pool.start(_Run(job, work, self._over.emit))
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not been delivered yet, oldest first."""
        return tuple(self._waiting)

    def cancel_all(self) -> None:
        """Ask every job to stop and forget who waits for them, as a course that closes does."""
        for job in self._waiting:
            job.cancel()

    def close(self) -> None:
        """Stop everything, wait until the threads are idle, and start nothing any more."""
        self._closed = True
        self.cancel_all()
        self._lasting.waitForDone()
        self._images.waitForDone()
        self._work.waitForDone()

    @Slot(object, object, object)
    def _deliver(self, job: Job, result: object, error: BaseException | None) -> None:
        done, failed = self._waiting.pop(job)
        if not job.quiet:
            self.ended.emit(job)
        if job.edits and not any(other.edits for other in self._waiting):
            self.holding.emit("")
        job.deleteLater()
        if job.cancelled or isinstance(error, Cancelled):
            return
        if error is None:
            done(result)
        elif not isinstance(error, HairtrackError):
            self.crashed.emit(job.what, "".join(traceback.format_exception(error)))
        elif failed is not None:
            failed(error)
        else:
            self.failed.emit(error_sentence(error))
