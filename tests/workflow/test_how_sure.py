"""Lines of equal error lie where they were planted, and what is not judged is counted."""

from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import Transform
from hairtrack.imaging.registration.transform import CHI95, identity
from hairtrack.workflow.how_sure import how_sure, sure_words

SIZE, MIDDLE = (1000, 1000), (500.0, 500.0)
AT_200 = 10 / (CHI95 * 200)
"""Standard deviation of each slope by which the error is 1 % of the width 200 pixels from the middle."""


def surest_in_the_middle(shift: float = 0.0, side: float = 250.0) -> Transform:
    """Return a map whose error grows in proportion to the distance from the middle, trusted in a square."""
    low, high = 500 - side, 500 + side
    return replace(
        identity(SIZE),
        origin=MIDDLE,
        x_coefficients=(500.0 - shift, 1.0, 0.0),
        y_coefficients=(500.0, 0.0, 1.0),
        covariance=tuple(np.diag([0, AT_200**2, AT_200**2, 0, AT_200**2, AT_200**2]).ravel()),
        hull=((low, low), (high, low), (high, high), (low, high)),
    )


def test_lines_of_equal_error_lie_where_the_error_is_so_large() -> None:
    found = how_sure(surest_in_the_middle())
    assert [level for level, _ in found.lines] == [0.5, 1.0]
    for (_, pieces), radius in zip(found.lines, (100, 200), strict=True):
        ends = np.array(pieces)
        assert np.hypot(*(ends.reshape(-1, 2) - MIDDLE).T) == pytest.approx(radius, abs=0.5)
        # All around, and nothing twice.
        assert np.hypot(*(ends[:, 1] - ends[:, 0]).T).sum() == pytest.approx(2 * np.pi * radius, rel=0.01)


def test_a_line_ends_where_nothing_is_judged() -> None:
    ends = np.array(dict(how_sure(surest_in_the_middle(side=150)).lines)[1.0]).reshape(-1, 2)
    assert np.abs(ends - 500).max() <= 150.0
    assert np.hypot(*(ends - MIDDLE).T) == pytest.approx(200, abs=0.5)


def test_the_least_and_the_largest_error_are_said() -> None:
    found = how_sure(surest_in_the_middle())
    assert found.surest == pytest.approx(MIDDLE)
    assert found.least == pytest.approx(0.0)
    assert found.most == pytest.approx(1.768, abs=0.001)
    assert sure_words(found) == "Within ±0.0 % of the width where it is surest, ±1.8 % where least sure."


@pytest.mark.parametrize(("shift", "unjudged"), [(0.0, 0.75), (300.0, 0.8)])
def test_what_is_outside_the_trusted_part_or_the_photo_is_not_judged(shift: float, unjudged: float) -> None:
    head = np.zeros((100, 100), np.bool_)
    head[:, :50] = True
    found = how_sure(surest_in_the_middle(shift), head)
    assert found.unjudged == pytest.approx(unjudged, abs=0.005)
    assert sure_words(found).endswith(f"{100 * unjudged:.0f} % of the reference photo's head is not judged.")


def test_a_head_that_is_judged_is_said_to_be() -> None:
    head = np.zeros((100, 100), np.bool_)
    head[40:60, 40:60] = True
    assert sure_words(how_sure(surest_in_the_middle(), head)).endswith(
        "Nearly all of the reference photo's head is judged."
    )
