"""What the photos page shows while there is none: where to drop them, and how to take them."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui.widgets import Sheet, button, label, on_the_table, row

_TIPS = (
    _("Use the originals from the phone, not copies from a chat: those are small and have lost their date."),
    _("Take each view from the same place: arm's length, by the same window, hair dry and combed the same way."),
    _("One photo a month of each view is enough. Between two weeks there is nothing to see but noise."),
)
_WIDE = 620
"""The sheet at most, in pixels at 100 %."""


class EmptyPhotos(QWidget):
    """A place to drop photos on, with two buttons and three hints."""

    def __init__(self, ask_files: Callable[[], None], ask_folder: Callable[[], None]) -> None:
        super().__init__()
        sheet = Sheet(
            _WIDE,
            label(_("Drop photos or folders here"), "title"),
            label(_("Sixty at once are fine. They are sorted by date, and doubles are left out."), "muted"),
            row(
                button(_("Choose photos"), ask_files, icon="photos", role="primary"),
                button(_("Choose a folder"), ask_folder, icon="folder"),
            ),
            *map(label, _TIPS),
        )
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(on_the_table(sheet))
