"""The command line's grammar."""

import argparse
from typing import NoReturn

from hairtrack import __version__
from hairtrack.cli import (
    arguments,
    course_commands,
    covers,
    diary,
    file_commands,
    guide,
    landmarks,
    regions,
    reports,
    salt,
    time_lapse,
)
from hairtrack.cli.arguments import path
from hairtrack.course import RegionColour, SaltArea


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong and where help is."""
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; each command stores its function as `command`."""
    parser = _Parser(
        prog="hairtrack",
        description="Is my hair coming back? Without a command, the window opens.",
        epilog="Exit codes: 0 a result, 2 bad usage or unusable input, 130 cancelled. Not medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"hairtrack {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_course_making(commands)
    _add_course_work(commands)
    _add_diary(commands)
    _add_course_output(commands)
    _add_files(commands)
    return parser


def _add_course_making(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = commands.add_parser("demo", help="write the demo course (rendered, truth known)")
    demo.add_argument("course", type=path, metavar="DIR")
    demo.set_defaults(command=course_commands.demo)

    new = commands.add_parser("new", help="start an empty course")
    arguments.course(new)
    new.set_defaults(command=course_commands.new)

    add = commands.add_parser("import", help="add photos to a course")
    arguments.course(add)
    add.add_argument("paths", type=path, nargs="+", metavar="FILE|FOLDER")
    arguments.view(add)
    add.add_argument("--date", type=arguments.day, metavar="YYYY-MM-DD", help="when all these photos were taken")
    arguments.as_json(add)
    add.set_defaults(command=course_commands.import_)

    region = commands.add_parser("region", help="add or replace a region, in the reference photo's pixels")
    arguments.course(region)
    arguments.view(region, required=True)
    region.add_argument("--name", type=arguments.name, metavar="N", help="needed unless --template gives it one")
    what = region.add_mutually_exclusive_group()
    what.add_argument("--polygon", type=path, metavar="R.json", help="[[x,y],...]")
    what.add_argument("--ellipse", type=path, metavar="E.json", help="[[x,y],[x,y],[x,y]]: middle, two axis tips")
    areas, colours = ([*map(str, kind)] for kind in (SaltArea, RegionColour))
    what.add_argument("--template", choices=areas, metavar="T", help=f"to be adjusted by hand: {', '.join(areas)}")
    what.add_argument(
        "--copy-to", type=arguments.view_name, metavar="V", help="copy the region named N to another view"
    )
    region.add_argument("--salt", choices=[*areas, "none"], metavar="A", help=f"stands for: {', '.join(areas)} or none")
    region.add_argument("--colour", choices=colours, metavar="C", help=", ".join(colours))
    region.set_defaults(command=regions.region)

    cover = commands.add_parser("cover", help="cover a face, or anything else, in what leaves the house")
    arguments.course(cover)
    arguments.view(cover)
    what = cover.add_mutually_exclusive_group()
    what.add_argument("--polygon", type=path, metavar="R.json", help="[[x,y],...] in the reference photo's pixels")
    what.add_argument("--suggest", action="store_true", help="put it where the face may be, to be adjusted by hand")
    what.add_argument("--remove", action="store_true", help="remove all covers of the view")
    cover.add_argument("--add", action="store_true", help="keep the covers that the view has")
    arguments.as_json(cover)
    cover.set_defaults(command=covers.cover)


def _add_course_work(commands: "argparse._SubParsersAction[_Parser]") -> None:
    align = commands.add_parser("align", help="align every photo with its view's reference photo")
    arguments.course(align)
    align.add_argument(
        "--mirrored",
        metavar="PHOTO",
        help="align this photo alone, as a mirror image: SHA-256 or its first 8 characters",
    )
    align.add_argument(
        "--matcher",
        nargs=2,
        default=("", ""),
        metavar=("ALIKED.onnx", "LIGHTGLUE.onnx"),
        help="where photos are hard to align, let these two networks show where to begin",
    )
    arguments.as_json(align)
    align.set_defaults(command=course_commands.align)

    map_ = commands.add_parser("map", help="find points of one photo in another")
    arguments.course(map_)
    map_.add_argument("source", metavar="FROM", help="SHA-256 or its first 8 characters")
    map_.add_argument("target", metavar="TO")
    map_.add_argument("--points", type=path, required=True, metavar="P.json", help="[[x,y],...] in FROM")
    arguments.as_json(map_)
    map_.set_defaults(command=course_commands.map_)

    landmarks.add_to(commands)

    exclude = commands.add_parser("exclude", help="take clips, fingers or an ear out of one photo")
    arguments.course(exclude)
    exclude.add_argument("photo", metavar="PHOTO", help="SHA-256 or its first 8 characters")
    exclude.add_argument(
        "--strokes",
        type=path,
        required=True,
        metavar="S.json",
        help='[{"points": [[x,y],...], "radius": r},...] in PHOTO, in the place of all before; [] clears',
    )
    exclude.set_defaults(command=course_commands.exclude)

    measure = commands.add_parser("measure", help="measure every region in every photo")
    arguments.course(measure)
    measure.add_argument("--again", action="store_true", help="repeat each stored value and say which ones agree")
    arguments.as_json(measure)
    measure.set_defaults(command=course_commands.measure)

    change = commands.add_parser("change", help="the verdicts and the trend")
    arguments.course(change)
    arguments.view(change)
    arguments.pair(change)
    change.add_argument("--anyway", action="store_true", help="give figures of photos that cannot be compared, marked")
    change.add_argument("--fair", action="store_true", help="choose the best matched of the first and last visits")
    arguments.as_json(change)
    change.set_defaults(command=course_commands.change)


def _add_course_output(commands: "argparse._SubParsersAction[_Parser]") -> None:
    lost = commands.add_parser("salt", help="the SALT of every visit: estimated, judged by eye, and what was reached")
    arguments.course(lost)
    lost.add_argument(
        "--since",
        type=arguments.day,
        metavar="DATE",
        help="count from here, not from the start of treatment",
    )
    arguments.as_json(lost)
    lost.set_defaults(command=salt.salt)

    show = commands.add_parser("show", help="the whole course")
    arguments.course(show)
    arguments.as_json(show)
    show.set_defaults(command=course_commands.show)

    export = commands.add_parser("export", help="the measurements (CSV), the whole course (JSON), or copies of photos")
    arguments.course(export)
    what = export.add_mutually_exclusive_group(required=True)
    arguments.output(what, ".csv", ".json", required=False)
    what.add_argument(
        "--copies", type=path, metavar="DIR", help="the photos as nothing but pixels, named by day and view"
    )
    export.add_argument("--cover", action="store_true", help="cover in the copies what you covered, such as the face")
    export.set_defaults(command=course_commands.export)

    reports.add_to(commands)
    time_lapse.add_to(commands)
    guide.add_to(commands)

    check = commands.add_parser("check", help="originals against their hashes, database integrity")
    arguments.course(check)
    arguments.as_json(check)
    check.set_defaults(command=course_commands.check)

    self_test = commands.add_parser("self-test", help="measure this installation's errors on rendered truth")
    arguments.as_json(self_test)
    self_test.set_defaults(command=course_commands.self_test)


def _add_diary(commands: "argparse._SubParsersAction[_Parser]") -> None:
    kept = commands.add_parser("diary", help="treatments, events, labs, symptoms; what is due")
    arguments.course(kept)
    actions = kept.add_subparsers(title="actions", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="keep what one line says, such as: itch 4 crown; washed")
    add.add_argument("line", metavar="LINE")
    add.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="the day of parts that name none; today without it"
    )
    arguments.as_json(add)
    add.set_defaults(command=diary.add)
    read = actions.add_parser("import", help="read a table of entries")
    read.add_argument("table", type=path, metavar="X.csv")
    arguments.as_json(read)
    read.set_defaults(command=diary.import_)
    write = actions.add_parser("export", help="write all entries as a table that can be read again")
    write.add_argument("table", type=arguments.file_named(".csv"), metavar="X.csv")
    write.set_defaults(command=diary.export)
    due = actions.add_parser("due", help="what is due")
    arguments.as_json(due)
    due.set_defaults(command=diary.due)
    done = actions.add_parser("done", help="keep that something due was done")
    done.add_argument("key", metavar="KEY", help="as due names it")
    done.add_argument("--on", type=arguments.day, metavar="YYYY-MM-DD", help="the day, today by default")
    done.set_defaults(command=diary.done)
    calendar = actions.add_parser("calendar", help="what is due, as a calendar file")
    arguments.output(calendar, ".ics")
    calendar.set_defaults(command=diary.calendar)


def _add_files(commands: "argparse._SubParsersAction[_Parser]") -> None:
    files = commands.add_parser("files", help="the same on single files, without a course")
    actions = files.add_subparsers(title="actions", required=True, metavar="ACTION")

    align = actions.add_parser("align", help="align one photo with another")
    align.add_argument("fixed", type=path, metavar="FIXED")
    align.add_argument("moving", type=path, metavar="MOVING")
    align.add_argument("--points", type=path, metavar="P.json", help="[[x,y],...] in FIXED")
    align.add_argument("--landmarks", type=path, metavar="L.json", help="[[[xf,yf],[xm,ym]],...]")
    arguments.as_json(align)
    align.set_defaults(command=file_commands.align)

    measure = actions.add_parser("measure", help="measure coverage in photos of one person")
    measure.add_argument("photos", type=path, nargs="+", metavar="PHOTO")
    arguments.region_files(measure)
    measure.add_argument("--masks", type=path, metavar="DIR")
    measure.add_argument("-j", dest="jobs", type=arguments.jobs, default=1, metavar="N", help="number of processes")
    arguments.as_json(measure)
    measure.set_defaults(command=file_commands.measure)

    change = actions.add_parser("change", help="say whether two photos differ by more than their doubt")
    change.add_argument("before", type=path, metavar="BEFORE")
    change.add_argument("after", type=path, metavar="AFTER")
    arguments.region_files(change)
    arguments.as_json(change)
    change.set_defaults(command=file_commands.change)
