"""The diary in a report: a table for each kind of entry, each short enough to be read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Protocol, TypeVar

from hairtrack.diary import Diary, Event, Groom, MissedDoses, Score, ScoreKind, Severity, SideEffect, Symptom
from hairtrack.figures import plain
from hairtrack.kept_words import at_start, shown, shown_each
from hairtrack.language import _, _c, _n
from hairtrack.messages import month_in_words
from hairtrack.report.charts.lab_data import LabPoint, LabSeries, Standing, amount, labs_of
from hairtrack.report.table import Picture, Table
from hairtrack.report.words import short_day
from hairtrack.treatment import Stretch, Treatment

_MOST_ROWS = 60
"""Of one table; what is longer is summarised."""
_ALL_IN_TABLE = _("All of them are in the table that the diary is saved as (CSV).")
_OFTEN = 3
"""Kinds that a month's summary names."""
STANDINGS = {
    Standing.WITHIN: _c("of a range", "within"),
    Standing.ABOVE: _c("of a range", "above"),
    Standing.BELOW: _c("of a range", "below"),
    Standing.UNKNOWN: _c("range", "no"),
}
"""Where a result stands to its range, in a word."""


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
        rows = [_whole(list(same)) for _key, same in groupby(sorted(taken, key=_alike), key=_alike)]
        lead = " ".join((_("Doses and pauses are counted here, because they are many."), _ALL_IN_TABLE))
    return Table(
        heading=_("Treatment"),
        lead=_cut(lead, rows),
        columns=(_("Name"), _("Form"), _("Dose"), _c("day", "From"), _c("day", "To"), _("Note")),
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
        heading=_("Sessions and missed doses"),
        lead=_cut("", rows),
        columns=(_("Treatment"), _("Sessions"), _("Missed doses")),
        widths=(1, 1.3, 1.3),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def side_effects(diary: Diary) -> Table:
    """List side effects with how much they were felt and what they are thought to come from."""
    effects = sorted(diary.side_effects, key=lambda effect: effect.since)
    if len(effects) > _MOST_ROWS:
        return _by_month(_("Side effects"), effects, lambda effect: shown(effect.name), _worst_felt)
    rows = []
    for effect in effects:
        source = diary.treatment(effect.treatment)
        until = short_day(effect.until) if effect.until else _("continues")
        thought = _titled(source) if source else ""
        felt = shown(effect.name), shown(effect.severity)
        rows.append((*felt, short_day(effect.since), until, thought, effect.note))
    return Table(
        heading=_("Side effects"),
        lead=_("As they were felt; the treatment is what they are thought to come from."),
        columns=(_("What"), _("How much"), _c("day", "From"), _c("day", "To"), _("Treatment"), _("Note")),
        widths=(1.3, 0, 0, 0, 1.2, 1.8),
        rows=tuple(rows),
    )


def blood_tests(diary: Diary) -> Table:
    """List blood tests with the laboratory's own range, and in words whether a value lies outside it."""
    series = labs_of(diary).series
    rows = [row for each in series for row in _results(each)]
    lead = _("Each value with the range that the laboratory gave for it.")
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    columns = (_("Test"), _("Date"), _("Value"), _("Laboratory's range"), _("Standing"))
    widths = (1.4, 0, 0.9, 1.2, 0)
    if len(rows) > _MOST_ROWS:
        rows = [_tested(each) for each in series]
        columns = (_("Test"), _("Results"), _("Lowest to highest"), _("Outside the range"), _c("result", "Newest"))
        widths = (1.2, 0, 1, 1.2, 1.6)
        lead = " ".join((_("A line for each test, because they are many."), _ALL_IN_TABLE))
    return Table(
        heading=_("Blood tests"),
        lead=_cut(lead, rows),
        columns=columns,
        widths=widths,
        rows=tuple(rows[:_MOST_ROWS]),
    )


def symptoms(diary: Diary) -> Table:
    """Sum up each symptom by area: how often, the worst and the last."""
    kept = sorted(diary.symptoms, key=lambda symptom: (symptom.name.casefold(), symptom.area.casefold(), symptom.on))
    rows = []
    for _key, alike in groupby(kept, key=lambda symptom: (symptom.name.casefold(), symptom.area.casefold())):
        same = list(alike)
        worst = max(same, key=lambda symptom: (symptom.severity, symptom.on))
        what = shown(same[-1].name), shown_each(same[-1].area)
        rows.append((*what, str(len(same)), *map(_felt, (same[0], worst, same[-1]))))
    rows.sort(key=lambda row: -int(row[2]))
    return Table(
        heading=_("Symptoms"),
        lead=_cut(_("From 0 (none) to 10 (worst)."), rows),
        columns=(
            *(_("Symptom"), _c("of the head", "Area"), _c("how often", "Times"), _c("entry", "First")),
            *(_c("entry", "Worst"), _c("entry", "Last")),
        ),
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
            rows.append((at_start(shown(kind)), str(len(same)), *figures))
    return Table(
        heading=_("Brows, lashes and quality of life"),
        lead=_(
            "As judged by the person concerned: brows and lashes from 0 (none) to 10 (full), quality of life from "
            "0 (worst) to 10 (best)."
        ),
        columns=(
            *(_("What"), _c("how often", "Times"), _c("entry", "First"), _c("entry", "Lowest")),
            *(_c("entry", "Highest"), _c("entry", "Last")),
        ),
        widths=(1.2, 0, 1, 1, 1, 1),
        right=(1,),
        rows=tuple(rows),
    )


def stages(diary: Diary) -> Table:
    """List the stages of pattern hair loss, the newest where they are many."""
    kept = sorted(diary.stages, key=lambda stage: stage.on)
    lead = _("A note: two who look agree on a stage only moderately.")
    if len(kept) > _MOST_ROWS:
        newest = _("The newest {shown} of {count}.", shown=_MOST_ROWS, count=len(kept))
        lead = f"{lead} {newest} {_ALL_IN_TABLE}"
    rows = tuple((short_day(s.on), str(s.scale), s.grade, s.note) for s in kept[-_MOST_ROWS:])
    columns = (_("Date"), _("Scale"), _("Stage"), _("Note"))
    return Table(heading=_("Stages"), lead=lead, columns=columns, widths=(0, 1, 1, 2), rows=rows)


def happened(diary: Diary) -> Table:
    """List events, and what was done to the hair."""
    kept: list[Event | Groom] = sorted([*diary.events, *diary.grooms], key=lambda entry: entry.on)
    if len(kept) > _MOST_ROWS:
        return _by_month(_("Events and hair care"), kept, lambda entry: shown(entry.kind), lambda _same: "")
    return Table(
        heading=_("Events and hair care"),
        columns=(_("Date"), _("What"), _("Detail")),
        widths=(0, 1, 3),
        rows=tuple((short_day(entry.on), shown(entry.kind), _detail(entry)) for entry in kept),
    )


def _cut(lead: str, rows: Sequence[object]) -> str:
    """Say where only the first rows are shown."""
    left = len(rows) - _MOST_ROWS
    if left <= 0:
        return lead
    more = _n("{count} more line is not shown.", "{count} more lines are not shown.", left)
    return f"{lead} {more} {_ALL_IN_TABLE}".strip()


def _by_month(
    heading: str, kept: Sequence[_OnDay], named: Callable[[_OnDay], str], more: Callable[[list[_OnDay]], str]
) -> Table:
    """Sum entries up by month, or by year where even the months are many."""

    def month(entry: _OnDay) -> str:
        return month_in_words(entry.on)

    def year(entry: _OnDay) -> str:
        return str(entry.on.year)

    few = len({month(entry) for entry in kept}) <= _MOST_ROWS
    rows = []
    for when, together in groupby(kept, key=month if few else year):
        same = list(together)
        rows.append((when, str(len(same)), "; ".join(filter(None, (_most_often(map(named, same)), more(same))))))
    each = (
        _("A line for each month, because they are many.") if few else _("A line for each year, because they are many.")
    )
    return Table(
        heading=heading,
        lead=_cut(f"{each} {_ALL_IN_TABLE}", rows),
        columns=(_("When"), _("Entries"), _("What")),
        widths=(0, 0, 1),
        right=(1,),
        rows=tuple(rows[:_MOST_ROWS]),
    )


def _most_often(names: Iterable[str]) -> str:
    """Name what came most often, each with its count."""
    found = list(names)
    counts = sorted(((found.count(name), name) for name in set(found)), key=lambda item: (-item[0], item[1]))
    others = len(counts) - _OFTEN
    rest = [_n("{count} other kind", "{count} other kinds", others)] if others > 0 else []
    return ", ".join([f"{name} ({count})" for count, name in counts[:_OFTEN]] + rest)


def _stretches(treatment: Treatment, since: date | None) -> list[tuple[str, ...]]:
    """Return the rows of a treatment: its doses and pauses with their first and last days."""
    rows: list[tuple[str, ...]] = []
    *earlier, final = treatment.stretches()
    stretches = [*(each for each in earlier if since is None or each.until is None or each.until > since), final]
    for step, stretch in enumerate(stretches):
        last = stretch is final
        until = stretch.until if last or stretch.until is None else stretch.until - timedelta(days=1)
        name, form = ("", "") if step else (shown(treatment.name), shown(treatment.form))
        notes = ["" if step else treatment.note, _pause_reason(treatment, stretch)]
        if last and treatment.stopped_on is not None:
            why = shown(treatment.stop_reason)
            notes.append(_("stopped: {why}", why=why) if why else _c("treatment", "stopped"))
        ends = short_day(until) if until else _("continues")
        rows.append((name, form, stretch.words, short_day(stretch.since), ends, "; ".join(filter(None, notes))))
    return rows


def _pause_reason(treatment: Treatment, stretch: Stretch) -> str:
    return shown(next((pause.reason for pause in treatment.pauses if pause.since == stretch.since), ""))


def _alike(treatment: Treatment) -> tuple[str, str]:
    return treatment.name.casefold(), treatment.form.casefold()


def _whole(same: list[Treatment]) -> tuple[str, ...]:
    """Return one row for all that was taken of one thing."""
    same.sort(key=lambda treatment: treatment.started_on)
    first, last = same[0], same[-1]
    doses = sum(len(treatment.changes) for treatment in same)
    pauses = sum(len(treatment.pauses) for treatment in same)
    counts = [_n("{count} time", "{count} times", len(same))] if len(same) > 1 else []
    counts += [_n("{count} change of dose", "{count} changes of dose", doses)] if doses else []
    counts += [_n("{count} pause", "{count} pauses", pauses)] if pauses else []
    words = last.stretches()[-1].words
    dose = _("{dose} at last", dose=words) if words else ""
    ends = short_day(last.stopped_on) if last.stopped_on else _("continues")
    return shown(last.name), shown(last.form), dose, short_day(first.started_on), ends, ", ".join(counts)


def _titled(treatment: Treatment) -> str:
    return f"{shown(treatment.name)} ({shown(treatment.form)})" if treatment.form else shown(treatment.name)


def _given(sessions: list[date]) -> str:
    if not sessions:
        return ""
    if len(sessions) == 1:
        return _("1, on {day}", day=short_day(sessions[0]))
    first, last = short_day(sessions[0]), short_day(sessions[-1])
    return _("{count}, from {first} to {last}", count=len(sessions), first=first, last=last)


def _missed(missed: list[MissedDoses]) -> str:
    if not missed:
        return ""
    last = max(entry.on for entry in missed)
    days = sum(entry.days for entry in missed)
    return _n(
        "{missed} in {count} day asked about, last {day}",
        "{missed} in {count} days asked about, last {day}",
        days,
        missed=sum(entry.missed for entry in missed),
        day=short_day(last),
    )


def _worst_felt(effects: list[SideEffect]) -> str:
    severities = list(Severity)
    return _("worst: {severity}", severity=shown(max((effect.severity for effect in effects), key=severities.index)))


def _results(series: LabSeries) -> Iterable[tuple[str, ...]]:
    for place, point in enumerate(series.points):
        value = f"{amount(point.value)} {series.unit}"
        yield (
            ("" if place else series.name),
            short_day(point.on),
            value,
            range_of(point) or _c("range", "none given"),
            _standing(point),
        )


def _tested(series: LabSeries) -> tuple[str, ...]:
    """Sum up one test."""
    values = [point.value for point in series.points]
    outside = [point for point in series.points if point.standing.outside]
    newest = series.points[-1]
    span = _("{low} to {high} {unit}", low=amount(min(values)), high=amount(max(values)), unit=series.unit)
    said = (
        _("{count}, the last on {day}", count=len(outside), day=short_day(outside[-1].on))
        if outside
        else _c("results", "none")
    )
    last = ", ".join(filter(None, (_on(amount(newest.value), newest.on), _standing(newest))))
    return series.name, str(len(values)), span, said, last


def range_of(point: LabPoint) -> str:
    """Write the range that the laboratory gave with a result; empty where there is none."""
    if point.low is not None and point.high is not None:
        return _("{low} to {high}", low=amount(point.low), high=amount(point.high))
    if point.low is not None:
        return _("{low} or more", low=amount(point.low))
    return _("{high} or less", high=amount(point.high)) if point.high is not None else ""


def _standing(point: LabPoint) -> str:
    """Say below, within or above; nothing without a range."""
    return STANDINGS[point.standing] if point.low is not None or point.high is not None else ""


def _felt(symptom: Symptom) -> str:
    return _on(str(symptom.severity), symptom.on)


def _judged(score: Score) -> str:
    return _on(str(score.value), score.on)


def _on(value: str, day: date) -> str:
    return _("{value} on {day}", value=value, day=short_day(day))


def _detail(entry: Event | Groom) -> str:
    if isinstance(entry, Event):
        return entry.text
    length = f"{plain(entry.length_mm)} mm" if entry.length_mm is not None else ""
    wet = {None: "", True: _c("hair", "wet"), False: _c("hair", "dry")}[entry.wet]
    return ", ".join(filter(None, (length, wet, entry.note)))
