"""The photos page: what was dropped, with dates and views to be corrected, and what is in the course."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from hairtrack.course import Course, Photo, View
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.ui.images import to_qimage
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.photo_rows import PhotoRow, Standing
from hairtrack.ui.photo_table import PhotoTable
from hairtrack.ui.photos_empty import EmptyPhotos
from hairtrack.ui.photos_panel import PhotosPanel
from hairtrack.ui.words import count_words, parse_day, source_words
from hairtrack.workflow.courses import reassign_view, redate, remove_photos
from hairtrack.workflow.import_photos import (
    PHOTO_SUFFIXES,
    ImportCandidate,
    ImportResult,
    ImportStatus,
    import_photos,
    propose,
)

_STANDING = {
    ImportStatus.NEW: Standing.NEW,
    ImportStatus.DUPLICATE: Standing.TWICE,
    ImportStatus.REFUSED: Standing.REFUSED,
}


class PhotosPage(Page):
    """Adds photos and says when and from where they were taken."""

    name = "photos"
    title = "Photos"
    icon = "photos"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waiting: dict[str, ImportCandidate] = {}
        self.table = PhotoTable()
        self._empty = EmptyPhotos(self.ask_files, self.ask_folder)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._empty)
        self._sheets.addWidget(self.table)
        self.stage = self._sheets
        self.inspector = self.panel = PhotosPanel()
        model = self.table.table
        model.day_given.connect(lambda key, day: self._give_day([key], day))
        model.view_given.connect(lambda key, view: self._give_view([key], view))
        model.refused.connect(self.session.say)
        panel = self.panel
        panel.add_wanted.connect(self._add)
        panel.drop_wanted.connect(self._forget)
        panel.files_wanted.connect(self.ask_files)
        panel.folder_wanted.connect(self.ask_folder)
        panel.day_wanted.connect(self._set_day)
        panel.view_wanted.connect(lambda view: self._give_view(self.table.keys, view))
        panel.out_wanted.connect(self._take_out)
        self.table.chosen.connect(self._show_chosen)
        self.session.opened.connect(self._forget)
        self.session.course_changed.connect(self.refresh)
        self.session.editable_changed.connect(self.refresh)
        self.images.ready.connect(self._arrived)
        model.picture_wanted.connect(self._put_picture)

    # What is shown

    def enter(self) -> None:
        """Show the present course."""
        self.refresh()

    def badge(self) -> str:
        """Say how many photos have no date."""
        undated = sum(photo.taken_on is None for photo in self.session.course.photos)
        return f"{undated} without date" if undated else ""

    def refresh(self) -> None:
        """Show candidates above the photos of the course, the newest first; those without a date come first."""
        course = self.session.course
        rows = [_candidate_row(key, candidate) for key, candidate in self._waiting.items()]
        kept = sorted(course.photos, key=_newest_first)
        rows += [_photo_row(photo, self.images.problem(photo)) for photo in kept]
        model = self.table.table
        model.editable = self.session.editable
        model.show_rows(rows)
        self._sheets.setCurrentWidget(self.table if rows else self._empty)
        self._say(course)
        self._show_chosen(self.table.keys)

    def _say(self, course: Course) -> None:
        new = self._new
        undated = sum(c.taken_on is None for c in new) + sum(p.taken_on is None for p in course.photos)
        total = len(new) + len(course.photos)
        answer = count_words(total, "photo") + (f", {undated} without a date" if undated else "")
        why = f"{count_words(len(course.visits()), 'visit')}, {count_words(len(course.views()), 'view')}."
        if new:
            why = f"{count_words(len(new), 'photo is', 'photos are')} ready to be added. Check dates and views first."
            unseen = sum(c.view is View.CUSTOM for c in new)
            if unseen:
                why += f" {count_words(unseen, 'has', 'have')} no view yet: choose the rows and set it below."
        if undated:
            why += " A photo without a date is kept, but cannot be compared until you say when it was taken."
        if not total:
            answer, why = "No photos yet", "Drop photos or folders anywhere on the window, or choose them here."
        self.panel.say(answer, why, "title")
        self.panel.show_waiting(len(new), any_waiting=bool(self._waiting))

    def _show_chosen(self, keys: Sequence[str]) -> None:
        model = self.table.table
        rows = [r for r in model.rows if r.key in keys and r.editable]
        kept = [r for r in rows if r.standing is Standing.KEPT]
        self.panel.show_chosen(
            len(rows), editable=self.session.editable, kept=bool(kept), any_rows=model.rowCount() > 0
        )
        self._show_one([r for r in model.rows if r.key in keys])
        if len(kept) == 1:
            self.session.select(current=kept[0].key)

    def _show_one(self, rows: Sequence[PhotoRow]) -> None:
        if len(rows) == 1:
            self.panel.show_picture(self._picture(rows[0].key), rows[0].note)
        else:
            self.panel.show_picture(None, "")

    def _picture(self, key: str) -> QPixmap | None:
        candidate, photo = self._waiting.get(key), self.session.course.photo(key)
        if candidate is not None and candidate.thumbnail is not None:
            return QPixmap.fromImage(to_qimage(candidate.thumbnail))
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

    @property
    def _new(self) -> list[ImportCandidate]:
        return [c for c in self._waiting.values() if c.status is ImportStatus.NEW]

    def ask_files(self) -> None:
        """Let the user choose photos."""
        kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PHOTO_SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(self.stage, "Choose photos", "", f"Photos ({kinds});;All files (*)")
        self.take([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Let the user choose a folder of photos."""
        name = QFileDialog.getExistingDirectory(self.stage, "Choose a folder of photos")
        self.take([Path(name)] if name else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Read photos and folders, and show what would be added."""
        if not paths:
            return
        if self.session.read_only:
            self.session.say("This course is open for reading only, so no photos can be added here.")
            return
        course = self.session.course
        self.jobs.start(
            lambda progress: propose(paths, course, progress), what="Reading photos", done=self._take_candidates
        )

    def _take_candidates(self, candidates: tuple[ImportCandidate, ...]) -> None:
        known = {c.sha256 for c in self._waiting.values() if c.sha256}
        for candidate in sorted(candidates, key=_needs_most):
            if candidate.sha256 is None or candidate.sha256 not in known:
                self._waiting[str(candidate.file)] = candidate
        if not candidates:
            self.session.say("There are no photos in there. Use JPEG, HEIC, PNG, WebP or TIFF files.")
        self.refresh()
        self.table.scrollToTop()

    def _add(self) -> None:
        folder, course, candidates = self.session.folder, self.session.course, list(self._waiting.values())
        if not self.session.may_edit():
            return
        self.jobs.start(
            lambda progress: import_photos(folder, course, candidates, progress),
            what="Adding photos",
            done=self._added,
            edits=True,
        )

    def _added(self, outcome: tuple[Course, tuple[ImportResult, ...]]) -> None:
        course, results = outcome
        added = [result for result in results if result.status is ImportStatus.IMPORTED]
        left = [result for result in results if result.status is ImportStatus.REFUSED]
        if not self.session.apply(f"add {count_words(len(added), 'photo')}", course):
            return
        refused = {str(result.file): result for result in left}
        self._waiting = {
            key: replace(candidate, status=ImportStatus.REFUSED, reason=refused[key].reason)
            for key, candidate in self._waiting.items()
            if key in refused
        }
        self.refresh()
        words = f"{count_words(len(added), 'photo was', 'photos were')} added; the originals are kept untouched."
        if left:
            words += f" {count_words(len(left), 'file')} could not be; the table says why."
        self.session.say(words, "Align them", lambda: self.go_to.emit("align"))

    def _forget(self) -> None:
        self._waiting = {}
        self.refresh()

    # Correcting

    def _set_day(self, text: str) -> None:
        try:
            day = parse_day(text)
        except HairtrackError as error:
            self.session.say(error_sentence(error))
            return
        self._give_day(self.table.keys, day)

    def _give_day(self, keys: Sequence[str], day: date | None) -> None:
        if day is not None and day > date.today():
            self.session.say("That day is still to come. Check the year.")
            return
        for key in set(keys) & self._waiting.keys():
            self._waiting[key] = self._waiting[key].with_day(day)
        photos = [key for key in keys if self.session.course.photo(key)]
        self._correct("change date", redate(self.session.course, photos, day), bool(photos))

    def _give_view(self, keys: Sequence[str], view: View) -> None:
        for key in set(keys) & self._waiting.keys():
            self._waiting[key] = self._waiting[key].with_view(view)
        photos = [key for key in keys if self.session.course.photo(key)]
        self._correct("change view", reassign_view(self.session.course, photos, view), bool(photos))

    def _correct(self, what: str, course: Course, changed: bool) -> None:
        if not changed or not self.session.apply(what, course):
            self.refresh()

    def _take_out(self) -> None:
        photos = [key for key in self.table.keys if self.session.course.photo(key)]
        count = count_words(len(photos), "photo")
        if self.session.apply(f"take out {count}", remove_photos(self.session.course, photos)):
            self.session.say(f"{count} taken out. The files stay in the course folder.", "Undo", self.session.undo)


def _newest_first(photo: Photo) -> tuple[bool, int, str]:
    return (photo.taken_on is not None, -photo.taken_on.toordinal() if photo.taken_on else 0, photo.view)


def _needs_most(candidate: ImportCandidate) -> tuple[bool, bool, int]:
    """Order by what needs the user: photos without a date, then the others by date, then what cannot be added."""
    day = candidate.taken_on
    return (candidate.status is not ImportStatus.NEW, day is not None, day.toordinal() if day else 0)


def _candidate_row(key: str, candidate: ImportCandidate) -> PhotoRow:
    cautions = [reason_sentence(reason) for reason in candidate.cautions]
    new = candidate.status is ImportStatus.NEW
    return PhotoRow(
        key=key,
        name=candidate.file.name,
        day=candidate.taken_on,
        day_source=source_words(candidate.taken_on_source),
        days=tuple(dict.fromkeys(c.day for c in candidate.date_candidates)),
        view=candidate.view,
        view_guessed=candidate.view_guessed,
        note=" ".join([candidate.reason, *cautions] if candidate.reason and not new else cautions),
        standing=_STANDING.get(candidate.status, Standing.NEW),
    )


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
