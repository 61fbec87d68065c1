"""The lanes of what is of a day: symptoms and blood tests, a row for each name, and events."""

from collections.abc import Callable, Sequence

from hairtrack.diary import LabResult, Symptom
from hairtrack.kept_words import inside
from hairtrack.language import _, _c, _n
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.field import EVENTS, LABS, SYMPTOMS, Entry, Field, Lane, by_pixel, symptoms_counted, turns
from hairtrack.report.charts.lab_data import Standing, standing_of
from hairtrack.report.charts.parts import EntryMark, Label, Lanes, Shape, shortened

_SHAPES = {
    Standing.ABOVE: Shape.UP,
    Standing.BELOW: Shape.DOWN,
    Standing.UNKNOWN: Shape.RING,
    Standing.WITHIN: Shape.TICK,
}
"""Of blood tests; of several on one pixel the first of these is shown."""
_KEYS = {
    Standing.WITHIN: _c("blood test", "in range"),
    Standing.ABOVE: _c("blood test", "above"),
    Standing.BELOW: _c("blood test", "below"),
    Standing.UNKNOWN: _c("blood test", "no range"),
}


def symptoms(data: ChartData, field: Field) -> Lane:
    """Place each symptom in a row of dots, the larger the worse."""

    def mark(x: float, y: float, found: Sequence[Symptom]) -> EntryMark:
        worst = found if len(found) == 1 else sorted(found, key=lambda symptom: -symptom.severity)
        size = _dot(worst[0].severity, field.letter)
        return EntryMark(shape=Shape.DOT if worst[0].severity else Shape.RING, x=x, y=y, size=size, items=tuple(worst))

    key = [(Shape.RING, _dot(0, field.letter), "0"), (Shape.DOT, _dot(1, field.letter), "1")]
    key.append((Shape.DOT, _dot(10, field.letter), _("10, worst")))
    rows = {row.name: [entry for entry in row.entries if isinstance(entry, Symptom)] for row in data.symptoms}
    return _row_lane(SYMPTOMS, 4, rows, mark, key, field, symptoms_counted)


def _dot(severity: int, letter: float) -> float:
    return (0.12 + 0.033 * severity) * letter if severity else 0.16 * letter


def labs(data: ChartData, field: Field) -> Lane:
    """Place each blood test in a row: a tick in the laboratory's range, other shapes outside it and without one."""

    def mark(x: float, y: float, found: Sequence[LabResult]) -> EntryMark:
        worst = found if len(found) == 1 else sorted(found, key=lambda result: _ORDER[standing_of(result)])
        return EntryMark(shape=_SHAPES[standing_of(worst[0])], x=x, y=y, size=0.36 * field.letter, items=tuple(worst))

    rows = {row.name: [entry for entry in row.entries if isinstance(entry, LabResult)] for row in data.labs}
    present = {standing_of(result) for found in rows.values() for result in found}
    key = [(_SHAPES[standing], 0.36 * field.letter, word) for standing, word in _KEYS.items() if standing in present]
    return _row_lane(LABS, 2, rows, mark, key, field, lambda count: _n("{count} test", "{count} tests", count))


_ORDER = {standing: order for order, standing in enumerate(_SHAPES)}


def _row_lane(
    name: str,
    turn: int,
    rows: dict[str, list[Entry]],
    mark: Callable[[float, float, Sequence[Entry]], EntryMark],
    key: Sequence[tuple[Shape, float, str]],
    field: Field,
    counted: Callable[[int], str],
) -> Lane:
    """Make a lane with a row for each name; those without room share the last one."""
    letter = field.letter
    rows = {row: found for row, found in rows.items() if field.any_of(found)}
    height = 1.3 * letter

    def place(count: int, top: float) -> Lanes:
        placed = _key(key, name, field, top)
        for row, (called, found) in enumerate(_folded(rows, count, counted).items()):
            y = top + height * (row + 0.5)
            text = shortened(called, field.across.start - field.frame.left - 0.5 * letter, field.width_of)
            marks = tuple(mark(x, y, entries) for x, entries in by_pixel(found, field.across))
            placed += Lanes(words=(Label(text=text, x=field.frame.left, y=y + 0.36 * letter),), marks=marks)
        return placed

    return Lane(
        name=name,
        wants=turns(len(rows), turn),
        row=height,
        head=1.55 * letter,
        place=place,
        missing=lambda count: () if count else (inside(name),),
    )


def _folded(rows: dict[str, list[Entry]], count: int, counted: Callable[[int], str]) -> dict[str, list[Entry]]:
    """Keep so many rows; the last one holds all for which there is no other."""
    if len(rows) <= count:
        return rows
    kept = dict(list(rows.items())[: count - 1])
    others = [entry for found in list(rows.values())[count - 1 :] for entry in found]
    more = len(rows) - len(kept)
    called = _n("{count} other", "{count} others", more) if kept else counted(more)
    return {**kept, called: sorted(others, key=lambda entry: entry.on)}


def _key(key: Sequence[tuple[Shape, float, str]], name: str, field: Field, top: float) -> Lanes:
    """Explain the marks beside the lane's name, which stands above the rows."""
    letter = field.letter
    x = max(field.across.start, field.frame.left + field.width_of(name) + letter)
    marks: list[EntryMark] = []
    texts: list[Label] = []
    for shape, size, word in key:
        end = x + 1.1 * letter + field.width_of(word)
        if end > field.frame.right:
            break
        marks.append(EntryMark(shape=shape, x=x + 0.4 * letter, y=top - 0.76 * letter, size=size))
        texts.append(Label(text=word, x=x + 1.1 * letter, y=top - 0.4 * letter))
        x = end + letter
    return Lanes(marks=tuple(marks), quiet=tuple(texts))


def events(data: ChartData, field: Field) -> Lane:
    """Place events in one row, each named where its words touch no other's stroke."""
    letter, across = field.letter, field.across

    def place(_rows: int, top: float) -> Lanes:
        y = top + 0.75 * letter
        placed = by_pixel(data.events, across)
        marks = [EntryMark(shape=Shape.STROKE, x=x, y=y, size=0.45 * letter, items=tuple(e)) for x, e in placed]
        ends = [x - 0.6 * letter for x, _ in placed[1:]] + [field.frame.right]
        texts = []
        for (x, found), end in zip(placed, ends, strict=False):
            start = x + 0.5 * letter
            if end - start < 1.5 * letter:
                continue
            text = (
                found[0].text
                if len(found) == 1
                else _("{what} and {count} more", what=found[0].text, count=len(found) - 1)
            )
            short = shortened(text, end - start, field.width_of)
            if short and (short == text or field.width_of(short) >= 5 * letter):
                texts.append(Label(text=short, x=start, y=y + 0.36 * letter))
        return Lanes(marks=tuple(marks), words=tuple(texts))

    return Lane(
        name=EVENTS,
        wants=turns(int(field.any_of(data.events)), 3),
        row=1.6 * letter,
        place=place,
        missing=lambda rows: () if rows else (inside(EVENTS),),
    )
