"""The commands on a course's diary."""

import argparse
from datetime import date

from hairtrack.cli.output import day_json, progress_line, put_result, say
from hairtrack.report.words import count_of
from hairtrack.workflow import courses, keep_diary


def import_(options: argparse.Namespace) -> None:
    """Read a table of diary entries."""
    with courses.open_for_writing(options.course) as folder, progress_line() as progress:
        course, outcome = keep_diary.import_diary(folder.course, options.table, progress)
        folder.commit(course)
    problems = [{"line": line, "problem": sentence} for line, sentence in outcome.problems]
    cautions = [{"line": line, "caution": sentence} for line, sentence in outcome.cautions]
    lines = [f"{outcome.accepted} entries kept, {outcome.already_there} there already."]
    lines += [f"line {p['line']}: {p['problem']}" for p in problems]
    lines += [f"line {c['line']}, kept: {c['caution']}" for c in cautions]
    counts = {"accepted": outcome.accepted, "already_there": outcome.already_there}
    put_result(counts | {"problems": problems, "cautions": cautions}, lines, as_json=options.json)


def export(options: argparse.Namespace) -> None:
    """Write the diary as a table."""
    with courses.open_for_reading(options.course) as folder:
        written = keep_diary.export_diary(folder.course, options.table)
    say(f"Wrote {options.table} with {count_of(written, 'line')}.")


def due(options: argparse.Namespace) -> None:
    """Say what is due."""
    with courses.open_for_reading(options.course) as folder:
        waiting = keep_diary.due(folder.course, date.today())
    rows = [{"on": day_json(item.on), "what": item.what, "source": item.source} for item in waiting]
    lines = [f"{row['on']}  {row['what']} ({row['source']})" for row in rows] or ["Nothing is due."]
    put_result({"due": rows}, lines, as_json=options.json)


def calendar(options: argparse.Namespace) -> None:
    """Write what is due as a calendar file."""
    with courses.open_for_reading(options.course) as folder:
        keep_diary.calendar(folder.course, options.output, date.today())
    say(f"Wrote {options.output}.")
