"""Read a diary from a table: one row is one entry, the first row names the columns.

======== ========================================== =====================================================
kind     columns                                    meaning
======== ========================================== =====================================================
treatment date, name, dose, until, type, note       taken from a day on, dose with its unit ("50 mg daily")
dose     date, name, dose                           another dose of a treatment named above or already kept
stop     date, name                                 the last day of that treatment
event    date, note (or name)                       something that happened, in words
lab      date, name, value, unit, low, high, note   one value of a blood test and the laboratory's range
symptom  date, name, value, area, note              0 (none) to 10 (worst)
haircut  date, value, unit, note                    length left, unit mm (or empty) or cm; the same for wash and dye
reminder date, name, value, unit                    every so many days or weeks; without a value, once
======== ========================================== =====================================================

Dates are year-month-day, or day.month.year with points. Cells are separated by comma, semicolon or tab.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hairtrack.diary import Entry, Event, Groom, GroomKind, LabResult, Reminder, Symptom
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.diary_catalogue import kind_of
from hairtrack.workflow.diary_entries import new_id

COLUMNS = ("kind", "date", "name", "value", "unit", "dose", "until", "low", "high", "area", "type", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRow:
    """Another dose of a treatment that is known by its name."""

    on: date
    name: str
    dose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """The end of a treatment that is known by its name."""

    on: date
    name: str


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

    def day(self, column: str) -> date:
        """Take a cell's day."""
        return _day(self.text(column, needed=True))


Read = Entry | DoseRow | StopRow


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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    header: list[str] | None = None
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            trimmed = [cell.strip() for cell in cells]
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
    except csv.Error as error:
        raise HairtrackError(ErrorKind.DIARY_UNREADABLE, file=path.name, columns=", ".join(COLUMNS)) from error
    if header is None:
        raise HairtrackError(ErrorKind.DIARY_UNREADABLE, file=path.name, columns=", ".join(COLUMNS))


def read_row(row: Row) -> Read:
    """Turn a row into an entry with a new id, or a dose or stop that belongs to a treatment.

    Parameters
    ----------
    row : Row
        Its cells are used up.

    Returns
    -------
    Entry, DoseRow or StopRow
    """
    kind = row.text("kind", needed=True).casefold()
    read = _READERS.get(kind)
    if read is None:
        raise HairtrackError(ErrorKind.DIARY_KIND_UNKNOWN, word=kind, known=", ".join(_READERS))
    entry = read(row)
    if row.cells:
        raise HairtrackError(ErrorKind.DIARY_CELL_UNUSED, entry=kind, columns=", ".join(row.cells))
    return entry


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


def _treatment(row: Row) -> Treatment:
    name = row.text("name", needed=True)
    until = row.text("until")
    return Treatment(
        id=new_id(),
        kind=_treatment_kind(row.text("type"), name),
        name=name,
        dose=_dose_text(row),
        started_on=row.day("date"),
        stopped_on=_day(until) if until else None,
        note=row.text("note"),
    )


def _treatment_kind(said: str, name: str) -> TreatmentKind:
    """Return the type that the row states, else what the catalogue knows of the name."""
    if not said:
        return kind_of(name)
    found = next((kind for kind in TreatmentKind if kind.casefold() == said.casefold()), None)
    if found is None:
        raise HairtrackError(ErrorKind.DIARY_KIND_UNKNOWN, word=said, known=", ".join(TreatmentKind))
    return found


def _event(row: Row) -> Event:
    return Event(id=new_id(), on=row.day("date"), text=_name_and_note(row))


def _name_and_note(row: Row) -> str:
    """Join two cells that both hold free words."""
    return ": ".join(part for part in (row.text("name"), row.text("note")) if part)


def _needed_number(row: Row) -> float:
    value = row.number("value")
    if value is None:
        raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column="value")
    return value


def _lab(row: Row) -> LabResult:
    return LabResult(
        id=new_id(),
        on=row.day("date"),
        name=row.text("name", needed=True),
        value=_needed_number(row),
        unit=row.text("unit"),
        low=row.number("low"),
        high=row.number("high"),
        note=row.text("note"),
    )


def _symptom(row: Row) -> Symptom:
    value = _needed_number(row)
    if value != int(value):
        raise HairtrackError(ErrorKind.DIARY_SEVERITY_OUTSIDE, number=f"{value:g}")
    return Symptom(
        id=new_id(),
        on=row.day("date"),
        name=row.text("name", needed=True),
        severity=int(value),
        area=row.text("area"),
        note=row.text("note"),
    )


def _groom(kind: GroomKind) -> Callable[[Row], Groom]:
    def read(row: Row) -> Groom:
        length, unit = row.number("value"), row.text("unit").casefold()
        if unit not in {"", "mm", "cm"}:
            raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=unit, known="mm, cm")
        if length is not None and unit == "cm":
            length *= 10
        return Groom(id=new_id(), on=row.day("date"), kind=kind, length_mm=length, note=_name_and_note(row))

    return read


def _reminder(row: Row) -> Reminder:
    every, unit = row.number("value"), row.text("unit").casefold()
    days = {"": 1, "day": 1, "days": 1, "week": 7, "weeks": 7}
    if unit not in days or (every is not None and every != int(every)):
        raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=unit, known="whole days, weeks")
    return Reminder(
        id=new_id(),
        what=row.text("name", needed=True),
        on=row.day("date"),
        every_days=int(every) * days[unit] if every is not None else None,
    )


def _dose(row: Row) -> DoseRow:
    dose = _dose_text(row)
    if not dose:
        raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column="dose")
    return DoseRow(on=row.day("date"), name=row.text("name", needed=True), dose=dose)


def _dose_text(row: Row) -> str:
    """Return the dose, or the value with its unit where the table keeps it there."""
    return row.text("dose") or f"{row.text('value')} {row.text('unit')}".strip()


def _stop(row: Row) -> StopRow:
    return StopRow(on=row.day("date"), name=row.text("name", needed=True))


_READERS: dict[str, Callable[[Row], Read]] = {
    "treatment": _treatment,
    "dose": _dose,
    "stop": _stop,
    "event": _event,
    "lab": _lab,
    "symptom": _symptom,
    **{str(kind): _groom(kind) for kind in GroomKind},
    "reminder": _reminder,
}
