"""The templates and the dictionary of their words know the same names."""

import re

import pytest

from hairtrack.assets import asset
from hairtrack.report.template_words import template_words

_USED = re.compile(r"data\.words\.([a-z]\w*)")


def test_every_word_that_a_template_asks_for_is_there_and_none_for_nobody() -> None:
    """A name that is missing would cost the whole report."""
    used = {name for path in asset("report").glob("*.typ") for name in _USED.findall(path.read_text(encoding="utf-8"))}
    # One template chooses between these by the number of photos.
    assert used - {"at"} | {"photo", "before", "after"} == set(template_words())


@pytest.mark.parametrize(("count", "said"), [(1, "and 1 more region, "), (3, "and 3 more regions, ")])
def test_what_goes_with_a_count_is_said_for_each(count: int, said: str) -> None:
    assert template_words(most=3)["more_regions"][count - 1].startswith(said)


def test_a_heading_within_a_sentence_keeps_its_abbreviations() -> None:
    assert template_words(headings=["SALT", "Blood tests"])["within"] == {"SALT": "SALT", "Blood tests": "blood tests"}
