"""What the measure page does to regions. Each edit is one step of undo."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Course, Outline, Region, RegionColour, RegionShape, SaltArea, View
from hairtrack.errors import HairtrackError
from hairtrack.kept_words import kept
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.words import view_words
from hairtrack.workflow.draw_regions import colour_region, draw_region
from hairtrack.workflow.starting_outlines import add_salt_area, copy_region, mark_salt_area, salt_areas

_ADJUST = _("This is an outline to start from. Drag its corners, an edge or the whole until it fits the area.")


class RegionEdits(QObject):
    """Edits the regions of the open course.

    Signals
    -------
    edited : str
        An edit was made, or not taken; the id of the region to choose, or nothing.
    told : str
        What came of it, where the eye might miss that.
    """

    edited = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._start: Region | None = None

    # What can be done, and how to go on

    @property
    def areas(self) -> tuple[SaltArea, ...]:
        """The SALT areas that the view in hand can show and does not have yet."""
        view = self._session.view
        if view is None:
            return ()
        drawn = {region.salt_area for region in self._session.course.regions_in(view)}
        return tuple(area for area in salt_areas(view) if area not in drawn)

    @property
    def other_views(self) -> tuple[View, ...]:
        """The views that a region of the view in hand can be copied to."""
        course, present = self._session.course, self._session.view
        return tuple(view for view in course.views() if view is not present and course.reference(view) is not None)

    def hint(self, region: Region | None) -> str:
        """Say that an outline was only a start, until it is adjusted."""
        start = self._start
        fresh = region is not None and start is not None and (region.id, region.points) == (start.id, start.points)
        return _ADJUST if fresh else ""

    # Edits

    def add(self, shape: RegionShape, points: Outline) -> None:
        """Add a region to the view in hand, named after it."""
        view, course = self._session.view, self._session.course
        if view is None:
            return
        taken = {region.name for region in course.regions_in(view)}
        name = next(n for n in (view_words(view), *(_("Region {k}", k=k) for k in range(2, 99))) if n not in taken)
        try:
            drawn = draw_region(course, view=view, name=name, points=points, shape=shape)
        except HairtrackError as error:
            self._session.say(error_sentence(error))
            return
        self._session.apply(_("draw region"), drawn)
        self.edited.emit(drawn.regions[-1].id)

    def change(self, region: Region) -> None:
        """Give a region another border."""
        self._apply(_("change region"), self._session.course.with_region(region))

    def remove(self, region: str) -> None:
        """Take a region away, and say how it comes back."""
        gone = self._session.course.region(region)
        self._apply(_("remove region"), self._session.course.without_region(region))
        if gone is not None and self._session.course.region(region) is None:
            self.told.emit(_("{name} was removed with its values. Ctrl+Z brings them back.", name=gone.words))

    def rename(self, region_id: str, name: str) -> None:
        """Call a region by another name; an empty one is not taken, nor that of another region of the view."""
        course = self._session.course
        region = course.region(region_id)
        if region is not None and name:
            others = (other for other in course.regions_in(region.view) if other.id != region_id)
            if kept(name) in {other.name for other in others}:
                self.edited.emit("")
                self.told.emit(_("Another region of this view is called {name}. Choose another name.", name=name))
                return
            course = course.with_region(replace(region, name=kept(name)))
        self._apply(_("rename region"), course)

    def colour(self, region: str, colour: RegionColour) -> None:
        """Draw a region in another colour."""
        self._apply(_("colour region"), colour_region(self._session.course, region, colour))

    def mark(self, region: str, area: SaltArea | None) -> None:
        """Let a region stand for an area of the SALT, or for none."""
        try:
            marked = mark_salt_area(self._session.course, region, area)
        except HairtrackError as error:
            self._session.say(error_sentence(error))
            return
        self._apply(_("mark region"), marked)

    def _apply(self, what: str, course: Course) -> None:
        self._session.apply(what, course)
        self.edited.emit("")

    # Outlines to start from; finding the head takes a moment

    def add_area(self, area: SaltArea) -> None:
        """Put a SALT area on the head in the view's reference photo."""
        session = self._session
        folder, course, view = session.folder, session.course, session.view
        if view is None or not session.may_edit():
            return

        def work(_: Progress) -> Course:
            return add_salt_area(folder, course, view=view, area=area)

        self._jobs.start(
            work, what=_("Looking for the head"), done=partial(self._begin, _("add SALT area")), edits=True
        )

    def copy(self, region_id: str, view: View) -> None:
        """Copy a region to another view, and go there."""
        session = self._session
        folder, course = session.folder, session.course
        region = course.region(region_id)
        if region is None or not session.may_edit():
            return

        def work(_: Progress) -> Course:
            return copy_region(folder, course, region=region, view=view)

        self._jobs.start(work, what=_("Looking for the head"), done=partial(self._begin, _("copy region")), edits=True)

    def _begin(self, what: str, course: Course) -> None:
        region = course.regions[-1]
        if self._session.apply(what, course):
            self._start = region
            self._session.select(current=region.drawn_on)
            self.edited.emit(region.id)
