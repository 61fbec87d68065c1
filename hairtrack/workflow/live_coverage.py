"""One photo looked into: what its pixels were taken for, and at once what a touch makes of them.

What costs is reading a photo and describing its pixels. Both are kept for the regions looked at last, so a touch costs
only a new person model and weighing the pixels by it. The value is the one that `measure_course` then stores, bit for
bit, as long as no photo came in since: how the person's photos are read at all, and whether hair and skin can be told
apart, is asked of the model in use.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Course, DabKind, Measurement, Outline, PersonModel, Photo, Point, Region, Size
from hairtrack.imaging.coverage.decided import Decided, decided
from hairtrack.imaging.coverage.evidence import touched_row
from hairtrack.imaging.coverage.measure import Described, describe_pixels, sum_up, unfit
from hairtrack.imaging.coverage.person import Touched, person_of
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image
from hairtrack.workflow.measure_coverage import (
    blank_record,
    learnt_places,
    person_in_use,
    recorded_place,
    touched_points,
    with_found,
)
from hairtrack.workflow.places import Place, place_masks, place_of

_KEPT = 1
"""Regions whose pixels stay described; one that fills a third of a photo takes some 220 MB."""
_KINDS = ((DabKind.HAIR, 1.0), (DabKind.SKIN, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was made of a region in a photo.

    Attributes
    ----------
    measurement : Measurement
        Of the touches as they are, whether or not the course is measured by them yet.
    labels : ndarray of uint8, shape (H, W)
        Of the photo's size, with the codes of `Coverage.labels`.
    decided : Decided
    person : PersonModel
        By whom the pixels were judged.
    seen_at : Size
        The whole photo's size at which it was measured.
    """

    measurement: Measurement
    labels: NDArray[np.uint8]
    decided: Decided
    person: PersonModel
    seen_at: Size


class LiveCoverage:
    """Looks into photos, and keeps of the last what the next touch needs. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._described: OrderedDict[tuple[object, ...], Described] = OrderedDict()
        self._rows: dict[tuple[str, Outline, Point], Touched | None] = {}

    def inspect(
        self, folder: CourseFolder, course: Course, photo: Photo, region: Region, progress: Progress = no_progress
    ) -> Inspection | None:
        """Look into a region of a photo, by the touches as they are.

        Parameters
        ----------
        folder : CourseFolder
        course : Course
        photo : Photo
        region : Region
        progress : Progress

        Returns
        -------
        Inspection or None
            None where the region has no place in the photo, or this engine has not learnt hair and skin yet.

        Raises
        ------
        HairtrackError
            What reading an original raises.
        """
        with self._lock:
            # Whoever waited for the lock may not be wanted any more.
            progress(0.0, _("Looking into the photo"))
            known = person_in_use(course)
            if known is None or place_of(course, photo, region).reason is not None:
                return None
            person = self._person(folder, course, known)
            record = blank_record(course, photo, region, person)
            place = recorded_place(record, photo.size[0])
            if unfit(place.outline, photo.size):
                return None
            seen = self._describe(folder, photo, place).judged_by(person)
        progress(0.5, _("Looking into the photo"))
        found = sum_up(seen, place.outline, person, size=photo.size, alignment_error_px=place.error_px)
        width, height = (round(side * seen.frame.scale) for side in photo.size)
        return Inspection(
            measurement=with_found(record, found),
            labels=found.labels,
            decided=decided(seen),
            person=person,
            seen_at=(width, height),
        )

    def forget_pixels(self) -> None:
        """Drop what takes much memory; the next touch reads its photo anew."""
        with self._lock:
            self._described.clear()

    def _describe(self, folder: CourseFolder, photo: Photo, place: Place) -> Described:
        key = _pixels(photo, place)
        if key not in self._described:
            trusted, excluded = place_masks(place, photo.size)
            found = describe_pixels(load_image(folder, photo), place.outline, trusted=trusted, excluded=excluded)
            self._described[key] = found.kept()
            while len(self._described) > _KEPT:
                self._described.popitem(last=False)
        self._described.move_to_end(key)
        return self._described[key]

    def _person(self, folder: CourseFolder, course: Course, person: PersonModel) -> PersonModel:
        """Return the model in use, or where touches wait the one that they will make."""
        if not course.touches_wait:
            return person
        places = learnt_places(course)
        touched = [
            (row, is_hair)
            for photo, place in places
            for kind, is_hair in _KINDS
            for point in touched_points(course, photo, kind)
            if (row := self._row(folder, photo, place, point)) is not None
        ]
        ids = [photo.sha256 for photo, _ in places]
        found = person_of(touched, ids, texture=person.texture, separation=person.separation)
        return replace(found, dabs=course.dabs)

    def _row(self, folder: CourseFolder, photo: Photo, place: Place, point: Point) -> Touched | None:
        key = (photo.sha256, place.outline, point)
        if key not in self._rows:
            known = None if place.exclusions else self._described.get(_pixels(photo, place))
            self._rows[key] = touched_row(load_image(folder, photo), place.outline, point, known)
        return self._rows[key]


def _pixels(photo: Photo, place: Place) -> tuple[object, ...]:
    return photo.sha256, place.outline, place.trusted, place.exclusions
