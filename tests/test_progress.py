from hairtrack.progress import Pace


def test_time_left_is_told_once_it_can_be() -> None:
    pace = Pace()
    assert pace.left(0.0, now=100.0) == ""
    assert pace.left(0.01, now=101.0) == "", "too early to tell"
    assert pace.left(0.1, now=110.0) == "about 2 minutes left"
    assert pace.left(0.5, now=150.0) == "about 50 seconds left"
    assert pace.left(0.98, now=198.0) == "", "soon over"


def test_time_left_counts_from_where_the_work_was_first_seen() -> None:
    pace = Pace()
    assert pace.left(0.9, now=0.0) == ""
    assert pace.left(0.91, now=10.0) == "about 90 seconds left"
