from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hairtrack.ui.film.timescale import Timescale

START = date(2026, 1, 1)


def _days(*offsets: int) -> list[date]:
    return [START + timedelta(days=offset) for offset in offsets]


def test_to_scale_where_there_is_room() -> None:
    scale = Timescale(_days(0, 30, 90), width=900, step=50)
    assert scale.places == (0, 300, 900)
    assert scale.at(START + timedelta(days=60)) == 600


def test_close_visits_are_kept_apart_within_the_width() -> None:
    scale = Timescale(_days(0, 1, 100), width=400, step=80)
    assert scale.places[1] == 80
    assert 399 < scale.length <= 400


def test_many_visits_grow_beyond_the_width_and_long_gaps_are_shortened() -> None:
    scale = Timescale(_days(*range(60), 800), width=400, step=80)
    assert scale.length > 400
    assert scale.places[-1] - scale.places[-2] == 240


def test_one_visit_and_none() -> None:
    assert Timescale(_days(5), width=400, step=80).places == (0,)
    assert Timescale(_days(5), width=400, step=80).at(START) == 0
    assert Timescale([], width=400, step=80).length == 0


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=60), st.integers(100, 2000))
def test_order_and_smallest_distance_always_hold(offsets: list[int], width: int) -> None:
    days = _days(*sorted(offsets))
    scale = Timescale(days, width=width, step=80)
    assert all(right - left >= 80 - 1e-6 for left, right in pairwise(scale.places))
    for day, place in zip(days, scale.places, strict=True):
        same = [p for d, p in zip(days, scale.places, strict=True) if d == day]
        assert min(same) - 1e-6 <= scale.at(day) <= max(same) + 1e-6
        assert place <= scale.length
