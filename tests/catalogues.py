"""The catalogues of other languages, held to the words of the program: ``make words`` brings them up to date."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hairtrack.language import LANGUAGES
from tests.conftest import ROOT

_LOCALE = ROOT / "assets" / "locale"
_ENGLISH = re.compile(r"\b(the|of|and|are|is|not|with|this|from|by|your|you|it|to|or|for|has|its)\b")
_MARKS = {"_": None, "_n": (1, 2), "_c": ((1, "c"), 2), "_typed": None}


def translated() -> list[str]:
    """Return the languages that have a catalogue."""
    return [language for language in LANGUAGES if language != "en"]


def catalogue_file(language: str, suffix: str = ".po") -> Path:
    """Return where a catalogue lies, or with ".mo" what is made of it."""
    return _LOCALE / language / "LC_MESSAGES" / f"hairtrack{suffix}"


def words() -> Catalog:
    """Return all words that the program says."""
    found = Catalog(charset="utf-8")
    for file, _, said, _, context in extract_from_dir(ROOT / "hairtrack", [("**.py", "python")], keywords=_MARKS):
        found.add(said, locations=[(f"hairtrack/{file}", 0)], context=context)
    return found


def english_in(text: str) -> list[str]:
    """Return the small words of a German text that no German text has."""
    return _ENGLISH.findall(re.sub(r"\{\w+\}", "", text))


def ways(message: Message) -> list[str]:
    """Return what a message is in the other language: one way to say it, or one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def read(language: str) -> Catalog:
    """Return a catalogue as it lies on disk; an empty one where there is none."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    """Return what the program reads, made of a catalogue."""
    made = BytesIO()
    write_mo(made, read(language))
    return made.getvalue()


def bring_up_to_date(language: str) -> Iterator[str]:
    """Give a catalogue the program's present words, drop those that are gone, and compile it; yields what lacks."""
    catalogue = read(language)
    catalogue.update(words(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)
    catalogue_file(language, ".mo").write_bytes(compiled(language))
    for message in catalogue:
        if message.id and not all(ways(message)):
            yield str(message.id)


if __name__ == "__main__":
    for language in translated():
        lacking = list(bring_up_to_date(language))
        print(f"{LANGUAGES[language]}: {len(lacking)} to translate", *lacking, sep="\n  ")
