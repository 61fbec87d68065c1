"""Numbers, doses and units in a typed line."""

import math
import re

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.figures import decimal_mark, plain
from hairtrack.kept_words import kept, shown
from hairtrack.language import _, _typed
from hairtrack.workflow.diary.catalogue import FREQUENCIES, LAB_UNITS
from hairtrack.workflow.diary.typed_days import WEEKDAYS
from hairtrack.workflow.diary.typed_ways import any_of, fold, folded

_NUMBER = r"[-+]?\d{1,15}(?:[.,]\d{1,15})?"
_LEADING = re.compile(rf"\s*({_NUMBER})(?![\d.,]*\d)", re.ASCII)
_TO = any_of(("-", "–", *_typed("to")))
_RANGE = re.compile(rf"(.*?)\s*\(?({_NUMBER})\s*{_TO}\s*({_NUMBER})\)?", re.ASCII)

_DOSE_UNITS = (
    *("mg/kg", "mg/ml", "mg", "mcg", "µg", "ug", "g", "ml", "%", "iu", "mm", "nm", "min"),
    *_typed(
        "unit|units|minute|minutes|tablet|tablets|capsule|capsules|drop|drops|spray|sprays|puff|puffs|pump|pumps|"
        "cap|caps|sachet|sachets|graft|grafts|session|sessions"
    ),
)
_DOSE = re.compile(rf"({_NUMBER})\s*({any_of(_DOSE_UNITS)})(?=[\s,]|$)[\s,]*", re.ASCII | re.IGNORECASE)
_OFTEN = folded(
    (
        *_typed(
            "once|twice|times|x|daily|nightly|weekly|monthly|every|each|per|other|day|days|night|morning|evening|"
            "week|weeks|month|months|hours|as|needed|a|and|at|in|on|the|to|second|third"
        ),
        *WEEKDAYS,
        *(word for frequency in FREQUENCIES for often in (frequency, shown(frequency)) for word in often.split()),
    )
)
"""What says how often. Anything else behind a dose is not taken for it."""

_PLAIN_UNITS = frozenset({"ratio", "index", "inr", "fl", "pg", "ng", "s", "u", "iu", "units"})
_KNOWN_UNITS = _PLAIN_UNITS | {unit.casefold() for units in LAB_UNITS.values() for unit in units}

_LIKE_A_UNIT = re.compile(r"(?:x\s?)?[^\s/]{0,8}(?:[/%^][^\s/]{0,8}){1,2}(?:/1\.73 ?m[2²])?")
"""What an unknown unit must look like, such as nmol/l or x 10^9/l."""


def number_of(text: str) -> float:
    """Read a number with a decimal point or comma; 1,234 may be two numbers and is refused, or in German 1.234.

    Parameters
    ----------
    text : str

    Returns
    -------
    float
    """
    thousands = "." if decimal_mark() == "," else ","
    if re.search(rf"{re.escape(thousands)}\d{{3}}$", text):
        raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=text)
    number = float(text.replace(",", "."))
    assert math.isfinite(number)
    return number


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a number that stands apart from further figures.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return _LEADING.match(text) is not None


def leading_number(text: str) -> tuple[float, str]:
    """Take the number off the beginning of a text that begins with one.

    Parameters
    ----------
    text : str

    Returns
    -------
    float
    str
        The rest.
    """
    found = _LEADING.match(text)
    if found is None:
        raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=text or _("An empty value"))
    return number_of(found[1]), text[found.end() :].strip()


def whole(number: float, otherwise: ErrorKind) -> int:
    """Return a number as a whole one.

    Parameters
    ----------
    number : float
    otherwise : ErrorKind
        What is wrong where it is none.

    Returns
    -------
    int
    """
    if number != int(number):
        raise HairtrackError(otherwise, number=plain(number), text=plain(number))
    return int(number)


def dose_of(text: str) -> tuple[str, str]:
    """Read a dose with its unit, and how often it is taken.

    Parameters
    ----------
    text : str
        Begins with a number.

    Returns
    -------
    str
        Such as "5 %".
    str
        As it is kept, such as "twice daily", or nothing.
    """
    found = _DOSE.match(text)
    if found is None:
        raise HairtrackError(ErrorKind.DIARY_DOSE_WITHOUT_UNIT, dose=text)
    number_of(found[1])
    dose = f"{found[1].replace(',', '.')} {found[2]}"
    return dose, often_of(text[found.end() :].strip(), dose)


def often_of(text: str, before: str) -> str:
    """Read how often something is taken.

    Parameters
    ----------
    text : str
        Or nothing.
    before : str
        What it stands behind.

    Returns
    -------
    str
    """
    if any(not word.isdecimal() and word not in _OFTEN for word in fold(text).split()):
        raise HairtrackError(ErrorKind.LINE_REST, rest=text, before=before)
    return kept(text)


def unit_and_range(text: str, known: frozenset[str]) -> tuple[str, float | None, float | None]:
    """Read what stands behind the value of a blood test.

    Parameters
    ----------
    text : str
        Such as "U/l", "U/l 10-50", "(10 to 50)" or nothing.
    known : frozenset of str
        Units that the diary knows, in small letters.

    Returns
    -------
    str
        The unit, or nothing.
    float or None
    float or None
        The laboratory's range, where it is given.
    """
    low: float | None = None
    high: float | None = None
    unit, ranged = text.strip(), _RANGE.fullmatch(text.strip())
    if ranged is not None:
        unit, low, high = ranged[1].strip(" ,"), number_of(ranged[2]), number_of(ranged[3])
    # A word that is no unit must not become one.
    if unit and unit.casefold() not in known | _KNOWN_UNITS and not _LIKE_A_UNIT.fullmatch(unit):
        raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=unit, known=_("a unit such as mg/dl, U/l or ratio"))
    return unit, low, high
