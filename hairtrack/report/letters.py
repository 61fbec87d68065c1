"""The letters that a report can show: the fonts it brings and finds, and what stands for those that none of them has.

Typst gives up PDF/UA over a single letter without a shape, so those are found and marked before a page is laid out.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from hairtrack.report.words import listed

MARK = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that no font has; the report's own font has it."""
_BROUGHT = ("manimgx_fonts", "noto_cjk_sans_otc")
"""Packages that are nothing but Noto fonts: most scripts and emoji, and Chinese, Japanese and Korean."""
_PROBE = """\
#set document(title: "letters", date: none)
#for letters in json(bytes(sys.inputs.data)) [#letters #parbreak()]
"""
_NAMED = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLAIN = frozenset(map(chr, range(0x20, 0x180)))
_MOST_SCRIPTS = 3
_FEW = 32
"""Letters among which the missing ones are found one by one, because Typst names only the first."""
_MOST_PROBES = 500
"""About a second. Letters beyond are taken for shown; where they are not, the standard is lost and that is said."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_checked: dict[str, bool] = {}


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that came with the program and those of this computer."""
    folders = []
    for package in _BROUGHT:
        found = find_spec(package)
        folders += [str(Path(place)) for place in (found.submodule_search_locations or ())] if found else []
    return typst.Fonts(font_paths=folders)


def missing_letters(texts: Iterable[str]) -> frozenset[str]:
    """Return the letters of texts that no font can show.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    frozenset of str
        Each a single character.
    """
    unusual = {letter for text in texts for letter in set(text) - _PLAIN if unicodedata.category(letter) not in _UNSEEN}
    _check(sorted(unusual - _checked.keys()))
    return frozenset(letter for letter in unusual if not _checked[letter])


def marked(text: str, missing: frozenset[str]) -> str:
    """Return a text with a mark in the place of each missing letter."""
    return text.translate({ord(letter): MARK for letter in missing}) if missing else text


def missing_sentence(missing: frozenset[str]) -> str:
    """Say which kinds of letters are missing and what to do; empty where none is.

    Parameters
    ----------
    missing : frozenset of str

    Returns
    -------
    str
    """
    if not missing:
        return ""
    kinds = sorted({_kind(letter) for letter in missing})
    others = len(kinds) - _MOST_SCRIPTS
    named = listed([*kinds[:_MOST_SCRIPTS], *(["others"] if others > 0 else [])])
    return (
        f"Some letters ({named}) are in no font of this computer; {MARK} stands in their place. "
        "Install a font that has them, such as one of the Noto family, and make the report again."
    )


def _check(letters: list[str]) -> None:
    """Find out of each letter whether a font has it, most often of all in one go."""
    with tempfile.TemporaryDirectory(prefix="hairtrack-letters-") as place:
        probe = Path(place) / "letters.typ"
        probe.write_text(_PROBE, encoding="utf-8")
        waiting, probes = [letters], 0
        while waiting:
            some = waiting.pop()
            complaint = _complaint(probe, some) if some and probes < _MOST_PROBES else ""
            probes += 1
            if not complaint:
                _checked.update(dict.fromkeys(some, True))
            elif len(some) > _FEW:
                waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
            else:
                gone = [letter for letter in some if letter in complaint] or some[:1]
                _checked.update(dict.fromkeys(gone, False))
                waiting.append([letter for letter in some if letter not in gone])


def _complaint(probe: Path, letters: list[str]) -> str:
    """Return the text that could not be shown, or what else was complained of; empty where all is well."""
    inputs: dict[str, Any] = {"data": json.dumps(letters)}
    try:
        typst.compile(probe, root=probe.parent, font_paths=fonts(), sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        named = _NAMED.search(str(error.message))
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), named[1]) if named else "?"
    return ""


def _kind(letter: str) -> str:
    """Name a letter's script by the first word of its name, which is all that Python knows of it."""
    name = unicodedata.name(letter, "").split(" ")[0]
    if unicodedata.category(letter).startswith("S"):
        return "symbols"
    return {"": "unknown", "CJK": "Chinese"}.get(name, name.capitalize())
