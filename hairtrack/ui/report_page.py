"""The report page: what goes to the next appointment, seen before it is saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog

from hairtrack.course import View
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.report.choices import Choices, ChosenPair
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.paper import Paper
from hairtrack.ui.widgets import Inspector, button, label
from hairtrack.ui.words import count_words, view_words, visit_words
from hairtrack.workflow.report.write import WrittenReport, preview_report, write_report

_SETTLE_MS = 250


class ReportPage(Page):
    """Chooses what stands on page one, shows it, and writes the PDF."""

    name = "report"
    title = "Report"
    icon = "report"
    pairs = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.paper = Paper("Page one of the report")
        self.stage = self.paper
        self._panel = Inspector("Report: what it shows")
        self.inspector = self._panel
        self.save = button("Save as PDF", self.ask_place, role="primary", icon="export")
        self.view = QComboBox()
        self.view.setAccessibleName("View on page one")
        self.before = QComboBox()
        self.before.setAccessibleName("Before")
        self.after = QComboBox()
        self.after.setAccessibleName("After")
        self._fill_panel()
        self.view.activated.connect(lambda _: self.session.select_view(View(self.view.currentData())))
        self.before.activated.connect(lambda _: self.session.select(before=self.before.currentData()))
        self.after.activated.connect(lambda _: self.session.select(after=self.after.currentData()))
        self._job: Job | None = None
        self._in_front = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self._preview)
        self.session.opened.connect(self.paper.clear)
        self.session.course_changed.connect(self._refresh)
        self.session.selection_changed.connect(self._refresh)

    def _fill_panel(self) -> None:
        panel = self._panel
        panel.add(self.save)
        panel.section("On page one")
        for words, box in (("View", self.view), ("Before", self.before), ("After", self.after)):
            panel.add(label(words, "muted"))
            panel.add(box)
        panel.section("What is in it")
        panel.add(
            label(
                "Page one: the two photos, what changed and how sure that is. Then every view, the values, the diary "
                "and how they were measured. The photos in it carry no place and no camera data."
            )
        )

    def enter(self) -> None:
        """Show page one as it would be now."""
        self._in_front = True
        self._refresh()

    def leave(self) -> None:
        """Stop laying out pages that nobody sees."""
        self._in_front = False
        self._soon.stop()
        self._drop_job()

    # What is shown

    def _refresh(self) -> None:
        if not self._in_front:
            return
        session = self.session
        ready = bool(session.photos)
        self.save.setEnabled(ready)
        self._fill_boxes()
        visits = session.course.visits()
        if ready:
            span = f"{visit_words(session.course, visits[0])} to {visit_words(session.course, visits[-1])}"
            self._panel.say("For your next appointment", f"{count_words(len(visits), 'visit')}, {span}.", "title")
            if not self.paper.has_page:
                self.paper.show_words("Laying out page one")
            self._soon.start()
        else:
            self._panel.say("Nothing to report yet", "Add photos and say when they were taken.", "title")
            self.paper.clear()
            self.paper.show_words("There is no dated photo yet.")

    def _fill_boxes(self) -> None:
        session = self.session
        views = [(view_words(view), view.value) for view in session.course.views()]
        _fill(self.view, views, session.view.value if session.view else "")
        photos = [(visit_words(session.course, photo.taken_on), photo.sha256) for photo in session.photos]
        _fill(self.before, photos, session.before.sha256 if session.before else "")
        _fill(self.after, photos, session.after.sha256 if session.after else "")

    def _preview(self) -> None:
        self._drop_job()
        session = self.session
        if not session.is_open or not session.photos:
            return
        self.paper.show_words("Laying out page one")
        folder, course, choices = session.folder, session.course, self._choices()

        def work(progress: Progress) -> bytes:
            return preview_report(folder, course, choices, progress, first_only=True)[0]

        self._job = self.jobs.start(
            work, what="Laying out page one", done=self._show_page, failed=self._refused, quiet=True
        )

    def _choices(self) -> Choices:
        before, after = self.session.before, self.session.after
        return Choices(pairs=(ChosenPair(before=before.sha256, after=after.sha256),) if before and after else ())

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_page(self, page: bytes) -> None:
        self._job = None
        course, pair = self.session.course, (self.session.before, self.session.after)
        days = [visit_words(course, photo.taken_on) for photo in pair if photo]
        self.paper.show_page(QImage.fromData(page), f"Report of {course.name}: {' and '.join(days)}")

    def _refused(self, error: HairtrackError) -> None:
        self._job = None
        self.paper.clear()
        self.paper.show_words(error_sentence(error))

    # Saving

    def ask_place(self) -> None:
        """Let the user choose where the PDF goes."""
        course = self.session.course
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = course.visits()[-1].isoformat() if course.visits() else ""
        plain = "".join(c if c.isalnum() or c in " -_" else " " for c in course.name)
        start = Path(documents) / f"{' '.join(plain.split()) or 'Course'} {last}.pdf"
        name, _ = QFileDialog.getSaveFileName(self.stage, "Save the report", str(start), "PDF (*.pdf)")
        if name:
            path = Path(name)
            self.export(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def export(self, path: Path) -> None:
        """Write the PDF beside other work."""
        session = self.session
        folder, course, choices = session.folder, session.course, self._choices()

        def work(progress: Progress) -> WrittenReport:
            return write_report(folder, course, path, choices, progress)

        self.jobs.start(work, what="Writing the report", done=self._saved)

    def _saved(self, report: WrittenReport) -> None:
        words = " ".join((f"The report was saved as {report.path}.", *report.notes))
        self.session.say(words, "Open", partial(_open, report.path))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _fill(box: QComboBox, options: list[tuple[str, str]], chosen: str) -> None:
    """Give a box its options anew, without telling."""
    with QSignalBlocker(box):
        if [(box.itemText(k), box.itemData(k)) for k in range(box.count())] != options:
            box.clear()
            for words, key in options:
                box.addItem(words, key)
        box.setCurrentIndex(box.findData(chosen))
        box.setEnabled(len(options) > 1)
