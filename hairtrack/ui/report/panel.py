"""The inspector of the report page: choices in the order in which a person decides, and the button that saves."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.language import _, _n
from hairtrack.report.words import short_day
from hairtrack.ui import theme
from hairtrack.ui.fold import Fold
from hairtrack.ui.report.comparisons import Comparisons
from hairtrack.ui.report.files import OtherFiles
from hairtrack.ui.report.kind_choice import KindChoice
from hairtrack.ui.report.outcome import Outcome
from hairtrack.ui.report.photos import PaperChoice, PhotosChoice
from hairtrack.ui.report.scope import DaysAndNotes, ViewsAndRegions
from hairtrack.ui.report.who import WhoChoice
from hairtrack.ui.report.wishes import Part, Wishes, why_not
from hairtrack.ui.widgets import Inspector, button, label, rule

_NO_PAIRS = _("A poster shows the whole course, not single comparisons.")
_FOLDS = {
    "Comparisons": (_("Comparisons"), _("Comparisons: {chosen}")),
    "Views and regions": (_("Views and regions"), _("Views and regions: {chosen}")),
    "Days": (_("Days"), _("Days: {chosen}")),
    "Photos": (_("Photos"), _("Photos: {chosen}")),
    "Paper": (_("Paper"), _("Paper: {chosen}")),
}
"""What each fold is called, alone and with what is chosen in it."""


class ReportPanel(QWidget):
    """Choices above, saving beneath, where it is always seen.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    save_wanted

    Attributes
    ----------
    save : QPushButton
    outcome : Outcome
        Beside the button that saves.
    folds : dict of str to Fold
    """

    changed = Signal(object)
    save_wanted = Signal()

    def __init__(self, files: OtherFiles, over: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(_("Report: what is in it"))
        self.side = Inspector(_("Report: what is in it"))
        self.kind, self.who = KindChoice(), WhoChoice()
        self.comparisons, self.views, self.days = Comparisons(), ViewsAndRegions(), DaysAndNotes()
        self.photos, self.paper, self.files = PhotosChoice(), PaperChoice(), files
        self.save = button(
            _("Save as PDF"), self.save_wanted.emit, role="primary", icon="export", shortcut="Ctrl+S", over=over
        )
        self.outcome = Outcome()
        self.no_pairs = label(_NO_PAIRS, "muted")
        self.folds = {
            "Comparisons": Fold(_FOLDS["Comparisons"][0], self.no_pairs, self.comparisons),
            "Views and regions": Fold(_FOLDS["Views and regions"][0], self.views),
            "Days": Fold(_FOLDS["Days"][0], self.days),
            "Photos": Fold(_FOLDS["Photos"][0], self.photos),
            "Paper": Fold(_FOLDS["Paper"][0], self.paper),
        }
        self._lay_out()
        self.kind.chosen.connect(lambda kind: self.changed.emit({"kind": kind}))
        for part in (self.who, self.comparisons, self.views, self.days, self.photos, self.paper):
            part.changed.connect(self.changed)

    def _lay_out(self) -> None:
        self._choices = QWidget()
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.kind)
        column.addSpacing(theme.GAP)
        column.addWidget(label(_("Whose name stands on it"), "section"))
        column.addWidget(self.who)
        column.addSpacing(theme.GAP)
        for fold in (*self.folds.values(), self.files):
            column.addWidget(fold)
        self.side.add(self._choices)
        foot = QFrame()
        foot.setProperty("role", "panel")
        beneath = QVBoxLayout(foot)
        beneath.setContentsMargins(theme.PAD, theme.GAP, theme.PAD, theme.GAP)
        beneath.setSpacing(theme.GAP // 2)
        beneath.addWidget(self.outcome)
        beneath.addWidget(self.save)
        self._foot = foot
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side, 1)
        whole.addWidget(rule())
        whole.addWidget(foot)

    def begin(self, wishes: Wishes) -> None:
        """Forget what stands in fields from another course."""
        self.who.begin(wishes)
        self.days.begin()
        self.comparisons.forget()

    def show_wishes(self, wishes: Wishes, course: Course) -> None:
        """Show what is chosen, folded lines with it in a few words.

        Parameters
        ----------
        wishes : Wishes
        course : Course
        """
        visits = course.visits()
        self._choices.setVisible(True)
        self.side.say(
            _("Your report"),
            _n(
                "{count} visit, {first} to {last}",
                "{count} visits, {first} to {last}",
                len(visits),
                first=short_day(visits[0]),
                last=short_day(visits[-1]),
            )
            if visits
            else _("Your diary; there is no dated photo yet"),
            "title",
        )
        self.kind.show_kind(wishes.kind)
        for kind, made in self.kind.buttons.items():
            made.refuse(why_not(kind, course))
        self.who.show_wishes(wishes, course.name)
        pairs = wishes.uses(Part.PAIRS)
        self.no_pairs.setVisible(not pairs)
        self.comparisons.setVisible(pairs)
        said: dict[str, Callable[[], str]] = {
            "Comparisons": lambda: self.comparisons.show_wishes(wishes, course) if pairs else _("not on a poster"),
            "Views and regions": lambda: self.views.show_wishes(wishes, course),
            "Days": lambda: self.days.show_wishes(wishes, course),
            "Photos": lambda: self.photos.show_wishes(wishes, course),
            "Paper": lambda: self.paper.show_wishes(wishes),
        }
        for name, fold in self.folds.items():
            words = _FOLDS[name][1].format(chosen=said[name]())
            fold.switch.setText(words)
            fold.switch.setAccessibleName(words)
        for name in ("Comparisons", "Views and regions", "Photos"):
            self.folds[name].setVisible(bool(visits))
        self.files.show_course(course, cover=wishes.cover)

    def show_nothing(self, title: str, words: str) -> None:
        """Say that there is nothing to report."""
        self.side.say(title, words, "title")
        self._choices.setVisible(False)
        self.save.setEnabled(False)
