"""How hair is marked on the photo in hand: the overlay, its legend, what it rests on, what the pointer is at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from hairtrack.course import Course, Photo, Point, Region
from hairtrack.imaging.coverage import CAUSES
from hairtrack.language import _, _c
from hairtrack.progress import Progress
from hairtrack.report import coverage_words
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui import theme
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.measure.hair_layer import HairCanvas, Overlay, overlay_picture
from hairtrack.ui.measure.hair_legend import HairLegend, legend_of
from hairtrack.ui.measure.how_decided import HowDecided
from hairtrack.ui.widgets import Choice, label, row
from hairtrack.workflow.live_coverage import Inspection, LiveCoverage

_OVERLAYS = {
    Overlay.NONE: _c("marks", "None"),
    Overlay.OUTLINE: _("Outline"),
    Overlay.FILL: _("Fill"),
    Overlay.CLASSES: _("Classes"),
}
_NEXT_KEY = "M"


class HairMarks(QWidget):
    """The controls of the overlay and their legend, for the inspector; paints on a canvas.

    Attributes
    ----------
    how : HowDecided
        What the shown value rests on, for the inspector.

    Signals
    -------
    inspected
        Another photo or region was looked into, or the same by other touches.
    pointed : str
        Why the place under the pointer is not judged; empty where it is.
    """

    inspected = Signal()
    pointed = Signal(str)

    def __init__(self, canvas: HairCanvas, jobs: Jobs) -> None:
        super().__init__()
        self.overlay = Overlay.FILL
        self._canvas = canvas
        self._jobs = jobs
        self._live = LiveCoverage()
        self._inspection: Inspection | None = None
        self._key: object = None
        self._place: tuple[str, str] | None = None
        self._job: Job | None = None
        self._said = ""
        self.legend = HairLegend()
        self.how = HowDecided()
        self._build()
        canvas.pointed.connect(self._point)

    def _build(self) -> None:
        self.choice = Choice(
            [(key.value, words, "", "") for key, words in _OVERLAYS.items()], self._use, _("Marks on hair")
        )
        self.choice.setToolTip(_("Marks on hair ({key} shows the next)", key=_NEXT_KEY))
        self.choice.show_key(self.overlay.value)
        QShortcut(QKeySequence(_NEXT_KEY), self).activated.connect(self.use_next)
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(10, 100)
        self.strength.setValue(50)
        self.strength.setMinimumWidth(60)
        self.strength.setAccessibleName(_("Strength of the marks on hair"))
        self.strength.setToolTip(_("Strength of the marks on hair"))
        self.strength.valueChanged.connect(lambda value: self._canvas.strengthen(value / 100))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.choice)
        column.addWidget(row(label(_("Strength"), "muted"), self.strength, stretch=False))
        column.addWidget(self.legend)
        self._show(None)

    # What is shown

    def look_into(self, folder: CourseFolder, course: Course, photo: Photo | None, region: Region | None) -> None:
        """Mark a region of a photo, by the touches as they are; nothing where it is not measured yet.

        Parameters
        ----------
        folder : CourseFolder
        course : Course
        photo : Photo or None
        region : Region or None
        """
        known = course.measurement(photo, region) if photo and region else None
        key = (known, course.person, course.dabs, course.touches_wait) if known else None
        if key == self._key:
            return
        self._key = key
        if self._job is not None:
            self._job.cancel()
        place = (known.photo, known.region) if known else None
        if place != self._place:
            # The same photo keeps its marks until a touch has made others.
            self._place = place
            self._show(None)
            self._canvas.show_overlay(None)
        if photo is None or region is None or known is None:
            return
        overlay, live = self.overlay, self._live

        def look(progress: Progress) -> tuple[Inspection, Picture, Overlay] | None:
            seen = live.inspect(folder, course, photo, region, progress)
            return (seen, overlay_picture(seen.labels, overlay), overlay) if seen else None

        self._job = self._jobs.start(
            look, what=_("Marking hair"), done=self._looked, failed=lambda _: self._looked(None), quiet=True
        )

    def rest(self) -> None:
        """Give memory back while nobody looks; the marks stay until they are looked for again."""
        self._key = None
        if self._job is not None:
            self._job.cancel()
        live = self._live
        # Beside other work, as it waits for a look that goes on.
        self._jobs.start(lambda _: live.forget_pixels(), what=_("Marking hair"), done=lambda _: None, quiet=True)

    def forget(self) -> None:
        """Drop what is kept of a course."""
        self._key = self._place = None
        # A look that still goes on holds the old one.
        self._live = LiveCoverage()
        self._canvas.show_overlay(None)
        self._show(None)

    def shown(self, course: Course) -> Course:
        """Return a course as it is to be shown: with the value that the waiting touches make, once that is known."""
        seen = self._inspection
        if seen is None or not course.touches_wait or seen.person.dabs != course.dabs:
            return course
        return course.with_measurement(seen.measurement)

    def _looked(self, found: tuple[Inspection, Picture, Overlay] | None) -> None:
        self._show(found[0] if found else None)
        self._canvas.show_overlay(found[1] if found else None)
        if found and found[2] is not self.overlay:
            self._colour()
        self.inspected.emit()

    def _show(self, inspection: Inspection | None) -> None:
        self._inspection = inspection
        self.legend.show_lines(legend_of(inspection.measurement, self.overlay) if inspection else (), self.overlay)
        self.how.show_inspection(inspection)

    # The kind of overlay

    def use_next(self) -> None:
        """Show the next kind of overlay, after the last the first."""
        kinds = list(Overlay)
        self._use(kinds[(kinds.index(self.overlay) + 1) % len(kinds)].value)
        self.choice.show_key(self.overlay.value)
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, _("Marks: {kind}", kind=_OVERLAYS[self.overlay]))
        )

    def _use(self, key: str) -> None:
        self.overlay = Overlay(key)
        self._show(self._inspection)
        self._colour()

    def _colour(self) -> None:
        """Colour what was looked into already."""
        seen, overlay = self._inspection, self.overlay
        if seen is None:
            return

        def take(picture: Picture) -> None:
            if self._inspection is seen and self.overlay is overlay:
                self._canvas.show_overlay(picture)

        self._jobs.start(lambda _: overlay_picture(seen.labels, overlay), what=_("Marking hair"), done=take, quiet=True)

    # Under the pointer

    def _point(self, place: Point | None) -> None:
        said = self.cause_at(place) if place is not None else ""
        if said != self._said:
            self._said = said
            self.pointed.emit(said)
            if said:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, said))

    def cause_at(self, place: Point) -> str:
        """Say why a place of the photo is not judged; nothing where it is judged or outside the region."""
        if self._inspection is None:
            return ""
        labels = self._inspection.labels
        row_at, column_at = (min(int(at), side - 1) for at, side in zip(place[::-1], labels.shape, strict=True))
        cause = CAUSES.get(int(labels[row_at, column_at]))
        return _("Not judged here: {cause}.", cause=coverage_words.CAUSES[cause]) if cause else ""
