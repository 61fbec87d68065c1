"""The fonts that come with the program, so that a report looks the same on every computer."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_BROUGHT = ("manimgx_fonts", "noto_cjk_sans_otc")
"""Packages that are nothing but Noto fonts: most scripts and emoji, and Chinese, Japanese and Korean."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders of the fonts that come with the program."""
    found = filter(None, map(find_spec, _BROUGHT))
    return tuple(Path(place) for spec in found for place in spec.submodule_search_locations or ())
