"""A SALT in words: what it is, how sure it is, and what was reached."""

from collections.abc import Iterator, Sequence
from datetime import date

from hairtrack.analysis.salt import Answer, Milestone, Percentage, Response, SaltValue, aa_iga_range
from hairtrack.analysis.salt_loss import DenseHair
from hairtrack.messages import day_in_words

ABOUT = (
    "SALT is the percent of the scalp's terminal hair that is lost, 0 to 100. From photographs it is an estimate; "
    "brows, lashes and body are not in it."
)
_DENSE = {
    DenseHair.THIS_VISIT: "the densest hair of the same visit",
    DenseHair.OTHER_VISIT: "the densest hair of another visit",
    DenseHair.SUPPOSED: "what full hair usually covers",
}

_ANSWERS = {
    Answer.REACHED: "reached",
    Answer.NOT_REACHED: "not reached",
    Answer.UNKNOWN: "these photos cannot tell",
}
_WORSE = {
    Answer.REACHED: "Now {points} points or more above {best}.",
    Answer.NOT_REACHED: "Not {points} points above {best}.",
    Answer.UNKNOWN: "These photos cannot tell whether it is {points} points above {best}.",
}


def value_words(value: SaltValue) -> str:
    """Write a SALT, with its interval where it has one: "44 (38 to 50)"."""
    if value.low == value.high:
        return f"{value.value:.3g}"
    return f"{value.value:.0f} ({value.low:.0f} to {value.high:.0f})"


def class_words(value: SaltValue) -> str:
    """Name the AA-IGA class of a SALT, or all that its interval touches: "limited or moderate"."""
    classes = aa_iga_range(value)
    return " or ".join(classes) if len(classes) < 3 else f"{classes[0]} to {classes[-1]}"


def dense_sentence(dense: DenseHair, coverage: float) -> str:
    """Say what a loss is counted against.

    Parameters
    ----------
    dense : DenseHair
    coverage : float
        Of full hair, 0 to 1.
    """
    return f"Loss is counted against {_DENSE[dense]} ({100 * coverage:.0f} % coverage)."


def fine_sentence(*, told: bool) -> str:
    """Say whether fine hair is left out, as SALT has it."""
    if told:
        return "Fine hair was told apart and is left out."
    return "Fine and pale hair cannot be told apart here and is counted with the rest, so that the loss may be larger."


def response_sentences(found: Response, *, baseline: date, best: date) -> Iterator[str]:
    """Say what was reached since a baseline.

    Parameters
    ----------
    found : Response
    baseline, best : date
        Of the value that it is counted from, and of the lowest before the last.

    Yields
    ------
    str
    """
    since, lowest = day_in_words(baseline), day_in_words(best)
    if found.improvement is None:
        yield f"On {since} nothing was lost, so that nothing can be won back."
    else:
        yield f"Against {since}, {_improvement(found.improvement)}."
        yield _answers(found.improved, "SALT{0} ({0} % won back)", "SALT{}")
    yield _answers(found.goals, "SALT of {} or less", "{} or less")
    yield _WORSE[found.worsened.answer].format(points=found.worsened.limit, best=f"the best since then ({lowest})")


def _improvement(won: Percentage) -> str:
    what = f"{won.value:.0f} % of the loss is won back" if won.value >= 0 else f"{-won.value:.0f} % more is lost"
    if won.low == won.high:
        return what
    low, high = (None if bound is None else f"{bound + 0.0:.0f} %" for bound in (won.low, won.high))
    if won.value < 0:
        low, high = (None if bound is None else f"{-bound + 0.0:.0f} %" for bound in (won.high, won.low))
    if low is None or high is None:
        return f"{what} (at most {high})" if low is None else f"{what} (at least {low})"
    return f"{what} (between {low} and {high})"


def _answers(milestones: Sequence[Milestone], first: str, name: str) -> str:
    """Gather limits by their answer; the first name says what they are.

    Such as "SALT30 (30 % won back), SALT50: reached; SALT75: these photos cannot tell."
    """
    names = [(name if place else first).format(milestone.limit) for place, milestone in enumerate(milestones)]
    said = []
    for answer, words in _ANSWERS.items():
        some = [each for each, milestone in zip(names, milestones, strict=True) if milestone.answer is answer]
        said += [f"{', '.join(some)}: {words}"] if some else []
    return f"{'; '.join(said)}."
