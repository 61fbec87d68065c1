"""What the benchmarks work out themselves: a wrong figure there would pass for the engine's."""

import numpy as np
import pytest

from tests.benchmarks.bench_measure import a_third
from tests.benchmarks.bench_misplaced import Placed, moved_by
from tests.benchmarks.bench_states import pooled_deviation
from tests.benchmarks.row import Row, print_rows


def test_the_place_adds_to_an_interval_by_squares() -> None:
    placed = Placed(truth=50, there=50, value=50, low=45, high=55, reach=3)
    assert placed.of_place == pytest.approx(4)


def test_the_place_is_read_from_the_side_that_is_not_cut_off() -> None:
    placed = Placed(truth=1, there=1, value=2, low=0, high=15, reach=12)
    assert placed.of_place == pytest.approx(5)


def test_an_outline_is_moved_by_so_many_pixels() -> None:
    outline = ((10.0, 20.0), (30.0, 20.0), (30.0, 50.0))
    moved = np.array(moved_by(outline, 8.0, np.pi / 2))
    assert moved - np.array(outline) == pytest.approx(np.tile([0.0, 8.0], (3, 1)))


def test_what_visits_differ_by_is_no_scatter_within_them() -> None:
    assert pooled_deviation([(1, 2, 3), (41, 42, 43)]) == pytest.approx(1)
    assert np.isnan(pooled_deviation([]))


def test_the_square_fills_a_third_of_a_photo() -> None:
    corners = np.array(a_third((4000, 3000)))
    assert np.prod(np.ptp(corners, axis=0)) == pytest.approx(4_000_000)
    assert corners.mean(axis=0) == pytest.approx((2000, 1500))


def test_one_value_beyond_its_limit_fails_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    well = [Row("seconds", 1, 2), Row("share", 95, 90, at_least=True)]
    assert print_rows(well) == 0
    assert print_rows([*well, Row("held", 80, 90, at_least=True), Row("memory", 3, 2)]) == 1
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()][2:] == ["ok", "ok", "LOW", "OVER"]
