"""What a poster says: the visits of every view in order of time, each with what was measured in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from hairtrack.course import Course, Region, View
from hairtrack.report.charts.words import describe_chart
from hairtrack.report.content import (
    PhotoStrip,
    Poster,
    PosterParts,
    PosterVisit,
    TakenPhoto,
    ViewChart,
    ViewPart,
    ViewPhotos,
)
from hairtrack.report.photo_words import seen_on, value_words
from hairtrack.report.selection import Selection
from hairtrack.report.table import Picture
from hairtrack.report.treatment_words import chief_treatment, week_words
from hairtrack.report.words import VIEWS, count_of, short_day

_MOST_REGIONS = 4
"""Whose values find room below a picture."""


def poster_of(
    course: Course, selection: Selection, parts: PosterParts, compared: Mapping[View, tuple[str, ViewPart]]
) -> Poster:
    """Gather what a poster says.

    Parameters
    ----------
    course : Course
    selection : Selection
    parts : PosterParts
    compared : mapping of View to (str, ViewPart)
        The comparisons of the same report, and between which days they are, in order.

    Returns
    -------
    Poster
    """
    order = list(compared)
    views = sorted(parts.views, key=lambda strip: order.index(strip.view) if strip.view in compared else len(order))
    weeks, counted = _weeks(selection, [photo.photo.taken_on for strip in views for photo in strip.photos])
    return Poster(
        strips=tuple(_strip(course, selection, strip, weeks, compared.get(strip.view)) for strip in views),
        note=counted,
        wide=_charts(parts.wide),
        tall=_charts(parts.tall),
    )


def _weeks(selection: Selection, days: Sequence[date | None]) -> tuple[dict[date, str], str]:
    """Say of each day how far a treatment had come, and which one it was where it is the same on all of them."""
    words = {day: week_words(selection.diary, day) for day in days if day is not None}
    chiefs = {chief.name for day in words if (chief := chief_treatment(selection.diary, day)) is not None}
    if len(chiefs) != 1:
        return words, ""
    (name,) = chiefs
    return {day: said.replace(f" of {name}", "") for day, said in words.items()}, f"Weeks are those of {name}."


def _strip(
    course: Course,
    selection: Selection,
    strip: ViewPhotos,
    weeks: Mapping[date, str],
    compared: tuple[str, ViewPart] | None,
) -> PhotoStrip:
    regions = [
        region
        for region in selection.regions_in(strip.view)
        if any(course.measurement(shown.photo, region) for shown in strip.photos)
    ]
    named = regions[:_MOST_REGIONS]
    more = len(regions) - len(named)
    notes = [f"{count_of(more, 'more region is', 'more regions are')} in the full record.", *strip.notes]
    names = [region.name for region in named]
    between, part = compared or ("", None)
    return PhotoStrip(
        heading=VIEWS[strip.view],
        total=strip.visits,
        aspect=strip.aspect,
        visits=tuple(_visit(course, selection, shown, named, strip, weeks) for shown in strip.photos),
        regions=tuple(names),
        between=between,
        verdicts=tuple(line for line in part.verdicts if line.region in names) if part else (),
        note=" ".join(notes if more else notes[1:]),
    )


def _visit(
    course: Course,
    selection: Selection,
    shown: TakenPhoto,
    regions: Sequence[Region],
    strip: ViewPhotos,
    weeks: Mapping[date, str],
) -> PosterVisit:
    photo = shown.photo
    day = photo.taken_on
    outlined = dict(zip(selection.regions_in(strip.view), strip.outlines, strict=False))
    found = (course.measurement(photo, region) for region in regions)
    return PosterVisit(
        picture=Picture(
            file=shown.file,
            caption=short_day(day),
            alt=seen_on(course, selection, photo),
            turn=shown.turn,
            aspect=shown.aspect,
        ),
        day=short_day(day),
        week=weeks.get(day, "") if day else "",
        values=tuple(value_words(value) for value in found),
        outlines=tuple(outlined.get(region, ()) for region in regions) if photo.sha256 == strip.outlined else (),
    )


def _charts(chart: ViewChart | None) -> tuple[Picture, ...]:
    if chart is None:
        return ()
    alt = f"Chart of coverage over time. {describe_chart(chart.data)}"
    return tuple(Picture(file=file, caption="", alt=alt) for file in chart.files)
