"""What a chart shows, in words: all of it for those who do not see it, and each mark for the pointer."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from hairtrack.diary import LabResult, SaltScore, Session, SideEffect, Symptom
from hairtrack.ratings import steps_range
from hairtrack.report.charts.data import (
    ChartAxis,
    ChartData,
    ChartDose,
    ChartEvent,
    ChartItem,
    ChartPublished,
    ChartRatings,
    ChartRow,
    ChartSeries,
    ChartTreatment,
)
from hairtrack.report.charts.lab_data import Standing, amount, range_words, standing_of
from hairtrack.report.words import count_of, full_day, listed

_WHOLE = 8
"""So many of a kind are told one by one; of more, only the last ones."""
_LAST = 4
_AT_ONCE = 6
"""Entries that are told of one mark."""

_Told = TypeVar("_Told")


def entry_of(item: ChartItem) -> str:
    """Return the id of the diary's entry that an item belongs to; empty where there is none."""
    return item.treatment if isinstance(item, ChartDose) else getattr(item, "id", "")


def items_words(items: Sequence[ChartItem], data: ChartData) -> str:
    """Say what a mark stands for, one line for each entry; of very many, the first ones."""
    lines = list(dict.fromkeys(_item_words(item, data) for item in items[:_AT_ONCE]))
    if len(items) > _AT_ONCE:
        lines.append(f"and {len(items) - _AT_ONCE} more; zoom in to tell them apart")
    return "\n".join(lines)


def photo_words(photo: str, data: ChartData) -> str:
    """Say what a chart holds of a photo: date, each value with its interval, what was rated, or why there is none."""
    points = [
        (series.name, point)
        for series in data.series
        for point in series.points
        if photo == point.photo or photo in point.beside
    ]
    rated = [(given.rater, point) for given in data.ratings for point in given.points if point.photo == photo]
    blind = "".join(f" Rated blind by {who} {steps_range(p.value, p.low, p.high)}." for who, p in rated)
    if points:
        values = "; ".join(f"{name} {value_words(data.axis, p.value, p.low, p.high)}" for name, p in points)
        return f"{full_day(points[0][1].on)}: {values}.{blind}"
    return next((f"{full_day(kept.on)}: {kept.why}{blind}" for kept in data.unjudged if kept.photo == photo), "")


def value_words(axis: ChartAxis, value: float, low: float, high: float) -> str:
    """Write a value of an axis with its interval: "38 % (34 to 42)"."""
    return f"{value:.0f}{axis.unit} ({low:.0f} to {high:.0f})"


def describe_chart(data: ChartData) -> str:
    """Say in words what the chart shows, for those who do not see it.

    Parameters
    ----------
    data : ChartData

    Returns
    -------
    str
        A few sentences; every value with its interval. Of many entries of a kind, how many and the last ones.
    """
    sentences = [_series_sentence(series, data.axis) for series in data.series]
    days = data.days()
    if not data.series:
        span = f" from {full_day(days[0])} to {full_day(days[-1])}" if days else ""
        sentences.append(f"No {data.axis.noun} is measured; {count_of(len(days), 'visit')}{span}.")
    if data.unjudged:
        sentences.append(f"{count_of(len(data.unjudged), 'photo')} without a value.")
    sentences += [_score_words(score) for score in _few(data.scores, "score by eye", "scores by eye", sentences)]
    sentences += [_ratings_sentence(ratings) for ratings in data.ratings]
    sentences += [_treatment_sentence(t) for t in _few(data.treatments, "treatment", "treatments", sentences)]
    sentences += [_published_sentence(published) for published in data.published]
    sentences += [mark.sentence for mark in data.judging]
    effects = _few(data.side_effects, "side effect", "side effects", sentences)
    sentences += [f"Side effect: {_effect_words(effect, data)}" for effect in effects]
    sentences += [_lab_sentence(row) for row in _few(data.labs, "blood test", "blood tests", sentences)]
    sentences += [_symptom_sentence(row) for row in _few(data.symptoms, "symptom", "symptoms", sentences)]
    sentences += [_event_words(event) for event in _few(data.events, "event", "events", sentences)]
    return " ".join(sentences)


def _few(told: Sequence[_Told], one: str, many: str, sentences: list[str]) -> Sequence[_Told]:
    """Return all of a kind, or, having said how many, the last ones alone."""
    if len(told) <= _WHOLE:
        return told
    sentences.append(f"{count_of(len(told), one, many)}, the last {_LAST} of them:")
    return told[-_LAST:]


def _series_sentence(series: ChartSeries, axis: ChartAxis) -> str:
    if not series.points:
        return f"{series.name}: no value."
    first, last = series.points[0], series.points[-1]
    start = f"{value_words(axis, first.value, first.low, first.high)} on {full_day(first.on)}"
    if first is last:
        return f"{series.name}: {axis.noun} {start}."
    end = f"{value_words(axis, last.value, last.low, last.high)} on {full_day(last.on)}"
    count = count_of(len(series.points), f"measured {axis.one}")
    return f"{series.name}: {count}, {axis.noun} from {start} to {end}."


def _ratings_sentence(ratings: ChartRatings) -> str:
    first, last = ratings.points[0], ratings.points[-1]
    start = f"{steps_range(first.value, first.low, first.high)} on {full_day(first.on)}"
    end = f" to {steps_range(last.value, last.low, last.high)} on {full_day(last.on)}"
    return (
        f"Rated blind by {ratings.rater} against {full_day(ratings.baseline)} in steps from −3 to +3: "
        f"{count_of(len(ratings.points), 'visit')}, {start if first is last else f'from {start}{end}'}."
    )


def _treatment_sentence(treatment: ChartTreatment) -> str:
    shown = treatment.doses if len(treatment.doses) <= _WHOLE else treatment.doses[-_LAST:]
    steps = [f"{dose.text} since {full_day(dose.since)}".strip() for dose in shown]
    skipped = len(treatment.doses) - len(shown)
    before = f"since {full_day(treatment.doses[0].since)}, {count_of(skipped, 'step')} later " if skipped else ""
    end = treatment.doses[-1].until
    until = f", until {full_day(end)}" if end else ""
    given = f"; {count_of(len(treatment.sessions), 'session')}" if treatment.sessions else ""
    return f"{treatment.name}: {before}{', then '.join(steps)}{until}{given}."


def _published_sentence(published: ChartPublished) -> str:
    return " ".join(mark.sentence for mark in published.marks)


def _lab_sentence(row: ChartRow) -> str:
    results = [entry for entry in row.entries if isinstance(entry, LabResult)]
    found = [standing_of(result) for result in results]
    kinds = [(standing, found.count(standing)) for standing in Standing if standing in found]
    said = listed([f"{count} {standing}" for standing, count in kinds]) if len(kinds) > 1 else str(found[0])
    last = results[-1]
    return f"{row.name}: {count_of(len(results), 'result')}, {said}; {_amount(last)} on {full_day(last.on)}."


def _symptom_sentence(row: ChartRow) -> str:
    felt = [entry for entry in row.entries if isinstance(entry, Symptom)]
    worst, last = max(symptom.severity for symptom in felt), felt[-1]
    return (
        f"{row.name}: {count_of(len(felt), 'entry', 'entries')}, 0 to 10, worst {worst}, "
        f"last {last.severity} on {full_day(last.on)}."
    )


def _item_words(item: ChartItem, data: ChartData) -> str:
    match item:
        case ChartDose():
            name = _treatment_name(item.treatment, data)
            said = f"{name}: {item.text or 'no dose'}, {_stretch(item.since, item.until)}.".removeprefix(": ")
        case Session():
            said = _on(item.on, f"{_treatment_name(item.treatment, data)}, a session", item.note)
        case SideEffect():
            said = _effect_words(item, data)
        case Symptom():
            said = _on(item.on, item.words, item.note)
        case LabResult():
            said = _on(item.on, f"{item.name} {_amount(item)}, {range_words(item)}", item.note)
        case ChartEvent():
            said = _event_words(item)
        case SaltScore():
            said = _score_words(item)
        case _:
            said = item.sentence
    return said


def _effect_words(effect: SideEffect, data: ChartData) -> str:
    cause = _treatment_name(effect.treatment, data)
    said = f"{effect.name}, {effect.severity}, {_stretch(effect.since, effect.until)}"
    return f"{said}{f', thought to come from {cause}' if cause else ''}.{f' {effect.note}' if effect.note else ''}"


def _event_words(event: ChartEvent) -> str:
    return _on(event.on, event.text)


def _score_words(score: SaltScore) -> str:
    by = f" by {score.by}" if score.by else ""
    return _on(score.on, f"SALT {score.total:g}, judged by eye{by}", score.note)


def _on(day: date, said: str, note: str = "") -> str:
    return f"{full_day(day)}: {said.rstrip('.')}.{f' {note}' if note else ''}"


def _stretch(since: date, until: date | None) -> str:
    if until is None:
        return f"since {full_day(since)}"
    return f"on {full_day(since)}" if until == since else f"{full_day(since)} to {full_day(until)}"


def _amount(result: LabResult) -> str:
    return f"{amount(result.value)} {result.unit}".rstrip()


def _treatment_name(treatment_id: str, data: ChartData) -> str:
    """Return what a treatment is called; empty for none."""
    return next((t.name for t in data.treatments if treatment_id and t.id == treatment_id), "")
