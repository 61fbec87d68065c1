"""Points, regions, anchors and landmarks that a user keeps in JSON files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from hairtrack.course import Exclusion, Landmark, Outline, Point
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.regions import outline_area


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Where a user says "this is hair" and "this is skin", pixels of one photo."""

    hair: tuple[Point, ...] = ()
    skin: tuple[Point, ...] = ()


_POINTS = "a list of points such as [[10, 20], [30, 40]], in pixels"
_PAIRS = "a list of pairs such as [[[10, 20], [12, 25]], [[30, 40], [33, 44]]], in pixels of both photos"
_TOUCHES = 'an object such as {"name.jpg": {"hair": [[10, 20]], "skin": [[30, 40]]}}, in pixels'

Regions: TypeAlias = Outline | Mapping[str, Outline]
"""One outline in the first photo, or one for each photo by its file name."""


_FAR = 1e6
"""No photo is as large, in pixels; neither infinity nor what is not a number is below it."""


def read_points(path: Path) -> tuple[Point, ...]:
    """Read ``[[x, y], ...]``."""
    return _points(_json(path), path)


def read_regions(path: Path, photos: Sequence[Path] = ()) -> Regions:
    """Read ``[[x, y], ...]`` or ``{"name.jpg": [[x, y], ...], ...}``, where each of `photos` must have its own."""
    found = _json(path)
    if not isinstance(found, dict):
        return _outline(found, path)
    for photo in photos:
        if photo.name not in found:
            raise _bad(path, f"one region for every photo by its file name, {photo.name} included")
    return {name: _outline(points, path) for name, points in found.items()}


def read_anchors(path: Path) -> dict[str, Anchors]:
    """Read ``{"name.jpg": {"hair": [[x, y], ...], "skin": [[x, y], ...]}, ...}``."""
    found = _json(path)
    if not isinstance(found, dict) or not all(map(_says_hair_or_skin, found.values())):
        raise _bad(path, _TOUCHES)
    return {
        name: Anchors(**{kind: _points(points, path, _TOUCHES) for kind, points in given.items()})
        for name, given in found.items()
    }


def read_landmarks(path: Path) -> tuple[Landmark, ...]:
    """Read ``[[[x, y], [x, y]], ...]``, each pair the same place in the fixed and in the moving photo.

    A third entry of a pair is its name, in words.
    """
    found = _json(path)
    if not isinstance(found, list) or not all(map(_is_pair, found)):
        raise _bad(path, _PAIRS)
    pairs = ((*_points(pair[:2], path, _PAIRS), *pair[2:]) for pair in found)
    return tuple(
        Landmark(fixed=fixed, moving=moving, name=" ".join("".join(name).split())) for fixed, moving, *name in pairs
    )


def read_strokes(path: Path, photo: str) -> tuple[Exclusion, ...]:
    """Read ``[{"points": [[x, y], ...], "radius": r}, ...]``, strokes over a photo named by its SHA-256."""
    found = _json(path)
    if not isinstance(found, list) or not all(map(_is_stroke, found)):
        raise _bad(path, 'a list of strokes such as [{"points": [[x, y], [x, y]], "radius": 12}], in pixels')
    return tuple(
        Exclusion(photo=photo, points=_points(given["points"], path), radius=float(given["radius"])) for given in found
    )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise HairtrackError(ErrorKind.FILE_MISSING, file=str(path)) from error
    except IsADirectoryError as error:
        raise _bad(path, "a file; this is a folder") from error
    except OSError as error:
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise _bad(path, "JSON in UTF-8, such as [[10, 20], [30, 40]]") from error


def _says_hair_or_skin(found: Any) -> bool:
    return isinstance(found, dict) and found.keys() <= {"hair", "skin"}


def _is_pair(found: Any) -> bool:
    return isinstance(found, list) and (len(found) == 2 or (len(found) == 3 and isinstance(found[2], str)))


def _is_stroke(found: Any) -> bool:
    if not isinstance(found, dict) or not found.get("points"):
        return False
    radius = found.get("radius")
    return isinstance(radius, (int, float)) and not isinstance(radius, bool) and 0 < radius < _FAR


def _outline(found: Any, path: Path) -> Outline:
    outline = _points(found, path)
    if len(outline) < 3 or outline_area(outline) <= 0:
        raise HairtrackError(ErrorKind.BAD_REGION)
    return outline


def _points(found: Any, path: Path, expected: str = _POINTS) -> tuple[Point, ...]:
    if not isinstance(found, list) or not all(_is_point(point) for point in found):
        raise _bad(path, expected)
    return tuple((float(x), float(y)) for x, y in found)


def _is_point(found: Any) -> bool:
    return (
        isinstance(found, list)
        and len(found) == 2
        and all(isinstance(v, (int, float)) and not isinstance(v, bool) and abs(v) < _FAR for v in found)
    )


def _bad(path: Path, expected: str) -> HairtrackError:
    return HairtrackError(ErrorKind.BAD_POINTS, file=str(path), expected=expected)
