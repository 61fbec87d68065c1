"""The course page: what it says, and what the chart answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, DateSource, Measurement, Photo, Region, View
from hairtrack.diary import Entry, Groom, GroomKind, LabResult, SaltScore
from hairtrack.errors import Reason, ReasonKind
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.parts import Mark
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.course.coverage_chart import CoverageChart
from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.course.stage import Shown
from hairtrack.ui.diary.doctor_forms import LabForm, SaltForm
from hairtrack.ui.session import Session
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.parts import parts

# A tooltip is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FIRST = date(2026, 1, 1)
CORNERS = ((1.0, 1.0), (50.0, 1.0), (50.0, 50.0))


def photo(visit: int, view: View = View.VERTEX) -> Photo:
    name = f"{view}-{visit}"
    return Photo(
        sha256=name.encode().hex().ljust(64, "0"),
        view=view,
        taken_on=FIRST + timedelta(days=30 * visit),
        taken_on_source=DateSource.EXIF,
        file_name=f"{name}.jpg",
        stored_as=f"{name}.jpg",
        size=(100, 100),
    )


def measurement(of: Photo, region: str, value: float | None) -> Measurement:
    return Measurement(
        photo=of.sha256,
        region=region,
        coverage=value,
        low=None if value is None else value - 0.03,
        high=None if value is None else value + 0.03,
        judged=0.9 if value else 0.0,
        reasons=() if value else (Reason.of(ReasonKind.RESOLUTION_TOO_LOW),),
        engine="1",
        person="p",
        threshold=0.0,
        outline=CORNERS,
        alignment_error_percent_width=0.1,
    )


def measured(course: Course, values: list[float | None]) -> Course:
    photos = [photo(visit) for visit in range(len(values))]
    for each in (*photos, photo(0, View.FRONTAL)):
        course = course.with_photo(each)
    region = Region(id="r1", view=View.VERTEX, name="Crown", points=CORNERS, drawn_on=photos[0].sha256)
    course = course.with_region(region)
    for each, value in zip(photos, values, strict=True):
        course = course.with_measurement(measurement(each, "r1", value))
    return course


def said(page: CoursePage) -> str:
    QApplication.processEvents()
    labels = parts(page.inspector, QLabel)
    return "\n".join(found.text() for found in labels if found.isVisibleTo(page.inspector))


def mark_of(chart: CoverageChart, wanted: Photo) -> Mark:
    return next(mark for mark in chart.layout_now.marks if mark.photo == wanted.sha256)


def test_it_says_the_next_step_until_there_is_a_trend(session: Session, page: CoursePage) -> None:
    assert "No dated photos yet" in said(page)
    whole = measured(session.course, [0.2, 0.21])
    session.apply("add", replace(whole, regions=(), measurements=()))
    session.select_view(View.VERTEX)
    assert "No region in this view yet" in said(page)
    session.apply("measure", whole)
    assert "Too early for a trend" in said(page)


def test_without_photos_the_chart_has_no_axis(page: CoursePage) -> None:
    image = page.chart.grab().toImage()
    below = range(2 * image.height() // 3, image.height(), 2)
    assert len({image.pixel(x, y) for y in below for x in range(0, image.width(), 9)}) == 1


def test_it_says_the_trend_of_the_chosen_region(session: Session, page: CoursePage) -> None:
    course = measured(session.course, [0.2 + 0.03 * k for k in range(8)])
    other = Region(id="r2", view=View.VERTEX, name="Parting", points=CORNERS, drawn_on=photo(0).sha256)
    course = course.with_region(other)
    for k in range(8):
        course = course.with_measurement(measurement(photo(k), "r2", 0.5))
    session.apply("measure", course)
    session.select_view(View.VERTEX)
    assert "coverage rose by about 3.0 points a month" in said(page)
    page.region.setCurrentIndex(1)
    page.region.activated.emit(1)
    assert "no trend stands out from the noise" in said(page)
    session.select(current=photo(3).sha256)
    assert "no trend stands out from the noise" in said(page)
    assert "cut" not in said(page).split("Add to the diary")[0]
    cut = Groom(id="g", on=FIRST + timedelta(days=100), kind=GroomKind.HAIRCUT)
    session.apply("cut", keep_entry(session.course, cut))
    assert "The hair was cut to different lengths in this time" in said(page)
    assert "It says how much, not why" not in said(page)
    page.basis.switch.click()
    assert "It says how much, not why" in said(page)


def test_the_chart_is_described_and_follows_the_selection(session: Session, page: CoursePage) -> None:
    session.apply("measure", measured(session.course, [0.2, 0.3, None, 0.5]))
    session.select(current=photo(1).sha256)
    described = page.chart.accessibleDescription()
    assert described.startswith("31 January 2026: Crown 30 % (27 to 33).")
    assert "3 measured photos, coverage from 20 % (17 to 23) on 1 January 2026 to 50 %" in described


def test_a_click_on_a_dot_chooses_its_photo(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    session.apply("measure", measured(session.course, [0.2, 0.3, None, 0.5]))
    session.select_view(View.VERTEX)
    for visit in (0, 2, 1):
        mark = mark_of(page.chart, photo(visit))
        place = QPoint(round(mark.x), round(mark.y))
        QTest.mouseClick(page.chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        assert session.photo == photo(visit)
    QTest.mouseClick(page.chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert session.photo == photo(1)


def test_the_arrows_go_from_visit_to_visit(session: Session, page: CoursePage) -> None:
    session.apply("measure", measured(session.course, [0.2, 0.3, None, 0.5]))
    session.select_view(View.VERTEX)
    keys = Qt.Key
    visits = []
    for key in (keys.Key_Home, keys.Key_Left, keys.Key_Right, keys.Key_Right, keys.Key_End, keys.Key_Right):
        QTest.keyClick(page.chart, key)
        visits.append(next(k for k in range(4) if photo(k) == session.photo))
    assert visits == [0, 0, 1, 2, 3, 3]


def test_hover_names_date_value_and_interval_or_the_reason(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    session.apply("measure", measured(session.course, [0.2, 0.3, None, 0.5]))
    session.select_view(View.VERTEX)
    assert page.chart.words_of(photo(0).sha256) == "1 January 2026: Crown 20 % (17 to 23)."
    mark = mark_of(page.chart, photo(2))
    QTest.mouseMove(page.chart, QPoint(round(mark.x) + 3, round(mark.y) - 2))
    qtbot.waitUntil(lambda: "too coarse" in QToolTip.text())
    QTest.mouseMove(page.chart, QPoint(3, 3))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_chart_is_painted_at_any_size_also_empty(qtbot: QtBot) -> None:
    chart = CoverageChart()
    qtbot.addWidget(chart)
    course = measured(Course(id="c", name="c", created_on=FIRST), [0.2, 0.3, None, 0.5])
    chart.resize(600, 400)
    empty = _pixels(chart)
    chart.show_data(chart_data(course, View.VERTEX), photo(0).sha256)
    assert _pixels(chart) != empty
    for width, height in ((360, 260), (3000, 300), (10, 10)):
        chart.resize(width, height)
        chart.show_data(ChartData())
        _pixels(chart)


def _pixels(chart: CoverageChart) -> bytes:
    shot = QPixmap(chart.grab()).toImage()
    return bytes(shot.constBits())


def test_it_says_where_the_line_may_bend_and_what_counts_less(session: Session, page: CoursePage) -> None:
    course = measured(session.course, [0.2 + 0.03 * k for k in range(8)])
    blurred = replace(course.photos[2], cautions=(Reason.of(ReasonKind.BLURRED),))
    course = replace(course, photos=tuple(blurred if p.sha256 == blurred.sha256 else p for p in course.photos))
    treatment = Treatment(id="t", kind=TreatmentKind.OTHER, name="x", started_on=FIRST + timedelta(days=30))
    session.apply("measure", keep_entry(course, treatment))
    session.select_view(View.VERTEX)
    page.basis.switch.click()
    assert "8 weeks after the start of x" in said(page)
    assert "1 photo counts less" in said(page)
    assert "Last visit: 30 July 2026, week 25 of x." in said(page)
    assert "It says how much, not why." in said(page)


def test_the_trend_is_drawn_in_the_chart() -> None:
    course = measured(Course(id="c", name="c", created_on=FIRST), [0.2 + 0.03 * k for k in range(8)])
    treatment = Treatment(id="t", kind=TreatmentKind.OTHER, name="x", started_on=FIRST + timedelta(days=30))
    (line,) = chart_data(keep_entry(course, treatment), View.VERTEX).series
    assert line.trend is not None
    assert [day for day, _ in line.trend.line] == [FIRST, FIRST + timedelta(days=86), FIRST + timedelta(days=210)]
    assert line.trend.line[-1][1] == pytest.approx(41, abs=2)
    assert chart_data(course).series[0].name == "Crown"
    assert chart_data(course, View.VERTEX, regions=[]).series == ()


def test_leaving_puts_a_half_filled_form_away(page: CoursePage) -> None:
    page.diary.add("event")
    page.leave()
    assert page.diary.form is None


def test_the_badge_counts_what_is_late(session: Session, page: CoursePage) -> None:
    assert page.badge() == ""
    session.apply("add", session.course.with_photo(photo(0)))
    assert page.badge() == "1 due"


JAK = Treatment(
    id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg", frequency="daily", started_on=FIRST
)


def lab(name: str, value: float, week: int) -> LabResult:
    on = FIRST + timedelta(weeks=week)
    return LabResult(id=f"{name}{week}", on=on, name=name, value=value, unit="U/L", high=45)


def keep(session: Session, *entries: Entry) -> None:
    course = session.course
    for entry in entries:
        course = keep_entry(course, entry)
    assert session.apply("keep", course)


def test_keys_turn_the_stage(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    keep(session, lab("ALT", 20, 0))
    with qtbot.waitActive(page.stage):
        page.stage.activateWindow()
    seen = []
    for key in (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_1):
        QTest.keyClick(page.stage, key, Qt.KeyboardModifier.ControlModifier)
        seen.append((page.labs.isVisible(), page.chart.isVisible(), page.hint.isVisible()))
    assert seen == [(True, False, False), (False, False, True), (False, True, False)]
    tips = [made.toolTip() for made in parts(page.stage, QToolButton) if made.property("role") == "segment"]
    assert tips == ["Coverage over time (Ctrl+1)", "SALT over time (Ctrl+2)", "Blood tests over time (Ctrl+3)"]


def test_the_keyboard_stays_on_the_stage_when_it_is_turned(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    keep(session, lab("ALT", 20, 0))
    with qtbot.waitActive(page.stage):
        page.stage.activateWindow()
    page.chart.setFocus()
    held = []
    for shown in (Shown.LABS, Shown.SALT, Shown.COVERAGE):
        page.turn_to(shown)
        held.append(QApplication.focusWidget())
    assert held == [page.labs.field, page.hint.action, page.chart]


def test_what_has_nothing_to_show_says_what_to_do(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    assert page.hint.isVisible()
    with qtbot.waitSignal(page.go_to) as heard:
        page.hint.action.click()
    assert heard.args == ["photos"]
    page.turn_to(Shown.LABS)
    assert "Type in a result with the unit and the range" in page.hint.words.text()
    page.hint.action.click()
    assert isinstance(page.diary.form, LabForm)
    page.turn_to(Shown.SALT)
    for part in ("four views top, back, left and right", "Top: no photo", "Back: no photo", "Left: no", "Right: no"):
        assert part in page.hint.words.text()


def test_what_the_salt_lacks_leads_to_its_view(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    course = session.course
    for view in (View.VERTEX, View.LEFT, View.RIGHT, View.BACK):
        course = course.with_photo(photo(0, view))
    session.apply("add", course)
    session.select_view(View.LEFT)
    page.turn_to(Shown.SALT)
    assert page.hint.action.text() == "Go to Measure, Crown"
    with qtbot.waitSignal(page.go_to) as heard:
        page.hint.action.click()
    assert heard.args == ["measure"]
    assert session.view is View.VERTEX


def test_the_doctors_salt_is_added_from_the_panel_and_shown_apart(session: Session, page: CoursePage) -> None:
    page.turn_to(Shown.SALT)
    page.salt.add.click()
    assert isinstance(page.diary.form, SaltForm)
    keep(session, SaltScore(id="s", on=FIRST, by="Dr Lind", total=64))
    assert page.chart.isVisible()
    words = said(page)
    assert "No estimate yet" in words
    assert "By eye" in words
    assert "1 Jan 2026, Dr Lind" in words


def test_blood_tests_are_told_with_what_lay_outside(session: Session, page: CoursePage) -> None:
    keep(session, JAK, lab("ALT", 62, 12), lab("ALT", 40, 24), lab("CK", 99, 12))
    page.turn_to(Shown.LABS)
    words = said(page)
    assert "1 of 2 blood tests: the newest result lies outside the laboratory's range" in words
    assert "ALT 62 U/L on 26 Mar 2026: above, within since\nCK 99 U/L on 26 Mar 2026: above" in words
    assert words.count("Talk to your doctor about it.") == 1
    assert "Last test: 18 June 2026, week 24 of ritlecitinib." in words


def test_a_result_opens_in_the_diary(session: Session, page: CoursePage) -> None:
    keep(session, lab("ALT", 62, 12), lab("ALT", 40, 24))
    page.turn_to(Shown.LABS)
    page.labs.field.setFocus()
    QTest.keyClick(page.labs.field, Qt.Key.Key_Left)
    QTest.keyClick(page.labs.field, Qt.Key.Key_Return)
    form = page.diary.form
    assert isinstance(form, LabForm)
    assert form.value.text() == "62"


def test_an_entry_that_opens_out_of_sight_is_said(session: Session, page: CoursePage) -> None:
    heard: list[str] = []
    session.notice.connect(lambda words, *_: heard.append(words))
    page.turn_to(Shown.LABS)
    page.hint.action.click()
    assert heard == []
    page.inspector.hide()
    page.hint.action.click()
    assert "Ctrl+I shows it" in heard[0]


def test_a_diary_that_cannot_be_changed_offers_nothing_to_add(
    session: Session, page: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "read_only", property(lambda _: True))
    page.turn_to(Shown.LABS)
    assert not page.hint.action.isVisible()
    page.turn_to(Shown.SALT)
    assert not page.salt.add.isEnabled()


def test_a_photo_is_opened_from_its_dot(qtbot: QtBot, session: Session, page: CoursePage) -> None:
    session.apply("measure", measured(session.course, [0.2, 0.3, None, 0.5]))
    session.select_view(View.VERTEX)
    mark = mark_of(page.chart, photo(1))
    with qtbot.waitSignal(page.go_to) as heard:
        QTest.mouseDClick(page.chart, Qt.MouseButton.LeftButton, pos=QPoint(round(mark.x), round(mark.y)))
    assert heard.args == ["measure"]
    assert session.photo == photo(1)
    session.select(current=photo(3).sha256)
    with qtbot.waitSignal(page.go_to) as heard:
        QTest.keyClick(page.chart, Qt.Key.Key_Return)
    assert session.photo == photo(3)


def test_what_was_published_is_named_with_its_source_and_promises_nothing(session: Session, page: CoursePage) -> None:
    keep(session, replace(JAK, started_on=date.today() - timedelta(days=70)))
    page.turn_to(Shown.SALT)
    page.judged.switch.click()
    assert "no benefit after 36 weeks. Source: label text outside the USA." in said(page)
    assert "Lancet" not in said(page)
    page.trials.switch.click()
    words = said(page)
    assert page.trials.switch.text() == "What trials of ritlecitinib found"
    assert "at week 24, 23 of 100 had SALT 20 or less" in words
    assert "Source: Lancet 2023;401:1518." in words
    assert words.count("not a forecast for one person") == 1
    page.turn_to(Shown.LABS)
    assert "Source:" not in said(page).split("Add to the diary")[0]
