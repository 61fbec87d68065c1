"""The column beside the photo table: what is there, what is to be added, and many rows set at once.

Knows no session and no jobs.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox

from hairtrack.course import View
from hairtrack.language import _, _c, _n
from hairtrack.ui.widgets import Inspector, button, column, label, row
from hairtrack.ui.words import view_words

_PREVIEW = QSize(264, 300)


class PhotosPanel(Inspector):
    """The controls of the photos page.

    Signals
    -------
    add_wanted, drop_wanted, files_wanted, folder_wanted, out_wanted
        A button was pressed.
    day_wanted : str
        What was typed as the date of the chosen rows.
    series_wanted : str, int
        What was typed as the first date, and the days between two photos of the chosen rows.
    view_wanted : View
        For the chosen rows.
    both_wanted
        The chosen copies shall be photos of their own.
    copies_wanted
        The chosen photos shall be copied for somebody else.
    watch_wanted : bool
        Whether a folder shall be watched for new photos.
    guide_wanted
        How to take the next photo is to be shown.
    """

    add_wanted = Signal()
    drop_wanted = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()
    out_wanted = Signal()
    day_wanted = Signal(str)
    series_wanted = Signal(str, int)
    both_wanted = Signal()
    copies_wanted = Signal()
    watch_wanted = Signal(bool)
    guide_wanted = Signal()
    view_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Photos: what to do"))
        self.add_button = button(_("Add photos"), self.add_wanted.emit, role="primary", icon="add")
        self._drop = button(_("Leave these out"), self.drop_wanted.emit, role="link", icon="close")
        self._more = column(
            button(_("Choose photos"), self.files_wanted.emit, icon="photos"),
            button(_("Choose a folder"), self.folder_wanted.emit, icon="folder"),
        )
        self._watch = button(_("Watch a folder for new photos"), lambda: self.watch_wanted.emit(True), role="link")
        self._unwatch = button("", lambda: self.watch_wanted.emit(False), role="link", icon="close")
        self.guide = button(_("How to take the next photo"), self.guide_wanted.emit, role="link", icon="camera")
        self._hint = label(_("To change many at once, choose their rows."), "muted")
        self._many = label("", "section")
        self.day = QLineEdit()
        self.day.setPlaceholderText(_("2026-03-12"))
        self.day.setAccessibleName(_("Date for the chosen photos, such as 2026-03-12"))
        self.day.returnPressed.connect(self._set_day)
        self._set_day_button = button(_("Set date"), self._set_day)
        self.gap = QSpinBox()
        self.gap.setRange(1, 366)
        self.gap.setValue(28)
        self.gap.setSuffix(_c("behind a number", " days"))
        self.gap.lineEdit().setTextMargins(8, 0, 0, 0)
        self.gap.setAccessibleName(_("Days between two photos of the chosen rows"))
        self.series_button = button(
            _("Set dates"),
            lambda: self.series_wanted.emit(self.day.text(), self.gap.value()),
            tip=_(
                "In the order of file names: the first photo gets the date above, each further one so many days later"
            ),
        )
        self.view = QComboBox()
        self.view.setAccessibleName(_("View for the chosen photos"))
        for view in View:
            self.view.addItem(view_words(view), view.value)
        self._set_view_button = button(_("Set view"), lambda: self.view_wanted.emit(View(self.view.currentData())))
        self.both_button = button(_("Keep both"), self.both_wanted.emit, tip=_("Add the copies as photos of their own"))
        self.copies_button = button(
            _("Save copies without metadata"),
            self.copies_wanted.emit,
            role="link",
            icon="copy",
            tip=_("For somebody else: the pictures alone, without place or camera, named by day and view"),
        )
        self.cover = QCheckBox(_("Cover in them what I covered"))
        self.cover.setChecked(True)
        self.cover.setToolTip(_("Plain grey over your face, or whatever you chose to cover in reports"))
        self.out_button = button(_("Take out of the course"), self.out_wanted.emit, role="link", icon="delete")
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (
            self.add_button,
            self._drop,
            self._more,
            self._watch,
            self._unwatch,
            self.guide,
        ):
            self.add(widget)
        self.add(self._hint)
        self.add(self._many)
        self._rows = (
            row(self.day, self._set_day_button, stretch=False),
            row(self.view, self._set_view_button, stretch=False),
        )
        self._series = row(label(_("then every"), "muted"), self.gap, self.series_button, stretch=False)
        for line in (self._rows[0], self._series, self._rows[1]):
            self.add(line)
        self.add(self.both_button)
        self.add(self.copies_button)
        self.add(self.cover)
        self.add(self.out_button)
        self.note = label()
        self.add(self.preview)
        self.add(self.note)

    def show_waiting(self, new: int, *, any_waiting: bool) -> None:
        """Offer to add so many photos, or to leave out what waits."""
        words = _n("Add {count} photo", "Add {count} photos", new)
        self.add_button.setText(words)
        self.add_button.setAccessibleName(words)
        self.add_button.setVisible(bool(new))
        self._drop.setVisible(any_waiting)

    def show_watched(self, folder: str, *, editable: bool) -> None:
        """Say which folder is watched, or offer to watch one."""
        self._watch.setVisible(editable and not folder)
        self._unwatch.setVisible(editable and bool(folder))
        self._unwatch.setText(_("Stop watching {folder}", folder=folder))

    def show_chosen(
        self, count: int, *, editable: bool, kept: bool, copies: bool, covers: bool, any_rows: bool
    ) -> None:
        """Offer what can be done with the chosen rows.

        Parameters
        ----------
        count : int
            How many can be changed.
        editable : bool
            Whether the course takes changes now.
        kept : bool
            Whether photos of the course are among them.
        copies : bool
            Whether copies of the same shot are among them.
        covers : bool
            Whether anything is covered in what leaves the course.
        any_rows : bool
            Whether there is a row to choose at all.
        """
        self._more.setVisible(any_rows)
        self.guide.setVisible(any_rows)
        self._more.setEnabled(editable)
        self._many.setText(_n("For {count} chosen photo", "For {count} chosen photos", count))
        self._many.setVisible(bool(count))
        self._hint.setVisible(any_rows and editable and not count)
        for line in self._rows:
            line.setVisible(editable and bool(count))
        self._series.setVisible(editable and count > 1)
        self.both_button.setVisible(copies and editable)
        self.copies_button.setVisible(kept)
        self.cover.setVisible(kept and covers)
        self.out_button.setVisible(kept and editable)

    def show_picture(self, picture: QPixmap | None, note: str) -> None:
        """Show the one chosen photo larger, to see what it is of, and all that is to know of it."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.preview.setVisible(picture is not None)
        if picture is not None:
            ratio = self.devicePixelRatioF()
            size = _PREVIEW * ratio
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            scaled.setDevicePixelRatio(ratio)
            self.preview.setPixmap(scaled)

    def _set_day(self) -> None:
        self.day_wanted.emit(self.day.text())
