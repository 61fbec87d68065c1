"""What a chart shows, in words: all of it for those who do not see it, and each mark for the pointer."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from typing import TypeVar

from hairtrack.diary import LabResult, SaltScore, Session, SideEffect, Symptom
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _, _n, listed
from hairtrack.ratings import steps_range
from hairtrack.report.charts.bars import NO_DOSE
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
    PublishedMark,
)
from hairtrack.report.charts.field import effects_counted, symptoms_counted, treatments_counted
from hairtrack.report.charts.lab_data import Standing, amount, range_words, standing_of
from hairtrack.report.words import full_day

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
        lines.append(_("and {count} more; zoom in to tell them apart", count=len(items) - _AT_ONCE))
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
    steps = [(who, steps_range(point.value, point.low, point.high)) for who, point in rated]
    blind = [_("Rated blind by {rater} {steps}.", rater=who, steps=said) for who, said in steps]
    if points:
        values = "; ".join(f"{name} {value_words(data.axis, p.value, p.low, p.high)}" for name, p in points)
        return " ".join([f"{full_day(points[0][1].on)}: {values}.", *blind])
    kept = next((kept for kept in data.unjudged if kept.photo == photo), None)
    return " ".join([f"{full_day(kept.on)}: {kept.why}", *blind]) if kept else ""


def value_words(axis: ChartAxis, value: float, low: float, high: float) -> str:
    """Write a value of an axis with its interval: "38 % (34 to 42)"."""
    return _("{value} ({low} to {high})", value=f"{value:.0f}{axis.unit}", low=f"{low:.0f}", high=f"{high:.0f}")


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
    if not data.series:
        sentences.append(f"{data.axis.unmeasured}; {_visits_words(data.days())}.")
    if data.unjudged:
        sentences.append(_n("{count} photo without a value.", "{count} photos without a value.", len(data.unjudged)))
    sentences += [_score_words(score) for score in _few(data.scores, _scores_counted, sentences)]
    sentences += [_ratings_sentence(ratings) for ratings in data.ratings]
    sentences += [_treatment_sentence(taken) for taken in _few(data.treatments, treatments_counted, sentences)]
    sentences += [_published_sentence(published) for published in data.published]
    sentences += [mark.sentence for mark in data.judging]
    effects = _few(data.side_effects, effects_counted, sentences)
    sentences += [_("Side effect: {said}", said=_effect_words(effect, data)) for effect in effects]
    sentences += [_lab_sentence(row) for row in _few(data.labs, _labs_counted, sentences)]
    sentences += [_symptom_sentence(row) for row in _few(data.symptoms, symptoms_counted, sentences)]
    sentences += [_event_words(event) for event in _few(data.events, _events_counted, sentences)]
    return " ".join(sentences)


def _scores_counted(count: int) -> str:
    return _n("{count} score by eye", "{count} scores by eye", count)


def _labs_counted(count: int) -> str:
    return _n("{count} blood test", "{count} blood tests", count)


def _events_counted(count: int) -> str:
    return _n("{count} event", "{count} events", count)


def _few(told: Sequence[_Told], counted: Callable[[int], str], sentences: list[str]) -> Sequence[_Told]:
    """Return all of a kind, or, having said how many, the last ones alone."""
    if len(told) <= _WHOLE:
        return told
    sentences.append(_("{entries}, the last {last} of them:", entries=counted(len(told)), last=_LAST))
    return told[-_LAST:]


def _visits_words(days: Sequence[date]) -> str:
    if not days:
        return _n("{count} visit", "{count} visits", 0)
    first, last = full_day(days[0]), full_day(days[-1])
    return _n(
        "{count} visit from {first} to {last}",
        "{count} visits from {first} to {last}",
        len(days),
        first=first,
        last=last,
    )


def _series_sentence(series: ChartSeries, axis: ChartAxis) -> str:
    if not series.points:
        return _("{name}: no value.", name=series.name)
    first, last = series.points[0], series.points[-1]
    facts = {"name": series.name, "noun": axis.noun, "since": full_day(first.on)}
    facts["first"] = value_words(axis, first.value, first.low, first.high)
    if first is last:
        return _("{name}: {noun} {first} on {since}.", **facts)
    facts |= {"last": value_words(axis, last.value, last.low, last.high), "until": full_day(last.on)}
    count = len(series.points)
    if axis.visits:
        return _n(
            "{name}: {count} measured visit, {noun} from {first} on {since} to {last} on {until}.",
            "{name}: {count} measured visits, {noun} from {first} on {since} to {last} on {until}.",
            count,
            **facts,
        )
    return _n(
        "{name}: {count} measured photo, {noun} from {first} on {since} to {last} on {until}.",
        "{name}: {count} measured photos, {noun} from {first} on {since} to {last} on {until}.",
        count,
        **facts,
    )


def _ratings_sentence(ratings: ChartRatings) -> str:
    first, last = ratings.points[0], ratings.points[-1]
    facts = {"rater": ratings.rater, "baseline": full_day(ratings.baseline), "since": full_day(first.on)}
    facts["first"] = steps_range(first.value, first.low, first.high)
    if first is last:
        return _(
            "Rated blind by {rater} against {baseline} in steps from −3 to +3: 1 visit, {first} on {since}.", **facts
        )
    facts |= {"last": steps_range(last.value, last.low, last.high), "until": full_day(last.on)}
    return _n(
        "Rated blind by {rater} against {baseline} in steps from −3 to +3: "
        "{count} visit, from {first} on {since} to {last} on {until}.",
        "Rated blind by {rater} against {baseline} in steps from −3 to +3: "
        "{count} visits, from {first} on {since} to {last} on {until}.",
        len(ratings.points),
        **facts,
    )


def _treatment_sentence(treatment: ChartTreatment) -> str:
    shown_doses = treatment.doses if len(treatment.doses) <= _WHOLE else treatment.doses[-_LAST:]
    taken = reduce(
        lambda before, after: _("{before}, then {after}", before=before, after=after), map(_step, shown_doses)
    )
    skipped = len(treatment.doses) - len(shown_doses)
    if skipped:
        taken = _n(
            "since {day}, {count} step later {taken}",
            "since {day}, {count} steps later {taken}",
            skipped,
            day=full_day(treatment.doses[0].since),
            taken=taken,
        )
    end = treatment.doses[-1].until
    if end:
        taken = _("{taken}, until {day}", taken=taken, day=full_day(end))
    given = len(treatment.sessions)
    if given:
        taken = _n("{taken}; {count} session", "{taken}; {count} sessions", given, taken=taken)
    return f"{treatment.name}: {taken}."


def _step(dose: ChartDose) -> str:
    day = full_day(dose.since)
    return _("{dose} since {day}", dose=dose.text, day=day) if dose.text else _("since {day}", day=day)


def _published_sentence(published: ChartPublished) -> str:
    return " ".join(mark.sentence for mark in published.marks)


def _lab_sentence(row: ChartRow) -> str:
    results = [entry for entry in row.entries if isinstance(entry, LabResult)]
    found = [standing_of(result) for result in results]
    kinds = [(standing, found.count(standing)) for standing in Standing if standing in found]
    said = listed([f"{count} {standing}" for standing, count in kinds]) if len(kinds) > 1 else str(found[0])
    last = results[-1]
    return _n(
        "{name}: {count} result, {standing}; {value} on {day}.",
        "{name}: {count} results, {standing}; {value} on {day}.",
        len(results),
        name=row.name,
        standing=said,
        value=_amount(last),
        day=full_day(last.on),
    )


def _symptom_sentence(row: ChartRow) -> str:
    felt = [entry for entry in row.entries if isinstance(entry, Symptom)]
    worst, last = max(symptom.severity for symptom in felt), felt[-1]
    return _n(
        "{name}: {count} entry, 0 to 10, worst {worst}, last {last} on {day}.",
        "{name}: {count} entries, 0 to 10, worst {worst}, last {last} on {day}.",
        len(felt),
        name=row.name,
        worst=worst,
        last=last.severity,
        day=full_day(last.on),
    )


def _item_words(item: ChartItem, data: ChartData) -> str:
    match item:
        case ChartDose():
            name = _treatment_name(item.treatment, data)
            said = f"{name}: {item.text or NO_DOSE}, {_stretch(item.since, item.until)}.".removeprefix(": ")
        case Session():
            said = _on(item.on, _("{name}, a session", name=_treatment_name(item.treatment, data)), item.note)
        case SideEffect():
            said = _effect_words(item, data)
        case Symptom():
            said = _on(item.on, item.words, item.note)
        case LabResult():
            said = _on(item.on, f"{shown(item.name)} {_amount(item)}, {range_words(item)}", item.note)
        case ChartEvent():
            said = _event_words(item)
        case SaltScore():
            said = _score_words(item)
        case PublishedMark():
            said = item.sentence
    return said


def _effect_words(effect: SideEffect, data: ChartData) -> str:
    cause = _treatment_name(effect.treatment, data)
    said = f"{shown(effect.name)}, {shown(effect.severity)}, {_stretch(effect.since, effect.until)}"
    said = _("{said}, thought to come from {cause}", said=said, cause=cause) if cause else said
    return f"{said}. {effect.note}".rstrip()


def _event_words(event: ChartEvent) -> str:
    return _on(event.on, event.text)


def _score_words(score: SaltScore) -> str:
    value = plain(score.total)
    if score.by:
        return _on(score.on, _("SALT {value}, judged by eye by {who}", value=value, who=score.by), score.note)
    return _on(score.on, _("SALT {value}, judged by eye", value=value), score.note)


def _on(day: date, said: str, note: str = "") -> str:
    return f"{full_day(day)}: {said.rstrip('.')}. {note}".rstrip()


def _stretch(since: date, until: date | None) -> str:
    if until is None:
        return _("since {day}", day=full_day(since))
    if until == since:
        return _("on {day}", day=full_day(since))
    return _("{first} to {last}", first=full_day(since), last=full_day(until))


def _amount(result: LabResult) -> str:
    return f"{amount(result.value)} {result.unit}".rstrip()


def _treatment_name(treatment_id: str, data: ChartData) -> str:
    """Return what a treatment is called; empty for none."""
    return next((t.name for t in data.treatments if treatment_id and t.id == treatment_id), "")
