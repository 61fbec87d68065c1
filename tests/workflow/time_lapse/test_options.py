"""Which frame shows what: everybody has a turn of the same length, the ends a longer one."""

from datetime import date
from pathlib import Path

import pytest

from hairtrack.course import View
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.workflow.time_lapse.options import FilmKind, TimeLapse, kind_of, moments


def test_a_film_has_the_length_that_was_asked_for() -> None:
    for visits in (2, 3, 7, 20):
        for seconds in (2.0, 9.6, 33.2):
            shown = moments(visits, TimeLapse(view=View.VERTEX, seconds=seconds, rate=25))
            if seconds / visits > 0.4:
                assert sum(moment.frames for moment in shown) == round(25 * seconds)


def test_every_photo_stands_as_long_as_another_but_the_first_and_the_last() -> None:
    shown = moments(6, TimeLapse(view=View.VERTEX, rate=20))
    still = [moment.frames for moment in shown if moment.first == moment.second]
    assert still == [30, 10, 10, 10, 10, 30]
    fades = [moment for moment in shown if moment.first != moment.second]
    assert len(fades) == 5 * 10
    assert [round(11 * moment.share, 6) for moment in fades[:10]] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_the_mark_moves_to_scale() -> None:
    days = (100, 110, 200)
    shown = moments(3, TimeLapse(view=View.VERTEX, rate=10))
    at = [moment.at(days) for moment in shown]
    assert at[0] == 0.0
    assert at[-1] == 1.0
    assert at == sorted(at)
    assert [moment.at(days) for moment in shown if moment.first == moment.second] == [0.0, 0.1, 1.0]


def test_the_day_changes_with_the_photo_of_which_more_is_seen() -> None:
    shown = moments(2, TimeLapse(view=View.VERTEX, rate=10))
    assert all(moment.named == (1 if moment.share >= 0.5 or moment.first == 1 else 0) for moment in shown)


def test_a_short_film_has_fewer_visits() -> None:
    assert TimeLapse(view=View.VERTEX, seconds=2.0).most_visits == 3
    assert TimeLapse(view=View.VERTEX, seconds=10.0).most_visits == 23
    assert TimeLapse(view=View.VERTEX).most_visits == 60


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (TimeLapse(view=View.VERTEX, seconds=0.5), "0.5 is no length"),
        (TimeLapse(view=View.VERTEX, seconds=float("nan")), "nan is no length"),
        (TimeLapse(view=View.VERTEX, rate=0), "0 is no rate"),
        (TimeLapse(view=View.VERTEX, rate=50, kind=FilmKind.GIF), "50 is no rate"),
        (TimeLapse(view=View.VERTEX, height=4000), "4000 is no height"),
        (
            TimeLapse(view=View.VERTEX, since=date(2026, 2, 1), until=date(2026, 1, 1)),
            "2026-01-01 does not come after 2026-02-01",
        ),
    ],
)
def test_what_cannot_be_is_refused(wanted: TimeLapse, said: str) -> None:
    with pytest.raises(HairtrackError) as caught:
        wanted.check()
    assert error_sentence(caught.value).startswith(said)


def test_the_name_says_the_kind() -> None:
    assert [kind_of(Path(name)) for name in ("a.MP4", "a.gif", "a.webp", "a")] == [
        FilmKind.MP4,
        FilmKind.GIF,
        FilmKind.WEBP,
        FilmKind.MP4,
    ]
