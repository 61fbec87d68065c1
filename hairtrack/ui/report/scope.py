"""How much of a course is in a report: views, regions, days, and what was written freely."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hairtrack.course import Course, View
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _c, _n
from hairtrack.messages import error_sentence
from hairtrack.report.words import short_day
from hairtrack.ui import theme
from hairtrack.ui.diary.day_field import DayField
from hairtrack.ui.report.ticks import Tick, TickBox, TickList
from hairtrack.ui.report.wishes import Part, Wishes
from hairtrack.ui.widgets import label
from hairtrack.ui.words import view_words

_PAUSE_MS = 700
_ONE_VIEW = _("One comparison shows one view, that of its two photos.")


class ViewsAndRegions(QWidget):
    """Boxes to tick for each view that has photos and each region.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wishes = Wishes()
        self._shown: tuple[View, ...] = ()
        self.views, self.regions = TickList(_("Views in the report")), TickList(_("Regions in the report"))
        self.views.turned.connect(self._turn_view)
        self.regions.turned.connect(self._turn_region)
        self._views_title, self._regions_title = label(_("Views"), "muted"), label(_("Regions"), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for widget in (self._views_title, self.views, self._regions_title, self.regions):
            column.addWidget(widget)

    def show_wishes(self, wishes: Wishes, course: Course) -> str:
        """Show what is in, and say it in a few words."""
        self._wishes = wishes
        views = [view for view in course.views() if course.in_view(view)]
        shown = self._shown = wishes.shown_views(course)
        unused = not wishes.uses(Part.VIEWS)
        self._views_title.setText(_ONE_VIEW if unused else _("Views"))
        self.views.setVisible(not unused)
        self.views.show_lines(
            Tick(
                key=view,
                words=view_words(view),
                ticked=view in shown,
                why_not=_("A report needs one view") if shown == (view,) else "",
            )
            for view in views
        )
        regions = [region for view in views for region in course.regions_in(view)]
        self._regions_title.setVisible(bool(regions))
        self.regions.show_lines(
            Tick(
                key=region.id,
                words=f"{view_words(region.view)}: {region.words}",
                ticked=region.id not in wishes.no_regions,
                why_not="" if region.view in shown else _ONE_VIEW if unused else _("Its view is left out"),
            )
            for region in regions
        )
        out = [view_words(view) for view in views if view not in shown and not unused]
        gone = sum(region.id in wishes.no_regions for region in regions)
        if not out and not gone:
            return _("those of its photos") if unused else _c("views and regions", "all")
        if len(out) == 1 and not gone:
            return _("without {view}", view=out[0])
        return _n("{count} left out", "{count} left out", len(out) + gone)

    def _turn_view(self, key: str, on: bool) -> None:
        rest = tuple(view for view in self._wishes.no_views if view not in self._shown and view != key)
        self.changed.emit({"no_views": rest if on else (*rest, View(key))})

    def _turn_region(self, key: str, on: bool) -> None:
        rest = tuple(region for region in self._wishes.no_regions if region != key)
        self.changed.emit({"no_regions": rest if on else (*rest, key)})


class DaysAndNotes(QWidget):
    """The whole course or some of its days, with or without notes.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ends = (date.min, date.max)
        self.whole = TickBox(_("Whole course"), _("What is computed rests on the whole course in any case"))
        self.whole.toggled.connect(self._turn_whole)
        today = date.today()
        self.since, self.until = (
            DayField(None, today, hint=_c("day", "the first")),
            DayField(None, today, hint=_c("day", "the last")),
        )
        self.since.setAccessibleName(_("First day in the report"))
        self.until.setAccessibleName(_("Last day in the report"))
        self._fields = _beside({_c("first day", "From"): self.since, _c("last day", "to"): self.until})
        self.problem = label("", "objection")
        self.notes = TickBox(_("Notes as they were written"), _("Without them, the entries of the diary stand alone"))
        self.notes.toggled.connect(lambda on: self.changed.emit({"notes": on}))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.settle)
        for field in (self.since, self.until):
            field.textChanged.connect(self._typed)
            field.editingFinished.connect(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for widget in (self.whole, self._fields, self.problem, self.notes):
            column.addWidget(widget)
        self._say("")

    def show_wishes(self, wishes: Wishes, course: Course) -> str:
        """Show what is in, and say it in a few words."""
        days = [*course.visits(), *(entry.on for entry in course.diary.events)]
        self._ends = (min(days), max(days)) if days else (date.today(), date.today())
        unused = "" if wishes.uses(Part.DATES) else _("One comparison has the days of its two photos")
        some = bool(wishes.since or wishes.until) and not unused
        for box, on in ((self.whole, not some), (self.notes, wishes.notes)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.whole.allow(unused)
        self.notes.allow("" if wishes.uses(Part.NOTES) else _("This kind shows no notes"))
        self._fields.setVisible(some)
        if not some:
            self._say("")
        for field, day in ((self.since, wishes.since), (self.until, wishes.until)):
            if not field.hasFocus() and not self.problem.text():
                field.blockSignals(True)
                field.setText(short_day(day) if day else "")
                field.blockSignals(False)
                field.update()
        if some:
            return _span_words(wishes)
        noted = wishes.notes or not wishes.uses(Part.NOTES)
        return _("whole course") if noted else _("whole course, no notes")

    def begin(self) -> None:
        """Take the fields for another course."""
        self._soon.stop()
        self._say("")
        for field in (self.since, self.until):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)

    def _turn_whole(self, on: bool) -> None:
        self._say("")
        first, last = self._ends
        self.changed.emit({"since": None, "until": None} if on else {"since": first, "until": last})
        if not on:
            self.since.setFocus()
            self.since.selectAll()

    def _typed(self) -> None:
        self._soon.start()

    def settle(self) -> None:
        """Take the two days, now, or say why they cannot be taken."""
        self._soon.stop()
        try:
            since, until = self.since.day(), self.until.day()
        except HairtrackError as error:
            self._say(error_sentence(error))
            return
        if since and until and since > until:
            self._say(_("The first day is after the last one."))
            return
        self._say("")
        self.changed.emit({"since": since, "until": until})

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _beside(fields: dict[str, QWidget]) -> QWidget:
    """Stack fields with a word before each."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.GAP // 2)
    grid.setHorizontalSpacing(theme.GAP)
    for place, (words, field) in enumerate(fields.items()):
        grid.addWidget(label(words, "muted"), place, 0)
        grid.addWidget(field, place, 1)
    grid.setColumnStretch(1, 1)
    return made


def _span_words(wishes: Wishes) -> str:
    if wishes.since and wishes.until:
        return _("{first} to {last}", first=short_day(wishes.since), last=short_day(wishes.until))
    if wishes.since:
        return _("from {day}", day=short_day(wishes.since))
    return _("to {day}", day=short_day(wishes.until))
