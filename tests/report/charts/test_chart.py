"""The chart: every photo where its day and value put it, and nothing over anything else."""

import re
import threading
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hairtrack.course import Course, RegionColour
from hairtrack.diary import Diary, Groom, GroomKind
from hairtrack.report.charts.chart import (
    DARK,
    LIGHT,
    PRINT,
    SERIES_COLOURS,
    ChartLook,
    chart_layout,
    chart_svg,
    draw_chart,
)
from hairtrack.report.charts.data import (
    ChartData,
    ChartDose,
    ChartEvent,
    ChartPoint,
    ChartRatings,
    ChartSeries,
    ChartTreatment,
    ChartTrend,
    UnjudgedPhoto,
)
from hairtrack.report.charts.entries import chart_of
from hairtrack.report.charts.layout import mark_at
from hairtrack.report.charts.parts import ChartLayout, Label, shortened
from hairtrack.report.charts.words import describe_chart

FIRST = date(2025, 11, 3)
JAK = ChartTreatment(
    name="ritlecitinib",
    doses=(
        ChartDose(since=date(2025, 11, 20), until=date(2026, 2, 1), text="50 mg daily"),
        ChartDose(since=date(2026, 2, 1), until=None, text="100 mg daily"),
    ),
)
RECT = QRectF(0, 0, 640, 320)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Have letters, without which nothing can be measured."""


def series(name: str, values: list[float], *, step: int = 30, start: date = FIRST) -> ChartSeries:
    points = (
        ChartPoint(
            photo=f"{name} {k}", on=start + timedelta(days=step * k), value=v, low=max(0, v - 4), high=min(100, v + 5)
        )
        for k, v in enumerate(values)
    )
    return ChartSeries(region=name, name=name, points=tuple(points))


def with_trend(of: ChartSeries, lags: list[tuple[int, int]]) -> ChartSeries:
    first, last = of.points[0], of.points[-1]
    return replace(
        of,
        trend=ChartTrend(
            line=((first.on, first.value), (last.on, last.value)),
            band=((first.on, first.value - 10, first.value + 10), (last.on, last.value - 10, last.value + 60)),
            lags=tuple((FIRST + timedelta(days=since), FIRST + timedelta(days=until)) for since, until in lags),
        ),
    )


def painted(data: ChartData, look: ChartLook, rect: QRectF = RECT) -> tuple[QImage, ChartLayout]:
    image = QImage(int(rect.width()), int(rect.height()), QImage.Format.Format_RGB32)
    image.fill(QColor(look.paper))
    painter = QPainter(image)
    layout = draw_chart(painter, rect, data, look)
    painter.end()
    return image, layout


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_photo_is_painted_where_its_day_and_value_are() -> None:
    data = ChartData(series=(series("Crown", [20, 40, 60], step=100),))
    image, layout = painted(data, LIGHT)
    first, middle, last = layout.marks
    plot = layout.plot

    assert middle.x - first.x == pytest.approx(last.x - middle.x)
    zero, twenty = (next(t.at for t in layout.percent if t.label.text == f"{v} %") for v in (0, 20))
    assert zero == pytest.approx(plot.bottom)
    assert first.y == pytest.approx(twenty)
    assert zero - last.y == pytest.approx(3 * (zero - first.y))
    assert first.low - first.high == pytest.approx((zero - twenty) * 9 / 20)
    for mark in layout.marks:
        assert image.pixelColor(round(mark.x), round(mark.y)).name() == SERIES_COLOURS[RegionColour.TEAL]


def test_days_are_to_scale_also_when_visits_are_uneven() -> None:
    days = [0, 10, 100, 400]
    points = tuple(ChartPoint(photo=str(d), on=FIRST + timedelta(days=d), value=30, low=25, high=35) for d in days)
    layout = chart_layout(ChartData(series=(ChartSeries(region="r", name="r", points=points),)), RECT, LIGHT)
    first = layout.marks[0].x
    per_day = (layout.marks[-1].x - first) / 400

    assert [round((mark.x - first) / per_day) for mark in layout.marks] == days


def test_a_photo_without_a_value_is_a_hollow_mark_on_the_axis() -> None:
    refused = UnjudgedPhoto(photo="bad", on=FIRST + timedelta(days=45), why="blur")
    data = ChartData(series=(series("Crown", [20, 40, 60]),), unjudged=(refused,))
    image, layout = painted(data, LIGHT)
    hollow = next(mark for mark in layout.marks if mark.photo == "bad")

    assert hollow.y == layout.plot.bottom
    assert image.pixelColor(round(hollow.x), round(hollow.y)).name() == LIGHT.paper
    assert layout.key is not None


def test_a_region_without_values_is_not_named_at_a_height_that_it_has_not() -> None:
    data = ChartData(series=(series("Crown", [20, 40, 60]), series("Patch", [])))
    _, layout = painted(data, LIGHT)
    assert {label.text for label in layout.names} == {"Crown"}


def test_a_click_finds_the_nearest_photo_and_only_a_near_one() -> None:
    layout = chart_layout(ChartData(series=(series("Crown", [20, 40, 60]), series("Front", [5, 6, 7]))), RECT, LIGHT)
    wanted = layout.marks[4]

    found = mark_at(layout, wanted.x + 3, wanted.y - 3)

    assert found is not None
    assert found.photo == "Front 1"
    assert mark_at(layout, wanted.x, wanted.y - 40) is None


@pytest.mark.parametrize("visits", [1, 2, 7, 60])
@pytest.mark.parametrize("regions", [0, 1, 6])
@pytest.mark.parametrize("raters", [0, 2])
@pytest.mark.parametrize("size", [(320, 240), (680, 300), (1400, 700)])
def test_no_words_touch_or_leave_the_frame(visits: int, regions: int, raters: int, size: tuple[int, int]) -> None:
    events = tuple(
        ChartEvent(on=FIRST + timedelta(days=17 * k), text=f"something that happened, number {k}")
        for k in range(min(visits, 30))
    )
    data = ChartData(
        series=tuple(
            with_trend(series(f"Region with a long name {r}", [30.0 + r] * visits, step=14), [(0, 56), (60, 116)])
            for r in range(regions)
        ),
        unjudged=(UnjudgedPhoto(photo="x", on=FIRST, why=""),),
        treatments=tuple(JAK for _ in range(7)),
        events=events,
        ratings=tuple(rated(f"Rater with a long name {r}", [1.0] * visits) for r in range(raters)),
    )
    rect = QRectF(10, 20, *size)
    image = QImage(size[0] + 20, size[1] + 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    layout = draw_chart(painter, rect, data, LIGHT)
    font = painter.font()
    painter.end()
    font.setPixelSize(round(LIGHT.letter))
    metrics = QFontMetricsF(font)

    def box(label: Label) -> QRectF:
        return QRectF(label.x, label.y - 0.75 * layout.letter, metrics.horizontalAdvance(label.text), layout.letter)

    labels = [layout.title, layout.key, layout.rest, *layout.names]
    labels += [*layout.lanes.headings, *layout.lanes.words, *layout.lanes.quiet]
    labels += [text for tick in (*layout.percent, *layout.days) for text in (tick.label, tick.year)]
    labels += [tick.label for tick in layout.steps]
    labels += [lag.label for lag in layout.lags]
    boxes = [(label.text, box(label)) for label in labels if label is not None and label.text]
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not first.intersects(second), (one, other)
    for text, place in boxes:
        assert rect.left() - 1 <= place.left(), text
        assert place.right() <= rect.right() + 1, text
        assert place.bottom() <= rect.bottom() + 0.5 * layout.letter, text
    assert layout.plot.bottom - layout.plot.top > 20


def test_a_trend_is_drawn_in_its_band_which_stays_within_the_plot() -> None:
    data = ChartData(series=(with_trend(series("Crown", [40] * 7), []),))
    image, layout = painted(data, LIGHT)
    ((index, corners),) = layout.bands
    assert index == 0
    assert min(y for _, y in corners) == pytest.approx(layout.plot.top)
    thirty, ten = (next(t.at for t in layout.percent if t.label.text == f"{v} %") for v in (30, 10))
    assert corners[-1][1] == pytest.approx(thirty)
    between = round((layout.marks[0].x + layout.marks[1].x) / 2)
    assert image.pixelColor(between, round((layout.plot.bottom + ten) / 2)).name() == LIGHT.paper
    assert image.pixelColor(between, round(layout.marks[0].y) + 6).name() != LIGHT.paper
    assert layout.title.text.endswith("trend in its 95 % band")


def test_a_lag_runs_from_the_step_to_the_bend_over_the_plot_and_is_named_once() -> None:
    lags = [(20, 76), (90, 146), (150, 206)]
    layout = painted(ChartData(series=(with_trend(series("Crown", [40] * 9), lags),)), DARK)[1]
    first, _, third = layout.lags
    per_day = (layout.marks[1].x - layout.marks[0].x) / 30
    assert first.start == pytest.approx(layout.marks[0].x + 20 * per_day)
    assert (third.stop - third.start) / per_day == pytest.approx(56)
    assert [lag.label.text for lag in layout.lags if lag.label] == ["lag 8 weeks"]
    assert all(layout.title.y < lag.y < layout.plot.top for lag in layout.lags)


def test_a_low_chart_has_no_line_for_lags() -> None:
    data = ChartData(series=(with_trend(series("Crown", [40] * 9), [(20, 76)]),))
    assert chart_layout(data, QRectF(0, 0, 360, 240), LIGHT).lags == ()
    assert len(chart_layout(data, QRectF(0, 0, 360, 300), LIGHT).lags) == 1


def rated(rater: str, scores: list[float]) -> ChartRatings:
    points = (
        ChartPoint(
            photo=f"Crown {k}", on=FIRST + timedelta(days=30 * k), value=s, low=max(-3, s - 1), high=min(3, s + 1)
        )
        for k, s in enumerate(scores, start=1)
    )
    return ChartRatings(rater=rater, baseline=FIRST, points=tuple(points))


def test_ratings_stand_on_an_axis_of_their_own_beside_what_is_measured() -> None:
    data = ChartData(series=(series("Crown", [20, 40, 60, 80]),), ratings=(rated("Anna", [0, 1.5, 3]),))
    image, layout = painted(data, LIGHT)
    plot, marks = layout.plot, layout.ratings
    height = plot.bottom - plot.top
    assert [(plot.bottom - mark.y) / height for mark in marks] == pytest.approx([3 / 6, 4.5 / 6, 6 / 6])
    assert (marks[0].low - marks[0].high) / height == pytest.approx(2 / 6)
    assert [tick.label.text for tick in layout.steps] == ["−3", "−2", "−1", "0", "+1", "+2", "+3"]
    assert all(tick.label.x > plot.right for tick in layout.steps)
    for mark, measured in zip(marks, layout.marks[1:], strict=True):
        assert 2 < abs(mark.x - measured.x) < layout.letter
        assert image.pixelColor(round(mark.x), round(mark.y)).name() == LIGHT.text
    assert {label.text for label in layout.names} == {"Crown", "Rated blind"}
    found = mark_at(layout, marks[1].x - 2, marks[1].y)
    assert found is not None
    assert found.photo == "Crown 2"


def test_two_raters_are_told_apart_by_side_fill_and_name() -> None:
    data = ChartData(series=(series("Crown", [20, 30, 40]),), ratings=(rated("Anna", [-1]), rated("Ben", [-1])))
    image, layout = painted(data, DARK)
    first, second = layout.ratings
    assert first.x < second.x
    fills = [image.pixelColor(round(mark.x), round(mark.y)).name() for mark in layout.ratings]
    assert fills == [DARK.text, DARK.paper]
    assert {label.text for label in layout.names} == {"Crown", "Rated blind: Anna", "Rated blind: Ben"}


def test_without_ratings_there_is_no_second_axis() -> None:
    data = ChartData(series=(series("Crown", [20, 40]),))
    layout = chart_layout(data, RECT, LIGHT)
    assert not layout.steps
    assert not layout.ratings
    with_them = chart_layout(replace(data, ratings=(rated("Anna", [1]),)), RECT, LIGHT)
    assert with_them.plot.right < layout.plot.right


def test_treatments_stand_beneath_with_their_doses() -> None:
    data = ChartData(series=(series("Crown", [20, 40, 60, 70], step=60),), treatments=(JAK,))
    layout = chart_layout(data, RECT, LIGHT)

    assert [label.text for label in layout.lanes.words] == ["ritlecitinib 50 mg daily", "100 mg daily"]
    first, second = layout.lanes.bars
    assert first.box.right == pytest.approx(second.box.left)
    assert (first.step, second.step) == (0, 1)
    assert second.open_right
    assert not first.open_left
    assert first.box.top > layout.plot.bottom


def test_a_treatment_of_many_years_does_not_squeeze_the_photos() -> None:
    old = ChartTreatment(name="minoxidil", doses=(ChartDose(since=date(2010, 1, 1), until=None, text="5 %"),))
    layout = chart_layout(ChartData(series=(series("Crown", [20, 40, 60]),), treatments=(old,)), RECT, LIGHT)

    assert layout.marks[-1].x - layout.marks[0].x > 0.6 * (layout.plot.right - layout.plot.left)
    assert layout.lanes.bars[0].open_left


def test_axes_name_months_and_each_year_once() -> None:
    layout = chart_layout(ChartData(series=(series("Crown", [20.0] * 20),)), RECT, LIGHT)

    years = [tick.year.text for tick in layout.days if tick.year]
    assert years == sorted(set(years))
    assert {"2026", "2027"} <= set(years)
    assert all(tick.label.text in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" for tick in layout.days)


def test_svg_holds_real_words_and_is_made_beside_the_window_too() -> None:
    data = ChartData(series=(series("Crown <&> ü", [20, 40, 60]),), treatments=(JAK,))
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(chart_svg(data, (680, 300))))
    worker.start()
    worker.join()

    root = ElementTree.fromstring(made[0])
    words = " ".join("".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Crown <&> ü" in words
    assert "ritlecitinib 50 mg daily" in words
    assert "Coverage with 95 % interval" in words
    assert re.search(rb'viewBox="0 0 680 300"', made[0])
    assert b"Qt SVG Document" not in made[0]


def test_svg_takes_words_that_no_xml_may_hold() -> None:
    data = ChartData(series=(series("Crown\x07\x1b[0m", [20, 40]),))

    ElementTree.fromstring(chart_svg(data, (680, 300)))


def test_series_stand_out_on_every_paper_and_in_grey() -> None:
    for look in (LIGHT, DARK, PRINT):
        assert contrast(look.text, look.paper) >= 7
        assert contrast(look.muted, look.paper) >= 4.5
        for colour in SERIES_COLOURS.values():
            assert contrast(colour, look.paper) >= 3
    shapes = []
    for index in range(6):
        lines = [series(str(k), [0.0]) if k != index else series("x", [50.0]) for k in range(6)]
        image, layout = painted(ChartData(series=tuple(lines)), PRINT)
        mark = next(m for m in layout.marks if m.photo == "x 0")
        square = range(-4, 5)
        grey = [[image.pixelColor(round(mark.x) + c, round(mark.y) + r).name() for c in square] for r in square]
        shapes.append(tuple(tuple(p == SERIES_COLOURS[RegionColour.TEAL] for p in row) for row in grey))
    assert len(set(shapes)) == 6


def test_a_series_has_the_colour_of_its_region() -> None:
    crown, side = series("Crown", [60, 62]), series("Side", [20, 30])
    both = (replace(crown, colour=RegionColour.YELLOW), replace(side, colour=RegionColour.PINK))

    image, layout = painted(ChartData(series=both), DARK)

    found = [image.pixelColor(round(mark.x), round(mark.y)).name() for mark in layout.marks]
    yellow, pink = SERIES_COLOURS[RegionColour.YELLOW], SERIES_COLOURS[RegionColour.PINK]
    assert found == [yellow, yellow, pink, pink]
    svg = chart_svg(ChartData(series=both), (680, 300)).decode().lower()
    assert yellow in svg
    assert pink in svg


def test_words_say_what_the_chart_shows() -> None:
    refused = UnjudgedPhoto(photo="bad", on=FIRST, why="blur")
    data = ChartData(
        series=(series("Crown", [20, 40, 60]),),
        unjudged=(refused,),
        treatments=(JAK,),
        ratings=(rated("Anna", [0, 1.5]),),
    )

    said = describe_chart(data)

    assert "Crown: 3 measured photos, coverage from 20 % (16 to 25) on 3 November 2025 to 60 % (56 to 65)" in said
    assert "1 photo without a value" in said
    assert (
        "Rated blind by Anna against 3 November 2025 in steps from −3 to +3: 2 visits, from 0.0 (−1.0 to +1.0)" in said
    )
    assert "to +1.5 (+0.5 to +2.5) on 2 January 2026." in said
    assert "50 mg daily since 20 November 2025, then 100 mg daily since 1 February 2026" in said


def test_haircuts_that_keep_the_length_are_no_events() -> None:
    lengths = (9, 9, 3, 9, None, None, 9)
    cuts = [
        Groom(id=str(k), on=FIRST + timedelta(days=30 * k), kind=GroomKind.HAIRCUT, length_mm=length)
        for k, length in enumerate(lengths)
    ]
    wash = Groom(id="w", on=FIRST + timedelta(days=40), kind=GroomKind.WASH)
    course = Course(id="c", name="c", created_on=FIRST, diary=Diary(grooms=(*reversed(cuts), wash)))

    events = chart_of(course, None).events

    assert [event.text for event in events] == [
        "haircut (9 mm)",
        "wash",
        *("haircut (3 mm)", "haircut (9 mm)", "haircut", "haircut", "haircut (9 mm)"),
    ]


def test_an_empty_chart_is_no_accident() -> None:
    painted(ChartData(), DARK)
    assert "0 visits" in describe_chart(ChartData())


def test_words_are_cut_only_where_they_must_be() -> None:
    assert shortened("Crown", 5, len) == "Crown"
    assert shortened("Crown patch", 7, len) == "Crown…"
    assert shortened("Crown patch", 3, len) == ""
