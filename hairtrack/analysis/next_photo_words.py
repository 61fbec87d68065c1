"""The words of the advice for the next photo: what to do, in a short imperative, and why."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from hairtrack.analysis.next_photo import Aspect, Found, Off
from hairtrack.figures import decimal
from hairtrack.language import _, _n

_GROUPS: tuple[tuple[frozenset[Aspect], str], ...] = (
    (frozenset({Aspect.DISTANCE}), _("distance")),
    (frozenset({Aspect.ANGLE}), _("angle")),
    (frozenset({Aspect.FRAME, Aspect.ORIENTATION}), _("what is in the picture")),
    (frozenset({Aspect.LIGHT, Aspect.COLOUR, Aspect.BRIGHTNESS, Aspect.GLARE}), _("light")),
    (frozenset({Aspect.SHARPNESS}), _("sharpness")),
    (frozenset({Aspect.LENGTH, Aspect.STATE}), _("hair")),
    (frozenset({Aspect.CAMERA, Aspect.LENS}), _("camera")),
)
"""What is fine is named shortly by these, in this order."""

GENERAL = (
    _("Stand in the same place, by the same lamp or window, and hold the head as in the photo."),
    _("Hair dry, washed the same way, combed the same way, without gel, spray or fibres."),
    _("No flash, no zoom, no filter, no beauty mode. Tap the scalp on the screen, so that it is sharp."),
    _("Take three photos of each view and lower the phone in between: that shows how much chance there is in one."),
    _("Add the originals from the phone, not copies from a chat."),
)
"""What holds for every photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to do in the next photo.

    Attributes
    ----------
    aspect : Aspect
    do : str
        A short imperative.
    why : str
        A sentence.
    stops : bool
        Whether photos that differ so cannot be compared.
    """

    aspect: Aspect
    do: str
    why: str
    stops: bool = False


def fine_words(fine: Collection[Aspect], off: Collection[Aspect]) -> tuple[str, ...]:
    """Name what is as it should be.

    Parameters
    ----------
    fine, off : collection of Aspect
        What was judged, either way.

    Returns
    -------
    tuple of str
        What is partly off is left out.
    """
    return tuple(words for group, words in _GROUPS if group & set(fine) and not group & set(off))


def advice_of(found: Found, *, day: str) -> tuple[Advice, ...]:
    """Say what to do about what was found.

    Parameters
    ----------
    found : Found
    day : str
        Of the pattern, in words.

    Returns
    -------
    tuple of Advice
        The weightiest first.
    """
    return tuple(_advice(off, day) for off in found.off)


def _advice(off: Off, day: str) -> Advice:
    key = (off.aspect, off.way)
    do = _DO.get(key) or _DO[off.aspect]
    why = _WHY.get(key) or _WHY[off.aspect]
    return Advice(aspect=off.aspect, do=do(off, day), why=why(off.count, day), stops=off.stops)


def _step(off: Off, day: str) -> str:
    """Say how far to step; a factor only where these photos agree on one and another lens cannot pass for it."""
    last = off.last
    same = last.camera == last.pattern_camera and last.lens_mm == last.pattern_lens_mm
    times = round(off.amount, 1) if off.amount is not None and same else None
    if off.way == "closer":
        if times is None or times <= 1:
            return _("Step back until the head is as large as in the photo of {day}.", day=day)
        return _(
            "Step back until the head is as large as in the photo of {day}, about {times} times as far away.",
            day=day,
            times=decimal(times, 1),
        )
    if times is None or times >= 1:
        return _("Come closer until the head is as large as in the photo of {day}.", day=day)
    return _(
        "Come closer until the head is as large as in the photo of {day}, to about {percent} % of the distance.",
        day=day,
        percent=decimal(10 * round(10 * times)),
    )


def _turn(off: Off, day: str) -> str:
    if off.amount is None:
        return _("Hold the head and the phone as in the photo of {day}.", day=day)
    degrees = max(5, 5 * math.floor(off.amount / 5 + 0.5))
    return _(
        "Hold the head and the phone as in the photo of {day}: the angle was off by about {degrees} degrees.",
        day=day,
        degrees=degrees,
    )


def _same_camera(off: Off, _day: str) -> str:
    return _("Use the same camera again: {camera}.", camera=off.last.pattern_camera)


def _same_lens(off: Off, _day: str) -> str:
    return _(
        "Use the same lens again, without zoom: {first} mm, not {second} mm.",
        first=off.last.pattern_lens_mm,
        second=off.last.lens_mm,
    )


_Key = Aspect | tuple[Aspect, str]

_DO: dict[_Key, Callable[[Off, str], str]] = {
    Aspect.MIRROR: lambda _off, _day: _("Turn off mirroring in the camera, or use the camera at the back."),
    Aspect.LIKENESS: lambda _off, day: _(
        "Hold the phone so that the picture looks like the photo of {day}, laid over it if you can.", day=day
    ),
    Aspect.DISTANCE: _step,
    Aspect.ANGLE: _turn,
    Aspect.FRAME: lambda _off, day: _("Keep all of it in the picture that the photo of {day} shows.", day=day),
    (Aspect.ORIENTATION, "upright"): lambda _off, _day: _("Hold the phone upright."),
    (Aspect.ORIENTATION, "aside"): lambda _off, _day: _("Hold the phone on its side."),
    Aspect.LIGHT: lambda _off, day: _(
        "Stand where you stood on {day}, by the same lamp or window, turned to it the same way.", day=day
    ),
    (Aspect.COLOUR, "warm"): lambda _off, _day: _("Use whiter light: daylight at a window, or the lamp of then."),
    (Aspect.COLOUR, "cool"): lambda _off, _day: _("Use warmer light: the lamp of then, and no screen nearby."),
    (Aspect.BRIGHTNESS, "bright"): lambda _off, _day: _(
        "Use less light, or tap the scalp on the screen so that the camera makes it darker."
    ),
    (Aspect.BRIGHTNESS, "dark"): lambda _off, _day: _(
        "Use more light, or tap the scalp on the screen so that the camera makes it brighter."
    ),
    Aspect.GLARE: lambda _off, _day: _("Turn off the flash and step out of hard light."),
    Aspect.SHARPNESS: lambda _off, _day: _("Hold the phone still, or rest it, and wait until it is sharp."),
    (Aspect.STATE, "wet"): lambda _off, _day: _("Let the hair dry first."),
    (Aspect.STATE, "dry"): lambda _off, _day: _(
        "Keep taking photos of dry hair, and choose one of them as the pattern."
    ),
    Aspect.STATE: lambda _off, _day: _("Comb it the same way, dry and without product, at about the same length."),
    Aspect.CAMERA: _same_camera,
    Aspect.LENS: _same_lens,
    Aspect.FILE: lambda _off, _day: _("Add the original from the phone, not a copy from a chat."),
}
_WHY: dict[_Key, Callable[[int, str], str]] = {
    Aspect.MIRROR: lambda n, day: _n(
        "The last photo is the mirror image of that of {day}.",
        "The last {count} photos are mirror images of that of {day}.",
        n,
        day=day,
    ),
    Aspect.LIKENESS: lambda n, day: _n(
        "The last photo could not be laid over that of {day}.",
        "The last {count} photos could not be laid over that of {day}.",
        n,
        day=day,
    ),
    (Aspect.DISTANCE, "closer"): lambda n, day: _n(
        "The last photo was taken from closer than that of {day}.",
        "The last {count} photos were taken from closer than that of {day}.",
        n,
        day=day,
    ),
    (Aspect.DISTANCE, "further"): lambda n, day: _n(
        "The last photo was taken from further away than that of {day}.",
        "The last {count} photos were taken from further away than that of {day}.",
        n,
        day=day,
    ),
    Aspect.ANGLE: lambda n, day: _n(
        "The last photo was taken from another angle than that of {day}.",
        "The last {count} photos were taken from another angle than that of {day}.",
        n,
        day=day,
    ),
    Aspect.FRAME: lambda n, day: _n(
        "The last photo cuts off part of what is compared.",
        "The last {count} photos cut off part of what is compared.",
        n,
        day=day,
    ),
    Aspect.ORIENTATION: lambda n, day: _n(
        "The last photo was taken with the phone held another way than on {day}.",
        "The last {count} photos were taken with the phone held another way than on {day}.",
        n,
        day=day,
    ),
    Aspect.LIGHT: lambda n, day: _n(
        "The light fell differently in the last photo than in that of {day}.",
        "The light fell differently in the last {count} photos than in that of {day}.",
        n,
        day=day,
    ),
    (Aspect.LIGHT, "left"): lambda n, day: _n(
        "More light came from the left of the picture in the last photo than in that of {day}.",
        "More light came from the left of the picture in the last {count} photos than in that of {day}.",
        n,
        day=day,
    ),
    (Aspect.LIGHT, "right"): lambda n, day: _n(
        "More light came from the right of the picture in the last photo than in that of {day}.",
        "More light came from the right of the picture in the last {count} photos than in that of {day}.",
        n,
        day=day,
    ),
    (Aspect.LIGHT, "above"): lambda n, day: _n(
        "More light came from the top of the picture in the last photo than in that of {day}.",
        "More light came from the top of the picture in the last {count} photos than in that of {day}.",
        n,
        day=day,
    ),
    (Aspect.LIGHT, "below"): lambda n, day: _n(
        "More light came from the bottom of the picture in the last photo than in that of {day}.",
        "More light came from the bottom of the picture in the last {count} photos than in that of {day}.",
        n,
        day=day,
    ),
    (Aspect.COLOUR, "warm"): lambda n, day: _n(
        "The light of the last photo was yellower than that of {day}.",
        "The light of the last {count} photos was yellower than that of {day}.",
        n,
        day=day,
    ),
    (Aspect.COLOUR, "cool"): lambda n, day: _n(
        "The light of the last photo was bluer than that of {day}.",
        "The light of the last {count} photos was bluer than that of {day}.",
        n,
        day=day,
    ),
    (Aspect.BRIGHTNESS, "bright"): lambda n, day: _n(
        "The last photo is much brighter than that of {day}.",
        "The last {count} photos are much brighter than that of {day}.",
        n,
        day=day,
    ),
    (Aspect.BRIGHTNESS, "dark"): lambda n, day: _n(
        "The last photo is much darker than that of {day}.",
        "The last {count} photos are much darker than that of {day}.",
        n,
        day=day,
    ),
    Aspect.GLARE: lambda n, day: _n(
        "The last photo has more glare or black shadow than that of {day}.",
        "The last {count} photos have more glare or black shadow than that of {day}.",
        n,
        day=day,
    ),
    Aspect.SHARPNESS: lambda n, day: _n(
        "The last photo is less sharp than that of {day}.",
        "The last {count} photos are less sharp than that of {day}.",
        n,
        day=day,
    ),
    (Aspect.STATE, "wet"): lambda n, day: _n(
        "By your notes the hair was wet in the last photo and dry on {day}. Wet hair shows more scalp.",
        "By your notes the hair was wet in the last {count} photos and dry on {day}. Wet hair shows more scalp.",
        n,
        day=day,
    ),
    (Aspect.STATE, "dry"): lambda n, day: _n(
        "By your notes the hair was wet on {day} and dry in the last photo. Wet hair shows more scalp.",
        "By your notes the hair was wet on {day} and dry in the last {count} photos. Wet hair shows more scalp.",
        n,
        day=day,
    ),
    Aspect.STATE: lambda n, day: _n(
        "The hair itself looks different in the last photo than on {day}, as if cut, wet or styled in another way.",
        "The hair itself looks different in the last {count} photos than on {day}, as if cut, wet or styled in "
        "another way.",
        n,
        day=day,
    ),
    Aspect.CAMERA: lambda n, day: _n(
        "The last photo was taken with another camera than that of {day}.",
        "The last {count} photos were taken with another camera than that of {day}.",
        n,
        day=day,
    ),
    Aspect.LENS: lambda n, day: _n(
        "The last photo was taken with another lens or zoom than that of {day}.",
        "The last {count} photos were taken with another lens or zoom than that of {day}.",
        n,
        day=day,
    ),
    Aspect.FILE: lambda n, day: _n(
        "The last photo is small, so single hairs are lost.",
        "The last {count} photos are small, so single hairs are lost.",
        n,
        day=day,
    ),
}
