"""Which comparisons a report shows, and why."""

from collections.abc import Sequence

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.workflow.compare_photos import default_pair


def chosen_pairs(course: Course, choices: Choices) -> tuple[tuple[Photo, Photo], ...]:
    """Return the photos to be compared, those of page one first; a photo alone is paired with itself.

    Parameters
    ----------
    course : Course
    choices : Choices

    Returns
    -------
    tuple of (Photo, Photo)
        The chosen ones, then one of each chosen view that they do not show; the first alone where the report is one
        comparison.

    Raises
    ------
    HairtrackError
        UNKNOWN_PHOTO, PAIR_OF_TWO_VIEWS or NO_PHOTO_IN_VIEW.
    """
    pairs = [(_known(course, pair.before), _known(course, pair.after)) for pair in choices.pairs]
    for before, after in pairs:
        if before.view is not after.view:
            raise HairtrackError(ErrorKind.PAIR_OF_TWO_VIEWS, before=before.short, after=after.short)
    for view in choices.views:
        if not course.in_view(view):
            raise HairtrackError(ErrorKind.NO_PHOTO_IN_VIEW, view=view)
    shown = {before.view for before, _ in pairs}
    pairs += [_pair(course, view) for view in _views(course, choices) if view not in shown]
    return tuple(pairs[:1] if choices.kind is ReportKind.COMPARISON else pairs)


def _known(course: Course, sha256: str) -> Photo:
    photo = course.photo(sha256)
    if photo is None:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=sha256)
    return photo


def _views(course: Course, choices: Choices) -> Sequence[View]:
    """Return the views of a report, that of page one first."""
    if choices.views:
        return choices.views
    dated = [view for view in course.views() if course.in_view(view)]
    first = _default_view(course) if dated else None
    return sorted(dated, key=lambda view: view is not first)


def _default_view(course: Course) -> View:
    try:
        return default_pair(course)[0].view
    except HairtrackError:
        return next(view for view in course.views() if course.in_view(view))


def _pair(course: Course, view: View) -> tuple[Photo, Photo]:
    try:
        return default_pair(course, view)
    except HairtrackError:
        only = course.in_view(view)[0]
        return only, only
