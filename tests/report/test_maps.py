"""Cells cut to a border that is known, their looks, and what is said of a map."""

import pytest

from hairtrack.course import Outline
from hairtrack.report.maps import LOOKS, CellLook, clipped, inside, look_of, map_alt, mapped_regions, window_of

SQUARE: Outline = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
NOTCHED: Outline = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 1.0))
"""A square of which the lower triangle is missing."""


def area(outline: Outline) -> float:
    sides = zip(outline, (*outline[1:], *outline[:1]), strict=True)
    return abs(sum(a * d - b * c for (a, b), (c, d) in sides)) / 2


def test_a_cell_inside_stays_whole_and_one_outside_is_gone() -> None:
    assert area(clipped(SQUARE, (0.4, 0.4, 0.5, 0.5))) == pytest.approx(0.01)
    assert clipped(SQUARE, (0.9, 0.9, 1.0, 1.0)) == ()


@pytest.mark.parametrize("turned", [SQUARE, SQUARE[::-1]])
def test_a_cell_on_the_border_keeps_the_part_inside(turned: Outline) -> None:
    assert area(clipped(turned, (0.7, 0.7, 0.9, 0.9))) == pytest.approx(0.01)


def test_the_parts_of_all_cells_add_up_to_a_region_with_a_notch() -> None:
    boxes = [(x / 7, y / 7, (x + 1) / 7, (y + 1) / 7) for x in range(7) for y in range(7)]
    assert sum(area(clipped(NOTCHED, box)) for box in boxes) == pytest.approx(0.75)


def test_inside_knows_a_notch() -> None:
    assert inside((0.1, 0.5), NOTCHED)
    assert not inside((0.5, 0.7), NOTCHED)


def test_the_stronger_a_change_the_stronger_its_look_up_to_the_last_step() -> None:
    gains = [look_of("gain", change) for change in (5.0, 20.0, 39.9, 40.0, 90.0)]
    assert [look.step for look in gains] == [0, 1, 1, 2, 2]
    assert look_of("loss", -25.0).words == "20 to 40"
    assert look_of("loss", -25.0).verdict == "loss"
    assert look_of("within noise", 80.0).words == "Within noise"
    assert look_of("not judged", None).opacity == 0
    assert len({(look.verdict, look.fill) for look in LOOKS}) == 8


def test_where_regions_lie_over_each_other_the_smaller_one_has_its_cells() -> None:
    small = ((0.3, 0.3), (0.5, 0.3), (0.5, 0.5), (0.3, 0.5))
    look = look_of("gain", 50.0)
    coarse = [((x / 10, y / 10, x / 10 + 0.2, y / 10 + 0.2), look) for x in (2, 4, 6) for y in (2, 4, 6)]
    fine = [((0.3, 0.3, 0.4, 0.4), look), ((0.4, 0.4, 0.5, 0.5), look)]
    large, little = mapped_regions([(small, fine), (SQUARE, coarse)])
    assert large.outline == SQUARE
    assert len(little.cells) == 2
    assert len(large.cells) == 9 - 1, "the one whose middle lies in the small region"
    assert window_of((large, little)) == pytest.approx((0.128, 0.128, 0.872, 0.872))


def test_a_cell_bears_a_mark_only_where_its_middle_lies_inside() -> None:
    (region,) = mapped_regions([(SQUARE, [((0.1, 0.1, 0.25, 0.25), LOOKS[0]), ((0.7, 0.7, 0.8, 0.8), LOOKS[0])])])
    assert [cell.middle is None for cell in region.cells] == [True, False]


def test_the_text_for_those_who_do_not_see_it_says_how_much_and_where() -> None:
    def cells(gained: list[tuple[int, int]]) -> list[tuple[tuple[float, float, float, float], CellLook]]:
        change = {place: 50.0 if n % 2 else 10.0 for n, place in enumerate(gained)}
        return [
            (
                (x / 10, y / 10, (x + 1) / 10, (y + 1) / 10),
                look_of("gain", change[x, y]) if (x, y) in change else look_of("within noise", 1.0),
            )
            for x in range(10)
            for y in range(10)
        ]

    corner = cells([(0, 0), (1, 0), (0, 1)])
    said = map_alt("photo of 6 July 2026, crown view", [("Crown", corner)], ["Crown: 3 of 100 cells gained."])
    assert said == (
        "Map of where the regions changed, over the photo of 6 July 2026, crown view. Crown: 3 of 100 cells gained. "
        "Crown: of the cells that gained, 1 by over 40 points, 2 by under 20; most of them in its upper left part."
    )
    everywhere = cells([(x, y) for x in range(10) for y in range(9)])
    assert "they lie all over it." in map_alt("photo", [("Crown", everywhere)], [])
    middle = cells([(4, 4), (5, 5), (4, 5), (5, 4)])
    assert "about its middle" in map_alt("photo", [("Crown", middle)], [])
    nothing = cells([])
    assert map_alt("photo", [("Crown", nothing)], []) == "Map of where the regions changed, over the photo."
