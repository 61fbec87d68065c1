"""One course in the list of those that were open lately. Knows no session and no jobs."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import icons, theme
from hairtrack.ui.widgets import label, tool

_PICTURE = 88


class _Door(QPushButton):
    """As high as its words need, where a button asks only its own text."""

    def sizeHint(self) -> QSize:
        """Room for picture and words."""
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Room for the picture and the longest word."""
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Yes: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for words that wrap."""
        inside = self.layout()
        return inside.totalHeightForWidth(width) if inside is not None else super().heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for as much height as the width needs; layouts around it do not pass the question on."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need now."""
        self.setMinimumHeight(self.heightForWidth(self.width()))


class CourseCard(QWidget):
    """A course's name, its newest photo, what is due, and what waits.

    Signals
    -------
    opened, forgotten, folder_wanted : Path
        The user wants it open, off the list, or its folder shown.
    """

    opened = Signal(object)
    forgotten = Signal(object)
    folder_wanted = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.door = _Door()
        self.door.setProperty("role", "card")
        self.door.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.door.clicked.connect(lambda: self.opened.emit(self.path))
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(_PICTURE, _PICTURE))
        self._picture.setProperty("role", "surround")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = label(path.stem, "lead")
        self._words = label("", "muted")
        self._due = label("")
        self._waits = label("", "small")
        texts = QVBoxLayout()
        texts.setSpacing(theme.GAP // 4)
        texts.addStretch(1)
        for words in (self._name, self._words, self._due, self._waits):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            texts.addWidget(words)
        texts.addStretch(1)
        inside = QHBoxLayout(self.door)
        inside.setContentsMargins(theme.GAP, theme.GAP, theme.PAD, theme.GAP)
        inside.setSpacing(theme.PAD)
        inside.addWidget(self._picture)
        inside.addLayout(texts, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.door, 1)
        row.addWidget(tool("close", _("Take {name} off this list", name=path.stem), self._forget))
        self._show(path.stem)
        theme.fit(self.door.fit)

    def show_course(self, name: str, *, words: str, due: str, waiting: str, picture: QPixmap | None) -> None:
        """Show what was found.

        Parameters
        ----------
        name, words, due, waiting : str
            The course's name, how far it is, what is due, what is to be done with its photos.
        picture : QPixmap or None
            Its newest photo.
        """
        self.door.setEnabled(True)
        if picture is not None:
            ratio = self.devicePixelRatioF()
            side = round(_PICTURE * ratio)
            grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            scaled = picture.scaled(side, side, grown, Qt.TransformationMode.SmoothTransformation)
            middle = scaled.copy((scaled.width() - side) // 2, (scaled.height() - side) // 2, side, side)
            middle.setDevicePixelRatio(ratio)
            self._picture.setPixmap(middle)
        self._show(name, words, due, waiting)

    def show_problem(self, words: str) -> None:
        """Say why it cannot be opened."""
        self.door.setEnabled(False)
        self._show(self.path.stem, words)

    def _show(self, name: str, words: str = "", due: str = "", waiting: str = "") -> None:
        for part, text in ((self._name, name), (self._words, words), (self._due, due), (self._waits, waiting)):
            part.setText(text)
            part.setVisible(bool(text))
        self.door.setAccessibleName(_("Open {name}", name=name))
        self.door.setAccessibleDescription(". ".join(filter(None, (words, *due.splitlines(), waiting))))
        self.door.setToolTip(str(self.path))
        self.door.fit()

    def menu(self) -> QMenu:
        """Return what can be done with the course, by the right button or the menu key."""
        made = QMenu(self)
        open_ = made.addAction(_("Open"), lambda: self.opened.emit(self.path))
        open_.setEnabled(self.door.isEnabled())
        icons.put(open_, "open")
        shown = made.addAction(_("Show in its folder"), lambda: self.folder_wanted.emit(self.path))
        shown.setEnabled(self.path.parent.is_dir())
        icons.put(shown, "folder")
        made.addSeparator()
        icons.put(made.addAction(_("Take off this list"), self._forget), "close")
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done; the course's files are touched by none of it."""
        shown = self.menu()
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.popup(event.globalPos())

    def _forget(self) -> None:
        self.forgotten.emit(self.path)
