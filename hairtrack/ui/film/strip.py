"""Fills the filmstrip from the session and takes the user's choices back to it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from hairtrack.course import Course, Photo, View
from hairtrack.figures import in_text
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.report.words import short_day
from hairtrack.treatment import Treatment
from hairtrack.ui import theme
from hairtrack.ui.film.filmstrip import Filmstrip
from hairtrack.ui.film.frames import STATE_WORDS, Bar, Frame, Marked, State
from hairtrack.ui.film.photo_menu import Deed, photo_menu, show_menu
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.session import Session
from hairtrack.ui.words import day_and_month, photo_words, view_words

_VIEW = Qt.ItemDataRole.UserRole


def state_of(course: Course, photo: Photo) -> State:
    """Say what is known of a photo."""
    if course.reference(photo.view) == photo:
        return State.REFERENCE
    alignment = course.alignment(photo)
    if alignment is None:
        return State.NEW
    if not alignment.aligned:
        return State.NEEDS_POINTS
    measured = [course.measurement(photo, region) for region in course.regions_in(photo.view)]
    if any(m is not None and not m.measured for m in measured):
        return State.NOT_JUDGED
    return State.ALIGNED


def frames_of(course: Course, view: View | None) -> list[Frame]:
    """Build the strip of a view."""
    photos = course.in_view(view) if view else ()
    frames: list[Frame] = []
    year = None
    for photo in photos:
        assert photo.taken_on is not None
        state = state_of(course, photo)
        day = photo.taken_on
        caption = day_and_month(day) if day.year == year else short_day(day)
        year = day.year
        words = _("{photo}: {state}", photo=photo_words(course, photo), state=STATE_WORDS[state])
        frames.append(Frame(sha256=photo.sha256, day=day, caption=caption, words=words, state=state))
    return frames


class StripPanel(QWidget):
    """The filmstrip with the list of views at its left.

    Signals
    -------
    go_to : str
        The page of this name is to be shown.
    """

    go_to = Signal(str)

    def __init__(self, session: Session, images: PhotoImages) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._session = session
        self._images = images
        self._pairs = False
        self._deeds: tuple[Deed, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.strip = Filmstrip()
        self.views = QListWidget()
        self.views.setAccessibleName(_("View"))
        theme.fit(self.views.setFixedWidth, 112)
        self.views.setProperty("role", "views")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.views)
        row.addWidget(self.strip, 1)
        self.views.currentItemChanged.connect(self._choose_view)
        film = self.strip.film
        film.chosen.connect(self._choose)
        film.shifted.connect(lambda sha: session.select(before=sha))
        film.joined.connect(session.join)
        film.menu_asked.connect(self._show_menu)
        film.wanted.connect(self._put)
        images.ready.connect(self._arrived)
        session.course_changed.connect(self.refresh)
        session.selection_changed.connect(self.refresh)
        theme.fit(self._fit_height)

    def use_pairs(self, pairs: bool, deeds: Sequence[Deed] = ()) -> None:
        """Let a click choose the photo after, with Shift the one before, or the photo in hand.

        Parameters
        ----------
        pairs : bool
        deeds : sequence of Deed
            What the page in front can do with the pair, for the menu of a photo.
        """
        self._pairs, self._deeds = pairs, tuple(deeds)
        self.refresh()

    def refresh(self) -> None:
        """Show the present course and selection."""
        session = self._session
        self._show_views()
        film = self.strip.film
        shown = (session.course, session.view)
        # Going from visit to visit changes no frame, and there may be hundreds.
        if [*map(id, shown)] != [*map(id, self._shown)]:
            self._shown = shown
            self._show_frames()
        film.show_chosen(
            Marked(
                current=_sha(session.photo),
                before=_sha(session.before),
                after=_sha(session.after),
                more=tuple(photo.sha256 for photo in session.more),
                pairs=self._pairs,
            )
        )
        self._fit_height()

    def _show_frames(self) -> None:
        session = self._session
        frames = [self._with_problem(frame) for frame in frames_of(session.course, session.view)]
        treatments = session.course.diary.treatments if frames else ()
        bars = [Bar(name=_bar_name(t), start=t.started_on, stop=t.stopped_on) for t in treatments]
        self.strip.film.show_frames(frames, bars)

    def _fit_height(self) -> None:
        self.strip.setFixedHeight(self.strip.sizeHint().height())
        self.views.setFixedHeight(self.strip.height())

    def _show_menu(self, sha256: str, at: QPoint) -> None:
        photo = self._session.course.photo(sha256)
        if photo is not None:
            menu = photo_menu(self, self._session, photo, self.go_to.emit, self._deeds, comparing=self._pairs)
            show_menu(menu, at)

    def _show_views(self) -> None:
        views = self._session.course.views()
        with QSignalBlocker(self.views):
            if [self.views.item(k).data(_VIEW) for k in range(self.views.count())] != [str(view) for view in views]:
                self.views.clear()
                for view in views:
                    item = QListWidgetItem(view_words(view))
                    item.setData(_VIEW, str(view))
                    self.views.addItem(item)
            self.views.setVisible(len(views) > 1)
            if self._session.view in views:
                self.views.setCurrentRow(views.index(self._session.view))

    def _choose_view(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._session.select_view(View(item.data(_VIEW)))

    def _choose(self, sha256: str) -> None:
        if self._pairs:
            self._session.select(after=sha256)
        else:
            self._session.select(current=sha256)

    def _with_problem(self, frame: Frame) -> Frame:
        photo = self._session.course.photo(frame.sha256)
        problem = self._images.problem(photo) if photo else ""
        return replace(frame, words=f"{frame.words}. {problem}") if problem else frame

    def _arrived(self, sha256: str) -> None:
        photo = self._session.course.photo(sha256)
        if photo is None or all(frame.sha256 != sha256 for frame in self.strip.film.frames):
            return
        if self._images.problem(photo):
            self._show_frames()
            self.refresh()
        else:
            self._put(sha256)

    def _put(self, sha256: str) -> None:
        photo = self._session.course.photo(sha256)
        if photo and self._session.is_open and (found := self._images.thumbnail(photo)):
            self.strip.film.put_thumbnail(sha256, found)


def _bar_name(treatment: Treatment) -> str:
    name = shown(treatment.name)
    return f"{name}, {in_text(treatment.dose)}" if treatment.dose else name


def _sha(photo: Photo | None) -> str:
    return photo.sha256 if photo else ""
