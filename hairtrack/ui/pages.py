"""The pages in the order of the rail, and how each is made when it is first wanted.

A page and all that it needs take a while to load, so the window begins with the first one alone. The others are made
when they are turned to, or one by one while nothing else is going on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.page import Page

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
        """Return the page's class, which loads what it needs."""
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
        self._loaded: set[str] = set()

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

    def load(self, progress: Progress) -> None:
        """Load what all pages need, for a worker thread."""
        for place, tab in enumerate(self.tabs.values()):
            progress(place / len(self.tabs), tab.name)
            tab.load().load_ahead()
            self._loaded.add(tab.name)

    def make_next(self) -> bool:
        """Make one page whose parts are loaded; return whether any is still to be made."""
        name = next((name for name in self.tabs if name in self._loaded and name not in self._made), None)
        if name is not None:
            self[name]
        return len(self._made) < len(self.tabs)


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
            self._loading = self._jobs.start(self._pages.load, what="Loading pages", done=lambda _: None, quiet=True)
        elif not self._pages.make_next():
            self._timer.stop()
