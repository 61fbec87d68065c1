"""A SALT in words, for values that are given."""

from datetime import date

import pytest

from hairtrack.analysis.salt import SaltValue, respond
from hairtrack.analysis.salt_words import class_words, fine_sentence, response_sentences, value_words

JAN, MAR = date(2026, 1, 5), date(2026, 3, 5)


@pytest.mark.parametrize(
    ("value", "words", "classes"),
    [
        (SaltValue(value=44.2, low=38.3, high=49.8), "44 (38 to 50)", "moderate"),
        (SaltValue(value=18, low=9, high=27), "18 (9 to 27)", "limited or moderate"),
        (SaltValue(value=40, low=10, high=70), "40 (10 to 70)", "limited to severe"),
        (SaltValue.judged(10.6), "10.6", "limited"),
        (SaltValue.judged(100), "100", "very severe"),
    ],
)
def test_values_and_classes(value: SaltValue, words: str, classes: str) -> None:
    assert value_words(value) == words
    assert class_words(value) == classes


def test_what_was_judged_is_said_plainly() -> None:
    found = respond(SaltValue.judged(20), since=[SaltValue.judged(80)])
    assert list(response_sentences(found, baseline=JAN, best=JAN)) == [
        "Against 5 January 2026, 75 % of the loss is won back.",
        "SALT30 (30 % won back), SALT50, SALT75: reached; SALT90, SALT100: not reached.",
        "SALT of 20 or less: reached; 10 or less, 0 or less: not reached.",
        "Not 20 points above the best since then (5 January 2026).",
    ]


def test_an_estimate_is_said_with_its_doubt() -> None:
    found = respond(SaltValue(value=18, low=9, high=27), since=[SaltValue(value=60, low=52, high=68)])
    said = list(response_sentences(found, baseline=JAN, best=MAR))
    assert said[0].startswith("Against 5 January 2026, 70 % of the loss is won back (between 5")
    assert "SALT75: these photos cannot tell" in said[1]
    assert "SALT of 20 or less, 10 or less: these photos cannot tell" in said[2]
    again = respond(SaltValue(value=30, low=20, high=40), since=[SaltValue(value=15, low=8, high=22)])
    worse = list(response_sentences(again, baseline=JAN, best=JAN))[-1]
    assert worse.startswith("These photos cannot tell whether it is 20 points above the best since then")
    judged = respond(SaltValue.judged(60), since=[SaltValue.judged(20)])
    assert list(response_sentences(judged, baseline=JAN, best=JAN))[-1].startswith("Now 20 points or more above")


def test_a_greater_loss_is_said_without_a_minus() -> None:
    found = respond(SaltValue(value=12, low=4, high=20), since=[SaltValue(value=6, low=0, high=14)])
    said = next(response_sentences(found, baseline=JAN, best=JAN))
    assert "100 % more is lost (at least" in said
    judged = respond(SaltValue.judged(30), since=[SaltValue.judged(20)])
    assert next(response_sentences(judged, baseline=JAN, best=JAN)) == "Against 5 January 2026, 50 % more is lost."


def test_fine_hair_is_spoken_of_either_way() -> None:
    assert "counted with the rest" in fine_sentence(told=False)
    assert "left out" in fine_sentence(told=True)
