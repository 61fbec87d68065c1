"""Under which conditions the two photos of a comparison were taken, as far as they are alike."""

from collections.abc import Callable, Collection, Iterator

from hairtrack.analysis.comparability import Condition, Level, length_on, wet_on
from hairtrack.course import Course
from hairtrack.figures import decimal
from hairtrack.imaging.comparison import pose_between
from hairtrack.language import _
from hairtrack.workflow.compare_photos import Comparison
from hairtrack.workflow.places import to_photo

_LIGHT = (Condition.LIGHT, Condition.COLOUR, Condition.BRIGHTNESS, Condition.GLARE)
_SAID = (
    (Condition.DISTANCE,),
    (Condition.ANGLE,),
    _LIGHT,
    (Condition.SHARPNESS,),
    (Condition.LENGTH,),
    (Condition.STATE,),
    (Condition.CAMERA,),
)
"""In order; that the two show the same part in one frame stands above the pictures already."""


def condition_lines(course: Course, comparison: Comparison) -> tuple[str, ...]:
    """Say what two photos have in common besides hair, and what nobody could judge.

    Parameters
    ----------
    course : Course
    comparison : Comparison
        What counts against it is among its reasons and is not said again.

    Returns
    -------
    tuple of str
        Sentences for one line.
    """
    fine = {finding.condition for finding in comparison.findings if finding.level is Level.FINE}
    judged = {finding.condition for finding in comparison.findings}
    alike = [words for group in _SAID for words in _alike(course, comparison, group, fine, judged)]
    unknown = [group[0].words for group in _SAID if not judged.intersection(group)]
    lines = [_("Alike in both photos: {conditions}.", conditions=", ".join(alike))] if alike else []
    lines += [_("Dry on both days, by the notes.")] if _both_dry(course, comparison) else []
    lines += [_("Not known: {conditions}.", conditions=", ".join(unknown))] if unknown else []
    return tuple(lines)


def _alike(
    course: Course,
    comparison: Comparison,
    group: tuple[Condition, ...],
    fine: Collection[Condition],
    judged: Collection[Condition],
) -> Iterator[str]:
    """Name what is alike of a group: all of it in one word, else one by one, with how much where that is known."""
    kept = [condition for condition in group if condition in fine]
    whole = len(kept) > 1 and len(kept) == len([condition for condition in group if condition in judged])
    for condition in kept[:1] if whole else kept:
        amount = _AMOUNTS[condition](course, comparison) if condition in _AMOUNTS else ""
        yield f"{condition.words} ({amount})" if amount else condition.words


def _pose(course: Course, comparison: Comparison) -> tuple[float, float]:
    first, second = to_photo(course, comparison.before), to_photo(course, comparison.after)
    return (1.0, 0.0) if first is None or second is None else pose_between(first, second)


def _distance(course: Course, comparison: Comparison) -> str:
    percent = round(100 * (_pose(course, comparison)[0] - 1))
    if not percent:
        return ""
    if percent > 0:
        return _("{percent} % closer", percent=percent)
    return _("{percent} % further away", percent=-percent)


def _angle(course: Course, comparison: Comparison) -> str:
    degrees = round(_pose(course, comparison)[1])
    return _("turned by about {degrees}°", degrees=degrees) if degrees else ""


def _length(course: Course, comparison: Comparison) -> str:
    grooms, days = course.diary.grooms, (comparison.before.taken_on, comparison.after.taken_on)
    lengths = [length for day in days if day and (length := length_on(grooms, day)) is not None]
    if len(lengths) < len(days):
        return ""
    first, last = map(decimal, lengths)
    if first == last:
        return _("about {length} mm", length=first)
    return _("about {first} mm, then {second} mm", first=first, second=last)


_AMOUNTS: dict[Condition, Callable[[Course, Comparison], str]] = {
    Condition.DISTANCE: _distance,
    Condition.ANGLE: _angle,
    Condition.LENGTH: _length,
}


def _both_dry(course: Course, comparison: Comparison) -> bool:
    days = (comparison.before.taken_on, comparison.after.taken_on)
    return all(day is not None and wet_on(course.diary.grooms, day) is False for day in days)
