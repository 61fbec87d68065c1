"""Lets the whole course follow the touches: a moment after the last one, all is learnt and measured anew.

The course is not held meanwhile, so the hand goes on: another touch simply begins anew. What comes joins the step of
the last touch, so that one undo takes back both. Who stops it keeps the touches, and is told that the values are older.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from hairtrack.course import Course, Dab
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.workflow.measure_coverage import learn_anew

PAUSE_MS = 1500
"""After the last touch; several within this time are one run."""


class TouchFollower(QObject):
    """Measures the course after touches.

    Signals
    -------
    changed
        It began to follow, or gave up.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._begun: Course | None = None
        self._given_up: tuple[Dab, ...] | None = None
        self._awake = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)
        session.opened.connect(self._rest)
        jobs.ended.connect(self._ended)

    @property
    def following(self) -> bool:
        """Whether the values will soon be those of the touches."""
        return self._timer.isActive() or self._job is not None

    def wake(self) -> None:
        """Follow from the coming touch on; those made before the course was opened are left to the next measuring."""
        self._awake = True
        self._given_up = None

    def follow(self) -> None:
        """Look whether touches wait, as after each edit and each undo."""
        course = self._session.course
        if self._job is not None and course != self._begun:
            self._job.cancel()
            self._job = None
        wanted = self._awake and course.touches_wait and course.dabs != self._given_up
        if not (wanted and self._session.editable):
            self._timer.stop()
        elif self._job is None:
            self._timer.start()

    def _rest(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = self._begun = self._given_up = None
        self._awake = False

    def _start(self) -> None:
        folder, course = self._session.folder, self._session.course
        self._begun = course
        self._job = self._jobs.start(
            lambda progress: learn_anew(folder, course, progress),
            what=_("Measuring after your touches"),
            done=self._learnt,
            failed=self._failed,
        )

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            if job.stopping:
                self._give_up()

    def _learnt(self, course: Course) -> None:
        if self._session.course != self._begun or not self._session.editable or not self._session.amend(course):
            self.follow()

    def _failed(self, error: HairtrackError) -> None:
        self._session.say(error_sentence(error))
        self._give_up()

    def _give_up(self) -> None:
        self._given_up = self._session.course.dabs
        self.changed.emit()
