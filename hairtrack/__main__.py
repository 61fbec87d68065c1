"""The two doors: the window without arguments, the command line with them."""

import os
import signal
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; taken from the command line when absent.

    Returns
    -------
    int
        The exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words:
        # Libraries turn an interrupt while they are imported into errors of their own.
        interrupt = signal.signal(signal.SIGINT, lambda *_: os._exit(130))
        from hairtrack.cli import run  # noqa: PLC0415 - the window must not wait for the command line, nor it for Qt

        signal.signal(signal.SIGINT, interrupt)
        return run(words)
    from hairtrack.app import open_window  # noqa: PLC0415

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
