"""What the course page says of a trend, of blood tests, of what was published, and of a table that was read."""

from datetime import date

from hairtrack.analysis.trend import Trend
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.course import Course, Region
from hairtrack.diary import Diary, GroomKind
from hairtrack.report.charts.lab_data import ASK, OUTSIDE, LabData, Standing, outside_lines
from hairtrack.report.treatment_words import week_words
from hairtrack.ui.words import count_words, day_words
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
        return "No dated photos yet", "Add photos first. Their coverage is drawn here over time.", ""
    if region is None:
        return "No region in this view yet", "Draw one on the Measure page. The diary can be kept in the meantime.", ""
    if found is None:
        return "Too early for a trend", f"{region.name}: {trend_sentence(None)}", ""
    verdict = course_sentence(course_verdict(course, region, found))
    basis = f"A line through {count_words(found.visits, 'visit')} of {region.name}. It says how much, not why."
    words = trend_sentence(found)
    cuts = {
        groom.length_mm for groom in course.diary.grooms if groom.kind is GroomKind.HAIRCUT and groom.on >= found.since
    }
    if len(cuts) > 1 or None in cuts:
        words += " The hair was cut to different lengths in this time, which changes coverage by itself."
    last = f"Last visit: {treated_day(course.diary, course.visits()[-1])}."
    return verdict, words, f"{basis} {trend_basis(found)}".rstrip() + f"\n\n{last}"


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
    tests = count_words(len(newest), "blood test")
    if outside:
        said = f"{outside} of {tests}: the newest result lies outside the laboratory's range"
    elif ranged:
        said = f"{tests}: the newest results lie within the laboratory's range"
    else:
        said = f"{tests}, without a range from the laboratory"
    last = f"Last test: {treated_day(diary, max(point.on for point in newest))}."
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
    return " and ".join(dict.fromkeys(treatment.name for treatment in known)), "\n\n".join(dict.fromkeys(said))


def import_words(name: str, result: DiaryImport) -> str:
    """Say what came of reading a table.

    Parameters
    ----------
    name : str
    result : DiaryImport
    """
    said = [f"{name}: {count_words(result.accepted, 'line')} added."]
    if result.already_there:
        said.append(f"{count_words(result.already_there, 'line was', 'lines were')} there already.")
    shown = result.problems[:_PROBLEMS_SHOWN]
    said += [f"Line {line}: {sentence}" for line, sentence in shown]
    if len(result.problems) > len(shown):
        said.append(f"{len(result.problems) - len(shown)} more lines could not be read.")
    doubted = result.cautions[:_PROBLEMS_SHOWN]
    said += [f"Line {line}, added: {sentence}" for line, sentence in doubted]
    if len(result.cautions) > len(doubted):
        said.append(f"{len(result.cautions) - len(doubted)} more lines were added and should be looked at.")
    return "\n".join(said)
