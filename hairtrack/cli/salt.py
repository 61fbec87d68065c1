"""The command that says a course's SALT."""

import argparse
from collections.abc import Collection, Iterator
from itertools import groupby

from hairtrack.analysis.salt import SaltValue
from hairtrack.analysis.salt_words import (
    ABOUT,
    class_words,
    response_sentences,
    value_words,
)
from hairtrack.cli.output import put_result
from hairtrack.diary import SaltScore
from hairtrack.report.words import percent_range
from hairtrack.workflow import courses
from hairtrack.workflow.course_salt import CourseSalt, SaltResponse, SaltVisit, course_salt, visit_notes
from hairtrack.workflow.plain import sentences
from hairtrack.workflow.show_salt import show_salt


def salt(options: argparse.Namespace) -> None:
    """Say the SALT of every visit, what was judged by eye, and what was reached."""
    with courses.open_for_reading(options.course) as folder:
        found = course_salt(folder.course, since=options.since)
    put_result(show_salt(found), salt_lines(found), as_json=options.json)


def salt_lines(found: CourseSalt) -> Iterator[str]:
    """Say to people what is known of a SALT; what was judged by eye stands apart from the estimates."""
    yield ABOUT
    if not found.visits:
        example = "hairtrack region COURSE --view back --template salt-back"
        yield f"No photo shows an area yet. Draw the four areas, such as: {example}"
    notes = [set(visit_notes(visit)) for visit in found.visits if visit.value is not None]
    always = set.intersection(*notes) if len(notes) > 1 else set()
    for why, some in groupby(found.visits, key=_why_none):
        if why:
            yield f"{', '.join(str(visit.on) for visit in some)}  No estimate. {' '.join(why)}"
        else:
            for visit in some:
                yield from _visit_lines(visit, always)
    if always:
        last = next(visit for visit in reversed(found.visits) if visit.value is not None)
        yield f"With every estimate: {' '.join(note for note in visit_notes(last) if note in always)}"
    for score in found.judged:
        yield _judged_line(score)
    yield from _response_lines("From photographs", found.response)
    yield from _response_lines("By eye", found.judged_response)


def _why_none(visit: SaltVisit) -> tuple[str, ...]:
    """Say why a visit has no estimate; nothing where it has one."""
    return tuple(dict.fromkeys(sentences(visit.reasons)))


def _visit_lines(visit: SaltVisit, always: Collection[str]) -> Iterator[str]:
    """Say a visit's estimate by area, without what is said of every estimate."""
    if visit.value is None:
        return
    yield f"{visit.on}  SALT {value_words(visit.value)}, AA-IGA {class_words(visit.value)}"
    for area in visit.areas:
        if area.loss is not None:
            loss = percent_range(area.loss.loss, area.loss.low, area.loss.high)
            yield f"{'':12}{area.area.label}, {area.area.percent} % of the scalp: lost {loss}"
    if said := [note for note in visit_notes(visit) if note not in always]:
        yield f"{'':12}{' '.join(said)}"


def _judged_line(score: SaltScore) -> str:
    by = f" by {score.by}" if score.by else ""
    value = SaltValue.judged(score.total)
    return f"{score.on}  SALT {value_words(value)}, AA-IGA {class_words(value)}, judged by eye{by}"


def _response_lines(way: str, found: SaltResponse | None) -> Iterator[str]:
    if found is None:
        return
    who = dict.fromkeys(filter(None, (found.baseline_by, found.by)))
    by = f" ({', then '.join(who)})" if who else ""
    said = response_sentences(found.response, baseline=found.baseline, best=found.best)
    yield f"{way}{by}, {found.on}:"
    yield from (f"{'':12}{sentence}" for sentence in said)
