"""The keys, on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.widgets import label

_EVERYWHERE = (
    (_("1 to 7"), _("Go to a page")),
    (_("Left, Right"), _("The visit before or after")),
    (_("Home, End"), _("The first or last visit")),
    (_("Tab in a photo, Ctrl+I"), _("Fold the column at the right")),
    (_("Ctrl+T"), _("Fold the timeline")),
    (_("F6"), _("Go to the next part of the window")),
    (_("F11, Escape"), _("The photos alone on the full screen, and back")),
    (_("Ctrl+Z, Ctrl+Shift+Z"), _("Undo, redo")),
    (_("Ctrl+N, Ctrl+O, Ctrl+W"), _("New, open, close a course")),
    (_("Ctrl+Shift+A, Ctrl+V"), _("Add photos, paste photo files")),
    (_("Ctrl+G"), _("How to take the next photo")),
    (_("Ctrl+,"), _("Settings, and back")),
    (_("Ctrl+Alt++, Ctrl+Alt+-, Ctrl+Alt+0"), _("Larger text, smaller text, as at first")),
    (_("Menu key, right click"), _("What can be done with what is chosen")),
    (_("?"), _("This sheet")),
)
_DIARY = (
    (_("Alt+Y, Alt+M"), _("A day in one line; all that can be added")),
    (_("Alt+T, D, F, S"), _("Treatment, dose, side effect, symptom")),
    (_("Alt+B, W, N, R"), _("Blood test, haircut, note, reminder")),
    (_("Alt+P, G, I, O"), _("Pause, session, missed, planned tests")),
    (_("Alt+Q, L, A"), _("Brows and lashes, SALT, stage")),
)
_PHOTO = (
    (_("Wheel, +, -"), _("Larger, smaller")),
    (_("0, Z"), _("Fit, true size")),
    (_("Drag, arrows"), _("Move the photo")),
)
_COMPARE = (
    (_("B, W, O, S, M, Q"), _("Blink, wipe, onion skin, side by side, change map, four visits")),
    (_("Left, Right; with Shift"), _("Another photo after; another photo before")),
    (_("Home, End"), _("The first visit as before, the last as after")),
    (_("Arrows in the wipe"), _("Move the line; with Ctrl go to another visit")),
    (_("Ctrl + arrows, Ctrl + Space"), _("In the timeline: point at a visit, add it to side by side")),
    (_("J"), _("Match the tone, for looking only")),
    (_("Space"), _("Show the other photo while held")),
    (_("P"), _("Blink by itself")),
    (_("V, H, [, ]"), _("Wipe line upright, level, turned")),
    (_("L"), _("Loupe over both photos")),
    (_("U, Alt + arrows"), _("Move one photo alone, by pixels (Shift: ten)")),
    (_("Shift+U"), _("Put it back as it is aligned")),
    (_("R"), _("Show the regions")),
    (_("X"), _("Exchange before and after")),
    (_("Ctrl+S"), _("Save as a picture")),
    (_("Left, Right, Space"), _("Step through a time-lapse and play it, in its preview")),
    (_("1 to 7, arrows and Return"), _("Answer, while rating blind")),
)
_COURSE = (
    (_("Ctrl+1, 2, 3"), _("Coverage, SALT, blood tests")),
    (_("Ctrl++, Ctrl+-, Ctrl+0"), _("Fewer days, more days, all of them")),
    (_("Arrows"), _("The visit or the result before or after")),
    (_("Ctrl+Left, Ctrl+Right"), _("The mark of the diary before or after")),
    (_("Return"), _("Open the photo, or the entry in the diary")),
)
_REPORT = (
    (_("Page Up, Page Down, Home, End"), _("Turn pages, in the page")),
    (_("Ctrl+Page Up, Ctrl+Page Down"), _("Turn pages, from anywhere")),
    (_("Space"), _("Read the page closer")),
    (_("Ctrl+S"), _("Save as PDF")),
)
_GUIDE = (
    (_("A, G, C"), _("Advice, ghost, camera")),
    (_("[, ]"), _("The ghost fainter, stronger")),
    (_("F"), _("The ghost over the whole screen")),
    (_("Space"), _("Take the photo")),
    (_("Ctrl+S"), _("Save as PDF")),
)
_ALIGN = (
    (_("E"), _("Show how sure it is, place by place")),
    (_("Up, Down in the list"), _("The photo before or after; blinking goes on")),
)
_DRAW = (
    (_("V, G, F, E"), _("Change regions, draw by corners, free hand, an ellipse")),
    (_("H, K, T"), _("Touch hair, touch skin, take out by the brush")),
    (_("M"), _("Mark hair in another way")),
    (_("Arrows, Space"), _("Move the pointer, place a point")),
    (_("Return, Escape"), _("Close the outline, leave it")),
    (_("[, ]"), _("The corner before or after; the width of the brush")),
    (_("Insert, Delete"), _("Add, remove a corner; put back")),
    (_("A, C, L"), _("Add a SALT area, copy to a view, colour")),
)
_POINTS = (
    (_("N"), _("Go where the next point belongs")),
    (_("[, ]"), _("The point before or after")),
    (_("F2"), _("Name the point")),
    (_("Arrows; with Shift"), _("Move the chosen point by a pixel; farther")),
    (_("Delete, Escape"), _("Remove the point, let go of it")),
    (_("Ctrl+Z"), _("Take the last step of placing back")),
)


_LEFT = (
    (_("Everywhere"), _EVERYWHERE),
    (_("On Course"), _COURSE),
    (_("The diary, on Course"), _DIARY),
    (_("On Report"), _REPORT),
)
_RIGHT = (
    (_("In a photo"), _PHOTO),
    (_("Comparing"), _COMPARE),
    (_("Drawing and placing points"), _DRAW),
    (_("On Align"), _ALIGN),
    (_("Placing points to align"), _POINTS),
    (_("The next photo"), _GUIDE),
)
_WIDEST, _TWO_COLUMNS = 1080, 800
"""Pixels at 100 %; wider, the eye would lose the line from a key to its words."""


class KeySheet(QDialog):
    """Every key, in groups by where it works; never larger than the window it stands over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width = min(theme.px(_WIDEST), parent.width() - 2 * theme.WIDE)
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, 0)
        sides.setSpacing(theme.WIDE)
        # One column where two would break every line.
        for groups in (_LEFT, _RIGHT) if width >= theme.px(_TWO_COLUMNS) else (_LEFT + _RIGHT,):
            sides.addLayout(_side(groups), 1)
        sheet = QScrollArea()
        sheet.setAccessibleName(_("Keys"))
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
        beneath = buttons.sizeHint().height() + 2 * theme.PAD
        self.resize(width, min(inside.heightForWidth(width) + beneath, parent.height() - 2 * theme.WIDE))


def _side(groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QGridLayout:
    """Put groups beneath each other, with the words of all in one line from top to bottom."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.PAD)
    grid.setVerticalSpacing(theme.GAP // 2)
    grid.setColumnMinimumWidth(0, theme.px(176))
    grid.setColumnStretch(1, 1)
    for title, keys in groups:
        heading = label(title, "section")
        heading.setWordWrap(False)
        heading.setContentsMargins(0, theme.PAD if grid.count() else 0, 0, theme.GAP // 2)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for key, words in keys:
            said = label(key)
            said.setWordWrap(False)
            line = grid.rowCount()
            grid.addWidget(said, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, "muted"), line, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
