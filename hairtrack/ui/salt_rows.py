"""The table of a SALT: the estimate from photographs in one column, what somebody judged in another, never mixed."""

from dataclasses import dataclass

from hairtrack.analysis.salt import Response, SaltValue, aa_iga_range
from hairtrack.diary import Diary
from hairtrack.messages import reason_sentence
from hairtrack.report.words import percent, short_day
from hairtrack.ui.course_words import treated_day
from hairtrack.workflow.course_salt import CourseSalt, DenseHair, SaltResponse, SaltVisit

_DENSE = {
    DenseHair.THIS_VISIT: "the densest hair of the same visit",
    DenseHair.OTHER_VISIT: "the densest hair of another visit",
    DenseHair.SUPPOSED: "full hair as it is supposed to cover, because no dense hair was seen",
}
_NOTHING = "–"
_SHOWN_IMPROVEMENTS = (30, 50, 75, 90)
_SHOWN_GOALS = (20, 10)


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
        SaltRow(name="", estimate="From photographs", judged="By eye"),
        SaltRow(name="SALT", estimate=value_words(estimate), judged=value_words(judged)),
        SaltRow(
            name="Day",
            estimate=short_day(visit.on) if visit else _NOTHING,
            judged=f"{short_day(score.on)}{f', {score.by}' if score.by else ''}" if score else _NOTHING,
        ),
        SaltRow(name="AA-IGA", estimate=class_words(estimate), judged=class_words(judged)),
    ]
    if found.response or found.judged_response:
        rows += _response_rows(found.response, found.judged_response)
    return tuple(rows)


def value_words(value: SaltValue | None) -> str:
    """Write a SALT with its interval where it has one: "42 (35–50)"."""
    if value is None:
        return _NOTHING
    if value.low == value.high:
        return f"{value.value:.3g}"
    return f"{value.value:.0f} ({value.low:.0f}–{value.high:.0f})"


def class_words(value: SaltValue | None) -> str:
    """Name the class of a SALT, or all that its interval touches."""
    if value is None:
        return _NOTHING
    classes = aa_iga_range(value)
    return " or ".join(classes) if len(classes) < 3 else f"{classes[0]} to {classes[-1]}"


def about_words(visit: SaltVisit | None) -> str:
    """Say what the estimate is, what it is counted against, and what to keep in mind."""
    said = ["An estimate from photographs, of the scalp alone: brows, lashes and body are not in it."]
    if visit is None or not visit.fine_told:
        said.append("SALT counts terminal hair. Fine hair is counted with it here, where it cannot be told apart.")
    if visit is not None:
        dense = f" ({percent(visit.dense_coverage)} coverage)" if visit.dense_coverage is not None else ""
        said += [f"Loss is counted against {_DENSE[visit.dense]}{dense}."] if visit.dense else []
        said += map(reason_sentence, visit.cautions)
    return " ".join(dict.fromkeys(said))


def answer_words(found: CourseSalt, diary: Diary) -> tuple[str, str]:
    """Say the newest estimate large, and what it is.

    Parameters
    ----------
    found : CourseSalt
    diary : Diary
    """
    visit = next((visit for visit in reversed(found.visits) if visit.value), None)
    if visit is None:
        return "No estimate yet", "SALT is the percent of the scalp's hair that is lost, 0 to 100."
    why = f"Estimated from photographs of {treated_day(diary, visit.on)}. 0 is full hair, 100 is none."
    if visit is not found.visits[-1]:
        why += f" The newest visit, {short_day(found.visits[-1].on)}, has no estimate."
    return f"SALT {value_words(visit.value)}", why


def _response_rows(estimate: SaltResponse | None, judged: SaltResponse | None) -> list[SaltRow]:
    rows = [_row("Baseline", *(short_day(found.baseline) if found else "" for found in (estimate, judged)))]
    rows += [_row(f"SALT{won}", _improved(estimate, won), _improved(judged, won)) for won in _SHOWN_IMPROVEMENTS]
    rows += [_row(f"{goal} or less", _goal(estimate, goal), _goal(judged, goal)) for goal in _SHOWN_GOALS]
    rows.append(_row("Worse by 20 points", _worse(estimate), _worse(judged)))
    return rows


def _row(name: str, estimate: str, judged: str) -> SaltRow:
    return SaltRow(name=name, estimate=estimate or _NOTHING, judged=judged or _NOTHING)


def _improved(found: SaltResponse | None, won: int) -> str:
    response: Response | None = found.response if found else None
    return next((str(m.answer) for m in (response.improved if response else ()) if m.limit == won), "")


def _goal(found: SaltResponse | None, goal: int) -> str:
    return next((str(m.answer) for m in (found.response.goals if found else ()) if m.limit == goal), "")


def _worse(found: SaltResponse | None) -> str:
    return str(found.response.worsened.answer) if found else ""
