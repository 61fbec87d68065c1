"""A SALT in words: what it is, how sure it is, and what was reached."""

from collections.abc import Iterator, Sequence
from datetime import date

from hairtrack.analysis.salt import AaIga, Answer, Milestone, Percentage, Response, SaltValue, aa_iga_range
from hairtrack.analysis.salt_loss import DenseHair
from hairtrack.figures import decimal, plain
from hairtrack.language import _, _c
from hairtrack.messages import day_in_words

ABOUT = _(
    "SALT is the percent of the scalp's terminal hair that is lost, 0 to 100. From photographs it is an estimate; "
    "brows, lashes and body are not in it."
)
_DENSE = {
    DenseHair.THIS_VISIT: _("Loss is counted against the densest hair of the same visit ({percent} % coverage)."),
    DenseHair.OTHER_VISIT: _("Loss is counted against the densest hair of another visit ({percent} % coverage)."),
    DenseHair.SUPPOSED: _("Loss is counted against what full hair usually covers ({percent} % coverage)."),
}
_CLASSES = {
    AaIga.NONE: _c("AA-IGA", "none"),
    AaIga.LIMITED: _c("AA-IGA", "limited"),
    AaIga.MODERATE: _c("AA-IGA", "moderate"),
    AaIga.SEVERE: _c("AA-IGA", "severe"),
    AaIga.VERY_SEVERE: _c("AA-IGA", "very severe"),
}
_ANSWERS = {
    Answer.REACHED: _("{limits}: reached"),
    Answer.NOT_REACHED: _("{limits}: not reached"),
    Answer.UNKNOWN: _("{limits}: these photos cannot tell"),
}
_WORSE = {
    Answer.REACHED: _("Now {points} points or more above the best since then ({day})."),
    Answer.NOT_REACHED: _("Not {points} points above the best since then ({day})."),
    Answer.UNKNOWN: _("These photos cannot tell whether it is {points} points above the best since then ({day})."),
}


def value_words(value: SaltValue) -> str:
    """Write a SALT, with its interval where it has one: "44 (38 to 50)"."""
    if value.low == value.high:
        return plain(value.value, 3)
    return _("{value} ({low} to {high})", value=decimal(value.value), low=decimal(value.low), high=decimal(value.high))


def class_words(value: SaltValue) -> str:
    """Name the AA-IGA class of a SALT, or all that its interval touches: "limited or moderate"."""
    first, *others = (_CLASSES[each] for each in aa_iga_range(value))
    if not others:
        return first
    if len(others) == 1:
        return _c("AA-IGA", "{first} or {last}", first=first, last=others[-1])
    return _c("AA-IGA", "{first} to {last}", first=first, last=others[-1])


def dense_sentence(dense: DenseHair, coverage: float) -> str:
    """Say what a loss is counted against.

    Parameters
    ----------
    dense : DenseHair
    coverage : float
        Of full hair, 0 to 1.
    """
    return _DENSE[dense].format(percent=decimal(100 * coverage))


def fine_sentence(*, told: bool) -> str:
    """Say whether fine hair is left out, as SALT has it."""
    if told:
        return _("Fine hair was told apart and is left out.")
    return _(
        "Fine and pale hair cannot be told apart here and is counted with the rest, so that the loss may be larger."
    )


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
        yield _("On {day} nothing was lost, so that nothing can be won back.", day=since)
    else:
        yield _("Against {day}, {improvement}.", day=since, improvement=_improvement(found.improvement))
        yield _answers(found.improved, _("SALT{percent} ({percent} % won back)"), "SALT{percent}")
    yield _answers(found.goals, _("SALT of {percent} or less"), _("{percent} or less"))
    yield _WORSE[found.worsened.answer].format(points=found.worsened.limit, day=lowest)


def _improvement(won: Percentage) -> str:
    lost = won.value < 0
    what = (
        _("{percent} % more is lost", percent=decimal(-won.value))
        if lost
        else _("{percent} % of the loss is won back", percent=decimal(won.value))
    )
    if won.low == won.high:
        return what
    bounds = (won.high, won.low) if lost else (won.low, won.high)
    low, high = (None if bound is None else decimal(-bound if lost else bound) for bound in bounds)
    if low is None:
        return _("{what} (at most {high} %)", what=what, high=high)
    if high is None:
        return _("{what} (at least {low} %)", what=what, low=low)
    return _("{what} (between {low} % and {high} %)", what=what, low=low, high=high)


def _answers(milestones: Sequence[Milestone], first: str, name: str) -> str:
    """Gather limits by their answer; the first name says what they are.

    Such as "SALT30 (30 % won back), SALT50: reached; SALT75: these photos cannot tell."
    """
    names = [(name if place else first).format(percent=milestone.limit) for place, milestone in enumerate(milestones)]
    said = []
    for answer, words in _ANSWERS.items():
        some = [each for each, milestone in zip(names, milestones, strict=True) if milestone.answer is answer]
        said += [words.format(limits=", ".join(some))] if some else []
    return f"{'; '.join(said)}."
