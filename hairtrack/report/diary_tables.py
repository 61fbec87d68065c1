"""The diary in a report: a table for each kind of entry, each short enough to be read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Protocol, TypeVar

from hairtrack.diary import Diary, Event, Groom, MissedDoses, Score, ScoreKind, Severity, SideEffect, Symptom
from hairtrack.report.charts.lab_data import LabPoint, LabSeries, amount, labs_of
from hairtrack.report.table import Picture, Table
from hairtrack.report.words import count_of, short_day
from hairtrack.treatment import Stretch, Treatment

_MOST_ROWS = 60
"""Of one table; what is longer is summarised."""
_ALL_IN_TABLE = "All of them are in the table that the diary is saved as (CSV)."
_OFTEN = 3
"""Kinds that a month's summary names."""


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


_OnDay = TypeVar("_OnDay", bound=_Dated)


def diary_tables(
    diary: Diary, *, since: date | None = None, timeline: Picture | None = None, labs: Picture | None = None
) -> tuple[Table, ...]:
    """Return the tables of a diary that have rows, what was taken first.

    Parameters
    ----------
    diary : Diary
    since : date, optional
        Doses and pauses that were over before this day are left out.
    timeline, labs : Picture, optional
        To stand below what was taken or else the first table, and below the blood tests.

    Returns
    -------
    tuple of Table
    """
    every = (
        treatments(diary, since),
        given_and_missed(diary),
        side_effects(diary),
        replace(blood_tests(diary), chart=labs),
        symptoms(diary),
        scores(diary),
        stages(diary),
        happened(diary),
    )
    found = [table for table in every if table.rows]
    if found and found[0].chart is None:
        found[0] = replace(found[0], chart=timeline)
    return tuple(found)


def treatments(diary: Diary, since: date | None = None) -> Table:
    """List what was taken, one line for each dose and pause; what was over before a day is left out."""
    taken = sorted(diary.treatments, key=lambda treatment: (treatment.started_on, treatment.name))
    rows = [row for treatment in taken for row in _stretches(treatment, since)]
    lead = ""
    if len(rows) > _MOST_ROWS:
        rows = [_whole(list(same)) for _, same in groupby(sorted(taken, key=_alike), key=_alike)]
        lead = f"Doses and pauses are counted here, because they are many. {_ALL_IN_TABLE}"
    return Table(
        heading="Treatment",
        lead=_cut(lead, rows),
        columns=("Name", "Form", "Dose", "From", "To", "Note"),
        widths=(1.6, 1, 1.8, 0, 0, 2.2),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def given_and_missed(diary: Diary) -> Table:
    """Count the sessions that were given and the doses that were missed, by treatment."""
    given, missed = defaultdict[str, list[date]](list), defaultdict[str, list[MissedDoses]](list)
    for session in diary.sessions:
        given[session.treatment].append(session.on)
    for entry in diary.missed_doses:
        missed[entry.treatment].append(entry)
    rows = [
        (_titled(treatment), _given(sorted(given[treatment.id])), _missed(missed[treatment.id]))
        for treatment in diary.treatments
        if treatment.id in given or treatment.id in missed
    ]
    return Table(
        heading="Sessions and missed doses",
        lead=_cut("", rows),
        columns=("Treatment", "Sessions", "Missed doses"),
        widths=(1, 1.3, 1.3),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def side_effects(diary: Diary) -> Table:
    """List side effects with how much they were felt and what they are thought to come from."""
    effects = sorted(diary.side_effects, key=lambda effect: effect.since)
    if len(effects) > _MOST_ROWS:
        return _by_month("Side effects", effects, lambda effect: effect.name, _worst_felt)
    rows = []
    for effect in effects:
        source = diary.treatment(effect.treatment)
        until = short_day(effect.until) if effect.until else "continues"
        thought = _titled(source) if source else ""
        rows.append((effect.name, str(effect.severity), short_day(effect.since), until, thought, effect.note))
    return Table(
        heading="Side effects",
        lead="As they were felt; the treatment is what they are thought to come from.",
        columns=("What", "How much", "From", "To", "Treatment", "Note"),
        widths=(1.3, 0, 0, 0, 1.2, 1.8),
        rows=tuple(rows),
    )


def blood_tests(diary: Diary) -> Table:
    """List blood tests with the laboratory's own range, and in words whether a value lies outside it."""
    series = labs_of(diary).series
    rows = [row for each in series for row in _results(each)]
    lead = "Each value with the range that the laboratory gave for it."
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    columns, widths = ("Test", "Date", "Value", "Laboratory's range", "Standing"), (1.4, 0, 0.9, 1.2, 0)
    if len(rows) > _MOST_ROWS:
        rows = [_tested(each) for each in series]
        columns, widths = ("Test", "Results", "Lowest to highest", "Outside the range", "Newest"), (1.2, 0, 1, 1.2, 1.6)
        lead = f"A line for each test, because they are many. {_ALL_IN_TABLE}"
    return Table(
        heading="Blood tests",
        lead=_cut(lead, rows),
        columns=columns,
        widths=widths,
        rows=tuple(rows[:_MOST_ROWS]),
    )


def symptoms(diary: Diary) -> Table:
    """Sum up each symptom by area: how often, the worst and the last."""
    kept = sorted(diary.symptoms, key=lambda symptom: (symptom.name.casefold(), symptom.area.casefold(), symptom.on))
    rows = []
    for _, alike in groupby(kept, key=lambda symptom: (symptom.name.casefold(), symptom.area.casefold())):
        same = list(alike)
        worst = max(same, key=lambda symptom: (symptom.severity, symptom.on))
        rows.append((same[-1].name, same[-1].area, str(len(same)), *map(_felt, (same[0], worst, same[-1]))))
    rows.sort(key=lambda row: -int(row[2]))
    return Table(
        heading="Symptoms",
        lead=_cut("From 0 (none) to 10 (worst).", rows),
        columns=("Symptom", "Area", "Times", "First", "Worst", "Last"),
        widths=(1.3, 1, 0, 1, 1, 1),
        right=(2,),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def scores(diary: Diary) -> Table:
    """Sum up brows, lashes and quality of life as the user judged them."""
    rows = []
    for kind in ScoreKind:
        same = sorted((score for score in diary.scores if score.kind is kind), key=lambda score: score.on)
        if same:
            lowest = min(same, key=lambda score: score.value)
            highest = max(same, key=lambda score: score.value)
            figures = (_judged(score) for score in (same[0], lowest, highest, same[-1]))
            rows.append((kind.capitalize(), str(len(same)), *figures))
    return Table(
        heading="Brows, lashes and quality of life",
        lead="As judged by the person concerned: brows and lashes from 0 (none) to 10 (full), quality of life from "
        "0 (worst) to 10 (best).",
        columns=("What", "Times", "First", "Lowest", "Highest", "Last"),
        widths=(1.2, 0, 1, 1, 1, 1),
        right=(1,),
        rows=tuple(rows),
    )


def stages(diary: Diary) -> Table:
    """List the stages of pattern hair loss, the newest where they are many."""
    kept = sorted(diary.stages, key=lambda stage: stage.on)
    lead = "A note: two who look agree on a stage only moderately."
    if len(kept) > _MOST_ROWS:
        lead = f"{lead} The newest {_MOST_ROWS} of {len(kept)}. {_ALL_IN_TABLE}"
    rows = tuple((short_day(s.on), str(s.scale), s.grade, s.note) for s in kept[-_MOST_ROWS:])
    return Table(
        heading="Stages", lead=lead, columns=("Date", "Scale", "Stage", "Note"), widths=(0, 1, 1, 2), rows=rows
    )


def happened(diary: Diary) -> Table:
    """List events, and what was done to the hair."""
    kept: list[Event | Groom] = sorted([*diary.events, *diary.grooms], key=lambda entry: entry.on)
    if len(kept) > _MOST_ROWS:
        return _by_month("Events and hair care", kept, lambda entry: str(entry.kind), lambda _: "")
    return Table(
        heading="Events and hair care",
        columns=("Date", "What", "Detail"),
        widths=(0, 1, 3),
        rows=tuple((short_day(entry.on), str(entry.kind), _detail(entry)) for entry in kept),
    )


def _cut(lead: str, rows: Sequence[object]) -> str:
    """Say where only the first rows are shown."""
    left = len(rows) - _MOST_ROWS
    return f"{lead} {left} more lines are not shown. {_ALL_IN_TABLE}".strip() if left > 0 else lead


def _by_month(
    heading: str, kept: Sequence[_OnDay], named: Callable[[_OnDay], str], more: Callable[[list[_OnDay]], str]
) -> Table:
    """Sum entries up by month, or by year where even the months are many."""

    def month(entry: _OnDay) -> str:
        return short_day(entry.on).split(" ", 1)[1]

    def year(entry: _OnDay) -> str:
        return str(entry.on.year)

    few = len({month(entry) for entry in kept}) <= _MOST_ROWS
    rows = []
    for when, together in groupby(kept, key=month if few else year):
        same = list(together)
        rows.append((when, str(len(same)), "; ".join(filter(None, (_most_often(map(named, same)), more(same))))))
    return Table(
        heading=heading,
        lead=_cut(f"A line for each {'month' if few else 'year'}, because they are many. {_ALL_IN_TABLE}", rows),
        columns=("When", "Entries", "What"),
        widths=(0, 0, 1),
        right=(1,),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def _most_often(names: Iterable[str]) -> str:
    """Name what came most often, each with its count."""
    found = list(names)
    counts = sorted(((found.count(name), name) for name in set(found)), key=lambda item: (-item[0], item[1]))
    others = len(counts) - _OFTEN
    rest = [count_of(others, "other kind")] if others > 0 else []
    return ", ".join([f"{name} ({count})" for count, name in counts[:_OFTEN]] + rest)


def _stretches(treatment: Treatment, since: date | None) -> list[tuple[str, ...]]:
    """Return the rows of a treatment: its doses and pauses with their first and last days."""
    rows: list[tuple[str, ...]] = []
    *earlier, final = treatment.stretches()
    stretches = [*(each for each in earlier if since is None or each.until is None or each.until > since), final]
    for step, stretch in enumerate(stretches):
        last = stretch is final
        until = stretch.until if last or stretch.until is None else stretch.until - timedelta(days=1)
        name, form, note = ("", "", "") if step else (treatment.name, treatment.form, treatment.note)
        notes = [note, _pause_reason(treatment, stretch)]
        if last and treatment.stopped_on is not None:
            notes.append(f"stopped: {treatment.stop_reason}" if treatment.stop_reason else "stopped")
        ends = short_day(until) if until else "continues"
        rows.append((name, form, stretch.words, short_day(stretch.since), ends, "; ".join(filter(None, notes))))
    return rows


def _pause_reason(treatment: Treatment, stretch: Stretch) -> str:
    return next((pause.reason for pause in treatment.pauses if pause.since == stretch.since), "")


def _alike(treatment: Treatment) -> tuple[str, str]:
    return treatment.name.casefold(), treatment.form.casefold()


def _whole(same: list[Treatment]) -> tuple[str, ...]:
    """Return one row for all that was taken of one thing."""
    same.sort(key=lambda treatment: treatment.started_on)
    first, last = same[0], same[-1]
    doses = sum(len(treatment.changes) for treatment in same)
    pauses = sum(len(treatment.pauses) for treatment in same)
    counts = [count_of(len(same), "time")] if len(same) > 1 else []
    counts += [count_of(doses, "change of dose", "changes of dose")] if doses else []
    counts += [count_of(pauses, "pause")] if pauses else []
    words = last.stretches()[-1].words
    dose = f"{words} at last" if words else ""
    ends = short_day(last.stopped_on) if last.stopped_on else "continues"
    return last.name, last.form, dose, short_day(first.started_on), ends, ", ".join(counts)


def _titled(treatment: Treatment) -> str:
    return f"{treatment.name} ({treatment.form})" if treatment.form else treatment.name


def _given(sessions: list[date]) -> str:
    if not sessions:
        return ""
    if len(sessions) == 1:
        return f"1, on {short_day(sessions[0])}"
    return f"{len(sessions)}, from {short_day(sessions[0])} to {short_day(sessions[-1])}"


def _missed(missed: list[MissedDoses]) -> str:
    if not missed:
        return ""
    last = max(entry.on for entry in missed)
    days = sum(entry.days for entry in missed)
    return f"{sum(entry.missed for entry in missed)} in {count_of(days, 'day')} asked about, last {short_day(last)}"


def _worst_felt(effects: list[SideEffect]) -> str:
    severities = list(Severity)
    return f"worst: {max((effect.severity for effect in effects), key=severities.index)}"


def _results(series: LabSeries) -> Iterable[tuple[str, ...]]:
    for place, point in enumerate(series.points):
        value = f"{amount(point.value)} {series.unit}"
        yield ("" if place else series.name), short_day(point.on), value, _range(point), _standing(point)


def _tested(series: LabSeries) -> tuple[str, ...]:
    """Sum up one test."""
    values = [point.value for point in series.points]
    outside = [point for point in series.points if point.standing.outside]
    newest = series.points[-1]
    span = f"{amount(min(values))} to {amount(max(values))} {series.unit}"
    said = f"{len(outside)}, the last on {short_day(outside[-1].on)}" if outside else "none"
    last = f"{amount(newest.value)} on {short_day(newest.on)}, {_standing(newest)}".removesuffix(", ")
    return series.name, str(len(values)), span, said, last


def _range(point: LabPoint) -> str:
    if point.low is not None and point.high is not None:
        return f"{amount(point.low)} to {amount(point.high)}"
    if point.low is not None:
        return f"{amount(point.low)} or more"
    return f"{amount(point.high)} or less" if point.high is not None else "none given"


def _standing(point: LabPoint) -> str:
    """Say below, within or above; nothing without a range."""
    return str(point.standing).split(" ")[0] if point.low is not None or point.high is not None else ""


def _felt(symptom: Symptom) -> str:
    return f"{symptom.severity} on {short_day(symptom.on)}"


def _judged(score: Score) -> str:
    return f"{score.value} on {short_day(score.on)}"


def _detail(entry: Event | Groom) -> str:
    if isinstance(entry, Event):
        return entry.text
    length = f"{entry.length_mm:g} mm" if entry.length_mm is not None else ""
    wet = {None: "", True: "wet", False: "dry"}[entry.wet]
    return ", ".join(filter(None, (length, wet, entry.note)))
