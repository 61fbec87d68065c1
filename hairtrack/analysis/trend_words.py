"""A trend in words: how much, never why."""

from hairtrack.analysis.change import Change, verdict_sentence
from hairtrack.analysis.trend import LAG, Bend, Step, Trend
from hairtrack.figures import signed
from hairtrack.messages import day_in_words


def trend_sentence(found: Trend | None) -> str:
    """Say what the line shows and how sure that is, and nothing about why.

    Parameters
    ----------
    found : Trend or None

    Returns
    -------
    str
    """
    if found is None:
        return "A trend needs three measured visits over four weeks or more."
    since = day_in_words(found.since)
    aside = ", a yearly rhythm aside" if found.yearly else ""
    if found.rises or found.falls:
        way, near, far = ("rose", found.low, found.high) if found.rises else ("fell", -found.high, -found.low)
        season = " A season could look like this." if found.like_a_season else ""
        return (
            f"Since {since} coverage {way} by about {abs(found.rate):.1f} points a month "
            f"(between {near:.1f} and {far:.1f}){aside}.{season}"
        )
    return (
        f"Since {since} no trend stands out from the noise: {signed(found.rate, 1)} points a month "
        f"(between {signed(found.low, 1)} and {signed(found.high, 1)}){aside}."
    )


_DONE = {
    Step.START: "the start of",
    Step.DOSE: "a new dose of",
    Step.STOP: "the end of",
    Step.PAUSE: "a pause of",
    Step.RESUME: "the resumption of",
}


def course_sentence(change: Change) -> str:
    """Say the verdict on the whole course.

    Parameters
    ----------
    change : Change
        By `course_change`.

    Returns
    -------
    str
    """
    verdict = verdict_sentence(change)
    return f"Over the whole course: {verdict[0].lower()}{verdict[1:]}"


def trend_basis(found: Trend) -> str:
    """Say what the line rests on: where it may bend, and how many photos count less.

    Parameters
    ----------
    found : Trend

    Returns
    -------
    str
        Empty where it is plain: no bends, all photos alike.
    """
    said = []
    if found.bends and found.move:
        *earlier, last = found.bends
        more = "an earlier change" if len(earlier) == 1 else f"{len(earlier)} earlier changes"
        likewise = f", and likewise after {more} of treatment" if earlier else ""
        said.append(f"The line may bend on {day_in_words(last.on)}, {_after(last)}{likewise}.")
        move = found.move
        interval = f"between {signed(move.low)} and {signed(move.high)}"
        said.append(
            f"From {day_in_words(move.since)} to the last visit it moves by {signed(move.points)} points ({interval})."
        )
    if found.down_weighted:
        count = "1 photo counts" if found.down_weighted == 1 else f"{found.down_weighted} photos count"
        said.append(f"{count} less: doubtful, or far off the line.")
    return " ".join(said)


def _after(bend: Bend) -> str:
    """Say after what a bend lies: "8 weeks after the start of ritlecitinib"."""
    first, *others = (f"{_DONE[step.cause]} {step.treatment}" for step in bend.steps)
    meanwhile = f" (with {' and '.join(others)} in this time)" if others else ""
    return f"{LAG.days // 7} weeks after {first}{meanwhile}"
