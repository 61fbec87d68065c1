"""The menu of a photo on the stage of a comparison: by the right button, or by the Menu key."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, QSizeF, Qt

from hairtrack.course import Photo
from hairtrack.ui.compare.by_hand import AFTER
from hairtrack.ui.compare.pair_canvas import PairCanvas
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.film.photo_menu import Deed, photo_menu, show_menu
from hairtrack.ui.session import Session


class PhotoMenus(QObject):
    """Shows what can be done with the photo that is clicked.

    Parameters
    ----------
    session : Session
    stage : CompareStage
    go_to : callable
        Shows a page by its name.
    deeds : sequence of Deed
        What the page can do with the pair.
    """

    def __init__(
        self, session: Session, stage: CompareStage, go_to: Callable[[str], object], deeds: Sequence[Deed]
    ) -> None:
        super().__init__(stage)
        self._session, self._stage, self._go_to, self._deeds = session, stage, go_to, tuple(deeds)
        for canvas in (stage.over, *stage.sides):
            canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            canvas.customContextMenuRequested.connect(partial(self._ask, canvas))
        stage.visits.menu_asked.connect(self._ask_of_visit)

    def photo_at(self, canvas: PairCanvas, at: QPoint) -> Photo | None:
        """Return the photo that is seen at a place of a canvas; of two that lie over each other, the one after."""
        session, over = self._session, self._stage.over
        after = canvas.which == AFTER
        if canvas is over and over.look is Look.WIPE:
            after = over.line.past(QPointF(at), QSizeF(over.size())) >= 0
        elif canvas is over and over.look is Look.BLINK:
            after = over.blinker.shows_after
        return session.after if after else session.before

    def _ask(self, canvas: PairCanvas, at: QPoint) -> None:
        photo = self.photo_at(canvas, at)
        canvas.let_go()
        if photo is not None and canvas.picture is not None:
            self._show(photo, canvas.mapToGlobal(at))

    def _ask_of_visit(self, sha256: str, at: QPoint) -> None:
        photo = self._session.course.photo(sha256)
        if photo is not None:
            self._show(photo, at)

    def _show(self, photo: Photo, at: QPoint) -> None:
        show_menu(photo_menu(self._stage, self._session, photo, self._go_to, self._deeds), at)
