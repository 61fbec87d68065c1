"""The photos page: what was dropped, with dates and views to be corrected, and what is in the course."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from hairtrack.course import Course, Photo, View
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _n
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.photos.empty import EmptyPhotos
from hairtrack.ui.photos.folder_watch import FolderWatch
from hairtrack.ui.photos.panel import PhotosPanel
from hairtrack.ui.photos.pasted_image import keep_pasted
from hairtrack.ui.photos.rows import PhotoRow, Standing
from hairtrack.ui.photos.table import PhotoTable
from hairtrack.ui.photos.waiting import WaitingPhotos
from hairtrack.ui.photos.words import added_words, state_words
from hairtrack.ui.words import left_uncopied, natural_order, parse_day, source_words
from hairtrack.workflow.courses import reassign_view, redate, remove_photos, series
from hairtrack.workflow.find_photos import PHOTO_SUFFIXES
from hairtrack.workflow.import_candidate import ImportStatus
from hairtrack.workflow.import_photos import ImportOutcome, Proposal, import_photos, propose
from hairtrack.workflow.share_copies import share_copies


class PhotosPage(Page):
    """Adds photos and says when and from where they were taken."""

    name = "photos"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waiting = WaitingPhotos()
        self.watch = FolderWatch(desk.settings, desk.jobs, self)
        self.settings_changed.connect(self.watch.heed)
        self.table = PhotoTable()
        self._empty = EmptyPhotos(self.ask_files, self.ask_folder)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._empty)
        self._sheets.addWidget(self.table)
        self.stage = self._sheets
        self.inspector = self.panel = PhotosPanel()
        model = self.table.table
        model.day_given.connect(lambda key, day: self._give_days({key: day}))
        model.view_given.connect(lambda key, view: self._give_view([key], view))
        model.refused.connect(self.session.say)
        panel = self.panel
        panel.add_wanted.connect(self._add)
        panel.drop_wanted.connect(self._forget)
        panel.files_wanted.connect(self.ask_files)
        panel.folder_wanted.connect(self.ask_folder)
        panel.day_wanted.connect(self._set_day)
        panel.series_wanted.connect(self._set_series)
        panel.both_wanted.connect(self._keep_both)
        panel.copies_wanted.connect(self._ask_copies)
        panel.watch_wanted.connect(self._watch_folder)
        panel.guide_wanted.connect(lambda: self.go_to.emit("guide"))
        self.watch.found.connect(self._offer)
        panel.view_wanted.connect(lambda view: self._give_view(self.table.keys, view))
        panel.out_wanted.connect(self._take_out)
        self.table.chosen.connect(self._show_chosen)
        self.session.opened.connect(self._opened)
        self.session.course_changed.connect(self.refresh)
        self.session.editable_changed.connect(self.refresh)
        self.images.ready.connect(self._arrived)
        model.picture_wanted.connect(self._put_picture)
        self._opened()
        self.refresh()

    # What is shown

    def enter(self) -> None:
        """Show the present course."""
        self.refresh()

    def badge(self) -> str:
        """Say how many photos wait to be added, or have no date."""
        if new := len(self._waiting.new):
            return _("{count} to add", count=new)
        undated = sum(photo.taken_on is None for photo in self.session.course.photos)
        return _("{undated} without date", undated=undated) if undated else ""

    def refresh(self) -> None:
        """Show candidates above the photos of the course, the newest first; those without a date come first."""
        course = self.session.course
        rows = list(self._waiting.rows())
        kept = sorted(course.photos, key=_newest_first)
        rows += [_photo_row(photo, self.images.problem(photo)) for photo in kept]
        model = self.table.table
        model.editable = self.session.editable
        model.show_rows(rows)
        self._sheets.setCurrentWidget(self.table if rows else self._empty)
        self._say(course)
        self._show_chosen(self.table.keys)
        self.badge_changed.emit()

    def _say(self, course: Course) -> None:
        answer, why = state_words(course, self._waiting)
        self.panel.say(answer, why, "title")
        self.panel.show_waiting(len(self._waiting.new), any_waiting=bool(len(self._waiting)))
        self.panel.show_watched(self.watch.name, editable=self.session.editable)

    def _show_chosen(self, keys: Sequence[str]) -> None:
        model = self.table.table
        chosen = set(keys)
        rows = [r for r in model.rows if r.key in chosen and r.editable]
        kept = [r for r in rows if r.standing is Standing.KEPT]
        self.panel.show_chosen(
            len(rows),
            editable=self.session.editable,
            kept=bool(kept),
            copies=any(r.is_copy for r in model.rows if r.key in chosen),
            covers=bool(self.session.course.covers),
            any_rows=model.rowCount() > 0,
        )
        self._show_one([r for r in model.rows if r.key in chosen])
        if len(kept) == 1:
            self.session.select(current=kept[0].key)

    def _show_one(self, rows: Sequence[PhotoRow]) -> None:
        if len(rows) == 1:
            self.panel.show_picture(self._picture(rows[0].key), rows[0].note)
        else:
            self.panel.show_picture(None, "")

    def _picture(self, key: str) -> QPixmap | None:
        candidate, photo = self._waiting.get(key), self.session.course.photo(key)
        if candidate is not None and (small := candidate.picture()):
            picture = QPixmap()
            picture.loadFromData(small)
            return picture
        return self.images.thumbnail(photo) if photo is not None else None

    def _arrived(self, sha256: str) -> None:
        photo = self.session.course.photo(sha256)
        if photo is not None and self.images.problem(photo):
            self.refresh()
        else:
            self._put_picture(sha256)

    def _put_picture(self, key: str) -> None:
        if not self.table.table.has_picture(key) and (found := self._picture(key)):
            self.table.table.put_picture(key, found)

    # Adding

    def ask_files(self) -> None:
        """Let the user choose photos."""
        kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PHOTO_SUFFIXES)
        names, _kind = QFileDialog.getOpenFileNames(
            self.stage, _("Choose photos"), "", _("Photos ({kinds});;All files (*)", kinds=kinds)
        )
        self.take([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Let the user choose a folder of photos."""
        name = QFileDialog.getExistingDirectory(self.stage, _("Choose a folder of photos"))
        self.take([Path(name)] if name else [])

    def take(self, paths: Sequence[Path], *, view: View | None = None) -> None:
        """Read photos and folders, and show what would be added.

        Parameters
        ----------
        paths : sequence of Path
        view : View, optional
            That all of them show; what names and likeness suggest by default.
        """
        if not paths:
            return
        if self.session.read_only:
            self.session.say(_("This course is open for reading only, so no photos can be added here."))
            return
        folder, course, waiting = self.session.folder, self.session.course, self._waiting.new
        self.jobs.start(
            lambda progress: propose(folder, course, paths, progress, beside=waiting, view=view),
            what=_("Reading photos"),
            done=self._read,
        )

    def take_image(self, image: QImage) -> None:
        """Take a picture that was copied in another program."""
        if not self.session.may_edit():
            return
        cache = self.session.folder.cache
        self.jobs.start(
            lambda _progress: keep_pasted(image, cache),
            what=_("Taking the picture"),
            done=lambda path: self.take([path]),
        )

    def _read(self, proposal: Proposal) -> None:
        self._waiting.take(proposal)
        self.refresh()
        self.table.scrollToTop()
        if proposal.unread:
            unread = _n(
                "Stopped: {count} file was not read.", "Stopped: {count} files were not read.", len(proposal.unread)
            )
            self.session.say(unread, _("Read the rest"), partial(self.take, proposal.unread))
        elif not proposal.candidates:
            self.session.say(_("There are no photos in there. Use JPEG, HEIC, PNG, WebP or TIFF files."))

    def _add(self) -> None:
        if not self.session.may_edit():
            return
        folder, course, candidates = self.session.folder, self.session.course, self._waiting.confirmed()
        self.jobs.start(
            lambda progress: import_photos(folder, course, candidates, progress),
            what=_("Adding photos"),
            done=self._added,
            edits=True,
        )

    def _added(self, outcome: ImportOutcome) -> None:
        added = sum(result.status is ImportStatus.IMPORTED for result in outcome.results)
        self._waiting.settle(outcome)
        if not self.session.apply(_n("add {count} photo", "add {count} photos", added), outcome.course):
            return
        if not added:
            self.refresh()
        words = added_words(outcome)
        if outcome.left:
            words = f"{error_sentence(outcome.problem)} {words}" if outcome.problem else words
            self.session.say(
                _("{said} {count} still wait.", said=words, count=len(outcome.left)), _("Go on"), self._add
            )
        else:
            self.session.say(words, _("Align them"), lambda: self.go_to.emit("align"))

    def _forget(self) -> None:
        self._waiting.clear()
        self.refresh()

    def _opened(self) -> None:
        self._waiting = WaitingPhotos()
        self.watch.begin(self.session.course.id if self.session.editable else "")

    # Watching a folder

    def _watch_folder(self, wanted: bool) -> None:
        name = QFileDialog.getExistingDirectory(self.stage, _("Choose the folder to watch")) if wanted else ""
        if name or not wanted:
            self.watch.use(Path(name) if name else None)
        if name:
            self.session.say(
                _("New photos in {name} will be offered here. None is added by itself.", name=self.watch.name)
            )
        self.refresh()

    def _offer(self, paths: list[Path]) -> None:
        words = _n(
            "{count} new photo is in {folder}.",
            "{count} new photos are in {folder}.",
            len(paths),
            folder=self.watch.name,
        )
        self.session.say(words, _("Look at them"), partial(self._look_at, paths))

    def _look_at(self, paths: list[Path]) -> None:
        self.watch.seen()
        self.go_to.emit(self.name)
        self.take(paths)

    # Correcting

    def _typed_day(self, text: str) -> date | None:
        try:
            day = parse_day(text)
        except HairtrackError as error:
            self.session.say(error_sentence(error))
            return None
        if day is None:
            self.session.say(_("Type the date first, such as 2026-03-12."))
        return day

    def _set_day(self, text: str) -> None:
        day = self._typed_day(text)
        if day is not None or not text.strip():
            self._give_days(dict.fromkeys(self.table.keys, day))

    def _set_series(self, text: str, gap: int) -> None:
        first = self._typed_day(text)
        if first is None:
            return
        chosen = set(self.table.keys)
        names = {row.key: row.name for row in self.table.table.rows if row.key in chosen and row.editable}
        keys = sorted(names, key=lambda key: natural_order(names[key]))
        try:
            days = series(len(keys), first=first, every=gap)
        except HairtrackError as error:
            self.session.say(error_sentence(error))
            return
        self._give_days(dict(zip(keys, days, strict=True)))

    def _give_days(self, days: Mapping[str, date | None]) -> None:
        if any(day is not None and day > date.today() for day in days.values()):
            self.session.say(_("That day is still to come. Check the year."))
            return
        self._waiting.give_days(days)
        kept = {key: day for key, day in days.items() if self.session.course.photo(key)}
        self._correct(_("change date"), redate(self.session.course, kept), bool(kept))

    def _give_view(self, keys: Sequence[str], view: View) -> None:
        self._waiting.give_view(keys, view)
        photos = [key for key in keys if self.session.course.photo(key)]
        self._correct(_("change view"), reassign_view(self.session.course, photos, view), bool(photos))

    def _keep_both(self) -> None:
        self._waiting.keep_both(self.table.keys)
        self.refresh()

    def _correct(self, what: str, course: Course, changed: bool) -> None:
        if not changed or not self.session.apply(what, course):
            self.refresh()

    def _ask_copies(self) -> None:
        name = QFileDialog.getExistingDirectory(self.stage, _("Choose the folder for the copies"))
        if name:
            self.save_copies(Path(name))

    def save_copies(self, into: Path) -> None:
        """Write copies of the chosen photos without metadata."""
        folder, course = self.session.folder, self.session.course
        photos = [photo for key in self.table.keys if (photo := course.photo(key))]

        covers_of = course if course.covers and self.panel.cover.isChecked() else None

        def written(paths: tuple[Path, ...]) -> None:
            left = len(photos) - len(paths)
            words = _n(
                "{count} copy was saved in {into}.", "{count} copies were saved in {into}.", len(paths), into=into
            )
            if left:
                words += f" {left_uncopied(left)}"
            self.session.say(words)

        self.jobs.start(
            lambda progress: share_copies(folder, photos, into, progress, covers_of=covers_of),
            what=_("Saving copies"),
            done=written,
        )

    def _take_out(self) -> None:
        photos = [key for key in self.table.keys if self.session.course.photo(key)]
        what = _n("take out {count} photo", "take out {count} photos", len(photos))
        if self.session.apply(what, remove_photos(self.session.course, photos)):
            self.session.say(
                _n(
                    "{count} photo taken out. The file stays in the course folder.",
                    "{count} photos taken out. The files stay in the course folder.",
                    len(photos),
                ),
                _("Undo"),
                self.session.undo,
            )


def _newest_first(photo: Photo) -> tuple[bool, int, str]:
    return (photo.taken_on is not None, -photo.taken_on.toordinal() if photo.taken_on else 0, photo.view)


def _photo_row(photo: Photo, problem: str) -> PhotoRow:
    return PhotoRow(
        key=photo.sha256,
        name=photo.file_name,
        day=photo.taken_on,
        day_source=source_words(photo.taken_on_source),
        view=photo.view,
        note=" ".join([*([problem] if problem else []), *(reason_sentence(reason) for reason in photo.cautions)]),
        standing=Standing.KEPT,
    )
