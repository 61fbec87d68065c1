"""The column beside the guide: which view, like which photo, shown how, on paper. Knows no session and no jobs."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from hairtrack.course import Photo, View
from hairtrack.language import _, _n
from hairtrack.report.words import short_day
from hairtrack.ui.guide.camera_controls import CameraControls
from hairtrack.ui.guide.ghost_controls import GhostControls
from hairtrack.ui.report.outcome import Outcome
from hairtrack.ui.widgets import Choice, Inspector, button, column, label
from hairtrack.ui.words import view_words
from hairtrack.workflow.next_photo import Guide


class Shown(StrEnum):
    """What stands on the stage."""

    ADVICE = "advice"
    GHOST = "ghost"
    CAMERA = "camera"


_KEYS = {Shown.ADVICE: "A", Shown.GHOST: "G", Shown.CAMERA: "C"}


class GuidePanel(Inspector):
    """The controls of the guide.

    Signals
    -------
    view_chosen : View
    pattern_chosen : str
        SHA-256 of the photo that the next one is to be like.
    shown_chosen : Shown
    print_wanted : bool
        Whether all views are wanted, not only this one.
    photos_wanted
        The user wants to go where the first photos are added.
    """

    view_chosen = Signal(object)
    pattern_chosen = Signal(str)
    shown_chosen = Signal(object)
    print_wanted = Signal(bool)
    photos_wanted = Signal()

    def __init__(self, ghost: GhostControls) -> None:
        super().__init__(_("The next photo: what to do"))
        self.view, self.pattern = QComboBox(), QComboBox()
        for box in (self.view, self.pattern):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.view.setAccessibleName(_("View of the next photo"))
        self.pattern.setAccessibleName(_("The photo that the next one is to be like"))
        self.view.activated.connect(lambda _place: self.view_chosen.emit(View(self.view.currentData())))
        self.pattern.activated.connect(lambda _place: self.pattern_chosen.emit(str(self.pattern.currentData())))
        self.choice = Choice(
            [
                (Shown.ADVICE, _("Advice"), "", ""),
                (Shown.GHOST, _("Ghost"), "", ""),
                (Shown.CAMERA, _("Camera"), "", ""),
            ],
            lambda key: self.shown_chosen.emit(Shown(key)),
            _("What is shown"),
        )
        for key, made in self.choice.buttons.items():
            shortcut = _KEYS[Shown(key)]
            QShortcut(QKeySequence(shortcut), made).activated.connect(made.click)
            made.setToolTip(f"{made.text()} ({shortcut})")
        self.beside = label(
            _("Hold the phone beside this picture, until it shows the head as large, as high and turned the same way.")
        )
        self.ghost, self.camera = ghost, CameraControls()
        self.save = button(
            _("Save this page as PDF"), lambda: self.print_wanted.emit(False), icon="export", shortcut="Ctrl+S"
        )
        self.save_all = button(_("All views as PDF"), lambda: self.print_wanted.emit(True), icon="export", role="link")
        self.first = button(_("Go to Photos"), self.photos_wanted.emit, role="primary")
        self.outcome = Outcome()
        self.parts: tuple[QWidget, ...] = (
            column(label(_("View"), "section"), self.view, label(_("To be like"), "section"), self.pattern),
            column(self.choice, self.beside),
            self.camera,
            self.ghost,
            column(label(_("To hold beside the mirror"), "section"), self.save, self.save_all),
            self.first,
            self.outcome,
        )
        for part in self.parts:
            self.add(part)
        self.choice.show_key(Shown.ADVICE)
        self.beside.hide()

    def show_views(self, views: Sequence[View], view: View | None) -> None:
        """List the views that have photos."""
        self.view.clear()
        for each in views:
            self.view.addItem(view_words(each), each.value)
        self.view.setCurrentIndex(max(0, self.view.findData(view.value if view else None)))
        for part in (self.parts[0], self.choice, self.parts[4]):
            part.setVisible(bool(views))
        self.first.setVisible(not views)
        self.save_all.setVisible(len(views) > 1)

    def show_patterns(self, photos: Sequence[Photo], pattern: Photo | None) -> None:
        """List the photos that the next one may be like, the usual one first."""
        self.pattern.clear()
        for place, photo in enumerate(photos):
            day = short_day(photo.taken_on)
            self.pattern.addItem(_("{day}, the reference", day=day) if place == 0 else day, photo.sha256)
        self.pattern.setCurrentIndex(max(0, self.pattern.findData(pattern.sha256 if pattern else None)))

    def show_guide(self, guide: Guide | None) -> None:
        """Say in a line what was found."""
        if guide is None:
            self.say(_("The next photo"), _("Looking at how the last photos were taken."), "title")
            return
        count = len(guide.advice)
        answer = _n("{count} thing to change", "{count} things to change", count)
        if not count:
            answer = _("Nothing is known yet") if guide.unknown else _("Take it as the last ones")
        looked = len(guide.looked_at)
        why = _n(
            "Found by laying the last photo over this one, and in your notes.",
            "Found by laying the last {count} photos over this one, and in your notes.",
            looked,
        )
        self.say(answer, why if looked and not guide.unknown else guide.unknown, "title")

    def show_taken(self) -> None:
        """Speak of the photo that was just taken, no longer of those before it."""
        self.say(_("Your photo"), _("Keep it, or take it again."), "title")

    def show_nothing(self) -> None:
        """Say what is needed before there can be a guide."""
        self.say(
            _("No photo yet"),
            _("Add the first photos on Photos. From then on this page says how to take the next ones like them."),
            "title",
        )

    def show_shown(self, shown: Shown) -> None:
        """Offer what goes with what stands on the stage."""
        self.choice.show_key(shown)
        self.beside.setVisible(shown is Shown.GHOST)
        self.ghost.setVisible(shown is not Shown.ADVICE)
        self.ghost.screen_button.setVisible(shown is Shown.GHOST)
        self.camera.setVisible(shown is Shown.CAMERA)
