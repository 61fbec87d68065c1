"""The command that writes a report: a PDF, or its pages as pictures."""

import argparse
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hairtrack.cli import arguments
from hairtrack.cli.output import progress_line, put_result, say
from hairtrack.cli.pairs import asked_pair, in_order_of_time, photo_on
from hairtrack.course import Course, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.choices import (
    LEAST_DOTS,
    MOST_DOTS,
    USUAL_DOTS,
    Archive,
    Choices,
    ChosenPair,
    PaperSize,
    ReportKind,
)
from hairtrack.workflow import courses

_PAPERS = {"a4": PaperSize.A4, "letter": PaperSize.LETTER}
_ARCHIVES = {"2a": Archive.A2A, "3a": Archive.A3A}


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command and what may be chosen."""
    report = commands.add_parser("report", help="the PDF, or its pages as pictures")
    arguments.course(report)
    arguments.output(report, ".pdf", ".png", ".jpg", ".jpeg")
    arguments.as_json(report)
    _add_what(report.add_argument_group("what it tells"))
    shown = report.add_argument_group("which photos it compares")
    arguments.view(shown)
    arguments.pair(shown)
    shown.add_argument(
        "--compare",
        type=_comparison,
        action="append",
        default=[],
        metavar="VIEW:DATE:DATE",
        help="two visits of a view; may be given again for more",
    )
    _add_how(report.add_argument_group("how it is made"))
    report.set_defaults(command=write)


def _add_what(what: "argparse._ArgumentGroup") -> None:
    kinds = [kind.value for kind in ReportKind]
    what.add_argument("--kind", choices=kinds, default=ReportKind.FULL.value, metavar="K", help=", ".join(kinds))
    whose = what.add_mutually_exclusive_group()
    whose.add_argument(
        "--name", type=_alias, metavar="ALIAS", help="instead of the course's name and of all file names"
    )
    whose.add_argument("--no-name", dest="name", action="store_const", const="", help="no name, nor file names")
    what.add_argument(
        "--region", action="append", dest="regions", metavar="NAME", help="only this region; may be given again"
    )
    what.add_argument("--since", type=arguments.day, metavar="DATE", help="first day of what is listed")
    what.add_argument("--until", type=arguments.day, metavar="DATE", help="last day of what is listed")
    what.add_argument("--no-notes", dest="notes", action="store_false", help="without what was written freely")
    what.add_argument("--crop", action="store_true", help="cut photos to the regions")
    what.add_argument("--cover", action="store_true", help="cover what you covered, such as the face")
    what.add_argument("--originals", action="store_true", help="every photo at full size at the end")


def _add_how(how: "argparse._ArgumentGroup") -> None:
    how.add_argument("--paper", choices=_PAPERS, default="a4", metavar="P", help=f"{' or '.join(_PAPERS)}; else a4")
    how.add_argument("--archive", choices=_ARCHIVES, metavar="S", help="keep PDF/A-2a or PDF/A-3a: 2a, 3a")
    how.add_argument("--dpi", type=_dots, metavar="N", help=f"pixels an inch of pictures, {LEAST_DOTS} to {MOST_DOTS}")


def write(options: argparse.Namespace) -> None:
    """Write a report."""
    # It brings Qt, for the letters of the chart.
    from hairtrack.workflow.report import write as reports  # noqa: PLC0415

    _refuse_mixture(options)
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        choices = _choices(folder.course, options)
        if options.output.suffix.lower() == ".pdf":
            written = reports.write_report(folder, folder.course, options.output, choices, progress)
        else:
            dots = options.dpi or USUAL_DOTS
            written = reports.write_pages(folder, folder.course, options.output, choices, progress, dots_per_inch=dots)
    result = {
        "files": [str(path) for path in written.paths],
        "kind": choices.kind.value,
        "paper": options.paper,
        "pages": written.pages,
        "standards": list(written.standards),
        "notes": list(written.notes),
    }
    if options.json:
        put_result(result, (), as_json=True)
    else:
        say(" ".join((f"Wrote {_named(written.paths)}.", *written.notes)))


def _named(paths: tuple[Path, ...]) -> str:
    return str(paths[0]) if len(paths) == 1 else f"{paths[0]} to {paths[-1].name}"


def _refuse_mixture(options: argparse.Namespace) -> None:
    """Raise what cannot be asked for together, before the course is opened."""
    pictures = options.output.suffix.lower() != ".pdf"
    for option, given, fits in (
        ("--archive", options.archive, not pictures),
        ("--originals", options.originals, not pictures),
        ("--dpi", options.dpi, pictures),
    ):
        if given and not fits:
            kind = ErrorKind.NOT_FOR_PICTURES if pictures else ErrorKind.ONLY_FOR_PICTURES
            raise HairtrackError(kind, option=option)
    if options.originals and options.kind != ReportKind.FULL:
        raise HairtrackError(ErrorKind.ONLY_IN_FULL, option="--originals")
    if options.compare and (options.before or options.after):
        raise HairtrackError(ErrorKind.COMPARE_WITH_DAYS)


def _choices(course: Course, options: argparse.Namespace) -> Choices:
    return Choices(
        kind=ReportKind(options.kind),
        paper=_PAPERS[options.paper],
        archive=_ARCHIVES.get(options.archive, Archive.NONE),
        name=options.name,
        pairs=tuple(_pairs(course, options)),
        views=_views(course, options),
        regions=_regions(course, options.regions) if options.regions else None,
        since=options.since,
        until=options.until,
        notes=options.notes,
        crop=options.crop,
        cover=options.cover,
        originals=options.originals,
    )


def _pairs(course: Course, options: argparse.Namespace) -> Iterator[ChosenPair]:
    pairs = [(photo_on(course, view, first), photo_on(course, view, last)) for view, first, last in options.compare]
    if options.before or options.after:
        asked = asked_pair(course, options.view, options)
        if asked is None:
            raise HairtrackError(ErrorKind.NOTHING_TO_COMPARE)
        pairs.append(asked)
    for before, after in pairs:
        in_order_of_time(course, before, after)
        yield ChosenPair(before=before.sha256, after=after.sha256)


def _views(course: Course, options: argparse.Namespace) -> tuple[View, ...]:
    """Return all views, that of page one first; nothing where none is asked for, or its days are chosen too."""
    if options.view is None or options.before or options.after:
        return ()
    if options.kind == ReportKind.COMPARISON:
        return (options.view,)
    others = (view for view in course.views() if view is not options.view and course.in_view(view))
    return (options.view, *others)


def _regions(course: Course, names: list[str]) -> tuple[str, ...]:
    """Return the ids of all regions of some names, in whatever view."""
    known: dict[str, list[str]] = {}
    for region in course.regions:
        known.setdefault(region.name.casefold(), []).append(region.id)
    unknown = next((name for name in names if name.strip().casefold() not in known), None)
    if unknown is not None:
        raise HairtrackError(ErrorKind.REGION_NOT_FOUND, name=arguments.quoted(unknown), known=_near(course, unknown))
    return tuple(dict.fromkeys(region for name in names for region in known[name.strip().casefold()]))


def _near(course: Course, name: str) -> str:
    """Say which regions are named nearly like that, or else which there are."""
    names = {region.name.casefold(): region.name for region in course.regions}
    if not names:
        return "Draw one first."
    near = get_close_matches(name.strip().casefold(), names, n=3, cutoff=0.5)
    return (
        f"Near it: {', '.join(names[each] for each in near)}." if near else f"There are: {', '.join(names.values())}."
    )


def _comparison(text: str) -> tuple[View, date, date]:
    parts = text.split(":")
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(
            f"{arguments.quoted(text)} is no comparison; write it like crown:2026-01-12:2026-07-06"
        )
    return arguments.view_name(parts[0]), arguments.day(parts[1]), arguments.day(parts[2])


def _alias(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; use --no-name for a report without one")
    return text.strip()


def _dots(text: str) -> int:
    if not text.isdecimal() or not LEAST_DOTS <= int(text) <= MOST_DOTS:
        raise argparse.ArgumentTypeError(f"{text} is not between {LEAST_DOTS} and {MOST_DOTS}")
    return int(text)
