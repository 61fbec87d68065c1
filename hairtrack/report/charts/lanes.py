"""The diary beneath the plot, a lane for each kind, to the same scale of days: which lanes there are, and their room.

What stands in a lane is placed in `bars`, `rows` and `publications`.
"""

from collections.abc import Sequence

from hairtrack.language import _
from hairtrack.report.charts.bars import effects, treatments
from hairtrack.report.charts.data import ChartData, WidthOf
from hairtrack.report.charts.field import EFFECTS, EVENTS, JUDGING, LABS, PUBLISHED, SYMPTOMS, TREATMENTS, Field, Lane
from hairtrack.report.charts.parts import Label, Lanes, shortened
from hairtrack.report.charts.publications import judging, published
from hairtrack.report.charts.rows import events, labs, symptoms

_GUTTER = 0.18
"""The most that the names at the left may take of the width."""
_GAP = 0.35
"""Between two lanes, in letters."""


def gutter(data: ChartData, width: float, letter: float, width_of: WidthOf) -> float:
    """Return the width that the names of the lanes and of their rows take at the left; zero without lanes."""
    rows = [row.name for row in (*data.symptoms, *data.labs)]
    names = [*_names(data), *sorted(rows, key=len)[-8:]]
    return min(_GUTTER * width, max(map(width_of, names)) + 0.9 * letter) if names else 0


def _names(data: ChartData) -> tuple[str, ...]:
    """Return the names of the lanes that have something in them."""
    lanes = {
        PUBLISHED: data.published,
        TREATMENTS: data.treatments,
        JUDGING: data.judging,
        EFFECTS: data.side_effects,
        SYMPTOMS: data.symptoms,
        LABS: data.labs,
        EVENTS: data.events,
    }
    return tuple(name for name, found in lanes.items() if found)


def lanes_of(data: ChartData, field: Field) -> tuple[Lane, ...]:
    """Return the lanes that have something in them, in the order in which they stand."""
    found = (
        *published(data, field),
        treatments(data, field),
        judging(data, field),
        effects(data, field),
        symptoms(data, field),
        labs(data, field),
        events(data, field),
    )
    return tuple(lane for lane in found if lane.wants)


def shared_out(lanes: Sequence[Lane], room: float, letter: float) -> list[int]:
    """Share a height among the rows of lanes, in their turns.

    Parameters
    ----------
    lanes : sequence of Lane
    room : float
        Pixels.
    letter : float

    Returns
    -------
    list of int
        Rows of each lane; none where there is no room for it.
    """
    given = [0] * len(lanes)
    turns = sorted((turn, index, row) for index, lane in enumerate(lanes) for row, turn in enumerate(lane.wants))
    for _turn, index, row in turns:
        if given[index] != row:
            continue
        needed = lanes[index].row + (0 if row else lanes[index].head + _GAP * letter)
        if needed <= room:
            given[index] += 1
            room -= needed
    return given


def height_of(lanes: Sequence[Lane], rows: Sequence[int], letter: float) -> float:
    """Return the height of lanes with so many rows each."""
    return sum(lane.head + lane.row * count + _GAP * letter for lane, count in zip(lanes, rows, strict=True) if count)


def place(lanes: Sequence[Lane], rows: Sequence[int], field: Field, top: float) -> Lanes:
    """Place lanes one beneath the other.

    Parameters
    ----------
    lanes : sequence of Lane
    rows : sequence of int
        Of each.
    field : Field
    top : float

    Returns
    -------
    Lanes
    """
    placed = Lanes()
    for lane, count in zip(lanes, rows, strict=True):
        if not count:
            continue
        placed += Lanes(rules=(top,), headings=_heading(lane, field, top)) + lane.place(count, top + lane.head)
        top += lane.head + lane.row * count + _GAP * field.letter
    return placed


def _heading(lane: Lane, field: Field, top: float) -> tuple[Label, ...]:
    """Name a lane over its rows, or beside the first one where there is room at the left."""
    letter, left = field.letter, field.frame.left
    if lane.head:
        return (Label(text=lane.name, x=left, y=top + 1.15 * letter),)
    fits = field.width_of(lane.name) <= field.across.start - left - 0.5 * letter
    return (Label(text=lane.name, x=left, y=top + (lane.level or lane.row / 2) + 0.36 * letter),) if fits else ()


def hidden_words(hidden: Sequence[str], room: float, width_of: WidthOf) -> str:
    """Name what has no room, as far as there is room for the names."""
    return shortened(_("Not drawn: {names}", names=", ".join(hidden)), room, width_of) if hidden else ""
