"""What the command line prints: the result on standard output, everything else on standard error."""

import json
import math
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from hairtrack.errors import Reason
from hairtrack.messages import reason_sentence


def say(text: str) -> None:
    """Tell the person at the terminal something that is not the result."""
    print(text, file=sys.stderr, flush=True)


class TerminalProgress:
    """Shows progress on one line of a terminal; silent when standard error is not one."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, share: float, what: str) -> None:
        """Show the share done and what is being done."""
        if sys.stderr.isatty():
            self._shown = True
            print(f"\r\x1b[K{share:4.0%}  {what}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self._shown:
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
    """
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for line in lines:
        print(line)


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons in words."""
    return [reason_sentence(reason) for reason in reasons]


def rounded(value: float | None, digits: int = 4) -> float | None:
    """Round for print, so that no figure claims more than was measured."""
    return None if value is None else round(float(value), digits)


def points_json(points: Iterable[Iterable[float]]) -> list[list[float] | None]:
    """Return points as lists, null where there is no answer (NaN)."""
    rows = [[round(float(value), 2) for value in point] for point in points]
    return [None if any(math.isnan(value) for value in row) else row for row in rows]
