"""Other files that leave a course: tables, the whole course, a calendar, copies of photos, the pages as pictures."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.language import _, _c, _n
from hairtrack.ui.diary.files import DiaryFiles
from hairtrack.ui.fold import Fold
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.report.outcome import Outcome
from hairtrack.ui.report.saving import Saving
from hairtrack.ui.session import Session
from hairtrack.ui.widgets import button, label
from hairtrack.ui.words import file_words, left_uncopied
from hairtrack.workflow.courses import export_course
from hairtrack.workflow.share_copies import share_copies

_TABLE = (".csv", _("Table"))
_WHOLE = (".json", _("Whole course"))


class OtherFiles(Fold):
    """A folded list of what else can be saved.

    Signals
    -------
    pages_wanted
        The pages of the report are wanted as pictures.
    """

    pages_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, over: QWidget) -> None:
        self.outcome = Outcome()
        self._session = session
        self._cover = False
        self._why_not: dict[QPushButton, str] = {}
        self.saving = Saving(jobs, self.outcome, over, session.say)
        self.saving.busy.connect(lambda _on: self._allow())
        self._diary = DiaryFiles(session, jobs, over, self.outcome.say)
        self.pages = button(_("Pages as pictures (PNG)"), self._want_pages, icon="photos", role="link")
        self.values = button(_("Table of values (CSV)"), self.ask_values, icon="export", role="link")
        self.whole = button(_("Whole course (JSON)"), self.ask_course, icon="export", role="link")
        self.diary = button(_("Diary as a table (CSV)"), self._diary.ask_table_to_write, icon="export", role="link")
        self.calendar = button(_("What is due, as a calendar"), self._diary.ask_calendar, icon="calendar", role="link")
        self.copies = button(_("Copies of the photos"), self.ask_copies, icon="copy", role="link")
        about = label(_("These have the course's own name and all of its days, whatever is chosen above."), "muted")
        inside = (self.pages, about, self.values, self.whole, self.diary, self.calendar, self.copies, self.outcome)
        super().__init__(_("Other files"), *inside)

    def show_course(self, course: Course, *, cover: bool) -> None:
        """Offer what there is something of; copies are covered where the report is."""
        self._cover = cover
        words = _("Copies of the photos, faces covered") if cover else _("Copies of the photos")
        self.copies.setText(words)
        self.copies.setAccessibleName(words)
        self._why_not = {
            self.values: "" if course.measurements else _("Nothing is measured yet"),
            self.diary: "" if course.diary != Diary() else _("The diary is empty"),
            self.calendar: ""
            if course.photos or course.diary != Diary()
            else _("There is nothing yet to be due after"),
            self.copies: "" if course.photos else _("There is no photo yet"),
        }
        self._allow()

    def _allow(self) -> None:
        """Offer what there is something of, one at a time."""
        for made in (self.pages, self.whole, self.values, self.diary, self.calendar, self.copies):
            why_not = self._why_not.get(made, "")
            made.setEnabled(not why_not and not self.saving.writing)
            made.setToolTip(why_not)
            made.setAccessibleDescription(why_not)

    def ask_values(self) -> None:
        """Ask where the table of all measured values is to be saved."""
        self.saving.ask_file(
            _("Save the table of values"), self._name(_c("name of a file", "values")), _TABLE, self._write_course
        )

    def ask_course(self) -> None:
        """Ask where the whole course is to be saved."""
        self.saving.ask_file(
            _("Save the whole course"), self._name(_c("name of a file", "course")), _WHOLE, self._write_course
        )

    def ask_copies(self) -> None:
        """Ask where copies of all photos are to be saved."""
        self.saving.ask_folder(_("Choose where copies of the photos go"), self.write_copies)

    def write_copies(self, into: Path) -> None:
        """Write copies of all photos, without anything but their pixels."""
        folder, course = self._session.folder, self._session.course
        covers_of = course if self._cover else None

        def told(made: tuple[Path, ...]) -> str:
            words = _n(
                "{count} copy saved, without place or camera.",
                "{count} copies saved, without place or camera.",
                len(made),
            )
            left = len(course.photos) - len(made)
            return f"{words} {left_uncopied(left)}" if left else words

        self.saving.write(
            lambda progress: share_copies(folder, course.photos, into, progress, covers_of=covers_of),
            what=_("Saving copies"),
            path=into,
            told=told,
            stopped=_("Stopped. The copies that were saved by then stay there."),
        )

    def _write_course(self, path: Path) -> None:
        course = self._session.course
        self.saving.write(
            lambda _progress: export_course(course, path),
            what=_("Writing {file}", file=path.name),
            path=path,
            told=lambda _made: _("Saved as {file}.", file=path.name),
        )

    def _name(self, what: str) -> str:
        return " ".join((file_words(self._session.course.name) or _c("name of a file", "Course"), what))

    def _want_pages(self) -> None:
        self.pages_wanted.emit()
