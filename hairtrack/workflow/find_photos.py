"""Which files of a folder are photos, and what their names say about the view."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hairtrack.course import View
from hairtrack.storage.course_folder import DATABASE

PHOTO_SUFFIXES = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".heic", ".heif", ".hif", ".avif"),
    *(".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".jp2"),
)
"""What is taken from a folder; a file that is named by itself is tried whatever it is called."""

_VIEW_WORDS: dict[View, str] = {
    View.VERTEX: r"vertex|crown|top|whorl|scheitel|wirbel",
    View.MIDLINE: r"midline|mid|part|parting|middle",
    View.FRONTAL: r"front|frontal|hairline|forehead|fringe",
    View.LEFT: r"left|links",
    View.RIGHT: r"right|rechts",
    View.BACK: r"back|nape|occiput|occipital|rear",
    View.CLOSE_UP: r"close|closeup|macro",
}


def scan(paths: Iterable[Path]) -> list[Path]:
    """List the files to try: those named, and in folders, at any depth, those that are called like photos.

    Parameters
    ----------
    paths : iterable of Path

    Returns
    -------
    list of Path
        In the order given, folders sorted by name; no file twice.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _photos_in(path) if _is_folder(path) else [path]:
            found.setdefault(file)
    return list(found)


def arrived_since(folder: Path, moment: float) -> dict[Path, float]:
    """List the photos of a folder that came there after a moment, with the moment of each.

    Copying keeps the time of a file's last change, so it is the time of its coming that is looked at.

    Parameters
    ----------
    folder : Path
    moment : float
        Seconds, as `time.time` counts them.
    """
    found = {}
    for file in scan([folder]):
        with suppress(OSError):
            if (came := file.stat().st_ctime) > moment:
                found[file] = came
    return found


def guess_view(file: Path) -> View | None:
    """Guess the view from words in a file's name, else in its folders' names, the nearest first."""
    for name in (file.stem, *(folder.name for folder in list(file.parents)[:2])):
        words = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()))
        views = [view for view, pattern in _VIEW_WORDS.items() if any(re.fullmatch(pattern, w) for w in words)]
        if len(views) == 1:
            return views[0]
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _photos_in(folder: Path) -> list[Path]:
    """Walk a folder in order; hidden files, side files, links to folders and courses in it are passed over.

    Of a course that is named itself the originals are listed, not the small copies in its cache. A folder that may not
    be opened is listed itself, so that it is refused in words.
    """
    found: list[Path] = []
    for root, inner, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        if DATABASE in names:
            inner[:] = ["photos"] if Path(root) == folder and "photos" in inner else []
        photos = (n for n in sorted(names) if not n.startswith(".") and Path(n).suffix.lower() in PHOTO_SUFFIXES)
        found.extend(Path(root, name) for name in photos)
    return found
