"""Where files are saved by default, and under which name."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from hairtrack.language import _


def documents() -> str:
    """Return the folder of the user's documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ending_in(suffix: str, path: Path, tell: Callable[[str], None]) -> Path | None:
    """Return a path that a dialogue gave with the suffix it should have, or tell why it cannot be had.

    Parameters
    ----------
    suffix : str
        Such as ".json".
    path : Path
    tell : callable
        Takes a sentence.

    Returns
    -------
    Path or None
        None where the suffix makes it another file that is there already, of which the dialogue did not ask.
    """
    if path.suffix.lower() == suffix:
        return path
    path = path.with_name(f"{path.name}{suffix}")
    if not path.exists():
        return path
    tell(_("There is a file {file} already. Type its whole name to replace it, or choose another.", file=path.name))
    return None
