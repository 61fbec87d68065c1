"""What the photos page shows while there is none: where to drop them, and how to take them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row

_TIPS = (
    _("Use the originals from the phone, not copies from a chat: those are small and have lost their date."),
    _("Take each view from the same place: arm's length, by the same window, hair dry and combed the same way."),
    _("One photo a month of each view is enough. Between two weeks there is nothing to see but noise."),
)


class EmptyPhotos(QWidget):
    """A place to drop photos on, with two buttons and three hints."""

    def __init__(self, ask_files: Callable[[], None], ask_folder: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "surround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        theme.fit(sheet.setMaximumWidth, 620)
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(2 * theme.WIDE, 2 * theme.WIDE, 2 * theme.WIDE, 2 * theme.WIDE)
        stack.setSpacing(theme.PAD)
        stack.addWidget(label(_("Drop photos or folders here"), "title"))
        stack.addWidget(label(_("Sixty at once are fine. They are sorted by date, and doubles are left out."), "muted"))
        stack.addWidget(
            row(
                button(_("Choose photos"), ask_files, icon="photos", role="primary"),
                button(_("Choose a folder"), ask_folder, icon="folder"),
            )
        )
        for tip in _TIPS:
            stack.addWidget(label(tip))
        around = QHBoxLayout(self)
        around.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        around.addStretch(1)
        around.addWidget(sheet, 10, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)
