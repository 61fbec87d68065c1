"""Every command of the window that is not on a page, with its words and key: the menus."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar

from hairtrack.language import _
from hairtrack.ui import icons
from hairtrack.ui.theme import Scheme


@dataclass(slots=True)
class Commands:
    """What the menus can ask of the window."""

    new: Callable[[], object]
    open: Callable[[], object]
    close: Callable[[], object]
    quit: Callable[[], object]
    add_photos: Callable[[], object]
    paste: Callable[[], object]
    undo: Callable[[], object]
    redo: Callable[[], object]
    fold_inspector: Callable[[], object]
    fold_filmstrip: Callable[[], object]
    fill_screen: Callable[[], object]
    next_pane: Callable[[], object]
    use_scheme: Callable[[Scheme], None]
    show_guide: Callable[[], object]
    show_keys: Callable[[], object]
    show_about: Callable[[], object]


class Menus:
    """The menu bar. Keeps the actions whose words or state change."""

    def __init__(self, bar: QMenuBar, commands: Commands, *, scheme: Scheme) -> None:
        self._owner = bar
        course = bar.addMenu("&Course")
        course.addAction(self._action("New course", commands.new, "Ctrl+N", "add"))
        course.addAction(self._action("Open course", commands.open, "Ctrl+O", "folder"))
        self.add_photos = self._action("Add photos", commands.add_photos, "Ctrl+Shift+A", "photos")
        course.addAction(self.add_photos)
        self.guide = self._action(_("How to take the next photo"), commands.show_guide, "Ctrl+G", "camera")
        course.addAction(self.guide)
        self.close = self._action("Close course", commands.close, "Ctrl+W", "close")
        course.addAction(self.close)
        course.addSeparator()
        course.addAction(self._action("Quit", commands.quit, "Ctrl+Q"))

        edit = bar.addMenu("&Edit")
        self.undo = self._action("Undo", commands.undo, "Ctrl+Z", "undo")
        self.redo = self._action("Redo", commands.redo, "Ctrl+Shift+Z", "redo")
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addAction(self._action("Paste photos", commands.paste, "Ctrl+V", "copy"))

        view = bar.addMenu("&View")
        view.addAction(self._action("Fold the column at the right", commands.fold_inspector, "Ctrl+I", "fold"))
        view.addAction(self._action("Fold the timeline", commands.fold_filmstrip, "Ctrl+T"))
        view.addAction(self._action(_("Full screen"), commands.fill_screen, "F11", "full-screen"))
        view.addAction(self._action("Go to the next pane", commands.next_pane, "F6"))
        view.addSeparator()
        group = QActionGroup(bar)
        for option, words in (
            (Scheme.SYSTEM, "Look as the system"),
            (Scheme.LIGHT, "Light look"),
            (Scheme.DARK, "Dark look"),
        ):
            made = self._action(words, partial(commands.use_scheme, option))
            made.setCheckable(True)
            made.setChecked(option is scheme)
            group.addAction(made)
            view.addAction(made)

        helping = bar.addMenu("&Help")
        helping.addAction(self._action("Keys", commands.show_keys, "?", "help"))
        helping.addAction(self._action("About hairtrack", commands.show_about, "", "info"))

    def _action(self, words: str, do: Callable[[], object], keys: str = "", icon: str = "") -> QAction:
        action = QAction(words, self._owner)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: do())
        # Added to the bar too, so that a new look finds the action and draws its icon again.
        self._owner.window().addAction(action)
        if icon:
            icons.put(action, icon)
        return action

    def refresh(self, *, is_open: bool, undo: str, redo: str) -> None:
        """Show what can be done now."""
        self.close.setEnabled(is_open)
        self.add_photos.setEnabled(is_open)
        self.guide.setEnabled(is_open)
        self.undo.setEnabled(bool(undo))
        self.undo.setText(f"Undo {undo}" if undo else "Undo")
        self.redo.setEnabled(bool(redo))
        self.redo.setText(f"Redo {redo}" if redo else "Redo")
