"""What a report cannot be: choices that contradict each other, or that leave nothing to show."""

from dataclasses import replace
from datetime import date

from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.messages import day_in_words
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.selection import select


def refuse_choices(course: Course, choices: Choices) -> None:
    """Raise what stands against a report, before anything is looked at.

    Parameters
    ----------
    course : Course
    choices : Choices

    Raises
    ------
    HairtrackError
        NOTHING_TO_REPORT, DAYS_REVERSED, NOTHING_IN_DAYS, ONE_COMPARISON, NOTHING_TO_COMPARE or POSTER_WITHOUT_PHOTOS.
    """
    since, until, kind = choices.since, choices.until, choices.kind
    if not course.visits() and course.diary == Diary():
        raise HairtrackError(ErrorKind.NOTHING_TO_REPORT)
    if since is not None and until is not None and until < since:
        raise HairtrackError(ErrorKind.DAYS_REVERSED, before=str(since), after=str(until))
    if kind is ReportKind.COMPARISON:
        _refuse_comparison(course, choices)
    elif kind is ReportKind.POSTER and not select(course, choices).visits():
        raise HairtrackError(ErrorKind.POSTER_WITHOUT_PHOTOS)
    elif since is not None or until is not None:
        listed = select(course, choices)
        if not listed.photos and listed.diary == Diary():
            raise HairtrackError(ErrorKind.NOTHING_IN_DAYS, days=_span(since, until))


def _span(since: date | None, until: date | None) -> str:
    if until is None or since is None:
        since_words = _("since {day}", day=day_in_words(since)) if since else ""
        return since_words or (_("until {day}", day=day_in_words(until)) if until else "")
    return _("since {since} until {until}", since=day_in_words(since), until=day_in_words(until))


def _refuse_comparison(course: Course, choices: Choices) -> None:
    if len(choices.pairs) > 1:
        raise HairtrackError(ErrorKind.ONE_COMPARISON, pairs=len(choices.pairs))
    listed = select(course, replace(choices, kind=ReportKind.FULL))
    if not choices.pairs and all(len(listed.in_view(view)) < 2 for view in listed.views()):
        raise HairtrackError(ErrorKind.NOTHING_TO_COMPARE)
