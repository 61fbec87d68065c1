"""What is taken or done against the hair loss. Frozen; dates are calendar days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hairtrack.figures import in_text
from hairtrack.kept_words import dosage_words
from hairtrack.language import _c


class TreatmentKind(StrEnum):
    """What a treatment is, as far as the chart and the due list need to know."""

    JAK_INHIBITOR = "JAK inhibitor"
    CORTICOSTEROID = "corticosteroid"
    CONTACT_IMMUNOTHERAPY = "contact immunotherapy"
    MINOXIDIL = "minoxidil"
    ANTIANDROGEN = "5-alpha reductase inhibitor"
    PROCEDURE = "procedure"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChange:
    """From a day on, another dose; without a frequency of its own it is taken as often as before."""

    on: date
    dose: str
    frequency: str = ""

    @property
    def words(self) -> str:
        """Such as "50 mg daily"."""
        return dosage_words(in_text(self.dose), self.frequency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days on which it was not taken: the first, and the last or None while it goes on."""

    since: date
    until: date | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which nothing about a treatment changed.

    Attributes
    ----------
    since : date
    until : date or None
        The day that it gave way to the next stretch, or the last day of the treatment; None while it goes on.
    dose, frequency : str
    paused : bool
    """

    since: date
    until: date | None
    dose: str
    frequency: str
    paused: bool = False

    @property
    def dosage(self) -> str:
        """Such as "50 mg daily", be it paused or not."""
        return dosage_words(in_text(self.dose), self.frequency)

    @property
    def words(self) -> str:
        """Such as "50 mg daily", or "paused"."""
        return _c("treatment", "paused") if self.paused else self.dosage


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """Something taken or done against the hair loss.

    Attributes
    ----------
    id : str
    kind : TreatmentKind
    name : str
        As the user knows it, such as "ritlecitinib".
    form : str
        Such as "capsule".
    dose : str
        With its unit, such as "50 mg", from the start on. It may say how often, too.
    frequency : str
        Such as "daily" or "every 4 weeks".
    started_on : date
    stopped_on : date or None
        The last day; None while it goes on. Never before `started_on`.
    stop_reason : str
    changes : tuple of DoseChange
        In order of time.
    pauses : tuple of Pause
        In order of time, within the treatment's own, apart from each other.
    note : str
    """

    id: str
    kind: TreatmentKind
    name: str
    form: str = ""
    dose: str = ""
    frequency: str = ""
    started_on: date
    stopped_on: date | None = None
    stop_reason: str = ""
    changes: tuple[DoseChange, ...] = ()
    pauses: tuple[Pause, ...] = ()
    note: str = ""

    def active_on(self, day: date) -> bool:
        """Whether it was going on on a day, be it paused or not."""
        return self.started_on <= day and (self.stopped_on is None or day <= self.stopped_on)

    def pause_on(self, day: date) -> Pause | None:
        """Return the pause in which a day lies, or None."""
        return next((pause for pause in self.pauses if pause.holds(day)), None)

    def paused_on(self, day: date) -> bool:
        """Whether a day lies in one of its pauses."""
        return self.pause_on(day) is not None

    def taken_on(self, day: date) -> bool:
        """Whether it was being taken on a day."""
        return self.active_on(day) and not self.paused_on(day)

    def stretch_on(self, day: date) -> Stretch:
        """Return what was valid on a day: its dose and how often; before the start, what it started with."""
        stretches = self.stretches()
        return next((stretch for stretch in reversed(stretches) if stretch.since <= day), stretches[0])

    def stretches(self) -> tuple[Stretch, ...]:
        """Return its whole time in order, cut wherever the dose changed or a pause began or ended."""
        changes = {change.on: change for change in self.changes}
        begun = {pause.since for pause in self.pauses}
        over = {_day_after(pause.until) for pause in self.pauses if pause.until}
        days = sorted(day for day in {self.started_on, *changes, *begun, *over} if self.active_on(day))
        dose, frequency, paused = self.dose, self.frequency, False
        found = []
        for since, until in zip(days, (*days[1:], self.stopped_on), strict=True):
            change = changes.get(since)
            if change is not None:
                dose, frequency = change.dose, change.frequency or frequency
            paused = since in begun or (paused and since not in over)
            found.append(Stretch(since=since, until=until, dose=dose, frequency=frequency, paused=paused))
        return tuple(found)

    def with_dose(self, change: DoseChange) -> "Treatment":
        """Add a change of dose, or put it in the place of the one of the same day."""
        others = (kept for kept in self.changes if kept.on != change.on)
        return replace(self, changes=tuple(sorted((*others, change), key=lambda kept: kept.on)))

    def week(self, day: date) -> int:
        """Return the week of treatment on a day, counted from 0."""
        return (day - self.started_on).days // 7


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
