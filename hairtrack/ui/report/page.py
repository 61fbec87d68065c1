"""The report page: what goes to the next appointment, seen page by page before it is saved."""

from dataclasses import replace
from pathlib import Path

from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.language import _, _c, _n
from hairtrack.progress import Progress
from hairtrack.report.choices import Choices, ChosenPair, PaperSize, ReportKind
from hairtrack.ui.focus import order_focus
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.photos.cover_edits import CoverEdits
from hairtrack.ui.report.files import OtherFiles
from hairtrack.ui.report.kind_choice import KINDS
from hairtrack.ui.report.panel import ReportPanel
from hairtrack.ui.report.previews import Previews
from hairtrack.ui.report.saving import Saving
from hairtrack.ui.report.stage import ReportStage
from hairtrack.ui.report.wishes import Wishes, usual_paper, why_not, wishes_of
from hairtrack.ui.words import file_words
from hairtrack.workflow.report.write import WrittenReport, write_pages, write_report

_PDF, _PNG = (".pdf", "PDF"), (".png", _("Pictures"))


class ReportPage(Page):
    """Lets a person choose what a report is to be, shows it, and writes it."""

    name = "report"
    pairs = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.previews = Previews(self.session, self.jobs, self)
        self.stage = self.report_stage = ReportStage(self.previews)
        self.paper, self.closer = self.report_stage.paper, self.report_stage.closer
        self.files = OtherFiles(self.session, self.jobs, self.stage)
        self.inspector = self.panel = ReportPanel(self.files, self.stage)
        self.save = self.panel.save
        self._saving = Saving(self.jobs, self.panel.outcome, self.stage, self.session.say)
        self._pages = self.files.saving
        self.covers = CoverEdits(self.session, self.jobs, self.images, self)
        self._wishes = Wishes()
        self._in_front = self._covering = False
        self._connect()
        self._open()

    def _connect(self) -> None:
        panel = self.panel
        panel.changed.connect(self._change)
        panel.save_wanted.connect(self.ask_place)
        panel.comparisons.compared_wanted.connect(self._add_compared)
        panel.photos.covers_wanted.connect(self._edit_covers)
        self.covers.finished.connect(self._end_covers)
        self.files.pages_wanted.connect(self._ask_pages)
        self._saving.busy.connect(lambda _on: self._allow_saving())
        self.session.leaving.connect(self.panel.who.settle)
        self.session.opened.connect(self._open)
        self.session.course_changed.connect(self._refresh)
        self.session.selection_changed.connect(self._show_compared)

    # Coming and going

    def enter(self) -> None:
        """Show the report as it would be now."""
        self._in_front = True
        self._refresh()

    def leave(self) -> None:
        """Stop laying out pages that nobody sees, and end what was begun."""
        self.covers.close()
        self._in_front = False
        self.previews.rest()
        self.panel.outcome.clear()

    def _open(self) -> None:
        self.previews.clear()
        self.paper.clear()
        self.panel.outcome.clear()
        self.files.outcome.clear()
        paper = PaperSize(self.settings.paper) if self.settings.paper else usual_paper()
        self._wishes = wishes_of(self.settings.report.get(self.session.course.id), paper)
        self.panel.begin(self._wishes)

    # What is chosen

    @property
    def wishes(self) -> Wishes:
        """What was chosen, with a kind that this course can have."""
        kind = ReportKind.SUMMARY if why_not(self._wishes.kind, self.session.course) else self._wishes.kind
        return replace(self._wishes, kind=kind)

    @property
    def choices(self) -> Choices:
        """What the report is to be: as the preview shows it, and as it is saved."""
        return self.wishes.choices(self.session.course)

    def _change(self, fields: dict[str, object]) -> None:
        if not self.session.is_open:
            return
        wishes = replace(self._wishes, **fields)  # type: ignore[arg-type]
        if wishes != self._wishes:
            if wishes.kind is not self._wishes.kind:
                self.previews.page = 0  # another document is read from its beginning
            self._wishes = wishes
            self.settings.report[self.session.course.id] = wishes.plain()
            self.settings.save()
            self.panel.outcome.clear()
            self._refresh()

    def _add_compared(self) -> None:
        before, after = self.session.before, self.session.after
        if before is None or after is None:
            return
        pair = ChosenPair(before=before.sha256, after=after.sha256)
        others = tuple(kept for kept in self._wishes.pairs if kept != pair)
        views = tuple(view for view in self._wishes.no_views if view is not before.view)
        self._change({"pairs": (pair, *others), "no_views": views})

    # What is shown

    def _refresh(self) -> None:
        if not self._in_front or not self.session.is_open:
            return
        course = self.session.course
        if not course.visits() and course.diary == Diary():
            self._show_nothing(course)
            return
        wishes = self.wishes
        self.panel.show_wishes(wishes, course)
        self._show_compared()
        self._allow_saving()
        named = course.name if wishes.name is None else wishes.name
        kind = KINDS[wishes.kind][0]
        self.report_stage.show_pages(
            _("{kind} of {name}", kind=kind, name=named) if named else _("{kind}, without a name", kind=kind)
        )
        self.previews.want(course, self.choices)
        order_focus(self.panel)

    def _show_nothing(self, course: Course) -> None:
        self.previews.clear()
        self.paper.clear()
        words = (
            _("Your photos have no date yet. Say when they were taken, and a report can show them in order.")
            if course.photos
            else _(
                "A report shows dated photos, what was measured in them, and what you keep in the diary. Begin with "
                "the photos, or write into the diary on the page Course."
            )
        )
        self.panel.show_nothing(_("Nothing to report yet"), words)
        self.report_stage.show_nothing(_("Nothing to report yet"), words, lambda: self.go_to.emit("photos"))

    def _show_compared(self) -> None:
        if self._in_front:
            before, after = self.session.before, self.session.after
            self.panel.comparisons.add.setEnabled(before is not None and after is not None and before != after)

    # What is covered

    def _edit_covers(self) -> None:
        self._covering = True
        self._allow_saving()
        self.report_stage.put_in_front(self.covers.editor)
        self.covers.open()
        self.covers.editor.setFocus()
        order_focus(self.report_stage.window())

    def _end_covers(self) -> None:
        self._covering = False
        self._allow_saving()
        self.report_stage.show_bench()
        if self._in_front:
            self.panel.photos.edit.setFocus()

    # Saving

    def _allow_saving(self) -> None:
        # Nobody saves what they cannot see; the one next step is to be done with the covers.
        self.save.setEnabled(not self._saving.writing and not self._covering)

    def ask_place(self) -> None:
        """Let the user choose where the PDF goes."""
        self._saving.ask_file(_("Save the report"), self._file_name(), _PDF, self.export)

    def _ask_pages(self) -> None:
        self._pages.ask_file(_("Save the pages as pictures"), self._file_name(), _PNG, self.export_pages)

    def _file_name(self) -> str:
        """Name a file; unless the report has the course's name, nobody's is in it."""
        self.panel.who.settle()
        course = self.session.course
        last = course.visits()[-1].isoformat() if course.visits() else ""
        named = file_words(course.name) if self.wishes.name is None else ""
        return " ".join(filter(None, (named or _c("name of a file", "Report"), last)))

    def export(self, path: Path) -> None:
        """Write the PDF beside other work."""
        folder, course, choices = self.session.folder, self.session.course, self.choices
        kept = self.previews.kept

        def work(progress: Progress) -> WrittenReport:
            return write_report(folder, course, path, choices, progress, kept=kept)

        self._saving.write(work, what=_("Writing the report"), path=path, told=_told)

    def export_pages(self, path: Path) -> None:
        """Write the pages as pictures, one file for each."""
        folder, course, choices = self.session.folder, self.session.course, self.choices
        kept = self.previews.kept

        def work(progress: Progress) -> WrittenReport:
            return write_pages(folder, course, path, choices, progress, kept=kept)

        self._pages.write(work, what=_("Writing the pages"), path=path, told=_told)


def _told(report: WrittenReport) -> str:
    """Say what was written, and what to know about it."""
    first, last = report.paths[0].name, report.paths[-1].name
    if len(report.paths) > 1:
        said = _n(
            "Saved from {first} to {last}, {count} page.",
            "Saved from {first} to {last}, {count} pages.",
            report.pages,
            first=first,
            last=last,
        )
    elif report.pages:
        said = _n("Saved as {file}, {count} page.", "Saved as {file}, {count} pages.", report.pages, file=first)
    else:
        said = _("Saved as {file}.", file=first)
    return " ".join((said, *report.notes))
