"""What of the photos a report shows, and on which paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hairtrack.course import Course, View
from hairtrack.language import _, _c, listed
from hairtrack.report.choices import Archive, PaperSize
from hairtrack.ui import theme
from hairtrack.ui.report.ticks import TickBox
from hairtrack.ui.report.wishes import Part, Wishes
from hairtrack.ui.widgets import Choice, button, label
from hairtrack.ui.words import view_words
from hairtrack.workflow.cover_photos import views_without_cover

_SHEETS = ((PaperSize.A4, "A4", "", ""), (PaperSize.LETTER, _("US Letter"), "", ""))
_KEEPING = {"PDF": Archive.NONE, "PDF/A-2a": Archive.A2A, "PDF/A-3a": Archive.A3A}
_KEEPING_WORDS = _(
    "PDF/A is a PDF that archives can still read in many years; some clinics ask for it. 2a allows no attached data, "
    "3a keeps it."
)


class PhotosChoice(QWidget):
    """Cropped, covered, at full size.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    covers_wanted
        The user wants to see or change what is covered.
    """

    changed = Signal(object)
    covers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.crop = TickBox(_("Crop to the regions"), _("Only the regions and a little around them are shown"))
        self.cover = TickBox(_("Cover faces"), _("What you covered is made plain grey"))
        self.edit = button(_("Choose what is covered"), self.covers_wanted.emit, role="link", icon="edit")
        self.uncropped, self.uncovered = label("", "muted"), label("", "muted")
        self.originals = TickBox(
            _("Add every photo at full size"), _("At the end of the report; the file becomes large")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        self.boxes = {"crop": self.crop, "cover": self.cover, "originals": self.originals}
        for widget in (self.crop, self.uncropped, self.cover, self.uncovered, self.edit, self.originals):
            column.addWidget(widget)
        for name, box in self.boxes.items():
            box.toggled.connect(lambda on, name=name: self.changed.emit({name: on}))

    def show_wishes(self, wishes: Wishes, course: Course) -> str:
        """Show what is chosen, and say it in a few words."""
        no_region = "" if course.regions else _("No region is drawn yet; the Measure page does that")
        unused = "" if wishes.uses(Part.ORIGINALS) else _("Only the full record has room for that")
        for name, why_not in (("crop", no_region), ("cover", ""), ("originals", unused)):
            box = self.boxes[name]
            box.blockSignals(True)
            box.setChecked(getattr(wishes, name) and not why_not)
            box.blockSignals(False)
            box.allow(why_not)
        shown = wishes.shown_views(course)
        cropped = {region.view for region in course.regions if region.id not in wishes.no_regions}
        whole = [view for view in shown if view not in cropped]
        _say_left_out(
            self.uncropped,
            _("No region is chosen in: {views}. Photos of these stay out of the report."),
            whole if self.crop.isChecked() else [],
        )
        bare = [view for view in shown if view in views_without_cover(course)]
        _say_left_out(
            self.uncovered,
            _("Nothing is covered yet in: {views}. Photos of these stay out of the report."),
            bare if wishes.cover else [],
        )
        self.edit.setVisible(wishes.cover)
        words = (
            ("crop", _c("photos", "cropped")),
            ("cover", _("faces covered")),
            ("originals", _("full size too")),
        )
        said = [word for name, word in words if self.boxes[name].isChecked()]
        return listed(said) or _c("photos", "as they are")


def _say_left_out(words: QLabel, why: str, views: list[View]) -> None:
    """Say which views have no photos in the report, if there are any."""
    words.setText(why.format(views=", ".join(map(view_words, views))))
    words.setVisible(bool(views))


class PaperChoice(QWidget):
    """A4 or Letter, and for keeping.

    Signals
    -------
    changed : dict of str to object
        Fields of `Wishes`.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Choice(_SHEETS, lambda key: self.changed.emit({"paper": PaperSize(key)}), _("Paper"))
        self.keeping = Choice(
            ((words, words, "", "") for words in _KEEPING),
            lambda key: self.changed.emit({"archive": _KEEPING[key]}),
            _("For keeping"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for widget in (self.sheet, label(_("For keeping"), "muted"), self.keeping, label(_KEEPING_WORDS, "muted")):
            column.addWidget(widget)

    def show_wishes(self, wishes: Wishes) -> str:
        """Show what is chosen, and say it in a few words."""
        self.sheet.show_key(wishes.paper)
        keeping = next(words for words, archive in _KEEPING.items() if archive is wishes.archive)
        self.keeping.show_key(keeping)
        sheet = next(words for key, words, _, _ in _SHEETS if key == wishes.paper)
        return f"{sheet}, {keeping}" if wishes.archive else sheet
