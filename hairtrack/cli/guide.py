"""The command that says how to take the next photo, and prints it."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from hairtrack.cli import arguments
from hairtrack.cli.output import count_of, progress_line, put_result, say
from hairtrack.cli.pairs import photo_on
from hairtrack.course import View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import day_in_words
from hairtrack.progress import part_of
from hairtrack.report.choices import PaperSize
from hairtrack.report.words import VIEWS
from hairtrack.workflow import courses
from hairtrack.workflow.next_photo import Guide, guide_json, next_photo_guide
from hairtrack.workflow.outputs import check_output
from hairtrack.workflow.print_guide import write_guide

_PAPERS = {"a4": PaperSize.A4, "letter": PaperSize.LETTER}


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    guide = commands.add_parser("guide", help="how to take the next photo like the first, from how the last ones were")
    arguments.course(guide)
    arguments.view(guide)
    guide.add_argument("--like", type=arguments.day, metavar="DATE", help="like the photo of this day, not the first")
    arguments.output(guide, ".pdf", required=False)
    guide.add_argument("--paper", choices=_PAPERS, default="a4", metavar="P", help=f"{' or '.join(_PAPERS)}; else a4")
    arguments.as_json(guide)
    guide.set_defaults(command=show)


def show(options: argparse.Namespace) -> None:
    """Say how to take the next photo of one view or of all, and print it where a file is named."""
    wanted: View | None = options.view
    with courses.open_for_reading(options.course) as folder, progress_line() as progress:
        course = folder.course
        if options.output:
            check_output(options.output, course)
        views = [view for view in course.views() if course.in_view(view)] if wanted is None else [wanted]
        if not views:
            raise HairtrackError(ErrorKind.NOTHING_TO_GUIDE)
        guides = []
        for index, view in enumerate(views):
            part = part_of(progress, 0.8 * index / len(views), 0.8 * (index + 1) / len(views))
            like = photo_on(course, view, options.like) if options.like else None
            guides.append(next_photo_guide(folder, course, view, part, pattern=like))
        written = None
        if options.output:
            paper, part = _PAPERS[options.paper], part_of(progress, 0.8, 1.0)
            written = write_guide(folder, course, guides, options.output, part, paper=paper)
    if written is not None:
        say(" ".join((f"Wrote {written.path} ({count_of(written.pages, 'page')}).", *written.notes)))
    result = {"views": [guide_json(guide) for guide in guides], "written": str(written.path) if written else None}
    put_result(result, [] if written else _lines(guides), as_json=options.json)


def _lines(guides: Sequence[Guide]) -> Iterator[str]:
    for guide in guides:
        day = guide.pattern.taken_on
        yield f"{VIEWS[guide.view]}, like {guide.pattern.file_name}{f' of {day_in_words(day)}' if day else ''}"
        for number, each in enumerate(guide.advice, start=1):
            yield f"  {number}. {each.do} {each.why}"
        yield from (f"  {words}" for words in (guide.unknown, guide.doubt, guide.fine) if words)
    yield "Every time"
    yield from (f"  {words}" for words in guides[0].general)
