"""Which photos of a course show the four areas of the SALT together: a day, or views taken within a week."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from hairtrack.analysis.salt_loss import AreaCoverage
from hairtrack.course import Course, Measurement, Photo, Region, SaltArea, View
from hairtrack.errors import Reason, ReasonKind

_Known: TypeAlias = Mapping[tuple[str, str], Measurement]
"""Measurements by photo and region."""

_WEEK = timedelta(days=7)
_BEST_VIEWS = (View.VERTEX, View.MIDLINE, View.FRONTAL, View.BACK, View.LEFT, View.RIGHT)
"""Where regions of several views stand for one area, the view that shows most of it counts, others after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAtVisit:
    """What a visit shows of an area.

    Attributes
    ----------
    area : SaltArea
    region : Region or None
        That stands for it; None where none does.
    measured : tuple of Measurement
        With a value: several photos of one visit are repeats.
    reasons : tuple of Reason
        Why no loss can be told of it; empty where it can.
    """

    area: SaltArea
    region: Region | None = None
    measured: tuple[Measurement, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def photos(self) -> tuple[str, ...]:
        """SHA-256 of the photos that have a value."""
        return tuple(found.photo for found in self.measured)

    @property
    def coverage(self) -> float | None:
        """Mean of the repeats, 0 to 1; None where there are none."""
        return self._mean([found.coverage or 0.0 for found in self.measured]) if self.measured else None

    def seen(self) -> AreaCoverage:
        """Return the mean of the repeats; their intervals as well, since what leads one astray may lead all."""
        return AreaCoverage(
            area=self.area,
            coverage=self._mean([found.coverage or 0.0 for found in self.measured]),
            low=self._mean([found.low or 0.0 for found in self.measured]),
            high=self._mean([found.high or 0.0 for found in self.measured]),
            bare_to_dense=self._parts(),
            fine=self._mean([found.fine or 0.0 for found in self.measured]) if self.fine_told else 0.0,
        )

    def _parts(self) -> tuple[float, ...]:
        """Lay the parts of all repeats in one order, and make as many of them as one has."""
        count = len(self.measured)
        parts = sorted(part for found in self.measured for part in found.bare_to_dense)
        return tuple(self._mean(parts[at : at + count]) for at in range(0, len(parts), count))

    @property
    def fine_told(self) -> bool:
        """Whether fine hair was told apart in every repeat."""
        return all(found.fine is not None for found in self.measured)

    @staticmethod
    def _mean(values: list[float]) -> float:
        return sum(values) / len(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The four areas, as the photos of one visit show them, in the order of `SaltArea`."""

    on: date
    until: date
    areas: tuple[AreaAtVisit, ...]

    @property
    def complete(self) -> bool:
        """Whether a SALT can be told."""
        return not any(seen.reasons for seen in self.areas)

    @property
    def days_apart(self) -> int:
        """Days between the first and the last of its photos that count."""
        return (self.until - self.on).days

    @property
    def fine_told(self) -> bool:
        """Whether fine hair was told apart in every area."""
        return all(seen.fine_told for seen in self.areas)

    def coverages(self) -> list[AreaCoverage]:
        """Return what was measured of each area."""
        return [seen.seen() for seen in self.areas]


def salt_visits(course: Course) -> tuple[Visit, ...]:
    """Gather the visits that show an area of the SALT.

    A day that shows all four areas is a visit. Days that do not are joined with those that come within a week, until
    all four are there.

    Parameters
    ----------
    course : Course

    Returns
    -------
    tuple of Visit
        In order of time.
    """
    views = {region.view for region in course.regions if region.salt_area is not None}
    days: dict[date, list[Photo]] = {}
    for photo in course.photos:
        if photo.taken_on is not None and photo.view in views:
            days.setdefault(photo.taken_on, []).append(photo)
    places = {area: sorted((r for r in course.regions if r.salt_area is area), key=_place) for area in SaltArea}
    known = {(found.photo, found.region): found for found in course.measurements}
    visits: list[Visit] = []
    photos: list[Photo] = []
    for on in sorted(days):
        alone = _visit(days[on], places, known)
        last = visits[-1] if visits else None
        if last is None or last.complete or alone.complete or on - last.on > _WEEK:
            photos = days[on]
            visits.append(alone)
        else:
            photos = [*photos, *days[on]]
            visits[-1] = _visit(photos, places, known)
    return tuple(visits)


def _visit(photos: list[Photo], places: Mapping[SaltArea, list[Region]], known: _Known) -> Visit:
    days = sorted(photo.taken_on for photo in photos if photo.taken_on is not None)
    areas = tuple(_area(area, regions, photos, known) for area, regions in places.items())
    return Visit(on=days[0], until=days[-1], areas=areas)


def _area(area: SaltArea, regions: list[Region], photos: list[Photo], known: _Known) -> AreaAtVisit:
    """Take the first region of an area that has a value, else say why there is none."""
    if not regions:
        return AreaAtVisit(area=area, reasons=(Reason.of(ReasonKind.SALT_AREA_NOT_DRAWN, area=area.words),))
    found = [_shown(area, region, photos, known) for region in regions]
    ways = (
        [seen for seen in found if not seen.reasons],
        [seen for seen in found if seen.measured],
        [seen for seen in found if any(photo.view is seen.region.view for photo in photos if seen.region)],
        found,
    )
    return next(way[0] for way in ways if way)


def _place(region: Region) -> tuple[int, bool]:
    """Put the best view first, and there the region that was marked, not only named."""
    return _BEST_VIEWS.index(region.view) if region.view in _BEST_VIEWS else len(_BEST_VIEWS), region.salt is None


def _shown(area: SaltArea, region: Region, photos: list[Photo], known: _Known) -> AreaAtVisit:
    own = sorted((p for p in photos if p.view is region.view), key=lambda photo: (str(photo.taken_on), photo.sha256))
    results = [known[key] for photo in own if (key := (photo.sha256, region.id)) in known]
    measured = tuple(found for found in results if found.measured)
    return AreaAtVisit(
        area=area,
        region=region,
        measured=measured,
        reasons=tuple(_why_not(area, own, results, measured)),
    )


def _why_not(
    area: SaltArea, photos: list[Photo], known: list[Measurement], measured: tuple[Measurement, ...]
) -> Iterator[Reason]:
    if not photos:
        yield Reason.of(ReasonKind.SALT_AREA_NOT_SEEN, area=area.words)
    elif not known:
        yield Reason.of(ReasonKind.SALT_AREA_NOT_MEASURED, area=area.words)
    elif not measured:
        yield Reason.of(ReasonKind.SALT_AREA_REFUSED, area=area.words)
        # Reasons hold facts that cannot be hashed, so that the same one is found by comparing.
        said: list[Reason] = []
        for reason in (reason for found in known for reason in found.reasons):
            if reason not in said:
                said.append(reason)
        yield from said
    elif not all(found.bare_to_dense for found in measured):
        yield Reason.of(ReasonKind.SALT_MEASURE_AGAIN, area=area.words)
