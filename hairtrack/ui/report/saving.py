"""Saving a report, and whatever else leaves a course as a file: asks where, writes beside other work, tells."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from hairtrack.errors import HairtrackError
from hairtrack.language import _, _c
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.file_names import documents
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.report.outcome import Deed, Outcome

_Made = TypeVar("_Made")
Say: TypeAlias = Callable[[str, str | None, Callable[[], None] | None], object]


class Saving(QObject):
    """Writes one file at a time, and says in `outcome` what came of it.

    Signals
    -------
    busy : bool
        Whether something is being written now.
    """

    busy = Signal(bool)

    def __init__(self, jobs: Jobs, outcome: Outcome, over: QWidget, say: Say) -> None:
        """Take what is needed.

        Parameters
        ----------
        jobs : Jobs
        outcome : Outcome
        over : QWidget
            That the dialogues stand over.
        say : callable
            Says what came of it to somebody who is on another page by then.
        """
        super().__init__(over)
        self._jobs, self._outcome, self._over, self._say = jobs, outcome, over, say
        self._folder = ""
        self._job: Job | None = None
        self._stopped = ""
        jobs.ended.connect(self._ended)

    @property
    def writing(self) -> bool:
        """Whether something is being written now."""
        return self._job is not None

    def ask_file(self, title: str, name: str, kind: tuple[str, str], write: Callable[[Path], None]) -> None:
        """Let the user choose where a file goes, then write it; an older one whose name was not chosen is asked about.

        Parameters
        ----------
        title : str
            Of the dialogue.
        name : str
            That it starts with, without an ending.
        kind : (str, str)
            The ending, and what such files are called.
        write : callable
        """
        suffix, called = kind
        start = str(Path(self._folder or documents()) / f"{name}{suffix}")
        chosen, _kind = QFileDialog.getSaveFileName(self._over, title, start, f"{called} (*{suffix})")
        if not chosen:
            return
        path = Path(chosen)
        self._folder = str(path.parent)
        if path.suffix.lower() == suffix:
            write(path)
            return
        path = path.with_name(f"{path.name}{suffix}")
        if path.exists():
            # The dialogue asked about the name that was typed, which is another one.
            self._outcome.say(
                _("There is a file {file} already.", file=path.name),
                (_("Replace it"), partial(write, path)),
                (_("Keep it"), self._outcome.clear),
            )
        else:
            write(path)

    def ask_folder(self, title: str, write: Callable[[Path], None]) -> None:
        """Let the user choose a folder, then write into it.

        Parameters
        ----------
        title : str
        write : callable
        """
        chosen = QFileDialog.getExistingDirectory(self._over, title, self._folder or documents())
        if chosen:
            write(Path(chosen))

    def write(
        self,
        work: Callable[[Progress], _Made],
        *,
        what: str,
        path: Path,
        told: Callable[[_Made], str],
        stopped: str = _("Stopped. Nothing was written."),
    ) -> None:
        """Write beside other work.

        Parameters
        ----------
        work : callable
        what : str
            What is being done, in the user's words.
        path : Path
            What is to be opened then: a file, or the folder of several.
        told : callable
            Gives the sentence on what was made.
        stopped : str
            The sentence where the user stopped it.
        """
        if self._job is not None:
            return

        def done(made: _Made) -> None:
            deeds = [(_("Show in folder"), partial(_open, path if path.is_dir() else path.parent))]
            if path.is_file():
                deeds.insert(0, (_c("verb", "Open"), partial(_open, path)))
            self._tell(told(made), *deeds)

        def failed(error: HairtrackError) -> None:
            self._tell(error_sentence(error))

        self._stopped = stopped
        self._outcome.say(f"{what}.")
        self._job = self._jobs.start(work, what=what, done=done, failed=failed)
        self.busy.emit(True)

    def _tell(self, words: str, *deeds: Deed) -> None:
        self._outcome.say(words, *deeds)
        if not self._outcome.isVisible():
            self._say(words, *(deeds[0] if deeds else (None, None)))

    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        self.busy.emit(False)
        # Where it was too late to stop, what came of it is told next.
        self._outcome.say(self._stopped if job.stopping and not job.cancelled else "")
        if job.cancelled:
            self._say(_("{what}: stopped, because its course was closed.", what=job.what), None, None)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
