"""How often something is done, read from plain words, and on which days that falls."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hairtrack.kept_words import shown

_MONTH_DAYS = 365.2425 / 12
_RARE_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """So many times in so many days or calendar months.

    Attributes
    ----------
    days, months : int
        One of them; the other is 0.
    at_most : int or None
        Of a window such as "every 4 to 6 weeks" its far end, in the same unit.
    times : int
        How many times within that, evenly.
    """

    days: int = 0
    months: int = 0
    at_most: int | None = None
    times: int = 1

    @property
    def apart(self) -> float:
        """Days from one time to the next, on average."""
        return (self.days + self.months * _MONTH_DAYS) / self.times

    @property
    def rare(self) -> bool:
        """Whether the times lie a week or more apart."""
        return self.apart >= _RARE_DAYS

    def after(self, day: date, rounds: int = 1) -> date:
        """Return the day so many times after a day; a month's end stays a month's end.

        Parameters
        ----------
        day : date
        rounds : int

        Returns
        -------
        date
        """
        if self.times > 1:
            return day + timedelta(days=round(rounds * self.apart))
        return _later(day, rounds * self.days, rounds * self.months)

    def latest_after(self, day: date) -> date:
        """Return the last day of the window that opens at `after(day)`; without a window, that day.

        Parameters
        ----------
        day : date

        Returns
        -------
        date
        """
        if self.at_most is None:
            return self.after(day)
        return _later(day, self.at_most if self.days else 0, self.at_most if self.months else 0)

    @property
    def words(self) -> str:
        """Such as "every 4 to 6 weeks", "weekly" or "3 times a week"."""
        return shown(self._english())

    def _english(self) -> str:
        size, unit = self._in_words()
        if self.times > 1:
            often = {2: "twice"}.get(self.times, f"{self.times} times")
            return f"{often} {'a' if size == 1 else f'every {size}'} {unit}{'s' if size > 1 else ''}"
        if self.at_most is not None:
            return f"every {size} to {self.at_most // 7 if unit == 'week' else self.at_most} {unit}s"
        return {"day": "daily"}.get(unit, f"{unit}ly") if size == 1 else f"every {size} {unit}s"

    def _in_words(self) -> tuple[int, str]:
        if self.months:
            return self.months, "month"
        if self.days % 7 == 0 and (self.at_most or 0) % 7 == 0:
            return self.days // 7, "week"
        return self.days, "day"


def read_rhythm(text: str) -> Rhythm | None:
    """Read how often something is done.

    Parameters
    ----------
    text : str
        Such as "5 mg every 4 to 6 weeks"; what else stands there is passed over.

    Returns
    -------
    Rhythm or None
        None where nothing is said, or two things that contradict each other, or what could mean either of two.
    """
    if _UNSURE.search(text):
        return None
    found = [_rhythm_of(said) for said in _SAID.finditer(text)]
    return found[0] if found and all(each == found[0] for each in found) else None


def standing_time(
    first: date, rhythm: Rhythm, today: date, *, done: Callable[[date], bool], from_round: int = 0
) -> date:
    """Return the time of a rhythm that stands on a day.

    Parameters
    ----------
    first : date
        From where it is counted.
    rhythm : Rhythm
    today : date
    done : callable
        Says of one time whether it was kept; of what is far ahead it says no.
    from_round : int
        The first time that counts, 0 for `first` itself.

    Returns
    -------
    date
        The last time that passed, while it was not kept and the next is no nearer; else the next that was not kept.
    """
    rounds = max(from_round, int((today - first).days / rhythm.apart) - 1)
    while rhythm.after(first, rounds + 1) <= today:
        rounds += 1
    last = rhythm.after(first, rounds)
    if last <= today:
        if not done(last) and today - last <= rhythm.after(first, rounds + 1) - today:
            return last
        rounds += 1
    while done(rhythm.after(first, rounds)):
        rounds += 1
    return rhythm.after(first, rounds)


def _later(day: date, days: int, months: int) -> date:
    if not months:
        return day + timedelta(days=days)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"[1-9]\d{{0,2}}|{'|'.join(_NUMBERS)}"
_TIMES = rf"once|twice|thrice|(?:{_NUMBER})\s?(?:times|x|×)"
_TO = r"\s?(?:-|–|to)\s?"
_UNITS = {
    "day": (1, 0),
    "night": (1, 0),
    "morning": (1, 0),
    "evening": (1, 0),
    "week": (7, 0),
    "fortnight": (14, 0),
    "month": (0, 1),
    "quarter": (0, 3),
    "year": (0, 12),
}
_ADVERBS = {"daily": "day", "yearly": "year", "annually": "year"} | {
    f"{unit}ly": unit for unit in ("night", "week", "fortnight", "month", "quarter")
}
_UNIT = "|".join(_UNITS)
_SAID = re.compile(
    rf"(?<![\w.,-])(?:"
    # "every 4 to 6 weeks", "twice every month", "every other day"
    rf"(?:(?P<times1>{_TIMES})\s+)?every\s+(?:(?P<low>{_NUMBER}|other|second|third)(?:{_TO}(?P<high>{_NUMBER}))?\s+)?(?P<unit>{_UNIT})s?"
    # "3 times a week", "3x/week"
    rf"|(?P<often>{_TIMES})\s*(?:an?\s+|per\s+|each\s+|/\s*)(?P<of>{_UNIT})"
    # "daily", "twice weekly", "4-weekly", "4 to 6-weekly"
    rf"|(?:(?P<times2>{_TIMES})\s+)?(?:(?P<from>{_NUMBER})(?:{_TO}(?P<upto>{_NUMBER}))?-)?(?P<adverb>{'|'.join(_ADVERBS)})"
    rf")(?!\w)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    rf"\bbi-?(?:weekly|monthly)\b|\bas needed\b|(?<![\d.,]\s)(?<![\w.,%-])(?:{_NUMBER})\s(?:{'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
"""Twice a week or every two; 4 weekly could be four a week or every four."""


def _rhythm_of(said: re.Match[str]) -> Rhythm | None:
    unit = said["unit"] or said["of"] or _ADVERBS[said["adverb"].lower()]
    days, months = _UNITS[unit.lower()]
    low, high = _number(said["low"] or said["from"]), _number(said["high"] or said["upto"])
    times = _number(said["times1"] or said["times2"] or said["often"])
    size = days or months
    at_most = size * high if (said["high"] or said["upto"]) else None
    if at_most is not None and (times > 1 or at_most < size * low):
        return None
    return Rhythm(days=days * low, months=months * low, times=times, at_most=None if high == low else at_most)


def _number(words: str | None) -> int:
    """Read a number of a rhythm, 1 where nothing is said."""
    if not words:
        return 1
    plain = re.sub(r"\s?(?:times|×)$|\sx$|(?<=\d)x$", "", words.lower())
    named = {"once": 1, "twice": 2, "thrice": 3, "other": 2, "second": 2, "third": 3}
    named |= {name: k for k, name in enumerate(_NUMBERS, start=1)}
    return named[plain] if plain in named else int(plain)
