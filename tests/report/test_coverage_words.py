"""Planted shares come out in words."""

import pytest

from hairtrack.course import Cause, Unjudged
from hairtrack.report.coverage_words import CAUSES, fine_words, remedy_words, unjudged_words

GLARE = Unjudged(cause=Cause.GLARE, share=0.05)
CLIP = Unjudged(cause=Cause.TAKEN_OUT, share=0.02)
SPECK = Unjudged(cause=Cause.SHADOW, share=0.001)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), ""),
        ((SPECK,), ""),
        ((GLARE,), "5 % of the region is not judged: glare."),
        ((GLARE, CLIP, SPECK), "7 % of the region is not judged: glare (5 %), taken out by you (2 %)."),
    ],
)
def test_what_is_not_judged_is_said_with_each_cause_and_its_share(parts: tuple[Unjudged, ...], words: str) -> None:
    assert unjudged_words(parts).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_remedy_is_named_for_what_is_large_enough_to_matter() -> None:
    assert "flash" in remedy_words((GLARE, SPECK))
    assert "light fall" not in remedy_words((GLARE, SPECK))
    assert remedy_words((SPECK,)) == ""


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_words_and_its_remedy(cause: Cause) -> None:
    assert CAUSES[cause]
    assert remedy_words((Unjudged(cause=cause, share=0.5),)).endswith(".")


def test_fine_hair_is_given_in_points_of_the_coverage() -> None:
    assert fine_words(None) == ""
    assert fine_words(0.04) == "of which fine or pale: 4 points"
    assert fine_words(0.012) == "of which fine or pale: 1 point"
