"""A SALT in words, for the window and for paper."""

from hairtrack.analysis.salt import SaltValue, aa_iga_range
from hairtrack.messages import reason_sentence
from hairtrack.report.words import percent
from hairtrack.workflow.course_salt import DenseHair, SaltVisit

NOTHING = "–"
_DENSE = {
    DenseHair.THIS_VISIT: "the densest hair of the same visit",
    DenseHair.OTHER_VISIT: "the densest hair of another visit",
    DenseHair.SUPPOSED: "full hair as it is supposed to cover, because no dense hair was seen",
}


def value_words(value: SaltValue | None) -> str:
    """Write a SALT with its interval where it has one: "42 (35–50)"."""
    if value is None:
        return NOTHING
    if value.low == value.high:
        return f"{value.value:.3g}"
    return f"{value.value:.0f} ({value.low:.0f}–{value.high:.0f})"


def class_words(value: SaltValue | None) -> str:
    """Name the class of a SALT, or all that its interval touches."""
    if value is None:
        return NOTHING
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
