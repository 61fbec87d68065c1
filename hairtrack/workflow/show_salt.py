"""A course's SALT in plain, open form."""

from collections.abc import Iterable
from typing import Any

from hairtrack.analysis.salt import Milestone, Percentage, SaltValue, aa_iga_range
from hairtrack.analysis.salt_words import ABOUT, response_sentences
from hairtrack.course import SaltArea
from hairtrack.diary import SaltScore
from hairtrack.errors import Reason
from hairtrack.messages import reason_sentence
from hairtrack.workflow.course_salt import CourseSalt, SaltAreaValue, SaltResponse, SaltVisit, visit_notes


def show_salt(found: CourseSalt) -> dict[str, Any]:
    """Return a course's SALT ready for JSON: percent and points, days as ISO dates, reasons as sentences.

    Parameters
    ----------
    found : CourseSalt

    Returns
    -------
    dict
    """
    return {
        "about": ABOUT,
        "visits": [_visit(visit) for visit in found.visits],
        "judged": [_judged(score) for score in found.judged],
        "response": _response(found.response),
        "judged_response": _response(found.judged_response),
    }


def _visit(visit: SaltVisit) -> dict[str, Any]:
    return {
        "on": visit.on.isoformat(),
        "until": visit.until.isoformat(),
        "status": "estimated" if visit.value else "refused",
        **_value(visit.value),
        "dense": visit.dense,
        "dense_coverage": _rounded(visit.dense_coverage, 4),
        "fine_told": visit.fine_told if visit.value else None,
        "areas": [_area(area) for area in visit.areas],
        "reasons": _said(visit.reasons),
        "cautions": visit_notes(visit),
    }


def _area(area: SaltAreaValue) -> dict[str, Any]:
    loss = area.loss
    return {
        "area": area.area,
        "percent_of_scalp": area.area.percent,
        "loss": _rounded(loss.loss if loss else None),
        "low": _rounded(loss.low if loss else None),
        "high": _rounded(loss.high if loss else None),
        "coverage": _rounded(area.coverage, 4),
        "view": area.region.view if area.region else None,
        "region": area.region.name if area.region else None,
        "photos": list(area.photos),
        "reasons": _said(area.reasons),
    }


def _judged(score: SaltScore) -> dict[str, Any]:
    return {
        "on": score.on.isoformat(),
        "by": score.by,
        "value": score.total,
        "aa_iga": list(map(str, aa_iga_range(SaltValue.judged(score.total)))),
        "areas": {area.value: loss for area, loss in zip(SaltArea, score.areas(), strict=True)},
        "note": score.note,
    }


def _response(found: SaltResponse | None) -> dict[str, Any] | None:
    if found is None:
        return None
    response = found.response
    return {
        "baseline": found.baseline.isoformat(),
        "on": found.on.isoformat(),
        "best": found.best.isoformat(),
        "baseline_by": found.baseline_by,
        "by": found.by,
        "improvement_percent": _percentage(response.improvement),
        "improved": _milestones(response.improved),
        "goals": _milestones(response.goals),
        "points_above_best": _percentage(
            Percentage(value=response.since_best.value, low=response.since_best.low, high=response.since_best.high)
        ),
        "worsened": {"limit": response.worsened.limit, "answer": response.worsened.answer},
        "sentences": list(response_sentences(response, baseline=found.baseline, best=found.best)),
    }


def _value(value: SaltValue | None) -> dict[str, Any]:
    return {
        "value": _rounded(value.value if value else None),
        "low": _rounded(value.low if value else None),
        "high": _rounded(value.high if value else None),
        "aa_iga": list(map(str, aa_iga_range(value))) if value else [],
    }


def _percentage(found: Percentage | None) -> dict[str, float | None] | None:
    if found is None:
        return None
    return {"value": _rounded(found.value), "low": _rounded(found.low), "high": _rounded(found.high)}


def _milestones(milestones: Iterable[Milestone]) -> list[dict[str, Any]]:
    return [{"limit": milestone.limit, "answer": milestone.answer} for milestone in milestones]


def _said(reasons: Iterable[Reason]) -> list[str]:
    return list(dict.fromkeys(map(reason_sentence, reasons)))


def _rounded(value: float | None, digits: int = 1) -> float | None:
    """Round, so that no figure claims more than was measured, and without a minus before a zero."""
    return None if value is None else round(float(value), digits) + 0.0
