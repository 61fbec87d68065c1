"""Records to JSON text and back, exactly: what is read is equal to what was written."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, time
from typing import Any, TypeVar, get_type_hints

import cattrs

from hairtrack import course, diary, errors, ratings, treatment
from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.errors import Fact

_Record = TypeVar("_Record")

_CONVERTER = cattrs.Converter()
_CONVERTER.register_unstructure_hook(date, date.isoformat)
_CONVERTER.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
_CONVERTER.register_unstructure_hook(time, time.isoformat)
_CONVERTER.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
# Facts are str, int or float as JSON has them; converting them would make 1 of 1.0 or of "1".
_CONVERTER.register_structure_hook_func(lambda kind: kind == Mapping[str, Fact], lambda facts, _: dict(facts))


def to_text(record: object) -> str:
    """Write one record as JSON. Plain ASCII, so that any file name survives."""
    return json.dumps(_CONVERTER.unstructure(record), separators=(",", ":"))


def from_text(text: str, kind: type[_Record]) -> _Record:
    """Read one record; raises `ValueError` or a cattrs error where the text is not one."""
    return _CONVERTER.structure(json.loads(text), kind)


def load_ahead() -> None:
    """Let the converter write what it reads each kind of record with, which it otherwise does at the first course."""
    for kind in (kind for module in (course, diary, errors, ratings, treatment) for kind in vars(module).values()):
        if is_dataclass(kind):
            _CONVERTER.get_structure_hook(kind)


def to_plain(record: object) -> Any:
    """Return a record as dictionaries, lists and plain values, for the open export."""
    return _CONVERTER.unstructure(record)


def _kinds() -> dict[str, Any]:
    """Return the kind of record in each list of a course and of its diary, by the list's name."""
    hints = {**get_type_hints(Diary), **get_type_hints(Course)}
    return {name: hint.__args__[0] for name, hint in hints.items() if getattr(hint, "__origin__", None) is tuple}


KINDS: Mapping[str, Any] = _kinds()
"""Such as ``{"photos": Photo, ..., "treatments": Treatment}``. Each list is one table."""


def lists_of(course: Course) -> dict[str, tuple[Any, ...]]:
    """Return every list of a course and of its diary by name, as in `KINDS`."""
    return {name: getattr(course if hasattr(course, name) else course.diary, name) for name in KINDS}


def course_of(head: Mapping[str, str], lists: Mapping[str, tuple[Any, ...]]) -> Course:
    """Put a course together from its head and its lists."""
    in_diary = set(get_type_hints(Diary))
    return Course(
        id=head["id"],
        name=head["name"],
        created_on=date.fromisoformat(head["created_on"]),
        diary=Diary(**{name: records for name, records in lists.items() if name in in_diary}),
        **{name: records for name, records in lists.items() if name not in in_diary},
    )


def head_of(course: Course) -> dict[str, str]:
    """Return what a course is beside its lists."""
    return {"id": course.id, "name": course.name, "created_on": course.created_on.isoformat()}
