"""The inspector's part while points are placed: what to do, the pairs, how well they fit, take or leave."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QVBoxLayout, QWidget

from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.align.landmark_pairs import SUGGESTED, Pair, Pairs, Side
from hairtrack.ui.widgets import button, label, row


class PointsPanel(QWidget):
    """Guides through placing points.

    Signals
    -------
    accepted, left
        Take the points, or leave them.
    chosen, removed : int
        Index of a pair.
    named : int, str
        Index of a pair and what it is called.
    put_back, read_wanted, write_wanted, freed
        Take back what snapping did; read points from a file; write them into one; align by itself instead.
    """

    accepted = Signal()
    left = Signal()
    chosen = Signal(int)
    removed = Signal(int)
    named = Signal(int, str)
    put_back = Signal()
    read_wanted = Signal()
    write_wanted = Signal()
    freed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.next = label("", "lead")
        self.fit = label("")
        self.wanted = label("", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Points placed"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        theme.fit(self.list.setFixedHeight, 112)
        self.list.currentRowChanged.connect(self._choose)
        self.accept = button(_("Use these points"), self.accepted.emit, role="primary")
        self.remove = button(_("Remove point"), self._remove, icon="delete", role="link")
        self.name = QComboBox(editable=True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItems(["", *SUGGESTED])
        self.name.setAccessibleName(_("Name of the point"))
        self.name.setToolTip(_("Name of the point (F2)"))
        field = self.name.lineEdit()
        assert field is not None
        field.setPlaceholderText(_("Name of the point"))
        field.editingFinished.connect(self._name)
        self.name.activated.connect(lambda _: self._name())
        self.snap = QCheckBox(_("Move a click to the same mark"))
        self.snap.setChecked(True)
        self.snap.setToolTip(
            _("After the second click, where the surroundings of the mark leave no doubt. Hair pulls no click.")
        )
        self.moved = label("", "muted")
        self.back = button(_("Put it back"), self.put_back.emit, role="link", icon="undo")
        self.read = button(_("Read from a file …"), self.read_wanted.emit, role="link")
        self.write = button(_("Save to a file …"), self.write_wanted.emit, role="link")
        self.free = button(_("Align by itself instead"), self.freed.emit, role="link", icon="unlock")
        self.free.setToolTip(_("The points are kept, to be used again."))
        hint = _("Good marks stay on the skin: {marks}. Well spread ones serve best.", marks=", ".join(SUGGESTED))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (
            self.next,
            self.fit,
            self.moved,
            self.back,
            self.wanted,
            row(self.accept, button(_("Leave"), self.left.emit)),
            self.list,
            self.name,
            row(self.remove),
            self.snap,
            label(hint, "muted"),
            row(self.read, self.write),
            self.free,
        ):
            column.addWidget(widget)
        self.say_moved("")
        self.show_wanted("")

    def show_pairs(self, pairs: Pairs, chosen: int | None) -> None:
        """List the pairs and say what to click next."""
        index = pairs.to_complete(chosen)
        number = pairs.called(len(pairs.pairs) if index is None else index)
        if index is None:
            said = _("Click mark {number} in the reference photo, left.", number=number)
        elif pairs.pairs[index].lacks is Side.MOVING:
            said = _("Now click the same mark {number} in the photo at the right.", number=number)
        else:
            said = _("Now click the same mark {number} in the reference photo, left.", number=number)
        if said != self.next.text():
            self.next.setText(said)
            self._announce(said)
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([_line(pairs.called(k), pair) for k, pair in enumerate(pairs.pairs)])
            self.list.setCurrentRow(-1 if chosen is None else chosen)
        self.remove.setEnabled(chosen is not None)
        self.name.setEnabled(chosen is not None)
        if not self.name.hasFocus() or chosen is None:
            self.name.setCurrentText(shown(pairs.pairs[chosen].name) if chosen is not None else "")
        self.write.setEnabled(bool(pairs.landmarks()))

    def ask_name(self) -> None:
        """Let the chosen point be named by keys."""
        if self.name.isEnabled():
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field = self.name.lineEdit()
            assert field is not None
            field.selectAll()

    def show_fit(self, text: str, *, usable: bool) -> None:
        """Say how well the points fit."""
        self.fit.setText(text)
        self.accept.setEnabled(usable)

    def show_wanted(self, text: str) -> None:
        """Say where another point would help most or what is known from earlier, or nothing."""
        if text and text != self.wanted.text():
            self._announce(text)
        self.wanted.setText(text)
        self.wanted.setVisible(bool(text))

    def say_moved(self, text: str) -> None:
        """Say that a click was moved to its mark, or nothing."""
        self.moved.setText(text)
        self.moved.setVisible(bool(text))
        self.back.setVisible(bool(text))
        if text:
            self._announce(text)

    def _announce(self, text: str) -> None:
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _choose(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(index)

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.removed.emit(self.list.currentRow())

    def _name(self) -> None:
        if self.list.currentRow() >= 0:
            self.named.emit(self.list.currentRow(), self.name.currentText())


def _line(called: str, pair: Pair) -> str:
    if pair.lacks is None:
        return _("Point {number}: in both photos", number=called)
    if pair.lacks is Side.MOVING:
        return _("Point {number}: still to be found at the right", number=called)
    return _("Point {number}: still to be found at the left", number=called)
