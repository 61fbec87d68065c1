"""Write what is due as a calendar file that any calendar program reads."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import CLASS, TRANSP, Alarm, Calendar, Event

from hairtrack.course import Course
from hairtrack.kept_words import at_start
from hairtrack.workflow.diary.due import Due, due
from hairtrack.workflow.diary.rhythm import Rhythm
from hairtrack.workflow.outputs import write_output

_REMIND_AT = timedelta(hours=9)
"""After midnight of the day."""


def calendar(course: Course, path: Path, today: date) -> None:
    """Write what is due as an iCalendar file (RFC 5545), whole or not at all.

    Each thing keeps its UID, so that a file written later moves it in the calendar instead of adding another. What
    has a rhythm comes back in the calendar by itself, as long as its treatment goes on and is not paused.

    Parameters
    ----------
    course : Course
    path : Path
        A file there is replaced.
    today : date
        What is late is put on this day.
    """
    whole = Calendar.new(
        organization="hairtrack", name=_plain(f"hairtrack: {course.name}"), uid=f"{course.id}@hairtrack"
    )
    for item in due(course, today):
        whole.add_component(_event(course, item, today))
    write_output(path, whole.to_ical())


def _event(course: Course, item: Due, today: date) -> Event:
    """Return one thing as a day in the calendar with a reminder in the morning."""
    on, what = _first_day(item, today), _plain(item.what)
    event = Event.new(
        uid=f"{item.key}-{course.id}@hairtrack",
        stamp=datetime.combine(today, time(), UTC),
        start=on,
        end=on + timedelta(days=1),
        summary=at_start(what),
        description=_plain(item.source),
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
        sequence=today.toordinal(),
    )
    if item.every is not None:
        event.add("rrule", _rule(item.every, on, _last_day(item, on)))
        if on < today:
            event.add("rdate", [today])
        if spared := [day for day in _days(item, on) if _paused(item, day)]:
            event.add("exdate", spared)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMIND_AT)
    alarm.add("description", what)
    event.add_component(alarm)
    return event


def _first_day(item: Due, today: date) -> date:
    """Return where a thing begins: late by less than a round it keeps its beat, else it begins anew today."""
    keeps_beat = item.every is not None and item.every.after(item.on) > today
    return item.on if item.on >= today or keeps_beat else today


def _rule(every: Rhythm, on: date, last: date | None) -> dict[str, object]:
    """Return a rhythm as a recurrence rule that begins on a day."""
    rule: dict[str, object]
    if every.times > 1:
        rule = {"FREQ": "DAILY", "INTERVAL": round(every.apart)}
    elif every.months:
        rule = {"FREQ": "MONTHLY", "INTERVAL": every.months}
        if on.day > 28:
            # Without that, months that lack the day are left out.
            rule |= {"BYMONTHDAY": list(range(28, on.day + 1)), "BYSETPOS": -1}
    elif every.days % 7 == 0:
        rule = {"FREQ": "WEEKLY", "INTERVAL": every.days // 7}
    else:
        rule = {"FREQ": "DAILY", "INTERVAL": every.days}
    return rule if last is None else rule | {"UNTIL": last}


def _last_day(item: Due, on: date) -> date | None:
    """Return the last day on which a thing may come back: before its treatment's end, or a pause without one."""
    open_ended = [pause.since - timedelta(days=1) for pause in item.pauses if pause.until is None and pause.since > on]
    return min([*open_ended, *([item.ends] if item.ends is not None else [])], default=None)


def _days(item: Due, on: date) -> Iterator[date]:
    """Yield the days of a rhythm up to the end of the last pause that has one."""
    assert item.every is not None
    last = max((pause.until for pause in item.pauses if pause.until is not None), default=date.min)
    rounds, day = 0, on
    while day <= last:
        yield day
        rounds += 1
        day = (
            on + timedelta(days=rounds * round(item.every.apart))
            if item.every.times > 1
            else item.every.after(on, rounds)
        )


def _paused(item: Due, day: date) -> bool:
    return any(pause.holds(day) for pause in item.pauses)


def _plain(text: str) -> str:
    """Return a text on one line, without the control characters that calendar files may not hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
