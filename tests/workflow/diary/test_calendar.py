"""The calendar file, read back: one entry for each thing, coming back as long as it should."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from hairtrack.course import Course, DateSource, Photo, View
from hairtrack.diary import PlannedTest, Reminder, Session
from hairtrack.errors import HairtrackError
from hairtrack.treatment import Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.blood_tests import set_test_plan
from hairtrack.workflow.diary.calendar import calendar
from hairtrack.workflow.diary.due import due
from hairtrack.workflow.diary.entries import keep_entry, pause_treatment, stop_treatment

START = date(2026, 1, 5)


def at(days: int) -> date:
    return START + timedelta(days=days)


def course(frequency: str = "weekly", started_on: date = START) -> Course:
    taken = Treatment(
        id="t1",
        kind=TreatmentKind.CONTACT_IMMUNOTHERAPY,
        name="DPCP",
        dose="0.01 %",
        frequency=frequency,
        started_on=started_on,
    )
    return keep_entry(Course(id="c1", name="Spring", created_on=START), taken)


def photo(day: date) -> Photo:
    return Photo(
        sha256=str(day).ljust(64, "0"),
        view=View.VERTEX,
        taken_on=day,
        taken_on_source=DateSource.GIVEN,
        file_name=str(day),
        stored_as=str(day),
        size=(10, 10),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "due.ics"


def written(kept: Course, path: Path, today: date) -> dict[str, icalendar.Component]:
    calendar(kept, path, today)
    read = icalendar.Calendar.from_ical(path.read_bytes())
    events = {str(event["UID"]).removesuffix("-c1@hairtrack"): event for event in read.walk("VEVENT")}
    assert len(events) == len(due(kept, today))
    return events


def days_of(event: icalendar.Component, many: int) -> list[date]:
    """Return the first days of an event as a calendar program works them out."""
    lines = [line.replace(";VALUE=DATE", "") for line in event.to_ical().decode().replace("\r\n ", "").split("\r\n")]
    kept = [line for line in lines if line.startswith(("DTSTART", "RRULE", "RDATE", "EXDATE"))]
    found = rrulestr("\n".join(kept), forceset=True)
    return [moment.date() for moment, _ in zip(found, range(many), strict=False)]


def test_the_calendar_holds_what_is_due_and_keeps_its_ids(path: Path) -> None:
    kept = course().with_photo(photo(START))
    events = written(kept, path, at(28))
    assert set(events) == {"photos", "session-t1"}
    for event in events.values():
        assert str(event["CLASS"]) == "PRIVATE"
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("TRIGGER") == timedelta(hours=9)
    first = path.read_bytes()
    assert set(written(kept, path, at(28))) == set(events)
    assert path.read_bytes() == first
    moved = written(kept.with_photo(photo(at(30))), path, at(30))
    assert set(moved) == set(events)
    assert moved["photos"].decoded("DTSTART") == at(58)
    assert moved["photos"].decoded("DTEND") == at(59)
    assert [entry.name for entry in path.parent.iterdir()] == ["due.ics"]


def test_a_rhythm_comes_back_in_the_calendar(path: Path) -> None:
    kept = set_test_plan(course(), "t1", [PlannedTest(what="CK", week=4, every_weeks=12)])
    kept = keep_entry(kept, Reminder(id="r", what="dermatologist", on=at(3), every_days=10)).with_photo(photo(START))
    events = written(kept, path, START)
    (test,) = [event for key, event in events.items() if key.startswith("test")]
    assert days_of(test, 3) == [at(28), at(112), at(196)]
    assert days_of(events["reminder-r"], 3) == [at(3), at(13), at(23)]
    assert days_of(events["session-t1"], 3) == [START, at(7), at(14)]
    assert days_of(events["photos"], 3) == [at(28), at(56), at(84)]


@pytest.mark.parametrize(
    ("started", "days"),
    [
        (date(2026, 1, 31), [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        (date(2026, 1, 29), [date(2026, 1, 29), date(2026, 2, 28), date(2026, 3, 29), date(2026, 4, 29)]),
        (date(2026, 1, 5), [date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 5)]),
    ],
)
def test_months_leave_no_month_out(path: Path, started: date, days: list[date]) -> None:
    assert days_of(written(course("monthly", started), path, started)["session-t1"], 4) == days


def test_single_things_have_no_rhythm_and_what_is_late_is_put_on_the_day(path: Path) -> None:
    kept = keep_entry(course("once"), Reminder(id="r", what="dermatologist", on=at(3)))
    events = written(kept, path, at(5))
    assert "RRULE" not in events["reminder-r"]
    assert events["reminder-r"].decoded("DTSTART") == at(5)


def test_a_late_rhythm_keeps_its_beat_or_begins_anew(path: Path) -> None:
    kept = keep_entry(course("every 4 weeks"), Session(id="s", on=START, treatment="t1"))
    late = written(kept, path, at(30))["session-t1"]
    assert days_of(late, 4) == [at(28), at(30), at(56), at(84)]
    long_past = written(kept, path, at(100))["session-t1"]
    assert days_of(long_past, 2) == [at(100), at(128)]


def test_a_rhythm_ends_with_its_treatment_and_spares_its_pauses(path: Path) -> None:
    paused = pause_treatment(course(), "t1", Pause(since=at(13), until=at(21)))
    assert days_of(written(paused, path, START)["session-t1"], 3) == [START, at(7), at(28)]
    stopped = stop_treatment(paused, "t1", at(35))
    assert days_of(written(stopped, path, START)["session-t1"], 9) == [START, at(7), at(28), at(35)]
    open_ended = pause_treatment(course(), "t1", Pause(since=at(14)))
    assert days_of(written(open_ended, path, START)["session-t1"], 9) == [START, at(7)]


@pytest.mark.parametrize("words", ["a\nb; c, d\\e", "ü" * 200, "\x00\x07\x1b", "\u2028\ud800", "x\r\nEND:VCALENDAR"])
def test_the_calendar_takes_any_words(path: Path, words: str) -> None:
    kept = replace(keep_entry(course(), Reminder(id="r", what=f"x{words}", on=START)), name=words)
    events = written(kept, path, START)
    assert len(events) == 3
    assert all(sign.isprintable() for event in events.values() for sign in str(event["SUMMARY"]))
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))


def test_a_calendar_that_cannot_be_written_leaves_nothing(path: Path) -> None:
    with pytest.raises(HairtrackError, match="output_folder_missing"):
        calendar(course(), path.parent / "missing" / "due.ics", START)
    path.mkdir()
    with pytest.raises(HairtrackError, match="output_is_folder"):
        calendar(course(), path, START)
    assert [entry.name for entry in path.parent.iterdir()] == ["due.ics"]
