"""What of a course a report lists: the photos, regions and entries that were chosen. Computes nothing from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from hairtrack.course import Course, Measurement, Photo, Region, View
from hairtrack.diary import Diary, EventKind
from hairtrack.language import _
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.treatment import Treatment

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a course a report lists.

    Attributes
    ----------
    name : str
        Whose course; empty for no name.
    file_names : bool
        Whether photos may be named by their files.
    photos : tuple of Photo
        By view and day, then those without a day.
    regions : tuple of Region
    diary : Diary
    since, until : date or None
        As they were chosen.
    """

    name: str
    file_names: bool
    photos: tuple[Photo, ...]
    regions: tuple[Region, ...]
    diary: Diary
    since: date | None = None
    until: date | None = None

    def views(self) -> tuple[View, ...]:
        """Return the views that have dated photos, in the order of `View`."""
        return tuple(view for view in View if self.in_view(view))

    def in_view(self, view: View) -> tuple[Photo, ...]:
        """Return the dated photos of a view in order of time."""
        return tuple(photo for photo in self.photos if photo.view is view and photo.taken_on is not None)

    def regions_in(self, view: View) -> tuple[Region, ...]:
        """Return the regions of a view."""
        return tuple(region for region in self.regions if region.view is view)

    def measurements(self, course: Course) -> tuple[Measurement, ...]:
        """Return what was measured of the listed regions in the listed photos, in their order."""
        found = {(each.photo, each.region): each for each in course.measurements}
        keys = ((photo.sha256, region.id) for photo in self.photos for region in self.regions_in(photo.view))
        return tuple(found[key] for key in keys if key in found)

    def visits(self) -> tuple[date, ...]:
        """Return the days on which photos were taken, in order."""
        return tuple(sorted({photo.taken_on for photo in self.photos if photo.taken_on is not None}))

    def holds(self, day: date | None) -> bool:
        """Whether a day lies within what was chosen; what has no day does where all days were."""
        return within(day, self.since, self.until)

    def touches(self, first: date, last: date | None) -> bool:
        """Whether any of the days from one to another, or to no end, was chosen."""
        return _overlaps(first, last, self.since, self.until)


def select(course: Course, choices: Choices, compared: Iterable[Photo] = ()) -> Selection:
    """Choose what of a course a report lists.

    Parameters
    ----------
    course : Course
    choices : Choices
    compared : iterable of Photo
        In it whatever the days are; nothing else is where the report is one comparison.

    Returns
    -------
    Selection
    """
    views = choices.views or tuple(View)
    pair = {photo.sha256 for photo in compared}

    def wanted(photo: Photo) -> bool:
        if choices.kind is ReportKind.COMPARISON:
            return photo.sha256 in pair
        chosen = photo.view in views and within(photo.taken_on, choices.since, choices.until)
        return chosen or photo.sha256 in pair

    dated = [photo for view in course.views() for photo in course.in_view(view)]
    undated = [photo for photo in course.photos if photo.taken_on is None]
    photos = tuple(filter(wanted, [*dated, *undated]))
    shown = {photo.view for photo in photos}
    regions = tuple(
        region
        for view in View
        for region in course.coloured(view)
        if view in shown and (choices.regions is None or region.id in choices.regions)
    )
    return Selection(
        name=course.name if choices.name is None else choices.name,
        file_names=choices.name is None,
        photos=photos,
        regions=regions,
        diary=_told(course.diary, choices),
        since=choices.since,
        until=choices.until,
    )


def named(course: Course, choices: Choices) -> Course:
    """Give a course the name that a report is to have; an alias takes the names of raters away too.

    Parameters
    ----------
    course : Course
    choices : Choices

    Returns
    -------
    Course
    """
    if choices.name is None:
        return course
    raters = {
        rater: _("Rater {number}", number=place)
        for place, rater in enumerate(dict.fromkeys(r.rater for r in course.ratings), 1)
    }
    return replace(
        course,
        name=choices.name,
        ratings=tuple(replace(rating, rater=raters[rating.rater]) for rating in course.ratings),
    )


def _told(diary: Diary, choices: Choices) -> Diary:
    """Keep of a diary what falls into the chosen days, without what was written freely where that is not wanted."""
    since, until = choices.since, choices.until

    def kept(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        chosen = (entry for entry in entries if within(entry.on, since, until))  # type: ignore[attr-defined]
        return tuple(chosen if choices.notes else map(_without_note, chosen))

    taken = (t for t in diary.treatments if _overlaps(t.started_on, t.stopped_on, since, until))
    treatments = tuple(_as_of(treatment, since, until) for treatment in taken)
    felt = (e for e in diary.side_effects if _overlaps(e.since, e.until, since, until))
    effects = tuple(replace(effect, until=_unless_later(effect.until, until)) for effect in felt)
    events = kept(diary.events)
    if not choices.notes:
        treatments, effects = tuple(map(_without_reasons, treatments)), tuple(map(_without_note, effects))
        events = tuple(event for event in events if event.kind is not EventKind.NOTE)
    return Diary(
        treatments=treatments,
        events=events,
        labs=kept(diary.labs),
        symptoms=kept(diary.symptoms),
        side_effects=effects,
        grooms=kept(diary.grooms),
        scores=kept(diary.scores),
        stages=kept(diary.stages),
        salt_scores=kept(diary.salt_scores),
        sessions=kept(diary.sessions),
        missed_doses=kept(diary.missed_doses),
    )


def _as_of(treatment: Treatment, since: date | None, until: date | None) -> Treatment:
    """Keep of a treatment what was known of it on the last day, and of its doses what was taken from the first on.

    It keeps its start, from which its weeks are counted, and the day on which its first dose within was begun.
    """
    changes = [change for change in treatment.changes if until is None or change.on <= until]
    pauses = [pause for pause in treatment.pauses if _overlaps(pause.since, pause.until, since, until)]
    dose, frequency = treatment.dose, treatment.frequency
    earlier = [change for change in changes if since is not None and change.on <= since]
    if earlier:
        valid = treatment.stretch_on(earlier[-1].on)
        changes = [replace(earlier[-1], frequency=valid.frequency), *changes[len(earlier) :]]
        dose = frequency = ""
    stopped = _unless_later(treatment.stopped_on, until)
    return replace(
        treatment,
        dose=dose,
        frequency=frequency,
        changes=tuple(changes),
        pauses=tuple(replace(pause, until=_unless_later(pause.until, until)) for pause in pauses),
        stopped_on=stopped,
        stop_reason=treatment.stop_reason if stopped is not None else "",
    )


def _unless_later(day: date | None, until: date | None) -> date | None:
    return None if day is None or (until is not None and day > until) else day


def _without_reasons(treatment: Treatment) -> Treatment:
    pauses = tuple(replace(pause, reason="") for pause in treatment.pauses)
    return replace(treatment, note="", stop_reason="", pauses=pauses)


def _without_note(entry: _Entry) -> _Entry:
    return replace(entry, note="") if hasattr(entry, "note") else entry  # type: ignore[type-var]


def within(day: date | None, since: date | None, until: date | None) -> bool:
    """Whether a day lies within what was chosen; what has no day does where all days were."""
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _overlaps(first: date, last: date | None, since: date | None, until: date | None) -> bool:
    return (until is None or first <= until) and (since is None or last is None or last >= since)
