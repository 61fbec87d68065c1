"""What a poster says: the visits of every view in order of time, each with what was measured in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hairtrack import kept_words
from hairtrack.course import Course, Region, View
from hairtrack.language import _, _n
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.words import describe_chart
from hairtrack.report.content import (
    PhotoStrip,
    Poster,
    PosterParts,
    PosterVerdicts,
    PosterVisit,
    RegionVerdict,
    TakenPhoto,
    VerdictLine,
    ViewChart,
    ViewPart,
    ViewPhotos,
)
from hairtrack.report.photo_words import seen_on, value_words
from hairtrack.report.pixels import PixelStep
from hairtrack.report.selection import Selection
from hairtrack.report.table import Picture
from hairtrack.report.treatment_words import chief_treatment, week_words
from hairtrack.report.words import VIEWS, short_day

_WHOLE = _("Over the whole course")
_MOST_REGIONS, _MOST_OF_ALL = 4, 12
"""Whose values find room below a picture, and of whom all sentences do beside a chart."""


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
    shown = [strip for strip in views if strip.photos]
    weeks, counted = _weeks(selection, [photo.photo.taken_on for strip in shown for photo in strip.photos])
    missing = [f"{VIEWS[strip.view]}: {' '.join(strip.notes)}" for strip in views if not strip.photos]
    regions = {strip.view: _regions(course, selection, strip) for strip in shown}
    of_all = sum(min(len(some), _MOST_REGIONS) for some in regions.values())
    most = _MOST_REGIONS if of_all <= _MOST_OF_ALL else max(1, _MOST_OF_ALL // len(shown))
    named = {view: some[:most] for view, some in regions.items()}
    return Poster(
        strips=tuple(
            _strip(course, selection, strip, named[strip.view], len(regions[strip.view]) - most, weeks)
            for strip in shown
        ),
        verdicts=_verdicts(shown, named, compared),
        made=_made(shown, values=any(regions.values())),
        note=" ".join([*missing, *([counted] if counted else [])]),
        wide=_charts(parts.wide, shown),
        tall=_charts(parts.tall, shown),
    )


def _verdicts(
    strips: Sequence[ViewPhotos],
    regions: Mapping[View, Sequence[Region]],
    compared: Mapping[View, tuple[str, ViewPart]],
) -> tuple[PosterVerdicts, ...]:
    """Say of each region on the poster what became of it: by its trend, else by the comparison of its view."""
    groups: dict[str, list[VerdictLine]] = {}
    for strip in strips:
        view = f"{VIEWS[strip.view]}, " if len(strips) > 1 else ""
        trends = {verdict.region: _line(verdict) for verdict in strip.verdicts}
        between, part = compared.get(strip.view, ("", None))
        pairs = {line.region: line for line in part.verdicts} if part else {}
        for region in regions[strip.view]:
            name = region.words
            heading, line = (_WHOLE, trends[name]) if name in trends else (between, pairs.get(name))
            if line is not None:
                groups.setdefault(heading, []).append(replace(line, region=f"{view}{name}"))
    return tuple(PosterVerdicts(heading=heading, lines=tuple(lines)) for heading, lines in groups.items())


def _line(verdict: RegionVerdict) -> VerdictLine:
    """Write a verdict on the whole course, whose sentence has all figures."""
    reasons = tuple(map(reason_sentence, verdict.reasons))
    return VerdictLine(
        verdict=verdict.verdict,
        region=verdict.region,
        before="",
        after="",
        figures="",
        sentence=verdict.sentence,
        brief=verdict.brief,
        reasons=reasons,
    )


def _made(strips: Sequence[ViewPhotos], *, values: bool) -> str:
    """Say in a line how the poster was made."""
    said = []
    if values:
        said.append(
            _("Coverage is the share of a region that hair hides, measured in each photo, with its 95 % interval.")
        )
    steps = [photo.pixels for strip in strips for photo in strip.photos]
    if any(PixelStep.ALIGNED in done for done in steps):
        said.append(
            _("Photos of a view are in one frame and at one scale unless marked as taken.")
            if any(PixelStep.ALIGNED not in done for done in steps)
            else _("Photos of a view are in one frame and at one scale.")
        )
    covered = any(PixelStep.COVERED in done for done in steps)
    said.append(_("Not retouched but for what is covered in grey.") if covered else _("Not retouched."))
    return " ".join(said)


def _weeks(selection: Selection, days: Sequence[date | None]) -> tuple[dict[date, str], str]:
    """Say of each day how far a treatment had come, and which one it was where it is the same on all of them."""
    known = [day for day in days if day is not None]
    chiefs = {chief.name for day in known if (chief := chief_treatment(selection.diary, day)) is not None}
    words = {day: week_words(selection.diary, day, named=len(chiefs) != 1) for day in known}
    return words, _("Weeks are those of {treatment}.", treatment=kept_words.shown(*chiefs)) if len(chiefs) == 1 else ""


def _regions(course: Course, selection: Selection, strip: ViewPhotos) -> list[Region]:
    """Return the regions that were looked for in any photo of a view that is shown."""
    return [
        region
        for region in selection.regions_in(strip.view)
        if any(course.measurement(shown.photo, region) for shown in strip.photos)
    ]


def _strip(
    course: Course,
    selection: Selection,
    strip: ViewPhotos,
    named: Sequence[Region],
    more: int,
    weeks: Mapping[date, str],
) -> PhotoStrip:
    count = len(strip.photos)
    notes = [
        _n("{count} more region is in the full record.", "{count} more regions are in the full record.", more),
        *strip.notes,
    ]
    return PhotoStrip(
        heading=VIEWS[strip.view],
        shown=_n("{shown} of {count} visit shown", "{shown} of {count} visits shown", strip.visits, shown=count)
        if count < strip.visits
        else _n("{count} visit", "{count} visits", strip.visits),
        aspect=strip.aspect,
        visits=tuple(_visit(course, selection, shown, named, strip, weeks) for shown in strip.photos),
        regions=tuple(region.words for region in named),
        note=" ".join(notes if more > 0 else notes[1:]),
    )


def _visit(
    course: Course,
    selection: Selection,
    shown: TakenPhoto,
    regions: Sequence[Region],
    strip: ViewPhotos,
    weeks: Mapping[date, str],
) -> PosterVisit:
    photo, day = shown.photo, shown.photo.taken_on
    aligned = PixelStep.ALIGNED in shown.pixels
    others = any(PixelStep.ALIGNED in other.pixels for other in strip.photos)
    outlined = dict(zip(selection.regions_in(strip.view), strip.outlines, strict=False)) if aligned else {}
    return PosterVisit(
        picture=Picture(
            file=shown.file,
            caption=short_day(day),
            alt=seen_on(course, selection, photo),
            turn=shown.turn,
            aspect=shown.aspect,
        ),
        week=weeks.get(day, "") if day else "",
        mark=_("as taken") if others and not aligned else "",
        values=tuple(value_words(course.measurement(photo, region)) for region in regions),
        outlines=tuple(outlined.get(region, ()) for region in regions),
    )


def _charts(chart: ViewChart | None, strips: Sequence[ViewPhotos]) -> tuple[Picture, ...]:
    """Return the chart at its heights, with the name of its view where there are others."""
    if chart is None:
        return ()
    name = VIEWS[strips[0].view] if len(strips) > 1 else ""
    alt = " ".join((_("Chart of coverage over time."), describe_chart(chart.data)))
    return tuple(Picture(file=file, caption=name, alt=alt) for file in chart.files)
