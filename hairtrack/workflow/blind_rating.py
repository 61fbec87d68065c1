"""The journey of a blinded rating: pairs of one view in random order and side, without dates, some of them twice."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import scaled
from hairtrack.progress import Progress, no_progress
from hairtrack.ratings import MOST, Rating
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import aligned_pair
from hairtrack.workflow.places import to_photo

MOST_VISITS = 12
"""That one sitting holds against the baseline; more tire the eye. The rest come in the next one."""
_FEWEST_PAIRS = 3
_FEWEST_REPEATS = 2
_APART = (3, 2)
"""Places between two showings of a pair: as wished, and at the least, where there are few pairs."""
_TRIES = 500
_SIDE = 2400
"""Pixels of the longer side of a photo as it is rated."""
_NOTHING = 128
"""Grey where both are clear, so that their edges blend with any surround."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A pair as it is shown once.

    Attributes
    ----------
    before, after : str
        SHA-256 of the photos, in the order of time.
    after_left : bool
        Whether the later one is on the left.
    repeat : bool
        Whether the pair was shown before in the sitting.
    """

    before: str
    after: str
    after_left: bool
    repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSession:
    """A sitting: what is shown to one rater, in order.

    Attributes
    ----------
    id : str
    rater : str
    view : View
    showings : tuple of Showing
    """

    id: str
    rater: str
    view: View
    showings: tuple[Showing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The two photos of a showing in one frame: (H, W, 4), clear where either of them does not show the place."""

    left: Image
    right: Image


def draw_pairs(course: Course, view: View, seed: int, *, rater: str) -> BlindSession:
    """Draw a sitting: each visit against the first, some neighbouring visits, and two photos of one visit.

    About a quarter of the pairs, at least two, come again later with their sides exchanged, never right after the first
    time. Neighbouring visits keep a rater from taking one side for the first visit; two photos of one visit show what
    a rater sees where no hair can have changed. What this rater has rated least comes first, and of that what others
    have rated.

    Parameters
    ----------
    course : Course
    view : View
    seed : int
        The same seed draws the same sitting.
    rater : str

    Returns
    -------
    BlindSession

    Raises
    ------
    HairtrackError
        RATER_MISSING, or NOTHING_TO_RATE where the view has too few aligned visits.
    """
    rater = known_rater(course, rater)
    if not rater:
        raise HairtrackError(ErrorKind.RATER_MISSING)
    visits = [tuple(photos) for _, photos in groupby(_aligned(course, view), key=lambda photo: photo.taken_on)]
    if len(visits) < _FEWEST_PAIRS:
        raise HairtrackError(ErrorKind.NOTHING_TO_RATE, view=view, visits=len(visits))
    chance = random.Random(seed)
    pairs = _pairs(course, visits, rater, chance)
    repeats = chance.sample(range(len(pairs)), max(_FEWEST_REPEATS, round(len(pairs) / 4)))
    left = [chance.random() < 0.5 for _ in pairs]
    showings = []
    shown: set[int] = set()
    for index in _order([*range(len(pairs)), *repeats], chance):
        again = index in shown
        before, after = pairs[index]
        showings.append(
            Showing(before=before.sha256, after=after.sha256, after_left=left[index] != again, repeat=again)
        )
        shown.add(index)
    return BlindSession(
        id=f"{chance.getrandbits(64):016x}",
        rater=rater,
        view=view,
        showings=tuple(showings),
    )


def left_out(course: Course, view: View) -> int:
    """Return how many dated photos of a view cannot take part because they are not aligned."""
    return len(course.in_view(view)) - len(_aligned(course, view))


def known_rater(course: Course, name: str) -> str:
    """Return a rater's name without spare spaces, spelt as in earlier ratings."""
    name = " ".join(name.split())
    return next((r.rater for r in course.ratings if r.rater.casefold() == name.casefold()), name)


def load_sides(
    folder: CourseFolder, course: Course, showing: Showing, progress: Progress = no_progress
) -> Sides | None:
    """Return the two photos of a showing, showing nothing that only one of them shows.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    showing : Showing
    progress : Progress

    Returns
    -------
    Sides or None
        None where a photo is no longer in the course or no longer aligned.
    """
    before, after = course.photo(showing.before), course.photo(showing.after)
    pair = aligned_pair(folder, course, before, after, progress) if before and after else None
    if pair is None or not pair.valid.any():
        return None
    # The reference photo is whole and the others have gaps, which would tell it from them.
    rows, columns = (np.flatnonzero(pair.valid.any(axis=axis)) for axis in (1, 0))
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    seen = pair.valid[box][..., None]
    clear = 255 * seen.astype(np.uint8)
    first, second = (
        scaled(np.dstack([np.where(seen, image[box], np.uint8(_NOTHING)), clear]), _SIDE)
        for image in (pair.before, pair.after)
    )
    return Sides(left=second, right=first) if showing.after_left else Sides(left=first, right=second)


def answered(course: Course, session: BlindSession) -> int:
    """Return how many showings of a sitting have been answered; that is also the place of the next one."""
    return sum(rating.session == session.id for rating in course.ratings)


def answer(course: Course, session: BlindSession, more_on_right: int, on: date) -> Course:
    """Keep the answer to the next showing.

    Parameters
    ----------
    course : Course
    session : BlindSession
        With a showing left to answer.
    more_on_right : int
        -3 (the left photo shows much more hair) to 3 (the right one does).
    on : date
        Today.

    Returns
    -------
    Course
    """
    if abs(more_on_right) > MOST:
        raise ValueError(f"{more_on_right} is not on the scale")
    place = answered(course, session)
    showing = session.showings[place]
    rating = Rating(
        rater=session.rater,
        before=showing.before,
        after=showing.after,
        score=-more_on_right if showing.after_left else more_on_right,
        session=session.id,
        place=place,
        repeat=showing.repeat,
        rated_on=on,
    )
    return replace(course, ratings=(*course.ratings, rating))


def take_back(course: Course, session: BlindSession) -> Course:
    """Forget the last answer of a sitting; without one, nothing changes."""
    last = max((r.place for r in course.ratings if r.session == session.id), default=None)
    kept = tuple(r for r in course.ratings if (r.session, r.place) != (session.id, last))
    return replace(course, ratings=kept)


def leave_out(course: Course, session: BlindSession) -> BlindSession:
    """Drop the next showing, whose photos cannot be shown, and every later one of the same two photos."""
    place = answered(course, session)
    broken = session.showings[place]
    rest = (s for s in session.showings[place:] if (s.before, s.after) != (broken.before, broken.after))
    return replace(session, showings=(*session.showings[:place], *rest))


def _aligned(course: Course, view: View) -> list[Photo]:
    return [photo for photo in course.in_view(view) if to_photo(course, photo) is not None]


def _pairs(
    course: Course, visits: Sequence[tuple[Photo, ...]], rater: str, chance: random.Random
) -> list[tuple[Photo, Photo]]:
    """Choose the pairs of a sitting, each in the order of time."""
    first = [photos[0] for photos in visits]
    own, others = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for rating in course.ratings:
        (own if rating.rater == rater else others)[rating.before, rating.after] += 1

    def some(pairs: Iterable[tuple[Photo, Photo]], most: int) -> list[tuple[Photo, Photo]]:
        listed = [(before, after, chance.random()) for before, after in pairs]
        listed.sort(key=lambda p: (own[p[0].sha256, p[1].sha256], -others[p[0].sha256, p[1].sha256], p[2]))
        return [(before, after) for before, after, _ in listed[:most]]

    later = some(((first[0], photo) for photo in first[1:]), MOST_VISITS)
    steps = some(pairwise(first[1:]), max(1, round(len(later) / 3)))
    same_visit = some((pair for photos in visits for pair in pairwise(photos)), 1)
    return [*later, *steps, *same_visit]


def _order(indices: Sequence[int], chance: random.Random) -> list[int]:
    """Shuffle so that the two showings of a pair are apart; every order that keeps them so is as likely."""
    order = list(indices)
    for apart in _APART:
        for _ in range(_TRIES):
            chance.shuffle(order)
            if all(order[at] not in order[at + 1 : at + apart] for at in range(len(order))):
                return order
    raise AssertionError("three pairs or more can always be kept apart")
