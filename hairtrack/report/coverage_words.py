"""What is said of a measured region beside its number: its fine hair, and what could not be judged and why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from hairtrack.course import Cause, Unjudged
from hairtrack.language import _, _n
from hairtrack.report.words import percent

CAUSES: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.GLARE: _("glare"),
        Cause.SHADOW: _("deep shadow"),
        Cause.UNTRUSTED: _("alignment not trusted there"),
        Cause.TAKEN_OUT: _("taken out by you"),
        Cause.OUT_OF_SIGHT: _("outside the photo"),
    }
)
_REMEDIES: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.GLARE: _("Next time no flash, and turn the head a little away from the lamp."),
        Cause.SHADOW: _("Next time let light fall into the dark part too."),
        Cause.UNTRUSTED: _("Place points near that part on the Align page."),
        Cause.TAKEN_OUT: _("Next time keep clips and fingers off the region."),
        Cause.OUT_OF_SIGHT: _("Next time take the photo from a little further away."),
    }
)
LEAST_SAID = 0.005
"""Share of a region below which a cause is not worth a word."""
_LEAST_REMEDIED = 0.02


def fine_words(fine: float | None) -> str:
    """Say how much of the coverage is fine or pale hair: "of which fine or pale: 4 points"; nothing where unknown."""
    if fine is None:
        return ""
    return _n("of which fine or pale: {count} point", "of which fine or pale: {count} points", round(100 * fine))


def unjudged_words(parts: Sequence[Unjudged]) -> str:
    """Say what share of a region is not judged, and why: the sentence ends with its point; empty where all is judged.

    Parameters
    ----------
    parts : sequence of Unjudged
    """
    said = [part for part in parts if part.share >= LEAST_SAID]
    if not said:
        return ""
    total = percent(sum(part.share for part in parts))
    if len(said) == 1:
        return _("{share} of the region is not judged: {causes}.", share=total, causes=CAUSES[said[0].cause])
    causes = ", ".join(f"{CAUSES[part.cause]} ({percent(part.share)})" for part in said)
    return _("{share} of the region is not judged: {causes}.", share=total, causes=causes)


def remedy_words(parts: Sequence[Unjudged]) -> str:
    """Say what to do about the parts that are not judged; empty where it is hardly worth it."""
    return " ".join(_REMEDIES[part.cause] for part in parts if part.share >= _LEAST_REMEDIED)
