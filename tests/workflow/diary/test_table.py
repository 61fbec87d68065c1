"""The diary as a table: every kind of line, out and in again, and ten thousand of them."""

import csv
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from hairtrack.course import Course
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
    SaltScore,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Cancelled
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.checks import checked
from hairtrack.workflow.diary.entries import keep_entry
from hairtrack.workflow.diary.table_in import import_diary
from hairtrack.workflow.diary.table_out import export_diary
from tests.workflow.diary.drawn_diaries import diaries, without_ids

START = date(2026, 1, 5)
Table = Callable[[str], Path]


def course(*entries: Entry) -> Course:
    made = Course(id="c1", name="Spring", created_on=START)
    for entry in entries:
        made = keep_entry(made, entry)
    return made


def jak(**changes: object) -> Treatment:
    plain = Treatment(id="t1", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg", started_on=START)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def write(text: str) -> Path:
        path = tmp_path / "diary.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


EVERY_KIND = """\
kind,date,name,value,form,dose,frequency,until,reason,type,treatment,since,days,week,every,top,back,left,right,note
treatment,2026-01-05,ritlecitinib,,capsule,50 mg,daily,2026-09-30,moved to another,,,,,,,,,,,
dose,2026-03-01,ritlecitinib,,,100 mg,every other day,,,,,,,,,,,,,
pause,2026-04-01,ritlecitinib,,,,,2026-04-14,an infection,,,,,,,,,,,
session,2026-02-01,ritlecitinib,,,,,,,,,,,,,,,,,first
missed,2026-02-08,ritlecitinib,2,,,,,,,,,14,,,,,,,
test plan,,lymphocytes,,,,,,,,ritlecitinib,,,4,12,,,,,
test plan,,lipids,,,,,,,,ritlecitinib,,,,26,,,,,
side effect,2026-02-01,acne,Mild,,,,2026-03-01,,,ritlecitinib,,,,,,,,,chin
side_effect,2026-02-02,headache,severe,,,,,,,,,,,,,,,,
brows,2026-02-01,,3,,,,,,,,,,,,,,,,
lashes,2026-02-01,,4,,,,,,,,,,,,,,,,
quality of life,2026-02-01,,7,,,,,,,,,,,,,,,,
stage,2026-02-01,norwood-hamilton,iii vertex,,,,,,,,,,,,,,,,
salt,2026-02-01,Dr Weiss,,,,,,,,,,,,,50,25,10,10,
salt,2026-05-01,Dr Weiss,20.5,,,,,,,,,,,,,,,,
product,2026-02-01,,,,,,,,,,,,,,,,,,mousse
photographed,2026-02-02,,,,,,,,wet,,,,,,,,,,
life event,2026-02-03,,,,,,,,,,,,,,,,,,a new flat
"""


def test_every_kind_of_line_becomes_its_record(table: Table) -> None:
    read, result = import_diary(course(), table(EVERY_KIND))
    assert result.problems == ()
    assert result.accepted == 18
    diary = read.diary
    (taken,) = diary.treatments
    assert (taken.form, taken.dose, taken.frequency) == ("capsule", "50 mg", "daily")
    assert (taken.stopped_on, taken.stop_reason) == (date(2026, 9, 30), "moved to another")
    assert taken.changes == (DoseChange(on=date(2026, 3, 1), dose="100 mg", frequency="every other day"),)
    assert taken.pauses == (Pause(since=date(2026, 4, 1), until=date(2026, 4, 14), reason="an infection"),)
    day = date(2026, 2, 1)
    assert diary.sessions == (Session(id=diary.sessions[0].id, on=day, treatment=taken.id, note="first"),)
    (missed,) = diary.missed_doses
    assert missed == MissedDoses(id=missed.id, on=date(2026, 2, 8), treatment=taken.id, missed=2, days=14)
    (plan,) = diary.test_plans
    assert (plan.treatment, plan.tests) == (
        taken.id,
        (PlannedTest(what="lymphocytes", week=4, every_weeks=12), PlannedTest(what="lipids", every_weeks=26)),
    )
    acne, headache = diary.side_effects
    assert acne == SideEffect(
        id=acne.id,
        name="acne",
        severity=Severity.MILD,
        since=day,
        until=date(2026, 3, 1),
        treatment=taken.id,
        note="chin",
    )
    assert (headache.severity, headache.until, headache.treatment) == (Severity.SEVERE, None, "")
    assert [(score.kind, score.value) for score in diary.scores] == list(zip(ScoreKind, (3, 4, 7), strict=True))
    assert diary.stages == (
        Stage(id=diary.stages[0].id, on=day, scale=StageScale.NORWOOD_HAMILTON, grade="III vertex"),
    )
    areas, total = diary.salt_scores
    assert areas == SaltScore(id=areas.id, on=day, by="Dr Weiss", total=29.6, top=50, back=25, left=10, right=10)
    assert (total.total, total.areas()) == (20.5, (None,) * 4)
    product, photographed = diary.grooms
    assert (product.kind, product.note, product.wet) == (GroomKind.PRODUCT, "mousse", None)
    assert photographed == Groom(id=photographed.id, on=date(2026, 2, 2), kind=GroomKind.PHOTOGRAPHED, wet=True)
    assert [(event.kind, event.text) for event in diary.events] == [(EventKind.LIFE, "a new flat")]
    again, result = import_diary(read, table(EVERY_KIND))
    assert again is read
    assert (result.accepted, result.already_there) == (0, 18)


# Out and in again


@settings(max_examples=60, deadline=None)
@given(diary=diaries())
def test_what_is_written_reads_as_the_same_diary(tmp_path_factory: pytest.TempPathFactory, diary: Diary) -> None:
    for entry in diary.entries():
        assert checked(diary, entry) == entry, "the checks would change what was drawn"
    path = tmp_path_factory.getbasetemp() / "round.csv"
    kept = replace(course(), diary=diary)
    lines = export_diary(kept, path)
    read, result = import_diary(course(), path)
    assert result.problems == ()
    assert without_ids(read.diary) == without_ids(diary)
    assert result.accepted == lines
    assert import_diary(kept, path)[0] is kept, "its own table is nothing new"


def test_no_cell_can_be_taken_for_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+49", "-x", "@me", "'=1", "it's", "'quoted'"]
    kept = course(*(Event(id=text, on=START, text=text) for text in texts))
    path = tmp_path / "x.csv"
    export_diary(kept, path)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.DictReader(file) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {"it's", "'quoted'", "'=1+1", "''=1"} <= set(cells)
    read, _ = import_diary(course(), path)
    assert [event.text for event in read.diary.events] == texts


def test_a_dose_on_the_first_day_is_written_as_what_it_began_with(tmp_path: Path) -> None:
    first = DoseChange(on=START, dose="100 mg", frequency="weekly")
    export_diary(replace(course(), diary=Diary(treatments=(jak(changes=(first,)),))), tmp_path / "x.csv")
    (read,) = import_diary(course(), tmp_path / "x.csv")[0].diary.treatments
    assert [stretch.words for stretch in read.stretches()] == ["100 mg weekly"]


def test_a_dose_line_on_the_first_day_is_what_it_began_with(table: Table) -> None:
    text = "kind,date,name,dose,frequency\ntreatment,2026-01-05,PRP,,\ndose,2026-01-05,PRP,5 ml,monthly\n"
    read, result = import_diary(course(), table(text))
    assert result.problems == ()
    assert [(kept.dose, kept.frequency, kept.changes) for kept in read.diary.treatments] == [("5 ml", "monthly", ())]
    other = table("kind,date,name,dose\ndose,2026-01-05,PRP,6 ml\n")
    assert "the diary has 5 ml and this line 6 ml" in import_diary(read, other)[1].problems[0][1]


def test_a_table_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(HairtrackError) as caught:
        export_diary(course(), tmp_path / "nowhere" / "x.csv")
    assert caught.value.kind is ErrorKind.OUTPUT_FOLDER_MISSING


# Which treatment a line means

FOAM = jak(id="foam", name="minoxidil", form="foam", dose="5 %", kind=TreatmentKind.MINOXIDIL)
TABLET = jak(id="tablet", name="minoxidil", form="tablet", dose="2.5 mg", kind=TreatmentKind.MINOXIDIL)


def test_of_two_forms_the_line_says_which(table: Table) -> None:
    text = "kind,date,name,form,dose\ndose,2026-02-01,Minoxidil,Tablet,5 mg\ndose,2026-02-02,minoxidil,,1 mg\n"
    read, result = import_diary(course(FOAM, TABLET), table(text))
    assert [treatment.changes for treatment in read.diary.treatments] == [
        (),
        (DoseChange(on=date(2026, 2, 1), dose="5 mg"),),
    ]
    ((line, sentence),) = result.problems
    assert line == 3
    assert "foam, tablet" in sentence


def test_of_two_forms_the_one_that_went_on_is_meant(table: Table) -> None:
    stopped = replace(FOAM, stopped_on=date(2026, 1, 20))
    text = "kind,date,name\nsession,2026-02-01,minoxidil\n"
    read, result = import_diary(course(stopped, TABLET), table(text))
    assert result.problems == ()
    assert read.diary.sessions[0].treatment == "tablet"


def test_an_older_table_without_forms_finds_its_treatment(table: Table) -> None:
    text = "kind,date,name,dose,until\ntreatment,2026-01-05,minoxidil,5 %,2026-05-01\n"
    read, result = import_diary(course(FOAM), table(text))
    assert result.problems == ()
    assert read.diary.treatments == (replace(FOAM, stopped_on=date(2026, 5, 1)),)


def test_lines_with_and_without_a_form_are_one_treatment_or_refused(table: Table) -> None:
    text = (
        "kind,date,name,form,dose\ntreatment,2026-01-05,minoxidil,,5 %\ntreatment,2026-01-05,minoxidil,foam,\n"
        "treatment,2026-02-05,minoxidil,,5 %\ntreatment,2026-02-05,minoxidil,tablet,5 mg\n"
        "treatment,2026-03-05,PRP,,\ntreatment,2026-04-05,PRP,injection,\n"
    )
    read, result = import_diary(course(), table(text))
    assert [(kept.name, kept.form, kept.dose) for kept in read.diary.treatments] == [
        ("minoxidil", "foam", "5 %"),
        ("minoxidil", "tablet", "5 mg"),
        ("PRP", "", ""),
    ]
    assert [line for line, _ in result.problems] == [4, 7]


def test_a_dose_and_how_often_may_stand_in_one_cell_or_two(table: Table) -> None:
    text = "kind,date,name,dose,frequency\ntreatment,2026-01-05,ritlecitinib,50 mg,daily\n"
    kept = course(jak(dose="50 mg daily"))
    assert import_diary(kept, table(text)) == (kept, import_diary(kept, table(text))[1])
    assert import_diary(kept, table(text))[1].already_there == 1


# What is wrong with a line

REFUSED = {
    "pause,2026-01-01,ritlecitinib,,2026-01-09,": "was not being taken",
    "pause,2026-02-09,ritlecitinib,,2026-02-01,": "before it begins",
    "pause,2026-03-05,ritlecitinib,,2026-03-20,": "overlap",
    "pause,2026-02-20,ritlecitinib,,2026-03-01,": "overlap",
    "pause,2026-03-01,ritlecitinib,,2026-03-09,": "the diary has 2026-03-10 and this line 2026-03-09",
    "treatment,2026-05-01,ritlecitinib,,,": "already for that time",
    "stop,2026-02-01,ritlecitinib,,,": "lies outside",
    "side effect,2026-02-01,acne,much,,": "Use one of mild, moderate, severe",
    "side effect,2026-02-01,acne,mild,2026-01-01,": "before it begins",
    "missed,2026-02-01,ritlecitinib,0,,": "0 missed in 7 days",
    "missed,2026-02-01,minoxidil,1,,": "minoxidil was not being taken",
    "session,2025-02-01,ritlecitinib,,,": "was not being taken",
    "brows,2026-02-01,,11,,": "outside the scale",
    "stage,2026-02-01,Hamilton,II,,": "Use one of Norwood-Hamilton, Ludwig, Sinclair",
    "stage,2026-02-01,Ludwig,IV,,": "IV is not a stage of Ludwig",
    "salt,2026-02-01,Dr Weiss,101,,": "101 is no percentage",
    "salt,2026-02-01,Dr Weiss,,,": "under value is empty",
    "test plan,,lipids,,,": "under treatment is empty",
    "photographed,2026-02-01,,,,damp": "damp is not known here. Use one of wet, dry",
    "dose,2026-02-01,ritlecitinib,,,": "under dose is empty",
    'event,2026-02-01,"rain,,,': "quotation marks",
}


@pytest.mark.parametrize("line", REFUSED, ids=[line.replace(",", " ")[:30] for line in REFUSED])
def test_a_line_is_refused_alone(table: Table, line: str) -> None:
    kept = course(jak(pauses=(Pause(since=date(2026, 3, 1), until=date(2026, 3, 10)),)))
    header = "kind,date,name,value,until,type"
    read, result = import_diary(kept, table(f"{header}\nwash,2026-02-01,,,,\n{line}\nwash,2026-02-02,,,,\n"))
    assert [groom.on.day for groom in read.diary.grooms] == [1, 2]
    assert len(read.diary.entries()) == 3
    assert read.diary.treatments == kept.diary.treatments
    ((number, sentence),) = result.problems
    assert number == 3
    assert REFUSED[line] in sentence


def test_a_stop_before_a_dose_that_was_given_is_refused(table: Table) -> None:
    kept = course(jak(), Session(id="s", on=date(2026, 3, 1), treatment="t1"))
    read, result = import_diary(kept, table("kind,date,name\nstop,2026-02-28,ritlecitinib\n"))
    assert read is kept
    assert "given or missed on 1 March 2026" in result.problems[0][1]


def test_a_mark_that_is_never_closed_costs_its_own_line(table: Table) -> None:
    rows = [
        'event,2026-01-05,"never closed',
        'event,2026-01-06,"two',
        'lines"',
        'event,2026-01-07,5" long',
        "event,x,y",
    ]
    read, result = import_diary(course(), table("\n".join(["kind,date,note", *rows])))
    assert [event.text for event in read.diary.events] == ["two\nlines", '5" long']
    assert [line for line, _ in result.problems] == [2, 6]


# Cautions


def lab(day: int, unit: str, name: str = "CRP") -> LabResult:
    return LabResult(id=f"{name}{day}", on=START + timedelta(days=day), name=name, value=1, unit=unit)


def test_a_result_in_another_unit_is_kept_and_named(table: Table) -> None:
    text = (
        "kind,date,name,value,unit\nlab,2026-01-20,crp,4,nmol/l\nlab,2026-01-21,CRP,4,MG/L\nlab,2026-01-22,ALT,4,U/l\n"
    )
    read, result = import_diary(course(lab(0, "mg/l")), table(text))
    assert len(read.diary.labs) == 4
    assert [line for line, _ in result.cautions] == [2, 3]
    assert "crp is in nmol/l here and in mg/l on 5 January 2026" in result.cautions[0][1]
    assert import_diary(read, table(text))[1].cautions == ()


def test_a_first_result_is_held_against_the_next(table: Table) -> None:
    text = "kind,date,name,value,unit\nlab,2026-01-02,CRP,4,nmol/l\n"
    _, result = import_diary(course(lab(0, "mg/l"), lab(9, "mg/l")), table(text))
    assert [line for line, _ in result.cautions] == [2]


def test_a_new_test_is_held_against_its_own_lines_in_order_of_time(table: Table) -> None:
    text = (
        "kind,date,name,value,unit\nlab,2026-01-09,CRP,4,nmol/l\nlab,2026-01-02,CRP,4,mg/l\nlab,2026-01-03,CRP,5,mg/L\n"
    )
    _, result = import_diary(course(), table(text))
    assert [line for line, _ in result.cautions] == [2]


# Ten thousand lines


def many(kind: int, number: int) -> str:
    day = date(1990, 1, 1) + timedelta(days=number)
    return [
        f"symptom,{day},itch,{number % 11},,",
        f"dose,{day},finasteride,,{1 + number} mg,",
        f"pause,{day},finasteride,,,{day}",
        f"treatment,{day},PRP,,,{day}",
        f"session,{day},finasteride,,,",
    ][kind]


@pytest.mark.parametrize("kind", range(5))
def test_ten_thousand_lines_take_seconds_at_most(table: Table, kind: int) -> None:
    rows = [many(kind, number) for number in range(1, 10_001)]
    text = "\n".join(["kind,date,name,value,dose,until", "treatment,1990-01-01,finasteride,,1 mg,", *rows])
    told: list[float] = []
    begun = time.process_time()
    read, result = import_diary(course(), table(text), lambda share, _: told.append(share))
    spent = time.process_time() - begun
    assert (result.accepted, result.problems) == (10_001, ())
    assert spent < 5
    assert told == sorted(told)
    assert len(told) > 50
    assert import_diary(read, table(text))[1].already_there == 10_001


def test_reading_can_be_stopped(table: Table) -> None:
    def stop(share: float, _: str) -> None:
        if share > 0.5:
            raise Cancelled

    text = "\n".join(["kind,date,name,value", *(many(0, number)[:-2] for number in range(1, 3000))])
    with pytest.raises(Cancelled):
        import_diary(course(), table(text), stop)
