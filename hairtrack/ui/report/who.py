"""Whose name stands on a report: the course's own, an alias, or none."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.report.wishes import Who, Wishes
from hairtrack.ui.widgets import Choice, label
from hairtrack.ui.words import breakable

_PAUSE_MS = 400
_OPTIONS = ((Who.NAME, _("Name"), "", ""), (Who.ALIAS, _("Alias"), "", ""), (Who.NOBODY, _("No name"), "", ""))
_HIDDEN = _("The names of photo files stay out too.")
_WAITS = _("Until you type one, nobody is named.")


class WhoChoice(QWidget):
    """Three buttons, and a field for the alias.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice(_OPTIONS, self._choose, _("Whose name stands on the report"))
        self.alias = QLineEdit()
        self.alias.setAccessibleName(_("Alias"))
        self.alias.setPlaceholderText(_("Such as patient 12"))
        self.alias.setMaxLength(80)
        self.words = label("", "muted")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.settle)
        self.alias.textEdited.connect(lambda _text: self._soon.start())
        self.alias.editingFinished.connect(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for widget in (self.choice, self.alias, self.words):
            column.addWidget(widget)

    def begin(self, wishes: Wishes) -> None:
        """Take the field for another course, so that nothing typed for the last one goes over to it."""
        self._soon.stop()
        with QSignalBlocker(self.alias):
            self.alias.setText(wishes.alias)

    def show_wishes(self, wishes: Wishes, name: str) -> None:
        """Show what is chosen.

        Parameters
        ----------
        wishes : Wishes
        name : str
            Of the course.
        """
        self.choice.show_key(wishes.who)
        self.alias.setVisible(wishes.who is Who.ALIAS)
        if not self._soon.isActive() and self.alias.text().strip() != wishes.alias:
            with QSignalBlocker(self.alias):
                self.alias.setText(wishes.alias)
        waits = wishes.who is Who.ALIAS and not wishes.name
        hidden = _WAITS if waits else _HIDDEN
        self.words.setText(breakable(name) if wishes.who is Who.NAME else hidden)

    def settle(self) -> None:
        """Take what was typed, now."""
        self._soon.stop()
        self.changed.emit({"alias": self.alias.text().strip()})

    def _choose(self, key: str) -> None:
        self.changed.emit({"who": Who(key)})
        if key == Who.ALIAS:
            self.alias.setFocus()
