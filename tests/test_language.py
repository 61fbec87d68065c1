"""Words in other languages: every catalogue is complete, says the same facts, and is what the program reads."""

import re
import subprocess
import sys

import pytest

from hairtrack.language import LANGUAGES, fitting
from tests.catalogues import catalogue_file, compiled, english_in, read, translated, ways, words

_FACT = re.compile(r"\{(\w+)")


def test_the_first_language_that_there_is_is_taken() -> None:
    """Tags come in many spellings; what is not there is passed over."""
    assert fitting(["fr-FR", "de_AT", "en"]) == "de"
    assert fitting(["pt"]) == "en"
    assert set(LANGUAGES) == {"en", *translated()}


@pytest.mark.parametrize("language", translated())
def test_a_catalogue_puts_the_same_facts_in(language: str) -> None:
    """A fact that a sentence does not give would stop the window."""
    for message in read(language):
        if message.id and all(ways(message)):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            known = {fact for text in ids for fact in _FACT.findall(text)}
            for text in ways(message):
                assert set(_FACT.findall(text)) <= known, message.id


@pytest.mark.parametrize("language", translated())
def test_every_word_of_the_program_is_translated(language: str) -> None:
    """Who chose a language, or whose system has it, gets all of it; a guess is none."""
    messages = [message for message in read(language) if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if not (ways(message) and all(ways(message)))] == []
    assert all(len(ways(message)) == 2 for message in messages if message.pluralizable)


def test_what_is_german_is_not_english() -> None:
    assert english_in("{of} photos of it") == ["of", "it"]
    assert [text for message in read("de") if message.id for text in ways(message) if english_in(text)] == []


@pytest.mark.parametrize("language", translated())
def test_the_program_reads_the_present_catalogue(language: str) -> None:
    """``make words`` compiles them."""
    assert catalogue_file(language, ".mo").read_bytes() == compiled(language)


@pytest.mark.parametrize("language", translated())
def test_a_catalogue_has_the_words_of_the_program_and_no_others(language: str) -> None:
    """``make words`` brings them up to date."""
    catalogue = {(message.context, message.id) for message in read(language) if message.id}
    assert catalogue == {(message.context, message.id) for message in words() if message.id}


def test_a_decimal_mark_goes_with_the_language() -> None:
    """Chosen for a whole process, so this one is another."""
    asks = "from hairtrack import language; language.use('de'); from hairtrack.figures import decimal, signed;"
    answer = subprocess.run(
        [sys.executable, "-c", f"{asks} print(decimal(-0.04, 1), decimal(3.55, 1), signed(-2.5, 1), signed(0.2))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.split() == ["0,0", "3,5", "−2,5", "0"]
