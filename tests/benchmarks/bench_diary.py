"""What a diary of ten thousand entries costs: its table, what is due, the chart, the panel, a typed key.

Prints one row each: name, value, limit, ok. What the window does on its own thread is given as the median and the worst
of several, milliseconds; a table as seconds.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from hairtrack.course import Course
from hairtrack.diary import Diary, Event, LabResult, Session, Severity, SideEffect, Symptom
from hairtrack.report.charts.chart import LIGHT, chart_layout
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.session import Session as OpenSession
from hairtrack.ui.theme import Scheme, Theme
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.diary.due import due
from hairtrack.workflow.diary.table_in import import_diary
from hairtrack.workflow.diary.table_out import export_diary
from hairtrack.workflow.diary.taken_between import taken_between
from hairtrack.workflow.diary.typed_line import LineReader
from tests.benchmarks.row import Row, print_rows

ENTRIES = 10_000
FIRST, TODAY = date(2020, 1, 6), date(2026, 6, 1)
REPEATS = 9
TYPED = "yesterday: itch 4 crown, shedding 2; headache mild; washed; ALT 16; note slept badly"


def main() -> int:
    """Print the rows."""
    application = QApplication.instance() or QApplication([])
    course = Course(id="c", name="Ten thousand", created_on=FIRST, diary=_diary())
    rows = [*_tables(course), *_answers(course)]
    if isinstance(application, QApplication):
        Theme(application, Scheme.LIGHT)
        rows += _window(course, application)
    return print_rows(rows)


def _diary() -> Diary:
    rng = random.Random(1)
    share = ENTRIES // 5

    def day() -> date:
        return FIRST + timedelta(days=rng.randrange((TODAY - FIRST).days))

    def result(number: int) -> LabResult:
        name = rng.choice(("ALT", "AST", "lymphocytes", "platelets"))
        return LabResult(id=f"l{number}", on=day(), name=name, value=number, unit="U/L", low=10, high=60)

    def effect(number: int) -> SideEffect:
        since = day()
        until = since + timedelta(days=rng.randrange(20))
        return SideEffect(id=f"e{number}", name=f"effect {number}", severity=Severity.MILD, since=since, until=until)

    def symptom(number: int) -> Symptom:
        name = rng.choice(("itch", "shedding", "tightness"))
        return Symptom(id=f"s{number}", on=day(), name=name, severity=number % 11, area=f"place {number}")

    jak = Treatment(
        id="jak", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg", started_on=FIRST, form="capsule"
    )
    laser = replace(jak, id="laser", kind=TreatmentKind.PROCEDURE, name="laser", dose="", form="", frequency="weekly")
    return Diary(
        treatments=(jak, laser),
        events=tuple(Event(id=f"v{k}", on=day(), text=f"event {k}") for k in range(share)),
        labs=tuple(map(result, range(share))),
        symptoms=tuple(map(symptom, range(share))),
        side_effects=tuple(map(effect, range(share))),
        sessions=tuple(Session(id=f"i{k}", on=day(), treatment="laser", note=f"number {k}") for k in range(share)),
    )


def _tables(course: Course) -> list[Row]:
    empty = Course(id="d", name="Empty", created_on=FIRST)
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "diary.csv"
        writing = _once(lambda: export_diary(course, table))
        reading = _once(lambda: import_diary(empty, table))
        read, said = import_diary(empty, table)
        again = _once(lambda: import_diary(read, table))
    assert not said.problems
    assert len(read.diary.entries()) == len(course.diary.entries())
    return [
        Row("write the table, s", writing, 1.0),
        Row("read the table, s", reading, 3.0),
        Row("read it again into the same diary, s", again, 3.0),
    ]


def _answers(course: Course) -> list[Row]:
    reader = LineReader(course, TODAY)
    typed = (TYPED[:length] for length in range(1, len(TYPED) + 1))
    keys = [1000 * _once(partial(reader.read, line)) for line in typed]
    return [
        *_rows("what is due", lambda: due(course, TODAY)),
        *_rows("what was taken between two days", lambda: taken_between(course, FIRST, TODAY)),
        *_rows("gather the names for a typed line", lambda: LineReader(course, TODAY)),
        Row("a key in a typed line, ms, median", statistics.median(keys), 16.0),
        Row("a key in a typed line, ms, worst", max(keys), 50.0),
    ]


def _window(course: Course, application: QApplication) -> list[Row]:
    data = chart_data(course, None)
    frame = QRectF(0, 0, 1280, 800)
    rows = [
        *_rows("gather the chart", lambda: chart_data(course, None)),
        *_rows("lay the chart out, 1280 x 800", lambda: chart_layout(data, frame, LIGHT)),
    ]
    with tempfile.TemporaryDirectory() as place:
        session = OpenSession()
        session.new(Path(place) / "Many.hairtrack", "Many")
        session.apply("fill", replace(session.course, diary=course.diary))
        panel = DiaryPanel(session, today=lambda: TODAY)
        panel.resize(320, 1000)
        panel.show()
        application.processEvents()
        diaries = iter([replace(course.diary, events=course.diary.events[k + 1 :]) for k in range(REPEATS)])

        def after_an_edit() -> None:
            session.apply("edit", replace(session.course, diary=next(diaries)))
            panel.refresh()

        rows += _rows("show the diary after an edit, saving with it", after_an_edit)
        panel.close()
        session.close()
    return rows


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _rows(name: str, work: Callable[[], object]) -> list[Row]:
    """Time work several times; the window's thread may be held 50 ms."""
    spent = [1000 * _once(work) for _ in range(REPEATS)]
    return [Row(f"{name}, ms, median", statistics.median(spent), 50.0), Row(f"{name}, ms, worst", max(spent), 100.0)]


if __name__ == "__main__":
    sys.exit(main())
