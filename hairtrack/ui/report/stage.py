"""The stage of the report page: its pages one by one, or what to do to have one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.course.stage import Hint
from hairtrack.ui.report.paper import Paper
from hairtrack.ui.report.previews import Previews
from hairtrack.ui.widgets import label, tool

_LAYING_OUT = _("Laying out")


class ReportStage(QStackedWidget):
    """Shows pages, or a hint, or another editor that was put in front.

    Attributes
    ----------
    paper : Paper
    hint : Hint
    place : QLabel
        "Page 3 of 12".
    earlier, later, closer : QToolButton
    """

    def __init__(self, previews: Previews) -> None:
        super().__init__()
        self._previews = previews
        self._about = ""
        self.paper = Paper(_("Preview of the report"))
        self.hint = Hint()
        self.place = label("", "muted")
        self.place.setWordWrap(False)
        theme.fit(self.place.setMinimumWidth, 130)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = tool("chevron-left", _("Page before"), lambda: self.turn(-1), shortcut="Ctrl+PgUp")
        self.later = tool("chevron-right", _("Next page"), lambda: self.turn(1), shortcut="Ctrl+PgDown")
        self.closer = tool("zoom-in", _("Read it closer (Space in the page)"), self._zoom, checkable=True)
        self._bench = QWidget()
        self._bench.setProperty("role", "surround")
        self._bench.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._bench)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.paper, 1)
        column.addWidget(self._bar())
        around = QWidget()
        around.setProperty("role", "surround")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        QVBoxLayout(around).addWidget(self.hint)
        self._nothing = around
        self.addWidget(self._bench)
        self.addWidget(around)
        self.paper.turned.connect(self.turn)
        self.paper.zoomed.connect(self.closer.setChecked)
        previews.began.connect(self._wait)
        previews.arrived.connect(self._show)
        previews.ready.connect(self._show_if)
        previews.refused.connect(self._refuse)
        self._say_place()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        line.setSpacing(theme.GAP // 2)
        line.addStretch(1)
        for widget in (self.earlier, self.place, self.later, self.closer):
            line.addWidget(widget)
        line.addStretch(1)
        return bar

    def show_pages(self, about: str) -> None:
        """Bring the pages to the front.

        Parameters
        ----------
        about : str
            What report they are of, for the screen reader.
        """
        self._about = about
        if self.currentWidget() is self._nothing:
            self.setCurrentWidget(self._bench)

    def show_nothing(self, title: str, words: str, do: Callable[[], None]) -> None:
        """Say what to do where there is nothing to report.

        Parameters
        ----------
        title, words : str
        do : callable
            Goes to the photos.
        """
        self.hint.say(title, words, _("Go to Photos"), do)
        self.setCurrentWidget(self._nothing)

    def put_in_front(self, editor: QWidget) -> None:
        """Bring something else to the front, until `show_bench`."""
        if self.indexOf(editor) < 0:
            self.addWidget(editor)
        self.setCurrentWidget(editor)

    def show_bench(self) -> None:
        """Bring the pages back."""
        self.setCurrentWidget(self._bench)

    def turn(self, pages: int) -> None:
        """Go so many pages on, as far as there are any."""
        wanted = min(max(0, self._previews.page + pages), max(0, self._previews.count - 1))
        if wanted != self._previews.page:
            self._previews.page = wanted
            self._show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.paper, self._spoken()))

    def _zoom(self) -> None:
        self.paper.turn_zoom()

    # What the previews tell

    def _wait(self) -> None:
        self.paper.show_words(_LAYING_OUT)
        self._say_place()

    def _show(self) -> None:
        self._say_place()
        image = self._previews.image(self._previews.page)
        if image is None:
            return
        self.paper.show_page(image, self._spoken())
        if not self._previews.current:
            self.paper.show_words(_LAYING_OUT)

    def _spoken(self) -> str:
        words = self._previews.words(self._previews.page)
        return " ".join(filter(None, (f"{self.place.text()}.", f"{self._about}.", words)))

    def _show_if(self, page: int) -> None:
        if page == self._previews.page:
            self._show()

    def _refuse(self, why: str) -> None:
        self.paper.clear()
        self.paper.show_words(why)
        self._say_place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.paper, why))

    def _say_place(self) -> None:
        previews = self._previews
        count, page = previews.count, previews.page
        whole = previews.complete or not previews.current
        known = _("Page {page} of {pages}", page=page + 1, pages=count) if whole else _("Page 1, more to come")
        self.place.setText(known if count else "")
        self.earlier.setEnabled(page > 0)
        self.later.setEnabled(page + 1 < count)
        self.closer.setEnabled(bool(count))
