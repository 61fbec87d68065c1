"""A diary as a table: one row is one entry, the first row names the columns.

=============== ============================================================== =========================================
kind            columns                                                        meaning
=============== ============================================================== =========================================
treatment       date, name, form, dose, frequency, until, reason, type, note   from its first day on; dose with its unit
dose            date, name, form, dose, frequency                              from that day on, another dose of it
pause           date, name, form, until, reason                                not taken, from a day to the last one
stop            date, name, form, reason                                       its last day
session         date, name, form, note                                         a rare dose that was given
missed          date, name, form, value, days, note                            missed in so many days (7), that one last
test plan       name, week, every, treatment, form, since                      blood test in a week, or every so many
side effect     date, name, value, until, note, treatment, form, since         value: mild, moderate or severe
lab             date, name, value, unit, low, high, note                       blood test, the laboratory's own range
symptom         date, name, value, area, note                                  0 (none) to 10 (worst)
brows, lashes   date, value, note                                              0 (none) to 10 (full)
quality of life date, value, note                                              0 (worst) to 10 (best)
stage           date, name, value, note                                        name: the scale, value: its stage
salt            date, name, value, top, back, left, right, note                name: who judged; percent of hair lost
haircut, wash,  date, value, unit, type, note                                  value: length left, unit mm (or empty)
dye, product,                                                                  or cm; type: wet or dry
photographed
event           date, note (or name)                                           in words; the same for life event
reminder        date, name, value, unit, treatment, form, since                every so many days or weeks, or else once
=============== ============================================================== =========================================

Dates are year-month-day, or day.month.year with points. Cells are separated by comma, semicolon or tab. A treatment is
meant by its name, and by its form where two of a name are taken; `since` is the first day of the one that is meant.
What begins like a formula has an apostrophe before it, which is no part of it.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from hairtrack.errors import ErrorKind, HairtrackError

COLUMNS = (
    "kind",
    "date",
    "name",
    "value",
    "unit",
    "form",
    "dose",
    "frequency",
    "until",
    "reason",
    "low",
    "high",
    "area",
    "type",
    "treatment",
    "since",
    "days",
    "week",
    "every",
    "top",
    "back",
    "left",
    "right",
    "note",
)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet might take for a formula, also behind apostrophes of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one line; each that is read is crossed off, so that none is lost unseen.

    Attributes
    ----------
    line : int
        In the file, from 1.
    cells : dict of str to str
        By column, trimmed, without the empty ones.
    decimal_comma : bool
        Whether a comma is surely a decimal one, since it does not separate cells.
    """

    line: int
    cells: dict[str, str]
    decimal_comma: bool

    def text(self, column: str, *, needed: bool = False) -> str:
        """Take a cell's words."""
        cell = self.cells.pop(column, "")
        if needed and not cell:
            raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column=column)
        return cell

    def number(self, column: str) -> float | None:
        """Take a cell's number; 1,234 may be two numbers and is refused where commas separate cells."""
        cell = self.text(column)
        if not cell:
            return None
        clear = re.fullmatch(r"[-+]?\d+(?:\.\d+|,\d+)?", cell)
        if clear is None or ("," in cell and not self.decimal_comma and re.search(r",\d{3}$", cell)):
            raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=cell)
        number = float(cell.replace(",", "."))
        if not math.isfinite(number):
            raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=f"{cell[:12]}...")
        return number

    def whole(self, column: str) -> int | None:
        """Take a cell's whole number."""
        number = self.number(column)
        if number is None:
            return None
        if number != int(number):
            raise HairtrackError(ErrorKind.DIARY_NOT_WHOLE, text=f"{number:g}")
        return int(number)

    def day(self, column: str) -> date:
        """Take a cell's day."""
        return _day(self.text(column, needed=True))

    def later_day(self, column: str) -> date | None:
        """Take a cell's day, or None where it is empty."""
        return self.day(column) if column in self.cells else None


def rows(path: Path) -> Iterator[Row | tuple[int, HairtrackError]]:
    """Read a table's rows; what is wrong with one line is given in its place.

    Parameters
    ----------
    path : Path

    Yields
    ------
    Row or (int, HairtrackError)
    """
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";\t,", key=first.count)
    header: list[str] | None = None
    for line, cells in _cells(text, separator):
        if isinstance(cells, HairtrackError):
            if header is None:
                break
            yield line, cells
            continue
        trimmed = [_plain(cell.strip()) for cell in cells]
        if not any(trimmed):
            continue
        if header is None:
            header = _header(trimmed, path)
            continue
        if any(trimmed[len(header) :]):
            yield line, HairtrackError(ErrorKind.DIARY_ROW_TOO_LONG, cells=len(trimmed), columns=len(header))
            continue
        filled = {name: cell for name, cell in zip(header, trimmed, strict=False) if cell}
        yield Row(line, filled, separator != ",")
    if header is None:
        raise HairtrackError(ErrorKind.DIARY_UNREADABLE, file=path.name, columns=", ".join(COLUMNS))


def table_text(lines: Iterable[Mapping[str, str]]) -> str:
    """Write rows, each as its filled cells by column, as the text of a table.

    Parameters
    ----------
    lines : iterable of mapping of str to str

    Returns
    -------
    str
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def inert(text: str) -> str:
    """Return a cell's words such that no spreadsheet takes them for a formula; reading the table gives them back."""
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(text: str, separator: str) -> Iterator[tuple[int, list[str] | HairtrackError]]:
    """Yield each row's cells with its first line, from 1; after quotation marks that do not pair up, go on below."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=separator, skipinitialspace=True, strict=True)
        begun = start
        try:
            for cells in reader:
                yield begun + 1, cells
                begun = start + reader.line_num
            return
        except csv.Error:
            yield begun + 1, _lenient(lines[begun], separator)
            start = begun + 1


def _lenient(line: str, separator: str) -> list[str] | HairtrackError:
    """Read a line whose marks pair up, but not where cells end, such as `"a" ,b`."""
    if line.count('"') % 2 == 0:
        try:
            return next(csv.reader([line], delimiter=separator, skipinitialspace=True))
        except csv.Error:
            pass
    return HairtrackError(ErrorKind.DIARY_LINE_BROKEN)


def _text(path: Path) -> str:
    """Return the file's text, without the mark that spreadsheets put in front."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise HairtrackError(ErrorKind.FILE_MISSING, file=path.name) from error
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=path.name) from error
    if not raw.strip():
        raise HairtrackError(ErrorKind.FILE_EMPTY, file=path.name)
    marked_wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return raw.decode("utf-16" if marked_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise HairtrackError(ErrorKind.DIARY_NOT_UTF8, file=path.name) from error


def _header(names: list[str], path: Path) -> list[str]:
    """Return the column names, or refuse a table whose cells would be lost or mixed up."""
    header = [name.casefold() for name in names]
    while header and not header[-1]:
        header.pop()
    if len(set(header)) < len(header) or not {"kind", "date"} <= set(header):
        raise HairtrackError(ErrorKind.DIARY_UNREADABLE, file=path.name, columns=", ".join(COLUMNS))
    return header


def _day(text: str) -> date:
    """Read year-month-day, or day.month.year with points; anything else could mean two days."""
    parts = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text)
    turned = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
        if turned:
            return date(int(turned[3]), int(turned[2]), int(turned[1]))
    except ValueError as error:
        raise HairtrackError(ErrorKind.BAD_DATE, text=text) from error
    raise HairtrackError(ErrorKind.BAD_DATE, text=text)
