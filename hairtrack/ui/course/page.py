"""The course over time: coverage, SALT or blood tests, what they say in one sentence, and the diary."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox

from hairtrack.language import _, _n
from hairtrack.report.charts.lab_data import labs_of
from hairtrack.ui.course.salt_gaps import Gap, first_step, gaps_of
from hairtrack.ui.course.salt_panel import SaltPanel
from hairtrack.ui.course.salt_rows import answer_words
from hairtrack.ui.course.stage import CourseStage, Shown
from hairtrack.ui.course.words import judged_after, lab_words, published_words, trend_words
from hairtrack.ui.diary.files import DiaryFiles
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.fold import Fold
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, label
from hairtrack.workflow.course_chart import chart_data, salt_chart
from hairtrack.workflow.course_salt import course_salt
from hairtrack.workflow.course_trend import region_trend
from hairtrack.workflow.diary.due import due

_FOUR_VIEWS = _(
    "SALT needs photos of the four views top, back, left and right from one visit, with the area drawn in each and "
    "measured. What your doctor judged can be kept without photos."
)


class CoursePage(Page):
    """What was measured, taken and noted, on one timeline."""

    name = "course"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stage = self._stage = CourseStage()
        self.chart, self.labs, self.hint = self._stage.chart, self._stage.labs, self._stage.hint
        self.inspector = self._side = Inspector(_("Course"))
        self.region = QComboBox()
        self.region.setAccessibleName(_("Region of the trend"))
        self.salt = SaltPanel()
        self._basis = label("", "muted")
        self.basis = Fold(_("What the line rests on"), self._basis)
        self._judged = label("", "muted")
        self.judged = Fold(_("When a treatment can be judged"), self._judged)
        self.published = label("", "muted")
        self.trials = Fold("", self.published)
        self.diary = DiaryPanel(self.session)
        self.files = DiaryFiles(self.session, self.jobs, self.stage, self._tell)
        self._read = label()
        self._read.setVisible(False)
        # What is said is of one region, so that this stands directly under the verdict.
        self._side.column.insertWidget(1, self.region)
        for widget in (self.salt, self.basis, self.judged, self.trials, self.diary, self._read):
            self._side.add(widget)
        self._in_front = False
        # In a turn of its own behind the chart, so that neither holds the window for long.
        self._diary_next = QTimer(self, singleShot=True, interval=0)
        self._diary_next.timeout.connect(self._refresh_diary)
        self._connect()

    def _connect(self) -> None:
        self._stage.switched.connect(lambda _key: self._show())
        self.chart.chosen.connect(lambda sha: self.session.select(current=sha))
        self.chart.photo_wanted.connect(self._open_photo)
        self.chart.entry_chosen.connect(self._open_entry)
        self.labs.entry_chosen.connect(self._open_entry)
        self.salt.score_wanted.connect(partial(self._add, "salt"))
        self.salt.gap_wanted.connect(self._go_to_gap)
        self.region.activated.connect(lambda _place: self._say_trend())
        self.diary.calendar_wanted.connect(self.files.ask_calendar)
        self.diary.table_wanted.connect(self.files.ask_table)
        self.diary.table_saving_wanted.connect(self.files.ask_table_to_write)
        self.session.course_changed.connect(self._refresh)
        self.session.selection_changed.connect(self._show)
        self.session.opened.connect(self.diary.close_form)

    # Coming and going

    def enter(self) -> None:
        """Show the present course."""
        self._in_front = True
        self._read.setVisible(False)
        self._side.verticalScrollBar().setValue(0)
        self._show()
        self._diary_next.start()
        self.badge_changed.emit()

    def leave(self) -> None:
        """Put a half-filled form away."""
        self._in_front = False
        self.diary.close_form()

    def badge(self) -> str:
        """Say what is late."""
        today = date.today()
        late = sum(item.on < today for item in due(self.session.course, today)) if self.session.course.photos else 0
        return _n("{count} due", "{count} due", late) if late else ""

    def _open_photo(self, sha256: str) -> None:
        self.session.select(current=sha256)
        self.go_to.emit("measure")

    def _open_entry(self, entry: str) -> None:
        self.diary.open_entry(entry)
        self._mind_the_fold()

    def _add(self, kind: str) -> None:
        self.diary.add(kind)
        self._mind_the_fold()

    def _mind_the_fold(self) -> None:
        if not self._side.isVisible():
            self.session.say(_("The entry is open in the column at the right, which is folded. Ctrl+I shows it."))

    def turn_to(self, shown: Shown) -> None:
        """Put something else on the stage."""
        self._stage.choice.show_key(shown)
        self._show()

    # What is shown

    def _refresh(self) -> None:
        self._show()
        self._refresh_diary()
        self.badge_changed.emit()

    def _refresh_diary(self) -> None:
        if self._in_front:
            self.diary.refresh()

    def _show(self) -> None:
        if not self._in_front:
            return
        stage, today = self._stage.shown, date.today()
        diary = self.session.course.diary
        judged = judged_after(diary, today) if stage is not Shown.LABS else ""
        names, published = published_words(diary, today) if stage is Shown.SALT else ("", "")
        self._judged.setText(judged)
        self.judged.setVisible(bool(judged))
        found = _("What trials of {treatments} found", treatments=names)
        self.trials.switch.setText(found)
        self.trials.switch.setAccessibleName(found)
        self.published.setText(published)
        self.trials.setVisible(bool(published))
        self.region.setVisible(False)
        self.basis.setVisible(False)
        self.salt.setVisible(stage is Shown.SALT)
        match stage:
            case Shown.COVERAGE:
                self._show_coverage()
            case Shown.SALT:
                self._show_salt()
            case Shown.LABS:
                self._show_labs()

    def _show_coverage(self) -> None:
        session, view = self.session, self.session.view
        if session.course.visits() or session.course.diary.entries():
            current = session.photo.sha256 if session.photo else ""
            self._stage.show_chart(chart_data(session.course, view), current)
        else:
            self._stage.show_hint(
                _("Nothing to draw yet"),
                _(
                    "Coverage needs photos with a date, and a region that is measured in them. What you keep in the "
                    "diary is drawn here too."
                ),
                _("Go to Photos"),
                lambda: self.go_to.emit("photos"),
            )
        regions = session.course.regions_in(view) if view else ()
        kept = self.region.currentData()
        self.region.clear()
        for region in regions:
            self.region.addItem(region.words, region.id)
        self.region.setCurrentIndex(max(0, self.region.findData(kept)))
        self.region.setVisible(len(regions) > 1)
        self._say_trend()

    def _say_trend(self) -> None:
        course = self.session.course
        region = course.region(self.region.currentData() or "")
        found = region_trend(course, region) if region else None
        verdict, words, basis = trend_words(course, region, found)
        self._side.say(verdict, words, role="lead" if found else "title")
        self._basis.setText(basis)
        self.basis.setVisible(bool(basis))

    def _show_salt(self) -> None:
        course = self.session.course
        found = course_salt(course)
        valued = any(visit.value for visit in found.visits)
        if valued or found.judged:
            current = self.session.photo.sha256 if self.session.photo else ""
            self._stage.show_chart(salt_chart(course, found), current)
        else:
            gaps = gaps_of(course, found.visits[-1] if found.visits else None)
            step = first_step(gaps)
            words = f"{_FOUR_VIEWS}\n\n" + "\n".join(gap.words for gap in gaps)
            do = partial(self._go_to_gap, step) if step else None
            self._stage.show_hint(_("No SALT yet"), words, step.action if step else "", do)
        self.salt.show_salt(found, course)
        self.salt.add.setEnabled(not self.session.read_only)
        self._side.say(*answer_words(found, course.diary), role="answer" if valued else "title")

    def _go_to_gap(self, gap: Gap) -> None:
        if gap.view is not None:
            self.session.select_view(gap.view)
        self.go_to.emit(gap.page)

    def _show_labs(self) -> None:
        diary = self.session.course.diary
        labs = labs_of(diary)
        if labs.series:
            self._stage.show_labs(labs)
            self._side.say(*lab_words(diary, labs), role="lead")
            return
        self._stage.show_hint(
            _("No blood test yet"),
            _(
                "Type in a result with the unit and the range that the laboratory printed beside it. Each test gets a "
                "chart of its own here."
            ),
            _("Add a blood test"),
            None if self.session.read_only else partial(self._add, "lab"),
        )
        self._side.say(_("No blood test yet"), "", role="title")

    def _tell(self, words: str) -> None:
        self._read.setText(words)
        self._read.setVisible(True)
