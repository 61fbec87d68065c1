"""The likenesses of a course's photos, computed once and kept in the cache."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from hairtrack.course import Course, Photo
from hairtrack.errors import HairtrackError
from hairtrack.imaging.likeness import Likeness, likeness_of
from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_thumbnail

_FILE = "likeness.json"
_VERSION = 1
"""Raised with each change of `likeness_of`: what was kept before is computed anew."""


def course_likenesses(folder: CourseFolder, course: Course, progress: Progress) -> list[tuple[Photo, Likeness]]:
    """Return the likeness of every photo of a course whose original can be read."""
    kept = _read(folder)
    found = []
    for index, photo in enumerate(course.photos):
        progress(index / len(course.photos), _("looking at the course"))
        # A photo that is missing or damaged is not like any other; other pages say what is wrong with it.
        with suppress(HairtrackError):
            likeness = kept.get(photo.sha256) or likeness_of(load_thumbnail(folder, photo))
            found.append((photo, likeness))
    new = {photo.sha256: likeness for photo, likeness in found}
    if new.keys() - kept.keys():
        _write(folder, new)
    return found


def _read(folder: CourseFolder) -> dict[str, Likeness]:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        plain = json.loads((folder.cache / _FILE).read_text())
        if plain["version"] == _VERSION:
            return {sha256: _likeness(entry) for sha256, entry in plain["photos"].items()}
    return {}


def _write(folder: CourseFolder, likenesses: Mapping[str, Likeness]) -> None:
    photos = {sha256: _plain(likeness) for sha256, likeness in likenesses.items()}
    folder.keep_in_cache(_FILE, json.dumps({"version": _VERSION, "photos": photos}).encode())


def _plain(likeness: Likeness) -> dict[str, Any]:
    return {
        "aspect": likeness.aspect,
        "layout": base64.b64encode(likeness.layout).decode(),
        "edges": base64.b64encode(likeness.edges).decode(),
    }


def _likeness(entry: Mapping[str, Any]) -> Likeness:
    layout, edges = (base64.b64decode(entry[name]) for name in ("layout", "edges"))
    return Likeness(aspect=float(entry["aspect"]), layout=layout, edges=edges)
