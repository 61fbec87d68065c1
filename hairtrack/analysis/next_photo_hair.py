"""What the diary says about the hair of the next photo: its length on the day, dye, and washing."""

from datetime import date, timedelta

from hairtrack.analysis.comparability import GROWTH_MM_PER_DAY, length_on
from hairtrack.analysis.next_photo import Aspect
from hairtrack.analysis.next_photo_words import Advice
from hairtrack.diary import Groom, GroomKind
from hairtrack.figures import decimal
from hairtrack.language import _
from hairtrack.messages import day_in_words

_MOST_TIMES = 2.0
"""Hair that is so many times as long cannot be compared."""


def hair_advice(grooms: tuple[Groom, ...], *, pattern_on: date, today: date) -> tuple[Advice, ...]:
    """Say what to do about the hair before a photo today that is to be like that of another day.

    Parameters
    ----------
    grooms : tuple of Groom
    pattern_on, today : date

    Returns
    -------
    tuple of Advice
        Nothing where the notes say nothing against it.
    """
    if today <= pattern_on:
        return ()
    return (*_length(grooms, pattern_on, today), *_dyed(grooms, pattern_on, today), *_washed(grooms, pattern_on, today))


def length_is_fine(grooms: tuple[Groom, ...], *, pattern_on: date, today: date) -> bool:
    """Whether the length is known on both days and alike."""
    then, now = length_on(grooms, pattern_on), length_on(grooms, today)
    return then is not None and now is not None and max(then, now) <= _MOST_TIMES * min(then, now)


def _length(grooms: tuple[Groom, ...], pattern_on: date, today: date) -> tuple[Advice, ...]:
    then, now = length_on(grooms, pattern_on), length_on(grooms, today)
    day = day_in_words(pattern_on)
    if then is None or now is None:
        cut = max((g.on for g in grooms if g.kind is GroomKind.HAIRCUT and pattern_on < g.on <= today), default=None)
        if cut is None:
            return ()
        do = _("Take it at about the same length, and note the length in mm with each haircut in the diary.")
        why = _(
            "The hair was cut on {cut}, after the photo of {day}, and its length is not known.",
            cut=day_in_words(cut),
            day=day,
        )
        return (Advice(aspect=Aspect.LENGTH, do=do, why=why),)
    if length_is_fine(grooms, pattern_on=pattern_on, today=today):
        return ()
    lengths = {"then": decimal(then), "now": decimal(now)}
    why = _(
        "It was about {then} mm long on {day}; by your notes it is about {now} mm today. Longer hair hides more scalp.",
        day=day,
        **lengths,
    )
    if now > then:
        do = _("Have the hair cut to about {then} mm first.", then=lengths["then"])
    else:
        # From half the length on, two lengths may be compared.
        grown = today + timedelta(days=round((then / _MOST_TIMES - now) / GROWTH_MM_PER_DAY) + 1)
        do = _("Let it grow first, until about {grown}.", grown=day_in_words(grown))
    return (Advice(aspect=Aspect.LENGTH, do=do, why=why, stops=True),)


def _dyed(grooms: tuple[Groom, ...], pattern_on: date, today: date) -> tuple[Advice, ...]:
    dyed = max((g.on for g in grooms if g.kind is GroomKind.DYE and pattern_on < g.on <= today), default=None)
    if dyed is None:
        return ()
    do = _("Choose a photo since {dyed} as the pattern.", dyed=day_in_words(dyed))
    why = _("The hair was dyed after the photo of {day}.", day=day_in_words(pattern_on))
    return (Advice(aspect=Aspect.STATE, do=do, why=why),)


def _washed(grooms: tuple[Groom, ...], pattern_on: date, today: date) -> tuple[Advice, ...]:
    washed = {g.on for g in grooms if g.kind is GroomKind.WASH}
    if pattern_on not in washed or today in washed:
        return ()
    do = _("Wash the hair that day too, and let it dry.")
    why = _("By your notes it was washed on {day}, the day of the photo.", day=day_in_words(pattern_on))
    return (Advice(aspect=Aspect.STATE, do=do, why=why),)
