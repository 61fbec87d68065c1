"""The language of the words, and the decimal mark that goes with it.

A language is chosen once, before any module with words is loaded: most words are constants. The window chooses it in
`hairtrack.app` and starts anew for another one. The command line never does: its English is a contract.

Words are marked where they stand, `_("Add photos")`, with their facts by name, `_("Week {week}", week=3)`, never as an
f-string, which no catalogue could hold. `_n` chooses between one and many, `_c` tells apart what is one word in
English. `_typed` marks what may be typed for a thing.
"""

import gettext
from collections.abc import Sequence
from functools import reduce

from hairtrack.assets import asset

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What there is a complete catalogue for, each named in itself."""

_catalogue = gettext.NullTranslations()
_spoken = "en"


def use(language: str) -> None:
    """Speak a language from now on.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    """
    global _catalogue, _spoken  # noqa: PLW0603 - one language for the whole process
    _spoken = language
    _catalogue = (
        gettext.NullTranslations()
        if language == "en"
        else gettext.translation("hairtrack", asset("locale"), languages=[language])
    )


def spoken() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _spoken


def fitting(wanted: Sequence[str]) -> str:
    """Return the first language that there is, of those a person reads ("de-AT"); English where there is none."""
    known = (tag.replace("_", "-").partition("-")[0].lower() for tag in wanted)
    return next((language for language in known if language in LANGUAGES), "en")


def _(text: str, /, **facts: object) -> str:
    """Say something, with facts put in by name."""
    said = _catalogue.gettext(text)
    return said.format(**facts) if facts else said


def _n(one: str, many: str, count: int, /, **facts: object) -> str:
    """Say something of a count, which fills ``{count}``."""
    return _catalogue.ngettext(one, many, count).format(count=count, **facts)


def listed(words: Sequence[str]) -> str:
    """Join words: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> str:
    """Join words of which one is meant: "a or b"."""
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), words)


def _c(context: str, text: str, /, **facts: object) -> str:
    """Say something that means two things in English; `context` says which."""
    said = _catalogue.pgettext(context, text)
    return said.format(**facts) if facts else said


def _typed(ways: str) -> tuple[str, ...]:
    """Return what may be typed for a thing: the ways of the language in use, then those in English, which always hold.

    Parameters
    ----------
    ways : str
        Set apart by bars; another language may have more of them, or fewer.
    """
    return tuple(dict.fromkeys((*_catalogue.gettext(ways).split("|"), *ways.split("|"))))
