"""The journey of measuring: the course's one person model, and every region in every photo."""

from collections.abc import Iterator
from dataclasses import replace

from hairtrack.course import Course, DabKind, Measurement, PersonModel, Photo, Point, Region
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage import ENGINE, Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.coverage.measure import Judged, judge_pixels
from hairtrack.language import _
from hairtrack.progress import Cancelled, Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.former_values import former_value
from hairtrack.workflow.images import load_image, lost_originals
from hairtrack.workflow.measure_files import FileMeasurement, measure_files
from hairtrack.workflow.places import Place, place_masks, place_of

__all__ = ["FileMeasurement", "measure_course", "measure_files", "person_in_use", "refit_person"]


def measure_course(folder: CourseFolder, course: Course, progress: Progress = no_progress) -> Course:
    """Measure every region in every dated photo of its view; what is measured and unchanged is kept.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress

    Returns
    -------
    Course
        With a person model where there was none, or where the touches changed since.

    Raises
    ------
    HairtrackError
        NO_REGION, or what reading an original raises.
    """
    pairs = _pairs(course)
    if not pairs:
        raise HairtrackError(ErrorKind.NO_REGION)
    fitted = person_in_use(course) is None or course.touches_wait
    if fitted:
        course = refit_person(folder, course, part_of(progress, 0.0, 0.4))
    rest = part_of(progress, 0.4, 1.0)
    try:
        for index, (photo, region) in enumerate(pairs):
            rest(index / len(pairs), _("Measuring {region} in {photo}", region=region.words, photo=photo.file_name))
            course = _measured(folder, course, photo, region)
    except Cancelled:
        # Values of two person models must not stand side by side.
        if fitted:
            raise
    return course


def person_in_use(course: Course) -> PersonModel | None:
    """Return what was learnt of a person; None before, and where another version of the engine learnt it."""
    person = course.person
    return person if person is not None and person.engine == ENGINE else None


def refit_person(folder: CourseFolder, course: Course, progress: Progress = no_progress) -> Course:
    """Learn hair and skin anew from all photos and dabs; every value will be measured again.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress

    Returns
    -------
    Course
        With the new person model in use.
    """
    lost = lost_originals(folder, course.photos)
    places = learnt_places(course)
    # Where none is left, reading the first says which is missing.
    usable = [(photo, place) for photo, place in places if photo.sha256 not in lost] or places

    def samples() -> Iterator[CoverageSample]:
        for photo, place in usable:
            yield CoverageSample(
                image=load_image(folder, photo),
                outline=place.outline,
                hair=touched_points(course, photo, DabKind.HAIR),
                skin=touched_points(course, photo, DabKind.SKIN),
            )

    person = fit_person(samples(), [photo.sha256 for photo, _ in usable], progress)
    return course.with_person(replace(person, dabs=course.dabs))


def learn_anew(folder: CourseFolder, course: Course, progress: Progress = no_progress) -> Course:
    """Learn hair and skin anew and measure all again by it; stopped in between, nothing comes of it.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress

    Returns
    -------
    Course
    """
    fitted = refit_person(folder, course, part_of(progress, 0.0, 0.4))
    measured = measure_course(folder, fitted, part_of(progress, 0.4, 1.0))
    # Values of two person models must not stand side by side.
    progress(1.0, "")
    return measured


def learnt_places(course: Course) -> list[tuple[Photo, Place]]:
    """Return every region's place in every photo that a person is learnt from, in order.

    Parameters
    ----------
    course : Course
    """
    places = [(photo, place_of(course, photo, region)) for photo, region in _pairs(course)]
    usable = [(photo, place) for photo, place in places if place.reason is None]
    return usable or [(photo, place) for photo, place in places if course.reference(photo.view) == photo]


def touched_points(course: Course, photo: Photo, kind: DabKind) -> tuple[Point, ...]:
    """Return where the user touched a photo to say that this is hair, or skin."""
    return tuple(dab.point for dab in course.dabs if (dab.photo, dab.kind) == (photo.sha256, kind))


def _pairs(course: Course) -> list[tuple[Photo, Region]]:
    return [(photo, region) for region in course.regions for photo in course.in_view(region.view)]


def _measured(folder: CourseFolder, course: Course, photo: Photo, region: Region) -> Course:
    """Measure one region in one photo, unless that is already known."""
    person = course.person
    if person is None:
        raise ValueError("a person model comes first")
    place = place_of(course, photo, region)
    reason = place.reason or lost_originals(folder, [photo]).get(photo.sha256)
    error = 100 * place.error_px / photo.size[0]
    known = course.measurement(photo, region)
    if known is not None and (known.person, known.engine) == (person.id, ENGINE):
        same = (known.outline, known.trusted, known.exclusions, known.alignment_error_percent_width) == (
            place.outline,
            place.trusted,
            place.exclusions,
            error,
        )
        # What is known of a photo needs its original no more, unless that was missing.
        was_missing = any(each.kind is ReasonKind.ORIGINAL_MISSING for each in known.reasons)
        settled = reason in known.reasons if place.reason or was_missing else True
        if same and settled and (reason is not None or not lacks_parts(known, region)):
            return course
    blank = blank_record(course, photo, region, person)
    if reason is not None:
        return course.with_measurement(replace(blank, reasons=(reason,)))
    return course.with_measurement(filled(load_image(folder, photo), blank, person))


def lacks_parts(known: Measurement, region: Region) -> bool:
    """Whether a value of an area of the SALT was measured before its dense and bare parts were kept.

    Parameters
    ----------
    known : Measurement
    region : Region
        Which it is of.
    """
    return region.salt_area is not None and known.measured and not known.bare_to_dense


def blank_record(course: Course, photo: Photo, region: Region, person: PersonModel) -> Measurement:
    """Return the record of a region in a photo but for its value.

    Parameters
    ----------
    course : Course
    photo : Photo
    region : Region
    person : PersonModel
        By whom it will be measured.

    Returns
    -------
    Measurement
    """
    place = place_of(course, photo, region)
    blank = Measurement(
        photo=photo.sha256,
        region=region.id,
        coverage=None,
        low=None,
        high=None,
        judged=0.0,
        engine=ENGINE,
        person=person.id,
        threshold=0.0,
        outline=place.outline,
        trusted=place.trusted,
        exclusions=place.exclusions,
        alignment_error_percent_width=100 * place.error_px / photo.size[0],
    )
    return replace(blank, former=former_value(course.measurement(photo, region), blank, person))


def filled(image: Image, record: Measurement, person: PersonModel) -> Measurement:
    """Measure what a record describes, by nothing but the record, its photo and its person model.

    Parameters
    ----------
    image : Image
        The photo.
    record : Measurement
        What it says of the value does not matter.
    person : PersonModel
        The one that it names.

    Returns
    -------
    Measurement
        The same value each time, bit for bit.
    """
    place = recorded_place(record, image.shape[1])
    trusted, excluded = place_masks(place, (image.shape[1], image.shape[0]))
    found = measure(image, place.outline, person, alignment_error_px=place.error_px, trusted=trusted, excluded=excluded)
    return with_found(record, found)


def recorded_place(record: Measurement, width: int) -> Place:
    """Return where a record says that its region lies in a photo of this width."""
    return Place(
        outline=record.outline,
        error_px=record.alignment_error_percent_width * width / 100,
        trusted=record.trusted,
        exclusions=record.exclusions,
    )


def with_found(record: Measurement, found: Coverage) -> Measurement:
    """Put a value into a record."""
    return replace(
        record,
        coverage=found.value,
        low=found.low,
        high=found.high,
        judged=found.judged,
        unjudged=found.unjudged,
        fine=found.fine,
        bare_to_dense=found.bare_to_dense,
        reasons=found.reasons,
        threshold=found.threshold,
    )


def judge_place(image: Image, place: Place, person: PersonModel) -> Judged:
    """Say of every pixel of a placed region how likely it shows hair, as its measurement does before it sums up.

    Parameters
    ----------
    image : Image
    place : Place
        Without a reason against it.
    person : PersonModel

    Returns
    -------
    Judged
    """
    trusted, excluded = place_masks(place, (image.shape[1], image.shape[0]))
    return judge_pixels(image, place.outline, person, trusted=trusted, excluded=excluded)
