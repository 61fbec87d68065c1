"""What the blinded ratings of a course say: each rater's visits and steadiness, and how the raters agree."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hairtrack.analysis.rating import (
    FEWEST_PAIRS,
    Agreement,
    Interval,
    Steadiness,
    agreement,
    mean_rating,
    steadiness,
)
from hairtrack.course import Course, Photo, View
from hairtrack.errors import Reason, ReasonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRating:
    """What a rater made of a visit against the first one.

    Attributes
    ----------
    photo : str
        SHA-256.
    on : date
    rating : Interval
        Steps, positive for more hair.
    answers : int
    """

    photo: str
    on: date
    rating: Interval
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterResult:
    """What one rater said of a view.

    Attributes
    ----------
    rater : str
    baseline : date or None
        The visit that the others were rated against; None while only others were rated.
    visits : tuple of VisitRating
        In order.
    steady : Steadiness
    same_visit : tuple of int
        Answers to two photos of one visit, where no hair can have changed.
    """

    rater: str
    baseline: date | None
    visits: tuple[VisitRating, ...]
    steady: Steadiness
    same_visit: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterPair:
    """How two raters agree, or why that cannot be said."""

    first: str
    second: str
    found: Agreement | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRatings:
    """The ratings of a view.

    Attributes
    ----------
    view : View
    raters : tuple of RaterResult
        In the order in which they first rated.
    pairs : tuple of RaterPair
        Each two raters.
    """

    view: View
    raters: tuple[RaterResult, ...] = ()
    pairs: tuple[RaterPair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    rater: str
    before: Photo
    after: Photo
    score: int

    @property
    def pair(self) -> tuple[str, str]:
        return self.before.sha256, self.after.sha256

    @property
    def days(self) -> tuple[date, date]:
        assert self.before.taken_on is not None
        assert self.after.taken_on is not None
        return self.before.taken_on, self.after.taken_on


def view_ratings(course: Course, view: View) -> ViewRatings:
    """Gather what was said of a view.

    Parameters
    ----------
    course : Course
    view : View

    Returns
    -------
    ViewRatings
        By the present days of the photos: where a day was corrected, a rating is turned with it.
    """
    answers = _answers(course, view)
    raters = tuple(dict.fromkeys(answer.rater for answer in answers))
    # The first visit is in more pairs than any other; an older one that was added later takes over once it is rated.
    first = Counter(answer.days[0] for answer in answers if answer.days[0] != answer.days[1])
    baseline = min(first, key=lambda day: (-first[day], day), default=None)
    return ViewRatings(
        view=view,
        raters=tuple(_result(rater, [a for a in answers if a.rater == rater], baseline) for rater in raters),
        pairs=tuple(_agree(answers, *two) for two in combinations(raters, 2)),
    )


def _answers(course: Course, view: View) -> list[_Answer]:
    """Return the ratings whose two photos are in the view and have a day, in the order in which they were given."""
    order = {photo.sha256: place for place, photo in enumerate(course.in_view(view))}
    photos = course.in_view(view)
    found = []
    for rating in course.ratings:
        if rating.before in order and rating.after in order:
            first, last = order[rating.before], order[rating.after]
            turned = first > last
            before, after = (photos[place] for place in sorted((first, last)))
            found.append(_Answer(rating.rater, before, after, -rating.score if turned else rating.score))
    return found


def _result(rater: str, answers: list[_Answer], baseline: date | None) -> RaterResult:
    by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_visit: dict[date, list[_Answer]] = defaultdict(list)
    for answer in answers:
        by_pair[answer.pair].append(answer.score)
        if answer.days[0] == baseline != answer.days[1]:
            by_visit[answer.days[1]].append(answer)
    steady = steadiness(list(by_pair.values()))
    return RaterResult(
        rater=rater,
        baseline=baseline if by_visit else None,
        visits=tuple(
            VisitRating(
                photo=of_day[-1].after.sha256,
                on=day,
                rating=mean_rating([answer.score for answer in of_day], steady),
                answers=len(of_day),
            )
            for day, of_day in sorted(by_visit.items())
        ),
        steady=steady,
        same_visit=tuple(answer.score for answer in answers if answer.days[0] == answer.days[1]),
    )


def _agree(answers: list[_Answer], first: str, second: str) -> RaterPair:
    """Hold the first answers of two raters to the same pairs against each other."""
    said: dict[str, dict[tuple[str, str], int]] = {first: {}, second: {}}
    for answer in answers:
        if answer.rater in said:
            said[answer.rater].setdefault(answer.pair, answer.score)
    shared = [(score, said[second][pair]) for pair, score in said[first].items() if pair in said[second]]
    found = agreement(shared)
    few = Reason.of(ReasonKind.TOO_FEW_RATED, first=first, second=second, pairs=len(shared), needed=FEWEST_PAIRS)
    return RaterPair(first=first, second=second, found=found, reasons=() if found else (few,))
