"""What the chart of a view shows, gathered from the course."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from hairtrack.course import Course, Measurement, Photo, RegionColour, View
from hairtrack.diary import Diary, GroomKind, LabResult, Session, Symptom
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.data import (
    ChartData,
    ChartDose,
    ChartEvent,
    ChartPoint,
    ChartRatings,
    ChartRow,
    ChartSeries,
    ChartTreatment,
    ChartTrend,
    UnjudgedPhoto,
)

_Named = TypeVar("_Named", LabResult, Symptom)


def chart_of(
    course: Course,
    view: View | None,
    *,
    trends: Mapping[str, ChartTrend] | None = None,
    ratings: tuple[ChartRatings, ...] = (),
) -> ChartData:
    """Gather what the chart of a view shows.

    Parameters
    ----------
    course : Course
    view : View or None
        None for no photos: the diary alone.
    trends : mapping of str to ChartTrend, optional
        Per region id.
    ratings : tuple of ChartRatings
        One for each rater of the view.

    Returns
    -------
    ChartData
    """
    photos = course.in_view(view) if view is not None else ()
    regions = course.coloured(view) if view is not None else ()
    series, judged = [], set()
    for region in regions:
        points = []
        for photo in photos:
            point = _point(photo, course.measurement(photo, region))
            if point is not None:
                points.append(point)
                judged.add(photo.sha256)
        trend = (trends or {}).get(region.id)
        colour = region.colour or RegionColour.TEAL
        series.append(
            ChartSeries(region=region.id, name=region.words, points=tuple(points), trend=trend, colour=colour)
        )
    unjudged = [
        UnjudgedPhoto(photo=photo.sha256, on=photo.taken_on, why=why_unjudged(course, photo))
        for photo in photos
        if photo.taken_on is not None and photo.sha256 not in judged
    ]
    return diary_chart(course.diary, ChartData(series=tuple(series), unjudged=tuple(unjudged), ratings=ratings))


def diary_chart(diary: Diary, data: ChartData) -> ChartData:
    """Put what the diary says beneath what a chart shows.

    Parameters
    ----------
    diary : Diary
    data : ChartData

    Returns
    -------
    ChartData
    """
    return replace(
        data,
        treatments=_treatments(diary),
        side_effects=tuple(sorted(diary.side_effects, key=lambda effect: effect.since)),
        symptoms=_rows(diary.symptoms),
        labs=_rows(diary.labs),
        events=_events(diary),
    )


def why_unjudged(course: Course, photo: Photo) -> str:
    """Say why a photo has no value: its own reasons, its alignment's, or that nobody measured yet."""
    reasons = [r for m in course.measurements if m.photo == photo.sha256 and not m.measured for r in m.reasons]
    alignment = course.alignment(photo)
    if alignment is not None and not alignment.aligned:
        reasons = list(alignment.reasons)
    if reasons:
        return " ".join(dict.fromkeys(reason_sentence(reason) for reason in reasons))
    if not course.regions_in(photo.view):
        return _("No region is drawn in this view.")
    return _("Not measured yet.")


def _point(photo: Photo, measurement: Measurement | None) -> ChartPoint | None:
    if photo.taken_on is None or measurement is None or measurement.coverage is None:
        return None
    low = measurement.coverage if measurement.low is None else measurement.low
    high = measurement.coverage if measurement.high is None else measurement.high
    value = 100 * measurement.coverage
    return ChartPoint(photo=photo.sha256, on=photo.taken_on, value=value, low=100 * low, high=100 * high)


def _treatments(diary: Diary) -> tuple[ChartTreatment, ...]:
    given: dict[str, list[Session]] = {}
    for session in sorted(diary.sessions, key=lambda session: session.on):
        given.setdefault(session.treatment, []).append(session)
    return tuple(
        ChartTreatment(
            id=treatment.id,
            name=shown(treatment.name),
            doses=tuple(
                ChartDose(
                    since=stretch.since,
                    until=stretch.until,
                    text=stretch.words,
                    paused=stretch.paused,
                    treatment=treatment.id,
                )
                for stretch in treatment.stretches()
            ),
            sessions=tuple(given.get(treatment.id, ())),
        )
        for treatment in sorted(diary.treatments, key=lambda treatment: treatment.started_on)
    )


def _rows(entries: Iterable[_Named]) -> tuple[ChartRow, ...]:
    """Gather the entries of one name, whatever its capitals, into a row; the first that was kept stands first."""
    named: dict[str, list[_Named]] = {}
    for entry in sorted(entries, key=lambda entry: entry.on):
        named.setdefault(entry.name.casefold(), []).append(entry)
    return tuple(ChartRow(name=shown(found[0].name), entries=tuple(found)) for found in named.values())


def _events(diary: Diary) -> tuple[ChartEvent, ...]:
    """List what happened, without haircuts to the length of the one before: those keep coverage comparable."""
    events = [ChartEvent(id=event.id, on=event.on, text=event.text) for event in diary.events]
    known = None
    for groom in sorted(diary.grooms, key=lambda groom: groom.on):
        if groom.kind is GroomKind.HAIRCUT:
            same, known = groom.length_mm is not None and groom.length_mm == known, groom.length_mm
            if same:
                continue
        length = f" ({plain(groom.length_mm)} mm)" if groom.length_mm is not None else ""
        events.append(ChartEvent(id=groom.id, on=groom.on, text=f"{shown(groom.kind)}{length}"))
    return tuple(sorted(events, key=lambda event: event.on))
