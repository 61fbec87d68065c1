"""Which earlier value stands beside a new one.

One is kept for each value and no more, so that a course does not grow with every touch: the one from before the user
touched, because that is what a touch is held against, or after a new engine the one of the engine before. Whatever
lies between can be had again by undo.
"""

from hairtrack.course import FormerValue, Measurement, PersonModel


def former_value(known: Measurement | None, record: Measurement, person: PersonModel) -> FormerValue | None:
    """Return the earlier value to keep beside one that is about to be measured.

    Parameters
    ----------
    known : Measurement or None
        What is known of the region in the photo so far.
    record : Measurement
        Of the new value, which need not be there yet.
    person : PersonModel
        By whom it is measured.

    Returns
    -------
    FormerValue or None
        None where nothing of the same pixels was measured, and where neither touches nor the engine came between.
    """
    if known is None or _pixels(known) != _pixels(record):
        return None
    if known.engine == person.engine:
        if not person.dabs or known.person == person.id:
            return known.former if person.dabs else None
        if known.former is not None and known.former.engine == person.engine:
            return known.former
    if known.coverage is None or known.low is None or known.high is None:
        return None
    return FormerValue(
        coverage=known.coverage, low=known.low, high=known.high, engine=known.engine, person=known.person
    )


def _pixels(measurement: Measurement) -> tuple[object, ...]:
    return measurement.outline, measurement.trusted, measurement.exclusions
