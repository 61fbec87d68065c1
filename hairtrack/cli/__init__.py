"""The command line's door: one command, its exit code, its one JSON document."""

from collections.abc import Sequence

from hairtrack.cli.output import drop_output, say
from hairtrack.cli.parser import build_parser
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.progress import Cancelled

OK, UNUSABLE, CANCELLED = 0, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        The words after the program's name.

    Returns
    -------
    int
        0 a result (a refusal with its reason is one), 2 bad usage or unusable input, 130 cancelled.
    """
    try:
        options = build_parser().parse_args(arguments)
        result: int | None = options.command(options)
    except HairtrackError as error:
        say(f"hairtrack: {error_sentence(error)}")
        return UNUSABLE
    except (Cancelled, KeyboardInterrupt):
        say("hairtrack: cancelled. Nothing is left half done.")
        return CANCELLED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        drop_output()
        return OK
    return result or OK
