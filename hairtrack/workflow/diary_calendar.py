"""Write what is due as a calendar file that any calendar program reads."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import CLASS, TRANSP, Alarm, Calendar, Event

from hairtrack.course import Course
from hairtrack.errors import ErrorKind
from hairtrack.storage.disk import write_whole
from hairtrack.workflow.diary_due import Due, due

_REMIND_AT = timedelta(hours=9)
"""After midnight of the day."""


def calendar(course: Course, path: Path, today: date) -> None:
    """Write what is due as an iCalendar file (RFC 5545), whole or not at all.

    Each thing keeps its UID, so that a file written later moves it in the calendar instead of adding another.

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
    write_whole(path, whole.to_ical(), failure=ErrorKind.OUTPUT_UNWRITABLE)


def _event(course: Course, item: Due, today: date) -> Event:
    """Return one thing as a day in the calendar with a reminder in the morning."""
    on, what = max(item.on, today), _plain(item.what)
    event = Event.new(
        uid=f"{item.key}-{course.id}@hairtrack",
        stamp=datetime.combine(today, time(), UTC),
        start=on,
        end=on + timedelta(days=1),
        summary=what[:1].upper() + what[1:],
        description=_plain(item.source),
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
        sequence=today.toordinal(),
    )
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMIND_AT)
    alarm.add("description", what)
    event.add_component(alarm)
    return event


def _plain(text: str) -> str:
    """Return a text on one line, without the control characters that calendar files may not hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
