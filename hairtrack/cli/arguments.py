"""What several commands are given: a course, a view, days, where the output goes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError

_VIEW_NAMES = {view.value: view for view in View} | {"crown": View.VERTEX}


def course(parser: argparse.ArgumentParser) -> None:
    """Take a course."""
    parser.add_argument("course", type=path, metavar="COURSE")


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
    parser.add_argument("--region", type=path, required=True, metavar="R.json")
    parser.add_argument("--anchors", type=path, metavar="A.json")


def file_named(*suffixes: str) -> Callable[[str], Path]:
    """Return what reads the name of a file to be written."""

    def named(text: str) -> Path:
        # A slip of the hand must not write over a photo or the course itself.
        if Path(text).suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(f"{quoted(text)} is no name that ends in {' or '.join(suffixes)}")
        return Path(text)

    return named


def path(text: str) -> Path:
    """Read the place of a file or folder; an empty one would be the folder that the terminal stands in."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty; name a file or a folder")
    return Path(text)


def day(text: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HairtrackError(ErrorKind.BAD_DATE, text=quoted(text)) from None


def view_name(text: str) -> View:
    """Read the name of a view."""
    named = _VIEW_NAMES.get(text.lower())
    if named is None:
        raise HairtrackError(ErrorKind.UNKNOWN_VIEW, view=quoted(text), known=", ".join(_VIEW_NAMES))
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


def quoted(text: str) -> str:
    """Return what was typed as it may stand in a sentence."""
    return text if text.strip() else f'"{text}"'


def named_photo(course: Course, name: str) -> Photo:
    """Return the photo that is named by its SHA-256 or the first 8 characters of it."""
    found = [p for p in course.photos if len(name) >= 8 and p.sha256.startswith(name.lower())]
    if len(found) != 1:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=name)
    return found[0]
