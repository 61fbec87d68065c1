"""What a report says beside its photos: the SALT, the chart of blood tests, and what is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from hairtrack.analysis.salt import SaltValue
from hairtrack.analysis.salt_words import (
    ABOUT,
    class_words,
    response_sentences,
    value_words,
)
from hairtrack.course import Course, SaltArea
from hairtrack.diary import Diary, SaltScore
from hairtrack.figures import plain
from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, _c
from hairtrack.report.charts.chart import chart_height, chart_svg
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.lab_chart import lab_chart_svg
from hairtrack.report.charts.lab_data import describe_labs, labs_of
from hairtrack.report.charts.words import describe_chart
from hairtrack.report.content import Beside
from hairtrack.report.selection import Selection
from hairtrack.report.sheet import Sheet
from hairtrack.report.table import Picture, Table
from hairtrack.report.words import full_day, short_day
from hairtrack.workflow.course_chart import salt_chart
from hairtrack.workflow.course_salt import CourseSalt, SaltVisit, visit_notes
from hairtrack.workflow.diary.expectation import (
    judge_sentence,
    published_for,
    published_notes,
    published_sentence,
    time_to_judge,
)
from hairtrack.workflow.report.charts import LOW, WIDTH, narrowed
from hairtrack.workflow.report.chosen_salt import chosen_salt

_MOST_HIGH = 860
"""Pixels of height of a chart that has a page for itself."""
_MOST_TESTS = 8
"""Blood tests with a chart of their own; those with most results."""
_MOST_ROWS = 60
_Row: TypeAlias = tuple[date, str, tuple[str, ...]]
"""Day, who judged (empty for the photographs), and the other cells."""
_NOTHING = "–"
_LABS, _SALT, _TIMELINE = "blood-tests.svg", "salt.svg", "timeline.svg"


def beside_photos(course: Course, selection: Selection, chart: ChartData | None, sheet: Sheet, today: date) -> Beside:
    """Gather what a report says beside its photos.

    Parameters
    ----------
    course : Course
    selection : Selection
    chart : ChartData or None
        That of page one, to be drawn again as high as all of the diary needs.
    sheet : Sheet
        Takes the drawings.
    today : date
        What is published is said of what is taken on this day, or on the last one that was chosen.

    Returns
    -------
    Beside
    """
    found = chosen_salt(course, selection)
    salt, labs = salt_table(found), _lab_chart(selection.diary, sheet)
    if salt is not None:
        salt = replace(salt, chart=_salt_chart(course, selection, found, sheet))
    # The chart of the SALT shows the diary too.
    whole = _timeline(chart, sheet) if chart is not None and salt is None else None
    published = tuple(_published(selection.diary, min(today, selection.until or today)))
    return Beside(salt=salt, timeline=whole, lab_chart=labs, published=published)


def _timeline(chart: ChartData, sheet: Sheet) -> Picture | None:
    """Draw the chart of page one with all of the diary, where it had no room for that."""
    if chart_height(chart, least=0, most=_MOST_HIGH) <= LOW:
        return None
    sheet.put(_TIMELINE, chart_svg(chart, (WIDTH, chart_height(chart, most=_MOST_HIGH))))
    alt = " ".join((_("Chart of coverage and the whole diary."), describe_chart(chart)))
    return Picture(file=_TIMELINE, caption="", alt=alt)


def _lab_chart(diary: Diary, sheet: Sheet) -> Picture | None:
    """Draw the blood tests that have more than one result."""
    data = labs_of(diary)
    counts = Counter({place: len(series.points) for place, series in enumerate(data.series) if len(series.points) > 1})
    most = sorted(place for place, _count in counts.most_common(_MOST_TESTS))
    if not most:
        return None
    data = replace(data, series=tuple(data.series[place] for place in most))
    sheet.put(_LABS, lab_chart_svg(data, WIDTH))
    alt = " ".join((_("Charts of blood tests over time."), describe_labs(data)))
    return Picture(file=_LABS, caption="", alt=alt)


def _salt_chart(course: Course, selection: Selection, found: CourseSalt, sheet: Sheet) -> Picture:
    chart = narrowed(salt_chart(course, found), selection)
    sheet.put(_SALT, chart_svg(chart, (WIDTH, chart_height(chart, most=_MOST_HIGH))))
    alt = " ".join((_("Chart of the SALT over time."), describe_chart(chart)))
    return Picture(file=_SALT, caption="", alt=alt)


def salt_table(found: CourseSalt) -> Table | None:
    """List every SALT by area, the estimates beside what somebody judged; nothing where there is none.

    Parameters
    ----------
    found : CourseSalt

    Returns
    -------
    Table or None
    """
    estimated = [visit for visit in found.visits if visit.value is not None]
    if not estimated and not found.judged:
        return None
    rows = sorted([*map(_estimate, estimated), *map(_judgement, found.judged)], key=lambda row: (row[0], row[1] != ""))
    lead = [ABOUT, _("What was judged by eye stands in lines of its own and takes no part in the estimate.")]
    lead += visit_notes(estimated[-1]) if estimated else []
    if len(rows) > _MOST_ROWS:
        lead.append(_("The newest {shown} of {count} are shown.", shown=_MOST_ROWS, count=len(rows)))
    return Table(
        heading="SALT",
        lead=" ".join(lead),
        columns=(
            *(_("Date"), _c("whence", "From"), *(at_start(area.place) for area in SaltArea)),
            *("SALT", "AA-IGA"),
        ),
        widths=(0, 1, 0, 0, 0, 0, 0, 0.9),
        right=(2, 3, 4, 5, 6),
        rows=tuple((short_day(on), by or _("photographs"), *cells) for on, by, cells in rows[-_MOST_ROWS:]),
        after=tuple(_responses(found)),
    )


def _estimate(visit: SaltVisit) -> _Row:
    losses = (area.loss for area in visit.areas)
    areas = [value_words(SaltValue(value=at.loss, low=at.low, high=at.high)) if at else _NOTHING for at in losses]
    value = (value_words(visit.value), class_words(visit.value)) if visit.value else (_NOTHING, _NOTHING)
    return visit.on, "", (*areas, *value)


def _judgement(score: SaltScore) -> _Row:
    areas = [_NOTHING if loss is None else plain(loss) for loss in score.areas()]
    total = SaltValue.judged(score.total)
    return score.on, score.by, (*areas, value_words(total), class_words(total))


def _responses(found: CourseSalt) -> Iterator[str]:
    """Say what became of the SALT, of the estimates and of the judgements each for itself."""
    for way, given in (
        (_("From photographs, {day}."), found.response),
        (_("By eye, {day}."), found.judged_response),
    ):
        if given is not None:
            said = response_sentences(given.response, baseline=given.baseline, best=given.best)
            yield f"{way.format(day=full_day(given.on))} {' '.join(said)}"


def _published(diary: Diary, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Say what trials found of what is taken, and how long others take to be judged, each with its source."""
    said: set[str] = set()
    for treatment in sorted(diary.going_on(today), key=lambda treatment: treatment.started_on):
        judge = time_to_judge(treatment)
        lines = [*map(published_sentence, published_for(treatment)), *published_notes(treatment)]
        lines += [judge_sentence(judge)] if judge else []
        new = tuple(line for line in lines if line not in said)
        said.update(new)
        if new:
            yield shown(treatment.name), new
