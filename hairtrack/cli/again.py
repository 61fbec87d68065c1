"""What the command line prints of values that were measured again."""

from collections.abc import Sequence
from typing import Any

from hairtrack.course import Measurement
from hairtrack.workflow.measure_again import Agreement, Repeated
from hairtrack.workflow.plain import day_json


def again_json(repeated: Sequence[Repeated]) -> dict[str, Any]:
    """Return every value beside the same measured again, unrounded: the last bit is what this is about."""
    return {
        "values": [
            {
                "file": each.photo.file_name,
                "sha256": each.photo.sha256,
                "view": each.photo.view,
                "taken_on": day_json(each.photo.taken_on),
                "region": each.region.name,
                "status": each.agreement,
                "engine": each.stored.engine,
                "person": each.stored.person,
                "stored": _figures(each.stored),
                "again": _figures(each.again) if each.again else None,
            }
            for each in repeated
        ],
        **{kind.name.lower(): sum(each.agreement is kind for each in repeated) for kind in Agreement},
    }


def again_lines(repeated: Sequence[Repeated]) -> list[str]:
    """Name the values that do not agree and those that cannot be repeated."""
    return [_line(each) for each in repeated if each.agreement is not Agreement.AGREES]


def _line(each: Repeated) -> str:
    line = f"{day_json(each.photo.taken_on) or 'no date':10} {each.photo.view:9} {each.region.name:16} {each.agreement}"
    if each.again is None:
        return f"{line}: made by {each.stored.engine}"
    if each.again.coverage is None:
        return f"{line}: {each.stored.coverage} stored, refused when measured again"
    return f"{line}: {each.stored.coverage} stored, {each.again.coverage} measured again"


def _figures(record: Measurement) -> dict[str, Any]:
    return {name: getattr(record, name) for name in ("coverage", "low", "high", "judged", "fine")}
