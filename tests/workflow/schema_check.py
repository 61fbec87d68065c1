"""As much of JSON Schema as the descriptions of what is exported need."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hairtrack.assets import asset

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_KNOWN = {
    "$schema",
    "$defs",
    "$ref",
    "title",
    "description",
    "type",
    "format",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "enum",
    "const",
    "anyOf",
}


def problems(value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], at: str = "$") -> Iterator[str]:
    """Yield where a JSON value is not as a schema describes it.

    Parameters
    ----------
    value : Any
    schema : mapping
    whole : mapping
        The schema with the definitions.
    at : str
        The place of the value.
    """
    assert set(schema) <= _KNOWN, f"{at}: {set(schema) - _KNOWN}"
    if "$ref" in schema:
        yield from problems(value, *_referred(schema["$ref"], whole), at)
        return
    if "anyOf" in schema and all(list(problems(value, each, whole, at)) for each in schema["anyOf"]):
        yield f"{at}: {value!r} is none of what it may be"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    if "type" in schema and not _is_a(value, schema["type"]):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if isinstance(value, dict):
        yield from _of_object(value, schema, whole, at)
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for place, item in enumerate(value):
            yield from problems(item, schema.get("items", {}), whole, f"{at}[{place}]")


def _referred(reference: str, whole: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what a reference means, in this description or in one beside it, and the description with it."""
    file, _, path = reference.partition("#/")
    if file:
        whole = json.loads(asset(f"export/{file}").read_text(encoding="utf-8"))
    found: Any = whole
    for step in path.split("/"):
        found = found[step]
    return found, whole


def _is_a(value: Any, names: str | list[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in ([names] if isinstance(names, str) else names)
    return any(isinstance(value, _TYPES[name]) for name in ([names] if isinstance(names, str) else names))


def _of_object(value: Mapping[str, Any], schema: Mapping[str, Any], whole: Mapping[str, Any], at: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        if name in known:
            yield from problems(item, known[name], whole, f"{at}.{name}")
        elif others is False:
            yield f"{at}: {name} is not described"
        elif isinstance(others, dict):
            yield from problems(item, others, whole, f"{at}.{name}")
