"""Colours, type sizes and spaces, light and dark.

Qt's own colour schemes have no effect on some platforms, so the palettes are ours. The surround of a photo is a grey
without any tint, because a coloured frame changes how skin looks. Colours that carry meaning (`GAIN`, `LOSS`, ...) are
the same in both looks and never stand alone: a word or a shape goes with them.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from hairtrack.report import maps
from hairtrack.ui import icons, sizes

SMALL, BODY, LEAD, TITLE, ANSWER = sizes.SMALL, sizes.BODY, sizes.LEAD, sizes.TITLE, sizes.ANSWER
GAP, PAD, WIDE = sizes.GAP, sizes.PAD, sizes.WIDE
px, fit = sizes.px, sizes.fit
"""As pages know them; see `hairtrack.ui.sizes`."""

GAIN = QColor(maps.GAIN_STEPS[-1])
LOSS = QColor(maps.LOSS_STEPS[-1])
UNCHANGED = QColor("#6a6a6a")
HAIR = QColor("#2f8fd8")
SKIN = QColor("#e8a33d")
"""Hair and skin as the user dabs them and as the overlay shows them."""
FINE_HAIR = QColor("#d9efff")
"""Fine or pale hair in the overlay: dots on the colour of hair."""
REGION = QColor("#35d0c5")
"""A region's border over a photo; drawn with a dark line beneath so that it stands out on any skin."""


class Scheme(StrEnum):
    """Which look the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of one look, as ``#rrggbb``."""

    dark: bool
    window: str
    panel: str
    field: str
    surround: str
    hover: str
    selected: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str


LIGHT = Look(
    dark=False,
    window="#f2f2f2",
    panel="#fafafa",
    field="#ffffff",
    surround="#d4d4d4",
    hover="#e6e6e6",
    selected="#d3e6e5",
    line="#d9d9d9",
    edge="#8a8a8a",
    text="#1c1c1c",
    muted="#5a5a5a",
    accent="#0b6866",
    accent_strong="#084f4d",
    on_accent="#ffffff",
)
DARK = Look(
    dark=True,
    window="#222222",
    panel="#282828",
    field="#1b1b1b",
    surround="#303030",
    hover="#363636",
    selected="#1b4140",
    line="#3c3c3c",
    edge="#808080",
    text="#ececec",
    muted="#a8a8a8",
    accent="#55b8b2",
    accent_strong="#7fd0cb",
    on_accent="#0b1f1e",
)


def look_of(widget: QWidget) -> Look:
    """Return the look that a widget is shown in, for those that paint themselves."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(look: Look) -> QPalette:
    """Build the palette of a look."""
    role = QPalette.ColorRole
    colours = {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.field,
        role.AlternateBase: look.panel,
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.panel,
        role.ButtonText: look.text,
        role.BrightText: look.text,
        role.ToolTipBase: look.panel,
        role.ToolTipText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Accent: look.accent,
        role.Light: look.hover,
        role.Midlight: look.line,
        role.Mid: look.line,
        role.Dark: look.edge,
        role.Shadow: "#000000",
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(look.edge))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.line))
    return palette


_SHEET = """
* {{ font-size: {BODY}px; }}
QToolTip {{ color: {text}; background: {panel}; border: 1px solid {edge}; padding: 4px 8px; }}
QLabel[role="small"] {{ font-size: {SMALL}px; color: {muted}; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="objection"] {{ font-size: {SMALL}px; font-weight: 600; }}
QLabel[role="section"] {{ color: {muted}; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="lead"] {{ font-size: {LEAD}px; }}
QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: 500; }}
QLabel[role="answer"] {{ font-size: {ANSWER}px; font-weight: 300; }}
QWidget[role="rail"], QWidget[role="bar"] {{ background: {window}; }}
QWidget[role="panel"],
QScrollArea[role="panel"], QScrollArea[role="panel"] > QWidget > QWidget {{
    background: {panel};
}}
QWidget[role="surround"] {{ background: {surround}; }}
QLabel[role="drop"] {{ background: {selected}; color: {text}; font-size: {TITLE}px; }}
QWidget[role="sheet"] {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QWidget[role="notice"] {{ background: {selected}; border-bottom: 1px solid {accent}; }}
QFrame[role="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="upright"] {{ background: {line}; border: none; max-width: 1px; min-width: 1px; }}
QPushButton {{
    background: {field}; color: {text}; border: 1px solid {edge}; border-radius: 6px; padding: 5px 15px;
    min-height: {LINE}px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selected}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 14px; }}
QPushButton:disabled {{ color: {edge}; border-color: {line}; background: {panel}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_strong}; }}
QPushButton[role="primary"]:focus {{ border: 6px double {on_accent}; padding: 0 10px; }}
QPushButton[role="primary"]:disabled {{ background: {line}; color: {muted}; border-color: {line}; }}
QPushButton[role="answer"] {{ padding-left: 3px; padding-right: 3px; }}
QPushButton[role="answer"]:focus {{ padding-left: 2px; padding-right: 2px; }}
QPushButton[role="link"] {{
    background: transparent; color: {accent}; border: 1px solid transparent; text-align: left;
    padding: 4px 6px 4px 1px;
}}
QPushButton[role="link"]:hover {{ color: {accent_strong}; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="link"]:disabled {{ color: {edge}; }}
QPushButton[role="card"] {{
    background: {panel}; border: 1px solid {line}; border-radius: 8px; padding: 0; text-align: left;
}}
QPushButton[role="card"]:hover {{ background: {hover}; }}
QPushButton[role="card"]:focus {{ border: 2px solid {accent}; }}
QToolButton {{
    background: transparent; color: {text}; border: 1px solid transparent; border-radius: 6px; padding: 5px;
}}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolButton:disabled {{ color: {edge}; }}
QToolButton[role="fold"] {{ color: {muted}; font-weight: 600; padding: 4px 0; text-align: left; }}
QToolButton[role="fold"]:checked {{ background: transparent; }}
QToolButton[role="segment"] {{ border: 1px solid {line}; padding: 5px 7px; background: {field}; }}
QToolButton[role="segment"]:hover {{ background: {hover}; }}
QToolButton[role="segment"]:checked {{ background: {selected}; border-color: {accent}; }}
QToolButton[role="segment"]:focus {{ border: 2px solid {accent}; padding: 4px 6px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {field}; border: 1px solid {edge}; border-radius: 6px; padding: 5px 7px; min-height: {LINE}px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {accent}; padding: 4px 6px;
}}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {edge}; border-color: {line}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {LINE}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{arrow}"); width: {SMALL}px; height: {SMALL}px; }}
QComboBox QAbstractItemView {{ background: {field}; border: 1px solid {edge}; padding: 4px; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{
    width: {BOX}px; height: {BOX}px; border: 1px solid {edge}; border-radius: 3px; background: {field};
}}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {text}; }}
QCheckBox::indicator:disabled {{ border-color: {line}; }}
QTableView, QListView, QTreeView {{
    background: {field}; border: 1px solid {line}; gridline-color: {line};
    selection-background-color: {selected}; selection-color: {text}; outline: none;
}}
QTableView[role="stage"] {{ border: none; }}
QListView[role="views"] {{ border: none; background: {window}; }}
QListView[role="views"]:focus {{ border: 1px solid {accent}; }}
QTableView:focus, QListView:focus {{ border: 1px solid {accent}; }}
QTableView::item, QListView::item {{ padding: 4px 8px; }}
QTableView::item:focus {{ border: 1px solid {accent}; }}
QCalendarWidget QTableView::item {{ padding: 0; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {panel}; }}
QCalendarWidget QToolButton {{ color: {text}; padding: 4px; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: none; border-bottom: 1px solid {line}; padding: 8px 12px;
}}
QTableCornerButton::section {{ background: {panel}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 2px; min-width: 32px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line,
QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; width: 0; height: 0;
}}
QScrollArea {{ border: none; }}
QProgressBar {{ background: {line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QMenuBar {{ background: {window}; border-bottom: 1px solid {line}; padding: 2px; }}
QMenuBar::item {{ padding: 4px 12px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {panel}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 8px 28px 8px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {edge}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QSplitter::handle:horizontal {{ background: {panel}; border-left: 1px solid {line}; }}
"""


def sheet_of(look: Look) -> str:
    """Build the style sheet of a look at the present text size."""
    colours = {name: getattr(look, name) for name in Look.__slots__}
    arrow = icons.tinted_file("chevron-down", look.muted)
    tick = icons.tinted_file("check", look.on_accent)
    type_sizes = {"SMALL": SMALL, "BODY": BODY, "LEAD": LEAD, "TITLE": TITLE, "ANSWER": ANSWER, "LINE": 20, "BOX": 14}
    pixels = {name: px(size) for name, size in type_sizes.items()}
    return _SHEET.format(arrow=arrow, tick=tick, **pixels, **colours)


class Theme(QObject):
    """Keeps the application in the look and at the text size that the user, or the system, wants.

    Signals
    -------
    changed
        The look or the text size is another one.
    """

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, text_size: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self.scheme = scheme
        self._shown: tuple[Look, int] | None = None
        application.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.use_text_size(text_size)

    @property
    def look(self) -> Look:
        """The look in use."""
        if self.scheme is Scheme.SYSTEM:
            system = QGuiApplication.styleHints().colorScheme()
            return DARK if system is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.scheme is Scheme.DARK else LIGHT

    def use(self, scheme: Scheme) -> None:
        """Change to another scheme."""
        self.scheme = scheme
        self._follow()

    def use_text_size(self, percent: int) -> None:
        """Change to another text size, one of `sizes.TEXT_SIZES`."""
        sizes.use_text_size(percent)
        self._follow()

    def _follow(self) -> None:
        wanted = (self.look, sizes.text_size())
        if wanted == self._shown:
            return
        self._shown = wanted
        # Qt takes four times as long to replace a sheet as to drop one and to begin with another; dropping it puts
        # back the palettes from before, so that the new one comes after.
        self._application.setStyleSheet("")
        self._application.setPalette(palette_of(self.look))
        self._application.setStyleSheet(sheet_of(self.look))
        icons.refresh()
        sizes.refit()
        self.changed.emit()


def is_palette_change(event: QEvent) -> bool:
    """Whether a widget that paints itself must look up its colours again."""
    return event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}
