"""The lanes of what is published of a treatment: shares of responders by week, and when it can be judged."""

from collections.abc import Sequence

from hairtrack.kept_words import inside
from hairtrack.language import _, _n
from hairtrack.report.charts.data import ChartData, ChartPublished, PublishedMark
from hairtrack.report.charts.field import JUDGING, PUBLISHED, Field, Lane, packed_rows, some, turns
from hairtrack.report.charts.parts import Box, Bracket, EntryMark, Label, Lanes, Shape, shortened, wrapped

_LINE = 1.3
"""Of words in several lines, in letters."""


def published(data: ChartData, field: Field) -> tuple[Lane, ...]:
    """Place what is published of each group of people: its pins, and beneath them all that has to be known with it."""
    return tuple(
        _published(found, marks, field)
        for found in data.published
        if (marks := tuple(mark for mark in found.marks if field.ever(mark.since, mark.until or mark.since)))
    )


def _published(found: ChartPublished, marks: tuple[PublishedMark, ...], field: Field) -> Lane:
    letter, frame = field.letter, field.frame
    text = f"{', '.join(mark.figure for mark in marks)} {found.source}"
    lines = wrapped(text, frame.right - frame.left, field.width_of)

    def place(_rows: int, top: float) -> Lanes:
        placed = _publications(marks, field, top + 0.65 * letter)
        words = tuple(
            Label(text=line, x=frame.left, y=top + (2.25 + _LINE * place) * letter) for place, line in enumerate(lines)
        )
        return placed + Lanes(quiet=words, guides=tuple(mark.x for mark in placed.marks))

    return Lane(
        name=PUBLISHED,
        wants=(0.5,),
        row=(1.35 + _LINE * len(lines)) * letter,
        level=0.65 * letter,
        place=place,
        missing=lambda rows: () if rows else (inside(_("Published figures")),),
    )


def judging(data: ChartData, field: Field) -> Lane:
    """Place when each treatment can be judged: a bracket over the days of which its publication speaks, or a pin."""
    ever = [mark for mark in data.judging if field.ever(mark.since, mark.until or mark.since)]
    height = 1.5 * field.letter
    packed = packed_rows(ever, lambda mark: f"{mark.short}____", field)

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, shown in enumerate(packed[:rows]):
            placed += _publications(shown, field, top + height * (row + 0.5))
        return placed

    def missing(rows: int) -> tuple[str, ...]:
        left = [mark.short for row in packed[rows:] for mark in row]
        if not rows:
            return (inside(JUDGING),)
        return some(left, lambda count: _n("{count} publication", "{count} publications", count))

    return Lane(
        name=JUDGING,
        wants=turns(len(packed), 5),
        row=height,
        place=place,
        missing=missing,
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
