"""The commands on a course's diary."""

import argparse
from datetime import date

from hairtrack.cli.output import count_of, progress_line, put_result, say
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow import courses
from hairtrack.workflow.diary import calendar as calendar_file
from hairtrack.workflow.diary import due as due_list
from hairtrack.workflow.diary.due import Done, Due, mark_done
from hairtrack.workflow.diary.table_in import import_diary
from hairtrack.workflow.diary.table_out import export_diary
from hairtrack.workflow.diary.typed_line import read_line
from hairtrack.workflow.plain import day_json


def add(options: argparse.Namespace) -> None:
    """Keep what one typed line says."""
    with courses.open_for_writing(options.course) as folder:
        understood = read_line(folder.course, options.line, date.today(), on=options.on)
        folder.commit(understood.course)
    kept = [
        {"text": part.text, "understood": part.sentence, "id": part.entry.id} for part in understood.parts if part.entry
    ]
    left = [{"text": part.text, "problem": part.sentence} for part in understood.left]
    lines = [f"kept: {row['understood']}" for row in kept]
    lines += [f"not kept: {row['text']}: {row['problem']}" for row in left]
    lines = lines or ["Nothing is written there, so nothing was kept."]
    put_result({"kept": kept, "not_kept": left}, lines, as_json=options.json)


def import_(options: argparse.Namespace) -> None:
    """Read a table of diary entries."""
    with courses.open_for_writing(options.course) as folder, progress_line() as progress:
        course, outcome = import_diary(folder.course, options.table, progress)
        folder.commit(course)
    problems = [{"line": line, "problem": sentence} for line, sentence in outcome.problems]
    cautions = [{"line": line, "caution": sentence} for line, sentence in outcome.cautions]
    lines = [f"{count_of(outcome.accepted, 'entry', 'entries')} kept, {outcome.already_there} there already."]
    lines += [f"line {p['line']}: {p['problem']}" for p in problems]
    lines += [f"line {c['line']}, kept: {c['caution']}" for c in cautions]
    counts = {"accepted": outcome.accepted, "already_there": outcome.already_there}
    put_result(counts | {"problems": problems, "cautions": cautions}, lines, as_json=options.json)


def export(options: argparse.Namespace) -> None:
    """Write the diary as a table."""
    with courses.open_for_reading(options.course) as folder:
        written = export_diary(folder.course, options.table)
    say(f"Wrote {options.table} with {count_of(written, 'line')}.")


def due(options: argparse.Namespace) -> None:
    """Say what is due."""
    with courses.open_for_reading(options.course) as folder:
        waiting = due_list.due(folder.course, date.today())
    rows = [
        {
            "on": day_json(item.on),
            "until": day_json(item.until or item.on),
            "late": item.late,
            "what": item.what,
            "source": item.source,
            "key": item.key,
            "done": item.done,
        }
        for item in waiting
    ]
    lines = [_due_line(item) for item in waiting] or ["Nothing is due."]
    put_result({"due": rows}, lines, as_json=options.json)


def _due_line(item: Due) -> str:
    window = f" to {item.until}" if item.until is not None and item.until != item.on else ""
    marked = f"; once done: diary COURSE done {item.key}" if item.done is not Done.NONE else ""
    return f"{item.on}{window}{', late' if item.late else ''}  {item.what} ({item.source}{marked})"


def done(options: argparse.Namespace) -> None:
    """Keep that something due was done."""
    with courses.open_for_writing(options.course) as folder:
        waiting = due_list.due(folder.course, date.today())
        item = next((item for item in waiting if item.key == options.key), None)
        if item is None:
            raise HairtrackError(ErrorKind.NOT_DUE, key=options.key)
        folder.commit(mark_done(folder.course, item, options.on or date.today()))
    say(f"Kept as done: {item.what}.")


def calendar(options: argparse.Namespace) -> None:
    """Write what is due as a calendar file."""
    with courses.open_for_reading(options.course) as folder:
        calendar_file.calendar(folder.course, options.output, date.today())
    say(f"Wrote {options.output}.")
