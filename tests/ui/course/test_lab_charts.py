"""Blood tests on screen: read by pointer and by keys, and never squeezed."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from hairtrack.diary import Diary, LabResult
from hairtrack.report.charts.lab_data import LabData, labs_of
from hairtrack.ui.course.lab_charts import LabCharts

# A tooltip is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FIRST = date(2026, 1, 5)


def data(tests: int = 2, results: int = 3) -> LabData:
    return labs_of(
        Diary(
            labs=tuple(
                LabResult(
                    id=f"{test}-{visit}",
                    on=FIRST + timedelta(weeks=4 * visit),
                    name=f"Test {test:02}",
                    value=10 * test + visit,
                    unit="U/L",
                    high=11,
                )
                for test in range(tests)
                for visit in range(results)
            )
        )
    )


@pytest.fixture
def charts(qtbot: QtBot) -> LabCharts:
    made = LabCharts()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_data(data())
    made.show()
    qtbot.waitActive(made)
    return made


def spot(charts: LabCharts, test: int, visit: int) -> QPoint:
    mark = charts.field.layout_now.cells[test].marks[visit]
    return QPoint(round(mark.x), round(mark.y))


def test_hover_tells_value_range_and_day(qtbot: QtBot, charts: LabCharts) -> None:
    QTest.mouseMove(charts.field, spot(charts, 1, 2))
    told = "Test 01 12 U/L, above the laboratory's range of 11 or less. 2 March 2026."
    qtbot.waitUntil(lambda: QToolTip.text() == told)
    QTest.mouseMove(charts.field, QPoint(2, 2))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_keys_go_from_result_to_result_and_from_test_to_test(qtbot: QtBot, charts: LabCharts) -> None:
    charts.field.setFocus(Qt.FocusReason.TabFocusReason)
    keys = Qt.Key
    at = []
    for key in (keys.Key_Left, keys.Key_Home, keys.Key_Left, keys.Key_Down, keys.Key_Left, keys.Key_Down, keys.Key_Up):
        QTest.keyClick(charts.field, key)
        at.append(charts.field.said.split(" U/L")[0])
    assert at == ["Test 00 1", "Test 00 0", "Test 00 0", "Test 01 12", "Test 01 11", "Test 01 12", "Test 00 2"]
    assert charts.field.accessibleDescription().startswith("Test 00 2 U/L, within the laboratory's range")
    with qtbot.waitSignal(charts.entry_chosen) as heard:
        QTest.keyClick(charts.field, keys.Key_Return)
    assert heard.args == ["0-2"]


def test_a_click_opens_a_result(qtbot: QtBot, charts: LabCharts) -> None:
    with qtbot.waitSignal(charts.entry_chosen) as heard:
        QTest.mouseClick(charts.field, Qt.MouseButton.LeftButton, pos=spot(charts, 1, 0))
    assert heard.args == ["1-0"]
    with qtbot.assertNotEmitted(charts.entry_chosen):
        QTest.mouseClick(charts.field, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_twelve_tests_are_scrolled_to_by_keys(qtbot: QtBot, charts: LabCharts) -> None:
    charts.show_data(data(tests=12))
    assert charts.field.height() > 2 * charts.height()
    charts.field.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(11):
        QTest.keyClick(charts.field, Qt.Key.Key_Down)
    assert charts.verticalScrollBar().value() > 0
    below = spot(charts, 11, 2).y() - charts.verticalScrollBar().value()
    assert 0 < below < charts.viewport().height()


def test_all_of_it_is_described(charts: LabCharts) -> None:
    described = charts.field.accessibleDescription()
    assert "Test 00 in U/L: 3 results, the newest 2 on 2 March 2026, within" in described
    assert "Test 01 in U/L: 3 results, the newest 12 on 2 March 2026, above" in described


def test_a_result_that_is_gone_is_no_longer_in_hand(charts: LabCharts) -> None:
    charts.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert charts.field.said
    charts.show_data(LabData())
    assert charts.field.said == ""
    QTest.keyClick(charts.field, Qt.Key.Key_Down)
    QTest.keyClick(charts.field, Qt.Key.Key_Return)
    charts.grab()
