"""The compare page in the real window, on photos that are aligned by construction."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hairtrack.analysis.comparability import Condition, Finding, Level
from hairtrack.course import Alignment, AlignmentMethod, Course, Measurement, Region, View
from hairtrack.diary import Severity, SideEffect
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.registration.transform import identity
from hairtrack.treatment import DoseChange, Treatment, TreatmentKind
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.compare.taken_list import TakenList
from hairtrack.ui.compare.view import Look
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.compare_photos import Comparison, region_change
from tests.ui.conftest import DAYS
from tests.ui.parts import parts

REGION = ((40.0, 30.0), (120.0, 30.0), (120.0, 90.0), (40.0, 90.0))


def aligned(course: Course) -> Course:
    """Say that all crown photos lie exactly over the first."""
    reference = course.reference(View.VERTEX)
    assert reference is not None
    for photo in course.in_view(View.VERTEX)[1:]:
        found = Alignment(
            fixed=reference.sha256,
            moving=photo.sha256,
            transform=identity(photo.size),
            method=AlignmentMethod.LANDMARKS,
            inliers=4,
            error_percent_width=0.3,
            engine="test",
        )
        course = course.with_alignment(found)
    return course


def measured(course: Course, *values: float) -> Course:
    """Give the crown photos values with an interval of 4 points to either side."""
    photos = course.in_view(View.VERTEX)
    region = Region(id="r", view=View.VERTEX, name="Crown", points=REGION, drawn_on=photos[0].sha256)
    course = course.with_region(region)
    for photo, value in zip(photos, values, strict=False):
        measurement = Measurement(
            photo=photo.sha256,
            region="r",
            coverage=value,
            low=value - 0.04,
            high=value + 0.04,
            judged=1.0,
            engine="test",
            person="p",
            threshold=0.0,
            outline=REGION,
            alignment_error_percent_width=0.0,
        )
        course = course.with_measurement(measurement)
    return course


@pytest.fixture
def page(window: MainWindow, course_path: Path) -> ComparePage:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    found = window.pages["compare"]
    assert isinstance(found, ComparePage)
    return found


def show(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.show_page("compare")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: page._comparison is not None and not window.jobs.running, timeout=15000)


def test_photos_that_are_not_aligned_are_shown_apart_and_the_next_step_is_named(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    assert page.pair_stage.look is Look.SIDE
    assert "not aligned" in page.panel.answer.text()
    qtbot.mouseClick(page.step, Qt.MouseButton.LeftButton)
    assert window.page is window.pages["align"]


def unsharp(level: Level) -> Finding:
    return Finding(condition=Condition.SHARPNESS, level=level, reason=Reason.of(ReasonKind.OTHER_SHARPNESS))


def judged(window: MainWindow, *findings: Finding) -> Comparison:
    """What is said of the first and last crown photo, with given findings."""
    course = window.session.course
    region = course.regions[0]
    before, *_, after = course.in_view(View.VERTEX)
    change = region_change(course, region, before, after, findings)
    return Comparison(before=before, after=after, changes=(change,), findings=findings)


def words_of(page: ComparePage) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in parts(page.panel, QLabel) if label.isVisible())


def test_a_verdict_is_said_large_with_its_doubt(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    show(window, page, qtbot)
    page._show_comparison(judged(window))
    answer = page.panel.answer.text()
    assert answer.startswith("Gain of 40 points (36 to 44)")
    assert "20\N{NO-BREAK SPACE}% (16\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}24)" in words_of(page)
    assert "60\N{NO-BREAK SPACE}% (56\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}64)" in words_of(page)
    assert "+40 points (+36 to +44)" in words_of(page)
    assert not page.step.isVisible()


def test_no_figure_is_given_where_the_photos_cannot_be_compared(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    show(window, page, qtbot)
    page._show_comparison(judged(window, unsharp(Level.NOT_COMPARABLE)))
    assert "cannot be compared" in page.panel.answer.text()
    assert "points" not in words_of(page)
    assert "less sharp" in page.panel.why.text()
    assert not page.found.reasons.isVisible()


def test_figures_that_were_kept_back_are_shown_when_asked_for_and_marked(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    show(window, page, qtbot)
    page._show_comparison(judged(window, unsharp(Level.NOT_COMPARABLE)))
    qtbot.mouseClick(page.found.anyway, Qt.MouseButton.LeftButton)
    assert "Change: +40 points (+36 to +44), but not comparable" in words_of(page)
    assert "cannot be compared" in page.panel.answer.text()
    assert not page.found.anyway.isVisible()
    window.session.select(after=window.session.photos[1].sha256)
    assert "points" not in words_of(page)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_what_is_alike_and_whose_noise_counts_is_said(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.30, 0.31, 0.31))
    show(window, page, qtbot)
    page._show_comparison(judged(window, Finding(condition=Condition.ANGLE), Finding(condition=Condition.GLARE)))
    assert page.found.conditions.text() == "Alike in both photos: angle, glare and shadow."
    assert "the program's own doubt stands in" in page.found.noise.text()


def test_a_caution_is_kept_in_mind(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.30, 0.31, 0.31))
    show(window, page, qtbot)
    page._show_comparison(judged(window, unsharp(Level.CAUTION)))
    assert "No change detectable" in page.panel.answer.text()
    assert page.found.reasons.text().startswith("Keep in mind")


def test_visits_are_chosen_in_the_boxes_and_exchanged(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    photos = window.session.photos
    page.choice.after.setCurrentIndex(1)
    page.choice.after.activated.emit(1)
    assert window.session.after == photos[1]
    page.choice.swap()
    assert (window.session.before, window.session.after) == (photos[1], photos[0])
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_ways_to_look_by_keys(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    assert page.pair_stage.look is Look.WIPE
    for key, look in ((Qt.Key.Key_B, Look.BLINK), (Qt.Key.Key_O, Look.ONION), (Qt.Key.Key_S, Look.SIDE)):
        qtbot.keyClick(window, key)
        assert page.pair_stage.look is look
    qtbot.keyClick(window, Qt.Key.Key_B)
    qtbot.keyClick(window, Qt.Key.Key_P)
    assert page.pair_stage.over.blinking
    window.show_page("photos")
    assert not page.pair_stage.over.blinking


def test_an_edit_of_the_diary_does_not_repeat_the_comparison(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    window.session.apply("rename", replace(window.session.course, name="Other"))
    assert not window.jobs.running


def test_the_fair_pair_is_one_click_away_and_says_why_until_another_is_chosen(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    photos = window.session.photos
    window.session.select(before=photos[0].sha256, after=photos[1].sha256)
    (fair,) = [made for made in parts(page.panel, QPushButton) if made.text() == "Fair pair"]
    qtbot.mouseClick(fair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.choice.fair_words.isVisible, timeout=15000)
    # The visits are of January, February and March: the first two stand for the beginning, the last for the end.
    assert window.session.before in photos[:2]
    assert window.session.after == photos[2]
    assert page.choice.fair_words.text().endswith("of 2 pairs of first and last visits.")
    page.choice.swap()
    assert not page.choice.fair_words.isVisible()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_without_aligned_visits_there_is_no_fair_pair(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    show(window, page, qtbot)
    page.choice.find_fair()
    qtbot.waitUntil(page.choice.fair_words.isVisible, timeout=15000)
    assert "no two aligned visits" in page.choice.fair_words.text()


def taking(course: Course, *, effects_felt: int = 0) -> Course:
    """Keep a treatment from before the second visit on, with a new dose before the third."""
    taken = Treatment(
        id="t",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="ritlecitinib",
        dose="50 mg",
        frequency="daily",
        started_on=DAYS[1] - timedelta(days=14),
        changes=(DoseChange(on=DAYS[1] + timedelta(days=7), dose="100 mg"),),
    )
    effects = tuple(
        SideEffect(id=f"e{k}", name=f"effect {k}", severity=Severity.MILD, since=DAYS[1] + timedelta(days=k))
        for k in range(effects_felt)
    )
    return replace(course, diary=replace(course.diary, treatments=(taken,), side_effects=effects))


def lines_of(listed: TakenList) -> list[str]:
    """Return the lines that are seen, without the title."""
    QApplication.processEvents()
    return [words.text() for words in parts(listed, QLabel) if words.isVisible()][1:]


def test_what_was_taken_stands_beside_each_photo_and_in_between(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    assert not page.choice.taken_between.isVisible()
    assert not any(words.isVisible() for words in page.choice.taken_then)
    window.session.apply("treatment", taking(window.session.course))
    assert [words.text() for words in page.choice.taken_then] == [
        "Nothing was being taken",
        "Week 7 of ritlecitinib, 100 mg daily",
    ]
    assert page.choice.taken_between.isVisible()
    assert lines_of(page.choice.taken_between) == [
        "19 Jan 2026: ritlecitinib 50 mg daily, started",
        "9 Feb 2026: ritlecitinib 100 mg daily, before that 50 mg daily",
    ]
    assert not page.choice.taken_between.more.isVisible()
    assert page.pair_stage._captions == (
        "Before: 5 January 2026\nNothing was being taken",
        "After: 9 March 2026\nWeek 7 of ritlecitinib, 100 mg daily",
    )


def test_many_lines_are_folded(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    show(window, page, qtbot)
    window.session.apply("diary", taking(window.session.course, effects_felt=9))
    assert len(lines_of(page.choice.taken_between)) == 6
    assert page.choice.taken_between.more.switch.text() == "5 more"
    qtbot.mouseClick(page.choice.taken_between.more.switch, Qt.MouseButton.LeftButton)
    assert "effect 8, mild" in words_of(page)


def test_a_diary_of_thousands_is_listed_in_part_and_says_so(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    window.session.apply("diary", taking(window.session.course, effects_felt=35))
    qtbot.mouseClick(page.choice.taken_between.more.switch, Qt.MouseButton.LeftButton)
    assert not any("in the diary" in line for line in lines_of(page.choice.taken_between))
    many = taking(window.session.course, effects_felt=3000)
    felt = tuple(replace(effect, since=DAYS[1]) for effect in many.diary.side_effects)
    window.session.apply("diary", replace(many, diary=replace(many.diary, side_effects=felt)))
    assert lines_of(page.choice.taken_between)[-1] == "And 2962 more in the diary"
