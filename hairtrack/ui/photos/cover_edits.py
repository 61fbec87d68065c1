"""What the editor of covers does to the open course. Each edit is one step of undo."""

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Course, Cover, Outline, View
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.photos.cover_editor import CoverEditor
from hairtrack.ui.session import Session
from hairtrack.workflow.cover_photos import covers_here, draw_cover, may_show_face, start_cover, views_without_cover


class CoverEdits(QObject):
    """Joins the editor of covers to the open course.

    Signals
    -------
    finished
        The user is done, or there is nothing to cover any more.

    Attributes
    ----------
    editor : CoverEditor
        To be put where there is room.
    """

    finished = Signal()

    def __init__(self, session: Session, jobs: Jobs, images: PhotoImages, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._images = images
        self._view: View | None = None
        self.editor = CoverEditor()
        editor = self.editor
        editor.drawn.connect(self._draw)
        editor.changed.connect(self._change)
        editor.removed.connect(self._remove)
        editor.suggest_wanted.connect(self._suggest)
        editor.view_wanted.connect(self.open)
        editor.finished.connect(self.close)
        images.ready.connect(self._arrived)
        session.leaving.connect(self.close)
        for changed in (session.course_changed, session.editable_changed):
            changed.connect(self._refresh)

    def open(self, view: View | None = None) -> None:
        """Show a view; by default the one in hand if it may show a face, else one that waits for a cover."""
        course, hand = self._session.course, self._session.view
        views = self._offered(course)
        waiting = [hand, *views_without_cover(course), *views]
        self._view = view or next((v for v in waiting if v in views and v is not None and may_show_face(v)), None)
        self._view = self._view or next(iter(views), None)
        self._refresh()

    def close(self) -> None:
        """Complete what was half done, and tell."""
        if self._view is not None:
            self.editor.settle()
            self._view = None
            self.finished.emit()

    @staticmethod
    def _offered(course: Course) -> tuple[View, ...]:
        """Return the views that have a photo to draw on, those that may show a face first."""
        views = [view for view in course.views() if course.reference(view) is not None]
        return tuple(sorted(views, key=may_show_face, reverse=True))

    def _refresh(self) -> None:
        if self._view is None or not self._session.is_open:
            return
        course = self._session.course
        reference, views = course.reference(self._view), self._offered(course)
        if reference is None or self._view not in views:
            self.close()
            return
        editor, here = self.editor, covers_here(course, self._view)
        editor.show_views(views, self._view)
        editor.show_photo(self._images.picture(reference), self._images.problem(reference) or _("Reading the photo"))
        editor.show_covers(here.shown, lost=here.lost, editable=self._session.editable)

    def _arrived(self, sha256: str) -> None:
        reference = self._session.course.reference(self._view) if self._view is not None else None
        if reference is not None and reference.sha256 == sha256:
            self._refresh()

    # Edits

    def _draw(self, points: Outline) -> None:
        if self._view is None:
            return
        try:
            drawn = draw_cover(self._session.course, view=self._view, points=points)
        except HairtrackError as error:
            self.editor.object(error_sentence(error))
            return
        self._session.apply(_("draw cover"), drawn)

    def _change(self, cover: Cover) -> None:
        self._session.apply(_("change cover"), self._session.course.with_cover(cover))

    def _remove(self, covers: tuple[str, ...]) -> None:
        course = self._session.course
        for cover in covers:
            course = course.without_cover(cover)
        self._session.apply(_("remove cover"), course)

    def _suggest(self) -> None:
        folder, course, view = self._session.folder, self._session.course, self._view
        if view is None or not self._session.may_edit():
            return

        def work(_: Progress) -> Course:
            return start_cover(course, folder, view)

        self._jobs.start(work, what=_("Looking for the head"), done=self._begin, failed=self._refuse, edits=True)

    def _begin(self, course: Course) -> None:
        if self._session.apply(_("suggest cover"), course):
            self.editor.mark_start(course.covers[-1].id)

    def _refuse(self, error: HairtrackError) -> None:
        self.editor.object(error_sentence(error))
