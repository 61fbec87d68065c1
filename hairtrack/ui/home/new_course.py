"""The form for a new course: a name, and where its folder shall lie. Knows no session and no jobs."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.settings import courses_path
from hairtrack.ui.widgets import button, label, row

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class NewCourse(QWidget):
    """Asks for what a new course needs.

    Signals
    -------
    wanted : Path, str
        The folder to make and the course's name.
    given_up
        The user went back.
    """

    wanted = Signal(object, str)
    given_up = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the course"))
        self.name.setPlaceholderText(_("My hair"))
        self.name.setMaxLength(80)
        self._where = label("", "muted")
        self.go = button(_("Begin"), self._want, role="primary", icon="check")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.PAD)
        stack.addWidget(label(_("A new course"), "title"))
        stack.addWidget(
            label(_("One course holds one person's photos and diary. Give it a name that you will recognise."))
        )
        stack.addWidget(self.name)
        stack.addWidget(self._where)
        stack.addWidget(
            row(
                self.go,
                button(_("Another place"), self._ask_place, icon="folder"),
                button(_("Back"), self.given_up.emit, role="link"),
            )
        )
        self.name.textChanged.connect(self._show_place)
        self.name.returnPressed.connect(self._want)
        QShortcut(QKeySequence("Esc"), self, self.given_up.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_place()

    def lie_in(self, home: Path) -> None:
        """Suggest another folder for the course's own."""
        self._home = home
        self._show_place()

    def begin(self) -> None:
        """Start afresh, with the keyboard on the name."""
        self.name.clear()
        self.name.setFocus()
        self._show_place()

    @property
    def path(self) -> Path:
        """The folder that would be made: free, and with a name that every disk takes."""
        plain = " ".join(_UNFIT.sub(" ", self._title).split()).strip(" .") or _("Course")
        first = self._home / f"{plain}.hairtrack"
        others = (self._home / f"{plain} {k}.hairtrack" for k in range(2, 1000))
        return next((path for path in (first, *others) if not path.exists()), first)

    @property
    def _title(self) -> str:
        return self.name.text().strip() or self.name.placeholderText()

    def _show_place(self) -> None:
        self._where.setText(_("It will lie in {path}", path=self.path))

    def _ask_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where the course's folder shall lie"), str(self._home))
        if chosen:
            self._home = Path(chosen)
            self._show_place()

    def _want(self) -> None:
        self.wanted.emit(self.path, self._title)


def ask_course(parent: QWidget, recent: Sequence[str]) -> Path | None:
    """Let the user choose the folder of a course to open."""
    start = Path(recent[0]).parent if recent else courses_path()
    title = _("Open a course: a folder that ends in .hairtrack")
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None
