"""What can be added to the diary: what is used most as buttons, the rest in a menu, each with a key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from hairtrack.kept_words import inside
from hairtrack.language import _, _c
from hairtrack.ui import theme
from hairtrack.ui.widgets import button

ADD = (
    ("treatment", _("Treatment"), "pill", "Alt+T"),
    ("dose", _("Dose"), "edit", "Alt+D"),
    ("effect", _("Side effect"), "effect", "Alt+F"),
    ("symptom", _("Symptom"), "symptom", "Alt+S"),
    ("lab", _("Blood test"), "lab", "Alt+B"),
    ("groom", _("Haircut, wash"), "scissors", "Alt+W"),
    ("event", _("Note"), "event", "Alt+N"),
)
"""Kind, words, icon and key of what is added often."""

MORE = (
    ("pause", _("Pause of a treatment"), "Alt+P"),
    ("session", _("Session given"), "Alt+G"),
    ("missed", _("Missed doses"), "Alt+I"),
    ("plan", _("Planned blood tests"), "Alt+O"),
    ("score", _("Brows, lashes, quality of life"), "Alt+Q"),
    ("salt", _("Doctor's SALT"), "Alt+L"),
    ("stage", _("Stage of pattern hair loss"), "Alt+A"),
    ("reminder", _("Reminder"), "Alt+R"),
)
"""Kind, words and key of the rest."""

_MENU_KEY = "Alt+M"


class DiaryAdders(QWidget):
    """The buttons above the diary.

    Attributes
    ----------
    buttons : dict
        By kind, the button that opens its form; those of the menu share one.
    """

    def __init__(self, add: Callable[[str], None]) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP // 2)
        for kind, words, icon, keys in ADD:
            self.buttons[kind] = button(
                words,
                partial(add, kind),
                icon=icon,
                role="link",
                tip=_("Add: {what}", what=inside(words)),
                shortcut=keys,
            )
        self.menu = QMenu(self)
        for kind, words, keys in MORE:
            action = self.menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, kind=kind: add(kind))
        # Not the button's own menu: its keys would work only while the menu is down.
        self.addActions(self.menu.actions())
        more = button(
            _c("further entries", "More"),
            self._drop,
            icon="more",
            role="link",
            tip=_("Add something else"),
            shortcut=_MENU_KEY,
        )
        for place, made in enumerate((*self.buttons.values(), more)):
            grid.addWidget(made, place // 2, place % 2)
        self._more = more
        self.buttons |= dict.fromkeys((kind for kind, *__ in MORE), more)

    def _drop(self) -> None:
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
