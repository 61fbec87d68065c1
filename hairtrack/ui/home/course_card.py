"""One course in the list of those that were open lately. Knows no session and no jobs."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.widgets import label, tool

_PICTURE = 72


class CourseCard(QWidget):
    """A course's name, its newest photo, and what waits.

    Signals
    -------
    opened, forgotten : Path
        The user wants it open, or off the list.
    """

    opened = Signal(object)
    forgotten = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.door = QPushButton()
        self.door.setProperty("role", "card")
        self.door.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.door.setMinimumHeight(_PICTURE + 2 * theme.GAP)
        self.door.clicked.connect(lambda: self.opened.emit(self.path))
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(_PICTURE, _PICTURE))
        self._picture.setProperty("role", "surround")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = label(path.stem, "lead")
        self._words = label("", "muted")
        self._waits = label("")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        for words in (self._name, self._words, self._waits):
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
        row.addWidget(tool("close", f"Take {path.stem} off this list", lambda: self.forgotten.emit(self.path)))
        self._show(path.stem, "", "")

    def show_course(self, name: str, words: str, waiting: str, picture: QPixmap | None) -> None:
        """Show what was found.

        Parameters
        ----------
        name, words, waiting : str
            The course's name, how far it is, what is due.
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
        self._show(name, words, waiting)

    def show_problem(self, words: str) -> None:
        """Say why it cannot be opened."""
        self.door.setEnabled(False)
        self._show(self.path.stem, words, "")

    def _show(self, name: str, words: str, waiting: str) -> None:
        for part, text in ((self._name, name), (self._words, words), (self._waits, waiting)):
            part.setText(text)
            part.setVisible(bool(text))
        self.door.setAccessibleName(f"Open {name}")
        self.door.setAccessibleDescription(f"{words} {waiting}".strip())
        self.door.setToolTip(str(self.path))
