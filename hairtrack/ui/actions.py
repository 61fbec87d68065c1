"""Every command of the window that is not on a page, with its words and key: the menus."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from hairtrack.language import _
from hairtrack.ui import icons
from hairtrack.ui.settings import Settings


@dataclass(slots=True)
class Commands:
    """What the menus can ask of the window."""

    new: Callable[[], object]
    open: Callable[[], object]
    open_recent: Callable[[Path], object]
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
    enlarge: Callable[[int], None]
    show_settings: Callable[[], object]
    show_guide: Callable[[], object]
    show_keys: Callable[[], object]
    show_about: Callable[[], object]


class Menus:
    """The menu bar. Keeps the actions whose words or state change."""

    def __init__(self, bar: QMenuBar, commands: Commands, *, settings: Settings) -> None:
        self._owner = bar
        course = bar.addMenu(_("&Course"))
        course.addAction(self._action(_("New course"), commands.new, "Ctrl+N", "add"))
        course.addAction(self._action(_("Open course"), commands.open, "Ctrl+O", "folder"))
        self._recent = course.addMenu(_("Open &recent"))
        course.aboutToShow.connect(partial(self._list_recent, settings, commands.open_recent))
        self.add_photos = self._action(_("Add photos"), commands.add_photos, "Ctrl+Shift+A", "photos")
        course.addAction(self.add_photos)
        self.guide = self._action(_("How to take the next photo"), commands.show_guide, "Ctrl+G", "camera")
        course.addAction(self.guide)
        self.close = self._action(_("Close course"), commands.close, "Ctrl+W", "close")
        course.addAction(self.close)
        course.addSeparator()
        course.addAction(self._action(_("Quit"), commands.quit, "Ctrl+Q"))

        edit = bar.addMenu(_("&Edit"))
        self.undo = self._action(_("Undo"), commands.undo, "Ctrl+Z", "undo")
        self.redo = self._action(_("Redo"), commands.redo, "Ctrl+Shift+Z", "redo")
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addAction(self._action(_("Paste photos"), commands.paste, "Ctrl+V", "copy"))
        edit.addSeparator()
        edit.addAction(self._action(_("Settings"), commands.show_settings, "Ctrl+,", "settings"))

        view = bar.addMenu(_("&View"))
        view.addAction(self._action(_("Fold the column at the right"), commands.fold_inspector, "Ctrl+I", "fold"))
        view.addAction(self._action(_("Fold the timeline"), commands.fold_filmstrip, "Ctrl+T"))
        view.addAction(self._action(_("Full screen"), commands.fill_screen, "F11", "full-screen"))
        view.addAction(self._action(_("Go to the next part of the window"), commands.next_pane, "F6"))
        view.addSeparator()
        larger = self._action(_("Larger text"), partial(commands.enlarge, 1), "Ctrl+Alt++")
        larger.setShortcuts([*larger.shortcuts(), QKeySequence("Ctrl+Alt+=")])
        view.addAction(larger)
        view.addAction(self._action(_("Smaller text"), partial(commands.enlarge, -1), "Ctrl+Alt+-"))
        view.addAction(self._action(_("Text as at the first start"), partial(commands.enlarge, 0), "Ctrl+Alt+0"))

        helping = bar.addMenu(_("&Help"))
        helping.addAction(self._action(_("Keys"), commands.show_keys, "?", "help"))
        helping.addAction(self._action(_("About hairtrack"), commands.show_about, "", "info"))

    def _list_recent(self, settings: Settings, open_recent: Callable[[Path], object]) -> None:
        """List the courses that were open lately, each with a digit to press."""
        self._recent.clear()
        for place, path in enumerate(map(Path, settings.recent), start=1):
            digit = f"&{place % 10}  " if place <= 10 else ""
            name = path.stem.replace("&", "&&")
            opens = self._recent.addAction(f"{digit}{name}")
            opens.triggered.connect(lambda _checked=False, path=path: open_recent(path))
        self._recent.setEnabled(bool(settings.recent))

    def _action(self, words: str, do: Callable[[], object], keys: str = "", icon: str = "") -> QAction:
        action = QAction(words, self._owner)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        # Added to the window too, so that its key works while the menus are hidden.
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
        self.undo.setText(_("Undo {edit}", edit=undo) if undo else _("Undo"))
        self.redo.setEnabled(bool(redo))
        self.redo.setText(_("Redo {edit}", edit=redo) if redo else _("Redo"))
