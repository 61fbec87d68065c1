"""A table of a report, without layout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture's file, what is written under it, and what it shows for those who do not see it.

    Attributes
    ----------
    file, caption, alt : str
    turn : int
        EXIF orientation that is still to be applied.
    aspect : float
        Width over height of an upright photo; 0 where nobody needs it.
    day : str
        Of a photo that is compared, where there is no room for all of its caption.
    """

    file: str
    caption: str
    alt: str
    turn: int = 1
    aspect: float = 0.0
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a heading.

    Attributes
    ----------
    heading, lead : str
        `lead` is a sentence before the table, or empty.
    group : str
        What the table is found under where several are of one kind; empty for its heading.
    columns : tuple of str
    widths : tuple of float
        Share of the width for each column; 0 as wide as its content.
    right : tuple of int
        Columns of figures, set to the right.
    rows : tuple of tuple of str
    after : tuple of str
        Sentences below the table.
    chart : Picture or None
        Below the table.
    """

    heading: str
    lead: str = ""
    group: str = ""
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...] = ()
    chart: Picture | None = None
