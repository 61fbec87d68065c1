"""Figures, days and reasons as the open export and the command line write them."""

from collections.abc import Iterable
from datetime import date

from hairtrack.errors import Reason
from hairtrack.messages import reason_sentence


def rounded(value: float | None, digits: int = 4) -> float | None:
    """Round, so that no figure claims more than was measured."""
    return None if value is None else round(float(value), digits)


def day_json(day: date | None) -> str | None:
    """Return a day as ISO 8601 has it."""
    return None if day is None else day.isoformat()


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons in words."""
    return [reason_sentence(reason) for reason in reasons]
