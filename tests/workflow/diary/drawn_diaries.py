"""Diaries drawn at random that pass the checks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    PlannedTest,
    Reminder,
    SaltScore,
    Score,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
    TestPlan,
)
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.entries import new_id

FIRST = date(2026, 1, 5)
_T = TypeVar("_T")

# What a cell has to survive: separators, quotes, formulas and their apostrophes, line breaks, other letters.
_LETTERS = st.sampled_from([*"aZ9 ,;'\"=+-@\t\n\r", "ä", "安", "\U0001f9b2", "\u2028"])
words = st.text(_LETTERS, max_size=8).map(str.strip)
named = words.filter(bool)
days = st.integers(0, 400).map(lambda count: FIRST + timedelta(days=count))
doses = st.sampled_from(["50 mg", "5 %", "=1 ml", "-2 mg daily"])
numbers = st.floats(-1e9, 1e9) | st.integers(-5, 300).map(float) | st.sampled_from([1e-7, 0.1, 1234.5])
ids = st.builds(new_id)


@st.composite
def treatments(draw: st.DrawFn, start: date, stop: date | None) -> Treatment:
    """Draw a treatment of some days, its changes and pauses apart from each other."""
    end = stop or FIRST + timedelta(days=600)
    inside = st.integers(0, (end - start).days).map(lambda count: start + timedelta(days=count))
    changed = sorted(draw(st.sets(inside, max_size=3)) - {start})
    edges = sorted(draw(st.sets(inside, max_size=6)))
    pauses = [Pause(since=a, until=b, reason=draw(words)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    if len(edges) % 2:
        pauses.append(Pause(since=edges[-1], reason=draw(words)))
    return Treatment(
        id=draw(ids),
        kind=draw(st.sampled_from(TreatmentKind)),
        name=draw(st.sampled_from(["minoxidil", "Ritlecitinib", "=x, y"])),
        form=draw(st.sampled_from(["", "foam", "+drops"])),
        dose=draw(doses | st.just("")),
        frequency=draw(words),
        started_on=start,
        stopped_on=stop,
        stop_reason=draw(words),
        changes=tuple(DoseChange(on=day, dose=draw(doses), frequency=draw(words)) for day in changed),
        pauses=tuple(pauses),
        note=draw(words),
    )


@st.composite
def several_treatments(draw: st.DrawFn) -> tuple[Treatment, ...]:
    """Draw treatments; those that may be the same do not overlap."""
    found: list[Treatment] = []
    for start, length in draw(st.lists(st.tuples(days, st.none() | st.integers(0, 120)), max_size=5)):
        stop = None if length is None else start + timedelta(days=length)
        new = draw(treatments(start, stop))
        last = stop or date.max
        apart = (
            last < old.started_on or (old.stopped_on or date.max) < start
            for old in found
            if old.name == new.name and (old.form == new.form or not old.form or not new.form)
        )
        if all(apart):
            found.append(new)
    return tuple(found)


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Draw a diary of every kind of entry, none of them twice."""
    taken = draw(several_treatments())
    keys = [treatment.id for treatment in taken]
    spans = [(t, day) for t in taken for day in (t.started_on, t.stopped_on or FIRST + timedelta(days=500))]
    of_any = st.sampled_from(["", *keys])
    on = {"id": ids, "on": days}
    areas = draw(st.lists(st.integers(0, 100).map(float), min_size=4, max_size=4))
    total = (40 * areas[0] + 24 * areas[1] + 18 * areas[2] + 18 * areas[3]) / 100
    top, back, left, right = areas
    by_area = st.builds(
        SaltScore, **on, by=named, total=st.just(total), top=st.just(top), back=st.just(back), left=st.just(left),
        right=st.just(right), note=words,
    )  # fmt: skip
    stages = st.sampled_from([(scale, grade) for scale in StageScale for grade in scale.grades])
    weeks = st.none() | st.integers(0, 520)
    tests = st.builds(PlannedTest, what=named, week=weeks, every_weeks=st.none() | st.integers(1, 520))
    given = st.sampled_from(spans) if spans else st.nothing()
    return Diary(
        treatments=taken,
        events=_several(draw, st.builds(Event, **on, text=named, kind=st.sampled_from(EventKind))),
        labs=_several(draw, _labs(on)),
        symptoms=_several(
            draw, st.builds(Symptom, **on, name=named, severity=st.integers(0, 10), area=words, note=words)
        ),
        side_effects=_several(draw, _effects(of_any)),
        grooms=_several(draw, _grooms(on)),
        scores=_several(
            draw, st.builds(Score, **on, kind=st.sampled_from(ScoreKind), value=st.integers(0, 10), note=words)
        ),
        stages=_several(
            draw,
            st.tuples(stages, ids, days, words).map(
                lambda s: Stage(id=s[1], on=s[2], scale=s[0][0], grade=s[0][1], note=s[3])
            ),
        ),
        salt_scores=_several(draw, by_area | st.builds(SaltScore, **on, by=named, total=st.floats(0, 100), note=words)),
        sessions=_several(
            draw, given.flatmap(lambda g: st.builds(_session, st.just(g[0]), st.just(g[1]), words)) if spans else None
        ),
        missed_doses=_several(
            draw,
            given.flatmap(lambda g: st.builds(_missed, st.just(g[0]), st.just(g[1]), st.integers(1, 9), words))
            if spans
            else None,
        ),
        reminders=_several(
            draw,
            st.builds(Reminder, **on, what=named, every_days=st.none() | st.integers(1, 3660), treatment=of_any),
        ),
        test_plans=tuple(
            TestPlan(
                id=new_id(),
                treatment=key,
                tests=tuple(
                    dict.fromkeys(
                        t for t in draw(st.lists(tests, max_size=3)) if (t.week, t.every_weeks) != (None,) * 2
                    )
                ),
            )
            for key in keys
            if draw(st.booleans())
        ),
    )


def without_ids(diary: Diary) -> tuple[Entry, ...]:
    """Return every entry without its id, and with the place of its treatment for that one's."""
    place = {treatment.id: str(number) for number, treatment in enumerate(diary.treatments)}

    def bare(entry: Entry) -> Entry:
        if isinstance(entry, Session | MissedDoses | SideEffect | Reminder | TestPlan):
            entry = replace(entry, treatment=place.get(entry.treatment, ""))
        return replace(entry, id="")

    return tuple(bare(entry) for entry in diary.entries())


def _several(draw: st.DrawFn, of: "st.SearchStrategy[_T] | None") -> tuple[_T, ...]:
    if of is None:
        return ()
    return tuple(draw(st.lists(of, max_size=2, unique_by=lambda entry: replace(entry, id=""))))  # type: ignore[type-var]


def _labs(on: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[LabResult]:
    def ordered(lab: LabResult) -> LabResult:
        if lab.low is None or lab.high is None:
            return lab
        return replace(lab, low=min(lab.low, lab.high), high=max(lab.low, lab.high))

    limits = st.none() | numbers
    return st.builds(
        LabResult, **on, name=named, value=numbers, unit=named, low=limits, high=limits, note=words
    ).map(ordered)  # fmt: skip


def _effects(of_any: st.SearchStrategy[str]) -> st.SearchStrategy[SideEffect]:
    def made(since: date, length: int | None, effect: SideEffect) -> SideEffect:
        return replace(effect, since=since, until=None if length is None else since + timedelta(days=length))

    severity = st.sampled_from(Severity)
    plain = st.builds(SideEffect, id=ids, name=named, severity=severity, since=days, treatment=of_any, note=words)
    return st.builds(made, days, st.none() | st.integers(0, 90), plain)


def _grooms(on: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[Groom]:
    length, wet = st.none() | st.floats(0, 2000), st.sampled_from([None, True, False])
    return st.builds(Groom, **on, kind=st.sampled_from(GroomKind), length_mm=length, wet=wet, note=words)


def _session(treatment: Treatment, day: date, note: str) -> Session:
    return Session(id=new_id(), on=day, treatment=treatment.id, note=note)


def _missed(treatment: Treatment, day: date, missed: int, note: str) -> MissedDoses:
    return MissedDoses(id=new_id(), on=day, treatment=treatment.id, missed=missed, days=missed + 5, note=note)
