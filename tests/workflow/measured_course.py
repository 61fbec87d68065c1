"""Courses with values and without pixels."""

from collections.abc import Sequence
from datetime import date, timedelta

from hairtrack.course import Course, DateSource, Measurement, Photo, Region, View
from hairtrack.diary import Diary
from hairtrack.errors import Reason, ReasonKind

FIRST = date(2026, 1, 1)
CROWN = Region(id="r", view=View.VERTEX, name="Crown", points=((0, 0), (9, 0), (9, 9)), drawn_on="0" * 64)


def measured_course(*visits: Sequence[float | None], half_width: float = 0.1, diary: Diary | None = None) -> Course:
    """Make a course whose visits, 30 days apart, have photos with these coverages; None for one that has no value."""
    photos: list[Photo] = []
    measurements = []
    for number, values in enumerate(visits):
        for coverage in values:
            sha = f"{len(photos):064x}"
            photos.append(
                Photo(
                    sha256=sha,
                    view=View.VERTEX,
                    taken_on=FIRST + timedelta(days=30 * number),
                    taken_on_source=DateSource.GIVEN,
                    file_name=f"{sha[-4:]}.jpg",
                    stored_as=f"{sha[-4:]}.jpg",
                    size=(100, 100),
                )
            )
            measurements.append(
                Measurement(
                    photo=sha,
                    region="r",
                    coverage=coverage,
                    low=None if coverage is None else coverage - half_width,
                    high=None if coverage is None else coverage + half_width,
                    judged=0.1 if coverage is None else 1.0,
                    reasons=() if coverage is not None else (Reason.of(ReasonKind.TOO_LITTLE_JUDGED, percent=10),),
                    engine="1",
                    person="p",
                    threshold=0.0,
                    outline=CROWN.points,
                    alignment_error_percent_width=0.0,
                )
            )
    return Course(
        id="c",
        name="c",
        created_on=FIRST,
        photos=tuple(photos),
        regions=(CROWN,),
        measurements=tuple(measurements),
        diary=diary or Diary(),
    )
