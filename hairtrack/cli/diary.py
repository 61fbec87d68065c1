"""The commands on a course's diary."""

import argparse
from datetime import date

from hairtrack.cli.output import day_json, put_result, say
from hairtrack.workflow import courses, keep_diary


def import_(options: argparse.Namespace) -> None:
    """Read a table of diary entries."""
    with courses.open_for_writing(options.course) as folder:
        course, outcome = keep_diary.import_diary(folder.course, options.table)
        folder.commit(course)
    problems = [{"line": line, "problem": sentence} for line, sentence in outcome.problems]
    lines = [f"{outcome.accepted} entries kept, {outcome.already_there} there already."]
    lines += [f"line {p['line']}: {p['problem']}" for p in problems]
    put_result(
        {"accepted": outcome.accepted, "already_there": outcome.already_there, "problems": problems},
        lines,
        as_json=options.json,
    )


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
