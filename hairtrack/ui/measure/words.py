"""What the measure page says: the number with its doubt, or why there is none, and the next step."""

from dataclasses import dataclass
from enum import StrEnum

from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.errors import Reason, ReasonKind
from hairtrack.language import _, _n
from hairtrack.messages import reason_sentence
from hairtrack.report.coverage_words import fine_words, remedy_words, unjudged_words
from hairtrack.report.words import percent
from hairtrack.ui.compare.change_panel import value_words
from hairtrack.ui.words import view_words, visit_words
from hairtrack.workflow.measure_coverage import lacks_parts

_MEANING = _(
    "The share of the scalp that hair hides. The true value lies between the two numbers in 95 of 100 cases; "
    "it is not a count of hairs."
)


class Step(StrEnum):
    """The one next step, as its button says it."""

    NONE = ""
    ADD_PHOTOS = _("Add photos")
    DRAW = _("Draw a region")
    MEASURE = _("Measure")
    ALIGN = _("Align photos")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the inspector."""

    answer: str
    why: str
    step: Step
    reasons: str = ""
    role: str = "title"


def say_measurement(course: Course, photo: Photo | None, region: Region | None, *, following: bool = False) -> Said:
    """Say what is known of a region in a photo.

    Parameters
    ----------
    course : Course
    photo : Photo or None
        None where the course has no dated photo.
    region : Region or None
        None where the photo's view has no region.
    following : bool
        Whether the course is just being measured by itself, so that there is no step to take.

    Returns
    -------
    Said
    """
    if photo is None:
        return Said(_("No photos yet"), _("Add dated photos first."), Step.ADD_PHOTOS)
    if region is None:
        view = view_words(photo.view)
        why = _('Draw around the area to be watched, once, on the reference photo of the view "{view}".', view=view)
        return Said(_("Where to look?"), why, Step.DRAW)
    measurement = course.measurement(photo, region)
    step = Step.MEASURE if not following and unmeasured(course) else Step.NONE
    where = f"{region.words}, {visit_words(course, photo.taken_on)}."
    if measurement is None:
        return Said(_("Not measured yet"), where, step)
    cautions = measurement.reasons
    if region.salt_area and lacks_parts(measurement, region):
        cautions = (*cautions, Reason.of(ReasonKind.SALT_MEASURE_AGAIN, area=region.salt_area.label))
    reasons = "\n\n".join(map(reason_sentence, cautions))
    if not measurement.measured:
        reasons = "\n\n".join(filter(None, (reasons, _unjudged(measurement) if measurement.unjudged else "")))
        return Said(_("Not judged"), where, Step.ALIGN if unplaced(measurement) else step, reasons)
    kept = _("Keep in mind:\n\n{reasons}", reasons=reasons) if reasons else ""
    told = (" ".join((where, *_beside(measurement))), _unjudged(measurement), _MEANING)
    return Said(value_words(measurement), "\n\n".join(filter(None, told)), step, kept, "answer")


def _beside(measurement: Measurement) -> list[str]:
    """Say what stands beside the number: fine hair in it, and what it was before."""
    fine, former = fine_words(measurement.fine), measurement.former
    said = [f"{fine[0].upper()}{fine[1:]}."] if fine else []
    if former is not None:
        value = value_words(former)
        same = former.engine == measurement.engine
        said.append(
            _("Before you touched: {value}.", value=value)
            if same
            else _("By the version before: {value}.", value=value)
        )
    return said


def _unjudged(measurement: Measurement) -> str:
    if measurement.unjudged:
        return " ".join(filter(None, (unjudged_words(measurement.unjudged), remedy_words(measurement.unjudged))))
    # Older measurements know no causes.
    rest = 1 - measurement.judged
    return _("{percent} of the region is not judged (hatched).", percent=percent(rest)) if rest >= 0.005 else ""


def touch_words(count: int, *, waiting: bool) -> str:
    """Say what was touched and whether the values know of it.

    Parameters
    ----------
    count : int
        Touches in the course.
    waiting : bool
        Whether the stored values are older than the touches, and nothing is going on to change that.
    """
    if waiting:
        return _(
            "The values in the course are older than your touches; only what you see here follows them. "
            "Measure to have all follow."
        )
    if not count:
        return _("Where marks and hair do not agree, touch some hair and some skin. The value follows at once.")
    return _n(
        "{count} place touched in this course. All values follow.",
        "{count} places touched in this course. All values follow.",
        count,
    )


def unmeasured(course: Course) -> list[tuple[Photo, Region]]:
    """Return what is still to be measured with the person model in use."""
    pairs = [(photo, region) for region in course.regions for photo in course.in_view(region.view)]
    person = course.person.id if course.person else ""
    stale = course.touches_wait
    return [
        (p, r)
        for p, r in pairs
        if stale or (m := course.measurement(p, r)) is None or m.person != person or lacks_parts(m, r) or _lost(m)
    ]


def _lost(measurement: Measurement) -> bool:
    """Whether the photo's original was missing, which can be tried again at any time."""
    return any(reason.kind is ReasonKind.ORIGINAL_MISSING for reason in measurement.reasons)


def unplaced(measurement: Measurement) -> bool:
    """Whether a region could not be measured because its photo is not aligned."""
    return any(reason.kind is ReasonKind.NOT_ALIGNED for reason in measurement.reasons)
