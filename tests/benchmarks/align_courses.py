"""How many photos of a year find their place in the first one when the photos between may help."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from hairtrack.course import View
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.courses import new_course
from tests.benchmarks.align_measure import Result, placed
from tests.benchmarks.planted import keep_photo
from tests.benchmarks.rendered_courses import MONTHS, VISITS, rendered_course
from tests.benchmarks.rendered_pairs import pair_of


def visits_placed(seed: int) -> list[Result]:
    """Align a rendered course as the program does.

    Parameters
    ----------
    seed : int

    Returns
    -------
    list of Result
        Of every visit after the first, in the first.
    """
    photos = list(rendered_course(seed))
    with tempfile.TemporaryDirectory() as place, new_course(Path(place) / "Year.hairtrack") as folder:
        course = folder.course
        for number, photo in enumerate(photos):
            day = date(2024, 1, 8) + timedelta(days=round(number * MONTHS / (VISITS - 1) * 30.4))
            data = encode_jpeg(photo.image, 95)
            kept = keep_photo(folder, data, f"IMG_{number}.jpg", view=View.VERTEX, on=day, size=photo.size)
            course = course.with_photo(kept)
        aligned = align_course(folder, course)
    first, *later = aligned.in_view(View.VERTEX)
    assert aligned.reference(View.VERTEX) == first
    results = []
    for record, photo in zip(later, photos[1:], strict=True):
        found = aligned.alignment(record)
        if found is None or found.transform is None or found.error_percent_width is None:
            results.append(Result(accepted=False, right=False))
            continue
        pair = pair_of(photos[0], photo, np.random.default_rng([seed, len(results)]))
        results.append(placed(found.transform, found.error_percent_width, pair))
    return results


def by_visit(courses: list[list[Result]]) -> Iterator[tuple[str, list[Result]]]:
    """Yield each visit after the first with what came of it in all courses."""
    for number in range(VISITS - 1):
        months = MONTHS * (number + 1) / (VISITS - 1)
        yield f"course, month {months:.0f}", [results[number] for results in courses]
