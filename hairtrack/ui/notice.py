"""Something to say at the top of the stage, with the one action that helps; and the bar that shows slow work."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from hairtrack.language import _
from hairtrack.progress import Pace
from hairtrack.ui import theme
from hairtrack.ui.jobs import Job
from hairtrack.ui.widgets import button, label, tool

_PATIENCE_MS = 250


class NoticeBar(QWidget):
    """One sentence or two, until it is closed or replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._do: Callable[[], None] | None = None
        self.text = label()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = button("", self._act)
        self._close = tool("close", _("Close this notice"), self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAD, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.PAD)
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.hide()

    def say(self, text: str, action: str | None = None, do: Callable[[], None] | None = None) -> None:
        """Show a notice in place of the one before."""
        self.text.setText(text)
        self._do = do
        self.action.setVisible(action is not None)
        self.action.setText(action or "")
        self.action.setAccessibleName(action or "")
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def turn_page(self) -> None:
        """Take away what offers an action, because it belonged to the page before."""
        if self._do is not None:
            self.hide()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()


class JobBar(QWidget):
    """What is being done, how far it is, and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs: list[Job] = []
        self._pace = Pace()
        # Work that is done at once must not make the window jump.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE_MS)
        self._soon.timeout.connect(self.show)
        self._what = QLabel()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = button(_("Cancel"), self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAD, 4, theme.PAD, 4)
        row.setSpacing(theme.PAD)
        row.addWidget(self._what, 2)
        row.addWidget(self._bar, 3)
        row.addWidget(self._stop)
        self.hide()

    def add(self, job: Job) -> None:
        """Show a job that has started."""
        self._jobs.append(job)
        job.progressed.connect(self._progress)
        self._refresh()

    def drop(self, job: Job) -> None:
        """Take away a job that has ended."""
        self._jobs.remove(job)
        self._refresh()

    def _refresh(self) -> None:
        if not self._jobs:
            self._soon.stop()
            self.hide()
        else:
            if not self.isVisible() and not self._soon.isActive():
                self._soon.start()
            waiting = _("  ({count} more waiting)", count=len(self._jobs) - 1) if len(self._jobs) > 1 else ""
            self._what.setText(f"{self._jobs[0].what}{waiting}")
            self._bar.setValue(0)
            self._pace = Pace()
            self._stop.setEnabled(not self._jobs[0].stopping)

    def _progress(self, share: float, what: str) -> None:
        if self._jobs:
            self._bar.setValue(round(1000 * share))
            parts = (f"{self._jobs[0].what}: {what}" if what else self._jobs[0].what, self._pace.left(share))
            self._what.setText(", ".join(part for part in parts if part))

    def _cancel(self) -> None:
        if self._jobs:
            self._jobs[0].stop()
            self._what.setText(_("{work}: stopping", work=self._jobs[0].what))
            self._stop.setEnabled(False)
