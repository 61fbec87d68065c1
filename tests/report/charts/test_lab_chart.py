"""The charts of blood tests: each result where its day and value put it, and told apart without colour."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hairtrack.diary import Diary, LabResult
from hairtrack.report.charts.lab_chart import draw_labs, lab_chart_svg, labs_height, labs_layout
from hairtrack.report.charts.lab_data import LabData, Standing, describe_labs, labs_of, outside_lines, point_words
from hairtrack.report.charts.lab_layout import LabCell, LabLayout, mark_near
from hairtrack.report.charts.look import DARK, LIGHT
from hairtrack.treatment import Treatment, TreatmentKind

FIRST = date(2026, 1, 5)
RECT = QRectF(0, 0, 820, 600)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Have letters, without which nothing can be measured."""


def lab(
    name: str, value: float, week: int, *, unit: str = "U/L", low: float | None = None, high: float | None = None
) -> LabResult:
    on = FIRST + timedelta(weeks=week)
    return LabResult(id=f"{name} {unit} {week}", on=on, name=name, value=value, unit=unit, low=low, high=high)


def jak(week: int = 0, name: str = "ritlecitinib", kind: TreatmentKind = TreatmentKind.JAK_INHIBITOR) -> Treatment:
    return Treatment(id=name, kind=kind, name=name, dose="50 mg", started_on=FIRST + timedelta(weeks=week))


def of(*labs: LabResult, treatments: tuple[Treatment, ...] = ()) -> LabData:
    return labs_of(Diary(labs=labs, treatments=treatments))


def laid(data: LabData, rect: QRectF = RECT) -> LabLayout:
    return labs_layout(data, rect, LIGHT)


@pytest.mark.parametrize(
    ("value", "low", "high", "standing"),
    [
        (5.0, 5.0, 9.0, Standing.WITHIN),
        (9.0, 5.0, 9.0, Standing.WITHIN),
        (4.99, 5.0, 9.0, Standing.BELOW),
        (9.01, 5.0, 9.0, Standing.ABOVE),
        (1e6, 5.0, None, Standing.WITHIN),
        (4.0, 5.0, None, Standing.BELOW),
        (-3.0, None, 9.0, Standing.WITHIN),
        (10.0, None, 9.0, Standing.ABOVE),
        (10.0, None, None, Standing.UNKNOWN),
    ],
)
def test_a_result_is_held_against_its_own_range(
    value: float, low: float | None, high: float | None, standing: Standing
) -> None:
    assert of(lab("ALT", value, 0, low=low, high=high)).series[0].points[0].standing is standing


def test_one_chart_a_test_and_unit() -> None:
    data = of(
        lab("ldl", 3.4, 4, unit="mmol/L"),
        lab("ALT", 20, 4),
        lab("LDL", 140, 8, unit="mg/dL"),
        lab("LDL ", 3.1, 0, unit="mmol / l"),
        lab("ALT", 22, 0, unit="U/l"),
    )
    shown = [(series.name, series.unit, [point.value for point in series.points]) for series in data.series]
    assert shown == [
        ("ALT", "U/L", [22, 20]),
        ("LDL", "mg/dL", [140]),
        ("ldl", "mmol/L", [3.1, 3.4]),
    ]
    assert [series.other_units for series in data.series] == [(), ("mmol/L",), ("mg/dL",)]
    assert "Results in mmol/L stand apart." in describe_labs(data)
    notes = [cell.note.text if cell.note else "" for cell in laid(data).cells]
    assert notes == ["", "mmol/L charted apart", "mg/dL charted apart"]


def test_units_that_differ_by_case_alone_are_not_joined() -> None:
    assert len(of(lab("TSH", 2, 0, unit="mU/L"), lab("TSH", 2, 4, unit="MU/L")).series) == 2


def test_a_result_is_said_with_its_range_its_day_and_the_week_of_treatment() -> None:
    data = of(lab("ALT", 62, 24, low=10, high=45), lab("ALT", 30, 0), treatments=(jak(),))
    series = data.series[0]
    assert point_words(series, series.points[1]) == (
        "ALT 62 U/L, above the laboratory's range of 10 to 45. 22 June 2026, week 24 of ritlecitinib."
    )
    assert point_words(series, series.points[0]).startswith("ALT 30 U/L, no range given. 5 January 2026, week 0")


def test_the_newest_result_outside_is_said_of_each_test() -> None:
    assert outside_lines(of(lab("ALT", 20, 0, high=45))) == ()
    data = of(
        lab("ALT", 62, 4, high=45),
        lab("ALT", 30, 8, high=45),
        lab("CK", 400, 4, high=308),
        lab("CK", 410, 8, high=308),
        lab("Lymphocytes", 0.8, 8, unit="10^9/L", low=1.0, high=4.0),
    )
    assert outside_lines(data) == (
        "ALT 62 U/L on 2 Feb 2026: above, within since",
        "CK 410 U/L on 2 Mar 2026: above",
        "Lymphocytes 0.8 10^9/L on 2 Mar 2026: below",
    )


def test_marks_stand_where_day_and_value_put_them() -> None:
    cell = laid(of(*(lab("ALT", value, week, high=45) for week, value in ((0, 10), (10, 30), (20, 50))))).cells[0]
    xs, ys = [mark.x for mark in cell.marks], [mark.y for mark in cell.marks]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1])
    assert ys[0] - ys[1] == pytest.approx(ys[1] - ys[2])
    assert ys[2] < ys[1] < ys[0]
    ticks = {float(tick.label.text): tick.at for tick in cell.values}
    per_unit = (ys[0] - ys[2]) / 40
    for value, at in ticks.items():
        assert at == pytest.approx(ys[0] - (value - 10) * per_unit)
    assert cell.bands[0].box.bottom == cell.plot.bottom
    assert cell.bands[0].box.top == pytest.approx(ys[0] - 35 * per_unit)


def test_a_range_that_changed_changes_half_way_between_the_results() -> None:
    results = (lab("ALT", 20, 0, high=45), lab("ALT", 20, 10, high=45), lab("ALT", 20, 20, high=40))
    cell = laid(of(*results, lab("ALT", 20, 30))).cells[0]
    first, second = cell.bands
    xs = [mark.x for mark in cell.marks]
    assert first.box.left == cell.plot.left
    assert first.box.right == pytest.approx((xs[1] + xs[2]) / 2)
    assert second.box.left == first.box.right
    assert second.box.right == pytest.approx((xs[2] + xs[3]) / 2)
    assert second.box.top > first.box.top
    assert (first.has_low, first.has_high) == (False, True)


def test_starts_of_treatments_are_lettered_lines_and_far_ones_do_not_squeeze_the_results() -> None:
    labs = (lab("ALT", 20, 0), lab("ALT", 22, 20))
    old = jak(-500, "minoxidil", TreatmentKind.MINOXIDIL)
    data = of(*labs, treatments=(jak(10), jak(-2, "PRP", TreatmentKind.PROCEDURE), old))
    assert [(start.letter, start.name) for start in data.starts] == [("A", "PRP"), ("B", "ritlecitinib")]
    layout = laid(data)
    (cell,) = layout.cells
    assert cell.starts[1][0] == pytest.approx((cell.marks[0].x + cell.marks[1].x) / 2)
    assert cell.starts[0][0] < cell.marks[0].x
    assert "B: start of ritlecitinib, 16 Mar 2026" in [key.label.text for key in layout.keys]


@pytest.mark.parametrize("width", [360, 820, 1500])
def test_many_tests_are_not_squeezed_and_lie_apart(width: int) -> None:
    labs = [
        lab(f"Test number {k}", value, week, low=1, high=5) for k in range(12) for week, value in enumerate((2, 0.5, 7))
    ]
    data = of(*labs)
    layout = laid(data, QRectF(0, 0, width, 300))
    plots = [cell.plot for cell in layout.cells]
    assert len(plots) == 12
    assert all(plot.bottom - plot.top > 5 * layout.letter and plot.right - plot.left > 200 for plot in plots)
    for one, other in combinations(plots, 2):
        assert one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top
    assert labs_height(data, width, LIGHT) > max(plot.bottom for plot in plots)
    assert max(plot.right for plot in plots) <= width


@pytest.mark.parametrize(
    "results",
    [
        [lab("CRP", 0, 0)],
        [lab("CRP", -1e-9, 0), lab("CRP", 1e12, 0, high=3)],
        [lab("CRP", 7, 0, low=7, high=7)],
        [lab("A very long name of a blood test that no chart can write out " * 3, 7, 0, unit="μmol/L " * 9)],
        [],
    ],
)
def test_odd_results_can_be_painted(results: list[LabResult]) -> None:
    for width, height in ((820, 600), (60, 40)):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        draw_labs(painter, QRectF(0, 0, width, height), of(*results), DARK)
        painter.end()


def test_within_below_above_and_unknown_have_shapes_of_their_own() -> None:
    """In grey alone the four signs differ in more than a few pixels each."""
    values = ((3.0, 1.0, 5.0), (9.0, 1.0, 5.0), (0.5, 1.0, 5.0), (3.0, None, None))
    labs = [lab(f"T{k}", value, 0, low=low, high=high) for k, (value, low, high) in enumerate(values)]
    data = of(*labs)
    image = QImage(820, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    layout = draw_labs(painter, RECT, data, replace(LIGHT, bars=("#ffffff", "#ffffff"), text="#000000"))
    painter.end()
    shapes = [_dark_pixels(image, cell) for cell in layout.cells]
    for one, other in combinations(shapes, 2):
        assert len(one ^ other) > 8


def _dark_pixels(image: QImage, cell: LabCell) -> set[tuple[int, int]]:
    x, y = round(cell.marks[0].x), round(cell.marks[0].y)
    around = range(-5, 6)
    return {(dx, dy) for dx in around for dy in around if QColor(image.pixel(x + dx, y + dy)).lightness() < 200}


def test_only_what_lies_outside_has_its_value_written_and_no_two_run_together() -> None:
    labs = [lab("ALT", 60 + week, week, high=45) for week in range(40)]
    cell = laid(of(*labs, lab("CK", 20, 0, high=45))).cells[0]
    written = [mark.value for mark in cell.marks if mark.value]
    assert written[-1].text == "99"
    assert all(after.x - before.x > 12 for before, after in pairwise(written))
    assert laid(of(lab("CK", 20, 0, high=45))).cells[0].marks[0].value is None


def test_the_mark_nearest_to_the_pointer_is_found() -> None:
    layout = laid(of(lab("ALT", 20, 0), lab("ALT", 22, 20), lab("CK", 100, 0)))
    wanted = layout.cells[1].marks[0]
    assert mark_near(layout, wanted.x + 4, wanted.y - 3) == wanted
    assert mark_near(layout, wanted.x + 40, wanted.y) is None


@pytest.mark.parametrize("tests", [1, 2, 4])
def test_few_tests_fill_a_large_screen_without_more_figures_than_one_reads(tests: int) -> None:
    results = [lab(f"test {k}", 30 + week, week) for k in range(tests) for week in (0, 10, 20)]
    layout = laid(of(*results), QRectF(0, 0, 1480, 880))
    assert max(cell.plot.bottom for cell in layout.cells) > 0.92 * 880
    assert max(cell.plot.right for cell in layout.cells) > 0.98 * 1480
    assert len({cell.plot.left for cell in layout.cells}) == (2 if tests == 4 else 1)
    assert all(2 <= len(cell.values) <= 9 for cell in layout.cells)


def test_paper_gets_real_text_at_the_height_it_needs() -> None:
    data = of(*(lab(f"Test {k}", 50, 0, high=45) for k in range(12)))
    root = ElementTree.fromstring(lab_chart_svg(data, 640))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert width == 640
    assert 600 < height < 1100
    words = "".join(root.itertext())
    assert "Test 11, U/L" in words
    assert "50 on 5 Jan 2026, above the laboratory's range" in words
