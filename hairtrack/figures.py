"""Figures as words, one way for screen, paper and command line."""

import re

from hairtrack.language import spoken

_COMMAS = {"de"}
"""Languages that write a comma before the decimals."""


def decimal_mark() -> str:
    """Return what stands before the decimals."""
    return "," if spoken() in _COMMAS else "."


def decimal(value: float, digits: int = 0) -> str:
    """Write a number as the language does, with a true minus: "3.5", in German "3,5".

    Parameters
    ----------
    value : float
    digits : int
        After the point.
    """
    written = f"{value:.{digits}f}".replace("-", "−")
    if not written.strip("−0."):
        written = written.removeprefix("−")
    return written.replace(".", decimal_mark())


def plain(value: float, digits: int = 6) -> str:
    """Write a number with no more figures than it has: "3.5", "40", in German "3,5".

    Parameters
    ----------
    value : float
    digits : int
        Figures in all, at the most.
    """
    written = f"{value:.{digits}g}"
    return written.replace(".", decimal_mark())


def as_written(value: float) -> str:
    """Write a number with all figures that it was kept with: "2.5", "3.0", in German "2,5", "3,0".

    Parameters
    ----------
    value : float
    """
    written = str(value)
    return written.replace(".", decimal_mark())


def in_text(text: str) -> str:
    """Write the decimals within a kept text as the language does: "0.05 %", in German "0,05 %".

    Parameters
    ----------
    text : str
        Such as a dose, which is kept with points.
    """
    return re.sub(r"(?<=\d)\.(?=\d)", decimal_mark(), text)


def signed(value: float, digits: int = 0) -> str:
    """Write a number with its sign, a true minus, and no sign before zero: "+12", "−0.6", "0".

    Parameters
    ----------
    value : float
    digits : int
        After the point.
    """
    return f"{'+' if round(value, digits) > 0 else ''}{decimal(value, digits)}"
