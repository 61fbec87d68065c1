"""The setting of the learned matcher: which two files it is, and whether they can be used."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.ui import theme
from hairtrack.ui.file_names import documents
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.settings import Settings
from hairtrack.ui.widgets import button, label, row
from hairtrack.workflow.learned_matcher import LearnedMatcher, networks_of, ready

_NAMES = {"aliked": "ALIKED", "lightglue": "LightGlue"}


class MatcherFiles(QWidget):
    """Takes the two files, tries them and says what came of it.

    Parameters
    ----------
    settings : Settings
    jobs : Jobs
    keep : callable
        Takes the name of a setting and its value.
    """

    def __init__(self, settings: Settings, jobs: Jobs, keep: Callable[[str, object], None]) -> None:
        super().__init__()
        self._settings, self._jobs, self._keep = settings, jobs, keep
        self._tried: tuple[str, str] | None = None
        self._job: Job | None = None
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP)
        self._chosen = {}
        for name, called in _NAMES.items():
            choose = button(_("Choose file"), partial(self._ask, name), icon="folder")
            choose.setAccessibleName(_("Choose file of {name}", name=called))
            self._chosen[name] = label("", "muted")
            line = QHBoxLayout()
            line.setSpacing(theme.GAP)
            line.addWidget(choose)
            line.addWidget(self._chosen[name], 1)
            stack.addLayout(line)
        self.leave_out = button(_("Leave it out"), self._leave_out, role="link")
        stack.addWidget(row(self.leave_out))
        self.said = label("", "muted")
        stack.addWidget(self.said)

    def show_files(self) -> None:
        """Show what is set, and try it where that was not done yet."""
        files = (self._settings.aliked, self._settings.lightglue)
        for (name, called), file in zip(_NAMES.items(), files, strict=True):
            named = _("{network}: {file}", network=called, file=Path(file).name)
            self._chosen[name].setText(named if file else _("{network}: no file", network=called))
            self._chosen[name].setToolTip(file)
        self.leave_out.setVisible(any(files))
        if files == self._tried:
            return
        self._tried = files
        if self._job is not None:
            self._job.cancel()
        networks = networks_of(*files)
        if networks is None:
            self._say(_("It is off until both files are chosen.") if any(files) else _("It is off."))
            return
        self._say(_("The files are being tried."))
        self._job = self._jobs.start(
            lambda progress: ready(networks, progress),
            what=_("Trying the learned matcher"),
            done=self._learn,
            quiet=True,
        )

    def _learn(self, matcher: LearnedMatcher | None) -> None:
        if matcher is not None and matcher.problem is not None:
            self._say(error_sentence(matcher.problem))
        else:
            self._say(_("Both files can be used. Align photos again that could not be aligned."))

    def _say(self, words: str) -> None:
        self.said.setText(words)

    def _ask(self, name: str) -> None:
        now = getattr(self._settings, name)
        place = str(Path(now).parent) if now else documents()
        kinds = _("Networks") + " (*.onnx)"
        chosen, __ = QFileDialog.getOpenFileName(self, _("Choose file of {name}", name=_NAMES[name]), place, kinds)
        if chosen:
            # The same name may be another file by now.
            self._tried = None
            self._keep(name, chosen)

    def _leave_out(self) -> None:
        for name in _NAMES:
            self._keep(name, "")
