"""The letters that a report can show, and what stands for those that no font has.

Typst gives up PDF/UA over a single letter without a shape, so those are found and marked before a page is laid out.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import typst

from hairtrack.language import _, _c, listed
from hairtrack.report.fonts import font_folders

MARK = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that no font has; the report's own font has it."""
_STRICTEST: Any = ["ua-1", "a-2a"]
"""What keeps these keeps every standard that a report may be asked to keep."""
_PROBE = b"""\
#set document(title: "letters")
#set page(height: auto)
#for word in json(bytes(sys.inputs.data)) { par(word) }
"""
_DRAWING = b"""\
#set document(title: "drawing")
#image(bytes(sys.inputs.data), alt: "drawing")
"""
_NAMED = re.compile(r'the text `"(.+?)"` could not be displayed|codepoint `"(.+?)"`', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLAIN = frozenset(map(chr, range(0x20, 0x180))) | set("‐‑–—‘’“”„…•−≤≥≈→")
"""What the report's own font is known to have."""
_JOINED = re.compile(f"{MARK}(?:[\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+{MARK}?)+")
"""What was one emoji of many parts."""
_CRASH = "crash"
"""Instead of a complaint: some words of mixed scripts bring Typst itself down."""
_KIND = re.compile(
    r" (?:CAPITAL|SMALL|LETTER|SYLLAB\w*|SIGN|VOWEL|CONSONANT|DIGIT|NUMBER|MARK|UNIFIED|COMPATIBILITY|IDEOGRAPH|"
    r"HIEROGLYPH|CHARACTER|IDEOGRAM|RADICAL|SYMBOL|LIGATURE|TONE|PUNCTUATION)\b.*"
)
_SCRIPTS = {
    "CJK": _c("letters", "Chinese"),
    "HANGUL": _c("letters", "Korean"),
    "HIRAGANA": _c("letters", "Japanese"),
    "KATAKANA": _c("letters", "Japanese"),
}
"""By what the names of their letters begin with; others are called so."""
_MOST_KINDS = 3
_MOST_ROUNDS = 4
_shown: dict[str, bool] = {}
"""What was found out of letters, and of words whose letters join."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that came with the program and those of this computer."""
    return typst.Fonts(font_paths=list(font_folders()))


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
    words = {word for text in texts for word in text.split() if not _PLAIN.issuperset(word)}
    unusual = {letter for word in words for letter in word} - _PLAIN
    _look_at(unusual, lambda letter, named: letter in named or unicodedata.category(letter) == "Co")
    missing = {letter for letter in unusual if not _shown[letter]}
    # A letter and a mark that fonts have each by itself may be in no font together.
    for _round in range(_MOST_ROUNDS):
        joined = {marked(word, missing) for word in words if any(map(_joins, word))}
        _look_at(joined, lambda word, named: bool(named & set(word)))
        lost = _to_mark(letter for word in joined if not _shown[word] for letter in word)
        if not lost:
            break
        missing |= lost
    return frozenset(missing)


def missing_still(complaint: str) -> frozenset[str]:
    """Return the letters to mark that Typst names when it gives up a standard: what joins depends on the place too.

    Parameters
    ----------
    complaint : str

    Returns
    -------
    frozenset of str
    """
    return _to_mark(_named(complaint))


def marked(text: str, missing: Iterable[str]) -> str:
    """Return a text with a mark in the place of each missing letter, one for an emoji of many parts."""
    kept = text.translate({ord(letter): MARK for letter in missing})
    return kept if kept == text else _JOINED.sub(MARK, kept)


def marked_drawing(drawing: str, missing: frozenset[str]) -> str:
    """Mark the missing letters of a drawing, and all but the most usual ones where some of the others do not join.

    Parameters
    ----------
    drawing : str
        SVG.
    missing : frozenset of str

    Returns
    -------
    str
    """
    unusual = set(drawing) - _PLAIN - {"\n"}
    if not unusual:
        return drawing
    fit = marked(drawing, missing)
    return marked(drawing, unusual) if _complaint(_DRAWING, fit) else fit


def missing_sentence(missing: frozenset[str]) -> str:
    """Say which kinds of letters are missing and what to do; empty where none is.

    Parameters
    ----------
    missing : frozenset of str

    Returns
    -------
    str
    """
    kinds = sorted({_kind(letter) for letter in missing} - {""})
    if kinds:
        others = [_("others")] if len(kinds) > _MOST_KINDS else []
        return _(
            "Some letters ({kinds}) are in no font of this computer; {mark} stands in their place. Install a font that "
            "has them, such as one of the Noto family, and start hairtrack again.",
            kinds=listed([*kinds[:_MOST_KINDS], *others]),
            mark=MARK,
        )
    if missing:
        return _("Signs that only the device knows on which they were typed are shown as {mark}.", mark=MARK)
    return ""


def _joins(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or unicodedata.category(letter) == "Cf"


def _to_mark(lost: Iterable[str]) -> frozenset[str]:
    """Choose of letters that are not shown together those without which the others are, where there are any."""
    unusual = frozenset(lost) - _PLAIN - {MARK}
    return frozenset(filter(_joins, unusual)) or unusual


def _look_at(texts: set[str], is_missing: Callable[[str, set[str]], bool]) -> None:
    """Find out of texts that are new whether fonts show them, all in one go."""
    new = sorted(texts - _shown.keys())
    if not new:
        return
    complaint = _complaint(_PROBE, json.dumps(new))
    if complaint == _CRASH and len(new) > 1:
        for half in (new[: len(new) // 2], new[len(new) // 2 :]):
            _look_at(set(half), is_missing)
        return
    named = set(new[0]) if complaint == _CRASH else _named(complaint)
    _shown.update({text: not is_missing(text, named) for text in new})


def _complaint(source: bytes, data: str) -> str:
    """Return what stands in the way of every standard, or `_CRASH`; empty for nothing."""
    try:
        typst.compile(source, format="pdf", font_paths=fonts(), sys_inputs={"data": data}, pdf_standards=_STRICTEST)
    except typst.TypstError as error:
        return error.diagnostic
    except BaseException as error:  # what Rust calls a panic is no Exception, and in no module that could be imported
        if type(error).__name__ != "PanicException":
            raise
        return _CRASH
    return ""


def _named(complaint: str) -> set[str]:
    """Return the letters of texts that could not be shown."""
    texts = (_CODE.sub(lambda code: chr(int(code[1], 16)), a or b) for a, b in _NAMED.findall(complaint))
    return {letter for text in texts for letter in text}


def _kind(letter: str) -> str:
    """Name a letter's script by its own name, which is all that Python knows of it; empty for one of private use."""
    category, name = unicodedata.category(letter), unicodedata.name(letter, "")
    if category == "Co":
        return ""
    if not name or category == "Cn":
        return _("new or unknown")
    if category[0] == "S" or name.startswith("EMOJI"):
        return _("symbols or emoji")
    if category[0] in "MC" and name.startswith(("COMBINING", "VARIATION")):
        return _("accents")
    script = _KIND.sub("", name)
    return _SCRIPTS.get(script, script.title())
