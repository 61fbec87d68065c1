"""The guide: how to take the next photo of a view, a ghost to hold a phone against, and a camera to take it with."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from hairtrack.course import Photo, View
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress, part_of
from hairtrack.ui import theme
from hairtrack.ui.guide.advice_sheet import AdviceSheet
from hairtrack.ui.guide.ghost_controls import GhostControls
from hairtrack.ui.guide.ghost_view import Ghost, GhostView
from hairtrack.ui.guide.panel import GuidePanel, Shown
from hairtrack.ui.guide.taking import Taking
from hairtrack.ui.images import to_qimage
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.report.saving import Saving
from hairtrack.ui.report.wishes import usual_paper
from hairtrack.ui.words import file_words, view_words
from hairtrack.workflow.ghost import GhostImages, load_ghost
from hairtrack.workflow.next_photo import Guide, next_photo_guide, patterns
from hairtrack.workflow.print_guide import write_guide
from hairtrack.workflow.report.write import WrittenReport

_SIDE_BY_SIDE = 520
"""Pixels at 100 % that photo and advice need beside each other."""


class GuidePage(Page):
    """Says what to do in the next photo and helps to take it."""

    name = "guide"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown = Shown.ADVICE
        self.guide: Guide | None = None
        self._view: View | None = None
        self._pattern: Photo | None = None
        self._finding: list[Job] = []
        self.ghost, self.sheet = GhostView(), AdviceSheet()
        self.stage = QWidget()
        self.stage.setProperty("role", "surround")
        self.stage.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stage.installEventFilter(self)
        self._across = across = QHBoxLayout(self.stage)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.ghost, 1)
        across.addWidget(self.sheet, 1)
        self.inspector = self.panel = GuidePanel(GhostControls(self.ghost))
        self.taking = Taking(desk, self.ghost, self.panel.camera, self)
        self._saving = Saving(desk.jobs, self.panel.outcome, self.stage, self.session.say)
        self._saving.busy.connect(self._allow_saving)
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        panel.view_chosen.connect(self._choose_view)
        panel.pattern_chosen.connect(self._choose_pattern)
        panel.shown_chosen.connect(self.turn_to)
        panel.print_wanted.connect(self._ask_pdf)
        for wanted in (panel.photos_wanted, panel.camera.photos_wanted):
            wanted.connect(lambda: self.go_to.emit("photos"))
        self.taking.stands.connect(self._speak_of)
        self.taking.kept.connect(lambda path, view: self.photos_made.emit([path], view))
        self.session.opened.connect(self._forget)
        self.session.course_changed.connect(self._changed)
        self.session.selection_changed.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the advice under the photo where there is no room for both side by side."""
        if watched is self.stage and event.type() is QEvent.Type.Resize:
            narrow = self.stage.width() < theme.px(_SIDE_BY_SIDE)
            way = QBoxLayout.Direction
            self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        return super().eventFilter(watched, event)

    # What is shown

    def enter(self) -> None:
        """Look anew at the view in hand."""
        self._view = self.session.view
        self._pattern = None
        self.turn_to(Shown.ADVICE)
        self._find()

    def leave(self) -> None:
        """Turn the camera off, hold no photo in memory."""
        self.turn_to(Shown.ADVICE)
        for job in self._finding:
            job.cancel()
        self.ghost.show_ghost(None)

    def _forget(self) -> None:
        self.guide = self._view = self._pattern = None
        self.taking.forget()

    def _changed(self) -> None:
        if self.stage.isVisible():
            self._find()

    def _follow(self) -> None:
        if self.stage.isVisible() and self.session.view is not self._view:
            self._view, self._pattern = self.session.view, None
            self._find()

    def _find(self) -> None:
        """Look for the advice, and load the ghost, beside other work."""
        course = self.session.course
        views = [view for view in course.views() if course.in_view(view)]
        if self._view not in views:
            self._view, self._pattern = (self.session.view if self.session.view in views else None), None
        for job in self._finding:
            job.cancel()
        self._finding = []
        self.panel.show_views(views, self._view)
        self.sheet.setVisible(self.shown is Shown.ADVICE and bool(views))
        if self._view is None:
            self.guide = None
            self.panel.show_nothing()
            self.ghost.show_ghost(None, _("There is no photo yet to take the next one like."))
            return
        known = patterns(course, self._view)
        self._pattern = self._pattern if self._pattern in known else known[0]
        self.panel.show_patterns(known, self._pattern)
        self.taking.aim(self._pattern)
        self._show_guide(None)
        self._load(self._view, self._pattern)

    def _load(self, view: View, pattern: Photo) -> None:
        folder, course = self.session.folder, self.session.course
        self.ghost.show_ghost(None, _("Loading the photo"))
        self._finding = [
            self.jobs.start(
                partial(load_ghost, folder, pattern), what=_("Loading the photo"), done=self._show_ghost,
                failed=self._no_ghost, quiet=True,
            ),
            self.jobs.start(
                lambda progress: next_photo_guide(folder, course, view, progress, pattern=pattern),
                what=_("Looking at how the last photos were taken"), done=self._show_guide,
                failed=self._no_ghost, quiet=True,
            ),
        ]  # fmt: skip

    def _show_guide(self, guide: Guide | None) -> None:
        self.guide = guide
        self.sheet.show_guide(guide)
        self._speak_of(self.taking.camera.taken)
        self._allow_saving(self._saving.writing)

    def _speak_of(self, taken: bool) -> None:
        """Let the column speak of the photo just taken, or of those before it."""
        if taken:
            self.panel.show_taken()
        elif self._view is not None:
            self.panel.show_guide(self.guide)

    def _show_ghost(self, images: GhostImages) -> None:
        height, width = images.lines.shape[:2]
        lines = QImage(images.lines.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
        made = lines.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.ghost.show_ghost(Ghost(to_qimage(images.photo), made, images.outline))
        if self.shown is Shown.CAMERA:
            self.taking.begin()

    def _no_ghost(self, error: HairtrackError) -> None:
        self.ghost.show_ghost(None, error_sentence(error))

    def turn_to(self, shown: Shown) -> None:
        """Put the advice, the ghost alone, or the camera on the stage."""
        self.shown = shown
        self.panel.show_shown(shown)
        self.sheet.setVisible(shown is Shown.ADVICE and self._view is not None)
        if shown is Shown.ADVICE:
            self.ghost.strength, self.ghost.by_lines = 100, False
        else:
            self.panel.ghost.apply()
            self.ghost.by_lines = self.panel.ghost.lines.isChecked()
            self.ghost.setFocus()
        if shown is Shown.CAMERA:
            self.taking.begin()
        else:
            self.taking.end()

    # On paper

    def _choose_view(self, view: View) -> None:
        self._view, self._pattern = view, None
        self.session.select_view(view)
        self._find()

    def _choose_pattern(self, sha256: str) -> None:
        self._pattern = self.session.course.photo(sha256)
        self._find()

    def _allow_saving(self, busy: bool) -> None:
        for made in (self.panel.save, self.panel.save_all):
            made.setEnabled(self.guide is not None and not busy)

    def _ask_pdf(self, every_view: bool) -> None:
        if self.guide is None:
            return
        what = _("next photo") if every_view else _("next photo, {view}", view=view_words(self.guide.view))
        name = f"{file_words(self.session.course.name)} {what}".strip()
        self._saving.ask_file(
            _("Save the guide"), name, (".pdf", "PDF"), lambda path: self.export(path, every_view=every_view)
        )

    def export(self, path: Path, *, every_view: bool = False) -> None:
        """Write the guide of this view, or of all."""
        folder, course, guide, paper = self.session.folder, self.session.course, self.guide, usual_paper()
        if guide is None:
            return
        others = [view for view in course.views() if every_view and view is not guide.view and course.in_view(view)]

        def work(progress: Progress) -> WrittenReport:
            guides = [guide]
            for place, view in enumerate(others):
                part = part_of(progress, 0.8 * place / len(others), 0.8 * (place + 1) / len(others))
                guides.append(next_photo_guide(folder, course, view, part))
            return write_guide(folder, course, guides, path, part_of(progress, 0.8, 1.0), paper=paper)

        def told(written: WrittenReport) -> str:
            return " ".join((_("Saved as {file}.", file=written.path.name), *written.notes))

        self._saving.write(work, what=_("Writing {file}", file=path.name), path=path, told=told)
