"""Rating blind: over the whole window two photos without dates, one question, seven answers.

Nothing here names a photo, a day or a value until the sitting is over. What has been answered stands in the course; the
view only shows the first pair that has no answer yet, so undo, leaving and a crash at any moment need no care.
"""

import secrets
from datetime import date

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from hairtrack.course import View
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _n
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui import theme
from hairtrack.ui.blind.cards import OutcomeCard, StartCard
from hairtrack.ui.blind.scale import RatingScale
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings
from hairtrack.ui.widgets import button, label, row
from hairtrack.workflow.blind_rating import (
    BlindSession,
    Showing,
    Sides,
    answer,
    answered,
    draw_pairs,
    leave_out,
    left_out,
    load_sides,
    take_back,
)
from hairtrack.workflow.course_ratings import view_ratings

_Pair = tuple[Picture, Picture]
_SETTLED_MS = 400
"""A pair must have been on screen so long before an answer counts: a key pressed twice is not two answers."""
_HINT = _("Keys 1 to 7, or arrows and Return. Wheel or + and − look closer. Escape leaves and keeps the answers.")


class BlindRating(QWidget):
    """A sitting over the window, from who rates to what came out.

    Parameters
    ----------
    window : QMainWindow
        What lies in its middle is covered, and takes no keys, until this is closed.
    session : Session
    jobs : Jobs
    settings : Settings
    """

    def __init__(self, window: QMainWindow, session: Session, jobs: Jobs, settings: Settings) -> None:
        super().__init__(window)
        under = window.centralWidget()
        assert session.view is not None
        assert under is not None
        self._session, self._jobs, self._settings = session, jobs, settings
        self._view: View = session.view
        self._under = under
        self._focused = QApplication.focusWidget()
        self._sitting: BlindSession | None = None
        self._ready: dict[Showing, _Pair | None] = {}
        self._loading: dict[Showing, Job] = {}
        self._shown: Showing | None = None
        self._since = QElapsedTimer()
        self._left = False
        self.setAccessibleName(_("Blinded rating"))
        self.setProperty("role", "surround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._under.setEnabled(False)
        self._under.installEventFilter(self)
        session.course_changed.connect(self._go_on)
        session.leaving.connect(self._leave)
        session.notice.connect(self._say)
        self.setGeometry(self._under.geometry())
        self.show()
        self.raise_()
        rated = bool(view_ratings(session.course, self._view).raters)
        self.start.ask(settings.rater, rated=rated, left_out=left_out(session.course, self._view))

    def _build(self) -> None:
        self.start, self.outcome = StartCard(), OutcomeCard()
        self.start.begun.connect(self.begin)
        self.start.results_wanted.connect(self._show_outcome)
        for card in (self.start, self.outcome):
            card.left.connect(self._leave)
        self._stack = QStackedWidget()
        for part in (self.start, self._make_bench(), self.outcome):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _make_bench(self) -> QWidget:
        self.progress = label("", "muted")
        self.question = label(_("Which side shows more hair?"), "title")
        self.question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = button(_("Undo last answer"), self._take_back, icon="undo")
        viewport = Viewport(self)
        self.sides = (PhotoCanvas(_("Left photo"), viewport), PhotoCanvas(_("Right photo"), viewport))
        # Both look at one place, so the keyboard needs to stop at one of them only.
        self.sides[1].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.scale = RatingScale()
        self.scale.answered.connect(self._answer)
        self.words = label(_HINT, "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.question.setWordWrap(False)
        self._ends = row(self.back, button(_("Leave"), self._leave, icon="close"), stretch=False)
        self._top = top = QGridLayout()
        middle = Qt.AlignmentFlag.AlignVCenter
        top.addWidget(self.progress, 0, 0, Qt.AlignmentFlag.AlignLeft | middle)
        top.addWidget(self.question, 0, 1, Qt.AlignmentFlag.AlignHCenter | middle)
        top.addWidget(self._ends, 0, 2, Qt.AlignmentFlag.AlignRight | middle)
        for side in (0, 2):
            top.setColumnStretch(side, 1)
        pair = QHBoxLayout()
        pair.setSpacing(2)
        for canvas in self.sides:
            pair.addWidget(canvas, 1)
        bench = QWidget()
        stack = QVBoxLayout(bench)
        stack.setContentsMargins(theme.PAD, theme.PAD, theme.PAD, theme.PAD)
        stack.setSpacing(theme.PAD)
        stack.addLayout(top)
        stack.addLayout(pair, 1)
        stack.addWidget(self.scale)
        stack.addWidget(self.words)
        return bench

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question in the middle between the ends, or under them where there is too little room."""
        super().resizeEvent(event)
        ends, beside = self._ends.sizeHint().width(), theme.PAD
        room = self.width() - 2 * (theme.PAD + ends + beside)
        below = self.question.sizeHint().width() > room
        for side in (0, 2):
            self._top.setColumnMinimumWidth(side, 0 if below else ends)
        self._top.addWidget(self.question, *((1, 0, 1, 3) if below else (0, 1, 1, 1)), Qt.AlignmentFlag.AlignCenter)

    # From pair to pair

    def begin(self, rater: str) -> None:
        """Draw a sitting for a rater and show its first pair."""
        try:
            sitting = draw_pairs(self._session.course, self._view, secrets.randbits(64), rater=rater)
        except HairtrackError as error:
            self.start.refuse(error_sentence(error))
            return
        self._settings.rater = sitting.rater
        self._settings.save()
        self._sitting = sitting
        self._stack.setCurrentIndex(1)
        self._go_on()

    def _go_on(self) -> None:
        """Show the first pair without an answer, or what came out."""
        if self._sitting is None:
            return
        place, showings = answered(self._session.course, self._sitting), self._sitting.showings
        if place == len(showings):
            self._show_outcome()
            return
        self._stack.setCurrentIndex(1)
        self.back.setEnabled(place > 0)
        self.progress.setText(_("{place} of {count}", place=place + 1, count=len(showings)))
        near = showings[max(0, place - 1) : place + 2]
        self._ready = {showing: pair for showing, pair in self._ready.items() if showing in near}
        for showing in showings[place : place + 2]:
            self._load(showing)
        self._show(showings[place])

    def _load(self, showing: Showing) -> None:
        if showing in self._ready or showing in self._loading:
            return
        folder, course = self._session.folder, self._session.course

        def work(progress: Progress) -> _Pair | None:
            sides = load_sides(folder, course, showing, progress)
            return _pictures(sides) if sides is not None else None

        def done(pair: _Pair | None) -> None:
            del self._loading[showing]
            self._ready[showing] = pair
            self._go_on()

        # Why a photo cannot be read names it; here that would tell which one it is.
        self._loading[showing] = self._jobs.start(
            work, what=_("Placing two photos"), done=done, failed=lambda _: done(None), quiet=True
        )

    def _show(self, showing: Showing) -> None:
        if showing is self._shown:
            return
        if showing not in self._ready:
            self._rest()
            return
        pair = self._ready[showing]
        if pair is None:
            assert self._sitting is not None
            self._sitting = leave_out(self._session.course, self._sitting)
            self._go_on()
            self.words.setText(_("A pair was left out, because its photos cannot be shown."))
            return
        self._shown = showing
        self._since.start()
        self.words.setText(_HINT)
        for canvas, picture in zip(self.sides, pair, strict=True):
            canvas.show_picture(picture)
        self.scale.setEnabled(True)
        self.scale.rest()
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, _("Pair {progress}", progress=self.progress.text()))
        )

    def _rest(self) -> None:
        """Take no answer while a pair is on its way."""
        self._shown = None
        self.scale.setEnabled(False)
        for canvas in self.sides:
            canvas.show_words("")

    def _answer(self, more_on_right: int) -> None:
        if self._shown is None or self._sitting is None or self._since.elapsed() < _SETTLED_MS:
            return
        self._session.apply(_("answer"), answer(self._session.course, self._sitting, more_on_right, date.today()))

    def _take_back(self) -> None:
        if self._sitting is not None:
            self._session.apply(_("taking an answer back"), take_back(self._session.course, self._sitting))

    def _show_outcome(self) -> None:
        course, sitting = self._session.course, self._sitting
        self._shown = None
        self.outcome.show_results(course, view_ratings(course, self._view), sitting.rater if sitting else "")
        self._stack.setCurrentIndex(2)
        self.outcome.done.setFocus()

    def _leave(self) -> None:
        self.close()

    def _say(self, text: str, *_: object) -> None:
        self.words.setText(text)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a number, leave by Escape; nothing else reaches the window beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif self._stack.currentIndex() == 1:
            self.scale.take_key(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window."""
        if watched is self._under and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.setGeometry(self._under.geometry())
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the window back, once."""
        if not self._left:
            self._left = True
            self._give_back()
        super().closeEvent(event)

    def _give_back(self) -> None:
        for job in self._loading.values():
            job.cancel()
        session, sitting = self._session, self._sitting
        session.course_changed.disconnect(self._go_on)
        session.leaving.disconnect(self._leave)
        session.notice.disconnect(self._say)
        self._under.removeEventFilter(self)
        self._under.setEnabled(True)
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()
        given = answered(session.course, sitting) if sitting else 0
        if sitting is not None and 0 < given < len(sitting.showings):
            session.say(
                _n(
                    "{count} answer is kept. The rest can be rated another time.",
                    "{count} answers are kept. The rest can be rated another time.",
                    given,
                )
            )


def _pictures(sides: Sides) -> _Pair:
    return Picture.of(sides.left), Picture.of(sides.right)
