"""What is open and what is chosen: the one object that the main window and the pages share.

`session.course` is always a `Course`; while none is open it is an empty one, so that no page needs to ask. Every edit
goes through `apply(what, course)`: it is committed to disk at once and can be undone. When it cannot be written the
course stays as it was and a notice says why.

The selection has three places: the photo in hand (`photo`), and the pair that is compared (`before`, `after`). What
was never chosen falls back to something sensible: the newest photo, and the first and last of the view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.history import History
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.workflow.courses import is_course, new_course, open_course

if TYPE_CHECKING:
    from hairtrack.storage.course_folder import CourseFolder

_NOTHING = Course(id="", name="", created_on=date(1970, 1, 1))
_OBSTACLES: dict[ErrorKind | None, str] = {
    ErrorKind.COURSE_LOCKED: _("another window has it"),
    ErrorKind.DISK_FULL: _("its disk is full"),
}
"""Why a course may only be read; else its disk is write-protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the user chose, by SHA-256; None where nothing was.

    Attributes
    ----------
    view : View or None
    current : str or None
        The photo in hand.
    before, after : str or None
        The pair that is compared.
    more : tuple of str
        What is shown side by side with the pair, in the order in which it was added.
    picked : bool
        Whether somebody chose those, one by one.
    """

    view: View | None = None
    current: str | None = None
    before: str | None = None
    after: str | None = None
    more: tuple[str, ...] = ()
    picked: bool = False


class Session(QObject):
    """The open course, its history, and the selection.

    Signals
    -------
    leaving
        The open course, or nothing, is about to give way to another: time to complete an edit and to stop jobs.
    opened
        Another course was opened, or the course was closed; `course_changed`, `selection_changed` and `landed` follow.
    landed
        All have heard of that, so that a page which is shown now need not show the course again and again.
    asked_again
        The course that is open already was to be opened; go to it.
    course_changed
        The course has new records.
    selecting
        Another view, photo or pair is about to be chosen: time to complete an edit.
    selection_changed
        Another view, photo or pair.
    editable_changed
        A job holds the course now, or no longer; see `editable`.
    notice : str, str or None, callable or None
        Something to say at the top of the stage, with the label and the deed of the one action that helps.
    """

    leaving = Signal()
    opened = Signal()
    landed = Signal()
    asked_again = Signal()
    course_changed = Signal()
    selecting = Signal()
    selection_changed = Signal()
    editable_changed = Signal()
    notice = Signal(str, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: CourseFolder | None = None
        self._history = History(_NOTHING)
        self.selection = Selection()
        self._held = ""

    # What is open

    @property
    def course(self) -> Course:
        """The present course; an empty one while none is open."""
        return self._history.present

    @property
    def is_open(self) -> bool:
        """Whether a course is open."""
        return self._folder is not None

    @property
    def folder(self) -> CourseFolder:
        """The open course's folder; asking while none is open is a bug."""
        if self._folder is None:
            raise RuntimeError("no course is open")
        return self._folder

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed, because another window has the course or the disk is write-protected."""
        return self._folder is not None and self._folder.read_only

    @property
    def editable(self) -> bool:
        """Whether an edit would be taken now: a course is open, not read-only, and no job holds it."""
        return self.is_open and not self.read_only and not self._held

    def open(self, path: Path) -> bool:
        """Open the course in a folder and close the one before; return whether that worked.

        One that is open already stays as it is. Open for reading only, it is opened anew: it may be free by now.
        """
        if self._folder is not None and not self.read_only and is_course(self._folder, path):
            self.asked_again.emit()
            return True
        return self._take(lambda: open_course(path))

    def new(self, path: Path, name: str) -> bool:
        """Make a course in a folder that does not exist yet, and open it; return whether that worked."""
        return self._take(lambda: new_course(path, name))

    def close(self) -> None:
        """Close the course."""
        if self._folder is not None:
            self._leave()
            self._show(None)

    def _take(self, get: Callable[[], CourseFolder]) -> bool:
        try:
            folder = get()
        except HairtrackError as error:
            self.say(error_sentence(error))
            return False
        self._leave()
        self._show(folder)
        if folder.read_only:
            why = _OBSTACLES.get(folder.obstacle, _("its disk is write-protected"))
            self.say(_("This course is open for reading only, because {why}. Nothing can be changed here.", why=why))
        return True

    def _leave(self) -> None:
        self.leaving.emit()
        if self._folder is not None:
            self._folder.close()

    def _show(self, folder: CourseFolder | None) -> None:
        self._folder = folder
        self._history = History(folder.course if folder else _NOTHING)
        self.selection = Selection()
        self._held = ""
        self.opened.emit()
        self.course_changed.emit()
        self.selection_changed.emit()
        self.landed.emit()

    # Edits

    def apply(self, what: str, course: Course) -> bool:
        """Make an edited course the present one, on disk too.

        Parameters
        ----------
        what : str
            The edit in two or three words, for the undo entry ("draw region").
        course : Course

        Returns
        -------
        bool
            False when nothing was changed; a notice has then said why.
        """
        if course == self.course:
            return True
        return self.may_edit() and self._commit(self._history.do(what, course))

    def amend(self, course: Course) -> bool:
        """Let what follows from the last edit join its step, so that one undo takes back both.

        Parameters
        ----------
        course : Course

        Returns
        -------
        bool
            False when nothing was changed; a notice has then said why.
        """
        if course == self.course:
            return True
        return self.may_edit() and self._commit(replace(self._history, present=course))

    @property
    def undo_what(self) -> str:
        """The edit that `undo` would take back, or nothing."""
        return self._history.past[-1][0] if self._history.past else ""

    @property
    def redo_what(self) -> str:
        """The edit that `redo` would make again, or nothing."""
        return self._history.future[-1][0] if self._history.future else ""

    def undo(self) -> None:
        """Take the last edit back, on disk too."""
        if self._history.past and self.may_edit():
            self._commit(self._history.undo())

    def redo(self) -> None:
        """Make the undone edit again, on disk too."""
        if self._history.future and self.may_edit():
            self._commit(self._history.redo())

    def hold(self, what: str) -> None:
        """Refuse edits while a job works on the course; with nothing, take them again."""
        self._held = what
        self.editable_changed.emit()

    def may_edit(self) -> bool:
        """Whether an edit would be taken now; where not, a notice says why."""
        if self.read_only:
            self.say(_("This course is open for reading only, so nothing can be changed here."))
        elif self._held:
            self.say(
                _(
                    "{work} is still going on. Wait until it is done, or cancel it below, then change this.",
                    work=self._held,
                )
            )
        return self.editable

    def _commit(self, history: History[Course]) -> bool:
        try:
            self.folder.commit(history.present)
        except HairtrackError as error:
            self.say(error_sentence(error))
            return False
        self._history = history
        self.course_changed.emit()
        return True

    # What is chosen

    @property
    def view(self) -> View | None:
        """The view in hand: the chosen one while it has photos, else that with the most regions and photos."""
        course = self.course
        views = course.views()
        if self.selection.view in views:
            return self.selection.view
        return max(views, key=lambda view: (len(course.regions_in(view)), len(course.in_view(view))), default=None)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The dated photos of the view in hand, in order of time."""
        return self.course.in_view(self.view) if self.view else ()

    @property
    def photo(self) -> Photo | None:
        """The photo in hand: the chosen one while it is in the view, else the newest."""
        return self._chosen(self.selection.current) or next(reversed(self.photos), None)

    @property
    def before(self) -> Photo | None:
        """The earlier photo of the pair: the chosen one, else the first of the view."""
        return self._chosen(self.selection.before) or next(iter(self.photos), None)

    @property
    def after(self) -> Photo | None:
        """The later photo of the pair: the chosen one, else the last of the view."""
        return self._chosen(self.selection.after) or next(reversed(self.photos), None)

    @property
    def more(self) -> tuple[Photo, ...]:
        """What is shown side by side with the pair."""
        return tuple(photo for sha in self.selection.more if (photo := self._chosen(sha)) is not None)

    def _chosen(self, sha256: str | None) -> Photo | None:
        return next((photo for photo in self.photos if photo.sha256 == sha256), None)

    def select(self, *, current: str | None = None, before: str | None = None, after: str | None = None) -> None:
        """Choose photos by SHA-256; what is not given stays. A photo of another view brings that view along."""
        named = next((self.course.photo(sha) for sha in (current, before, after) if sha), None)
        old = self.selection
        self._select(
            Selection(
                view=named.view if named and named.taken_on else old.view,
                current=current or old.current,
                before=before or old.before,
                after=after or old.after,
                more=old.more,
                picked=old.picked,
            )
        )

    def select_more(self, more: tuple[str, ...], *, picked: bool) -> None:
        """Choose by SHA-256 what is shown side by side with the pair, and whether somebody picked it."""
        self._select(replace(self.selection, more=more, picked=picked))

    def join(self, sha256: str) -> None:
        """Show another visit side by side with the pair, or no longer; of three, the one added first gives way."""
        if sha256 in {photo.sha256 for photo in (self.before, self.after) if photo is not None}:
            self.say(_("This visit is shown already, as the photo before or after. Choose another one to add."))
            return
        more = tuple(photo.sha256 for photo in self.more)
        joined = tuple(sha for sha in more if sha != sha256) if sha256 in more else (*more, sha256)[-2:]
        self.select_more(joined, picked=True)

    def select_view(self, view: View) -> None:
        """Show another view, at the visit nearest to the one in hand."""
        day = self.photo.taken_on if self.photo else None
        photos = self.course.in_view(view)
        if not photos:
            return
        nearest = min(photos, key=lambda p: abs((p.taken_on - day).days) if p.taken_on and day else 0)
        self._select(replace(self.selection, view=view, current=nearest.sha256))

    def _select(self, selection: Selection) -> None:
        if selection != self.selection:
            self.selecting.emit()
            self.selection = selection
            self.selection_changed.emit()

    # What is said

    def say(self, text: str, action: str | None = None, do: Callable[[], None] | None = None) -> None:
        """Show a notice at the top of the stage."""
        self.notice.emit(text, action, do)
