"""Which comparisons are in a report: the best matched pair of each view, or those that are ticked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.course import Course, Photo
from hairtrack.language import _, _n
from hairtrack.report.choices import ChosenPair, ReportKind
from hairtrack.report.words import short_day
from hairtrack.ui import theme
from hairtrack.ui.report.ticks import Tick, TickList
from hairtrack.ui.report.wishes import Part, Wishes
from hairtrack.ui.widgets import button, label
from hairtrack.ui.words import day_and_month, view_words, week_of
from hairtrack.workflow.report.chosen import offered_pairs


class Comparisons(QWidget):
    """Boxes to tick, one for each comparison that is offered, and a way to offer another.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    compared_wanted
        The pair that is shown on the page Compare shall be in.
    """

    changed = Signal(object)
    compared_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wishes = Wishes()
        self._added: tuple[ChosenPair, ...] = ()
        self.list = TickList(_("Comparisons in the report"))
        self.list.turned.connect(self._turn)
        self.words = label("", "muted")
        tip = _("The two photos that are chosen in the timeline and shown on the page Compare")
        self.add = button(_("Add the pair on Compare"), self.compared_wanted.emit, role="link", icon="add", tip=tip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for widget in (self.words, self.list, self.add):
            column.addWidget(widget)

    def show_wishes(self, wishes: Wishes, course: Course) -> str:
        """Show what is offered and what is ticked, and say it in a few words."""
        self._wishes = wishes
        offered = [pair.chosen for pair in offered_pairs(course)]
        self._added = tuple(dict.fromkeys((*self._added, *wishes.pairs)))
        added = [pair for pair in self._added if pair not in offered and _photos(course, pair) is not None]
        kept = wishes.choices(course).pairs
        made = (self._line(course, pair, kept, wishes) for pair in (*offered, *added))
        lines = [line for line in made if line is not None]
        views = [line.under for line in lines]
        self.list.show_lines(sorted(lines, key=lambda line: views.index(line.under)))
        one = wishes.kind is ReportKind.COMPARISON
        if kept:
            said = [_("On page one: {pair}.", pair=_pair_words(course, kept[0]))]
            said += [] if one else [_("Views without a tick follow with their best matched pair.")]
            self.words.setText(" ".join(said))
            count = 1 if one else len(kept)
            return _("one chosen") if count == 1 else _n("{count} pair chosen", "{count} pairs chosen", count)
        self.words.setText(
            _("The best matched pair is shown. Tick another to choose it.")
            if one
            else _("Each view shows its best matched pair. Tick others to choose; the first ticked is on page one.")
        )
        return _("best matched")

    def forget(self) -> None:
        """Offer nothing of another course."""
        self._added = ()

    def _line(self, course: Course, pair: ChosenPair, kept: tuple[ChosenPair, ...], wishes: Wishes) -> Tick | None:
        photos = _photos(course, pair)
        if photos is None:
            return None
        left_out = wishes.uses(Part.VIEWS) and photos[0].view in wishes.no_views
        view = view_words(photos[0].view)
        why_not = _("{view} is left out under Views and regions", view=view) if left_out else ""
        return Tick(
            key=_key(pair),
            words=_days_words(course, *photos),
            spoken=_pair_words(course, pair),
            ticked=pair in kept,
            why_not=why_not,
            under=view,
        )

    def _turn(self, key: str, on: bool) -> None:
        before, _, after = key.partition(" ")
        pair = ChosenPair(before=before, after=after)
        others = tuple(kept for kept in self._wishes.pairs if kept != pair)
        if not on:
            self.changed.emit({"pairs": others})
        elif self._wishes.kind is ReportKind.COMPARISON:
            # The others stay for kinds that show several, after the one that is wanted now.
            self.changed.emit({"pairs": (pair, *others)})
        else:
            self.changed.emit({"pairs": (*others, pair)})


def _key(pair: ChosenPair) -> str:
    return f"{pair.before} {pair.after}"


def _photos(course: Course, pair: ChosenPair) -> tuple[Photo, Photo] | None:
    before, after = course.photo(pair.before), course.photo(pair.after)
    if before is None or after is None or before.taken_on is None or after.taken_on is None:
        return None
    return before, after


def _pair_words(course: Course, pair: ChosenPair) -> str:
    photos = _photos(course, pair)
    if photos is None:
        return ""
    return _("{view}, {days}", view=view_words(photos[0].view), days=_days_words(course, *photos))


def _days_words(course: Course, before: Photo, after: Photo) -> str:
    """Name two visits in as little room as can be: no year twice, and the week only where the last visit is not it."""
    first, last = before.taken_on, after.taken_on
    if before == after or first is None or last is None:
        return _("{day}, one photo", day=short_day(first))
    start = day_and_month(first) if first.year == last.year else short_day(first)
    week = week_of(course, last) if last != course.in_view(after.view)[-1].taken_on else None
    if week is None:
        return _("{first} to {last}", first=start, last=short_day(last))
    return _("{first} to {last}, week {week}", first=start, last=short_day(last), week=week)
