"""Cells of a change map, with chances worked out by hand."""

from dataclasses import dataclass

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


def test_many_cells_are_held_to_more_than_one() -> None:
    # 2.1 standard deviations: a chance of 3.6 %, under 5 % for one cell and over 5 % / 10 for the best of ten.
    assert judge_cells([Cell(2.1)], SURE) == (GAIN,)
    assert judge_cells([Cell(2.1), *[Cell(0.0)] * 9], SURE)[0] is SAME
    # 2.9: a chance of 0.37 %, under 0.5 %.
    assert judge_cells([Cell(-2.9), *[Cell(0.0)] * 9], SURE)[0] is LOSS


def test_several_changed_cells_make_each_other_likelier() -> None:
    # The fourth smallest chance of ten may be 4 * 0.5 %, which 2.4 standard deviations (1.6 %) meet.
    alone = judge_cells([Cell(2.4), *[Cell(0.0)] * 9], SURE)
    together = judge_cells([Cell(2.4)] * 4 + [Cell(0.0)] * 6, SURE)
    assert alone.count(GAIN) == 0
    assert together.count(GAIN) == 4


def test_the_doubt_of_the_whole_region_is_each_cells_by_how_far_it_leans() -> None:
    doubtful = Change(verdict=Verdict.NO_DETECTABLE_CHANGE, change=5.0, low=-14.6, high=9.9, detectable=19.6)
    # A gain is doubted by the distance to the lower bound, 19.6 points or one standard deviation of 10.
    assert judge_cells([Cell(15.0, leaning=1.0)], doubtful) == (SAME,)
    assert judge_cells([Cell(15.0, leaning=0.5)], doubtful) == (GAIN,)
    # A loss by that to the upper one, 4.9 points or 2.5.
    assert judge_cells([Cell(-15.0, leaning=1.0)], doubtful) == (LOSS,)


def test_a_cell_that_is_not_judged_neither_counts_nor_weighs() -> None:
    verdicts = judge_cells([Cell(2.1), *[Cell(None)] * 9], SURE)
    assert verdicts == (GAIN, *[UNSEEN] * 9)
    assert judge_cells([], SURE) == ()


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ([GAIN] * 3 + [SAME] * 61, "Crown: 3 of 64 cells gained, none lost; the others are within their own noise."),
        ([LOSS] * 4, "Crown: none of 4 cells gained, 4 lost."),
        (
            [SAME] * 5 + [UNSEEN] * 2,
            "Crown: none of 5 cells changed by more than its own noise. 2 could not be judged.",
        ),
        ([UNSEEN] * 2, "Crown: none of the cells could be judged."),
        ([GAIN, LOSS], "Crown: 1 of 2 cells gained, 1 lost. Hair that is combed another way looks like that too."),
    ],
)
def test_a_sentence_says_what_the_map_shows(verdicts: list[CellVerdict], words: str) -> None:
    assert cells_sentence("Crown", verdicts) == words
