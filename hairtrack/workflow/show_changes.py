"""Changes and trends in plain, open form."""

from typing import Any

from hairtrack.analysis.change import Change, verdict_sentence
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.analysis.trend import Move, Trend
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.course import Course, Region
from hairtrack.messages import reason_sentence
from hairtrack.workflow.compare_photos import Comparison, RegionChange
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.plain import day_json, rounded, sentences


def change_json(change: Change) -> dict[str, Any]:
    """Return a change as JSON, in percentage points."""
    return {
        "verdict": change.verdict,
        "change_pp": rounded(change.change, 2),
        "low_pp": rounded(change.low, 2),
        "high_pp": rounded(change.high, 2),
        "detectable_pp": rounded(change.detectable, 2),
        "sentence": verdict_sentence(change),
        "reasons": sentences(change.reasons),
    }


def change_rows(comparison: Comparison, *, anyway: bool) -> list[dict[str, Any]]:
    """Return what is said of two photos, a row for each region.

    Parameters
    ----------
    comparison : Comparison
    anyway : bool
        Give the figures of photos that cannot be compared too, under a key of their own.

    Returns
    -------
    list of dict
    """
    return [
        {
            "view": item.region.view,
            "region": item.region.name,
            "before": day_json(comparison.before.taken_on),
            "after": day_json(comparison.after.taken_on),
            **change_json(item.change),
            "withheld": _withheld_row(item.withheld) if anyway and item.withheld else None,
            "conditions": [
                {
                    "condition": found.condition,
                    "level": found.level,
                    "reason": reason_sentence(found.reason) if found.reason else None,
                }
                for found in comparison.findings
            ],
            "own_noise": _noise_row(item),
        }
        for item in comparison.changes
    ]


def trend_row(course: Course, region: Region) -> dict[str, Any]:
    """Return a region's trend and the verdict on its whole course; the figures are null where there is none."""
    found = region_trend(course, region)
    return {
        "view": region.view,
        "region": region.name,
        "since": day_json(found.since) if found else None,
        "points_per_month": rounded(found.rate, 2) if found else None,
        "low": rounded(found.low, 2) if found else None,
        "high": rounded(found.high, 2) if found else None,
        "move": _move_row(found.move) if found and found.move else None,
        "bends": [
            {"on": day_json(bend.on), "cause": step.cause, "treatment": step.treatment, "event_on": day_json(step.on)}
            for bend in (found.bends if found else ())
            for step in bend.steps
        ],
        "down_weighted": found.down_weighted if found else None,
        "yearly": found.yearly if found else None,
        "course": _course_row(course, region, found) if found else None,
        "sentence": f"{trend_sentence(found)} {trend_basis(found) if found else ''}".rstrip(),
    }


def _withheld_row(change: Change) -> dict[str, float | None]:
    kept = change_json(change)
    return {key: kept[key] for key in ("change_pp", "low_pp", "high_pp")}


def _noise_row(item: RegionChange) -> dict[str, Any]:
    noise, visits = item.noise, (item.before, item.after)
    return {
        "sd_pp": rounded(noise.sd, 2) if noise else None,
        "visits": noise.visits if noise else 0,
        "used": noise is not None and noise.enough,
        "photos": [value.photos if value else 0 for value in visits],
        "sentence": noise_sentence(noise),
    }


def _course_row(course: Course, region: Region, found: Trend) -> dict[str, Any]:
    change = course_verdict(course, region, found)
    return change_json(change) | {"sentence": course_sentence(change)}


def _move_row(move: Move) -> dict[str, Any]:
    return {
        "since": day_json(move.since),
        "points": rounded(move.points, 1),
        "low": rounded(move.low, 1),
        "high": rounded(move.high, 1),
    }
