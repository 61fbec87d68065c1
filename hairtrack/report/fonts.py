"""The fonts that come with the program, so that a report looks the same on every computer."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_BROUGHT = ("manimgx_fonts", "noto_cjk_sans_otc", "fontpkg_ibm_plex_sans_arabic")
"""Packages that are nothing but fonts: Noto for most scripts and emoji, Noto for Chinese, Japanese and Korean, and one
for Arabic. Noto draws the dots of Arabic letters apart, so that such letters are copied and read out twice."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders of the fonts that come with the program."""
    found = filter(None, map(find_spec, _BROUGHT))
    return tuple(Path(place) for spec in found for place in spec.submodule_search_locations or ())
