"""What several commands are given: a course, a view, days, where the output goes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hairtrack.course import View
from hairtrack.errors import ErrorKind, HairtrackError

_VIEW_NAMES = {view.value: view for view in View} | {"crown": View.VERTEX}


def course(parser: argparse.ArgumentParser) -> None:
    """Take a course."""
    parser.add_argument("course", type=Path, metavar="COURSE")


def as_json(parser: "argparse._ActionsContainer") -> None:
    """Take whether the result is to be JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def view(parser: "argparse._ActionsContainer", *, required: bool = False) -> None:
    """Take a view."""
    parser.add_argument("--view", type=view_name, required=required, metavar="V", help=", ".join(_VIEW_NAMES))


def pair(parser: "argparse._ActionsContainer") -> None:
    """Take the days of two visits."""
    parser.add_argument("--before", type=day, metavar="DATE")
    parser.add_argument("--after", type=day, metavar="DATE")


def output(parser: "argparse._ActionsContainer", *suffixes: str, required: bool = True) -> None:
    """Take the file to be written, which ends in one of some suffixes."""
    metavar = "|".join(f"X{suffix}" for suffix in suffixes)
    parser.add_argument("-o", dest="output", type=file_named(*suffixes), required=required, metavar=metavar)


def region_files(parser: argparse.ArgumentParser) -> None:
    """Take what says where to measure."""
    parser.add_argument("--region", type=Path, required=True, metavar="R.json")
    parser.add_argument("--anchors", type=Path, metavar="A.json")


def file_named(*suffixes: str) -> Callable[[str], Path]:
    """Return what reads the name of a file to be written."""

    def named(text: str) -> Path:
        # A slip of the hand must not write over a photo or the course itself.
        if Path(text).suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(f"{text} does not end in {' or '.join(suffixes)}")
        return Path(text)

    return named


def day(text: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HairtrackError(ErrorKind.BAD_DATE, text=text) from None


def view_name(text: str) -> View:
    """Read the name of a view."""
    named = _VIEW_NAMES.get(text.lower())
    if named is None:
        raise HairtrackError(ErrorKind.UNKNOWN_VIEW, view=text, known=", ".join(_VIEW_NAMES))
    return named


def name(text: str) -> str:
    """Read the name of a region."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; name the region, such as Crown")
    return text.strip()


def jobs(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes; give 1 or more")
    return int(text)
