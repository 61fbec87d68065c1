"""What went on between two days, listed for a planted course and for any course."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import Course
from hairtrack.diary import Diary, Groom, GroomKind, MissedDoses, Session, Severity, SideEffect
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.taken_between import TakenKind, taken_between, taken_on

START = date(2026, 1, 5)


def at(days: int) -> date:
    return START + timedelta(days=days)


def treatment(**changes: object) -> Treatment:
    plain = Treatment(
        id="t1",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="ritlecitinib",
        dose="50 mg",
        frequency="daily",
        started_on=START,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def course(*treatments: Treatment, **drawers: object) -> Course:
    diary = Diary(treatments=treatments, **drawers)  # type: ignore[arg-type]
    return Course(id="c", name="c", created_on=START, diary=diary)


def said(kept: Course, before: int, after: int) -> list[str]:
    return [line.sentence for line in taken_between(kept, at(before), at(after))]


def test_what_is_going_on_comes_first_and_the_rest_in_order_of_time() -> None:
    kept = course(
        treatment(
            changes=(DoseChange(on=at(40), dose="100 mg"), DoseChange(on=at(200), dose="25 mg")),
            pauses=(Pause(since=at(60), until=at(70), reason="infection"),),
        ),
        treatment(id="t2", name="minoxidil", form="foam", dose="5 %", frequency="twice daily", started_on=at(50)),
        missed_doses=(MissedDoses(id="m", on=at(80), treatment="t1", missed=3),),
        side_effects=(
            SideEffect(id="a", name="headache", severity=Severity.MILD, since=at(5), until=at(35)),
            SideEffect(id="b", name="acne", severity=Severity.MODERATE, since=at(90)),
            SideEffect(id="c", name="rash", severity=Severity.MILD, since=at(1), until=at(20)),
        ),
        grooms=(Groom(id="g", on=at(45), kind=GroomKind.HAIRCUT, length_mm=12),),
    )
    assert said(kept, 30, 100) == [
        "ritlecitinib 50 mg daily, since 5 January 2026",
        "10 January 2026: headache, mild, until 9 February 2026",
        "14 February 2026: ritlecitinib 100 mg daily, before that 50 mg daily",
        "19 February 2026: haircut to 12 mm",
        "24 February 2026: minoxidil 5 % twice daily, started",
        "6 March 2026: ritlecitinib, paused until 16 March 2026 (infection)",
        "26 March 2026: ritlecitinib, 3 doses missed in the 7 days up to then",
        "5 April 2026: acne, moderate",
    ]


def test_a_pause_and_a_dose_that_hold_on_the_first_day_are_said_with_it() -> None:
    kept = course(
        treatment(
            changes=(DoseChange(on=at(10), dose="100 mg"),),
            pauses=(Pause(since=at(28), until=at(31)),),
            stopped_on=at(50),
            stop_reason="no benefit",
        )
    )
    assert said(kept, 30, 60) == [
        "ritlecitinib 100 mg daily, since 5 January 2026, paused since 2 February 2026 until 5 February 2026",
        "24 February 2026: ritlecitinib, last day (no benefit)",
    ]
    assert said(kept, 51, 60) == []
    assert said(kept, -20, -1) == []


def test_many_of_the_same_are_said_in_one_line() -> None:
    weekly = treatment(name="DPCP", dose="0.01 %", frequency="weekly")
    kept = course(
        weekly,
        sessions=tuple(Session(id=f"s{k}", on=at(7 * k), treatment="t1") for k in range(12)),
        missed_doses=tuple(MissedDoses(id=f"m{k}", on=at(7 * k), treatment="t1", missed=2) for k in range(1, 6)),
        grooms=tuple(Groom(id=f"g{k}", on=at(3 * k), kind=GroomKind.WASH) for k in range(10)),
    )
    assert said(kept, 0, 80) == [
        "DPCP 0.01 % weekly, since 5 January 2026",
        "5 January 2026: DPCP, given 12 times, the last on 23 March 2026",
        "5 January 2026: wash, 10 times, the last on 1 February 2026",
        "12 January 2026: DPCP, 10 doses missed in all, the last by 9 February 2026",
    ]
    assert said(kept, 7, 13)[1:] == [
        "12 January 2026: DPCP, given",
        "12 January 2026: DPCP, 2 doses missed in the 7 days up to then",
        "14 January 2026: wash",
        "17 January 2026: wash",
        "19 January 2026: DPCP, 2 doses missed in the 7 days up to then",
    ]


def test_many_photos_of_wet_hair_are_said_in_one_line() -> None:
    wet = tuple(Groom(id=str(k), on=at(k), kind=GroomKind.PHOTOGRAPHED, wet=True) for k in range(4))
    (line,) = taken_between(course(grooms=wet), at(0), at(30))
    assert line.words == "photographed, 4 times, the last on 8 January 2026 with wet hair"


def test_of_many_haircuts_the_length_is_that_of_the_last() -> None:
    cuts = tuple(Groom(id=str(k), on=at(k), kind=GroomKind.HAIRCUT, length_mm=9.0 + k) for k in range(4))
    (line,) = taken_between(course(grooms=cuts), at(0), at(30))
    assert line.words == "haircut, 4 times, the last on 8 January 2026 to 12 mm"


def test_hair_that_was_photographed_wet_is_said() -> None:
    kept = course(
        grooms=(
            Groom(id="a", on=at(1), kind=GroomKind.PHOTOGRAPHED, wet=True),
            Groom(id="b", on=at(2), kind=GroomKind.PHOTOGRAPHED),
            Groom(id="c", on=at(3), kind=GroomKind.PRODUCT, note="fibres,\n brown"),
            Groom(id="d", on=at(4), kind=GroomKind.DYE),
            Groom(id="e", on=at(5), kind=GroomKind.PHOTOGRAPHED, wet=False),
        )
    )
    assert [line.words for line in taken_between(kept, at(0), at(9))] == [
        "photographed with wet hair",
        "product: fibres, brown",
        "dye",
    ]


def test_what_was_taken_on_a_day_is_said_with_its_week() -> None:
    kept = course(
        treatment(id="t2", name="minoxidil", form="foam", dose="5 %", frequency="", started_on=at(28)),
        treatment(id="t3", name="Minoxidil", form="tablet", dose="", frequency="", started_on=at(40)),
        treatment(pauses=(Pause(since=at(60), until=at(70)),), stopped_on=at(90)),
    )
    assert taken_on(kept, at(-1)) == ()
    assert taken_on(kept, at(30)) == ("week 4 of ritlecitinib, 50 mg daily", "week 0 of minoxidil (foam), 5 %")
    assert taken_on(kept, at(65)) == (
        "week 9 of ritlecitinib, paused",
        "week 5 of minoxidil (foam), 5 %",
        "week 3 of Minoxidil (tablet)",
    )
    assert len(taken_on(kept, at(91))) == 2


days = st.integers(-400, 400)


@given(
    starts=st.lists(st.tuples(days, st.none() | st.integers(0, 300)), max_size=4),
    effects=st.lists(st.tuples(days, st.none() | st.integers(0, 90)), max_size=4),
    grooms=st.lists(days, max_size=6),
    before=days,
    after=days,
)
def test_exactly_what_overlaps_the_two_days_is_listed_whichever_comes_first(
    starts: list[tuple[int, int | None]],
    effects: list[tuple[int, int | None]],
    grooms: list[int],
    before: int,
    after: int,
) -> None:
    kept = course(
        *(
            treatment(
                id=f"t{k}",
                name=f"drug {k}",
                started_on=at(start),
                stopped_on=at(start + long) if long is not None else None,
            )
            for k, (start, long) in enumerate(starts)
        ),
        side_effects=tuple(
            SideEffect(
                id=f"e{k}",
                name=f"effect {k}",
                severity=Severity.MILD,
                since=at(since),
                until=at(since + long) if long is not None else None,
            )
            for k, (since, long) in enumerate(effects)
        ),
        grooms=tuple(Groom(id=f"g{k}", on=at(day), kind=GroomKind.DYE) for k, day in enumerate(grooms)),
    )
    found = taken_between(kept, at(before), at(after))
    assert found == taken_between(kept, at(after), at(before))
    first, last = sorted((before, after))

    def overlaps(since: int, long: int | None) -> bool:
        return since <= last and (long is None or since + long >= first)

    text = " ".join(line.words for line in found)
    for k, span in enumerate(starts):
        assert (f"drug {k} " in text) == overlaps(*span)
    for k, span in enumerate(effects):
        assert (f"effect {k}," in text) == overlaps(*span)
    assert ("dye" in text) == any(first <= day <= last for day in grooms)
    own = [line.on for line in found if line.kind is not TakenKind.GOING_ON]
    assert own == sorted(own)
    assert all(line.on <= at(last) for line in found)
