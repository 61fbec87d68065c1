"""What is said of a course from outside: how far it is, what is due, what waits."""

from datetime import date

from hairtrack.course import Course
from hairtrack.language import _, _n
from hairtrack.ui.words import day_words
from hairtrack.workflow.diary.due import Due, due
from hairtrack.workflow.left_to_align import refused, waiting

_SHOWN = 4


def photos_line(course: Course) -> str:
    """Say how many photos there are, and of when the last is."""
    count = len(course.photos)
    if not count:
        return _("No photos yet")
    visits = course.visits()
    if not visits:
        return _n("{count} photo, without a date", "{count} photos, all without a date", count)
    return _n("{count} photo, of {day}", "{count} photos, the last {day}", count, day=day_words(visits[-1]))


def next_photo_line(course: Course, today: date) -> str:
    """Say when the next photos are due; nothing where there are none yet to count from."""
    waiting = next((item for item in due(course, today) if item.key == "photos"), None)
    if waiting is None or not course.visits():
        return ""
    return _photos_due(waiting, today)


def other_due_line(course: Course, today: date) -> str:
    """Say the one other thing that is due today or was before."""
    others = (item for item in due(course, today) if item.key != "photos" and item.on <= today)
    return next((_due(item, today) for item in others), "")


def state_line(course: Course, *, read_only: bool) -> str:
    """Say what waits to be done with the photos, and whether the course can only be read."""
    undated = sum(photo.taken_on is None for photo in course.photos)
    needing, mirrored = map(len, refused(course))
    left = len(waiting(course))
    parts = [
        _("read-only") if read_only else "",
        _n("{count} without a date", "{count} without a date", undated) if undated else "",
        _n("{count} needs points", "{count} need points", needing) if needing else "",
        _n("{count} mirror image", "{count} mirror images", mirrored) if mirrored else "",
        _n("{count} to align", "{count} to align", left) if left else "",
    ]
    said = " · ".join(filter(None, parts))
    return said[:1].upper() + said[1:]


def due_lines(course: Course, today: date) -> list[str]:
    """Say what is due next."""
    waiting = due(course, today)[:_SHOWN]
    return [
        _photos_due(item, today) if item.key == "photos" and course.visits() else _due(item, today) for item in waiting
    ]


def _photos_due(item: Due, today: date) -> str:
    day = day_words(item.on)
    if item.on < today:
        return _("Next photos due since {day}", day=day)
    return _("Next photos due today") if item.on == today else _("Next photos due {day}", day=day)


def _due(item: Due, today: date) -> str:
    day = day_words(item.on)
    if item.on < today:
        return _("Due since {day}: {what}", day=day, what=item.what)
    return _("Due {day}: {what}", day=day, what=item.what)
