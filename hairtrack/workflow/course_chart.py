"""The chart of a course: what was measured, with the trend of each region, what was rated blind, or the SALT."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from hairtrack.course import Course, RegionColour, View
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _, _c, either
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.data import (
    SALT,
    ChartData,
    ChartPoint,
    ChartPublished,
    ChartRatings,
    ChartSeries,
    ChartTrend,
    PublishedMark,
    UnjudgedPhoto,
)
from hairtrack.report.charts.entries import chart_of, diary_chart
from hairtrack.treatment import Treatment
from hairtrack.workflow.course_ratings import view_ratings
from hairtrack.workflow.course_salt import CourseSalt, SaltVisit
from hairtrack.workflow.course_trend import region_trend
from hairtrack.workflow.diary.expectation import (
    LOCF,
    OBSERVED,
    OUTCOME,
    Published,
    TimeToJudge,
    dose_note,
    judge_sentence,
    published_for,
    published_sentence,
    time_to_judge,
)

ESTIMATE = _("Estimated from photos")
_COUNTED = {OBSERVED: _c("how missing values were counted", "observed"), LOCF: "LOCF"}
"""How missing values were counted, in few words; what is not noted is said in the whole sentence alone."""


def chart_data(course: Course, view: View | None = None, regions: Collection[str] | None = None) -> ChartData:
    """Gather what the chart of a view shows, with the trends and the ratings.

    Parameters
    ----------
    course : Course
    view : View or None
        The first that has regions by default.
    regions : collection of str, optional
        Ids of the regions to show; all of the view by default.

    Returns
    -------
    ChartData
    """
    views = course.views()
    if view is None:
        view = next((view for view in views if course.regions_in(view)), views[0] if views else None)
    if regions is not None:
        course = replace(course, regions=tuple(region for region in course.regions if region.id in regions))
    data = chart_of(course, view, trends=trend_lines(course, view), ratings=rating_series(course, view))
    return replace(data, judging=_judging(course.diary.treatments))


def salt_chart(course: Course, salt: CourseSalt) -> ChartData:
    """Gather what the chart of the SALT shows: the estimates, what was judged by eye, and what is published.

    Parameters
    ----------
    course : Course
    salt : CourseSalt
        Of that course.

    Returns
    -------
    ChartData
    """
    points = []
    unjudged = []
    for visit in salt.visits:
        photos = _photos_of(course, visit)
        if visit.value is not None:
            value = visit.value
            points.append(
                ChartPoint(
                    photo=photos[0] if photos else "",
                    beside=photos[1:],
                    on=visit.on,
                    value=value.value,
                    low=value.low,
                    high=value.high,
                )
            )
        elif photos:
            why = " ".join(dict.fromkeys(map(reason_sentence, visit.reasons)))
            unjudged.append(UnjudgedPhoto(photo=photos[0], on=visit.on, why=why))
    series = ChartSeries(region="", name=ESTIMATE, points=tuple(points), colour=RegionColour.TEAL)
    return diary_chart(
        course.diary,
        ChartData(
            axis=SALT,
            series=(series,) if points else (),
            unjudged=tuple(unjudged),
            scores=salt.judged,
            published=_published(course.diary.treatments),
            judging=_judging(course.diary.treatments),
        ),
    )


def _photos_of(course: Course, visit: SaltVisit) -> tuple[str, ...]:
    """Return the photos of a visit: those that its areas rest on, or else all of its days."""
    named = dict.fromkeys(photo for area in visit.areas for photo in area.photos)
    days = (photo for photo in course.photos if photo.taken_on and visit.on <= photo.taken_on <= visit.until)
    return tuple(named) or tuple(photo.sha256 for photo in days)


def _published(treatments: Iterable[Treatment]) -> tuple[ChartPublished, ...]:
    """Return the shares of responders to each treatment, from its start on and as long as it went on."""
    found = [
        _responders(treatment, list(group))
        for treatment in sorted(treatments, key=lambda treatment: treatment.started_on)
        for __, group in groupby(published_for(treatment), key=_group_of)
    ]
    return tuple(published for published in found if published.marks)


def _group_of(figure: Published) -> tuple[str, ...]:
    """Tell apart the people that figures are of, which one line of source can name."""
    return figure.drug, figure.dose, figure.trial, figure.group, figure.source, str(figure.number)


def _responders(treatment: Treatment, figures: list[Published]) -> ChartPublished:
    """Put the figures of one group of people at their weeks; two ways of counting one time stand together."""
    first = figures[0]
    people = first.group if first.number is None else f"{first.group}, n {first.number}"
    marks = []
    for when, group in groupby(figures, key=lambda figure: figure.when):
        same = list(group)
        shares = either([f"{plain(figure.percent)}{_way(figure, figures)}" for figure in same])
        note = dose_note(treatment)
        sentence = " ".join([*map(published_sentence, same), *([note] if note else [])])
        mark = _mark(treatment, same[0].week, when, sentence, figure=f"{when}: {shares}")
        marks += [mark] if mark else []
    # Where there are several ways, each mark says its own.
    counted = "" if _several_ways(figures) or not first.imputation else f"; {_COUNTED[first.imputation]}"
    trial = f"{shown(first.drug)} {first.dose}, {first.trial}, {people}{counted}"
    source = _("of 100 had {outcome}; {trial}; {source}", outcome=OUTCOME, trial=trial, source=first.source)
    return ChartPublished(source=source, marks=tuple(marks))


def _way(figure: Published, figures: list[Published]) -> str:
    return f" ({_COUNTED[figure.imputation]})" if figure.imputation and _several_ways(figures) else ""


def _several_ways(figures: list[Published]) -> bool:
    return len({figure.imputation for figure in figures}) > 1


def _judging(treatments: Iterable[Treatment]) -> tuple[PublishedMark, ...]:
    """Return from when to when each treatment is given before it is judged, where somebody published it."""
    found = []
    for treatment in treatments:
        judge = time_to_judge(treatment)
        weeks = [week for week in (judge.earliest_weeks, judge.enough_weeks) if week is not None] if judge else []
        if judge is None or not weeks:
            continue
        short = f"{shown(judge.drug)}: {_weeks_words(judge)} ({judge.source})"
        mark = _mark(treatment, weeks[0], short, judge_sentence(judge), until=weeks[-1])
        found += [mark] if mark else []
    return tuple(sorted(found, key=lambda mark: mark.since))


def _weeks_words(judge: TimeToJudge) -> str:
    if judge.enough_weeks is None:
        return _("not before week {week}", week=judge.earliest_weeks)
    if judge.earliest_weeks is None:
        return _("week {week}", week=judge.enough_weeks)
    return _("weeks {first} to {last}", first=judge.earliest_weeks, last=judge.enough_weeks)


def _mark(
    treatment: Treatment, week: int, short: str, sentence: str, *, figure: str = "", until: int | None = None
) -> PublishedMark | None:
    """Put words at a week of a treatment; None where it was stopped before, since they then say nothing of it."""
    start = treatment.started_on
    if (date.max - start).days < 7 * (until or week):
        return None
    since = start + timedelta(weeks=week)
    if treatment.stopped_on is not None and treatment.stopped_on < since:
        return None
    last = start + timedelta(weeks=until) if until is not None and until != week else None
    return PublishedMark(since=since, until=last, short=short, figure=figure, sentence=sentence)


def trend_lines(course: Course, view: View | None) -> dict[str, ChartTrend]:
    """Return the trend of each region of a view as the chart takes it.

    Parameters
    ----------
    course : Course
    view : View or None

    Returns
    -------
    dict of str to ChartTrend
        By region id; without the regions that have none.
    """
    return {
        region.id: ChartTrend(
            line=tuple((day, 100 * share) for day, share in found.line),
            band=tuple((day, 100 * low, 100 * high) for day, low, high in found.band),
            lags=tuple((bend.steps[0].on, bend.on) for bend in found.bends),
        )
        for region in (course.regions_in(view) if view else ())
        if (found := region_trend(course, region)) is not None
    }


def rating_series(course: Course, view: View | None) -> tuple[ChartRatings, ...]:
    """Return what each rater of a view said, as the chart takes it; without those who rated no visit."""
    return tuple(
        ChartRatings(
            rater=result.rater,
            baseline=result.baseline,
            points=tuple(
                ChartPoint(
                    photo=visit.photo,
                    on=visit.on,
                    value=visit.rating.value,
                    low=visit.rating.low,
                    high=visit.rating.high,
                )
                for visit in result.visits
            ),
        )
        for result in (view_ratings(course, view).raters if view else ())
        if result.baseline is not None
    )
