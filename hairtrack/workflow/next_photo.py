"""The journey of taking the next photo like an earlier one: what the last photos did otherwise, and what to do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hairtrack.analysis.comparability import wet_on
from hairtrack.analysis.next_photo import Aspect, Found, LightTurn, Seen, differences
from hairtrack.analysis.next_photo_hair import hair_advice, length_is_fine
from hairtrack.analysis.next_photo_words import GENERAL, Advice, advice_of, fine_words
from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.imaging.arrays import Mask
from hairtrack.imaging.light_turn import light_slopes, sharper_by
from hairtrack.language import _, listed
from hairtrack.messages import day_in_words
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import AlignedPair, measure_conditions
from hairtrack.workflow.fair_pair import PlacedSmall, place_small, regions_small
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.plain import day_json

_VISITS = 3
"""The last visits that advice rests on; what was so before that may have been put right."""
_MOST_PHOTOS = 6
_DOUBTED = {ReasonKind.BLURRED, ReasonKind.TOO_DARK, ReasonKind.OVEREXPOSED, ReasonKind.TOO_SMALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How to take the next photo of a view.

    Attributes
    ----------
    view : View
    pattern : Photo
        What it is to be like.
    looked_at : tuple of Photo
        The last photos, that the advice rests on.
    advice : tuple of Advice
        What to do otherwise, the weightiest first; only what was found.
    fine : str
        A sentence on what is as it should be, or empty.
    unknown : str
        A sentence on what is not known yet, or empty.
    doubt : str
        A sentence on the pattern itself, or empty.
    general : tuple of str
        What holds for every photo.
    """

    view: View
    pattern: Photo
    looked_at: tuple[Photo, ...] = ()
    advice: tuple[Advice, ...] = ()
    fine: str = ""
    unknown: str = ""
    doubt: str = ""
    general: tuple[str, ...] = GENERAL


def patterns(course: Course, view: View) -> tuple[Photo, ...]:
    """Return the photos of a view that the next one may be like, the usual one first.

    Parameters
    ----------
    course : Course
    view : View

    Returns
    -------
    tuple of Photo
        The reference photo, then the others in order of time.
    """
    reference = course.reference(view)
    others = (photo for photo in course.in_view(view) if photo != reference)
    return () if reference is None else (reference, *others)


def next_photo_guide(
    folder: CourseFolder,
    course: Course,
    view: View,
    progress: Progress = no_progress,
    *,
    pattern: Photo | None = None,
    today: date | None = None,
) -> Guide:
    """Say how to take the next photo of a view like an earlier one, from how the last ones differ from that.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    view : View
    progress : Progress
    pattern : Photo, optional
        What it is to be like; the view's reference photo by default.
    today : date, optional

    Returns
    -------
    Guide

    Raises
    ------
    HairtrackError
        NO_PHOTO_IN_VIEW, or what keeps a photo from being read.
    """
    pattern = pattern or course.reference(view)
    if pattern is None:
        raise HairtrackError(ErrorKind.NO_PHOTO_IN_VIEW, view=view)
    last = _last(course, pattern)
    seen = _seen(folder, course, pattern, last, progress)
    found = differences(seen)
    advice, fine = advised(found, pattern), found.fine
    if pattern.taken_on is not None:
        days = {"pattern_on": pattern.taken_on, "today": today or date.today()}
        noted = hair_advice(course.diary.grooms, **days)
        advice = tuple(sorted((*advice, *noted), key=lambda each: not each.stops))
        fine += (Aspect.LENGTH,) if length_is_fine(course.diary.grooms, **days) else ()
    return Guide(
        view=view,
        pattern=pattern,
        looked_at=last,
        advice=advice,
        fine=fine_sentence(fine, advice),
        unknown=_unknown(course, view, seen),
        doubt=_doubt(pattern),
    )


def advised(found: Found, pattern: Photo) -> tuple[Advice, ...]:
    """Say what to do about what was found beside a pattern."""
    return advice_of(found, day=_day(pattern))


def fine_sentence(fine: Collection[Aspect], advice: Sequence[Advice]) -> str:
    """Say in a sentence what is as it should be, or nothing."""
    named = fine_words(fine, {each.aspect for each in advice})
    return _("Fine as it is: {what}.", what=listed(list(named))) if named else ""


def guide_json(guide: Guide) -> dict[str, Any]:
    """Return a guide as the command line writes it."""
    return {
        "view": guide.view,
        "like": {
            "sha256": guide.pattern.sha256,
            "file": guide.pattern.file_name,
            "taken_on": day_json(guide.pattern.taken_on),
        },
        "looked_at": [photo.sha256 for photo in guide.looked_at],
        "advice": [
            {"aspect": each.aspect, "do": each.do, "why": each.why, "forbids_comparing": each.stops}
            for each in guide.advice
        ],
        "fine": guide.fine or None,
        "unknown": guide.unknown or None,
        "doubt": guide.doubt or None,
        "general": list(guide.general),
    }


def _day(photo: Photo) -> str:
    return day_in_words(photo.taken_on) if photo.taken_on else _("no date")


def _last(course: Course, pattern: Photo) -> tuple[Photo, ...]:
    """Return the photos of the last visits that are not the pattern's own."""
    others = [photo for photo in course.in_view(pattern.view) if photo.taken_on != pattern.taken_on]
    days = sorted({photo.taken_on for photo in others if photo.taken_on})[-_VISITS:]
    return tuple(photo for photo in others if photo.taken_on in days)[-_MOST_PHOTOS:]


def _seen(
    folder: CourseFolder, course: Course, pattern: Photo, last: Sequence[Photo], progress: Progress
) -> tuple[Seen, ...]:
    """Look at how the last photos were taken."""
    placed: dict[str, PlacedSmall] = {}
    aligned = [photo for photo in (pattern, *last) if to_photo(course, photo) is not None]
    if pattern not in aligned:
        aligned = []
    for index, photo in enumerate(aligned):
        progress(index / len(aligned), _("Looking at {photo}", photo=photo.file_name))
        placed[photo.sha256] = place_small(folder, course, photo)
    mask = regions_small(course, pattern.view, placed)
    return tuple(_seen_one(course, pattern, photo, placed, mask) for photo in last)


def _seen_one(course: Course, pattern: Photo, photo: Photo, placed: dict[str, PlacedSmall], mask: Mask) -> Seen:
    alignment = course.alignment(photo)
    refused = alignment.reasons if alignment and not alignment.aligned else ()
    grooms = course.diary.grooms
    seen = Seen(
        on=photo.taken_on,
        noticed=frozenset(reason.kind for reason in (*photo.cautions, *refused)),
        upright=photo.size[1] >= photo.size[0],
        pattern_upright=pattern.size[1] >= pattern.size[0],
        camera=photo.camera,
        pattern_camera=pattern.camera,
        lens_mm=photo.lens_mm,
        pattern_lens_mm=pattern.lens_mm,
        wet=wet_on(grooms, photo.taken_on) if photo.taken_on else None,
        pattern_wet=wet_on(grooms, pattern.taken_on) if pattern.taken_on else None,
    )
    if photo.sha256 not in placed or pattern.sha256 not in placed:
        return seen
    return beside(seen, placed[pattern.sha256], placed[photo.sha256], mask)


def beside(seen: Seen, first: PlacedSmall, second: PlacedSmall, mask: Mask) -> Seen:
    """Add to what is known of a photo how it differs from the pattern.

    Parameters
    ----------
    seen : Seen
    first, second : PlacedSmall
        The pattern and the photo in one frame.
    mask : Mask
        What is compared, in that frame.

    Returns
    -------
    Seen
    """
    pair = AlignedPair(
        before=first.image,
        after=second.image,
        valid=first.seen & second.seen,
        taken_out=first.taken_out + second.taken_out,
        strands=(first.strands, second.strands),
    )
    judged = pair.judged
    brighter, warmer, right, down = light_slopes(before=pair.before, after=pair.after, judged=judged)
    sharper = sharper_by(before=pair.before, after=pair.after, judged=judged & mask)
    turn = LightTurn(brighter=brighter, warmer=warmer, right=right, down=down, sharper=sharper)
    return replace(seen, conditions=measure_conditions(pair, (first.transform, second.transform), mask), turn=turn)


def _unknown(course: Course, view: View, seen: Sequence[Seen]) -> str:
    if not seen:
        if len(course.in_view(view)) > 1:
            return _("All photos of this view are of one day, so nothing is known yet of how the next may differ.")
        return _("There is one photo of this view, so nothing is known yet of how the next may differ.")
    if all(each.conditions is None for each in seen):
        return _("The last photos are not aligned with this one, so how they differ in angle and light is not known.")
    return ""


def _doubt(pattern: Photo) -> str:
    """Say that the pattern is itself no good one."""
    if _DOUBTED.isdisjoint(reason.kind for reason in pattern.cautions):
        return ""
    return _(
        "This photo is itself not a good one (see its note on Photos): a later one may serve better as the pattern."
    )
