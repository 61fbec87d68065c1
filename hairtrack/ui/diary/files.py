"""The diary's ways out to files and in: a calendar, and the table of all entries."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from hairtrack.course import Course
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _c, _n
from hairtrack.messages import error_sentence
from hairtrack.ui.course.words import import_words
from hairtrack.ui.file_names import documents, ending_in
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.words import file_words
from hairtrack.workflow.diary.calendar import calendar
from hairtrack.workflow.diary.table_in import DiaryImport, import_diary
from hairtrack.workflow.diary.table_out import export_diary


class DiaryFiles(QObject):
    """Asks for files, reads and writes them, and tells what came of it."""

    def __init__(self, session: Session, jobs: Jobs, over: QWidget, tell: Callable[[str], None]) -> None:
        """Take what is needed.

        Parameters
        ----------
        session : Session
        jobs : Jobs
        over : QWidget
            That the dialogues stand over.
        tell : callable
            Called with what came of it.
        """
        super().__init__(over)
        self._session, self._jobs, self._over, self._tell = session, jobs, over, tell

    def ask_calendar(self) -> None:
        """Ask where what is due is to be saved."""
        if chosen := self._chosen(_("Save as a calendar"), ".ics", _("Calendar") + " (*.ics)"):
            self.write_calendar(chosen)

    def ask_table(self) -> None:
        """Ask which table is to be read."""
        kinds = _("Table") + " (*.csv *.tsv *.txt)"
        name, __ = QFileDialog.getOpenFileName(self._over, _("Read a table"), documents(), kinds)
        if name:
            self.read_table(Path(name))

    def ask_table_to_write(self) -> None:
        """Ask where the diary is to be saved as a table."""
        if chosen := self._chosen(_("Save as a table"), ".csv", _("Table") + " (*.csv)"):
            self.write_table(chosen)

    def write_calendar(self, path: Path) -> None:
        """Write what is due as a calendar file."""
        try:
            calendar(self._session.course, path, date.today())
        except HairtrackError as error:
            self._session.say(error_sentence(error))
            return
        self._tell(_("Saved as {file}. Saving it again later moves the dates in your calendar.", file=path.name))

    def read_table(self, path: Path) -> None:
        """Add the lines of a table to the diary and say which could not be read."""
        before = self._session.course

        def keep(found: tuple[Course, DiaryImport]) -> None:
            course, result = found
            if self._session.apply(_c("to undo", "read {file}", file=path.name), course):
                self._tell(import_words(path.name, result))

        self._jobs.start(
            lambda progress: import_diary(before, path, progress), what=_("Reading a table"), done=keep, edits=True
        )

    def write_table(self, path: Path) -> None:
        """Write every entry of the diary as a table."""
        course = self._session.course

        def tell(lines: int) -> None:
            self._tell(
                _n(
                    "Saved as {file}, {count} line. Any course can read it.",
                    "Saved as {file}, {count} lines. Any course can read it.",
                    lines,
                    file=path.name,
                )
            )

        self._jobs.start(lambda _progress: export_diary(course, path), what=_("Writing a table"), done=tell)

    def _chosen(self, title: str, suffix: str, kinds: str) -> Path | None:
        course = file_words(self._session.course.name) or _("Course")
        start = str(Path(documents()) / f"{course}{suffix}")
        name, __ = QFileDialog.getSaveFileName(self._over, title, start, kinds)
        return ending_in(suffix, Path(name), self._tell) if name else None
