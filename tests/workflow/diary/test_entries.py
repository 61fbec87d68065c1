"""The diary: what it refuses, what a table may hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hairtrack.course import Course
from hairtrack.diary import Entry, Event, Groom, GroomKind, LabResult, Reminder, Symptom
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.catalogue import kind_of
from hairtrack.workflow.diary.entries import change_dose, keep_entry, new_id, remove_dose, remove_entry, stop_treatment
from hairtrack.workflow.diary.table_in import import_diary

START = date(2026, 1, 5)


def course() -> Course:
    return Course(id="c1", name="Spring", created_on=START)


def treatment(**changes: object) -> Treatment:
    plain = Treatment(
        id="t1", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg daily", started_on=START
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


ON = START + timedelta(days=30)
BAD: dict[ErrorKind, Entry] = {
    ErrorKind.DIARY_STOP_BEFORE_START: treatment(stopped_on=START - timedelta(days=1)),
    ErrorKind.DIARY_DOSE_WITHOUT_UNIT: treatment(dose="50"),
    ErrorKind.DIARY_DOSE_OUTSIDE: treatment(changes=(DoseChange(on=START - timedelta(days=1), dose="100 mg"),)),
    ErrorKind.DIARY_DOSE_MISSING: treatment(changes=(DoseChange(on=ON, dose=" "),)),
    ErrorKind.DIARY_NAME_MISSING: Event(id="e", on=ON, text="  "),
    ErrorKind.DIARY_NOT_A_NUMBER: LabResult(id="l", on=ON, name="ALT", value=float("nan"), unit="U/l"),
    ErrorKind.DIARY_VALUE_WITHOUT_UNIT: LabResult(id="l", on=ON, name="ALT", value=30, unit=" "),
    ErrorKind.DIARY_RANGE_REVERSED: LabResult(id="l", on=ON, name="ALT", value=30, unit="U/l", low=40, high=10),
    ErrorKind.DIARY_SEVERITY_OUTSIDE: Symptom(id="s", on=ON, name="itch", severity=11),
    ErrorKind.DIARY_LENGTH_OUTSIDE: Groom(id="g", on=ON, kind=GroomKind.HAIRCUT, length_mm=-1),
    ErrorKind.DIARY_RHYTHM_OUTSIDE: Reminder(id="r", what="blood test", on=ON, every_days=0),
    ErrorKind.BAD_DATE: Event(id="e", on=date(206, 1, 1), text="holiday"),
}


@pytest.mark.parametrize(("kind", "entry"), BAD.items(), ids=[str(kind) for kind in BAD])
def test_contradictions_are_refused_with_a_sentence(kind: ErrorKind, entry: Entry) -> None:
    with pytest.raises(HairtrackError) as caught:
        keep_entry(course(), entry)
    assert caught.value.kind is kind
    assert "{" not in error_sentence(caught.value)


@pytest.mark.parametrize("day", [date(206, 1, 1), date(9999, 12, 31)])
def test_days_that_nobody_can_have_meant_are_refused(day: date) -> None:
    for entry in (treatment(started_on=day), treatment(stopped_on=day), Reminder(id="r", what="x", on=day)):
        with pytest.raises(HairtrackError):
            keep_entry(course(), entry)


def test_entries_are_kept_replaced_and_removed() -> None:
    kept = keep_entry(course(), treatment(name=" ritlecitinib "))
    assert kept.diary.treatments[0].name == "ritlecitinib"
    kept = keep_entry(kept, Event(id="e", on=ON, text="moved house"))
    changed = keep_entry(kept, Event(id="e", on=ON, text="moved flat"))
    assert [event.text for event in changed.diary.events] == ["moved flat"]
    assert len(changed.diary.entries()) == 2
    assert remove_entry(changed, "e").diary.entries() == kept.diary.treatments
    with pytest.raises(HairtrackError, match="diary_entry_unknown"):
        remove_entry(changed, "nobody")


def test_dose_changes_stay_in_order_and_one_per_day() -> None:
    kept = keep_entry(course(), treatment())
    kept = change_dose(kept, "t1", ON + timedelta(days=9), "25 mg")
    kept = change_dose(kept, "t1", ON, "100 mg")
    kept = change_dose(kept, "t1", ON, "75 mg")
    changed = kept.diary.treatments[0]
    assert [change.dose for change in changed.changes] == ["75 mg", "25 mg"]
    days = (START, ON, ON + timedelta(days=8), ON + timedelta(days=9))
    assert [changed.stretch_on(day).words for day in days] == ["50 mg daily", "75 mg", "75 mg", "25 mg"]
    assert [change.dose for change in remove_dose(kept, "t1", ON).diary.treatments[0].changes] == ["25 mg"]


def test_another_dose_from_the_first_day_on_is_what_it_began_with() -> None:
    kept = change_dose(keep_entry(course(), treatment(frequency="weekly")), "t1", START, "25 mg")
    assert kept.diary.treatments == (treatment(dose="25 mg", frequency="weekly"),)


def test_blanks_around_any_words_are_trimmed() -> None:
    pause = Pause(since=ON, reason=" trip ")
    kept = keep_entry(course(), treatment(note=" with food\n", stop_reason="\t", pauses=(pause,)))
    assert kept.diary.treatments == (treatment(note="with food", pauses=(replace(pause, reason="trip"),)),)


def test_a_treatment_stops_and_goes_on_again() -> None:
    stopped = stop_treatment(keep_entry(course(), treatment()), "t1", ON)
    assert not stopped.diary.treatments[0].active_on(ON + timedelta(days=1))
    assert stop_treatment(stopped, "t1", None).diary.treatments[0].stopped_on is None


def test_removing_a_treatment_keeps_its_reminder() -> None:
    kept = keep_entry(course(), treatment())
    kept = keep_entry(kept, Reminder(id="r", what="blood test", on=ON, treatment="t1"))
    assert remove_entry(kept, "t1").diary.reminders == (Reminder(id="r", what="blood test", on=ON),)


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ritlecitinib 50", TreatmentKind.JAK_INHIBITOR),
        ("Litfulo", TreatmentKind.JAK_INHIBITOR),
        ("Minoxidil 5 % foam", TreatmentKind.MINOXIDIL),
        ("finasteride (topical)", TreatmentKind.ANTIANDROGEN),
        ("cod liver oil", TreatmentKind.OTHER),
    ],
)
def test_the_catalogue_knows_what_a_name_is(name: str, kind: TreatmentKind) -> None:
    assert kind_of(name) is kind


TABLE = """kind,date,name,value,unit,dose,until,low,high,area,note
stop,2026-05-01,baricitinib,,,,,,,,
dose,2026-02-10,baricitinib,,,4 mg daily,,,,,
treatment,2026-01-05,baricitinib,,,2 mg daily,,,,,"with food, mornings"
event,2026-01-20,,,,,,,,,holiday by the sea

lab,2026-02-02,ALT,31.5,U/l,,,10,50,,
symptom,2026-02-03,itch,3,,,,,,crown,
haircut,2026-02-04,,1.2,cm,,,,,,
reminder,2026-03-01,blood test,12,weeks,,,,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "diary.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_table_is_read_whole(table: Callable[..., Path]) -> None:
    read, result = import_diary(course(), table(TABLE))
    assert (result.accepted, result.already_there, result.problems) == (8, 0, ())
    diary = read.diary
    taken = diary.treatments[0]
    assert (taken.kind, taken.stopped_on) == (TreatmentKind.JAK_INHIBITOR, date(2026, 5, 1))
    assert taken.changes == (DoseChange(on=date(2026, 2, 10), dose="4 mg daily"),)
    assert taken.note == "with food, mornings"
    assert (diary.labs[0].value, diary.labs[0].low, diary.labs[0].high) == (31.5, 10, 50)
    assert (diary.symptoms[0].severity, diary.symptoms[0].area) == (3, "crown")
    assert diary.grooms[0].length_mm == 12
    assert diary.reminders[0].every_days == 84


def test_reading_twice_adds_nothing_twice(table: Callable[..., Path]) -> None:
    once, _ = import_diary(course(), table(TABLE))
    twice, result = import_diary(once, table(TABLE))
    assert twice is once
    assert (result.accepted, result.already_there, result.problems) == (0, 8, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_tables_of_spreadsheets_are_read(
    table: Callable[..., Path], encoding: str, separator: str, ending: str
) -> None:
    text = TABLE.replace('"with food, mornings"', "früh").replace("31.5", "31.5#").replace(",", separator)
    text = text.replace("31.5#", "31,5").replace("2026-01-20", "20.01.2026").replace("\n", ending)
    read, result = import_diary(course(), table(text, encoding))
    assert result.problems == ()
    assert result.accepted == 8
    assert (read.diary.labs[0].value, read.diary.events[0].on) == (31.5, date(2026, 1, 20))
    assert read.diary.treatments[0].note == "früh"


PROBLEMS = {
    "scan,2026-01-05,,,,,,,,,": "scan is not known here",
    "event,05/01/2026,,,,,,,,,rain": "not a date",
    "event,2026-02-30,,,,,,,,,rain": "not a date",
    "event,,,,,,,,,,rain": "under date is empty",
    ",2026-01-05,,,,,,,,,rain": "under kind is empty",
    "event,2026-01-05,,,,,,,,,": "has no name",
    "event,2026-01-05,,,,4 mg,,,,,rain": "no use for what stands under dose",
    'lab,2026-01-05,ALT,"1,234",U/l,,,,,,': "1,234 is not a number",
    "lab,2026-01-05,ALT,<5,U/l,,,,,,": "<5 is not a number",
    "lab,2026-01-05,ALT,,U/l,,,,,,": "under value is empty",
    "lab,2026-01-05,ALT,5,,,,,,,": "no unit",
    "symptom,2026-01-05,itch,2.5,,,,,,,": "2.5 is not a whole number",
    "symptom,2026-01-05,itch,12,,,,,,,": "outside the scale",
    f"symptom,2026-01-05,itch,{'9' * 400},,,,,,,": "999... is not a number",
    "haircut,2026-01-05,,1,inch,,,,,,": "inch cannot be read",
    "treatment,2026-01-05,minoxidil,,,5,,,,,": "no unit",
    "treatment,2026-01-05,minoxidil,,,5 %,2025-01-05,,,,": "before its start",
    "dose,2026-01-05,minoxidil,,,5 %,,,,,": "was not being taken",
    "stop,2026-01-05,minoxidil,,,,,,,,": "was not being taken",
    "event,2026-01-05,,,,,,,,,rain,and,wind": "13 cells for 11 columns",
    "reminder,2026-01-05,blood test,2,moons,,,,,,": "moons cannot be read",
}


@pytest.mark.parametrize("line", PROBLEMS, ids=PROBLEMS.values())
def test_a_line_that_cannot_be_read_is_named_and_changes_nothing(table: Callable[..., Path], line: str) -> None:
    text = f"{TABLE.splitlines()[0]}\n{line}\nevent,2026-01-06,,,,,,,,,sun\n"
    read, result = import_diary(course(), table(text))
    assert [event.text for event in read.diary.entries() if isinstance(event, Event)] == ["sun"]
    assert len(read.diary.entries()) == 1
    ((number, sentence),) = result.problems
    assert number == 2
    assert PROBLEMS[line] in sentence


def test_line_numbers_count_lines_of_the_file(table: Callable[..., Path]) -> None:
    text = '\nkind,date,note\n\nevent,2026-01-05,"two\nlines"\n\nevent,never,rain\n'
    read, result = import_diary(course(), table(text))
    assert read.diary.events[0].text == "two\nlines"
    assert [line for line, _ in result.problems] == [7]


def test_a_contradicting_line_is_reported_and_changes_nothing(table: Callable[..., Path]) -> None:
    kept = keep_entry(course(), treatment())
    other_dose, open_end = "2026-01-05,Ritlecitinib,100 mg,", "2026-01-05,ritlecitinib,,2026-04-01"
    text = f"kind,date,name,dose,until\ntreatment,{other_dose}\ntreatment,{open_end}\n"
    read, result = import_diary(kept, table(text))
    assert "50 mg daily" in result.problems[0][1]
    assert read.diary.treatments == (treatment(stopped_on=date(2026, 4, 1)),)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ErrorKind.FILE_EMPTY),
        (b"\n \n", ErrorKind.FILE_EMPTY),
        (b"hello\nworld\n", ErrorKind.DIARY_UNREADABLE),
        (b"kind,date,date\n", ErrorKind.DIARY_UNREADABLE),
        ("kind,date,note\nevent,2026-01-05,früh\n".encode("cp1252"), ErrorKind.DIARY_NOT_UTF8),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ErrorKind.DIARY_NOT_UTF8),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, kind: ErrorKind) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(HairtrackError) as caught:
        import_diary(course(), path)
    assert caught.value.kind is kind


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(HairtrackError, match="file_missing"):
        import_diary(course(), tmp_path / "none.csv")


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_never_a_crash(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"kind,date,name,value\nevent,2026-01-05,a," + content)
    try:
        import_diary(course(), path)
    except HairtrackError as error:
        error_sentence(error)
