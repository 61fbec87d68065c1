"""The lanes of what lasts: treatments with their doses and sessions, and side effects."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hairtrack.diary import Severity, SideEffect
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.report.charts.axes import Scale
from hairtrack.report.charts.data import ChartData, ChartDose, ChartTreatment
from hairtrack.report.charts.field import (
    EFFECTS,
    TREATMENTS,
    Field,
    Lane,
    by_pixel,
    effects_counted,
    packed_rows,
    some,
    treatments_counted,
    turns,
)
from hairtrack.report.charts.parts import Bar, Box, EffectBar, EntryMark, Label, Lanes, Shape, shortened

NO_DOSE = _("no dose")


def treatments(data: ChartData, field: Field) -> Lane:
    """Place each treatment in a row: a bar for each dose, above them its name and doses, and a stroke for a session."""
    seen: list[ChartTreatment] = []
    unseen: list[str] = []
    for treatment in data.treatments:
        if any(field.ever(dose.since, dose.until) for dose in treatment.doses):
            seen.append(treatment)
        else:
            unseen.append(treatment.name)
    height = 2.3 * field.letter

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, index in enumerate(_latest(seen, rows)):
            placed += _treatment(seen[index], field, top + height * row)
        return placed

    def missing(rows: int) -> tuple[str, ...]:
        drawn = set(_latest(seen, rows))
        left = [treatment.name for index, treatment in enumerate(seen) if index not in drawn]
        return some([*left, *unseen], treatments_counted)

    return Lane(
        name=TREATMENTS,
        wants=turns(len(seen), 0, 0.6, 2.5),
        row=height,
        place=place,
        missing=missing,
    )


def _latest(seen: Sequence[ChartTreatment], count: int) -> list[int]:
    """Return the places of those that went on for longest: what was stopped before the photos says the least."""
    ends = [treatment.doses[-1].until or date.max for treatment in seen]
    return sorted(sorted(range(len(seen)), key=ends.__getitem__, reverse=True)[:count])


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
        texts.append(Label(text=text or NO_DOSE, x=left, y=top + letter))
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
    packed = packed_rows(ever, _effect_label, field)

    def place(rows: int, top: float) -> Lanes:
        placed = Lanes()
        for row, there in enumerate(packed[:rows]):
            placed += _effect_row(there, field, top + height * row)
        return placed

    def missing(rows: int) -> tuple[str, ...]:
        drawn = {effect.id for row in packed[:rows] for effect in row}
        left = [shown(effect.name) for effect in ever if effect.id not in drawn]
        return some(left, effects_counted)

    wants = turns(len(packed), 1)
    return Lane(name=EFFECTS, wants=wants, row=height, place=place, missing=missing)


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
    return f"{shown(effect.name)}, {shown(effect.severity)}"
