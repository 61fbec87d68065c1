"""Which two visits are compared: their boxes, what was taken then, the fair pair, and what went on in between."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.course import Photo
from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.ui import theme
from hairtrack.ui.compare.taken_list import TakenList, taken_words
from hairtrack.ui.compare.words import pair_hint
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.widgets import button, column, label, row
from hairtrack.ui.words import breakable, visit_words
from hairtrack.workflow.fair_pair import ProposedPair, find_fair_pair


class PairChoice(QWidget):
    """Shows and changes the pair of the session.

    Signals
    -------
    blind_wanted
        Photos are to be rated without their dates.
    """

    blind_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, over: QWidget) -> None:
        super().__init__()
        self._session, self._jobs = session, jobs
        self._fair: ProposedPair | None = None
        self._listed: tuple[object, ...] = ()
        self.before = _box(_("Visit before"), lambda sha: session.select(before=sha))
        self.after = _box(_("Visit after"), lambda sha: session.select(after=sha))
        self.taken_then = (label("", "muted"), label("", "muted"))
        self.hint, self.fair_words = label(), label("", "muted")
        self.taken_between = TakenList()
        swap = button(
            _("Exchange"),
            self.swap,
            icon="swap",
            role="link",
            tip=_("Exchange before and after"),
            shortcut="X",
            over=over,
        )
        fair = button(
            _("Fair pair"),
            self.find_fair,
            role="link",
            tip=_("Choose the best matched of the first and last visits, by how they were taken"),
        )
        blind = button(
            _("Rate blind"),
            self.blind_wanted.emit,
            role="link",
            tip=_("Say which of two photos shows more hair without knowing their dates"),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GAP)
        for words, box, taken in zip(
            (_("Before"), _("After")), (self.before, self.after), self.taken_then, strict=True
        ):
            inside.addWidget(column(label(words, "muted"), box, taken, gap=2))
        for widget in (self.hint, row(swap, fair, blind), self.fair_words, self.taken_between):
            inside.addWidget(widget)
        self._say_fair("")

    def refresh(self) -> None:
        """Show the present pair."""
        session = self._session
        before, after = session.before, session.after
        self._fill_boxes()
        self._say_taken(before, after)
        hint = pair_hint(session.course, before, after) if before and after else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if self._fair is not None and (before, after) != (self._fair.before, self._fair.after):
            self._fair = None
            self._say_fair("")

    def _fill_boxes(self) -> None:
        session = self._session
        listed = (session.photos, session.course.diary.treatments, session.course.visits()[:1])
        for box, chosen in ((self.before, session.before), (self.after, session.after)):
            if listed != self._listed:
                box.clear()
                for photo in session.photos:
                    box.addItem(visit_words(session.course, photo.taken_on), photo.sha256)
            box.setCurrentIndex(session.photos.index(chosen) if chosen else -1)
        self._listed = listed

    def _say_taken(self, before: Photo | None, after: Photo | None) -> None:
        """Say what the diary knows of the two days and of the time between them."""
        course, days = self._session.course, tuple(photo.taken_on if photo else None for photo in (before, after))
        for words, day in zip(self.taken_then, days, strict=True):
            words.setText(breakable(taken_words(course, day)))
            words.setVisible(bool(words.text()))
        self.taken_between.show_between(course, *days)

    def swap(self) -> None:
        """Exchange before and after."""
        before, after = self._session.before, self._session.after
        if before is not None and after is not None:
            self._session.select(before=after.sha256, after=before.sha256)

    def find_fair(self) -> None:
        """Choose the pair that is matched best by how it was taken."""
        folder, course, view = self._session.folder, self._session.course, self._session.view
        if view is None:
            return

        def find(progress: Progress) -> ProposedPair | None:
            return find_fair_pair(folder, course, view, progress)

        self._jobs.start(find, what=_("Choosing the fair pair"), done=self._choose_fair)

    def _choose_fair(self, pair: ProposedPair | None) -> None:
        if pair is not None:
            if not self.isVisible() or pair.before.view is not self._session.view:
                return
            self._session.select(before=pair.before.sha256, after=pair.after.sha256)
        self._fair = pair
        self._say_fair(pair.why if pair else _("There are no two aligned visits to choose from."))

    def _say_fair(self, why: str) -> None:
        self.fair_words.setText(why)
        self.fair_words.setVisible(bool(why))


def _box(name: str, chosen: Callable[[str], None]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.activated.connect(lambda index: chosen(box.itemData(index)))
    return box
