"""What helps the hand that places points: earlier marks, the place to go next, snapping, files."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hairtrack.course import Photo, Point
from hairtrack.errors import HairtrackError
from hairtrack.language import _, _n
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.align.landmark_editor import LandmarkEditor
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.point_aids import Aids, say_wanted
from hairtrack.ui.align.points_panel import PointsPanel
from hairtrack.ui.file_names import documents, ending_in
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.workflow.landmarks import (
    HeadPlaces,
    earlier_marks,
    export_landmarks,
    find_head_places,
    pinned,
    predicted,
    read_for,
    snapped,
    where_next,
)

_T = TypeVar("_T")

_FEW = 3
"""With fewer points of its own a photo is offered those of its reference photo."""
_OFFERED = 6
_NEAR = 0.015
"""Share of the width within which a mark is one that is placed already."""
_UNSEEN = 1.0
"""Pixels: a click moved by less was right."""


class PointHelp(QObject):
    """Helps to place points in one photo, between `begin` and `end`."""

    def __init__(self, session: Session, jobs: Jobs, editor: LandmarkEditor, panel: PointsPanel) -> None:
        super().__init__(editor)
        self._session, self._jobs, self._editor, self._panel = session, jobs, editor, panel
        self._photo: Photo | None = None
        self._head: HeadPlaces | None = None
        self._offer = ""
        self._running: list[Job] = []
        self._moved: tuple[Pairs, Pairs] | None = None
        editor.changed.connect(self._update)
        editor.chose.connect(lambda _: self._update())
        editor.completed.connect(self._snap)
        editor.name_wanted.connect(self._ask_name)
        panel.named.connect(editor.call)
        panel.put_back.connect(self._put_back)
        panel.read_wanted.connect(self.ask_file)
        panel.write_wanted.connect(self.ask_file_to_write)
        field = panel.name.lineEdit()
        assert field is not None
        field.returnPressed.connect(self._go_on)

    def begin(self, photo: Photo) -> None:
        """Help with a photo whose own points are shown already."""
        course, folder = self._session.course, self._session.folder
        self._photo, self._head, self._moved = photo, None, None
        self._offer = ""
        self._panel.say_moved("")
        self._panel.free.setVisible(pinned(course, photo))
        reference = course.reference(photo.view)
        if reference is None:
            return
        own = [pair.fixed for pair in self._editor.pairs.pairs if pair.fixed is not None]
        if len(own) < _FEW:
            near = _NEAR * reference.size[0]
            known = [
                mark for mark in earlier_marks(course, photo) if all(math.dist(mark.place, at) > near for at in own)
            ]
            offered = [(mark.place, mark.name) for mark in known[:_OFFERED]]
            self._editor.pairs = self._editor.pairs.with_marks(offered)
            if offered:
                self._offer = _n(
                    "{count} mark is known in the reference photo from earlier. Find it in the photo at the right; "
                    "remove it where it is not seen there.",
                    "{count} marks are known in the reference photo from earlier. Find them in the photo at the right; "
                    "remove those that are not seen there.",
                    len(offered),
                )
        self._start(lambda _: find_head_places(folder, course, reference), self._take_places)
        self._update()

    def end(self) -> None:
        """Stop helping."""
        self._photo = self._head = self._moved = None
        for job in self._running:
            job.cancel()
        self._running.clear()

    # What is shown

    def _take_places(self, head: HeadPlaces) -> None:
        self._head = head
        self._update()

    def _update(self) -> None:
        """Work out anew where the next mark may be; some milliseconds."""
        photo, course, pairs = self._photo, self._session.course, self._editor.pairs
        if photo is None or course.reference(photo.view) is None:
            return
        marks = pairs.landmarks()
        waiting = {k: pair.fixed for k, pair in enumerate(pairs.pairs) if pair.lacks is Side.MOVING and pair.fixed}
        found = predicted(course, photo, marks, list(waiting.values()))
        places = {index: place for index, place in zip(waiting, found, strict=True) if place is not None}
        wanted = where_next(course, photo, marks, self._head) if self._head is not None else None
        self._editor.show_aids(Aids(places, wanted))
        offered = any(pair.offered for pair in pairs.pairs)
        complete = pairs.to_complete(self._editor.chosen) is None
        self._panel.show_wanted(say_wanted(wanted) if complete else self._offer if offered else "")
        if self._moved is not None and pairs is not self._moved[1]:
            self._moved = None
            self._panel.say_moved("")

    def _ask_name(self) -> None:
        if self._editor.chosen is None and self._editor.pairs.pairs:
            self._editor.choose(len(self._editor.pairs.pairs) - 1)
        self._panel.ask_name()

    # Snapping

    def _snap(self, index: int, side: Side) -> None:
        """Look for the mark that a second click meant, in a job."""
        photo, course, folder, pairs = self._photo, self._session.course, self._session.folder, self._editor.pairs
        if photo is None or not self._panel.snap.isChecked():
            return
        marks = pairs.landmarks()

        def take(place: Point | None) -> None:
            # What the hand has done since then is worth more.
            if place is None or self._photo != photo or self._editor.pairs is not pairs:
                return
            clicked = pairs.pairs[index].at(side)
            assert clicked is not None
            if (by := math.dist(place, clicked)) >= _UNSEEN:
                self._editor.correct(side, index, place)
                self._moved = (pairs, self._editor.pairs)
                said = _n(
                    "Point {number} was moved by {count} pixel to the same mark. Ctrl+Z puts it back.",
                    "Point {number} was moved by {count} pixels to the same mark. Ctrl+Z puts it back.",
                    max(1, round(by)),
                    number=pairs.called(index),
                )
                self._panel.say_moved(said)

        self._start(lambda _: snapped(folder, course, photo, marks, index, in_moving=side is Side.MOVING), take)

    def _put_back(self) -> None:
        if self._moved is not None and self._editor.pairs is self._moved[1]:
            self._editor.undo()
            self._go_on()

    def _go_on(self) -> None:
        """Let the keys go to the photo that is next."""
        self._editor.canvases[self._editor.pairs.next_side(self._editor.chosen)].setFocus()

    # Files

    def ask_file(self) -> None:
        """Ask which file of points is to be read."""
        kinds = _("Points") + " (*.json)"
        name, __ = QFileDialog.getOpenFileName(self._panel, _("Read points"), documents(), kinds)
        if name:
            self.read(Path(name))

    def ask_file_to_write(self) -> None:
        """Ask where the points are to be saved."""
        start = str(Path(documents()) / (_("Points") + ".json"))
        kinds = _("Points") + " (*.json)"
        name, __ = QFileDialog.getSaveFileName(self._panel, _("Save points"), start, kinds)
        if name:
            self.write(Path(name))

    def read(self, path: Path) -> None:
        """Show the points of a file in place of those placed; they are tried like these, and undo leads back."""
        if self._photo is None:
            return
        try:
            landmarks = read_for(self._session.course, self._photo, path)
        except HairtrackError as error:
            self._session.say(error_sentence(error))
            return
        self._editor.take(Pairs.of(landmarks))

    def write(self, path: Path) -> None:
        """Write the points placed in both photos into a file."""
        if self._photo is None:
            return
        named = ending_in(".json", path, self._session.say)
        if named is None:
            return
        try:
            export_landmarks(self._session.course, self._photo, self._editor.pairs.landmarks(), named)
        except HairtrackError as error:
            self._session.say(error_sentence(error))
            return
        self._session.say(_("Saved as {file}.", file=named.name))

    def _start(self, work: Callable[[Progress], _T], done: Callable[[_T], None]) -> None:
        self._running = [job for job in self._running if job in self._jobs.running]
        self._running.append(
            self._jobs.start(work, what=_("Looking for a mark"), done=done, failed=lambda _error: None, quiet=True)
        )
