"""How far a treatment had come on a day, as it is said beside a date."""

from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush

from hairtrack.diary import Diary
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.treatment import Treatment, TreatmentKind

_IMPORTANCE = tuple(TreatmentKind)


def chief_treatment(diary: Diary, on: date) -> Treatment | None:
    """Return the treatment whose weeks are counted on a day.

    Parameters
    ----------
    diary : Diary
    on : date

    Returns
    -------
    Treatment or None
        Of those that went on, a JAK inhibitor first, else by the order of kinds and the latest start.
    """
    return min(diary.going_on(on), key=_rank, default=None)


def week_words(diary: Diary, on: date, *, named: bool = True) -> str:
    """Say how far a treatment had come on a day: "week 24 of ritlecitinib"; empty without one.

    Parameters
    ----------
    diary : Diary
    on : date
    named : bool
        Whether the treatment is named: "week 24" where it is not.

    Returns
    -------
    str
    """
    return _week_of(chief_treatment(diary, on), on, named=named)


def week_words_on(diary: Diary, days: Iterable[date]) -> dict[date, str]:
    """Say the same of many days, each treatment looked at once.

    Parameters
    ----------
    diary : Diary
    days : iterable of date

    Returns
    -------
    dict of date to str
    """
    waiting = sorted(diary.treatments, key=lambda taken: taken.started_on, reverse=True)
    begun: list[tuple[tuple[int, int, str], Treatment]] = []
    found = {}
    for day in sorted(days):
        while waiting and waiting[-1].started_on <= day:
            heappush(begun, (_rank(waiting[-1]), waiting.pop()))
        while begun and not begun[0][1].active_on(day):
            heappop(begun)
        found[day] = _week_of(begun[0][1] if begun else None, day)
    return found


def _rank(taken: Treatment) -> tuple[int, int, str]:
    return _IMPORTANCE.index(taken.kind), -taken.started_on.toordinal(), taken.id


def _week_of(chief: Treatment | None, on: date, *, named: bool = True) -> str:
    if chief is None:
        return ""
    if not named:
        week = chief.week(on)
        return _("week {week}, paused", week=week) if chief.paused_on(on) else _("week {week}", week=week)
    facts = {"week": chief.week(on), "treatment": shown(chief.name)}
    if chief.paused_on(on):
        return _("week {week} of {treatment}, paused", **facts)
    return _("week {week} of {treatment}", **facts)
