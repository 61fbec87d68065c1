"""The intervals of a treatment, held against a model that looks at every single day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.checks import checked

FIRST = date(2026, 1, 1)
SHOWN = [FIRST + timedelta(days=count) for count in range(-3, 80)]
"""Every day that is looked at: a little more than any drawn treatment lasts."""

days = st.integers(0, 40).map(lambda count: FIRST + timedelta(days=count))
maybe = st.none() | days
pauses = st.builds(Pause, since=days, until=maybe)
changes = st.builds(
    DoseChange, on=days, dose=st.sampled_from(["5 mg", "9 mg"]), frequency=st.sampled_from(["", "weekly"])
)
anything = st.builds(
    Treatment,
    id=st.just("t"),
    kind=st.just(TreatmentKind.OTHER),
    name=st.just("x"),
    dose=st.sampled_from(["", "1 mg"]),
    frequency=st.sampled_from(["", "daily"]),
    started_on=days,
    stopped_on=maybe,
    changes=st.lists(changes, max_size=3, unique_by=lambda change: change.on).map(
        lambda found: tuple(sorted(found, key=lambda change: change.on))
    ),
    pauses=st.lists(pauses, max_size=3).map(lambda found: tuple(sorted(found, key=lambda pause: pause.since))),
)


@st.composite
def good(draw: st.DrawFn) -> Treatment:
    """Draw a treatment in order: its changes and pauses within its time, the pauses apart."""
    start = draw(days)
    stop = draw(st.none() | st.integers(0, 30).map(lambda count: start + timedelta(days=count)))
    length = ((stop or FIRST + timedelta(days=78)) - start).days
    inside = st.integers(0, length).map(lambda count: start + timedelta(days=count))
    edges = sorted(draw(st.sets(inside, max_size=6)))
    found = [Pause(since=a, until=b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    if len(edges) % 2:
        found.append(Pause(since=edges[-1], until=draw(st.sampled_from([None, edges[-1]]))))
    changed = tuple(replace(draw(changes), on=on) for on in sorted(draw(st.sets(inside, max_size=4))))
    return replace(draw(anything), started_on=start, stopped_on=stop, changes=changed, pauses=tuple(found))


# The model: sets of days, nothing else


def span(since: date, until: date | None) -> set[date]:
    return {day for day in SHOWN if since <= day <= (until or SHOWN[-1])}


def model(treatment: Treatment) -> dict[date, tuple[str, str, bool]]:
    """Return dose, frequency and pause of each day of a treatment, gone through one day after the other."""
    dose, frequency = treatment.dose, treatment.frequency
    found = {}
    for day in sorted(span(treatment.started_on, treatment.stopped_on)):
        for change in treatment.changes:
            if change.on == day:
                dose, frequency = change.dose, change.frequency or frequency
        found[day] = dose, frequency, any(day in span(pause.since, pause.until) for pause in treatment.pauses)
    return found


@given(good())
def test_stretches_cover_each_day_once(treatment: Treatment) -> None:
    stretches = treatment.stretches()
    assert stretches[0].since == treatment.started_on
    assert stretches[-1].until == treatment.stopped_on
    for before, after in pairwise(stretches):
        assert before.until == after.since > before.since
    starts = [stretch.since for stretch in stretches]
    for day, (dose, frequency, paused) in model(treatment).items():
        # A stretch but the last ends where the next begins, so each day belongs to the one begun last.
        (valid,) = [s for s in stretches if s.since == max(start for start in starts if start <= day)]
        assert (valid.dose, valid.frequency, valid.paused) == (dose, frequency, paused)
        assert treatment.stretch_on(day) == valid
    event(f"{len(stretches)} stretches")


@given(good())
def test_no_stretch_is_cut_where_nothing_changed(treatment: Treatment) -> None:
    said = {change.on for change in treatment.changes}
    days_of = model(treatment)
    for stretch in treatment.stretches()[1:]:
        before = days_of[stretch.since - timedelta(days=1)]
        assert (
            stretch.since in said or days_of[stretch.since][2] != before[2] or _pauses_touch(treatment, stretch.since)
        )


def _pauses_touch(treatment: Treatment, day: date) -> bool:
    """Whether one pause ended on the day before another began."""
    return any(p.since == day for p in treatment.pauses) and treatment.paused_on(day - timedelta(days=1))


@given(good())
def test_what_is_taken_on_a_day_agrees_with_the_model(treatment: Treatment) -> None:
    days_of = model(treatment)
    for day in SHOWN:
        assert treatment.active_on(day) == (day in days_of)
        assert treatment.taken_on(day) == (day in days_of and not days_of[day][2])
        if day in days_of:
            assert treatment.paused_on(day) == days_of[day][2]


@given(good())
def test_before_its_start_it_is_what_it_began_with(treatment: Treatment) -> None:
    first = treatment.stretches()[0]
    assert treatment.stretch_on(treatment.started_on - timedelta(days=1)) == first


# What the checks refuse


def wrong(treatment: Treatment) -> set[ErrorKind]:
    """Return all that is wrong with a treatment, by looking at every day."""
    found = set()
    own = span(treatment.started_on, treatment.stopped_on)
    if not own:
        found.add(ErrorKind.DIARY_STOP_BEFORE_START)
    if any(change.on not in own for change in treatment.changes):
        found.add(ErrorKind.DIARY_DOSE_OUTSIDE)
    paused = [span(pause.since, pause.until) for pause in treatment.pauses]
    if any(not one for one in paused):
        found.add(ErrorKind.DIARY_END_BEFORE_START)
    for pause, one in zip(treatment.pauses, paused, strict=True):
        # A pause without an end lasts as long as the treatment does.
        if not (one if pause.until else {pause.since}) <= own:
            found.add(ErrorKind.DIARY_PAUSE_OUTSIDE)
    if any(one & other for place, one in enumerate(paused) for other in paused[:place]):
        found.add(ErrorKind.DIARY_PAUSES_OVERLAP)
    return found


@given(anything)
def test_the_checks_refuse_what_runs_backwards_or_overlaps(treatment: Treatment) -> None:
    expected = wrong(treatment)
    event(", ".join(sorted(expected)) or "in order")
    if not expected:
        checked(Diary(), treatment)
        return
    with pytest.raises(HairtrackError) as caught:
        checked(Diary(), treatment)
    assert caught.value.kind in expected


@given(good())
def test_the_checks_keep_what_is_in_order(treatment: Treatment) -> None:
    assert wrong(treatment) == set()
    kept = checked(Diary(), treatment)
    assert isinstance(kept, Treatment)
    assert kept.stretches() == treatment.stretches()
    if all(change.on != treatment.started_on for change in treatment.changes):
        assert kept == treatment


@given(good())
def test_a_dose_from_the_first_day_on_is_kept_as_what_it_began_with(treatment: Treatment) -> None:
    kept = checked(Diary(), treatment)
    assert isinstance(kept, Treatment)
    assert treatment.started_on not in {change.on for change in kept.changes}
    assert {change.on for change in kept.changes} | {kept.started_on} == {
        kept.started_on,
        *(change.on for change in treatment.changes),
    }


forms = st.sampled_from(["", "foam", "tablet"])


@given(good(), good(), forms, forms)
def test_one_thing_is_in_the_diary_once_on_any_day(one: Treatment, other: Treatment, form: str, its: str) -> None:
    """Without a form it may be any, so that only two that are both named are sure to differ."""
    one = checked(Diary(), replace(one, form=form))  # type: ignore[assignment]
    other = replace(other, id="other", name=" X ", form=its.upper())
    shared = span(one.started_on, one.stopped_on) & span(other.started_on, other.stopped_on)
    may_be_same = form == its or "" in {form, its}
    assume(may_be_same or shared)
    if shared and may_be_same:
        with pytest.raises(HairtrackError) as caught:
            checked(Diary(treatments=(other,)), one)
        assert caught.value.kind is ErrorKind.DIARY_TREATMENTS_OVERLAP
    else:
        assert checked(Diary(treatments=(other,)), one) == one
    assert checked(Diary(treatments=(replace(other, id=one.id),)), one) == one, "it does not stand in its own way"
