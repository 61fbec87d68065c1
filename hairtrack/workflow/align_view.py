"""All photos of a view find their places together: in the reference photo, and in each other.

Each is compared with the reference photo and its neighbours in time, and all pairs are then fitted at once. So the
last photo reaches the first through those between, and a pair that leads elsewhere than the others is left out.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from hairtrack.course import Alignment, AlignmentMethod, Course, Photo, Transform
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.registration.mirror import turns_over
from hairtrack.imaging.registration.network import Link, Placed, place_together
from hairtrack.imaging.registration.result import ENGINE, Registration
from hairtrack.imaging.registration.transform import error_percent_width, hull_grid, identity, map_points
from hairtrack.language import _
from hairtrack.progress import Cancelled, Progress, part_of
from hairtrack.workflow.compared_pairs import ComparedPairs
from hairtrack.workflow.two_at_once import two_at_once

_NEIGHBOURS, _IN_LONG_COURSES, _LONG = 2, 1, 20
"""So many photos before it each photo is compared with; fewer where more photos than so many would take minutes."""
_ROUNDS = 3
_TRIES = 2
"""So many more photos, the nearest in time that have a place, are tried in each round for one that has none."""
_MANY = 12
"""Where more photos than these have none, one is tried for each, or a long course would take minutes more."""
_PLANNED = 0.7
"""Share of the work until each photo was compared with its neighbours."""

_Pair = tuple[Photo, Photo]


class ViewAlignment:
    """The photos of one view on their way to their places.

    Parameters
    ----------
    pairs : ComparedPairs
    course : Course
    reference : Photo
        Of the view.
    waiting : sequence of Photo
        To be placed. Others may move as well where they turn out to be wrong, but not what was placed by hand.
    lost : collection of str
        SHA-256 of photos that cannot be read now, and stay out of it.
    """

    def __init__(
        self,
        pairs: ComparedPairs,
        course: Course,
        reference: Photo,
        waiting: Sequence[Photo],
        lost: Collection[str] = (),
    ) -> None:
        self.pairs, self.course, self.reference = pairs, course, reference
        self.photos = tuple(photo for photo in course.in_view(reference.view) if photo.sha256 not in lost)
        self.waiting = {photo.sha256 for photo in waiting}

    def run(self, progress: Progress) -> tuple[Course, bool]:
        """Place all and return the course; say whether the user stopped it.

        Parameters
        ----------
        progress : Progress

        Returns
        -------
        course : Course
            Stopped, with what has a place by then; the rest is left to be tried again.
        stopped : bool
        """
        stopped = False
        try:
            groups = [group for photo in self.photos if (group := self._planned(photo))]
            two_at_once(self._compare, groups, part_of(progress, 0.0, _PLANNED))
            self._rescue(part_of(progress, _PLANNED, 1.0))
        except Cancelled:
            stopped = True
        return self._recorded(stopped=stopped), stopped

    def _planned(self, photo: Photo) -> tuple[_Pair, ...]:
        """Return the pairs of a photo that are to be compared: those in which one waits."""
        return tuple(pair for pair in self._usual(photo) if self.waiting & {one.sha256 for one in pair})

    def _usual(self, photo: Photo) -> tuple[_Pair, ...]:
        """Return the pairs of a photo with the reference photo and with those before it."""
        place = self.photos.index(photo)
        count = _NEIGHBOURS if len(self.photos) <= _LONG else _IN_LONG_COURSES
        others = {self.reference: None} | dict.fromkeys(self.photos[max(0, place - count) : place])
        return tuple(self._in_order(photo, other) for other in others if other != photo)

    def _in_order(self, one: Photo, other: Photo) -> _Pair:
        """Return the pair that two photos make: the reference photo first, else the earlier one."""
        if self.reference in (one, other):
            return (one, other) if one == self.reference else (other, one)
        return (one, other) if self.photos.index(one) < self.photos.index(other) else (other, one)

    def _compare(self, group: Sequence[_Pair], progress: Progress) -> None:
        for index, (fixed, moving) in enumerate(group):
            part = part_of(progress, index / len(group), (index + 1) / len(group))
            if fixed == self.reference:
                part(0.0, _("Aligning {photo}", photo=moving.file_name))
            else:
                part(0.0, _("Aligning {photo} through {other}", photo=moving.file_name, other=fixed.file_name))
            self.pairs.compare(fixed, moving, part)

    def _rescue(self, progress: Progress) -> None:
        """Try photos that have no place yet with others that have one, as long as that helps."""
        tied = -1
        for number in range(_ROUNDS):
            placed = self._place()
            lost = [photo for photo in self.photos if photo.sha256 in self.waiting - placed.transforms.keys()]
            known = self._held().keys() | placed.transforms.keys()
            tries = _TRIES if len(lost) <= _MANY else 1
            groups = [group for photo in lost if (group := self._untried(photo, known)[:tries])]
            if not groups or len(placed.links) == tied:
                return
            tied = len(placed.links)
            two_at_once(self._compare, groups, part_of(progress, number / _ROUNDS, (number + 1) / _ROUNDS))

    def _untried(self, photo: Photo, known: set[str]) -> tuple[_Pair, ...]:
        """Return the pairs of a photo with those that have a place, the nearest in time first."""
        others = [other for other in self.photos if other.sha256 in known and other != photo]
        others.sort(key=lambda other: (_days_apart(other, photo), other.sha256))
        pairs = [self._in_order(photo, other) for other in others]
        return tuple(pair for pair in pairs if self.pairs.known(*pair) is None)

    def _place(self) -> Placed:
        return place_together(size=self.reference.size, held=self._held(), links=self._links())

    def _held(self) -> dict[str, Transform]:
        """Return the places that stay: by hand, as mirror images, and those whose own pairs are not known any more."""
        held = {self.reference.sha256: identity(self.reference.size)}
        for photo in self.photos:
            alignment = self.course.alignment(photo)
            if photo.sha256 in self.waiting or alignment is None or alignment.transform is None:
                continue
            found = [self.pairs.known(*pair) for pair in self._usual(photo)]
            kept = alignment.method is not AlignmentMethod.FEATURES or turns_over(alignment.transform)
            if kept or None in found:
                held[photo.sha256] = alignment.transform
        return held

    def _links(self) -> list[Link]:
        return [
            Link(fixed=fixed.sha256, moving=moving.sha256, transform=found.transform)
            for fixed, moving, found in self._known()
            if found.transform is not None
        ]

    def _known(self) -> Iterator[tuple[Photo, Photo, Registration]]:
        """Yield all pairs that were compared."""
        pairs = {self._in_order(one, other): None for one in self.photos for other in self.photos if one is not other}
        for fixed, moving in pairs:
            found = self.pairs.known(fixed, moving)
            if found is not None:
                yield fixed, moving, found

    def _recorded(self, *, stopped: bool) -> Course:
        placed, held = self._place(), self._held()
        course = self.course
        for photo in self.photos:
            if photo.sha256 in held:
                continue
            alignment = self._alignment(photo, placed)
            before = course.alignment(photo)
            if stopped and not alignment.aligned:
                continue
            if photo.sha256 in self.waiting or before is None or not _same_place(before, alignment):
                course = course.with_alignment(alignment)
        return course

    def _alignment(self, photo: Photo, placed: Placed) -> Alignment:
        known, before = self.pairs.known(self.reference, photo), self.course.alignment(photo)
        transform = placed.transforms.get(photo.sha256)
        own = [link for link in placed.links if photo.sha256 in (link.fixed, link.moving)]
        counts = [self._inliers(link) for link in own] if transform else [known.inliers if known else 0]
        return Alignment(
            fixed=self.reference.sha256,
            moving=photo.sha256,
            transform=transform,
            method=AlignmentMethod.FEATURES,
            inliers=max(counts, default=0),
            error_percent_width=error_percent_width(transform) if transform else None,
            reasons=self._reasons(photo, placed, known),
            landmarks=before.landmarks if before else (),
            engine=self._engine(own) if transform else ENGINE,
        )

    def _inliers(self, link: Link) -> int:
        found = self._behind(link)
        return found.inliers if found else 0

    def _engine(self, links: Sequence[Link]) -> str:
        """Name the engine, with the learned matcher where that led to one of the links."""
        led = any(found is not None and found.learned for found in map(self._behind, links))
        return self.pairs.engine if led else ENGINE

    def _behind(self, link: Link) -> Registration | None:
        by_name = {photo.sha256: photo for photo in self.photos}
        return self.pairs.known(by_name[link.fixed], by_name[link.moving])

    def _reasons(self, photo: Photo, placed: Placed, known: Registration | None) -> tuple[Reason, ...]:
        """Say why a photo has no place, or which comparison was not believed."""
        open_ended = [link for link in placed.contradicted if link.moving == photo.sha256]
        if photo.sha256 not in placed.transforms:
            disagree = (Reason.of(ReasonKind.WAYS_DISAGREE),) if open_ended else ()
            return disagree or (known.reasons if known else ()) or (Reason.of(ReasonKind.NO_STABLE_MARKS),)
        direct = any(link.fixed == self.reference.sha256 for link in open_ended)
        return (Reason.of(ReasonKind.WAY_LEFT_OUT),) if direct else ()


def _days_apart(one: Photo, other: Photo) -> int:
    return abs((one.taken_on - other.taken_on).days) if one.taken_on and other.taken_on else 10**6


def _same_place(before: Alignment, after: Alignment) -> bool:
    """Say whether a photo lies where it was before, within the error stated then, so that its values may stay."""
    if before.transform is None or after.transform is None:
        return before.aligned == after.aligned
    points = hull_grid(before.transform.hull)
    gaps = np.hypot(*(map_points(before.transform, points) - map_points(after.transform, points)).T)
    shared = gaps[~np.isnan(gaps)]
    stated = (before.error_percent_width or 0.0) / 100 * before.transform.moving_size[0]
    return bool(len(shared) and np.median(shared) <= stated)
