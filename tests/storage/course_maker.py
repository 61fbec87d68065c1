"""Courses with anything in them that a record may hold."""

import dataclasses
from collections.abc import Mapping
from datetime import date, time
from enum import EnumMeta
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from hairtrack.course import Course, DateSource, Photo, View

Drawn: TypeAlias = st.SearchStrategy[Any]

_PLAIN: dict[Any, Drawn] = {
    bool: st.booleans(),
    str: st.text(max_size=12),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False),
    date: st.dates(),
    time: st.times(),
    type(None): st.none(),
}


def courses(most: int = 3) -> st.SearchStrategy[Course]:
    """Draw whole courses, up to so many records of each kind."""
    return _of(Course, most)


def _of(hint: Any, most: int) -> Drawn:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, EnumMeta):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        kinds, given = get_type_hints(hint), [field.name for field in dataclasses.fields(hint) if field.init]
        return st.builds(hint, **{name: _of(kinds[name], most) for name in given})
    inner = [_of(kind, most) for kind in get_args(hint) if kind is not Ellipsis]
    assert inner, f"no way to draw {hint}"
    if get_origin(hint) is Mapping:
        return st.dictionaries(*inner, max_size=3)
    if get_origin(hint) is tuple:
        many = Ellipsis in get_args(hint)
        return st.lists(inner[0], max_size=most).map(tuple) if many else st.tuples(*inner)
    return st.one_of(inner)


def photo(number: int, *, view: View = View.VERTEX, on: date | None = date(2026, 3, 1)) -> Photo:
    """Make the record of a photo, told from others by its number."""
    return Photo(
        sha256=f"{number:064x}",
        view=view,
        taken_on=on,
        taken_on_source=DateSource.EXIF if on else DateSource.NONE,
        file_name=f"IMG_{number}.jpg",
        stored_as=f"{number}.jpg",
        size=(4000, 3000),
    )
