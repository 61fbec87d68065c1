"""What differs between two photos besides hair, in so few words that they fit beneath a film."""

from collections.abc import Iterable

from hairtrack.analysis.comparability import Condition, Finding, Level, weightiest
from hairtrack.language import _

_DIFFERS = {
    Condition.ANGLE: _("other angle"),
    Condition.DISTANCE: _("other distance"),
    Condition.SHARPNESS: _("other sharpness"),
    Condition.LIGHT: _("other light"),
    Condition.COLOUR: _("other colour of light"),
    Condition.BRIGHTNESS: _("other brightness"),
    Condition.GLARE: _("glare or shadow"),
    Condition.OVERLAP: _("little that both show"),
    Condition.ALIGNMENT: _("loose alignment"),
    Condition.LENGTH: _("other hair length"),
    Condition.STATE: _("hair cut, wet or styled"),
    Condition.CAMERA: _("other camera or lens"),
}
_MOST_NAMED = 2


def differing(findings: Iterable[Finding]) -> tuple[Condition, ...]:
    """Return the conditions that forbid comparing two photos.

    Parameters
    ----------
    findings : iterable of Finding

    Returns
    -------
    tuple of Condition
        Each once.
    """
    heavy = dict.fromkeys(f.condition for f in weightiest(findings) if f.level is Level.NOT_COMPARABLE)
    if Condition.LENGTH in heavy:
        # That the hair looks different is then known from the notes already.
        heavy.pop(Condition.STATE, None)
    return tuple(heavy)


def film_note(before: tuple[Condition, ...], *, first: tuple[Condition, ...] = ()) -> str:
    """Say with what a photo of a film cannot be compared, and why.

    Parameters
    ----------
    before : tuple of Condition
        What forbids comparing it with the photo before it.
    first : tuple of Condition
        What forbids comparing it with the film's first photo.

    Returns
    -------
    str
        Empty where nothing does.
    """
    if before and first:
        return _("Not comparable with the photos before: {what}", what=_named((*first, *before)))
    if before:
        return _("Not comparable with the photo before: {what}", what=_named(before))
    if first:
        return _("Not comparable with the first photo: {what}", what=_named(first))
    return ""


def fade_note(before: tuple[Condition, ...]) -> str:
    """Say why the two photos that are seen in each other cannot be compared; empty where they can.

    Parameters
    ----------
    before : tuple of Condition
        What forbids it.

    Returns
    -------
    str
    """
    return _("These two photos are not comparable: {what}", what=_named(before)) if before else ""


def _named(conditions: tuple[Condition, ...]) -> str:
    return ", ".join(_DIFFERS[condition] for condition in tuple(dict.fromkeys(conditions))[:_MOST_NAMED])
