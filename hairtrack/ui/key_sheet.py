"""The keys, on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.widgets import label

_EVERYWHERE = (
    ("1 to 7", "Go to a page"),
    ("Left, Right", "The visit before or after"),
    ("Home, End", "The first or last visit"),
    ("Shift + click or arrows", 'Choose the "after" photo'),
    ("Tab in a photo, Ctrl+I", "Fold the column at the right"),
    ("Ctrl+T", "Fold the timeline"),
    ("F6", "Go to the next pane"),
    ("F11, Escape", "The photos alone on the full screen, and back"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
    ("Ctrl+N, Ctrl+O, Ctrl+W", "New, open, close a course"),
    ("Ctrl+Shift+A, Ctrl+V", "Add photos, paste photo files"),
    ("Ctrl+G", "How to take the next photo"),
    ("?", "This sheet"),
)
_DIARY = (
    ("Alt+Y, Alt+M", "A day in one line; all that can be added"),
    ("Alt+T, D, F, S", "Treatment, dose, side effect, symptom"),
    ("Alt+B, W, N, R", "Blood test, haircut, note, reminder"),
    ("Alt+P, G, I, O", "Pause, session, missed, planned tests"),
    ("Alt+Q, L, A", "Brows and lashes, SALT, stage"),
)
_PHOTO = (
    ("Wheel, +, -", "Larger, smaller"),
    ("0, Z", "Fit, true size"),
    ("Drag, arrows", "Move the photo"),
)
_COMPARE = (
    ("B, W, O, S, M", "Blink, wipe, onion skin, side by side, change map"),
    ("Space", "Show the other photo while held"),
    ("P", "Blink by itself"),
    ("V, H, [, ]", "Wipe line upright, level, turned"),
    ("L", "Loupe over both photos"),
    ("U, Alt + arrows", "Move one photo alone, by pixels (Shift: ten)"),
    ("Shift+U", "Put it back as it is aligned"),
    ("R", "Show the regions"),
    ("X", "Exchange before and after"),
    ("Ctrl+S", "Save as a picture"),
    ("Left, Right, Space", "Step through a time-lapse and play it, in its preview"),
    ("1 to 7, arrows and Return", "Answer, while rating blind"),
)
_COURSE = (
    ("Ctrl+1, 2, 3", "Coverage, SALT, blood tests"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Fewer days, more days, all of them"),
    ("Arrows", "The visit or the result before or after"),
    ("Ctrl+Left, Ctrl+Right", "The mark of the diary before or after"),
    ("Return", "Open the photo, or the entry in the diary"),
)
_REPORT = (
    ("Page Up, Page Down, Home, End", "Turn pages, in the page"),
    ("Ctrl+Page Up, Ctrl+Page Down", "Turn pages, from anywhere"),
    ("Space", "Read the page closer"),
    ("Ctrl+S", "Save as PDF"),
)
_GUIDE = (
    ("A, G, C", "Advice, ghost, camera"),
    ("[, ]", "The ghost fainter, stronger"),
    ("F", "The ghost over the whole screen"),
    ("Space", "Take the photo"),
    ("Ctrl+S", "Save as PDF"),
)
_DRAW = (
    ("V, G, F, E", "Change regions, draw by corners, free hand, an ellipse"),
    ("H, K, T", "Touch hair, touch skin, take out by the brush"),
    ("M", "Mark hair in another way"),
    ("Arrows, Space", "Move the pointer, place a point"),
    ("Return, Escape", "Close the outline, leave it"),
    ("[, ]", "The corner before or after; the width of the brush"),
    ("Insert, Delete", "Add, remove a corner; put back"),
    ("A, C, L", "Add a SALT area, copy to a view, colour"),
)


_WIDEST = 1080
"""Pixels; wider, the eye would lose the line from a key to its words."""


class KeySheet(QDialog):
    """Every key, in groups by where it works; never larger than the window it stands over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        left, right = QVBoxLayout(), QVBoxLayout()
        _add(left, "Everywhere", _EVERYWHERE)
        _add(left, "On Course", _COURSE)
        _add(left, "The diary, on Course", _DIARY)
        _add(left, "On Report", _REPORT)
        _add(right, "In a photo", _PHOTO)
        _add(right, "Comparing", _COMPARE)
        _add(right, "Drawing and placing points", _DRAW)
        _add(right, "The next photo", _GUIDE)
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, 0)
        sides.setSpacing(theme.WIDE)
        for side in (left, right):
            side.setSpacing(theme.GAP)
            side.addStretch(1)
            sides.addLayout(side, 1)
        sheet = QScrollArea()
        sheet.setAccessibleName("Keys")
        sheet.setWidgetResizable(True)
        sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(0, 0, theme.WIDE, 0)
        buttons.rejected.connect(self.reject)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, theme.PAD)
        stack.setSpacing(theme.PAD)
        stack.addWidget(sheet)
        stack.addWidget(buttons)
        width = min(_WIDEST, parent.width() - 2 * theme.WIDE)
        beneath = buttons.sizeHint().height() + 2 * theme.PAD
        self.resize(width, min(inside.heightForWidth(width) + beneath, parent.height() - 2 * theme.WIDE))


def _add(side: QVBoxLayout, title: str, keys: tuple[tuple[str, str], ...]) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.PAD)
    grid.setVerticalSpacing(6)
    for line, (key, words) in enumerate(keys):
        said = label(key)
        said.setWordWrap(False)
        for place, part in enumerate((said, label(words, "muted"))):
            grid.addWidget(part, line, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnMinimumWidth(0, 170)
    grid.setColumnStretch(1, 1)
    heading = label(title, "section")
    heading.setWordWrap(False)
    side.addWidget(heading)
    side.addLayout(grid)
    side.addSpacing(theme.GAP)
