"""What the window remembers between runs: its place and look, and which courses were open. Never photos or records."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QObject, Signal

from hairtrack.language import LANGUAGES
from hairtrack.ui.sizes import TEXT_SIZES

_RECENT = 12
_CHOICES: dict[str, tuple[object, ...]] = {
    "scheme": ("system", "light", "dark"),
    "text_size": TEXT_SIZES,
    "language": ("", *LANGUAGES),
    "paper": ("", "a4", "us-letter"),
}
"""What may be chosen; the first is what holds at the first start."""


def settings_path() -> Path:
    """Return where the settings are kept; ``HAIRTRACK_SETTINGS`` names another file."""
    given = os.environ.get("HAIRTRACK_SETTINGS")
    return Path(given) if given else Path(platformdirs.user_config_dir("hairtrack", appauthor=False)) / "settings.json"


def courses_path() -> Path:
    """Return the folder where new courses lie unless the user chose another; ``HAIRTRACK_COURSES`` names one."""
    given = os.environ.get("HAIRTRACK_COURSES")
    return Path(given) if given else Path(platformdirs.user_documents_dir()) / "hairtrack"


@dataclass(slots=True)
class Settings:
    """What is remembered.

    Attributes
    ----------
    path : Path
        The file they are kept in.
    scheme : str
        "system", "light" or "dark".
    text_size : int
        Percent: 100, 115, 130 or 150.
    language : str
        One of `hairtrack.language.LANGUAGES`, or nothing for that of the system.
    motion : bool
        Whether one photo fades into the next.
    flicker : bool
        Whether photos may blink; else they fade to and fro.
    paper : str
        "a4" or "us-letter" for new reports, or nothing for that of the country.
    courses : str
        The folder where new courses lie, or nothing for that of the system.
    aliked, lightglue : str
        The files of a learned matcher; without both there is none.
    recent : list of str
        Course folders, the last opened first.
    geometry : str
        The window's place, as Qt writes it, in Base64.
    columns : list of int
        How wide stage and inspector are.
    pages : dict of str to str
        By the id of a course: the page that was in front.
    resume : str
        The course to open at the next start, after which it is forgotten.
    inspector_folded : bool
    filmstrip_folded : bool
    watched : dict
        By the id of a course: the ``folder`` that is watched for it, and the moment ``since`` when photos are new.
    rater : str
        Who rated blind last.
    report : dict
        By the id of a course: what was chosen for its reports, an alias too.
    """

    path: Path
    scheme: str = "system"
    text_size: int = 100
    language: str = ""
    motion: bool = True
    flicker: bool = True
    paper: str = ""
    courses: str = ""
    aliked: str = ""
    lightglue: str = ""
    recent: list[str] = field(default_factory=list)
    geometry: str = ""
    columns: list[int] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    resume: str = ""
    inspector_folded: bool = False
    filmstrip_folded: bool = False
    watched: dict[str, Any] = field(default_factory=dict)
    rater: str = ""
    report: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """Read the settings; what is missing, unreadable or of another type is as at the first start."""
        settings = cls(path or settings_path())
        kept: Any = {}
        with suppress(OSError, ValueError):
            kept = json.loads(settings.path.read_text(encoding="utf-8"))
        for known in fields(cls):
            value = kept.get(known.name) if isinstance(kept, dict) else None
            fits = type(value) is type(getattr(settings, known.name)) and value in _CHOICES.get(known.name, (value,))
            if known.name != "path" and fits:
                setattr(settings, known.name, value)
        settings.pages = {course: page for course, page in settings.pages.items() if isinstance(page, str)}
        settings.columns = settings.columns if all(type(width) is int for width in settings.columns) else []
        settings.recent = [entry for entry in settings.recent if isinstance(entry, str)]
        settings.watched = {course: entry for course, entry in settings.watched.items() if _names_folder(entry)}
        return settings

    @property
    def courses_folder(self) -> Path:
        """Where a new course is suggested."""
        return Path(self.courses) if self.courses else courses_path()

    def save(self) -> None:
        """Write the settings; a disk that does not take them costs only convenience."""
        kept = {name: value for name, value in asdict(self).items() if name != "path"}
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps(kept, indent=1), encoding="utf-8")
            fresh.replace(self.path)

    def remember(self, course: Path) -> None:
        """Put a course at the top of the recent ones."""
        self.recent = [str(course), *(entry for entry in self.recent if entry != str(course))][:_RECENT]
        self.save()

    def forget(self, course: Path) -> None:
        """Take a course off the list; its folder is not touched."""
        self.recent = [entry for entry in self.recent if entry != str(course)]
        self.save()


class Changes(QObject):
    """Tells the window that something was set.

    Signals
    -------
    made : str
        A setting is another one; its name, as in `Settings`.
    """

    made = Signal(str)


def _names_folder(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("folder"), str) and isinstance(entry.get("since"), float)
