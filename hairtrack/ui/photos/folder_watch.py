"""A folder that is watched for new photos, such as the one that a phone's photos are copied to. It only tells."""

import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from hairtrack.language import _
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.settings import Settings
from hairtrack.workflow.find_photos import arrived_since

_SETTLE_MS = 2000
"""Files arrive one after the other; they are told of together, once no more come."""


class FolderWatch(QObject):
    """Watches one folder for each course, where the user wants that.

    Signals
    -------
    found : list of Path
        Photos that came since the folder was last looked at.
    """

    found = Signal(list)

    def __init__(self, settings: Settings, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._jobs = jobs
        self._course = ""
        self._newest = 0.0
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())

    @property
    def folder(self) -> Path | None:
        """The folder that is watched for the open course."""
        kept = self._settings.watched.get(self._course)
        return Path(kept["folder"]) if kept else None

    @property
    def name(self) -> str:
        """The folder's name, or nothing."""
        return self.folder.name if self.folder else ""

    def begin(self, course: str) -> None:
        """Watch the folder of another course; with nothing, none."""
        self._course = course
        self._soon.stop()
        self._rewire()
        if self.folder is not None:
            self._soon.start()

    def use(self, folder: Path | None) -> None:
        """Watch this folder from now on; what is in it already is not told of."""
        self._settings.watched.pop(self._course, None)
        if folder is not None:
            self._settings.watched[self._course] = {"folder": str(folder), "since": time.time()}
        self._settings.save()
        self._rewire()

    def heed(self, setting: str) -> None:
        """Follow what was set elsewhere."""
        if setting == "watched":
            self._rewire()

    def seen(self) -> None:
        """Tell of no photo again that was told of."""
        if kept := self._settings.watched.get(self._course):
            kept["since"] = max(kept["since"], self._newest)
            self._settings.save()

    def _rewire(self) -> None:
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if self.folder is not None and self.folder.is_dir():
            self._watcher.addPath(str(self.folder))

    def _look(self) -> None:
        kept, course = self._settings.watched.get(self._course), self._course
        if not kept:
            return
        folder, since = Path(kept["folder"]), kept["since"]

        def tell(came: dict[Path, float]) -> None:
            if came and self._course == course:
                self._newest = max(came.values())
                self.found.emit(list(came))

        self._jobs.start(lambda _: arrived_since(folder, since), what=_("Looking for photos"), done=tell, quiet=True)
