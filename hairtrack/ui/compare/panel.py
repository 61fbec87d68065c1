"""What may be said about two photos: each region's numbers, what stands against them, what is alike, whose noise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hairtrack.analysis.change import Verdict
from hairtrack.analysis.comparability import Level
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.ui import theme
from hairtrack.ui.compare.change_panel import ChangePanel
from hairtrack.ui.fold import Fold
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.compare_photos import Comparison, RegionChange


class ComparisonPanel(QWidget):
    """The numbers of a comparison, what is to be kept in mind, and, folded, what they rest on.

    Signals
    -------
    chosen : str
        Id of the region whose verdict is to be said large.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Comparison, str] | None = None
        self._anyway = False
        self.changes = ChangePanel()
        self.changes.chosen.connect(self.chosen)
        self.anyway = button(
            _("Show the change anyway"),
            self._show_anyway,
            role="link",
            tip=_("What the two values alone would say, although these photos cannot be compared"),
        )
        self.reasons = label("", "body")
        self.conditions, self.noise = label("", "muted"), label("", "muted")
        self.rests_on = Fold(_("What this rests on"), self.conditions, self.noise)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GAP)
        for widget in (self.reasons, self.changes, self.anyway, self.rests_on):
            inside.addWidget(widget)
        self.clear()

    def clear(self) -> None:
        """Show nothing, and keep back again what the next photos cannot show."""
        self._shown, self._anyway = None, False
        self.changes.show_changes((), "")
        self.anyway.setVisible(False)
        self.rests_on.setVisible(False)
        for words in (self.reasons, self.conditions, self.noise):
            _tell(words, "")

    def show_comparison(self, comparison: Comparison, region: str) -> None:
        """Show what may be said.

        Parameters
        ----------
        comparison : Comparison
        region : str
            Id of the region that is said large elsewhere, with why it cannot be compared where it cannot.
        """
        self._shown = comparison, region
        self.changes.show_changes(comparison.changes, region, anyway=self._anyway)
        self.anyway.setVisible(not self._anyway and any(found.withheld for found in comparison.changes))
        chosen = next((found for found in comparison.changes if found.region.id == region), None)
        _tell(self.reasons, _to_keep_in_mind(comparison, chosen))
        alike = ", ".join(finding.condition.words for finding in comparison.findings if finding.level is Level.FINE)
        _tell(self.conditions, _("Alike in both photos: {conditions}.", conditions=alike) if alike and chosen else "")
        judged = chosen is not None and chosen.before is not None and chosen.after is not None
        _tell(self.noise, noise_sentence(chosen.noise) if chosen is not None and judged else "")
        self.rests_on.setVisible(any(words.text() for words in (self.conditions, self.noise)))

    def _show_anyway(self) -> None:
        self._anyway = True
        if self._shown is not None:
            self.show_comparison(*self._shown)


def _to_keep_in_mind(comparison: Comparison, chosen: RegionChange | None) -> str:
    """Give the reasons that are not said above already."""
    if chosen is None:
        return "\n\n".join(map(reason_sentence, comparison.reasons))
    if chosen.change.verdict is Verdict.NOT_COMPARABLE or not chosen.change.reasons:
        return ""
    return "\n\n".join([_("Keep in mind:"), *map(reason_sentence, chosen.change.reasons)])


def _tell(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))
