"""What the diary has beneath the curves: where it stands, what it looks like, and what gives way when room is short."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hairtrack.diary import Diary, Event, LabResult, SaltScore, Session, Severity, SideEffect, Symptom
from hairtrack.report.charts.axes import day_span, whole_span, within
from hairtrack.report.charts.chart import LIGHT, PRINT, chart_height, chart_layout, draw_chart
from hairtrack.report.charts.data import (
    SALT,
    ChartData,
    ChartPoint,
    ChartPublished,
    ChartSeries,
    PublishedMark,
    UnjudgedPhoto,
)
from hairtrack.report.charts.entries import diary_chart
from hairtrack.report.charts.layout import items_at
from hairtrack.report.charts.parts import ChartLayout, Label, Shape
from hairtrack.report.charts.words import entry_of
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

FIRST = date(2025, 11, 3)
DAYS = 300


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


POINTS = tuple(ChartPoint(photo=f"p{k}", on=day(50 * k), value=20, low=15, high=25) for k in range(7))
PHOTOS = ChartData(series=(ChartSeries(region="r", name="Crown", points=POINTS),))
JAK = Treatment(
    id="jak",
    kind=TreatmentKind.JAK_INHIBITOR,
    name="ritlecitinib",
    dose="50 mg",
    frequency="daily",
    started_on=day(10),
    changes=(DoseChange(on=day(120), dose="100 mg"),),
    pauses=(Pause(since=day(150), until=day(179)),),
)
INJECTED = Treatment(id="inj", kind=TreatmentKind.CORTICOSTEROID, name="triamcinolone", started_on=day(60))


def lab(key: str, on: int, value: float, *, name: str = "ALT", low: float | None = 10) -> LabResult:
    return LabResult(id=key, on=day(on), name=name, value=value, unit="U/l", low=low, high=low and 45)


WHOLE = Diary(
    treatments=(JAK, INJECTED),
    sessions=tuple(Session(id=f"s{k}", on=day(60 + 28 * k), treatment="inj") for k in range(3)),
    side_effects=(
        SideEffect(id="e1", name="headache", severity=Severity.MILD, since=day(14), until=day(40)),
        SideEffect(id="e2", name="acne", severity=Severity.MODERATE, since=day(30), until=day(160)),
        SideEffect(id="e3", name="shingles", severity=Severity.SEVERE, since=day(200), until=day(230)),
    ),
    symptoms=(
        *(Symptom(id=f"y{k}", on=day(20 + 40 * k), name="itch", severity=5 * k) for k in range(3)),
        Symptom(id="z", on=day(33), name="shedding", severity=4),
    ),
    labs=(
        lab("in", 20, 30),
        lab("high", 80, 60),
        lab("low", 140, 5),
        lab("open", 200, 30, low=None),
        *(lab(f"{name}", 90, 30, name=name) for name in ("platelets", "lymphocytes", "LDL")),
    ),
    events=(Event(id="v", on=day(70), text="fever"),),
)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Have letters, without which nothing can be measured."""


def rect(width: int = 1280, height: int = 800) -> QRectF:
    return QRectF(0, 0, width, height)


def placed(diary: Diary, size: QRectF | None = None, span: tuple[float, float] | None = None) -> ChartLayout:
    return chart_layout(diary_chart(diary, PHOTOS), size or rect(), LIGHT, span=span)


def marks_of(layout: ChartLayout, *keys: str) -> list[Shape]:
    return [mark.shape for key in keys for mark in layout.lanes.marks if key in map(entry_of, mark.items)]


def place_of(layout: ChartLayout, key: str) -> tuple[float, float]:
    return next((mark.x, mark.y) for mark in layout.lanes.marks if key in map(entry_of, mark.items))


def texts(labels: Sequence[Label]) -> list[str]:
    return [label.text for label in labels]


def test_lanes_stand_in_order_beneath_the_axis_and_only_those_with_something_in_them() -> None:
    layout = placed(WHOLE)
    headings = sorted(layout.lanes.headings, key=lambda label: label.y)
    assert texts(headings) == ["Treatments", "Side effects", "Symptoms", "Blood tests", "Events"]
    assert headings[0].y > layout.plot.bottom
    assert layout.rest is None
    assert texts(placed(Diary(events=WHOLE.events)).lanes.headings) == ["Events"]
    assert placed(Diary()).lanes.headings == ()


def test_an_entry_stands_at_the_day_of_the_photo_of_that_day() -> None:
    layout = placed(replace(WHOLE, labs=(lab("a", 100, 30),), events=(Event(id="b", on=day(250), text="x"),)))
    days = {mark.photo: mark.x for mark in layout.marks}
    assert place_of(layout, "a")[0] == pytest.approx(days["p2"])
    assert place_of(layout, "b")[0] == pytest.approx(days["p5"])


def test_a_result_tells_by_its_shape_where_it_lies_in_the_range() -> None:
    assert marks_of(placed(WHOLE), "in", "high", "low", "open") == [Shape.TICK, Shape.UP, Shape.DOWN, Shape.RING]
    assert {"in range", "above", "below", "no range"} <= set(texts(placed(WHOLE).lanes.quiet))


def test_a_symptom_is_the_larger_the_worse_and_hollow_where_there_is_none() -> None:
    layout = placed(WHOLE)
    found = {mark.items[0].id: mark for mark in layout.lanes.marks if mark.items and isinstance(mark.items[0], Symptom)}
    assert found["y0"].shape is Shape.RING
    assert found["y1"].shape is Shape.DOT
    assert found["y0"].size < found["y1"].size < found["y2"].size
    assert found["z"].y != found["y1"].y


def test_a_side_effect_says_its_severity_and_is_the_higher_the_worse() -> None:
    layout = placed(WHOLE)
    heights = {bar.item.id: bar.box.bottom - bar.box.top for bar in layout.lanes.effects}
    assert heights["e1"] < heights["e2"] < heights["e3"]
    assert {"headache, mild", "acne, moderate", "shingles, severe"} <= set(texts(layout.lanes.words))
    rows = {bar.item.id: bar.box.bottom for bar in layout.lanes.effects}
    assert rows["e1"] != rows["e2"]
    assert rows["e1"] == rows["e3"]


def test_a_pause_is_hollow_and_said() -> None:
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    layout = draw_chart(painter, rect(), diary_chart(WHOLE, PHOTOS), LIGHT)
    painter.end()
    bars = [bar for bar in layout.lanes.bars if bar.item.treatment == "jak"]
    assert [bar.item.text for bar in bars] == ["50 mg daily", "100 mg daily", "paused", "100 mg daily"]
    inside = [image.pixelColor(round(b.box.left + 9), round((b.box.top + b.box.bottom) / 2)).name() for b in bars]
    assert inside[2] == LIGHT.paper
    assert LIGHT.paper not in (inside[0], inside[1], inside[3])


def test_a_session_is_a_stroke_on_the_bar_of_its_treatment() -> None:
    layout = placed(WHOLE)
    bar = next(bar for bar in layout.lanes.bars if bar.item.treatment == "inj")
    for key in ("s0", "s1", "s2"):
        x, y = place_of(layout, key)
        assert bar.box.top < y < bar.box.bottom
        assert bar.box.left <= x <= bar.box.right


@pytest.mark.parametrize("size", [(320, 240), (680, 300), (900, 500), (1500, 900)])
@pytest.mark.parametrize("zoom", [1, 4, 40])
def test_no_words_touch_or_leave_the_frame(size: tuple[int, int], zoom: int) -> None:
    data = diary_chart(WHOLE, replace(PHOTOS, axis=SALT, published=PUBLISHED, judging=JUDGING, scores=SCORES))
    first, last = day_span(data)
    middle, half = (first + last) / 2, (last - first) / 2 / zoom
    layout = chart_layout(data, rect(*size), LIGHT, span=within((middle - half, middle + half), whole_span(data)))
    font = QApplication.font()
    font.setPixelSize(round(LIGHT.letter))
    metrics = QFontMetricsF(font)
    shown = [*layout.lanes.headings, *layout.lanes.words, *layout.lanes.quiet, *layout.names, layout.title]
    shown += [layout.rest] if layout.rest else []
    shown += [tick.label for tick in (*layout.days, *layout.percent)]
    boxes = [
        (label.text, QRectF(label.x, label.y - 0.75 * 12, metrics.horizontalAdvance(label.text), 11))
        for label in shown
        if label.text
    ]
    for (one, here), (other, there) in combinations(boxes, 2):
        assert not here.intersects(there), (one, other)
    for text, box in boxes:
        assert box.left() >= -1, text
        assert box.right() <= size[0] + 1, text
    assert layout.plot.bottom - layout.plot.top > 0.25 * size[1]


def test_where_room_is_short_rows_are_folded_and_what_is_not_drawn_is_named() -> None:
    low = placed(WHOLE, rect(900, 400))
    assert {"ritlecitinib 50 mg daily", "triamcinolone"} & set(texts(low.lanes.words))
    assert "4 tests" in texts(low.lanes.words)
    assert low.rest is not None
    assert low.rest.text.startswith("Not drawn: ")
    assert "symptoms" in low.rest.text
    drawn = {entry_of(item) for mark in low.lanes.marks for item in mark.items}
    assert {result.id for result in WHOLE.labs} <= drawn


def test_of_treatments_without_room_the_one_stopped_first_is_left_out() -> None:
    old = replace(INJECTED, id="old", name="clobetasol", started_on=day(-20), stopped_on=day(20))
    low = placed(replace(WHOLE, treatments=(old, JAK, INJECTED)), rect(900, 340))
    assert low.rest is not None
    assert low.rest.text.startswith("Not drawn: clobetasol, ")
    rows = {bar.item.treatment: bar.box.top for bar in low.lanes.bars}
    assert rows["jak"] < rows["inj"]


def test_of_results_on_one_pixel_the_one_out_of_range_is_shown() -> None:
    same = (lab("in", 50, 30), lab("high", 50, 60), lab("open", 50, 1, low=None))
    layout = placed(Diary(labs=same))
    (mark,) = [mark for mark in layout.lanes.marks if mark.items]
    assert mark.shape is Shape.UP
    assert entry_of(mark.items[0]) == "high"
    assert len(mark.items) == 3


def test_many_entries_are_merged_and_none_is_lost() -> None:
    many = Diary(
        labs=tuple(lab(f"l{k}", k % DAYS, k % 90) for k in range(3000)),
        symptoms=tuple(Symptom(id=f"y{k}", on=day(k % DAYS), name=f"n{k % 4}", severity=k % 11) for k in range(3000)),
        events=tuple(Event(id=f"v{k}", on=day(k % DAYS), text=f"event {k}") for k in range(3000)),
    )
    layout = placed(many, rect(600, 500))
    held = [entry_of(item) for mark in layout.lanes.marks for item in mark.items]
    assert len(held) == len(set(held))
    assert {f"l{k}" for k in range(3000)} | {f"v{k}" for k in range(3000)} <= set(held)
    for row in {mark.y for mark in layout.lanes.marks if mark.items}:
        pixels = [int(mark.x) for mark in layout.lanes.marks if mark.y == row and mark.items]
        assert len(pixels) == len(set(pixels))


def test_a_chart_as_high_as_it_asks_for_shows_everything() -> None:
    data = diary_chart(WHOLE, PHOTOS)
    height = chart_height(data, 680)
    layout = chart_layout(data, rect(680, height), PRINT)
    assert layout.rest is None
    assert texts(layout.lanes.headings) == ["Treatments", "Side effects", "Symptoms", "Blood tests", "Events"]
    assert "LDL" in texts(layout.lanes.words)
    assert chart_height(PHOTOS) == 300
    assert chart_height(data, most=400) == 400


def test_a_diary_without_photos_needs_no_room_over_its_lanes() -> None:
    alone = diary_chart(WHOLE, ChartData())
    height = chart_height(alone, 680, least=0, most=2000)
    assert height < chart_height(diary_chart(WHOLE, PHOTOS), 680, least=0, most=2000) - 100
    layout = chart_layout(alone, rect(680, height), PRINT)
    assert layout.rest is None, "and shows all of it"


def test_the_pointer_finds_marks_bars_and_nothing() -> None:
    layout = placed(WHOLE)
    x, y = place_of(layout, "high")
    assert [entry_of(item) for item in items_at(layout, x + 2, y - 2)] == ["high"]
    bar = next(bar for bar in layout.lanes.bars if bar.item.paused)
    middle = (bar.box.left + bar.box.right) / 2, bar.box.top + 1
    assert items_at(layout, *middle) == (bar.item,)
    effect = next(bar for bar in layout.lanes.effects if bar.item.id == "e3")
    assert items_at(layout, effect.box.left + 20, effect.box.top + 1) == (effect.item,)
    assert items_at(layout, layout.plot.left + 5, layout.plot.top + 5) == ()
    key = next(mark for mark in layout.lanes.marks if not mark.items)
    assert items_at(layout, key.x, key.y, 3) == ()


# Zoom


def test_zoomed_in_days_keep_their_scale_and_the_rows_their_places() -> None:
    home = placed(WHOLE)
    near = placed(WHOLE, span=(day(60).toordinal(), day(160).toordinal()))
    days = {mark.photo: mark.x for mark in near.marks}
    assert days["p2"] - near.plot.left == pytest.approx(0.4 * (near.plot.right - near.plot.left))
    assert near.plot == home.plot
    assert texts(near.lanes.headings) == texts(home.lanes.headings)
    assert place_of(near, "high")[1] == place_of(home, "high")[1]
    assert not marks_of(near, "in", "open")
    (jak,) = [b for b in near.lanes.bars if b.item.treatment == "jak" and b.item.until == day(120)]
    assert jak.open_left
    assert jak.box.left == near.plot.left


def test_every_stretch_of_days_can_be_shown() -> None:
    data = diary_chart(WHOLE, replace(PHOTOS, published=PUBLISHED, judging=JUDGING, scores=SCORES))
    first, last = whole_span(data)
    for start in range(int(first), int(last) - 7, 5):
        layout = chart_layout(data, rect(), LIGHT, span=(float(start), start + 7.0))
        edge = layout.plot.left - 1, layout.plot.right + 1
        assert all(edge[0] <= mark.x <= edge[1] for mark in layout.lanes.marks if mark.items)
        assert all(edge[0] <= bar.box.left <= bar.box.right <= edge[1] + 2 for bar in layout.lanes.bars)
        assert layout.days


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((10.0, 20.0), (10.0, 20.0)),
        ((14.0, 15.0), (11.0, 18.0)),
        ((-30.0, 10.0), (0.0, 40.0)),
        ((80.0, 120.0), (60.0, 100.0)),
        ((-500.0, 700.0), (0.0, 100.0)),
    ],
)
def test_a_span_is_a_week_at_least_and_never_leaves_the_days(
    wanted: tuple[float, float], found: tuple[float, float]
) -> None:
    assert within(wanted, (0.0, 100.0)) == pytest.approx(found)


def test_one_can_move_as_far_as_anything_happened_but_begins_with_the_photos() -> None:
    old = LabResult(id="old", on=day(-2000), name="ALT", value=1, unit="U/l")
    data = diary_chart(Diary(labs=(old,)), PHOTOS)
    assert day_span(data)[0] > day(-100).toordinal()
    assert whole_span(data)[0] <= day(-2000).toordinal()
    assert whole_span(data)[1] <= day(DAYS + 30).toordinal()


# SALT


SCORES = (
    SaltScore(id="q1", on=day(20), by="Dr Weber", total=80),
    SaltScore(id="q2", on=day(220), by="Dr Weber", total=30),
)
PUBLISHED = (
    ChartPublished(
        source="of 100 had SALT 20 or less; ritlecitinib 50 mg, ALLEGRO, those given 50 mg; Lancet 2023;401:1518",
        marks=(PublishedMark(since=day(178), short="week 24", figure="week 24: 23", sentence="All of it."),),
    ),
)
JUDGING = (PublishedMark(since=day(60), until=day(120), short="minoxidil: weeks 9 to 18", sentence="Label text."),)


def salt() -> ChartLayout:
    data = replace(PHOTOS, axis=SALT, scores=SCORES, published=PUBLISHED, judging=JUDGING)
    return chart_layout(diary_chart(Diary(treatments=(JAK,)), data), rect(), LIGHT)


def test_salt_runs_from_0_to_100_and_says_that_lower_is_more_hair() -> None:
    layout = salt()
    assert [tick.label.text for tick in layout.percent][-1] == "100"
    assert layout.percent[-1].at == pytest.approx(layout.plot.top)
    assert "lower is more hair" in layout.title.text


def test_what_was_judged_by_eye_has_its_own_shape_and_name_at_its_own_height() -> None:
    layout = salt()
    height = layout.plot.bottom - layout.plot.top
    assert [(layout.plot.bottom - mark.y) / height for mark in layout.scores] == pytest.approx([0.8, 0.3])
    assert {mark.shape for mark in layout.scores} == {Shape.SQUARE}
    assert {"Crown", "By eye: Dr Weber"} == set(texts(layout.names))
    (item,) = items_at(layout, layout.scores[1].x, layout.scores[1].y)
    assert entry_of(item) == "q2"


def test_a_score_by_eye_of_the_same_day_and_value_is_not_hidden_by_the_estimate() -> None:
    hidden = SaltScore(id="q", on=POINTS[2].on, by="", total=POINTS[2].value)
    layout = chart_layout(replace(PHOTOS, axis=SALT, scores=(hidden, SCORES[1])), rect(), LIGHT)
    first, second = layout.scores
    assert 0.6 * layout.letter < first.x - layout.marks[2].x < layout.letter
    assert first.y == layout.marks[2].y
    per_day = (layout.marks[1].x - layout.marks[0].x) / 50
    assert second.x == pytest.approx(layout.marks[0].x + 220 * per_day)


def test_a_visit_without_a_salt_does_not_lie_at_a_height_that_says_something() -> None:
    kept = UnjudgedPhoto(photo="u", on=day(30), why="An area is missing.")
    layout = chart_layout(replace(PHOTOS, axis=SALT, unjudged=(kept,)), rect(), LIGHT)
    hollow = next(mark for mark in layout.marks if mark.series is None)
    assert layout.title.y < hollow.y < layout.plot.top
    assert layout.key is not None
    assert layout.key.text == "visit without a value"


def test_what_is_published_stands_at_its_day_beneath_the_plot_with_its_source() -> None:
    layout = salt()
    pin = next(mark for mark in layout.lanes.marks if mark.shape is Shape.PIN)
    assert pin.y > layout.plot.bottom
    assert layout.lanes.guides == (pin.x,)
    per_day = (layout.marks[1].x - layout.marks[0].x) / 50
    assert (pin.x - layout.marks[0].x) / per_day == pytest.approx(178)
    assert f"week 24: 23 {PUBLISHED[0].source}" in texts(layout.lanes.quiet)
    assert "week 24" in texts(layout.lanes.words)
    (bracket,) = layout.lanes.brackets
    assert (bracket.box.right - bracket.box.left) / per_day == pytest.approx(60)
    assert JUDGING[0].short in texts(layout.lanes.words)


@pytest.mark.parametrize("size", [(546, 440), (802, 540)])
def test_what_is_published_is_told_whole_and_before_blood_tests_and_events(size: tuple[int, int]) -> None:
    later = tuple(
        PublishedMark(since=day(on), short=when, figure=f"{when}: 45.1 (observed) or 40.3 (LOCF)", sentence="x")
        for on, when in ((240, "month 12"), (260, "month 24"))
    )
    group = "people who went on into the long-term study, n 191"
    source = f"of 100 had SALT 20 or less; ritlecitinib 50 mg, ALLEGRO, {group}; Br J Dermatol ljae365"
    published = (*PUBLISHED, ChartPublished(source=source, marks=later))
    data = diary_chart(WHOLE, replace(PHOTOS, axis=SALT, published=published, judging=JUDGING, scores=SCORES))
    layout = chart_layout(data, rect(*size), LIGHT)

    told = " ".join(texts(layout.lanes.quiet))
    for found in published:
        assert f"{', '.join(mark.figure for mark in found.marks)} {found.source}" in told
    assert "…" not in told
    assert layout.rest is None or "published" not in layout.rest.text
    pins = [mark.x for mark in layout.lanes.marks if mark.shape is Shape.PIN and mark.items[0] not in JUDGING]
    assert len(pins) == 3


def test_where_what_is_published_has_no_room_it_is_said() -> None:
    data = diary_chart(WHOLE, replace(PHOTOS, axis=SALT, published=PUBLISHED))
    low = chart_layout(data, rect(500, 240), LIGHT)
    assert low.rest is not None
    assert "published figures" in low.rest.text
