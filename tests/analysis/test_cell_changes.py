"""Cells of a change map, with chances worked out by hand."""

from dataclasses import dataclass, replace

import pytest

from hairtrack.analysis.cell_changes import CellVerdict, cells_sentence, judge_cells
from hairtrack.analysis.change import Change, Verdict

GAIN, LOSS, SAME, UNSEEN = CellVerdict
SURE = Change(verdict=Verdict.NO_DETECTABLE_CHANGE, change=0.0, low=0.0, high=0.0, detectable=0.0)


@dataclass(frozen=True)
class Cell:
    change: float | None
    noise: float = 1.0
    leaning: float = 0.0
    place: tuple[int, int] = (0, 0)


def judged(cells: list[Cell], whole: Change = SURE) -> tuple[CellVerdict, ...]:
    """Judge cells that lie in a row, each beside the next."""
    return judge_cells([replace(cell, place=(column, 0)) for column, cell in enumerate(cells)], whole)


def test_many_cells_are_held_to_more_than_few() -> None:
    # 2.1 standard deviations: a chance of 3.6 %, under 5 % for three cells of three and over 5 % * 3 / 10.
    assert judged([Cell(2.1)] * 3) == (GAIN,) * 3
    assert judged([Cell(2.1)] * 3 + [Cell(0.0)] * 7).count(GAIN) == 0
    # 2.5: a chance of 1.2 %, under 1.5 %.
    assert judged([Cell(-2.5)] * 3 + [Cell(0.0)] * 7).count(LOSS) == 3


def test_several_changed_cells_make_each_other_likelier() -> None:
    # 2.4: a chance of 1.6 %, over 5 % * 3 / 10 and under 5 % * 4 / 10.
    assert judged([Cell(2.4)] * 3 + [Cell(0.0)] * 7).count(GAIN) == 0
    assert judged([Cell(2.4)] * 4 + [Cell(0.0)] * 6).count(GAIN) == 4


def test_a_change_is_believed_where_three_cells_touch_and_agree() -> None:
    sure, other, none = Cell(9.0), Cell(-9.0), Cell(0.0)
    assert judged([sure, sure, none, sure, sure, sure]) == (SAME, SAME, SAME, GAIN, GAIN, GAIN)
    assert judged([sure, sure, other, sure]) == (SAME,) * 4
    bent = [replace(sure, place=place) for place in ((0, 0), (0, 1), (1, 1), (3, 3))]
    assert judge_cells(bent, SURE) == (GAIN, GAIN, GAIN, SAME)
    corners = [replace(sure, place=(step, step)) for step in range(3)]
    assert judge_cells(corners, SURE) == (SAME,) * 3


def test_the_doubt_of_the_whole_region_is_each_cells_by_how_far_it_leans() -> None:
    doubtful = Change(verdict=Verdict.NO_DETECTABLE_CHANGE, change=5.0, low=-14.6, high=9.9, detectable=19.6)
    # A gain is doubted by the distance to the lower bound, 19.6 points or one standard deviation of 10.
    assert judged([Cell(15.0, leaning=1.0)] * 3, doubtful) == (SAME,) * 3
    assert judged([Cell(15.0, leaning=0.5)] * 3, doubtful) == (GAIN,) * 3
    # A loss by that to the upper one, 4.9 points or 2.5.
    assert judged([Cell(-15.0, leaning=1.0)] * 3, doubtful) == (LOSS,) * 3


def test_a_cell_that_is_not_judged_neither_counts_nor_weighs() -> None:
    assert judged([Cell(2.1)] * 3 + [Cell(None)] * 7) == (GAIN,) * 3 + (UNSEEN,) * 7
    assert judge_cells([], SURE) == ()


@pytest.mark.parametrize(
    ("verdicts", "still", "words"),
    [
        ([GAIN] * 3 + [SAME] * 61, True, "3 of 64 cells gained, none lost; the others are within their own noise."),
        ([LOSS] * 4, False, "4 of 4 cells lost, none gained. Long hair combed another way looks like that too."),
        ([GAIN] * 3 + [LOSS] * 4, True, "4 of 7 cells lost, 3 gained."),
        (
            [SAME] * 5 + [UNSEEN] * 2,
            False,
            "none of 5 cells changed by more than its own noise. 2 could not be judged.",
        ),
        ([UNSEEN] * 2, False, "none of the cells could be judged."),
    ],
)
def test_a_sentence_says_what_the_map_shows(verdicts: list[CellVerdict], still: bool, words: str) -> None:
    assert cells_sentence(verdicts, lies_still=still) == words
