"""What the course page says of a trend, of blood tests, of what was published, and of a table that was read."""

from datetime import date

from hairtrack.analysis.trend import Trend
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.course import Course, Region
from hairtrack.diary import Diary, GroomKind
from hairtrack.kept_words import shown
from hairtrack.language import _, _n, listed
from hairtrack.report.charts.lab_data import ASK, OUTSIDE, LabData, Standing, outside_lines
from hairtrack.report.treatment_words import week_words
from hairtrack.ui.words import day_words
from hairtrack.workflow.course_trend import course_verdict
from hairtrack.workflow.diary.expectation import (
    NOT_A_FORECAST,
    judge_sentence,
    published_for,
    published_notes,
    published_sentence,
    time_to_judge,
)
from hairtrack.workflow.diary.table_in import DiaryImport

_PROBLEMS_SHOWN = 5


def treated_day(diary: Diary, on: date) -> str:
    """Write a day with the week of treatment: "12 March 2026, week 24 of ritlecitinib".

    Parameters
    ----------
    diary : Diary
    on : date
    """
    return ", ".join(part for part in (day_words(on), week_words(diary, on)) if part)


def trend_words(course: Course, region: Region | None, found: Trend | None) -> tuple[str, str, str]:
    """Say the trend, and what it rests on.

    Parameters
    ----------
    course : Course
    region : Region or None
        None where the view has none yet.
    found : Trend or None

    Returns
    -------
    verdict : str
        On the whole course, or what is missing for a trend.
    words : str
        How much, or the next step.
    basis : str
        What the line rests on; empty without one.
    """
    if not course.visits():
        return _("No dated photos yet"), _("Add photos first. Their coverage is drawn here over time."), ""
    if region is None:
        return (
            _("No region in this view yet"),
            _("Draw one on the Measure page. The diary can be kept in the meantime."),
            "",
        )
    if found is None:
        return _("Too early for a trend"), f"{region.words}: {trend_sentence(None)}", ""
    verdict = course_sentence(course_verdict(course, region, found))
    basis = _n(
        "A line through {count} visit of {region}. It says how much, not why.",
        "A line through {count} visits of {region}. It says how much, not why.",
        found.visits,
        region=region.words,
    )
    words = [trend_sentence(found)]
    cuts = {
        groom.length_mm for groom in course.diary.grooms if groom.kind is GroomKind.HAIRCUT and groom.on >= found.since
    }
    if len(cuts) > 1 or None in cuts:
        words += [_("The hair was cut to different lengths in this time, which changes coverage by itself.")]
    last = _("Last visit: {day}.", day=treated_day(course.diary, course.visits()[-1]))
    return verdict, " ".join(words), f"{basis} {trend_basis(found)}".rstrip() + f"\n\n{last}"


def lab_words(diary: Diary, labs: LabData) -> tuple[str, str]:
    """Say how the newest results stand, and which ever lay outside.

    Parameters
    ----------
    diary : Diary
    labs : LabData
        With at least one series.
    """
    newest = [series.points[-1] for series in labs.series]
    outside = sum(point.standing.outside for point in newest)
    ranged = sum(point.standing is not Standing.UNKNOWN for point in newest)
    if outside:
        said = _n(
            "{outside} of {count} blood test: the newest result lies outside the laboratory's range",
            "{outside} of {count} blood tests: the newest result lies outside the laboratory's range",
            len(newest),
            outside=outside,
        )
    elif ranged:
        said = _n(
            "{count} blood test: the newest results lie within the laboratory's range",
            "{count} blood tests: the newest results lie within the laboratory's range",
            len(newest),
        )
    else:
        said = _n(
            "{count} blood test, without a range from the laboratory",
            "{count} blood tests, without a range from the laboratory",
            len(newest),
        )
    last = _("Last test: {day}.", day=treated_day(diary, max(point.on for point in newest)))
    lines = outside_lines(labs)
    return said, "\n\n".join(["\n".join([OUTSIDE, *lines]), ASK, last] if lines else [last])


def judged_after(diary: Diary, on: date) -> str:
    """Say how long what is taken takes until it can be judged, with each source; empty where nothing is known.

    Parameters
    ----------
    diary : Diary
    on : date
    """
    found = (time_to_judge(treatment) for treatment in diary.going_on(on))
    return "\n\n".join(dict.fromkeys(judge_sentence(judge) for judge in found if judge is not None))


def published_words(diary: Diary, on: date) -> tuple[str, str]:
    """Say what trials of what is taken found.

    Parameters
    ----------
    diary : Diary
    on : date

    Returns
    -------
    names : str
        Of the treatments; empty where nothing is known.
    words : str
        One paragraph for each figure, with its trial, group, way of counting and source.
    """
    known = [treatment for treatment in diary.going_on(on) if published_for(treatment)]
    if not known:
        return "", ""
    said = []
    for treatment in known:
        sentences = (published_sentence(figure) for figure in published_for(treatment))
        said += [" ".join([NOT_A_FORECAST, *published_notes(treatment)])]
        said += [text.removesuffix(NOT_A_FORECAST).rstrip() for text in sentences]
    return listed(list(dict.fromkeys(shown(treatment.name) for treatment in known))), "\n\n".join(dict.fromkeys(said))


def import_words(name: str, result: DiaryImport) -> str:
    """Say what came of reading a table.

    Parameters
    ----------
    name : str
    result : DiaryImport
    """
    said = [_n("{file}: {count} line added.", "{file}: {count} lines added.", result.accepted, file=name)]
    if there := result.already_there:
        said.append(_n("{count} line was there already.", "{count} lines were there already.", there))
    said += [_("Line {line}: {why}", line=line, why=sentence) for line, sentence in result.problems[:_PROBLEMS_SHOWN]]
    if (more := len(result.problems) - _PROBLEMS_SHOWN) > 0:
        said.append(_n("{count} more line could not be read.", "{count} more lines could not be read.", more))
    said += [
        _("Line {line}, added: {why}", line=line, why=sentence) for line, sentence in result.cautions[:_PROBLEMS_SHOWN]
    ]
    if (more := len(result.cautions) - _PROBLEMS_SHOWN) > 0:
        said.append(
            _n(
                "{count} more line was added and should be looked at.",
                "{count} more lines were added and should be looked at.",
                more,
            )
        )
    return "\n".join(said)
