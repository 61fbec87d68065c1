"""The week of treatment: of many days at once the same as of each alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hairtrack.diary import Diary
from hairtrack.report.treatment_words import week_words, week_words_on
from hairtrack.treatment import Pause, Treatment, TreatmentKind

START = date(2026, 1, 5)


def at(number: int) -> date:
    return START + timedelta(days=number)


def drug(number: int, kind: TreatmentKind, start: int, length: int | None) -> Treatment:
    stop = None if length is None else at(start + length)
    pauses = (Pause(since=at(start), until=at(start)),)
    return Treatment(
        id=f"t{number}", kind=kind, name=f"drug {number}", started_on=at(start), stopped_on=stop, pauses=pauses
    )


days = st.integers(0, 60)
spans = st.tuples(st.sampled_from(TreatmentKind), days, st.none() | st.integers(0, 20))


def test_the_kind_that_matters_most_is_counted_while_it_goes_on() -> None:
    foam, jak = drug(0, TreatmentKind.MINOXIDIL, 0, None), drug(1, TreatmentKind.JAK_INHIBITOR, 7, 14)
    said = week_words_on(Diary(treatments=(foam, jak)), [at(-1), at(6), at(7), at(14), at(21), at(22)])
    assert list(said.values()) == [
        "",
        "week 0 of drug 0",
        "week 0 of drug 1, paused",
        "week 1 of drug 1",
        "week 2 of drug 1",
        "week 3 of drug 0",
    ]


@given(st.lists(spans, max_size=8), st.sets(days))
def test_many_days_at_once_are_said_as_each_alone(
    taken: list[tuple[TreatmentKind, int, int | None]], asked: set[int]
) -> None:
    diary = Diary(treatments=tuple(drug(number, *span) for number, span in enumerate(taken)))
    assert week_words_on(diary, map(at, asked)) == {at(day): week_words(diary, at(day)) for day in asked}
