"""The list of what happened: newest first, by day, to look through by kind and words; only what is seen is built."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hairtrack.diary import Diary, SideEffect
from hairtrack.language import _
from hairtrack.ui import icons, theme
from hairtrack.ui.diary.words import KINDS, Line, line_words, lines_of
from hairtrack.ui.focus import order_focus, take_keyboard
from hairtrack.ui.stack import fill, rows_in, stacked
from hairtrack.ui.widgets import button, label, row, tool
from hairtrack.ui.words import breakable, day_words

PER_PAGE = 20
_LINE_TOP = 7
"""Pixels above the words of a line, so that they stand level with its buttons."""
_MARK = 20
"""Pixels for the icon before the words."""
_ALL = _("All kinds")


class DiaryLines(QWidget):
    """A page of the diary's lines; with more than fit on one, a search above and the way to older ones beneath."""

    def __init__(
        self, edit: Callable[[Line], None], remove: Callable[[Line], None], end: Callable[[Line], None]
    ) -> None:
        """Begin empty.

        Parameters
        ----------
        edit, remove : callable
            Called with the line.
        end : callable
            Called with the line of a side effect that goes on no longer.
        """
        super().__init__()
        self._edit, self._remove, self._end = edit, remove, end
        self._diary: Diary | None = None
        self._lines: tuple[Line, ...] = ()
        self._found: tuple[Line, ...] = ()
        self._texts: list[str] | None = None
        self._from = 0
        self._editable = True
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Find, such as itch or Mar 2026"))
        self.words.setAccessibleName(_("Find in the diary"))
        self.words.setClearButtonEnabled(True)
        self.words.installEventFilter(self)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of entry"))
        self._wait = QTimer(self, singleShot=True, interval=120)
        self._wait.timeout.connect(self._search)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.kind.currentIndexChanged.connect(lambda _place: self._search())
        self._search_row = stacked(self.words, self.kind)
        self._rows = stacked()
        self.newer = button(_("Newer"), partial(self._turn, -PER_PAGE), role="link", tip=_("The entries before these"))
        self.older = button(_("Older"), partial(self._turn, PER_PAGE), role="link", tip=_("The entries after these"))
        self._where = label(role="muted")
        self._where.setWordWrap(False)
        self._pages = row(self._where, self.newer, self.older)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for part in (self._search_row, self._rows, self._pages):
            column.addWidget(part)

    def show_diary(self, diary: Diary, *, editable: bool = True) -> None:
        """Show another diary, at the place where the last one was read."""
        self._editable = editable
        if diary != self._diary:
            self._diary = diary
            self._lines, self._texts = lines_of(diary), None
            self._offer_kinds()
        many = len(self._lines) > PER_PAGE
        if not many:
            self.words.clear()
        self._search_row.setVisible(many)
        self._find()
        self._fill_page()  # whoever shows another diary puts the focus in order

    def go_to(self, line: Line) -> bool:
        """Give the keyboard to a line, wherever an edit moved it, or to the list; says whether it was taken."""

        def unlike(place: int) -> tuple[bool, int]:
            found = self._found[place]
            return found.part != line.part, abs((found.on - line.on).days)

        sort = (line.entry.id, type(line.part))
        same = [k for k, found in enumerate(self._found) if (found.entry.id, type(found.part)) == sort]
        if not same:
            return take_keyboard(self)
        place = min(same, key=unlike)
        if not self._from <= place < self._from + PER_PAGE:
            self._from = place // PER_PAGE * PER_PAGE
            self._build()
        lines = [made for made in rows_in(self._rows) if isinstance(made, LineRow)]
        return take_keyboard(lines[place - self._from])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gather the words of all lines when somebody is about to search, so that the first key need not wait."""
        if watched is self.words and event.type() == QEvent.Type.FocusIn:
            self._gather()
        return super().eventFilter(watched, event)

    def _offer_kinds(self) -> None:
        chosen, there = self.kind.currentText(), {type(line.entry) for line in self._lines}
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(_ALL)
        for kind, (name, icon) in KINDS.items():
            if kind in there:
                self.kind.addItem(icons.icon(icon), name, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findText(chosen)))
        self.kind.blockSignals(False)

    def _search(self) -> None:
        self._from = 0
        self._find()
        self._build()

    def _find(self) -> None:
        """Find the lines that have every word that was typed."""
        kind = self.kind.currentData()
        wanted = self.words.text().casefold().split()
        lines = self._lines
        if wanted:
            said = zip(lines, self._gather(), strict=True)
            lines = tuple(line for line, text in said if all(word in text for word in wanted))
        if kind is not None:
            lines = tuple(line for line in lines if type(line.entry) is kind)
        self._found = lines
        self._from = min(self._from, max(0, (len(lines) - 1) // PER_PAGE * PER_PAGE))

    def _gather(self) -> list[str]:
        """Return what each line is searched in."""
        if self._texts is None:
            diary = self._diary
            self._texts = [_searched(diary, line) for line in self._lines] if diary is not None else []
        return self._texts

    def _turn(self, step: int) -> None:
        self._from = max(0, self._from + step)
        self._build()
        way = self.older if step > 0 else self.newer
        other = self.newer if step > 0 else self.older
        (way if way.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._fill_page()
        order_focus(self)

    def _fill_page(self) -> None:
        page, count = self._found[self._from : self._from + PER_PAGE], len(self._found)
        fill(self._rows, list(self._rows_of(page)) or [label(self._nothing(), "muted")])
        self._pages.setVisible(count > PER_PAGE)
        first, last = self._from + 1, self._from + len(page)
        self._where.setText(_("{first} to {last} of {count}", first=first, last=last, count=count))
        self.newer.setEnabled(self._from > 0)
        self.older.setEnabled(self._from + PER_PAGE < count)

    def _nothing(self) -> str:
        return _("Nothing found.") if self._lines else _("Nothing kept yet.")

    def _rows_of(self, page: tuple[Line, ...]) -> Iterator[QWidget]:
        assert self._diary is not None
        for day, lines in groupby(page, key=lambda line: line.on):
            yield label(day_words(day), "small")
            for line in lines:
                words = line_words(self._diary, line)
                goes_on = isinstance(line.entry, SideEffect) and line.entry.until is None
                made = LineRow(
                    line,
                    words,
                    edit=partial(self._edit, line),
                    remove=partial(self._remove, line),
                    end=partial(self._end, line) if goes_on else None,
                )
                made.setEnabled(self._editable)
                yield made


def _searched(diary: Diary, line: Line) -> str:
    return f"{line_words(diary, line)} {line.note} {day_words(line.on)}".casefold()


class LineRow(QWidget):
    """One line of the diary, to change or to remove."""

    def __init__(
        self,
        line: Line,
        said: str,
        *,
        edit: Callable[[], None],
        remove: Callable[[], None],
        end: Callable[[], None] | None = None,
    ) -> None:
        """Lay it out.

        Parameters
        ----------
        line : Line
        said : str
        edit, remove : callable
        end : callable or None
            Says that it goes on no longer, where that can be.
        """
        super().__init__()
        self.setAccessibleName(f"{day_words(line.on)}: {said}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, _LINE_TOP, 0, 0)
        words.addWidget(label(breakable(said)))
        if line.note:
            words.addWidget(label(breakable(line.note), "small"))
        words.addStretch(1)
        mark = QLabel()
        theme.fit(mark.setFixedWidth, _MARK)
        mark.setContentsMargins(0, _LINE_TOP, 0, 0)
        mark.setPixmap(icons.icon(line.icon).pixmap(theme.px(16), theme.px(16)))
        across = QHBoxLayout()
        across.setSpacing(theme.GAP // 2)
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(tool("edit", _("Edit: {what}", what=said), edit), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(tool("delete", _("Remove: {what}", what=said), remove), 0, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(across)
        if end is not None:
            ended = row(
                button(_("Ended today"), end, icon="check", role="link", tip=_("Ended today: {what}", what=said)), gap=0
            )
            ended.setContentsMargins(_MARK + theme.GAP // 2, 0, 0, 0)
            stack.addWidget(ended)
