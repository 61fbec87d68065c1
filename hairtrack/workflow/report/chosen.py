"""Which comparisons a report shows, why those, and which ones are worth offering."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.report.choices import Choices, ChosenPair, ReportKind
from hairtrack.report.selection import within
from hairtrack.report.treatment_words import chief_treatment
from hairtrack.report.words import VIEWS, full_day
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import telling_view
from hairtrack.workflow.fair_pair import find_fair_pair, only_pair
from hairtrack.workflow.two_at_once import two_at_once

_BY_HAND = _("Chosen by hand.")
_FIRST_AND_LAST = _("The first and the last photo of this view.")
_MILESTONES = (12, 24, 36, 52)
"""Weeks of treatment at which trials look."""
_NEAR = timedelta(weeks=4)
"""How far from a milestone a visit still stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPair:
    """Two photos that a report compares.

    Attributes
    ----------
    before, after : Photo
        In order of time; the same twice for a photo alone.
    how : str
        How they were chosen, a sentence; empty where a view has only one photo.
    """

    before: Photo
    after: Photo
    how: str = ""

    @property
    def photos(self) -> tuple[Photo, Photo]:
        """Both."""
        return self.before, self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPair:
    """A comparison that is worth choosing.

    Attributes
    ----------
    before, after : Photo
        The same twice where a view has only one.
    words : str
        Such as "Crown: 5 January 2026 to 6 July 2026 (week 24)".
    """

    before: Photo
    after: Photo
    words: str

    @property
    def chosen(self) -> ChosenPair:
        """The pair as it is chosen for a report."""
        return ChosenPair(before=self.before.sha256, after=self.after.sha256)


def chosen_pairs(
    folder: CourseFolder,
    course: Course,
    choices: Choices,
    progress: Progress = no_progress,
    *,
    first_only: bool = False,
) -> tuple[ReportPair, ...]:
    """Return the photos to be compared, those of page one first.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    choices : Choices
    progress : Progress
    first_only : bool
        Whether only the pair of page one is looked for.

    Returns
    -------
    tuple of ReportPair
        The chosen ones, each once, then of each chosen view that they do not show the pair that is matched best among
        its first and last visits within the chosen days; the first alone where the report is one comparison.

    Raises
    ------
    HairtrackError
        UNKNOWN_PHOTO, PAIR_OF_TWO_VIEWS, PAIR_WITHOUT_DATE or NO_PHOTO_IN_VIEW.
    """
    pairs = list(dict.fromkeys(_by_hand(course, pair) for pair in choices.pairs))
    for view in choices.views:
        if not course.in_view(view):
            raise HairtrackError(ErrorKind.NO_PHOTO_IN_VIEW, view=view)
    shown = {pair.before.view for pair in pairs}
    views = [view for view in _views(course, choices) if view not in shown]
    if choices.kind is ReportKind.COMPARISON:
        views = [view for view in views if len(_chosen_in(course, choices, view)) > 1]
    if first_only or choices.kind is ReportKind.COMPARISON:
        views = views[: 0 if pairs else 1]
        pairs = pairs[:1]

    def one(view: View, part: Progress) -> ReportPair:
        return _proposed(folder, course, choices, view, part)

    return (*pairs, *two_at_once(one, views, progress))


def _by_hand(course: Course, pair: ChosenPair) -> ReportPair:
    before, after = _known(course, pair.before), _known(course, pair.after)
    if before == after:
        return ReportPair(before=before, after=after, how=_BY_HAND)
    if before.view is not after.view:
        raise HairtrackError(ErrorKind.PAIR_OF_TWO_VIEWS, before=before.short, after=after.short)
    undated = next((photo for photo in (before, after) if photo.taken_on is None), None)
    if undated is not None:
        raise HairtrackError(ErrorKind.PAIR_WITHOUT_DATE, photo=undated.short)
    in_time = course.in_view(before.view)
    before, after = sorted((before, after), key=in_time.index)
    return ReportPair(before=before, after=after, how=_BY_HAND)


def _known(course: Course, sha256: str) -> Photo:
    photo = course.photo(sha256)
    if photo is None:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=sha256[:8])
    return photo


def _views(course: Course, choices: Choices) -> Sequence[View]:
    """Return the views that have photos of the chosen days: first that of page one, last those without a region."""
    if choices.views:
        return [view for view in choices.views if _chosen_in(course, choices, view)]
    dated = [view for view in course.views() if _chosen_in(course, choices, view)]
    first = telling_view(course)
    regions = {r.view for r in course.regions if choices.regions is None or r.id in choices.regions}
    return sorted(dated, key=lambda view: (choices.regions is not None and view not in regions, view is not first))


def _chosen_in(course: Course, choices: Choices, view: View) -> tuple[Photo, ...]:
    """Return the photos of a view from the chosen days."""
    return tuple(photo for photo in course.in_view(view) if within(photo.taken_on, choices.since, choices.until))


def _proposed(folder: CourseFolder, course: Course, choices: Choices, view: View, progress: Progress) -> ReportPair:
    photos = _chosen_in(course, choices, view)
    if len(photos) == 1:
        return ReportPair(before=photos[0], after=photos[0])
    fair = only_pair(course, view, photos) or find_fair_pair(folder, course, view, progress, photos=photos)
    if fair is not None:
        return ReportPair(before=fair.before, after=fair.after, how=fair.why)
    return ReportPair(before=photos[0], after=photos[-1], how=_FIRST_AND_LAST)


def offered_pairs(course: Course) -> tuple[OfferedPair, ...]:
    """List the comparisons of a course that are worth choosing.

    Parameters
    ----------
    course : Course

    Returns
    -------
    tuple of OfferedPair
        Of each view, in the order of its reports: the first visit with the last one, with those near week 12, 24, 36
        and 52 of the chief treatment, and the last two visits with each other; a photo alone where there is only one.
    """
    return tuple(pair for view in _views(course, Choices()) for pair in _offered(course, view))


def _offered(course: Course, view: View) -> Iterator[OfferedPair]:
    # The first photo of a day stands for its visit.
    visits = list({photo.taken_on: photo for photo in reversed(course.in_view(view))}.values())[::-1]
    first, last = visits[0], visits[-1]
    if len(visits) == 1:
        yield OfferedPair(
            before=first,
            after=first,
            words=_("{view}: {day}, one photo", view=VIEWS[view], day=full_day(first.taken_on)),
        )
        return
    pairs = [(first, last), *((first, visit) for visit in _milestones(course, visits)), (visits[-2], last)]
    for before, after in dict.fromkeys(pairs):
        week = _week(course, after)
        facts = {"view": VIEWS[view], "first": full_day(before.taken_on), "last": full_day(after.taken_on)}
        words = (
            _("{view}: {first} to {last}", **facts)
            if week is None
            else _("{view}: {first} to {last} (week {week})", week=week, **facts)
        )
        yield OfferedPair(before=before, after=after, words=words)


def _milestones(course: Course, visits: Sequence[Photo]) -> Iterator[Photo]:
    """Yield the visit nearest to each milestone of the treatment that is counted at the last visit."""
    newest = visits[-1].taken_on
    chief = chief_treatment(course.diary, newest) if newest else None
    if chief is None:
        return
    for weeks in _MILESTONES:
        day = chief.started_on + timedelta(weeks=weeks)
        apart = {photo: abs(photo.taken_on - day) for photo in visits[1:] if photo.taken_on}
        nearest = min(apart, key=lambda photo: apart[photo])
        if apart[nearest] <= _NEAR:
            yield nearest


def _week(course: Course, photo: Photo) -> int | None:
    chief = chief_treatment(course.diary, photo.taken_on) if photo.taken_on else None
    return chief.week(photo.taken_on) if chief is not None and photo.taken_on else None
