"""How far a treatment had come on a day, as it is said beside a date."""

from datetime import date

from hairtrack.diary import Diary
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
    going_on = [treatment for treatment in diary.treatments if treatment.active_on(on)]
    return min(
        going_on,
        key=lambda taken: (_IMPORTANCE.index(taken.kind), -taken.started_on.toordinal(), taken.id),
        default=None,
    )


def week_words(diary: Diary, on: date) -> str:
    """Say how far a treatment had come on a day: "week 24 of ritlecitinib"; empty without one.

    Parameters
    ----------
    diary : Diary
    on : date

    Returns
    -------
    str
    """
    chief = chief_treatment(diary, on)
    if chief is None:
        return ""
    return f"week {chief.week(on)} of {chief.name}{', paused' if chief.paused_on(on) else ''}"
