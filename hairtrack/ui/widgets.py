"""Small parts that every page is built from: labels by role, buttons with icon and shortcut, the inspector's column."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hairtrack.ui import icons, theme
from hairtrack.ui.flow import Flow

_NARROW = 560
"""In pixels at 100 %: a sheet that is narrower needs its margins for words."""


def label(text: str = "", role: str = "body") -> QLabel:
    """Make a wrapping label.

    Parameters
    ----------
    text : str
        Shown as it is, never read as markup: names come from the user.
    role : str
        "answer", "title", "lead", "body", "muted", "section" or "small".

    Returns
    -------
    QLabel
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def rule(*, upright: bool = False) -> QFrame:
    """Make a thin line."""
    made = QFrame()
    made.setProperty("role", "upright" if upright else "rule")
    return made


def _with_shortcut(button: QPushButton | QToolButton, tip: str, shortcut: str, over: QWidget | None = None) -> None:
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    if shortcut:
        # Not the button's own shortcut: that waits a tenth of a second to show the button pressed.
        QShortcut(QKeySequence(shortcut), over or button).activated.connect(button.click)
    button.setToolTip(f"{tip} ({keys})" if keys else tip)


def button(
    text: str,
    pressed: Callable[[], None] | None = None,
    *,
    icon: str = "",
    role: str = "",
    tip: str = "",
    shortcut: str = "",
    over: QWidget | None = None,
) -> QPushButton:
    """Make a button with words on it.

    Parameters
    ----------
    text : str
    pressed : callable, optional
    icon : str
        Name of an icon before the words.
    role : str
        "primary" for the one next step of a page, "link" for a quiet one.
    tip, shortcut : str
        What it does, where the words do not say it, and its key.
    over : QWidget, optional
        While this is seen its key works, also where the button is folded away; else only while that is seen.

    Returns
    -------
    QPushButton
    """
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(text)
    if icon:
        colours = {"primary": QPalette.ColorRole.HighlightedText, "link": QPalette.ColorRole.Accent}
        icons.put(made, icon, colours.get(role, QPalette.ColorRole.ButtonText))
    if tip or shortcut:
        _with_shortcut(made, tip or text, shortcut, over)
    if pressed is not None:
        made.clicked.connect(lambda _=False: pressed())
    return made


def tool(
    icon: str,
    tip: str,
    pressed: Callable[[], None] | None = None,
    *,
    shortcut: str = "",
    checkable: bool = False,
) -> QToolButton:
    """Make a button that shows only an icon; its words are the tooltip and the accessible name."""
    made = QToolButton()
    icons.put(made, icon)
    made.setAccessibleName(tip)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _with_shortcut(made, tip, shortcut)
    if pressed is not None:
        made.clicked.connect(lambda _=False: pressed())
    return made


class Choice(QWidget):
    """A row of buttons of which one is down, such as the ways to compare two photos.

    Where there is too little room the words give way to the icons alone, or go on in the next line where an option has
    no icon.
    """

    def __init__(self, options: Iterable[tuple[str, str, str, str]], chosen: Callable[[str], None], name: str) -> None:
        """Lay out the options.

        Parameters
        ----------
        options : iterable of (key, words, icon, shortcut)
            Words may be empty where the icon suffices. The longer of key and words is the tooltip.
        chosen : callable
            Called with the key when the user presses another option.
        name : str
            Accessible name of the group.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        options = tuple(options)
        self._can_shrink = all(icon for _key, _words, icon, _shortcut in options)
        self._with_words = QSize()
        line = self._make_line()
        for key, words, icon, shortcut in options:
            tip = max(words, key, key=len)
            made = tool(icon, tip, shortcut=shortcut, checkable=True) if icon else QToolButton()
            made.setCheckable(True)
            made.setText(words)
            made.setAccessibleName(tip)
            made.setProperty("role", "segment")
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, key=key: chosen(key))
            self._group.addButton(made)
            self.buttons[key] = made
            line.addWidget(made)
        self._group.buttonToggled.connect(self._let_tab_come)
        self._show_words(True)

    def _make_line(self) -> QLayout:
        """Make one line, which icons alone always fit; words without icons go on in the next."""
        if not self._can_shrink:
            return Flow(self, gap=theme.GAP // 2)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP // 2)
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return line

    @property
    def key(self) -> str:
        """The option that is down."""
        return next((key for key, made in self.buttons.items() if made.isChecked()), "")

    def show_key(self, key: str) -> None:
        """Press an option down without telling; the focus goes along, so that only one option stands out."""
        if key in self.buttons:
            focused = any(made.hasFocus() for made in self.buttons.values())
            self.buttons[key].setChecked(True)
            if focused:
                self.buttons[key].setFocus()

    def _let_tab_come(self, chosen: QAbstractButton, down: bool) -> None:
        """Let Tab come to the option that is down alone; the arrows go to the others."""
        if down:
            # It takes the place of the last one in the order of Tab, which may have been set for that one.
            before = next((m for m in self.buttons.values() if m.focusPolicy() & Qt.FocusPolicy.TabFocus), chosen)
            QWidget.setTabOrder(before, chosen)
            for made in self.buttons.values():
                made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if made is chosen else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """Room for icons and words."""
        if self._words_shown:
            self._with_words = super().sizeHint()
        return self._with_words

    def minimumSizeHint(self) -> QSize:
        """Room for the icons alone, where there are any; else for the widest words, the others beneath."""
        if not self._can_shrink:
            return super().minimumSizeHint()
        count = len(self.buttons)
        return QSize(count * (icons.side() + 19) + (count - 1) * 4, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show or hide the words, as there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Learn anew how wide the words are in another type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.buttons:
            self._show_words(True)
            self.sizeHint()
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        self._show_words(not self._can_shrink or self.width() >= self.sizeHint().width())

    def _show_words(self, shown: bool) -> None:
        self._words_shown = shown
        style = Qt.ToolButtonStyle
        for made in self.buttons.values():
            beside = shown and bool(made.text()) and not made.icon().isNull()
            only = style.ToolButtonIconOnly if not made.icon().isNull() else style.ToolButtonTextOnly
            made.setToolButtonStyle(style.ToolButtonTextBesideIcon if beside else only)


class Inspector(QScrollArea):
    """The column at the right: one thing said large, then why, then the few controls of the page.

    Attributes
    ----------
    answer, why : QLabel
    column : QVBoxLayout
        Where a page adds its own controls, by `add` and `section`.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(theme.PAD, theme.PAD, theme.PAD, theme.PAD)
        self.column.setSpacing(theme.GAP)
        self.answer = label(role="answer")
        self.why = label()
        self.column.addWidget(self.answer)
        self.column.addWidget(self.why)
        self.column.addStretch(1)
        self.setWidget(inside)
        self.say("", "")

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest control and a scroll bar, so that nothing is cut off at the right."""
        return QSize(self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 120)

    def say(self, answer: str, why: str, role: str = "answer") -> None:
        """Show the answer and what stands behind it.

        Parameters
        ----------
        answer : str
        why : str
        role : str
            "answer" for a number, "title" for a few words.
        """
        self.answer.setText(answer)
        self.answer.setVisible(bool(answer))
        if self.answer.property("role") != role:
            self.answer.setProperty("role", role)
            self.answer.style().polish(self.answer)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def add(self, widget: QWidget) -> None:
        """Put a control under those before it."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def give_room(self, widget: QWidget) -> None:
        """Let a control have the room that is left, as far as it wants it."""
        # All but a hundredth, for the end of the column must still take it while the control is hidden.
        self.column.setStretchFactor(widget, 100)

    def section(self, title: str) -> None:
        """Begin a group of controls."""
        self.column.insertSpacing(self.column.count() - 1, theme.GAP)
        self.add(label(title, "section"))


class Sheet(QFrame):
    """A sheet of paper for a page that shows no photo, with margins that give way where the window is narrow."""

    def __init__(self, width: int, *parts: QWidget | QLayout) -> None:
        """Stack parts on a sheet.

        Parameters
        ----------
        width : int
            At most, in pixels at 100 %.
        *parts : QWidget or QLayout
        """
        super().__init__()
        self.setProperty("role", "sheet")
        theme.fit(self.setMaximumWidth, width)
        self._stack = QVBoxLayout(self)
        self._stack.setSpacing(theme.PAD)
        for part in parts:
            if isinstance(part, QWidget):
                self._stack.addWidget(part)
            else:
                self._stack.addLayout(part)
        self._leave_margin(theme.WIDE)

    def _leave_margin(self, margin: int) -> None:
        self._stack.setContentsMargins(margin, margin, margin, margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._leave_margin(theme.WIDE if event.size().width() < theme.px(_NARROW) else 2 * theme.WIDE)


def on_the_table(sheet: QWidget, middle: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter) -> QScrollArea:
    """Put a sheet on the table's grey, in the middle or at the top, scrolled where the window is low."""
    inside = QWidget()
    inside.setProperty("role", "surround")
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    around = QHBoxLayout(inside)
    around.setContentsMargins(theme.PAD, theme.PAD, theme.PAD, theme.PAD)
    around.addStretch(0)
    around.addWidget(sheet, 1, middle)
    around.addStretch(0)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll


def column(*widgets: QWidget, margin: int = 0, gap: int = theme.GAP) -> QWidget:
    """Stack widgets, from the top."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(margin, margin, margin, margin)
    stack.setSpacing(gap)
    for widget in widgets:
        stack.addWidget(widget)
    stack.addStretch(1)
    return made


def row(*widgets: QWidget, gap: int = theme.GAP, stretch: bool = True) -> QWidget:
    """Put widgets side by side, from the left.

    Parameters
    ----------
    *widgets : QWidget
    gap : int
        Pixels between two of them.
    stretch : bool
        Whether each is as wide as it wants to be, and goes on in the next line where there is no room; else they
        share all the room there is.

    Returns
    -------
    QWidget
    """
    made = QWidget()
    line = Flow(made, gap=gap) if stretch else QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    return made
