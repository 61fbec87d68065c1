"""What a chart is in words: every kind of mark, and all of it, shortly where there is much."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hairtrack.diary import Diary, Event, LabResult, SaltScore, Session, Severity, SideEffect, Symptom
from hairtrack.report.charts.data import SALT, ChartData, ChartItem, ChartPoint, ChartSeries, PublishedMark
from hairtrack.report.charts.entries import diary_chart
from hairtrack.report.charts.words import describe_chart, entry_of, items_words, photo_words
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

DAY = date(2026, 3, 12)
JAK = Treatment(
    id="jak",
    kind=TreatmentKind.JAK_INHIBITOR,
    name="ritlecitinib",
    dose="50 mg",
    started_on=DAY,
    changes=(DoseChange(on=DAY + timedelta(days=60), dose="100 mg"),),
    pauses=(Pause(since=DAY + timedelta(days=100), until=DAY + timedelta(days=120)),),
    stopped_on=DAY + timedelta(days=200),
)
DATA = diary_chart(Diary(treatments=(JAK,)), ChartData())
ALT = LabResult(id="l", on=DAY, name="ALT", value=60, unit="U/l", low=10, high=45, note="Repeat.")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ALT, "12 March 2026: ALT 60 U/l, above the laboratory's range of 10 to 45. Repeat."),
        (
            replace(ALT, value=45, low=None, note=""),
            "12 March 2026: ALT 45 U/l, within the laboratory's range of 45 or less.",
        ),
        (
            replace(ALT, value=9, high=None, note=""),
            "12 March 2026: ALT 9 U/l, below the laboratory's range of 10 or more.",
        ),
        (replace(ALT, low=None, high=None, note=""), "12 March 2026: ALT 60 U/l, no range given."),
        (
            Symptom(id="y", on=DAY, name="itch", severity=7, area="crown"),
            "12 March 2026: itch 7 of 10, crown.",
        ),
        (
            SideEffect(id="e", name="acne", severity=Severity.MILD, since=DAY, treatment="jak"),
            "acne, mild, since 12 March 2026, thought to come from ritlecitinib.",
        ),
        (Session(id="s", on=DAY, treatment="jak"), "12 March 2026: ritlecitinib, a session."),
        (SaltScore(id="q", on=DAY, by="Dr Weber", total=42), "12 March 2026: SALT 42, judged by eye by Dr Weber."),
        (PublishedMark(since=DAY, short="short", sentence="The whole of it."), "The whole of it."),
        (DATA.treatments[0].doses[0], "ritlecitinib: 50 mg, 12 March 2026 to 11 May 2026."),
        (DATA.treatments[0].doses[2], "ritlecitinib: paused, 20 June 2026 to 11 July 2026."),
    ],
)
def test_the_pointer_is_told_what_a_mark_stands_for(item: ChartItem, said: str) -> None:
    assert items_words([item], DATA) == said


def test_of_many_on_one_mark_the_first_are_told_and_the_rest_counted() -> None:
    results = [replace(ALT, id=str(k), name=f"test {k}") for k in range(20)]
    lines = items_words(results, DATA).splitlines()
    assert [line.split(" 60")[0] for line in lines[:-1]] == [f"12 March 2026: test {k}" for k in range(6)]
    assert lines[-1] == "and 14 more; zoom in to tell them apart"
    assert items_words([], DATA) == ""


def test_an_item_names_its_entry() -> None:
    assert entry_of(ALT) == "l"
    assert entry_of(DATA.treatments[0].doses[1]) == "jak"
    assert entry_of(PublishedMark(since=DAY, short="", sentence="")) == ""


def test_any_photo_of_a_visit_is_told_with_its_salt() -> None:
    point = ChartPoint(photo="a", beside=("b", "c"), on=DAY, value=38, low=30, high=47)
    data = ChartData(axis=SALT, series=(ChartSeries(region="", name="Estimated from photos", points=(point,)),))
    for photo in "abc":
        assert photo_words(photo, data) == "12 March 2026: Estimated from photos 38 (30 to 47)."
    assert photo_words("d", data) == ""
    assert "Estimated from photos: SALT 38 (30 to 47) on 12 March 2026." in describe_chart(data)


def test_the_whole_chart_is_told() -> None:
    diary = Diary(
        treatments=(JAK,),
        labs=(
            ALT,
            replace(ALT, id="m", on=DAY + timedelta(days=9), value=30),
            *(replace(ALT, id=key, name="LDL", low=None, high=None) for key in "no"),
        ),
        symptoms=(Symptom(id="y", on=DAY, name="itch", severity=7),),
        side_effects=(SideEffect(id="e", name="acne", severity=Severity.MILD, since=DAY),),
        events=(Event(id="v", on=DAY, text="fever"),),
    )
    said = describe_chart(diary_chart(diary, ChartData()))
    assert (
        "ritlecitinib: 50 mg since 12 March 2026, then 100 mg since 11 May 2026, then paused since 20 June 2026" in said
    )
    assert (
        "ALT: 2 results, 1 within the laboratory's range and 1 above the laboratory's range; 30 U/l on 21 March 2026."
        in said
    )
    assert "LDL: 2 results, no range given; 60 U/l on 12 March 2026." in said
    assert "itch: 1 entry, 0 to 10, worst 7, last 7 on 12 March 2026." in said
    assert "Side effect: acne, mild, since 12 March 2026." in said
    assert "12 March 2026: fever." in said


def test_much_is_told_shortly() -> None:
    diary = Diary(
        events=tuple(Event(id=f"v{k}", on=DAY + timedelta(days=k % 900), text=f"event {k}") for k in range(5000)),
        labs=tuple(replace(ALT, id=f"l{k}", name=f"test {k % 100}") for k in range(5000)),
    )
    said = describe_chart(diary_chart(diary, ChartData()))
    assert "5000 events, the last 4 of them:" in said
    assert "100 blood tests, the last 4 of them:" in said
    assert len(said) < 1500
