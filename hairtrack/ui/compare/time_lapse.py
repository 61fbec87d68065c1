"""A time-lapse of the view in hand: what it is to be, how it will look, and where it goes."""

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.errors import HairtrackError, Reason, ReasonKind
from hairtrack.language import _, _c, _n
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress, part_of
from hairtrack.ui.compare.film_preview import FilmPreview
from hairtrack.ui.fold import Fold
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.report.outcome import Outcome
from hairtrack.ui.report.saving import Saving
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings
from hairtrack.ui.widgets import button, label
from hairtrack.ui.words import view_words
from hairtrack.workflow.time_lapse.options import FilmKind, TimeLapse
from hairtrack.workflow.time_lapse.reel import Reel
from hairtrack.workflow.time_lapse.visits import FilmPhotos, film_photos
from hairtrack.workflow.time_lapse.write import WrittenFilm, write_time_lapse

_KINDS = {
    FilmKind.MP4: (_("MP4, for phones and browsers"), _("MP4 video")),
    FilmKind.GIF: (_("GIF, plays in any program"), _("GIF picture")),
    FilmKind.WEBP: (_("WebP, smaller and clearer than GIF"), _("WebP picture")),
}
_PREVIEW_RATE, _PREVIEW_HEIGHT = 12, 480
_PAUSE_MS = 250
"""Before a preview is made anew, so that it is not for every turn of a wheel."""
_LENGTHS = (5, 10, 15, 20, 30, 60)


class TimeLapseForm(QWidget):
    """Unfolds to a small form with a preview that plays, and writes the film beside other work.

    Attributes
    ----------
    fold : Fold
    preview : FilmPreview
    outcome : Outcome
    """

    def __init__(self, session: Session, jobs: Jobs, over: QWidget, settings: Settings) -> None:
        super().__init__()
        self._session, self._jobs, self._settings = session, jobs, settings
        self._job: Job | None = None
        self._key: object = None
        self._front = False
        self._refusal = ""
        self.outcome = Outcome()
        self._saving = Saving(jobs, self.outcome, over, session.say)
        self._saving.busy.connect(lambda _busy: self._allow())
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wait.timeout.connect(self._make_preview)
        self.preview = FilmPreview()
        self._build_choices()
        self.said = label("", "muted")
        self.save = button(_("Save the time-lapse"), self.ask_place, icon="export", role="link")
        self.fold = Fold(_("Time-lapse"), self.preview, *self._choices(), self.said, self.save, self.outcome)
        self.fold.switch.toggled.connect(self._refresh)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.fold)
        for changed in (session.course_changed, session.selection_changed):
            changed.connect(self._refresh)
        self.obey()
        self._allow()

    def _build_choices(self) -> None:
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of file"))
        for kind, (words, _called) in _KINDS.items():
            self.kind.addItem(words, kind)
        self.seconds = QComboBox()
        self.seconds.setAccessibleName(_("Length"))
        self.seconds.addItem(_("A second for each visit"), None)
        for seconds in _LENGTHS:
            self.seconds.addItem(_("{seconds} seconds", seconds=seconds), float(seconds))
        self.dates = self._tick(
            _c("beneath a photo", "Days"), _("Each photo's day beneath it, so that nobody has to guess"), on=True
        )
        self.weeks = self._tick(_("Weeks of treatment"), _("How far the treatment had come, with its name"), on=True)
        self.crop = self._tick(_("The regions alone"), _("Cut to the regions, with a margin"), on=False)
        self.cover = self._tick(
            _("Cover what I covered"), _("Plain grey over your face, or whatever you chose to cover"), on=True
        )
        for box in (self.kind, self.seconds):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind.activated.connect(self._refresh)
        self.seconds.activated.connect(self._refresh)

    def _tick(self, words: str, tip: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setToolTip(tip)
        made.setChecked(on)
        made.toggled.connect(self._refresh)
        return made

    def _choices(self) -> tuple[QWidget, ...]:
        return (self.kind, self.seconds, self.dates, self.weeks, self.crop, self.cover)

    # Coming and going

    def come(self) -> None:
        """Be in front."""
        self._front = True
        self._refresh()

    def leave(self) -> None:
        """Go out of sight."""
        self._front = False
        self._stop()
        self.preview.rest()

    def obey(self) -> None:
        """Follow the settings."""
        self.preview.obey(motion=self._settings.motion)

    @property
    def wanted(self) -> TimeLapse | None:
        """What the film is to be; None without a view."""
        view, course = self._session.view, self._session.course if self._session.is_open else None
        if view is None or course is None:
            return None
        return TimeLapse(
            view=view,
            kind=FilmKind(self.kind.currentData()),
            seconds=self.seconds.currentData(),
            crop=self.crop.isChecked() and bool(course.regions_in(view)),
            cover=self.cover.isChecked() and bool(course.covers),
            dates=self.dates.isChecked(),
            weeks=self.weeks.isChecked() and self.dates.isChecked() and bool(course.diary.treatments),
        )

    def _refresh(self) -> None:
        """Make another preview where something that it shows has changed."""
        if not (self._front and self.fold.open) or not self._session.is_open:
            self._stop()
            self.preview.rest()
            return
        wanted, course = self.wanted, self._session.course
        if wanted is None:
            return
        self.weeks.setVisible(bool(course.diary.treatments))
        self.weeks.setEnabled(self.dates.isChecked())
        self.crop.setVisible(bool(course.regions_in(wanted.view)))
        self.cover.setVisible(bool(course.covers))
        records = (course.photos, course.references, course.alignments, course.regions, course.covers, course.diary)
        key = (replace(wanted, kind=FilmKind.MP4), course.id, records)
        if key != self._key:
            self._stop()
            self._key, self._refusal = key, ""
            self.outcome.clear()
            self.preview.say(_("The preview is being made."))
            self.said.setText("")
            self._wait.start()
        self._allow()

    def _stop(self) -> None:
        self._wait.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._key = None

    def _make_preview(self) -> None:
        wanted = self.wanted
        if wanted is None:
            return
        folder, course = self._session.folder, self._session.course
        small = replace(wanted, rate=_PREVIEW_RATE, height=_PREVIEW_HEIGHT)

        def work(progress: Progress) -> Reel:
            chosen = film_photos(folder, course, small, part_of(progress, 0.0, 0.6))
            reel = Reel(folder, course, small, chosen, keep=len(chosen.photos))
            reel.load(part_of(progress, 0.6, 1.0))
            return reel

        self._job = self._jobs.start(
            work, what=_("Making the preview"), done=self._show_reel, failed=self._refused, quiet=True
        )

    def _show_reel(self, reel: Reel) -> None:
        self._job = None
        self.preview.show_reel(reel)
        self.said.setText(" ".join(_told_of(reel)))
        self._allow()

    def _refused(self, error: HairtrackError) -> None:
        self._job, self._refusal = None, error_sentence(error)
        self.preview.say(self._refusal)
        self._allow()

    def _allow(self) -> None:
        self.save.setEnabled(not self._refusal and not self._saving.writing)

    # Writing

    def ask_place(self) -> None:
        """Let the user choose where the film goes."""
        wanted = self.wanted
        if wanted is None:
            return
        # As with a picture of a comparison, the course's name is not in it.
        name = _("{view} time-lapse", view=view_words(wanted.view))
        called = _KINDS[wanted.kind][1]
        self._saving.ask_file(_("Save the time-lapse"), name, (wanted.kind.value, called), self.export)

    def export(self, path: Path) -> None:
        """Write the film."""
        wanted = self.wanted
        if wanted is None:
            return
        work = partial(write_time_lapse, self._session.folder, self._session.course, path, wanted)
        self._saving.write(work, what=_("Saving the time-lapse"), path=path, told=_told)


def _told_of(reel: Reel) -> list[str]:
    """Say how many visits a film shows and how long it is, and which photos it leaves out."""
    visits = _n("{count} visit", "{count} visits", len(reel.chosen.photos))
    told = [_("{visits}, about {seconds} seconds.", visits=visits, seconds=round(reel.seconds))]
    return [*told, *_left_out(reel.chosen)]


def _told(written: WrittenFilm) -> str:
    return " ".join((_("Saved as {file}.", file=written.path.name), *_left_out(written.chosen)))


def _left_out(chosen: FilmPhotos) -> list[str]:
    """Say how many photos are left out, and why, each reason once."""
    first: dict[ReasonKind, Reason] = {}
    for left in chosen.left_out:
        first.setdefault(left.reason.kind, left.reason)
    counts = Counter(left.reason.kind for left in chosen.left_out)
    return [
        _n(
            "{count} photo is left out. {why}",
            "{count} photos are left out. {why}",
            counts[kind],
            why=reason_sentence(why),
        )
        for kind, why in first.items()
    ]
