"""The course over time: the chart, its trend in one sentence, and the diary."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from hairtrack.analysis.trend import Trend
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.course import Course, Region
from hairtrack.diary import GroomKind
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.ui import theme
from hairtrack.ui.coverage_chart import CoverageChart
from hairtrack.ui.diary_panel import DiaryPanel
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, label
from hairtrack.ui.words import count_words
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.keep_diary import DiaryImport, calendar, due, import_diary

_PROBLEMS_SHOWN = 5


class CoursePage(Page):
    """Coverage and treatments on one timeline."""

    name = "course"
    title = "Course"
    icon = "course"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chart = CoverageChart()
        self.chart.chosen.connect(lambda sha: self.session.select(current=sha))
        self.stage = QWidget()
        self.stage.setProperty("role", "panel")
        inside = QVBoxLayout(self.stage)
        inside.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.PAD)
        inside.addWidget(self.chart, 1)
        self.inspector = self._side = Inspector("Course")
        self.region = QComboBox()
        self.region.setAccessibleName("Region of the trend")
        self.region.activated.connect(lambda _: self._say_trend())
        self.diary = DiaryPanel(self.session)
        self.diary.calendar_wanted.connect(self._ask_calendar)
        self.diary.table_wanted.connect(self._ask_table)
        self._read = label()
        self._read.setVisible(False)
        for widget in (self.region, self.diary, self._read):
            self._side.add(widget)
        self._in_front = False
        self.session.course_changed.connect(self._refresh)
        self.session.selection_changed.connect(self._show_chart)
        self.session.opened.connect(self.diary.close_form)

    # Coming and going

    def enter(self) -> None:
        """Show the present course."""
        self._in_front = True
        self._read.setVisible(False)
        self._side.verticalScrollBar().setValue(0)
        self._refresh()

    def leave(self) -> None:
        """Put a half-filled form away."""
        self._in_front = False
        self.diary.close_form()

    def badge(self) -> str:
        """Say what is late."""
        today = date.today()
        late = sum(item.on < today for item in due(self.session.course, today)) if self.session.course.photos else 0
        return f"{late} due" if late else ""

    # What is shown

    def _refresh(self) -> None:
        if self._in_front:
            self._show_chart()
            self.diary.refresh()
        self.badge_changed.emit()

    def _show_chart(self) -> None:
        if not self._in_front:
            return
        session, view = self.session, self.session.view
        current = session.photo.sha256 if session.photo else ""
        self.chart.show_data(chart_data(session.course, view), current)
        regions = session.course.regions_in(view) if view else ()
        kept = self.region.currentData()
        self.region.clear()
        for region in regions:
            self.region.addItem(region.name, region.id)
        self.region.setCurrentIndex(max(0, self.region.findData(kept)))
        self.region.setVisible(len(regions) > 1)
        self._say_trend()

    def _say_trend(self) -> None:
        course = self.session.course
        region = course.region(self.region.currentData() or "")
        found = region_trend(course, region) if region else None
        self._side.say(*_trend_words(course, region, found), role="lead" if found else "title")

    # Files

    def _ask_calendar(self) -> None:
        chosen = self._ask_file(saving=True)
        if chosen is not None:
            self.write_calendar(chosen)

    def write_calendar(self, path: Path) -> None:
        """Write what is due as a calendar file."""
        try:
            calendar(self.session.course, path, date.today())
        except HairtrackError as error:
            self.session.say(error_sentence(error))
            return
        self._tell(f"Saved as {path.name}. Saving it again later moves the dates in your calendar.")

    def _ask_table(self) -> None:
        chosen = self._ask_file(saving=False)
        if chosen is not None:
            self.read_table(chosen)

    def read_table(self, path: Path) -> None:
        """Add the lines of a table to the diary and say which could not be read."""
        try:
            course, result = import_diary(self.session.course, path)
        except HairtrackError as error:
            self.session.say(error_sentence(error))
            return
        if self.session.apply(f"read {path.name}", course):
            self._tell(_import_words(path.name, result))

    def _ask_file(self, *, saving: bool) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if saving:
            start = str(Path(folder) / f"{self.session.course.name}.ics")
            chosen, _ = QFileDialog.getSaveFileName(self.stage, "Save as a calendar", start, "Calendar (*.ics)")
        else:
            chosen, _ = QFileDialog.getOpenFileName(self.stage, "Read a table", folder, "Table (*.csv *.tsv *.txt)")
        return Path(chosen) if chosen else None

    def _tell(self, words: str) -> None:
        self._read.setText(words)
        self._read.setVisible(True)


def _trend_words(course: Course, region: Region | None, found: Trend | None) -> tuple[str, str]:
    """Say the trend, and what it rests on."""
    if not course.visits():
        return "No dated photos yet", "Add photos first. Their coverage is drawn here over time."
    if region is None:
        return "No region in this view yet", "Draw one on the Measure page. The diary can be kept in the meantime."
    if found is None:
        return "Too early for a trend", f"{region.name}: {trend_sentence(None)}"
    verdict = course_sentence(course_verdict(course, region, found))
    basis = f"A line through {count_words(found.visits, 'visit')} of {region.name}. It says how much, not why."
    words = f"{trend_sentence(found)}\n\n{basis} {trend_basis(found)}".rstrip()
    cuts = {
        groom.length_mm for groom in course.diary.grooms if groom.kind is GroomKind.HAIRCUT and groom.on >= found.since
    }
    if len(cuts) > 1 or None in cuts:
        words += " The hair was cut to different lengths in this time, which changes coverage by itself."
    return verdict, words


def _import_words(name: str, result: DiaryImport) -> str:
    """Say what came of reading a table."""
    said = [f"{name}: {count_words(result.accepted, 'line')} added."]
    if result.already_there:
        said.append(f"{count_words(result.already_there, 'line was', 'lines were')} there already.")
    shown = result.problems[:_PROBLEMS_SHOWN]
    said += [f"Line {line}: {sentence}" for line, sentence in shown]
    if len(result.problems) > len(shown):
        said.append(f"{len(result.problems) - len(shown)} more lines could not be read.")
    return "\n".join(said)
