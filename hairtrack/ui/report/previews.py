"""The pages of a report as pictures: page one first, then all of them, made beside other work."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from hairtrack.course import Course
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.pdf import PreviewPage
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.memory import give_back_small_pieces
from hairtrack.ui.session import Session
from hairtrack.workflow.report.pictures import PictureCache
from hairtrack.workflow.report.write import forget_previews, preview_report

_SETTLE_MS = 250
_DECODED = 5
"""Pages kept ready to be painted; the others rest as PNG, a tenth of that."""
_ONE_PAGE = frozenset({ReportKind.COMPARISON, ReportKind.POSTER})
_WHAT = _("Laying out the report")
_MISTAKE = _("The pages could not be laid out, because of a mistake in the program. With other choices they may be.")
_Pages = tuple[tuple[PreviewPage, ...], QImage, int]


class Previews(QObject):
    """Lays out what was asked for last, and forgets the rest.

    Signals
    -------
    began
        What is shown is no longer what would be saved.
    arrived
        Page one, or all pages, are there.
    ready : int
        A page can be shown now.
    refused : str
        Why there is no preview.

    Attributes
    ----------
    kept : PictureCache
        What was made for the pages of this course, for saving them too.
    complete : bool
        Whether all pages are there, not the first alone.
    page : int
        The one in view, from 0.
    """

    began = Signal()
    arrived = Signal()
    ready = Signal(int)
    refused = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._wanted: tuple[Course, Choices] | None = None
        self._made: tuple[Course, Choices] | None = None
        self._pages: tuple[PreviewPage, ...] = ()
        self._decoded: OrderedDict[int, QImage] = OrderedDict()
        self._decoding: dict[int, Job] = {}
        self._layout: Job | None = None
        self._laid_out = False
        self.kept = PictureCache()
        self.complete = False
        self.page = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self._lay_out)
        jobs.crashed.connect(self._give_up)

    @property
    def count(self) -> int:
        """How many pages there are to be shown now."""
        return len(self._pages)

    @property
    def current(self) -> bool:
        """Whether the pages there are show what was asked for last."""
        return self._wanted is not None and self._made == self._wanted and bool(self._pages)

    def want(self, course: Course, choices: Choices) -> None:
        """Ask for the pages of a report; what is there already, or on its way, is not made again."""
        if self._wanted is not None and self._wanted[0] is course and self._wanted[1] == choices:
            if self._layout is None and not self.complete:
                self._soon.start()
            return
        self._wanted = (course, choices)
        self._stop()
        self.complete = False
        self.began.emit()
        self._soon.start()

    def rest(self) -> None:
        """Stop laying out; the pages that are there stay, what making them took does not."""
        self._stop()
        if self._laid_out:
            self._laid_out = False
            self._decoded.clear()
            self._jobs.start(_give_back, what=_WHAT, done=lambda _: None, quiet=True)

    def clear(self) -> None:
        """Forget everything, as for another course."""
        self._stop()
        self._wanted = self._made = None
        self._pages, self.complete, self.page = (), False, 0
        self.kept = PictureCache()
        self._decoded.clear()

    def image(self, page: int) -> QImage | None:
        """Return a page ready to be painted, or None while it is made so; `ready` then tells."""
        if page >= len(self._pages):
            return None
        for near in (page + 1, page - 1):
            self._decode(near)
        if page in self._decoded:
            self._decoded.move_to_end(page)
            return self._decoded[page]
        self._decode(page)
        return None

    def words(self, page: int) -> str:
        """Return what stands on a page, for those who cannot see it."""
        return self._pages[page].words if page < len(self._pages) else ""

    # Work

    def _stop(self) -> None:
        self._soon.stop()
        if self._layout is not None:
            self._layout.cancel()
            self._layout = None
        self._forget_decoding()

    def _forget_decoding(self) -> None:
        for job in self._decoding.values():
            job.cancel()
        self._decoding.clear()

    def _lay_out(self) -> None:
        if self._wanted is not None and self._session.is_open:
            # Page one alone is of no use to somebody who looks at page three.
            self._start(first_only=self.page == 0 and self._wanted[1].kind not in _ONE_PAGE)

    def _start(self, *, first_only: bool) -> None:
        if self._wanted is None:
            return
        folder, (course, choices), shown, kept = self._session.folder, self._wanted, self.page, self.kept
        another, self._laid_out = self._made is not None and self._made[1].kind is not choices.kind, True

        def work(progress: Progress) -> _Pages:
            if another:
                _give_back(progress)  # little of one kind serves another
            pages = preview_report(folder, course, choices, progress, first_only=first_only, kept=kept)
            progress(1.0, "")  # nobody may want them any more
            pages = pages[:1] if first_only else pages
            place = min(shown, len(pages) - 1)
            return pages, _decoded(pages[place].picture), place

        self._layout = self._jobs.start(
            work,
            what=_WHAT,
            done=partial(self._take, first_only=first_only),
            failed=self._refuse,
            quiet=True,
        )

    def _take(self, found: _Pages, *, first_only: bool) -> None:
        self._layout = None
        pages, image, place = found
        if not first_only or self.page == 0:
            self._forget_decoding()
            self._made, self._pages = self._wanted, pages
            self._decoded = OrderedDict({place: image})
            self.page = min(self.page, len(pages) - 1)
        if first_only:
            self._start(first_only=False)
        self.complete = not first_only
        if self.current:
            self.arrived.emit()

    def _refuse(self, error: HairtrackError) -> None:
        self._show_none(error_sentence(error))

    def _give_up(self, what: str, _why: str) -> None:
        """Say so where a bug ended the work, which the window tells of too."""
        if what == _WHAT:
            self._show_none(_MISTAKE)

    def _show_none(self, why: str) -> None:
        self._layout = None
        self._forget_decoding()
        self._pages, self._made = (), None
        self._decoded.clear()
        self.refused.emit(why)

    def _decode(self, page: int) -> None:
        if not 0 <= page < len(self._pages) or page in self._decoded or page in self._decoding:
            return
        data = self._pages[page].picture
        done: Callable[[QImage], None] = partial(self._keep, page)
        self._decoding[page] = self._jobs.start(
            lambda _progress: _decoded(data), what=_("Showing a page"), done=done, quiet=True
        )

    def _keep(self, page: int, image: QImage) -> None:
        self._decoding.pop(page, None)
        self._decoded[page] = image
        while len(self._decoded) > _DECODED:
            self._decoded.popitem(last=False)
        self.ready.emit(page)


def _give_back(_progress: Progress) -> None:
    forget_previews()
    give_back_small_pieces()


def _decoded(page: bytes) -> QImage:
    return QImage.fromData(page).convertToFormat(QImage.Format.Format_RGB32)
