"""What is said of changes on the command line: of two visits, of the whole course, and the trend."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from hairtrack.analysis.change import Change
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.analysis.trend import Move, Trend
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.cli.output import change_json, day_json, rounded
from hairtrack.course import Course, Region
from hairtrack.messages import day_in_words, reason_sentence
from hairtrack.workflow.compare_photos import Comparison, RegionChange
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.diary.taken_between import taken_between, taken_on


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


def said_of(row: dict[str, Any]) -> Iterator[str]:
    """Say a row to people: the verdict, what is shown of it all the same, why, and whose noise counts."""
    yield from (row["sentence"], *row["reasons"])
    if row["withheld"]:
        change, low, high = row["withheld"].values()
        yield f"Not comparable, the values alone: {change:+.0f} points ({low:+.0f} to {high:+.0f})."
    if row["change_pp"] is not None:
        yield row["own_noise"]["sentence"]


def taken_rows(course: Course, comparisons: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Return what was taken between each two days that are compared, and on the days themselves.

    Parameters
    ----------
    course : Course
    comparisons : iterable of Comparison

    Returns
    -------
    list of dict
        One for each pair of days.
    """
    pairs = dict.fromkeys((each.before.taken_on, each.after.taken_on) for each in comparisons)
    return [
        {
            "before": day_json(before),
            "after": day_json(after),
            "on_before": list(taken_on(course, before)),
            "on_after": list(taken_on(course, after)),
            "lines": [
                {"on": day_json(line.on), "kind": line.kind, "words": line.words, "sentence": line.sentence}
                for line in taken_between(course, before, after)
            ],
            "sentence": _taken_sentence(course, before, after),
        }
        for before, after in pairs
        if before is not None and after is not None
    ]


def _taken_sentence(course: Course, before: date, after: date) -> str:
    lines = [line.sentence for line in taken_between(course, before, after)]
    said = "; ".join(lines) or "the diary has nothing"
    return f"From {day_in_words(before)} to {day_in_words(after)}: {said}."


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
