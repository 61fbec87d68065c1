"""The pages in the order of the rail, and how each is made when it is first wanted.

A page and all that it needs take a while to load, so the window begins with the first one alone. The others are made
when they are turned to, or one by one while nothing else is going on. What they need of the workflow is loaded in a
worker thread before; their own parts are Qt's, and those only the window's thread may load: before Python 3.12 PySide
keeps its types in one table, in which Qt looks without a lock while the window waits.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer

from hairtrack import workflow
from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.page import Page

_DRAWN_BY_QT = ("hairtrack.report.charts.chart", "hairtrack.report.charts.lab_chart")
"""What the workflow needs of Qt."""
_AHEAD_MS = 150
"""Between the pages that are made before they are wanted, so that the hand never waits for more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """What is known of a page before it is made.

    Attributes
    ----------
    name : str
        Short and lower case, for `Page.go_to`.
    title : str
        As the rail shows it.
    icon : str
        Name of an icon in ``assets/icons``.
    module, kind : str
        Where its class stands, and what that is called.
    needs_course : bool
        Whether the page can be entered only with a course open.
    in_rail : bool
        Whether it is a step of the journey, with its place in the rail and its number.
    """

    name: str
    title: str
    icon: str
    module: str
    kind: str
    needs_course: bool = True
    in_rail: bool = True

    def load(self) -> type[Page]:
        """Return the page's class, which loads what it needs; on the window's thread."""
        found: type[Page] = getattr(import_module(self.module), self.kind)
        return found


TABS = (
    Tab(
        name="home",
        title=_("Home"),
        icon="home",
        module="hairtrack.ui.home.page",
        kind="HomePage",
        needs_course=False,
    ),
    Tab(name="photos", title=_("Photos"), icon="photos", module="hairtrack.ui.photos.page", kind="PhotosPage"),
    Tab(name="align", title=_("Align"), icon="align", module="hairtrack.ui.align.page", kind="AlignPage"),
    Tab(name="measure", title=_("Measure"), icon="measure", module="hairtrack.ui.measure.page", kind="MeasurePage"),
    Tab(name="compare", title=_("Compare"), icon="compare", module="hairtrack.ui.compare.page", kind="ComparePage"),
    Tab(name="course", title=_("Course"), icon="course", module="hairtrack.ui.course.page", kind="CoursePage"),
    Tab(name="report", title=_("Report"), icon="report", module="hairtrack.ui.report.page", kind="ReportPage"),
    Tab(
        name="guide",
        title=_("The next photo"),
        icon="camera",
        module="hairtrack.ui.guide.page",
        kind="GuidePage",
        in_rail=False,
    ),
    Tab(
        name="settings",
        title=_("Settings"),
        icon="settings",
        module="hairtrack.ui.settings_page",
        kind="SettingsPage",
        needs_course=False,
        in_rail=False,
    ),
)


class Pages(Mapping[str, Page]):
    """The pages by name; asking for one makes it, unless it is made already.

    Parameters
    ----------
    tabs : sequence of Tab
    make : callable
        Makes a page of its class and puts it into the window.
    """

    def __init__(self, tabs: Sequence[Tab], make: Callable[[type[Page]], Page]) -> None:
        self.tabs = {tab.name: tab for tab in tabs}
        self._make = make
        self._made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = self._make(self.tabs[name].load())
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tabs)

    def __len__(self) -> int:
        return len(self.tabs)

    def __contains__(self, name: object) -> bool:
        return name in self.tabs

    @property
    def made(self) -> Mapping[str, Page]:
        """The pages that are made."""
        return self._made

    def load_drawing(self) -> None:
        """Load what the workflow draws with, before a worker thread loads the workflow."""
        for name in _DRAWN_BY_QT:
            import_module(name)

    def load(self, progress: Progress) -> None:
        """Load what all pages need of the workflow, for a worker thread."""
        names = [found.name for found in walk_packages(workflow.__path__, f"{workflow.__name__}.")]
        for place, name in enumerate(names):
            progress(place / len(names), name)
            getattr(import_module(name), "load_ahead", _nothing)()

    def make_next(self) -> bool:
        """Load a page, or make one that is loaded; return whether any is left. Both at once would halt the window."""
        name = next((name for name in self.tabs if name not in self._made), None)
        if name is not None and self.tabs[name].module not in sys.modules:
            self.tabs[name].load()
        elif name is not None:
            self[name]
        return len(self._made) < len(self.tabs)


def _nothing() -> None:
    pass


class Ahead(QObject):
    """Makes the pages that were not wanted yet, one at a time, so that turning to one need not wait."""

    def __init__(self, parent: QObject, pages: Pages, jobs: Jobs) -> None:
        super().__init__(parent)
        self._pages, self._jobs = pages, jobs
        self._loading: Job | None = None
        self._timer = QTimer(self, interval=_AHEAD_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin, unless that was done."""
        if self._loading is None:
            self._timer.start()

    def stop(self) -> None:
        """Make no more."""
        self._timer.stop()

    def _go_on(self) -> None:
        # A course that is opened or closed meanwhile cancels all jobs, this one too.
        if self._loading is None or self._loading.cancelled:
            self._pages.load_drawing()
            self._loading = self._jobs.start(self._pages.load, what="Loading pages", done=lambda _: None, quiet=True)
        elif self._loading not in self._jobs.running and not self._pages.make_next():
            self._timer.stop()
