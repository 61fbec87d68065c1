"""What the command line says of blinded ratings."""

from collections.abc import Iterator
from typing import Any

from hairtrack.analysis.rating import Interval, agreement_sentence, steadiness_sentence
from hairtrack.ratings import steps_range
from hairtrack.workflow.course_ratings import RaterPair, RaterResult, ViewRatings
from hairtrack.workflow.plain import rounded, sentences


def rating_json(found: ViewRatings, result: RaterResult) -> dict[str, Any]:
    """Return what one rater said of a view, in steps from -3 to 3, and how the others agree."""
    steady = result.steady
    return {
        "view": found.view,
        "rater": result.rater,
        "baseline": result.baseline.isoformat() if result.baseline else None,
        "visits": [
            {
                "taken_on": visit.on.isoformat(),
                "sha256": visit.photo,
                "mean": rounded(visit.rating.value, 2),
                "low": rounded(visit.rating.low, 2),
                "high": rounded(visit.rating.high, 2),
                "n": visit.answers,
            }
            for visit in result.visits
        ],
        "same_visit": list(result.same_visit),
        "test_retest": {
            "repeats": steady.repeats,
            "identical": steady.identical,
            "within_one": steady.within_one,
            "furthest": steady.furthest,
            "sd": rounded(steady.sd, 2),
            "smallest_difference": rounded(steady.smallest_difference, 2),
            "sentence": steadiness_sentence(steady, result.rater),
        },
        "agreement": [_agreement_json(pair, result.rater) for pair in found.pairs if result.rater in _raters(pair)],
    }


def rating_lines(found: ViewRatings) -> Iterator[str]:
    """Say the same to people."""
    for result in found.raters:
        yield f"{found.view}, rated blind by {result.rater}: {steadiness_sentence(result.steady, result.rater)}"
        for visit in result.visits:
            words = steps_range(visit.rating.value, visit.rating.low, visit.rating.high)
            yield f"{found.view}, rated blind by {result.rater}: {visit.on} against {result.baseline} {words} steps"
    for pair in found.pairs:
        yield f"{found.view}, rated blind: {_agreement_sentence(pair)}"


def _raters(pair: RaterPair) -> tuple[str, str]:
    return pair.first, pair.second


def _agreement_sentence(pair: RaterPair) -> str:
    if pair.found is None:
        return " ".join(sentences(pair.reasons))
    return agreement_sentence(pair.found, pair.first, pair.second)


def _agreement_json(pair: RaterPair, rater: str) -> dict[str, Any]:
    found = pair.found
    return {
        "with": pair.second if rater == pair.first else pair.first,
        "pairs": found.pairs if found else None,
        "icc": _interval(found.icc) if found else None,
        # Always of the second rater against the first, so that both entries say the same.
        "bias": _interval(found.bias) | {"of": pair.second, "against": pair.first} if found else None,
        "limits": {"lower": _interval(found.lower), "upper": _interval(found.upper)} if found else None,
        "reasons": sentences(pair.reasons),
        "sentence": _agreement_sentence(pair),
    }


def _interval(interval: Interval | None) -> dict[str, Any]:
    if interval is None:
        return {}
    return {name: rounded(getattr(interval, name), 2) for name in ("value", "low", "high")}
