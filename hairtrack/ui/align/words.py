"""What the align page says about the course and about one photo."""

from hairtrack.course import Alignment, AlignmentMethod, Course, Photo
from hairtrack.errors import ReasonKind
from hairtrack.figures import decimal
from hairtrack.language import _, _n
from hairtrack.messages import reason_sentence
from hairtrack.workflow.align_photos import is_mirrored
from hairtrack.workflow.learned_matcher import led_by_learned
from hairtrack.workflow.left_to_align import found_mirrored, refused, to_align, waiting

_HOW = {
    AlignmentMethod.SAME_FILE: _("the same file"),
    AlignmentMethod.FEATURES: _("by {count} marks on the skin"),
    AlignmentMethod.LANDMARKS: _("by {count} points placed by hand"),
}
_WHY = {
    ReasonKind.NO_STABLE_MARKS: _("too few marks"),
    ReasonKind.MATCHES_DISAGREE: _("marks disagree"),
    ReasonKind.WAYS_DISAGREE: _("ways disagree"),
    ReasonKind.MATCHES_TOO_CLUSTERED: _("marks too close"),
    ReasonKind.IMPLAUSIBLE_POSE: _("another angle"),
    ReasonKind.ERROR_TOO_LARGE: _("not sure enough"),
    ReasonKind.TOO_FEW_LANDMARKS: _("too few points"),
    ReasonKind.LANDMARKS_DISAGREE: _("points disagree"),
    ReasonKind.LANDMARKS_TOO_NARROW: _("points too close"),
}
"""Why a photo was refused, in as few words as fit a narrow list."""


def say_course(course: Course) -> tuple[str, str]:
    """Say how many photos are aligned and how well, and what comes next."""
    photos = to_align(course)
    if not photos:
        return _("Nothing to align yet"), _(
            "Each view needs photos of two visits; the first one is its reference photo."
        )
    alignments = [a for photo in photos if (a := course.alignment(photo)) is not None and a.aligned]
    errors = [a.error_percent_width for a in alignments if a.error_percent_width is not None]
    needing, mirrored = map(len, refused(course))
    left = len(waiting(course))
    answer = _("{count} of {count2} aligned", count=len(alignments), count2=len(photos))
    if errors:
        answer += _(", ±{sorted} % of width", sorted=decimal(sorted(errors)[len(errors) // 2], 1))
    if needing:
        answer += _n("; {count} needs points", "; {count} need points", needing)
    if mirrored:
        answer += _n("; {count} is a mirror image", "; {count} are mirror images", mirrored)
    if left:
        return answer, _n("{count} photo is still to be aligned.", "{count} photos are still to be aligned.", left)
    if needing:
        return answer, _("Where too little could be found again, place three to six points by hand.")
    if mirrored:
        return answer, _("Choose a mirror image and use it mirrored.")
    return answer, _("Blink each photo against its reference photo to see that the head stays in place.")


def say_photo(course: Course, photo: Photo) -> str:
    """Say in a line how a photo stands."""
    if photo == course.reference(photo.view):
        return _("Reference photo of its view")
    alignment = course.alignment(photo)
    if alignment is None:
        return _("Not aligned yet")
    if found_mirrored(course, photo):
        return _("A mirror image")
    if not alignment.aligned:
        return _("Needs points")
    how = _HOW[alignment.method].format(count=alignment.inliers)
    if led_by_learned(alignment):
        how = _("{how}, with a learned matcher", how=how)
    if is_mirrored(alignment):
        how = _("{how}, mirrored", how=how)
    return _("Aligned, {error}, {how}", error=error_words(alignment), how=how)


def say_briefly(course: Course, photo: Photo, *, through_others: bool | None = None) -> str:
    """Say in a few words how a photo stands, for a narrow list.

    Parameters
    ----------
    course : Course
    photo : Photo
    through_others : bool, optional
        Whether other photos led to its place, where that is known.
    """
    alignment = course.alignment(photo)
    if photo == course.reference(photo.view):
        return _("Reference photo")
    if alignment is None or found_mirrored(course, photo):
        return say_photo(course, photo)
    if not alignment.aligned:
        why = next((_WHY[reason.kind] for reason in alignment.reasons if reason.kind in _WHY), "")
        return _("Needs points: {why}", why=why) if why else _("Needs points")
    # Of the width, as the answer above the list says.
    known = alignment.error_percent_width
    error = _("error not known") if known is None else _("±{error} %", error=decimal(known, 1))
    match alignment.method, through_others:
        case AlignmentMethod.LANDMARKS, _known:
            error = _n("{error}, by {count} point", "{error}, by {count} points", alignment.inliers, error=error)
        case AlignmentMethod.FEATURES, True:
            error = _("{error}, through others", error=error)
        case AlignmentMethod.FEATURES, False:
            error = _("{error}, directly", error=error)
    if led_by_learned(alignment):
        error = _("{error}, with a learned matcher", error=error)
    return _("{error}, mirrored", error=error) if is_mirrored(alignment) else error


def say_why(course: Course, photo: Photo) -> str:
    """Say why a photo could not be aligned, or what to keep in mind."""
    alignment = course.alignment(photo)
    return "\n\n".join(reason_sentence(reason) for reason in alignment.reasons) if alignment else ""


def say_points(alignment: Alignment | None, placed: int) -> str:
    """Say how well points placed by hand fit together so far."""
    said = _n("{count} point placed in both photos.", "{count} points placed in both photos.", placed)
    if placed < 3 or alignment is None:
        rest = 3 - placed
        more = _n("{count} more point is needed.", "{count} more points are needed.", rest) if rest > 0 else ""
        return f"{said} {more}".strip()
    if alignment.aligned:
        return _("{said} Around them the photo is aligned to {error}.", said=said, error=error_words(alignment))
    return f"{said} {' '.join(reason_sentence(reason) for reason in alignment.reasons)}"


def error_words(alignment: Alignment) -> str:
    """Write the error of an alignment."""
    error = alignment.error_percent_width
    return _("error not known") if error is None else _("±{error} % of width", error=decimal(error, 1))
