"""What a report says, page by page. No layout: sentences, rows and the names of pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hairtrack.course import Course, Outline, Photo, Value, View
from hairtrack.errors import Reason
from hairtrack.messages import reason_sentence
from hairtrack.report import tables
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.words import describe_chart
from hairtrack.report.diary_tables import diary_tables
from hairtrack.report.method import method_of
from hairtrack.report.table import Picture, Table
from hairtrack.report.treatment_words import week_words
from hairtrack.report.words import VIEWS, count_of, full_day, percent_range, signed_range
from hairtrack.treatment import Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionVerdict:
    """What may be said about a region's two values.

    Attributes
    ----------
    region : str
        Its name.
    before, after : Value or None
        At the two visits.
    verdict : str
        "gain", "loss", "no detectable change" or "not comparable".
    sentence : str
    change, low, high : float or None
        In percentage points; None when not comparable.
    reasons : tuple of Reason
    """

    region: str
    before: Value | None
    after: Value | None
    verdict: str
    sentence: str
    change: float | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPair:
    """Two photos of a view as the report shows them, or the only one there is.

    Attributes
    ----------
    view : View
    before, after : Photo
        The same photo twice where the view has only one.
    aligned : bool
        Whether the pictures were brought into one frame.
    pictures : tuple of str
        File names of the two pictures; one for a single photo.
    aspect : float
        Width over height of the pictures.
    outlines : tuple of Outline
        Regions, in shares of the pictures' width and height; only for aligned ones.
    verdicts : tuple of RegionVerdict
    findings : tuple of Reason
        What differs between the two photos besides hair.
    trends : tuple of str
        Of each region what its whole course says.
    taken : tuple of str
        What was taken between the two photos, and what else went on.
    """

    view: View
    before: Photo
    after: Photo
    aligned: bool
    pictures: tuple[str, ...]
    aspect: float
    outlines: tuple[Outline, ...] = ()
    verdicts: tuple[RegionVerdict, ...] = ()
    findings: tuple[Reason, ...] = ()
    trends: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChart:
    """What a view's chart shows, and the files of its pictures at several heights, the highest first."""

    data: ChartData
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """A region's change in words; `figures` is empty where there are none, or the sentence has them."""

    verdict: str
    region: str
    before: str
    after: str
    figures: str
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPart:
    """One view: its photos, what they say, and its chart at several heights, the highest first; none without data."""

    heading: str
    pictures: tuple[Picture, ...]
    aspect: float
    outlines: tuple[Outline, ...]
    note: str
    verdicts: tuple[VerdictLine, ...]
    reasons: tuple[str, ...]
    trends: tuple[str, ...]
    taken: tuple[str, ...]
    charts: tuple[Picture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything that a report says.

    Attributes
    ----------
    title, name, made_on, program : str
        What it is, whose course, the day, the program with its version.
    facts : tuple of (str, str)
        The lines under the title: what, and its value.
    views : tuple of ViewPart
        The first one stands on page one.
    tables : tuple of Table
    published : tuple of (str, tuple of str)
        What trials found of a treatment that is taken, each with its source.
    method : tuple of (str, str)
        Heading and paragraph.
    provenance : Table
    notice : str
    """

    title: str
    name: str
    made_on: str
    program: str
    facts: tuple[tuple[str, str], ...]
    views: tuple[ViewPart, ...]
    tables: tuple[Table, ...]
    published: tuple[tuple[str, tuple[str, ...]], ...]
    method: tuple[tuple[str, str], ...]
    provenance: Table
    notice: str = "This report describes photos. It is not medical advice; speak with your doctor about treatment."


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a report says beside its photos, gathered from the whole course.

    Attributes
    ----------
    salt : Table or None
    timeline : Picture or None
        To stand below what was taken.
    lab_chart : Picture or None
    published : tuple of (str, tuple of str)
        As in `ReportContent`.
    """

    salt: Table | None = None
    timeline: Picture | None = None
    lab_chart: Picture | None = None
    published: tuple[tuple[str, tuple[str, ...]], ...] = ()


def content_of(
    course: Course,
    pairs: tuple[ViewPair, ...],
    *,
    charts: Mapping[View, ViewChart],
    beside: Beside,
    made_on: date,
    program: str,
) -> ReportContent:
    """Gather what the report of a course says.

    Parameters
    ----------
    course : Course
    pairs : tuple of ViewPair
        One for each view, that of page one first.
    charts : mapping of View to ViewChart
    beside : Beside
    made_on : date
    program : str
        Name and version.

    Returns
    -------
    ReportContent
    """
    parts = tuple(_view_part(course, pair, charts.get(pair.view)) for pair in pairs)
    salt = (beside.salt,) if beside.salt else ()
    every = (
        tables.measurements(course),
        tables.doubts(course),
        *salt,
        *diary_tables(course.diary, timeline=beside.timeline, labs=beside.lab_chart),
    )
    return ReportContent(
        title="Hair coverage report",
        name=course.name,
        made_on=full_day(made_on),
        program=program,
        facts=_facts(course, made_on),
        views=parts,
        tables=tuple(table for table in every if table.rows),
        published=beside.published,
        method=method_of(course),
        provenance=tables.provenance(course),
    )


def _facts(course: Course, made_on: date) -> tuple[tuple[str, str], ...]:
    visits = course.visits()
    span = full_day(visits[0]) if len(visits) == 1 else f"{full_day(visits[0])} to {full_day(visits[-1])}"
    views = ", ".join(VIEWS[view].lower() for view in course.views())
    facts = [
        ("Photos", f"{count_of(len(course.photos), 'photo')} ({views}) on {count_of(len(visits), 'visit')}, {span}")
    ]
    running_first = sorted(course.diary.treatments, key=lambda t: (t.stopped_on is not None, t.started_on))
    taken = [_treatment_fact(treatment, visits[-1]) for treatment in running_first]
    if taken:
        shown = taken[:4] + ([f"and {len(taken) - 4} more, listed under Treatment"] if len(taken) > 4 else [])
        facts.append(("Treatment", "\n".join(shown)))
    facts.append(("Report", f"made on {full_day(made_on)}"))
    return tuple(facts)


def _treatment_fact(treatment: Treatment, last: date) -> str:
    stretches = treatment.stretches()
    # What is paused is named with the dose that it was paused at.
    dose = next((stretch.words for stretch in reversed(stretches) if not stretch.paused), "")
    name = f"{treatment.name} {dose}".strip()
    if treatment.stopped_on is not None:
        return f"{name}, {full_day(treatment.started_on)} to {full_day(treatment.stopped_on)}"
    week = f" (week {treatment.week(last)} at the last visit)" if treatment.started_on <= last else ""
    paused = f", paused since {full_day(stretches[-1].since)}" if stretches[-1].paused else ""
    return f"{name}, since {full_day(treatment.started_on)}{week}{paused}"


def _view_part(course: Course, pair: ViewPair, chart: ViewChart | None) -> ViewPart:
    own = {reason for verdict in pair.verdicts for reason in map(reason_sentence, verdict.reasons)}
    return ViewPart(
        heading=VIEWS[pair.view],
        pictures=_pictures(course, pair),
        aspect=pair.aspect,
        outlines=pair.outlines,
        note=_note(course, pair),
        verdicts=tuple(_verdict_line(verdict) for verdict in pair.verdicts),
        reasons=tuple(s for s in map(reason_sentence, pair.findings) if s not in own),
        trends=pair.trends,
        taken=pair.taken,
        charts=_charts(pair.view, chart) if chart else (),
    )


def _charts(view: View, chart: ViewChart) -> tuple[Picture, ...]:
    alt = f"Chart of coverage over time, {VIEWS[view].lower()} view. {describe_chart(chart.data)}"
    return tuple(Picture(file=file, caption="", alt=alt) for file in chart.files)


def _pictures(course: Course, pair: ViewPair) -> tuple[Picture, ...]:
    pictures = []
    for file, photo in zip(pair.pictures, (pair.before, pair.after), strict=False):
        caption = _visit(course, photo.taken_on)
        values = [
            f"{region.name} {_value(course.measurement(photo, region))}" for region in course.regions_in(pair.view)
        ]
        covered = f" Coverage: {'; '.join(values)}." if values else ""
        alt = f"Photo of the scalp, {VIEWS[pair.view].lower()} view, {caption}.{covered}"
        pictures.append(Picture(file=file, caption=caption, alt=alt))
    return tuple(pictures)


def _visit(course: Course, day: date | None) -> str:
    """Name a visit with the week of what was being taken."""
    week = week_words(course.diary, day) if day else ""
    return f"{full_day(day)}, {week}" if week else full_day(day)


def _note(course: Course, pair: ViewPair) -> str:
    if len(pair.pictures) == 1:
        return "The only dated photo of this view so far."
    if not pair.aligned:
        return "Shown as taken: the two photos are not aligned with each other."
    names = [region.name for region in course.regions_in(pair.view)]
    outlined = f" Outlined: {', '.join(names)}." if names and pair.outlines else ""
    return f"Aligned, the same part of the scalp at the same scale. Not retouched.{outlined}"


def _verdict_line(verdict: RegionVerdict) -> VerdictLine:
    figures = ""
    said = verdict.verdict in ("gain", "loss")
    if not said and verdict.change is not None and verdict.low is not None and verdict.high is not None:
        figures = signed_range(verdict.change, verdict.low, verdict.high)
    return VerdictLine(
        verdict=verdict.verdict,
        region=verdict.region,
        before=_value(verdict.before),
        after=_value(verdict.after),
        figures=figures,
        sentence=verdict.sentence,
        reasons=tuple(dict.fromkeys(reason_sentence(reason) for reason in verdict.reasons)),
    )


def _value(value: Value | None) -> str:
    if value is None or value.coverage is None or value.low is None or value.high is None:
        return "no value"
    return percent_range(100 * value.coverage, 100 * value.low, 100 * value.high)
