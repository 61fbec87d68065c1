"""The command that writes a time-lapse: aligned photos of a view as a film."""

import argparse
from collections.abc import Iterator
from typing import Any

from hairtrack.cli import arguments
from hairtrack.cli.output import count_of, progress_line, put_result
from hairtrack.course import Course, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.workflow import courses
from hairtrack.workflow.plain import day_json, rounded
from hairtrack.workflow.time_lapse.options import HEIGHTS, MOST_SECONDS, RATES, FilmKind, TimeLapse, kind_of
from hairtrack.workflow.time_lapse.visits import view_to_film
from hairtrack.workflow.time_lapse.write import WrittenFilm, write_time_lapse

_REFUSALS = (ErrorKind.FILM_NEEDS_TWO_DAYS, ErrorKind.FILM_NEEDS_COVER, ErrorKind.FILM_LITTLE_SHARED)
"""Answers about the photos, not slips in what was typed."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command and what may be chosen."""
    film = commands.add_parser("timelapse", help="the aligned photos of a view as a film")
    arguments.course(film)
    arguments.output(film, *(kind.value for kind in FilmKind))
    arguments.view(film)
    rates, heights = (_each(usual) for usual in (RATES, HEIGHTS))
    film.add_argument("--seconds", type=_number, metavar="S", help=f"of the whole film, up to {MOST_SECONDS:g}")
    film.add_argument("--rate", type=_whole, metavar="FPS", help=f"frames a second; else {rates}")
    film.add_argument("--height", type=_whole, metavar="PX", help=f"pixels, at most; else {heights}")
    film.add_argument("--since", type=arguments.day, metavar="DATE", help="first day")
    film.add_argument("--until", type=arguments.day, metavar="DATE", help="last day")
    film.add_argument("--crop", action="store_true", help="the regions alone")
    film.add_argument(
        "--cover",
        action=argparse.BooleanOptionalAction,
        help="cover what you covered, such as the face; without a word, wherever something is covered",
    )
    film.add_argument("--no-dates", dest="dates", action="store_false", help="without days")
    film.add_argument("--no-weeks", dest="weeks", action="store_false", help="without weeks of treatment")
    arguments.as_json(film)
    film.set_defaults(command=write)


def write(options: argparse.Namespace) -> None:
    """Write a time-lapse, or say why there is none."""
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        course = folder.course
        wanted = TimeLapse(
            view=_view(course, options.view),
            kind=kind_of(options.output),
            seconds=options.seconds,
            rate=options.rate,
            height=options.height,
            crop=options.crop,
            cover=options.cover,
            dates=options.dates,
            weeks=options.weeks and options.dates,
            since=options.since,
            until=options.until,
        )
        try:
            written = write_time_lapse(folder, course, options.output, wanted, progress)
        except HairtrackError as error:
            if error.kind not in _REFUSALS:
                raise
            put_result(_refused(error), [error_sentence(error)], as_json=options.json)
            return
    put_result(_written(written), _lines(written), as_json=options.json)


def _view(course: Course, asked: View | None) -> View:
    """Return the view that was asked for, or that of the most days."""
    found = asked or view_to_film(course)
    if found is None:
        raise HairtrackError(ErrorKind.NOTHING_TO_COMPARE)
    return found


def _written(written: WrittenFilm) -> dict[str, Any]:
    chosen = written.chosen
    return {
        "file": str(written.path),
        "status": "written",
        "reason": None,
        "frames": written.frames,
        "seconds": rounded(written.seconds, 3),
        "photos": [
            {"sha256": photo.sha256, "taken_on": day_json(photo.taken_on), "note": note or None}
            for photo, note in zip(chosen.photos, chosen.notes, strict=True)
        ],
        "left_out": [
            {
                "sha256": left.photo.sha256,
                "taken_on": day_json(left.photo.taken_on),
                "reason": reason_sentence(left.reason),
            }
            for left in chosen.left_out
        ],
    }


def _refused(error: HairtrackError) -> dict[str, Any]:
    empty: dict[str, Any] = {"frames": 0, "seconds": 0.0, "photos": [], "left_out": []}
    return {"file": None, "status": "refused", "reason": error_sentence(error), **empty}


def _lines(written: WrittenFilm) -> Iterator[str]:
    chosen = written.chosen
    yield f"Wrote {written.path}: {count_of(len(chosen.photos), 'photo')} in {written.seconds:.1f} seconds."
    for photo, note in zip(chosen.photos, chosen.notes, strict=True):
        yield f"{day_json(photo.taken_on)}  {note}".rstrip()
    for left in chosen.left_out:
        yield f"{day_json(left.photo.taken_on) or 'no date   '}  left out: {reason_sentence(left.reason)}"


def _each(usual: dict[FilmKind, int]) -> str:
    return ", ".join(f"{number} for {kind}" for kind, number in usual.items())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{arguments.quoted(text)} is no number of seconds") from None


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{arguments.quoted(text)} is no whole number")
    return int(text)
