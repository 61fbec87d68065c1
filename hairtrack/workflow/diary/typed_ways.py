"""How typed words are compared, and patterns of what may be typed in English and in the language in use."""

import re
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text as it is compared: small letters and figures, single blanks."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def folded(ways: Iterable[str]) -> frozenset[str]:
    """Return what may be typed for a thing as it is compared."""
    return frozenset(map(fold, ways))


def any_of(ways: Iterable[str]) -> str:
    """Return the pattern of any of some ways, the longest first; ``{count}`` in one is a number of up to four figures.

    Parameters
    ----------
    ways : iterable of str

    Returns
    -------
    str
        With a group for each count, and none for the whole.
    """
    patterns = (re.escape(way).replace(r"\ ", r"\s+") for way in sorted(ways, key=len, reverse=True))
    return "(?:" + "|".join(pattern.replace(r"\{count\}", r"(\d{1,4})") for pattern in patterns) + ")"


def count_in(groups: Iterable[str | None]) -> int:
    """Return the count of whichever way was typed, from what its pattern's groups hold."""
    return int(next(filter(None, groups)))
