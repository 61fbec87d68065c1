"""A comparison saved as a picture, to be shown to somebody: the two photos, their days, the values and the verdict."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from hairtrack.course import Photo
from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.report.choices import Choices, ChosenPair, ReportKind
from hairtrack.ui import theme
from hairtrack.ui.file_names import documents
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.report.outcome import Outcome
from hairtrack.ui.report.saving import Saving
from hairtrack.ui.session import Session
from hairtrack.ui.widgets import button
from hairtrack.ui.words import view_words
from hairtrack.workflow.report.write import WrittenReport, write_pages

_KINDS = {"JPEG (*.jpg)": ".jpg", "PNG (*.png)": ".png"}
_TIP = _("The two photos as they were taken, with their days, values and verdict, and nothing else about you")
_DOTS_PER_INCH = 200


class ComparisonPicture(QWidget):
    """Asks where the picture of the present pair goes, and writes it beside other work."""

    def __init__(self, session: Session, jobs: Jobs, over: QWidget) -> None:
        super().__init__()
        self._session, self._over = session, over
        self._pair: tuple[Photo, Photo] | None = None
        self.outcome = Outcome()
        self._saving = Saving(jobs, self.outcome, over, session.say)
        self._saving.busy.connect(lambda _: self._allow())
        self.save = button(
            _("Save as a picture"), self.ask_place, icon="export", role="link", tip=_TIP, shortcut="Ctrl+S", over=over
        )
        self.cover = QCheckBox(_("Cover what I covered"))
        self.cover.setChecked(True)
        self.cover.setToolTip(_("Plain grey over your face, or whatever you chose to cover in this view"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GAP // 2)
        for widget in (self.save, self.cover, self.outcome):
            inside.addWidget(widget)
        self.show_pair(None)

    def show_pair(self, pair: tuple[Photo, Photo] | None) -> None:
        """Offer the picture of two photos, or of none."""
        if pair != self._pair:
            self.outcome.clear()
        self._pair = pair
        self.cover.setVisible(pair is not None and bool(self._session.course.covers))
        self._allow()

    def _allow(self) -> None:
        self.save.setEnabled(self._pair is not None and not self._saving.writing)

    def ask_place(self) -> None:
        """Let the user choose where the picture goes."""
        if self._pair is None:
            return
        # The name of the course is not in it: a picture is often shown to people who need not know it.
        before, after = self._pair
        name = _(
            "{view} {before} to {after}", view=view_words(before.view), before=before.taken_on, after=after.taken_on
        )
        start = Path(documents()) / f"{name}.jpg"
        chosen, kind = QFileDialog.getSaveFileName(self._over, _("Save the comparison"), str(start), ";;".join(_KINDS))
        if chosen:
            path = Path(chosen)
            known = path.suffix.lower() in (".jpg", ".jpeg", ".png")
            self.export(path if known else path.with_name(f"{path.name}{_KINDS.get(kind, '.jpg')}"))

    def export(self, path: Path) -> None:
        """Write the picture of the present pair."""
        if self._pair is None:
            return
        before, after = self._pair
        folder, course = self._session.folder, self._session.course
        choices = Choices(
            kind=ReportKind.COMPARISON,
            name="",
            pairs=(ChosenPair(before=before.sha256, after=after.sha256),),
            cover=self.cover.isVisibleTo(self) and self.cover.isChecked(),
        )

        def work(progress: Progress) -> WrittenReport:
            return write_pages(folder, course, path, choices, progress, dots_per_inch=_DOTS_PER_INCH)

        self._saving.write(work, what=_("Saving the picture"), path=path, told=_told)


def _told(written: WrittenReport) -> str:
    return " ".join((_("Saved as {file}.", file=written.path.name), *written.notes))
