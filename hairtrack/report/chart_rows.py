"""What stands in each lane beneath the plot. Pure arithmetic: the widths of words come from outside."""

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from hairtrack.diary import LabResult, Severity, SideEffect, Symptom
from hairtrack.report.chart_axes import Scale
from hairtrack.report.chart_data import (
    ChartData,
    ChartDose,
    ChartPublished,
    ChartTreatment,
    PublishedMark,
    WidthOf,
)
from hairtrack.report.chart_parts import Bar, Box, Bracket, EffectBar, EntryMark, Label, Lanes, Shape, shortened
from hairtrack.report.chart_words import InRange, in_range
from hairtrack.report.words import count_of

_MOST_ROWS = 6
"""That side effects of one time may fill."""
_NAMED = 3
"""So many that have no room are named; more are counted."""
_SHAPES = {
    InRange.ABOVE: Shape.UP,
    InRange.BELOW: Shape.DOWN,
    InRange.UNKNOWN: Shape.RING,
    InRange.INSIDE: Shape.TICK,
}
"""Of blood tests; of several on one pixel the first of these is shown."""
_KEYS = {
    InRange.INSIDE: "in range",
    InRange.ABOVE: "above",
    InRange.BELOW: "below",
    InRange.UNKNOWN: "no range",
}


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


_Entry = TypeVar("_Entry", bound=_Dated)
_Stretched = TypeVar("_Stretched", SideEffect, PublishedMark)


def _ordinal(entry: _Dated) -> int:
    return entry.on.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where lanes are placed.

    Attributes
    ----------
    frame : Box
        Of the whole chart.
    across : Scale
        Of the days that are shown.
    home : Scale
        Of all days.
    low, high : float
        Ordinals of the days of both; how many rows a lane has does not change while one moves through the days.
    letter : float
    width_of : callable
    """

    frame: Box
    across: Scale
    home: Scale
    low: float
    high: float
    letter: float
    width_of: WidthOf

    def ever(self, since: date, until: date | None = None) -> bool:
        """Whether some of these days are on the axis, or would be if all days were shown."""
        return since.toordinal() <= self.high and (until is None or until.toordinal() >= self.low)

    def any_of(self, entries: Sequence[_Entry]) -> bool:
        """Whether one of the entries, which are in order of time, is on the axis or would be."""
        first = bisect.bisect_left(entries, self.low, key=_ordinal)
        return first < len(entries) and _ordinal(entries[first]) <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One kind of entry.

    Attributes
    ----------
    name : str
    wants : tuple of float
        For each row that it would fill, its turn when room is shared out; the least comes first.
    row, head : float
        Height of one, and of what stands above them all, pixels.
    level : float or None
        Middle of the name beneath the top, pixels; None for that of the first row, or for above it.
    place : callable
        From a number of rows and the top of the first to what stands in them.
    missing : callable
        From a number of rows to the names of what is then not drawn.
    """

    name: str
    wants: tuple[float, ...]
    row: float
    head: float = 0.0
    level: float | None = None
    place: Callable[[int, float], Lanes]
    missing: Callable[[int], tuple[str, ...]]


_LATER = 6
"""The turn of a row that is not among the first ones of its lane."""


def _turns(rows: int, *first: float) -> tuple[float, ...]:
    """Return the turns of so many rows: those of the first ones, then one of each lane after the other."""
    return (*first, *(_LATER + row + first[0] / 10 for row in range(rows - len(first))))[:rows]


def names(data: ChartData) -> tuple[str, ...]:
    """Return the names of the lanes that have something in them."""
    lanes = {
        "Published": data.published,
        "Treatments": data.treatments,
        "Time to judge": data.judging,
        "Side effects": data.side_effects,
        "Symptoms": data.symptoms,
        "Blood tests": data.labs,
        "Events": data.events,
    }
    return tuple(name for name, found in lanes.items() if found)


def treatments(data: ChartData, field: Field) -> Lane:
    """Place each treatment in a row: a bar for each dose, above them its name and doses, and a stroke for a session."""
    seen = [t for t in data.treatments if any(field.ever(dose.since, dose.until) for dose in t.doses)]
    unseen = tuple(t.name for t in data.treatments if t not in seen)
    height = 2.3 * field.letter

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, treatment in enumerate(seen[:rows]):
            placed += _treatment(treatment, field, top + height * row)
        return placed

    return Lane(
        name="Treatments",
        wants=_turns(len(seen), 0, 0, 2.5),
        row=height,
        place=place,
        missing=lambda rows: (*(treatment.name for treatment in seen[rows:]), *unseen),
    )


def _treatment(treatment: ChartTreatment, field: Field, top: float) -> Lanes:
    letter, across = field.letter, field.across
    bars: list[Bar] = []
    texts: list[Label] = []
    for step, dose in enumerate(treatment.doses):
        stretch = _stretch(dose, across)
        if stretch is None:
            continue
        left, right = stretch
        box = Box(left=left, top=top + 1.35 * letter, right=max(right, left + 2), bottom=top + 1.9 * letter)
        beyond = dose.until is None or dose.until.toordinal() > across.high
        bars.append(
            Bar(box=box, step=step, open_left=dose.since.toordinal() < across.low, open_right=beyond, item=dose)
        )
        text = dose.text if texts else f"{treatment.name} {dose.text}".strip()
        texts.append(Label(text=text or "no dose", x=left, y=top + letter))
    given = tuple(
        EntryMark(shape=Shape.STROKE, x=x, y=top + 1.625 * letter, size=0.42 * letter, items=tuple(found))
        for x, found in by_pixel(treatment.sessions, across)
    )
    return Lanes(bars=tuple(bars), words=tuple(_merged(texts, field)), marks=given)


def _stretch(dose: ChartDose, across: Scale) -> tuple[float, float] | None:
    """Return the ends of the part of a dose's time that is on the axis."""
    start = max(float(dose.since.toordinal()), across.low)
    stop = across.high if dose.until is None else min(float(dose.until.toordinal()), across.high)
    return (across.at(start), across.at(stop)) if start < stop or (start == stop and dose.until == dose.since) else None


def _merged(words: Sequence[Label], field: Field) -> list[Label]:
    """Join labels that would touch with an arrow, and keep the last one inside the frame."""
    left, right, letter, width_of = field.across.start, field.frame.right, field.letter, field.width_of
    kept: list[Label] = []
    for label in words:
        x = max(left, min(label.x, right - width_of(label.text)))
        end = kept[-1].x + width_of(kept[-1].text) if kept else 0
        if not kept or x >= end + letter:
            kept.append(replace(label, x=x))
        elif end - kept[-1].x <= right - left:
            # What is longer than the chart is cut below, and need not grow with each of many steps.
            text = f"{kept[-1].text} → {label.text}"
            kept[-1] = replace(kept[-1], text=text, x=max(left, min(kept[-1].x, right - width_of(text))))
    if kept:
        kept[-1] = replace(kept[-1], text=shortened(kept[-1].text, right - kept[-1].x, width_of))
    return kept


def effects(data: ChartData, field: Field) -> Lane:
    """Place side effects in as few rows as their times allow: words, and beneath them a bar, the higher the worse."""
    ever = [effect for effect in data.side_effects if field.ever(effect.since, effect.until)]
    height = 2.0 * field.letter
    packed = _packed(ever, _effect_label, field)

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, shown in enumerate(packed[:rows]):
            placed += _effect_row(shown, field, top + height * row)
        return placed

    def missing(rows: int) -> tuple[str, ...]:
        drawn = {effect.id for row in packed[:rows] for effect in row}
        return _some([effect.name for effect in ever if effect.id not in drawn], "side effect")

    wants = _turns(len(packed), 1)
    return Lane(name="Side effects", wants=wants, row=height, place=place, missing=missing)


def _packed(
    entries: Sequence[_Stretched], label_of: Callable[[_Stretched], str], field: Field
) -> list[list[_Stretched]]:
    """Put each in the first row that is free from its first day on, words and all; what finds none is left out."""
    rows: list[list[_Stretched]] = []
    ends: list[float] = []
    for entry in entries:
        left = field.home.clamped(entry.since)
        if len(rows) == _MOST_ROWS and min(ends) > left:
            continue
        free = next((row for row, end in enumerate(ends) if end <= left), None)
        bar = field.home.stop if entry.until is None else field.home.clamped(entry.until)
        end = max(bar, left + field.width_of(label_of(entry))) + 0.8 * field.letter
        if free is None:
            rows.append([entry])
            ends.append(end)
        else:
            rows[free].append(entry)
            ends[free] = end
    return rows


def _effect_row(shown: Sequence[SideEffect], field: Field, top: float) -> Lanes:
    letter, across = field.letter, field.across
    bars: list[EffectBar] = []
    for effect in shown:
        until = None if effect.until is None else effect.until.toordinal()
        if effect.since.toordinal() > across.high or (until is not None and until < across.low):
            continue
        left = across.clamped(effect.since)
        right = across.stop if effect.until is None else across.clamped(effect.until)
        bottom = top + 1.9 * letter
        box = Box(left=left, top=bottom - _LEVELS[effect.severity] * letter, right=max(right, left + 3), bottom=bottom)
        bars.append(EffectBar(box=box, item=effect))
    ends = [bar.box.left - 0.6 * letter for bar in bars[1:]] + [field.frame.right]
    texts = [
        Label(
            text=shortened(_effect_label(bar.item), end - bar.box.left, field.width_of), x=bar.box.left, y=top + letter
        )
        for bar, end in zip(bars, ends, strict=False)
    ]
    return Lanes(effects=tuple(bars), words=tuple(text for text in texts if text.text))


_LEVELS = {Severity.MILD: 0.16, Severity.MODERATE: 0.36, Severity.SEVERE: 0.6}
"""Heights of bars, in letters."""


def _effect_label(effect: SideEffect) -> str:
    return f"{effect.name}, {effect.severity}"


def symptoms(data: ChartData, field: Field) -> Lane:
    """Place each symptom in a row of dots, the larger the worse."""

    def mark(x: float, y: float, found: Sequence[Symptom]) -> EntryMark:
        worst = found if len(found) == 1 else sorted(found, key=lambda symptom: -symptom.severity)
        size = _dot(worst[0].severity, field.letter)
        return EntryMark(shape=Shape.DOT if worst[0].severity else Shape.RING, x=x, y=y, size=size, items=tuple(worst))

    key = [(Shape.RING, _dot(0, field.letter), "0"), (Shape.DOT, _dot(1, field.letter), "1")]
    key.append((Shape.DOT, _dot(10, field.letter), "10, worst"))
    rows = {row.name: [entry for entry in row.entries if isinstance(entry, Symptom)] for row in data.symptoms}
    return _row_lane("Symptoms", 4, rows, mark, key, field)


def _dot(severity: int, letter: float) -> float:
    return (0.12 + 0.033 * severity) * letter if severity else 0.16 * letter


def labs(data: ChartData, field: Field) -> Lane:
    """Place each blood test in a row: a tick in the laboratory's range, other shapes outside it and without one."""

    def mark(x: float, y: float, found: Sequence[LabResult]) -> EntryMark:
        worst = found if len(found) == 1 else sorted(found, key=lambda result: _ORDER[in_range(result)])
        return EntryMark(shape=_SHAPES[in_range(worst[0])], x=x, y=y, size=0.36 * field.letter, items=tuple(worst))

    rows = {row.name: [entry for entry in row.entries if isinstance(entry, LabResult)] for row in data.labs}
    present = {in_range(result) for found in rows.values() for result in found}
    key = [(_SHAPES[place], 0.36 * field.letter, word) for place, word in _KEYS.items() if place in present]
    return _row_lane("Blood tests", 2, rows, mark, key, field)


_ORDER = {place: order for order, place in enumerate(_SHAPES)}


def _row_lane(
    name: str,
    turn: int,
    rows: dict[str, list[_Entry]],
    mark: Callable[[float, float, Sequence[_Entry]], EntryMark],
    key: Sequence[tuple[Shape, float, str]],
    field: Field,
) -> Lane:
    """Make a lane with a row for each name; those without room share the last one."""
    letter = field.letter
    rows = {row: found for row, found in rows.items() if field.any_of(found)}
    height = 1.3 * letter

    def place(count: int, top: float) -> Lanes:
        placed = _key(key, name, field, top)
        for row, (called, found) in enumerate(_folded(rows, count, name).items()):
            y = top + height * (row + 0.5)
            text = shortened(called, field.across.start - field.frame.left - 0.5 * letter, field.width_of)
            marks = tuple(mark(x, y, entries) for x, entries in by_pixel(found, field.across))
            placed += Lanes(words=(Label(text=text, x=field.frame.left, y=y + 0.36 * letter),), marks=marks)
        return placed

    return Lane(
        name=name,
        wants=_turns(len(rows), turn),
        row=height,
        head=1.55 * letter,
        place=place,
        missing=lambda count: () if count else (name.lower(),),
    )


def _folded(rows: dict[str, list[_Entry]], count: int, name: str) -> dict[str, list[_Entry]]:
    """Keep so many rows; the last one holds all for which there is no other."""
    if len(rows) <= count:
        return rows
    kept = dict(list(rows.items())[: count - 1])
    others = [entry for found in list(rows.values())[count - 1 :] for entry in found]
    called = f"{len(rows) - len(kept)} {'others' if kept else name.lower().split()[-1]}"
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
            text = found[0].text if len(found) == 1 else f"{found[0].text} and {len(found) - 1} more"
            short = shortened(text, end - start, field.width_of)
            if short and (short == text or field.width_of(short) >= 5 * letter):
                texts.append(Label(text=short, x=start, y=y + 0.36 * letter))
        return Lanes(marks=tuple(marks), words=tuple(texts))

    return Lane(
        name="Events",
        wants=_turns(int(field.any_of(data.events)), 3),
        row=1.6 * letter,
        place=place,
        missing=lambda rows: () if rows else ("events",),
    )


def published(data: ChartData, field: Field) -> Lane:
    """Place what is published of each treatment in a row: its marks with few words, and then the whole source."""
    letter = field.letter
    ever = [found for found in data.published if any(field.ever(m.since, m.until or m.since) for m in found.marks)]
    height = 2.55 * letter

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, found in enumerate(ever[:rows]):
            placed += _published_row(found, field, top + height * row)
        return placed

    return Lane(
        name="Published",
        wants=(0.5,) * len(ever),
        row=height,
        level=0.65 * letter,
        place=place,
        missing=lambda rows: _some([found.source for found in ever[rows:]], "published figure"),
    )


def _published_row(found: ChartPublished, field: Field, top: float) -> Lanes:
    letter, across, right = field.letter, field.across, field.frame.right
    placed = _publications(found.marks, field, top + 0.65 * letter)
    pins = tuple(mark.x for mark in placed.marks)
    if not pins:
        return placed
    text = shortened(found.source, right - field.frame.left, field.width_of)
    left = max(field.frame.left, min(across.start, right - field.width_of(text)))
    source = Label(text=text, x=left, y=top + 2.25 * letter)
    return placed + Lanes(quiet=(source,), guides=pins)


def judging(data: ChartData, field: Field) -> Lane:
    """Place when each treatment can be judged: a bracket over the days of which its publication speaks, or a pin."""
    ever = [mark for mark in data.judging if field.ever(mark.since, mark.until or mark.since)]
    height = 1.5 * field.letter
    packed = _packed(ever, lambda mark: f"{mark.short}____", field)

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, shown in enumerate(packed[:rows]):
            placed += _publications(shown, field, top + height * (row + 0.5))
        return placed

    return Lane(
        name="Time to judge",
        wants=_turns(len(packed), 5),
        row=height,
        place=place,
        missing=lambda rows: _some([mark.short for row in packed[rows:] for mark in row], "publication"),
    )


def _publications(marks: Sequence[PublishedMark], field: Field, y: float) -> Lanes:
    """Place in one row what is published of days, each with its words behind it, before it, or in the bracket."""
    letter, across, right = field.letter, field.across, field.frame.right
    pins: list[EntryMark] = []
    brackets: list[Bracket] = []
    texts: list[Label] = []
    shown = [
        mark
        for mark in marks
        if across.low <= (mark.until or mark.since).toordinal() and mark.since.toordinal() <= across.high
    ]
    starts = [across.clamped(mark.since) for mark in shown]
    for mark, x, end in zip(shown, starts, [*(x - letter for x in starts[1:]), right], strict=False):
        text, width, gap = mark.short, field.width_of(mark.short), None
        stop = x if mark.until is None else max(across.clamped(mark.until), x + 3)
        start = stop + (0.7 if mark.until is None else 0.6) * letter
        before = texts[-1].x + field.width_of(texts[-1].text) + letter if texts else across.start
        if start + width <= end:
            pass
        elif x - 0.7 * letter - width >= before:
            start = x - 0.7 * letter - width
        elif stop - x >= width + 3 * letter:
            start = (x + stop - width) / 2
            gap = start - 0.5 * letter, start + width + 0.5 * letter
        else:
            text = shortened(text, end - start, field.width_of)
        if text:
            texts.append(Label(text=text, x=start, y=y + 0.36 * letter))
        if mark.until is None:
            pins.append(EntryMark(shape=Shape.PIN, x=x, y=y, size=0.34 * letter, items=(mark,)))
        else:
            box = Box(left=x, top=y - 0.3 * letter, right=stop, bottom=y + 0.3 * letter)
            brackets.append(Bracket(box=box, item=mark, gap=gap))
    return Lanes(marks=tuple(pins), brackets=tuple(brackets), words=tuple(texts))


def by_pixel(entries: Sequence[_Entry], across: Scale) -> list[tuple[float, list[_Entry]]]:
    """Return the entries on the axis, those that fall on one pixel together, each with the place of the first.

    Parameters
    ----------
    entries : sequence
        In order of time.
    across : Scale

    Returns
    -------
    list of (float, list)
    """
    first = bisect.bisect_left(entries, across.low, key=_ordinal)
    last = bisect.bisect_right(entries, across.high, key=_ordinal)
    placed: list[tuple[float, list[_Entry]]] = []
    together: list[_Entry] = []
    day, pixel = None, None
    for entry in entries[first:last]:
        # Of ten thousand entries most share their day with the one before, and need no place of their own.
        if entry.on != day:
            day = entry.on
            x = across.day(day)
            if int(x) != pixel:
                pixel, together = int(x), []
                placed.append((x, together))
        together.append(entry)
    return placed


def _some(missing: Iterable[str], one: str) -> tuple[str, ...]:
    """Name a few, count many."""
    found = tuple(missing)
    return found if len(found) <= _NAMED else (count_of(len(found), one),)
