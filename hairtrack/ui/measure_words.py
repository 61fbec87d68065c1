"""What the measure page says: the number with its doubt, or why there is none, and the next step."""

from dataclasses import dataclass
from enum import StrEnum

from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.errors import ReasonKind
from hairtrack.messages import reason_sentence
from hairtrack.ui.change_panel import value_words
from hairtrack.ui.words import view_words, visit_words

_MEANING = (
    "The share of the scalp that hair hides. The true value lies between the two numbers in 95 of 100 cases; "
    "it is not a count of hairs."
)


class Step(StrEnum):
    """The one next step, as its button says it."""

    NONE = ""
    ADD_PHOTOS = "Add photos"
    DRAW = "Draw a region"
    MEASURE = "Measure"
    ALIGN = "Align photos"


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the inspector."""

    answer: str
    why: str
    step: Step
    reasons: str = ""
    role: str = "title"


def say_measurement(course: Course, photo: Photo | None, region: Region | None) -> Said:
    """Say what is known of a region in a photo.

    Parameters
    ----------
    course : Course
    photo : Photo or None
        None where the course has no dated photo.
    region : Region or None
        None where the photo's view has no region.

    Returns
    -------
    Said
    """
    if photo is None:
        return Said("No photos yet", "Add dated photos first.", Step.ADD_PHOTOS)
    if region is None:
        view = view_words(photo.view)
        why = f'Draw around the area to be watched, once, on the reference photo of the view "{view}".'
        return Said("Where to look?", why, Step.DRAW)
    measurement = course.measurement(photo, region)
    step = Step.MEASURE if unmeasured(course) else Step.NONE
    where = f"{region.name}, {visit_words(course, photo.taken_on)}."
    if measurement is None:
        return Said("Not measured yet", where, step)
    reasons = "\n\n".join(reason_sentence(reason) for reason in measurement.reasons)
    if not measurement.measured:
        return Said("Not judged", where, Step.ALIGN if unplaced(measurement) else step, reasons)
    judged = f"{100 * measurement.judged:.0f}\N{NO-BREAK SPACE}% of the region could be judged"
    judged += "; hatched parts are glare, deep shadow or out of sight." if measurement.judged < 0.995 else "."
    kept = f"Keep in mind:\n\n{reasons}" if reasons else ""
    return Said(value_words(measurement), f"{where} {judged}\n\n{_MEANING}", step, kept, "answer")


def unmeasured(course: Course) -> list[tuple[Photo, Region]]:
    """Return what is still to be measured with the person model in use."""
    pairs = [(photo, region) for region in course.regions for photo in course.in_view(region.view)]
    person = course.person.id if course.person else ""
    return [(p, r) for p, r in pairs if (m := course.measurement(p, r)) is None or m.person != person]


def unplaced(measurement: Measurement) -> bool:
    """Whether a region could not be measured because its photo is not aligned."""
    return any(reason.kind is ReasonKind.NOT_ALIGNED for reason in measurement.reasons)
