"""The table of a SALT: the estimate from photographs in one column, what somebody judged in another, never mixed."""

from dataclasses import dataclass

from hairtrack.analysis.salt import Answer, Response, SaltValue
from hairtrack.analysis.salt_words import ABOUT, class_words, value_words
from hairtrack.diary import Diary
from hairtrack.language import _, _c
from hairtrack.report.words import short_day
from hairtrack.ui.course.words import treated_day
from hairtrack.workflow.course_salt import CourseSalt, SaltResponse, SaltVisit, visit_notes

_NOTHING = "–"
_SHOWN_IMPROVEMENTS = (30, 50, 75, 90)
_SHOWN_GOALS = (20, 10)
_ANSWERS = {
    Answer.REACHED: _c("a limit", "reached"),
    Answer.NOT_REACHED: _c("a limit", "not reached"),
    Answer.UNKNOWN: _c("a limit", "cannot be told"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltRow:
    """One line: what it is about, the estimate, and what somebody judged."""

    name: str
    estimate: str
    judged: str

    def cell(self, place: int) -> str:
        """Return the text of a column."""
        return (self.name, self.estimate, self.judged)[place]


def salt_rows(found: CourseSalt) -> tuple[SaltRow, ...]:
    """Lay the newest estimate beside the newest judgement.

    Parameters
    ----------
    found : CourseSalt

    Returns
    -------
    tuple of SaltRow
        The first is the heading; none where there is neither.
    """
    visit = next((visit for visit in reversed(found.visits) if visit.value), None)
    score = found.judged[-1] if found.judged else None
    estimate = visit.value if visit else None
    judged = SaltValue.judged(score.total) if score else None
    if estimate is None and judged is None:
        return ()
    rows = [
        SaltRow(name="", estimate=_("From photographs"), judged=_("By eye")),
        SaltRow(name="SALT", estimate=_value(estimate), judged=_value(judged)),
        SaltRow(
            name=_("Day"),
            estimate=short_day(visit.on) if visit else _NOTHING,
            judged=f"{short_day(score.on)}{f', {score.by}' if score.by else ''}" if score else _NOTHING,
        ),
        SaltRow(name="AA-IGA", estimate=_class(estimate), judged=_class(judged)),
    ]
    if found.response or found.judged_response:
        rows += _response_rows(found.response, found.judged_response)
    return tuple(rows)


def answer_words(found: CourseSalt, diary: Diary) -> tuple[str, str]:
    """Say the newest estimate large, and what it is.

    Parameters
    ----------
    found : CourseSalt
    diary : Diary
    """
    visit = next((visit for visit in reversed(found.visits) if visit.value), None)
    if visit is None:
        return _("No estimate yet"), ""
    why = [_("Estimated from photographs of {day}. 0 is full hair, 100 is none.", day=treated_day(diary, visit.on))]
    if visit is not found.visits[-1]:
        why += [_("The newest visit, {day}, has no estimate.", day=short_day(found.visits[-1].on))]
    return f"SALT {_value(visit.value)}", " ".join(why)


def about_words(visit: SaltVisit | None) -> str:
    """Say what a SALT is, what an estimate rests on, and what to keep in mind with it."""
    return " ".join([ABOUT, *(visit_notes(visit) if visit else ())])


def _value(value: SaltValue | None) -> str:
    return value_words(value) if value else _NOTHING


def _class(value: SaltValue | None) -> str:
    return class_words(value) if value else _NOTHING


def _response_rows(estimate: SaltResponse | None, judged: SaltResponse | None) -> list[SaltRow]:
    rows = [_row(_("Baseline"), *(short_day(found.baseline) if found else "" for found in (estimate, judged)))]
    rows += [_row(f"SALT{won}", _improved(estimate, won), _improved(judged, won)) for won in _SHOWN_IMPROVEMENTS]
    rows += [
        _row(_("{limit} or less", limit=goal), _goal(estimate, goal), _goal(judged, goal)) for goal in _SHOWN_GOALS
    ]
    rows.append(_row(_("Worse by {points} points", points=20), _worse(estimate), _worse(judged)))
    return rows


def _row(name: str, estimate: str, judged: str) -> SaltRow:
    return SaltRow(name=name, estimate=estimate or _NOTHING, judged=judged or _NOTHING)


def _improved(found: SaltResponse | None, won: int) -> str:
    response: Response | None = found.response if found else None
    return next((_ANSWERS[m.answer] for m in (response.improved if response else ()) if m.limit == won), "")


def _goal(found: SaltResponse | None, goal: int) -> str:
    return next((_ANSWERS[m.answer] for m in (found.response.goals if found else ()) if m.limit == goal), "")


def _worse(found: SaltResponse | None) -> str:
    return _ANSWERS[found.response.worsened.answer] if found else ""
