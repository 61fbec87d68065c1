"""Courses whose four areas have planted shares of bare skin, without pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hairtrack.course import Course, DateSource, Measurement, Photo, Region, SaltArea, View
from hairtrack.errors import Reason, ReasonKind

VIEWS = {SaltArea.TOP: View.VERTEX, SaltArea.BACK: View.BACK, SaltArea.LEFT: View.LEFT, SaltArea.RIGHT: View.RIGHT}
OUTLINE = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))
DENSE = 0.6
"""What full hair covers in these courses."""


def salt_course(*visits: tuple[date, Mapping[SaltArea, float | None]], marked: bool = True) -> Course:
    """Make a course whose visits show some areas, each with a share of it bare; None for one that is refused.

    Parameters
    ----------
    *visits : (date, mapping of SaltArea to float or None)
    marked : bool
        Whether the regions say what they stand for; else only their names do.
    """
    course = Course(id="c", name="c", created_on=date(2026, 1, 1))
    regions = tuple(
        Region(
            id=area.value,
            view=view,
            name=f"My {view}" if marked else area.label,
            points=OUTLINE,
            drawn_on="0" * 64,
            salt=area if marked else None,
        )
        for area, view in VIEWS.items()
    )
    course = replace(course, regions=regions)
    for on, areas in visits:
        for area, bare in areas.items():
            course = with_photo(course, on, area, bare)
    return course


def everywhere(*bare: float | None) -> dict[SaltArea, float | None]:
    """Give the bare share of top, back, left and right."""
    return dict(zip(SaltArea, bare, strict=True))


def with_photo(course: Course, on: date, area: SaltArea, bare: float | None, *, dense: float = DENSE) -> Course:
    """Add a photo of an area with its measurement."""
    sha = f"{len(course.photos) + 1:064x}"
    photo = Photo(
        sha256=sha,
        view=VIEWS[area],
        taken_on=on,
        taken_on_source=DateSource.GIVEN,
        file_name=f"{sha[-4:]}.jpg",
        stored_as=f"{sha[-4:]}.jpg",
        size=(100, 100),
    )
    parts = planted(0.0 if bare is None else bare, dense)
    coverage = sum(parts) / len(parts)
    measurement = Measurement(
        photo=sha,
        region=area.value,
        coverage=None if bare is None else coverage,
        low=None if bare is None else coverage - 0.05,
        high=None if bare is None else coverage + 0.05,
        judged=0.1 if bare is None else 1.0,
        bare_to_dense=() if bare is None else tuple(parts),
        reasons=(Reason.of(ReasonKind.TOO_LITTLE_JUDGED, percent=10),) if bare is None else (),
        engine="1",
        person="p",
        threshold=0.0,
        outline=OUTLINE,
        alignment_error_percent_width=0.0,
    )
    return course.with_photo(photo).with_measurement(measurement)


def planted(bare: float, dense: float = DENSE) -> Sequence[float]:
    """Return the parts of an area of which so much is bare."""
    return [0.0 if (part + 0.5) / 20 < bare else dense for part in range(20)]
