"""What the user can set. All of it holds at once; nothing of it is kept in a course."""

from collections.abc import Iterable
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from hairtrack.language import LANGUAGES, _, _n, spoken
from hairtrack.report.choices import PaperSize
from hairtrack.ui import theme
from hairtrack.ui.focus import stops
from hairtrack.ui.matcher_files import MatcherFiles
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.report.wishes import usual_paper
from hairtrack.ui.settings import Settings, courses_path
from hairtrack.ui.sizes import TEXT_SIZES
from hairtrack.ui.stack import fill, stacked
from hairtrack.ui.theme import Scheme
from hairtrack.ui.widgets import Choice, Inspector, Sheet, button, label, on_the_table, row, rule

_LOOKS = {Scheme.SYSTEM: _("As the system"), Scheme.LIGHT: _("Light"), Scheme.DARK: _("Dark")}
_PAPERS = {PaperSize.A4: "A4", PaperSize.LETTER: _("US Letter")}
_RESET = ("scheme", "text_size", "motion", "flicker", "paper", "courses", "aliked", "lightglue")
"""What is put back; the language is not, because who cannot read a language could not find the way back. Nor are
watched folders and recent courses, which have buttons of their own."""


class SettingsPage(Page):
    """One sheet of settings, each with a sentence on what it does."""

    name = "settings"
    needs_course = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        settings = self.settings
        self.scheme = self._choice("scheme", _LOOKS.items(), _("Look"))
        self.text_size = self._choice("text_size", ((size, f"{size} %") for size in TEXT_SIZES), _("Size of text"))
        self.language = self._choice("language", LANGUAGES.items(), _("Language"))
        self.paper = self._choice("paper", _PAPERS.items(), _("Paper"))
        self.motion = self._tick("motion", _("One photo fades into the next"))
        self.flicker = self._tick("flicker", _("Photos may blink"))
        self._courses = label("", "muted")
        self._another_place = button(_("Another place"), self._ask_place, icon="folder")
        self._usual_place = button(_("Usual place"), lambda: self._set("courses", ""), role="link")
        self.matcher = MatcherFiles(self.settings, self.jobs, self._set)
        self._watched = stacked()
        self._recent = label("", "muted")
        self.clear = button(_("Clear the list"), self._clear, icon="close")
        self.back = button(_("Back"), lambda: self.go_to.emit(""), icon="chevron-left", tip=_("Back"))
        self.stage = self._lay_out()
        escape = QShortcut(QKeySequence("Esc"), self.stage, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.go_to.emit(""))
        panel = Inspector(_("About the settings"))
        panel.say(_("Settings"), _("They hold at once, for all courses, and stay on this computer."), "title")
        panel.section(_("Where they are kept"))
        place = label(str(settings.path), "muted")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        panel.add(place)
        self.inspector = panel
        self.settings_changed.connect(lambda _name: self._show())
        self._show()

    def _lay_out(self) -> QWidget:
        parts: tuple[tuple[str, str, QWidget], ...] = (
            (_("Look"), _("The colours of the window. Photos keep their own."), self.scheme),
            (_("Size of text"), _("Of all words and icons. Also by Ctrl+Alt++ and Ctrl+Alt+-."), self.text_size),
            (
                _("Language"),
                _("The window begins anew, with the same course. The command line stays English."),
                self.language,
            ),
            (_("Motion"), _("Without it, the next photo is there at once."), self.motion),
            (_("Flicker"), _("Without it, two photos fade to and fro where they would blink."), self.flicker),
            (_("Paper"), _("For a course whose report was not chosen yet. Each may have another."), self.paper),
            (
                _("New courses"),
                _("The folder that a new course is put into. Those that exist stay where they are."),
                _column(self._courses, row(self._another_place, self._usual_place)),
            ),
            (
                _("Learned matcher"),
                _(
                    "Two files that you have, of the networks ALIKED and LightGlue (ONNX), may help where photos are "
                    "hard to align. What they find is checked like all else. Nothing is downloaded."
                ),
                self.matcher,
            ),
            (
                _("Watched folders"),
                _("New photos in them are offered when their course is open. Begin on the Photos page."),
                self._watched,
            ),
            (
                _("Recent courses"),
                _("The list on the first page. No course is touched when it is cleared."),
                _column(self._recent, row(self.clear)),
            ),
            (
                _("Put back"),
                _(
                    "Look, text, motion, flicker, paper, place and learned matcher as at the first start. "
                    "The language, watched folders and recent courses stay."
                ),
                row(button(_("Put back"), self._put_back, icon="put-back")),
            ),
        )
        sheet = [row(self.back), label(_("Settings"), "title")]
        for name, does, control in parts:
            for held in stops(control):
                held.setAccessibleDescription(does)
            sheet += [rule(), _column(label(name, "strong"), label(does, "muted"), control)]
        return on_the_table(Sheet(760, *sheet), Qt.AlignmentFlag.AlignTop)

    def _choice(self, name: str, options: Iterable[tuple[Any, str]], called: str) -> Choice:
        words_of = dict(options)
        values = {str(value): value for value in words_of}
        shown = [(key, words_of[value], "", "") for key, value in values.items()]
        made = Choice(shown, lambda key: self._set(name, _plain(values[key])), called)
        for key, value in values.items():
            made.buttons[key].setAccessibleName(f"{called}: {words_of[value]}")
            made.buttons[key].setToolTip("")
        return made

    def _tick(self, name: str, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda on: self._set(name, on))
        return made

    # What is shown

    def enter(self) -> None:
        """Show what is set now."""
        self._show()

    def _show(self) -> None:
        settings = self.settings
        self.scheme.show_key(settings.scheme)
        self.text_size.show_key(str(settings.text_size))
        self.language.show_key(spoken())
        self.paper.show_key(settings.paper or usual_paper())
        self.motion.setChecked(settings.motion)
        self.flicker.setChecked(settings.flicker)
        self._courses.setText(str(settings.courses_folder))
        self._usual_place.setVisible(settings.courses_folder != courses_path())
        count = len(settings.recent)
        self.matcher.show_files()
        self._recent.setText(_n("{count} course", "{count} courses", count) if count else _("The list is empty."))
        self.clear.setEnabled(bool(count))
        watched = [self._watched_row(course, Path(kept["folder"])) for course, kept in settings.watched.items()]
        fill(self._watched, watched or [label(_("None."), "muted")])

    def _watched_row(self, course: str, folder: Path) -> QWidget:
        stop = button(_("Stop watching"), partial(self._stop_watching, course), role="link")
        stop.setAccessibleName(_("Stop watching {folder}", folder=folder))
        return row(label(str(folder)), stop)

    # What the hand does

    def _set(self, name: str, value: object) -> None:
        setattr(self.settings, name, value)
        self.settings.save()
        self.settings_changed.emit(name)

    def _ask_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self.stage, _("Where new courses shall lie"), str(self.settings.courses_folder)
        )
        if chosen:
            self._set("courses", chosen)

    def _stop_watching(self, course: str) -> None:
        kept = dict(self.settings.watched)
        self._set("watched", {other: entry for other, entry in kept.items() if other != course})
        self._offer_undo(_("The folder is not watched any more."), {"watched": kept})

    def _clear(self) -> None:
        kept = self.settings.recent
        self._set("recent", [])
        self._offer_undo(_("The list of recent courses is empty."), {"recent": kept})

    def _put_back(self) -> None:
        fresh = Settings(self.settings.path)
        kept = {name: deepcopy(getattr(self.settings, name)) for name in _RESET}
        self._restore({name: getattr(fresh, name) for name in _RESET})
        self._offer_undo(_("The settings are as at the first start."), kept)

    def _offer_undo(self, said: str, kept: dict[str, object]) -> None:
        self.session.say(said, _("Undo"), lambda: self._restore(kept))

    def _restore(self, kept: dict[str, object]) -> None:
        for name, value in kept.items():
            if getattr(self.settings, name) != value:
                self._set(name, value)


def _plain(value: object) -> object:
    """Return what a file of settings can hold."""
    return str(value) if isinstance(value, str) else value


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(theme.GAP // 2)
    for part in parts:
        stack.addWidget(part)
    return made
