"""A trend in words: how much, never why."""

from hairtrack.analysis.change import Change, verdict_sentence
from hairtrack.analysis.trend import LAG, Bend, Step, Trend
from hairtrack.figures import decimal, signed
from hairtrack.kept_words import inside, shown
from hairtrack.language import _, _n, listed
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
        return _("A trend needs three measured visits over four weeks or more.")
    since = day_in_words(found.since)
    if not found.rises and not found.falls:
        said = _ASIDE["none"] if found.yearly else _PLAIN["none"]
        rate, low, high = (signed(figure, 1) for figure in (found.rate, found.low, found.high))
        return said.format(day=since, rate=rate, low=low, high=high)
    way, near, far = ("rose", found.low, found.high) if found.rises else ("fell", -found.high, -found.low)
    said = (_ASIDE if found.yearly else _PLAIN)[way]
    rate, low, high = (decimal(figure, 1) for figure in (abs(found.rate), near, far))
    season = [_("A season could look like this.")] if found.like_a_season else []
    return " ".join([said.format(day=since, rate=rate, low=low, high=high), *season])


_PLAIN = {
    "rose": _("Since {day} coverage rose by about {rate} points a month (between {low} and {high})."),
    "fell": _("Since {day} coverage fell by about {rate} points a month (between {low} and {high})."),
    "none": _("Since {day} no trend stands out from the noise: {rate} points a month (between {low} and {high})."),
}
_ASIDE = {
    "rose": _(
        "Since {day} coverage rose by about {rate} points a month (between {low} and {high}), a yearly rhythm aside."
    ),
    "fell": _(
        "Since {day} coverage fell by about {rate} points a month (between {low} and {high}), a yearly rhythm aside."
    ),
    "none": _(
        "Since {day} no trend stands out from the noise: {rate} points a month (between {low} and {high}), a yearly "
        "rhythm aside."
    ),
}
"""The same, where a yearly rhythm is set aside."""
_DONE = {
    Step.START: _("the start of {treatment}"),
    Step.DOSE: _("a new dose of {treatment}"),
    Step.STOP: _("the end of {treatment}"),
    Step.PAUSE: _("a pause of {treatment}"),
    Step.RESUME: _("the resumption of {treatment}"),
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
    return _(
        "Over the whole course, by the line through all visits: {verdict}", verdict=inside(verdict_sentence(change))
    )


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
        said.append(_bend_words(last, len(earlier)))
        move = found.move
        said.append(
            _(
                "From {day} to the last visit it moves by {points} points (between {low} and {high}).",
                day=day_in_words(move.since),
                points=signed(move.points),
                low=signed(move.low),
                high=signed(move.high),
            )
        )
    if found.down_weighted:
        said.append(
            _n(
                "{count} photo counts less: doubtful, or far off the line.",
                "{count} photos count less: doubtful, or far off the line.",
                found.down_weighted,
            )
        )
    return " ".join(said)


def _bend_words(last: Bend, earlier: int) -> str:
    """Say where the line may bend, and how many earlier changes of treatment it may bend after too."""
    facts = {"day": day_in_words(last.on), "after": _after(last)}
    if earlier == 0:
        return _("The line may bend on {day}, {after}.", **facts)
    if earlier == 1:
        return _("The line may bend on {day}, {after}, and likewise after an earlier change of treatment.", **facts)
    return _(
        "The line may bend on {day}, {after}, and likewise after {count} earlier changes of treatment.",
        count=earlier,
        **facts,
    )


def _after(bend: Bend) -> str:
    """Say after what a bend lies: "8 weeks after the start of ritlecitinib"."""
    first, *others = (_DONE[step.cause].format(treatment=shown(step.treatment)) for step in bend.steps)
    weeks = LAG.days // 7
    if others:
        return _(
            "{weeks} weeks after {change} (with {others} in this time)",
            weeks=weeks,
            change=first,
            others=listed(others),
        )
    return _("{weeks} weeks after {change}", weeks=weeks, change=first)
