"""The journey of checking a course's values: each is measured anew from its own record alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.imaging.coverage import ENGINE
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image
from hairtrack.workflow.measure_coverage import filled


class Agreement(StrEnum):
    """What came of measuring again."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_REPEATABLE = "not repeatable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A stored value and the same measured again.

    Attributes
    ----------
    photo : Photo
    region : Region
    stored : Measurement
    again : Measurement or None
        None where another version of the engine made the stored one, which only that version can repeat.
    """

    photo: Photo
    region: Region
    stored: Measurement
    again: Measurement | None

    @property
    def agreement(self) -> Agreement:
        """Whether the two are the same, bit for bit."""
        if self.again is None:
            return Agreement.NOT_REPEATABLE
        return Agreement.AGREES if self.again == self.stored else Agreement.DIFFERS


def measure_again(folder: CourseFolder, course: Course, progress: Progress = no_progress) -> tuple[Repeated, ...]:
    """Measure every stored value anew and hold it against what is stored; nothing is changed.

    A value rests on its photo, its person model and its record, and on nothing else in the course: neither the
    region nor the alignment is asked.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress

    Returns
    -------
    tuple of Repeated
        One for each value, in order of view, region and day.

    Raises
    ------
    HairtrackError
        What reading an original raises.
    """
    found = [
        (photo, region, stored)
        for stored in course.measurements
        if stored.measured and (photo := course.photo(stored.photo)) and (region := course.region(stored.region))
    ]
    found.sort(key=lambda each: (each[0].view, each[1].name, str(each[0].taken_on), each[0].sha256))
    repeated = []
    for index, (photo, region, stored) in enumerate(found):
        progress(index / len(found), f"Measuring {region.name} in {photo.file_name} again")
        again = _again(folder, course, photo, stored)
        repeated.append(Repeated(photo=photo, region=region, stored=stored, again=again))
    return tuple(repeated)


def _again(folder: CourseFolder, course: Course, photo: Photo, stored: Measurement) -> Measurement | None:
    person = next((known for known in course.persons if known.id == stored.person), None)
    if person is None or stored.engine != ENGINE:
        return None
    again = filled(load_image(folder, photo), stored, person)
    # What a value of before did not record cannot differ from it.
    return again if stored.bare_to_dense else replace(again, bare_to_dense=())


def agreement_words(repeated: Sequence[Repeated]) -> str:
    """Say in a few sentences how many values agree."""
    agree, differ, others = (sum(each.agreement is kind for each in repeated) for kind in Agreement)
    words = [f"{agree} of {agree + differ} values measured again agree bit for bit."]
    if differ:
        do = "1 does not: it was" if differ == 1 else f"{differ} do not: they were"
        words.append(f"{do} altered, or made on another computer, where the last digits may differ.")
    if others:
        were, them = ("1 was", "it") if others == 1 else (f"{others} were", "them")
        words.append(f"{were} made by another version of the engine, which alone can repeat {them}.")
    return " ".join(words)
