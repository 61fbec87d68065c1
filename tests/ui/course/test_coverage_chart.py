"""The chart under the hand: zoom, movement through the days, and what a click or a hover finds."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from hairtrack.diary import Diary, Event, LabResult
from hairtrack.report.charts.axes import whole_span
from hairtrack.report.charts.data import ChartData, ChartPoint, ChartSeries
from hairtrack.report.charts.entries import diary_chart
from hairtrack.report.charts.words import entry_of
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.course.coverage_chart import CoverageChart

# A tooltip is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FIRST = date(2025, 11, 3)
LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


POINTS = tuple(
    ChartPoint(photo=f"p{k}", beside=(f"beside {k}",), on=day(50 * k), value=20, low=15, high=25) for k in range(7)
)
DATA = diary_chart(
    Diary(
        treatments=(Treatment(id="t", kind=TreatmentKind.OTHER, name="x", dose="1 mg", started_on=day(20)),),
        labs=(LabResult(id="l", on=day(110), name="ALT", value=60, unit="U/l", low=10, high=45),),
        events=(Event(id="v", on=day(175), text="<b>fever</b> " + 20 * "and more "),),
    ),
    ChartData(series=(ChartSeries(region="r", name="Crown", points=POINTS),)),
)


@pytest.fixture
def chart(qtbot: QtBot) -> Iterator[CoverageChart]:
    made = CoverageChart()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_data(DATA, "p3")
    made.show()
    yield made
    QToolTip.hideText()


def length(chart: CoverageChart) -> float:
    return chart.span[1] - chart.span[0]


def day_at(chart: CoverageChart, x: float) -> float:
    plot = chart.layout_now.plot
    return chart.span[0] + (x - plot.left) / (plot.right - plot.left) * length(chart)


def photo_x(chart: CoverageChart, photo: str) -> float:
    return next(mark.x for mark in chart.layout_now.marks if mark.photo == photo)


def place_of(chart: CoverageChart, key: str) -> QPoint:
    mark = next(m for m in chart.layout_now.lanes.marks if key in map(entry_of, m.items))
    return QPoint(round(mark.x), round(mark.y))


def turn(
    chart: CoverageChart, x: float, *, notches: float, aside: bool = False, keys: Qt.KeyboardModifier = NONE
) -> None:
    delta = QPoint(round(120 * notches), 0) if aside else QPoint(0, round(120 * notches))
    at = QPointF(x, 200)
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(chart, QWheelEvent(at, chart.mapToGlobal(at), QPoint(), delta, buttons, keys, phase, False))


def test_the_wheel_zooms_about_the_pointer(chart: CoverageChart) -> None:
    x = photo_x(chart, "p2") + 7
    before, all_days = day_at(chart, x), length(chart)

    turn(chart, x, notches=2)

    assert length(chart) == pytest.approx(all_days / 1.5**2)
    assert day_at(chart, x) == pytest.approx(before)
    turn(chart, x, notches=-2)
    assert not chart.zoomed


def test_the_keys_zoom_about_the_photo_in_hand_and_0_shows_all(chart: CoverageChart, qtbot: QtBot) -> None:
    all_days, here = chart.span, photo_x(chart, "p3")
    with qtbot.waitSignal(chart.span_changed):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    QTest.keyClick(chart, Qt.Key.Key_Equal)
    assert length(chart) == pytest.approx((all_days[1] - all_days[0]) / 1.5**2)
    assert photo_x(chart, "p3") == pytest.approx(here)
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert length(chart) == pytest.approx((all_days[1] - all_days[0]) / 1.5)
    assert chart.zoomed
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert not chart.zoomed
    assert chart.span == all_days


def test_a_drag_takes_the_days_along_and_chooses_nothing(chart: CoverageChart, qtbot: QtBot) -> None:
    chart.show_days((day(100).toordinal(), day(200).toordinal()))
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    chart.entry_chosen.connect(heard.append)
    x = round(photo_x(chart, "p3"))
    y = round(chart.layout_now.marks[0].y)
    held = day_at(chart, x)

    QTest.mousePress(chart, LEFT, NONE, QPoint(x, y))
    for step in (20, 60, 90):
        QTest.mouseMove(chart, QPoint(x - step, y))
    assert day_at(chart, x - 90) == pytest.approx(held, abs=0.2)
    QTest.mouseRelease(chart, LEFT, NONE, QPoint(x - 90, y))

    assert heard == []
    assert length(chart) == pytest.approx(100)


def test_nobody_gets_lost(chart: CoverageChart) -> None:
    for _ in range(40):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert length(chart) == pytest.approx(7)
    first, last = whole_span(DATA)
    for key, edge in ((Qt.Key.Key_Left, first), (Qt.Key.Key_Right, last)):
        for _ in range(400):
            QTest.keyClick(chart, key, SHIFT)
        assert min(abs(chart.span[0] - edge), abs(chart.span[1] - edge)) < 0.01
        assert first - 0.01 <= chart.span[0] < chart.span[1] <= last + 0.01
    for _ in range(40):
        chart.zoom_out()
    assert length(chart) <= last - first + 0.01
    chart.grab()


def test_the_wheel_turned_aside_or_with_shift_moves_through_the_days(chart: CoverageChart) -> None:
    chart.show_days((day(100).toordinal(), day(200).toordinal()))
    turn(chart, 400, notches=-1, aside=True)
    assert chart.span == pytest.approx((day(120).toordinal(), day(220).toordinal()))
    turn(chart, 400, notches=1, keys=SHIFT)
    assert chart.span == pytest.approx((day(100).toordinal(), day(200).toordinal()))


def test_a_double_click_beside_all_marks_shows_all_days(chart: CoverageChart) -> None:
    chart.show_days((day(100).toordinal(), day(200).toordinal()))
    QTest.mouseDClick(chart, LEFT, NONE, QPoint(round(photo_x(chart, "p3")), round(chart.layout_now.marks[3].y)))
    assert chart.zoomed
    QTest.mouseDClick(chart, LEFT, NONE, QPoint(round(chart.layout_now.plot.left) + 4, 60))
    assert not chart.zoomed


def test_a_click_on_a_mark_of_the_diary_names_its_entry(chart: CoverageChart, qtbot: QtBot) -> None:
    heard: list[str] = []
    chart.entry_chosen.connect(heard.append)
    bar = chart.layout_now.lanes.bars[0].box
    for place in (place_of(chart, "l"), place_of(chart, "v"), QPoint(round(bar.left) + 99, round(bar.top) + 2)):
        QTest.mouseClick(chart, LEFT, NONE, place)
    assert heard == ["l", "v", "t"]


def test_the_arrows_bring_the_next_visit_into_view(chart: CoverageChart) -> None:
    chart.show_days((day(140).toordinal(), day(160).toordinal()))
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert heard == ["p4"]
    assert chart.span[0] < day(200).toordinal() < chart.span[1]
    assert length(chart) == pytest.approx(20)


def test_ctrl_and_the_arrows_walk_the_diary_and_return_opens_its_entry(chart: CoverageChart, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    opened: list[str] = []
    wanted: list[str] = []
    chart.entry_chosen.connect(opened.append)
    chart.photo_wanted.connect(wanted.append)
    # From the photo of day 150: first to the event of day 175, then back to the blood test of day 110.
    QTest.keyClick(chart, Qt.Key.Key_Right, control)
    assert chart.accessibleDescription().startswith("27 April 2026: <b>fever</b>")
    QTest.keyClick(chart, Qt.Key.Key_Right, control)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Left, control)
    assert chart.accessibleDescription().startswith("21 February 2026: ALT 60 U/l")
    qtbot.waitUntil(lambda: "ALT 60 U/l" in QToolTip.text())
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Left, control)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["v", "l", "t"]
    assert wanted == []
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["v", "l", "t"]
    assert wanted == ["p3"]


def test_what_fails_while_it_is_painted_leaves_the_window_standing(
    chart: CoverageChart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("hairtrack.ui.course.coverage_chart.paint_chart", fail)
        with pytest.raises(RuntimeError):
            chart.grab()
    assert not chart.grab().isNull()


def test_any_photo_of_a_visit_is_in_hand(chart: CoverageChart) -> None:
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    chart.show_data(DATA, "beside 2")
    assert chart.accessibleDescription().startswith("11 February 2026: Crown 20 % (15 to 25).")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert heard == ["p1"]


def test_the_days_stay_when_the_course_changes_and_go_with_another_one(chart: CoverageChart) -> None:
    shown = (float(day(100).toordinal()), float(day(200).toordinal()))
    chart.show_days(shown)
    chart.show_data(DATA, "p4")
    assert chart.span == shown
    other = ChartPoint(photo="q", on=date(2001, 1, 1), value=1, low=0, high=2)
    chart.show_data(ChartData(series=(ChartSeries(region="r", name="x", points=(other,)),)))
    assert not chart.zoomed


def test_hover_tells_of_the_diary_and_takes_no_words_for_markup(chart: CoverageChart, qtbot: QtBot) -> None:
    QTest.mouseMove(chart, place_of(chart, "l"))
    qtbot.waitUntil(lambda: "ALT 60 U/l, above the laboratory's range of 10 to 45" in QToolTip.text())
    QTest.mouseMove(chart, place_of(chart, "v"))
    qtbot.waitUntil(lambda: "&lt;b&gt;fever" in QToolTip.text())
    assert all(len(line) < 90 for line in QToolTip.text().splitlines())
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
