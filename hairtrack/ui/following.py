"""What happens to the window when something is set: its look, its text size, its language."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hairtrack.language import _, spoken
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Changes, Settings
from hairtrack.ui.sizes import TEXT_SIZES
from hairtrack.ui.theme import Scheme, Theme


class SettingsFollower(QObject):
    """Lets the window follow the settings at once.

    Parameters
    ----------
    window : QWidget
        Closed for the program to start again in another language.
    settings : Settings
    changes : Changes
    look : Theme
    session : Session
    jobs : Jobs

    Attributes
    ----------
    wants_another_language : bool
        Whether the program is to start again once the window is closed.
    """

    def __init__(
        self, window: QWidget, settings: Settings, changes: Changes, *, look: Theme, session: Session, jobs: Jobs
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._changes, self._look = window, settings, changes, look
        self._session, self._jobs = session, jobs
        self.wants_another_language = False
        changes.made.connect(self._follow)

    def enlarge(self, steps: int) -> None:
        """Take a larger or smaller text size; with no step, that of the first start."""
        place = TEXT_SIZES.index(self._settings.text_size) + steps if steps else 0
        self._settings.text_size = TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))]
        self._changes.made.emit("text_size")

    def resume(self) -> None:
        """Open the course again that was open before the window began anew."""
        path, self._settings.resume = self._settings.resume, ""
        if path:
            self._session.open(Path(path))

    def _follow(self, name: str) -> None:
        self._settings.save()
        if name == "scheme":
            self._look.use(Scheme(self._settings.scheme))
        elif name == "text_size":
            self._look.use_text_size(self._settings.text_size)
        elif name == "language" and self._settings.language != spoken():
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Close, for the program to start again in another language; ask first where something is being done."""
        busy = next((job.what for job in self._jobs.running if not job.quiet), "")
        if busy:
            self._session.say(
                _("{work} is still going on. The window speaks the other language from the next start.", work=busy),
                _("Stop it and start again now"),
                self._leave,
            )
        else:
            self._leave()

    def _leave(self) -> None:
        self.wants_another_language = True
        self._settings.resume = str(self._session.folder.path) if self._session.is_open else ""
        self._window.close()
