"""What the command line prints: the result on standard output, everything else on standard error."""

import errno
import io
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Pace, Progress, no_progress
from hairtrack.report.coverage_words import fine_words
from hairtrack.report.words import percent_range, printable


def say(text: str) -> None:
    """Tell the person at the terminal something that is not the result."""
    print(_one_line(text), file=sys.stderr, flush=True)


def count_of(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: "1 photo", "14 photos"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


@contextmanager
def progress_line() -> Iterator[Progress]:
    """Show progress on one line of the terminal and clear it afterwards; silent where there is no terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return

    pace = Pace()

    def show(share: float, what: str) -> None:
        line = "  ".join(part for part in (f"{share:4.0%}", what, pace.left(share)) if part)
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def put_result(result: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a result.

    Parameters
    ----------
    result : mapping
        The JSON document.
    lines : iterable of str
        The same for people.
    as_json : bool

    Raises
    ------
    HairtrackError
        OUTPUT_UNWRITABLE or DISK_FULL where standard output leads to a file that cannot take it.
    """
    # In plain ASCII, JSON survives every code page, and file names that are no text.
    text = json.dumps(result, indent=1, allow_nan=False) if as_json else "\n".join(map(_one_line, lines))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if text:
            print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        kind = ErrorKind.DISK_FULL if error.errno == errno.ENOSPC else ErrorKind.OUTPUT_UNWRITABLE
        raise HairtrackError(kind, path="the result") from error


def _one_line(text: str) -> str:
    """Take out what moves the cursor, which names and notes may hold."""
    return printable(text).replace("\n", " ")


def drop_output() -> None:
    """Let nothing that still waits for standard output be written, which would fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def points_json(points: Iterable[Iterable[float]]) -> list[list[float] | None]:
    """Return points as lists, null where there is no answer (NaN)."""
    rows = [[round(float(value), 2) for value in point] for point in points]
    return [None if any(math.isnan(value) for value in row) else row for row in rows]


def measured_words(row: Mapping[str, Any]) -> str:
    """Say the value of a measured row: "38 % (34 to 42)", and what of it is fine hair."""
    value = percent_range(*(100 * row[key] for key in ("coverage", "low", "high")))
    fine = f", {fine_words(row['fine'])}" if row["fine"] is not None else ""
    return f"{value}{fine}"
