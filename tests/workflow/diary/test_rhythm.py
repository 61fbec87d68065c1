"""Rhythms: what is read from words, and the days that come of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.workflow.diary.catalogue import FREQUENCIES
from hairtrack.workflow.diary.rhythm import Rhythm, read_rhythm, standing_time

DAY, WEEK, MONTH = Rhythm(days=1), Rhythm(days=7), Rhythm(months=1)
READ = {
    "daily": DAY,
    "50 mg daily": DAY,
    "Once a day": DAY,
    "every night": DAY,
    "twice daily": Rhythm(days=1, times=2),
    "2 x daily": Rhythm(days=1, times=2),
    "weekly": WEEK,
    "0.01 % weekly": WEEK,
    "once weekly": WEEK,
    "twice weekly": Rhythm(days=7, times=2),
    "3 times a week": Rhythm(days=7, times=3),
    "3x/week": Rhythm(days=7, times=3),
    "every other day": Rhythm(days=2),
    "every other week": Rhythm(days=14),
    "fortnightly": Rhythm(days=14),
    "every 4 weeks": Rhythm(days=28),
    "4-weekly": Rhythm(days=28),
    "every six weeks": Rhythm(days=42),
    "every 4 to 6 weeks": Rhythm(days=28, at_most=42),
    "5 mg/ml every 4-6 weeks": Rhythm(days=28, at_most=42),
    "4 to 6-weekly": Rhythm(days=28, at_most=42),
    "every 2–3 months": Rhythm(months=2, at_most=3),
    "monthly": MONTH,
    "every month": MONTH,
    "quarterly": Rhythm(months=3),
    "yearly": Rhythm(months=12),
}


@pytest.mark.parametrize("text", READ)
def test_plain_words_are_read(text: str) -> None:
    assert read_rhythm(text) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        *("", "once", "as needed", "50 mg", "mornings", "every 4.5 weeks", "every 0 weeks", "every 6 to 4 weeks"),
        *("biweekly", "bi-weekly", "semi-weekly", "4 weekly", "2 daily", "daily, then weekly", "every 9999 weeks"),
    ],
)
def test_what_is_not_said_or_could_mean_two_things_is_not_guessed(text: str) -> None:
    assert read_rhythm(text) is None


def test_every_rhythm_that_is_offered_is_read_but_for_once() -> None:
    assert [text for text in FREQUENCIES if read_rhythm(text) is None] == ["once"]


rhythms = st.one_of(
    st.builds(Rhythm, days=st.integers(1, 300), times=st.integers(1, 1)),
    st.builds(Rhythm, months=st.integers(1, 24)),
    st.builds(Rhythm, days=st.sampled_from([1, 7, 14]), times=st.integers(2, 6)),
    st.integers(1, 12).flatmap(
        lambda low: st.builds(
            Rhythm, days=st.just(7 * low), at_most=st.integers(low + 1, 20).map(lambda high: 7 * high)
        )
    ),
)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(rhythm=rhythms)
def test_a_rhythm_that_is_written_is_read_back(rhythm: Rhythm) -> None:
    assert read_rhythm(f"5 mg {rhythm.words}, with food") == rhythm


@given(text=st.text(alphabet="0123456789 abcdefimnorstwxy-–,./%", max_size=40))
def test_any_words_are_read_or_passed_over(text: str) -> None:
    found = read_rhythm(text)
    assert found is None or found.apart > 0


@given(day=days, rhythm=rhythms, rounds=st.integers(0, 50))
def test_times_go_forward_by_about_what_lies_between_them(day: date, rhythm: Rhythm, rounds: int) -> None:
    first, second = rhythm.after(day, rounds), rhythm.after(day, rounds + 1)
    assert abs((second - first).days - rhythm.apart) <= 3 * max(1, rhythm.months)
    assert rhythm.latest_after(day) >= rhythm.after(day)


@given(day=days, months=st.integers(1, 24), rounds=st.integers(0, 50))
def test_months_are_those_of_the_calendar(day: date, months: int, rounds: int) -> None:
    found = Rhythm(months=months).after(day, rounds)
    assert 12 * found.year + found.month == 12 * day.year + day.month + months * rounds
    last_of_month = (found + timedelta(days=1)).day == 1
    assert found.day == day.day or (found.day < day.day and last_of_month)


def test_a_months_end_stays_a_months_end() -> None:
    end = date(2026, 1, 31)
    assert [MONTH.after(end, k) for k in (1, 2, 3)] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_rare_means_a_week_or_more_apart() -> None:
    rare = [text for text in READ if READ[text].rare]
    assert "weekly" in rare
    assert "monthly" in rare
    assert not {"daily", "twice weekly", "3 times a week", "every other day"} & set(rare)


@given(first=days, rhythm=rhythms, later=st.integers(0, 900), kept=st.integers(-30, 900))
def test_a_time_stands_until_the_next_is_nearer_or_it_was_kept(
    first: date, rhythm: Rhythm, later: int, kept: int
) -> None:
    today = first + timedelta(days=later)
    done_on = min(first + timedelta(days=kept), today)
    on = standing_time(first, rhythm, today, done=lambda time: done_on >= time)
    times = [rhythm.after(first, k) for k in range(int(later / rhythm.apart) + 5)]
    assert on in times
    assert done_on < on
    if on < today:
        following = min(time for time in times if time > on)
        assert today - on <= following - today
    else:
        assert all(time >= on or time <= today for time in times if time > done_on)


@pytest.mark.parametrize(
    ("today", "kept", "on"),
    [(0, None, 0), (13, None, 0), (14, None, 0), (15, None, 28), (28, None, 28), (3, 1, 28), (30, 29, 56)],
)
def test_a_time_stands_by_hand(today: int, kept: int | None, on: int) -> None:
    first = date(2026, 1, 5)

    def done(time: date) -> bool:
        return kept is not None and first + timedelta(days=kept) >= time

    found = standing_time(first, Rhythm(days=28), first + timedelta(days=today), done=done)
    assert found == first + timedelta(days=on)
