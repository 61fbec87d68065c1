"""A course of a JAK inhibitor kept for a year: from tables of what was written down so far, then line by line.

Every figure is held against arithmetic that is worked out by hand here.
"""

import io
import json
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import icalendar
import pikepdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.cli import run
from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.diary import Entry, MissedDoses, Reminder, Session, SideEffect, TestPlan
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment
from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.course.stage import Shown
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.widgets import Inspector
from hairtrack.workflow.diary.due import Due, due
from tests.journeys.test_window import key
from tests.ui.conftest import write_photo

Json = dict[str, Any]

START, PAUSED, STRONGER = date(2025, 1, 6), date(2025, 6, 2), date(2025, 3, 31)
VISITS = (date(2025, 1, 5), date(2025, 7, 6), date(2026, 1, 4))
VIEWS = ("vertex", "back", "left", "right")

TAKEN = """\
kind,date,name,form,dose,frequency,until,reason,note
treatment,2024-06-03,clobetasol (topical),foam,0.05 %,twice daily,2024-12-02,No regrowth,
treatment,2025-01-06,baricitinib,tablet,2 mg,daily,,,With breakfast
dose,2025-03-31,baricitinib,,4 mg,daily,,,
pause,2025-06-02,baricitinib,,,,2025-06-15,Shingles,
treatment,2025-01-20,triamcinolone (injected),injection,2.5 mg/ml,every 4 to 6 weeks,,,Brows
session,2025-01-20,triamcinolone (injected),,,,,,
session,2025-02-17,triamcinolone (injected),,,,,,
session,2025-03-17,triamcinolone (injected),,,,,,
stop,2025-04-28,triamcinolone (injected),,,,,Brows are back,
"""
WATCHED = """\
kind,date,name,value,unit,low,high,days,week,every,treatment,until,note
missed,2025-09-14,baricitinib,2,,,,7,,,,,Left at home
test plan,,full blood count,,,,,,12,12,baricitinib,,
test plan,,blood lipids,,,,,,12,,baricitinib,,
lab,2025-01-02,haemoglobin,141,g/L,120,160,,,,,,
lab,2025-04-01,haemoglobin,138,g/L,120,160,,,,,,
lab,2025-04-01,LDL cholesterol,3.6,mmol/L,,3.4,,,,,,A little high
lab,2025-06-24,haemoglobin,135,g/L,120,160,,,,,,
side effect,2025-02-03,acne,mild,,,,,,,baricitinib,2025-04-20,Chin
side effect,2025-06-01,herpes zoster (shingles),moderate,,,,,,,baricitinib,2025-06-20,
reminder,2025-02-01,Order the tablets,4,weeks,,,,,,,,
"""
FELT = """\
kind;date;name;value;unit;area;type;top;back;left;right;note
symptom;2025-01-06;itch;7;;crown
symptom;2025-04-07;itch;4;;crown
symptom;2025-07-07;itch;0;;crown
haircut;05.01.2025;;9;mm
photographed;05.01.2025;;;;;dry
brows;2025-01-06;;2
brows;2025-07-07;;7
quality of life;2025-01-06;;3
life event;2025-05-12;;;;;;;;;;Moved house
salt;2025-01-06;Dr Weber;59,4;;;;60;80;50;40
salt;2025-07-07;Dr Weber;27;;;;30;40;20;10
salt;2025-10-06;Dr Weber;10,6;;;;10;20;10;0
"""
TABLES = {"taken.csv": (TAKEN, 9), "watched.csv": (WATCHED, 10), "felt.csv": (FELT, 12)}
"""As a spreadsheet writes them in two countries, with the number of their lines."""


def ask(*words: object, code: int = 0) -> Json:
    """Give a command and return what it prints as JSON."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        assert run([*map(str, words), "--json"]) == code
    document: Json = json.loads(out.getvalue())
    return document


def tell(*words: object, code: int = 0) -> str:
    """Give a command and return what it says."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert run([*map(str, words)]) == code
    return said.getvalue()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the year: a new course, photos of four views at three visits, and the tables."""
    place = tmp_path_factory.mktemp("year")
    course = place / "Mia.hairtrack"
    tell("new", course)
    for number, view in enumerate(VIEWS):
        for visit, day in enumerate(VISITS):
            write_photo(place / view / f"IMG_{day:%Y%m%d}_100{number}00.jpg", 10 * number + visit, size=(400, 320))
        files = ask("import", course, place / view, "--view", view)["files"]
        assert [(file["status"], file["taken_on"]) for file in files] == [("imported", str(day)) for day in VISITS]
    for name, (table, lines) in TABLES.items():
        (place / name).write_text(table)
        outcome = ask("diary", course, "import", place / name)
        assert (outcome["problems"], outcome["cautions"]) == ([], [])
        assert (outcome["accepted"], outcome["already_there"]) == (lines, 0)
    return course


@pytest.fixture
def course(year: Path, tmp_path: Path) -> Path:
    """Return the year to be written on."""
    return Path(shutil.copytree(year, tmp_path / "Mia.hairtrack"))


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Return what makes the command line believe that it is another day."""

    def believe(day: date) -> None:
        monkeypatch.setattr("hairtrack.cli.diary.date", SimpleNamespace(today=lambda: day))

    return believe


def kept(path: Path) -> Course:
    with CourseFolder.open(path) as folder:
        return folder.course


def nameless(course: Course) -> list[Entry]:
    """Return the diary in an order of its own, without the ids that each course gives."""
    treatments = {treatment.id: f"{treatment.name} {treatment.started_on}" for treatment in course.diary.treatments}

    def bare(entry: Entry) -> Entry:
        if isinstance(entry, SideEffect | Session | MissedDoses | Reminder | TestPlan):
            return replace(entry, id="", treatment=treatments.get(entry.treatment, ""))
        return replace(entry, id="")

    return sorted(map(bare, course.diary.entries()), key=repr)


# What was taken


def test_the_dose_of_each_day(year: Path) -> None:
    jak = next(treatment for treatment in kept(year).diary.treatments if treatment.name == "baricitinib")
    taken = [(stretch.since, stretch.until, stretch.words) for stretch in jak.stretches()]
    assert taken == [
        (START, STRONGER, "2 mg daily"),
        (STRONGER, PAUSED, "4 mg daily"),
        (PAUSED, date(2025, 6, 16), "paused"),
        (date(2025, 6, 16), None, "4 mg daily"),
    ]
    assert [jak.taken_on(date(2025, 6, day)) for day in (1, 2, 15, 16)] == [True, False, False, True]
    # 6 January + 12 * 7 days = 31 March; 6 October is 273 days later: 273 / 7 = 39.
    assert [jak.week(day) for day in (START, date(2025, 1, 12), date(2025, 1, 13), STRONGER)] == [0, 0, 1, 12]
    assert jak.week(date(2025, 10, 6)) == 39


def test_everything_is_in_the_open_export(year: Path) -> None:
    diary = ask("show", year)["diary"]
    assert {name: len(entries) for name, entries in diary.items()} == {
        "treatments": 3,
        "events": 1,
        "labs": 4,
        "symptoms": 3,
        "side_effects": 2,
        "grooms": 2,
        "scores": 3,
        "stages": 0,
        "salt_scores": 3,
        "sessions": 3,
        "missed_doses": 1,
        "reminders": 1,
        "test_plans": 1,
    }
    by_name = {treatment["name"]: treatment for treatment in diary["treatments"]}
    jak, injected = by_name["baricitinib"], by_name["triamcinolone (injected)"]
    assert (jak["kind"], jak["form"], jak["started_on"]) == ("JAK inhibitor", "tablet", "2025-01-06")
    assert jak["changes"] == [{"on": "2025-03-31", "dose": "4 mg", "frequency": "daily"}]
    assert jak["pauses"] == [{"since": "2025-06-02", "until": "2025-06-15", "reason": "Shingles"}]
    assert (injected["stopped_on"], injected["stop_reason"]) == ("2025-04-28", "Brows are back")
    assert {session["treatment"] for session in diary["sessions"]} == {injected["id"]}
    assert [effect["severity"] for effect in diary["side_effects"]] == ["mild", "moderate"]


# The SALT


def judged_until(course: Path, day: date) -> Json:
    """Leave out what was judged later and ask for the SALT."""
    with CourseFolder.open(course) as folder:
        scores = tuple(score for score in folder.course.diary.salt_scores if score.on <= day)
        folder.commit(replace(folder.course, diary=replace(folder.course.diary, salt_scores=scores)))
    found: Json = ask("salt", course)["judged_response"]
    return found


def answers(milestones: list[Json]) -> dict[int, bool]:
    """Return which limits are reached; somebody's own judgement leaves none open."""
    said = {"reached": True, "not reached": False}
    return {milestone["limit"]: said[milestone["answer"]] for milestone in milestones}


def test_the_salt_is_the_weighed_sum_of_its_areas(year: Path) -> None:
    judged = ask("salt", year)["judged"]
    assert [(score["on"], score["by"], score["value"], score["aa_iga"]) for score in judged] == [
        # 40 * 60 + 24 * 80 + 18 * 50 + 18 * 40 = 2400 + 1920 + 900 + 720 = 5940, over 100
        ("2025-01-06", "Dr Weber", 59.4, ["severe"]),
        # 40 * 30 + 24 * 40 + 18 * 20 + 18 * 10 = 1200 + 960 + 360 + 180 = 2700
        ("2025-07-07", "Dr Weber", 27, ["moderate"]),
        # 40 * 10 + 24 * 20 + 18 * 10 + 18 * 0 = 400 + 480 + 180 + 0 = 1060
        ("2025-10-06", "Dr Weber", 10.6, ["limited"]),
    ]


@pytest.mark.parametrize(
    ("until", "won", "improved", "goals"),
    [
        # Of 59.4: 27 leaves 45.5 %, so 54.5 % are won back; 50 % would be 29.7, 75 % would be 14.85.
        (date(2025, 7, 7), 54.5, {30: True, 50: True, 75: False, 90: False, 100: False}, {20: False, 10: False}),
        # 10.6 leaves 17.8 %, so 82.2 % are won back; 90 % would be 5.94.
        (date(2025, 10, 6), 82.2, {30: True, 50: True, 75: True, 90: False, 100: False}, {20: True, 10: False}),
    ],
)
def test_what_was_won_back(
    course: Path, until: date, won: float, improved: dict[int, bool], goals: dict[int, bool]
) -> None:
    found = judged_until(course, until)
    assert (found["baseline"], found["on"], found["by"]) == ("2025-01-06", str(until), "Dr Weber")
    assert found["improvement_percent"]["value"] == won
    assert answers(found["improved"]) == improved
    assert answers(found["goals"]) == goals | {0: False}
    assert answers([found["worsened"]]) == {20: False}


@pytest.mark.parametrize(
    ("typed", "points", "worse"),
    [
        # 31.5 - 10.6 = 20.9 points above the best
        ("SALT 31.5 by Dr Weber", 20.9, True),
        # 29.8 - 10.6 = 19.2
        ("SALT 29.8 by Dr Weber", 19.2, False),
    ],
)
def test_twenty_points_above_the_best_are_a_worsening(course: Path, typed: str, points: float, worse: bool) -> None:
    added = ask("diary", course, "add", typed, "--on", "2026-01-05")
    assert (len(added["kept"]), added["not_kept"]) == (1, [])
    found = ask("salt", course)["judged_response"]
    assert (found["baseline"], found["best"], found["on"]) == ("2025-01-06", "2025-10-06", "2026-01-05")
    assert found["points_above_best"]["value"] == pytest.approx(points)
    assert answers([found["worsened"]]) == {20: worse}
    # Against the start 30 % are still won back: 59.4 * 0.7 = 41.58.
    assert answers(found["improved"])[30]


BARE = {"vertex": (12, 6, 9), "back": (16, 8, 6), "left": (10, 4, 4), "right": (8, 2, 3)}
"""Of twenty parts of an area, how many were bare at each visit; the others have hair as dense as anywhere."""
DENSE = 0.8
SKIN = 0.1 * DENSE
"""What is read on bare skin, with its down."""


def with_values(path: Path) -> None:
    """Draw the four areas and plant what was measured in them."""
    outline = path.parent / "area.json"
    outline.write_text("[[40, 40], [360, 40], [360, 280], [40, 280]]")
    for view in VIEWS:
        area = "top" if view == "vertex" else view
        drawn = ("--view", view, "--name", f"SALT {area}", "--polygon", outline, "--salt", f"salt-{area}")
        tell("region", path, *drawn)
    with CourseFolder.open(path) as folder:
        planted = folder.course
        for region in planted.regions:
            for photo, bare in zip(planted.in_view(region.view), BARE[region.view], strict=True):
                parts = bare * (SKIN,) + (20 - bare) * (DENSE,)
                planted = planted.with_measurement(measured(photo, region, parts))
        folder.commit(planted)


def measured(photo: Photo, region: Region, parts: tuple[float, ...]) -> Measurement:
    """Return a value of 5 points to either side, made of equal parts from the barest to the densest."""
    coverage = sum(parts) / len(parts)
    return Measurement(
        photo=photo.sha256,
        region=region.id,
        coverage=coverage,
        low=coverage - 0.05,
        high=coverage + 0.05,
        judged=1.0,
        bare_to_dense=parts,
        engine="test",
        person="test",
        threshold=0.0,
        outline=region.points,
        alignment_error_percent_width=0.0,
    )


def test_the_salt_from_photos_is_the_same_arithmetic_with_its_doubt(course: Path) -> None:
    with_values(course)
    found = ask("salt", course)
    losses = [{area["area"]: area["loss"] for area in visit["areas"]} for visit in found["visits"]]
    # 12 of 20 parts bare are 60 %, 16 are 80, 10 are 50, 8 are 40.
    assert losses[0] == {"salt-top": 60, "salt-back": 80, "salt-left": 50, "salt-right": 40}
    # (40 * 60 + 24 * 80 + 18 * 50 + 18 * 40) / 100 = 59.4, then with 30, 40, 20, 10 27.0, then with
    # 45, 30, 20, 15: 1800 + 720 + 360 + 270 = 3150
    assert [(visit["on"], visit["value"]) for visit in found["visits"]] == [
        ("2025-01-05", 59.4),
        ("2025-07-06", 27.0),
        ("2026-01-04", 31.5),
    ]
    for visit in found["visits"]:
        assert visit["low"] < visit["value"] < visit["high"]
        assert visit["dense_coverage"] == pytest.approx(DENSE)
    response = found["response"]
    # 100 * (59.4 - 31.5) / 59.4 = 47.0; 31.5 - 27.0 = 4.5
    assert response["improvement_percent"]["value"] == 47.0
    assert (response["best"], response["points_above_best"]["value"]) == ("2025-07-06", 4.5)
    assert response["worsened"]["answer"] == "not reached"
    # What was judged by eye stands beside it and is not mixed with it.
    assert [score["value"] for score in found["judged"]] == [59.4, 27, 10.6]
    assert found["judged_response"]["improvement_percent"]["value"] == 82.2


def test_an_area_that_was_not_photographed_leaves_no_salt(course: Path) -> None:
    with_values(course)
    with CourseFolder.open(course) as folder:
        kept_here = tuple(found for found in folder.course.measurements if found.region != folder.course.regions[1].id)
        folder.commit(replace(folder.course, measurements=kept_here))
    for visit in ask("salt", course)["visits"]:
        assert (visit["status"], visit["value"]) == ("refused", None)
        assert any("SALT back" in reason for reason in visit["reasons"])


# What is due


def waiting(course: Path, day: date) -> dict[str, Due]:
    return {item.what: item for item in due(kept(course), day)}


def test_what_is_due_on_a_day(year: Path, on: Callable[[date], None]) -> None:
    on(date(2025, 9, 1))
    said = {item["what"]: item["on"] for item in ask("diary", year, "due")["due"]}
    # Photos: 6 July + 28 days = 3 August. Blood: week 12 + 2 * 12 = 36, 6 January + 252 days = 15 September; the lipids
    # of week 12 are in. Tablets: 1 February + 7 * 28 days = 16 August, then 13 September, the nearer of the two.
    assert said == {
        "photos": "2025-08-03",
        "Order the tablets": "2025-09-13",
        "blood test: full blood count": "2025-09-15",
    }


def test_a_blood_test_is_due_until_its_result_is_in(course: Path) -> None:
    what = "blood test: full blood count"
    # The result of 24 June stands for week 24, 23 June; before that one, week 24 is what waits.
    assert waiting(course, date(2025, 7, 1))[what].on == date(2025, 9, 15)
    late = waiting(course, date(2025, 10, 1))[what]
    assert (late.on, late.late) == (date(2025, 9, 15), True)
    ask("diary", course, "add", "haemoglobin 137", "--on", "2025-10-02")
    assert max(kept(course).diary.labs, key=lambda lab: lab.on).unit == "g/L", "as the last time"
    # Week 48: 6 January + 336 days.
    assert waiting(course, date(2025, 10, 3))[what].on == date(2025, 12, 8)


def test_sessions_are_due_by_their_rhythm_until_the_treatment_stops(course: Path, on: Callable[[date], None]) -> None:
    what = "triamcinolone (injected), next session"
    # Every 4 to 6 weeks from 17 March: 14 to 28 April.
    next_one = waiting(course, date(2025, 4, 1))[what]
    assert (next_one.on, next_one.until) == (date(2025, 4, 14), date(2025, 4, 28))
    on(date(2025, 4, 16))
    tell("diary", course, "done", next_one.key, "--on", "2025-04-15")
    assert date(2025, 4, 15) in {session.on for session in kept(course).diary.sessions}
    # The next window would begin on 13 May, after the last day.
    assert what not in waiting(course, date(2025, 4, 16))
    assert what not in waiting(course, date(2025, 9, 1))


def test_new_photos_end_their_own_reminder(course: Path, tmp_path: Path) -> None:
    assert waiting(course, date(2025, 8, 10))["photos"].late
    photo = write_photo(tmp_path / "new.jpg", 99, size=(400, 320))
    ask("import", course, photo, "--view", "vertex", "--date", "2025-08-10")
    assert waiting(course, date(2025, 8, 10))["photos"].on == date(2025, 9, 7)


def test_a_calendar_holds_what_is_due(year: Path, tmp_path: Path, on: Callable[[date], None]) -> None:
    on(date(2025, 9, 1))
    tell("diary", year, "calendar", "-o", tmp_path / "due.ics")
    read = icalendar.Calendar.from_ical((tmp_path / "due.ics").read_bytes())
    events = {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}
    assert set(events) == {"Photos", "Order the tablets", "Blood test: full blood count"}
    test = events["Blood test: full blood count"]
    assert test.decoded("DTSTART") == date(2025, 9, 15)
    assert test["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=12"
    assert events["Order the tablets"].decoded("DTSTART") == date(2025, 9, 13)
    assert all(event.walk("VALARM") for event in events.values())
    # Written again a week later, each thing keeps its name, so that it moves and does not stand there twice.
    on(date(2025, 9, 8))
    tell("diary", year, "calendar", "-o", tmp_path / "later.ics")
    later = icalendar.Calendar.from_ical((tmp_path / "later.ics").read_bytes())
    assert {str(event["UID"]) for event in later.walk("VEVENT")} == {str(event["UID"]) for event in events.values()}


# Line by line


def test_a_day_is_kept_in_one_line(course: Path) -> None:
    typed = "itch 2 crown; headache mild; haircut 9 mm; brows 8; baricitinib 2 mg daily; note slept badly"
    added = ask("diary", course, "add", typed, "--on", "2025-11-03")
    assert (len(added["kept"]), added["not_kept"]) == (6, [])
    diary = kept(course).diary
    assert diary.symptoms[-1] == replace(diary.symptoms[0], id=diary.symptoms[-1].id, on=date(2025, 11, 3), severity=2)
    assert diary.side_effects[-1].name == "headache"
    assert (diary.grooms[-1].length_mm, diary.scores[-1].value, diary.events[-1].text) == (9, 8, "slept badly")
    jak = diary.treatment(next(taken.id for taken in diary.treatments if taken.name == "baricitinib"))
    assert jak is not None
    assert jak.stretch_on(date(2025, 11, 2)).words == "4 mg daily"
    assert jak.stretch_on(date(2025, 11, 3)).words == "2 mg daily"


def test_a_treatment_is_paused_and_stopped_in_words(course: Path) -> None:
    ask("diary", course, "add", "pause baricitinib", "--on", "2025-11-03")
    ask("diary", course, "add", "resume baricitinib", "--on", "2025-11-10")
    ask("diary", course, "add", "stop baricitinib", "--on", "2025-12-01")
    jak = next(treatment for treatment in kept(course).diary.treatments if treatment.name == "baricitinib")
    days = {day: jak.taken_on(date(2025, *day)) for day in ((11, 2), (11, 3), (11, 9), (11, 10), (12, 1), (12, 2))}
    assert list(days.values()) == [True, False, False, True, True, False]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("itch 12", "0 to 10"),
        ("stop clobetasol", "was not being taken"),
        ("start minoxidil (oral) 5 daily", "unit"),
        ("start clobetasol (topical) foam 0.05 % daily", "clobetasol"),
        ("missed 9 minoxidil", "minoxidil"),
        ("SALT 140 by Dr Weber", "100"),
        ("perhaps", "perhaps"),
    ],
)
def test_a_line_that_cannot_be_is_said_and_changes_nothing(course: Path, line: str, says: str) -> None:
    before = kept(course)
    added = ask("diary", course, "add", line, "--on", "2025-11-03")
    assert added["kept"] == []
    (left,) = added["not_kept"]
    assert says in f"{left['text']}: {left['problem']}"
    assert kept(course) == before


# Out and in


def test_the_table_that_goes_out_comes_in_the_same(year: Path, tmp_path: Path) -> None:
    tell("diary", year, "export", tmp_path / "out.csv")
    tell("new", tmp_path / "Copy.hairtrack")
    outcome = ask("diary", tmp_path / "Copy.hairtrack", "import", tmp_path / "out.csv")
    assert (outcome["problems"], outcome["cautions"]) == ([], [])
    assert nameless(kept(tmp_path / "Copy.hairtrack")) == nameless(kept(year))
    tell("diary", tmp_path / "Copy.hairtrack", "export", tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_the_same_tables_twice_add_nothing(course: Path, year: Path) -> None:
    for name, (_, lines) in TABLES.items():
        outcome = ask("diary", course, "import", year.parent / name)
        assert (outcome["accepted"], outcome["already_there"]) == (0, lines)
    assert kept(course) == kept(year)


def test_the_pdf_holds_the_year(year: Path, tmp_path: Path) -> None:
    tell("report", year, "-o", tmp_path / "year.pdf")
    words = words_of(tmp_path / "year.pdf")
    for said in (
        "baricitinib",
        "2 mg daily",
        "4 mg daily",
        "paused",
        "clobetasol (topical)",
        "triamcinolone (injected)",
        "haemoglobin 2 Jan 2025 141 g/L 120 to 160 within",
        "LDL cholesterol 1 Apr 2025 3.6 mmol/L 3.4 or less above",
        "acne mild 3 Feb 2025 20 Apr 2025",
        "itch crown 3 7 on 6 Jan 2025 7 on 6 Jan 2025 0 on 7 Jul 2025",
        "6 Jan 2025 Dr Weber 60 80 50 40 59.4 severe",
        "stopped: Brows are back",
        "Moved house",
        "week 51",
    ):
        assert "".join(said.split()) in words, said


def words_of(path: Path) -> str:
    """Return the letters on the pages of a PDF in their order, without blanks, which are only gaps there."""
    letters = []
    with pikepdf.open(path) as document:
        for page in document.pages:
            fonts = {name: _letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
            known: dict[bytes, str] = {}
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tf":
                    known = fonts[str(instruction.operands[0])]
                elif str(instruction.operator) in {"Tj", "TJ"}:
                    parts = instruction.operands[0]
                    strings = [parts] if str(instruction.operator) == "Tj" else list(parts)
                    for glyphs in (bytes(part) for part in strings if isinstance(part, pikepdf.String)):
                        letters += [known.get(glyphs[at : at + 2], "") for at in range(0, len(glyphs), 2)]
    return "".join("".join(letters).split())


def _letters_of(font: pikepdf.Object) -> dict[bytes, str]:
    """Return what each glyph of a font stands for."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    singles = (pair for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S) for pair in _PAIR.findall(part))
    known = {bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be") for glyph, text in singles}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in _RANGE.findall(part):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                known[(int(first, 16) + step).to_bytes(2, "big")] = chr(start + step)
    return known


_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


# What cannot be


BAD_LINES = [
    ("treatment,2025-05-05,baricitinib,,,tablet,2 mg,daily,,", "in the diary already for that time"),
    ("treatment,2025-05-05,minoxidil,,,,5,daily,,", "has no unit"),
    ("treatment,2025-05-05,minoxidil,,,,5 %,daily,2025-05-04,", "before its start"),
    ("stop,2025-01-01,baricitinib,,,,,,,", "was not being taken"),
    ("dose,2025-05-05,baricitinib,,,,6,daily,,", "has no unit"),
    ("dose,2025-03-31,baricitinib,,,,6 mg,daily,,", "Nothing was changed"),
    ("pause,2025-06-10,baricitinib,,,,,,2025-06-30,", "overlap"),
    ("pause,2025-08-10,baricitinib,,,,,,2025-08-01,", "before it begins"),
    ("pause,2025-05-01,triamcinolone (injected),,,,,,2025-05-09,", "outside the time"),
    ("session,2025-07-01,triamcinolone (injected),,,,,,,", "was not being taken"),
    ("missed,2025-09-14,baricitinib,0,,,,,,", "Count 1 or more"),
    ("lab,2025-09-14,haemoglobin,137,,,,,,", "has no unit"),
    ("lab,2025-09-14,haemoglobin,high,g/L,,,,,", "is not a number"),
    ("haircut,2025-09-14,,2,inch,,,,,", "mm, cm"),
    ("symptom,2025-09-14,itch,11,,,,,,", "0 to 10"),
    ("side effect,2025-09-14,acne,mild,,,,,2025-09-01,", "before it begins"),
    ("side effect,2025-09-14,acne,awful,,,,,,", "mild, moderate, severe"),
    ("salt,2025-09-14,Dr Weber,140,,,,,,", "0 (no hair lost) to 100"),
    ("event,2025-02-30,,,,,,,,", "not a date"),
    ("itching,2025-09-14,,,,,,,,", "is not known here"),
]


@pytest.mark.parametrize(("line", "says"), BAD_LINES)
def test_what_cannot_be_is_said_and_changes_nothing(course: Path, tmp_path: Path, line: str, says: str) -> None:
    before = kept(course)
    table = tmp_path / "bad.csv"
    table.write_text(f"kind,date,name,value,unit,form,dose,frequency,until,reason\n{line}\n")
    outcome = ask("diary", course, "import", table)
    assert outcome["accepted"] == 0
    (problem,) = outcome["problems"]
    assert problem["line"] == 2
    assert says in problem["problem"]
    assert kept(course) == before


def test_a_result_in_another_unit_is_kept_as_it_is_and_said(course: Path, tmp_path: Path) -> None:
    table = tmp_path / "lab.csv"
    table.write_text("kind,date,name,value,unit\nlab,2025-10-02,haemoglobin,13.7,g/dL\n")
    outcome = ask("diary", course, "import", table)
    assert (outcome["accepted"], outcome["problems"]) == (1, [])
    (caution,) = outcome["cautions"]
    assert "g/L" in caution["caution"]
    last = max(kept(course).diary.labs, key=lambda lab: lab.on)
    assert (last.value, last.unit) == (13.7, "g/dL")


def test_one_bad_line_among_many_loses_nothing_else(course: Path, tmp_path: Path) -> None:
    table = tmp_path / "mixed.csv"
    table.write_text(
        "kind,date,name,value\nsymptom,2025-09-01,itch,1\nsymptom,2025-09-08,itch,99\nevent,2025-09-09,x,\n"
    )
    outcome = ask("diary", course, "import", table)
    assert (outcome["accepted"], [problem["line"] for problem in outcome["problems"]]) == (2, [3])


# Through the window


def on_the_course_page(qtbot: QtBot, window: MainWindow, course: Path) -> CoursePage:
    assert window.session.open(course)
    key(qtbot, window, Qt.Key.Key_6, "course")
    qtbot.waitUntil(lambda: not window.jobs.running)
    page = window.pages["course"]
    assert isinstance(page, CoursePage)
    return page


def test_the_window_says_the_same_salt(qtbot: QtBot, window: MainWindow, course: Path) -> None:
    with_values(course)
    last = ask("salt", course)["visits"][-1]
    page = on_the_course_page(qtbot, window, course)
    page.turn_to(Shown.SALT)
    assert isinstance(page.inspector, Inspector)
    assert page.inspector.answer.text() == f"SALT {last['value']:.0f} ({last['low']:.0f} to {last['high']:.0f})"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_window_keeps_a_day_and_the_command_line_has_it(qtbot: QtBot, window: MainWindow, course: Path) -> None:
    before = kept(course).diary
    page = on_the_course_page(qtbot, window, course)
    field = page.diary.quick.field
    page.diary.quick.begin()
    qtbot.keyClicks(field, "2 February 2026: itch 3 crown; washed; itch 12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    added = [entry for entry in window.session.course.diary.entries() if before.entry(entry.id) is None]
    assert [(type(entry).__name__, entry.on) for entry in added if not isinstance(entry, Treatment | TestPlan)] == [
        ("Symptom", date(2026, 2, 2)),
        ("Groom", date(2026, 2, 2)),
    ]
    assert "itch 12" in field.text(), "what cannot be kept stays to be put right"
    window.session.close()
    symptoms = ask("show", course)["diary"]["symptoms"]
    assert (symptoms[-1]["name"], symptoms[-1]["severity"], symptoms[-1]["on"]) == ("itch", 3, "2026-02-02")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_edit_in_the_window_can_be_taken_back(qtbot: QtBot, window: MainWindow, course: Path) -> None:
    page = on_the_course_page(qtbot, window, course)
    before = window.session.course
    page.diary.quick.begin()
    qtbot.keyClicks(page.diary.quick.field, "2 February 2026: stop baricitinib")
    qtbot.keyClick(page.diary.quick.field, Qt.Key.Key_Return)
    jak = next(taken for taken in window.session.course.diary.treatments if taken.name == "baricitinib")
    assert jak.stopped_on == date(2026, 2, 2)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.course == before
