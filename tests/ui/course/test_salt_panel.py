"""The SALT in the inspector: the estimate and the doctor's own in columns of their own, and what is missing."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hairtrack.analysis.salt import AreaLoss, SaltValue, respond
from hairtrack.analysis.salt_loss import DenseHair
from hairtrack.course import Course, DateSource, Photo, Region, SaltArea, View
from hairtrack.diary import Diary, SaltScore
from hairtrack.errors import Reason, ReasonKind
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.course.salt_gaps import gaps_of
from hairtrack.ui.course.salt_head import SaltHead
from hairtrack.ui.course.salt_panel import SaltPanel
from hairtrack.ui.course.salt_rows import about_words, answer_words, salt_rows
from hairtrack.ui.theme import Theme
from hairtrack.workflow.course_salt import CourseSalt, SaltAreaValue, SaltResponse, SaltVisit
from tests.ui.parts import parts

FIRST, LAST = date(2026, 1, 5), date(2026, 6, 22)
EMPTY = Course(id="c", name="c", created_on=FIRST)
CORNERS = ((1.0, 1.0), (50.0, 1.0), (50.0, 50.0))
LOSSES = {SaltArea.TOP: 50.0, SaltArea.BACK: 25.0, SaltArea.LEFT: 10.0, SaltArea.RIGHT: 20.0}
"""20 + 6 + 1.8 + 3.6 = 31.4."""


def photo(view: View, on: date = LAST) -> Photo:
    name = f"{view}-{on}"
    return Photo(
        sha256=name.encode().hex().ljust(64, "0"),
        view=view,
        taken_on=on,
        taken_on_source=DateSource.EXIF,
        file_name=name,
        stored_as=name,
        size=(100, 100),
    )


def region(area: SaltArea, view: View) -> Region:
    return Region(id=area, view=view, name=area.label, points=CORNERS, drawn_on=photo(view).sha256, salt=area)


def visit(
    on: date = LAST, value: SaltValue | None = None, *, without: dict[SaltArea, tuple[Reason, ...]] | None = None
) -> SaltVisit:
    without = without or {}
    areas = (
        SaltAreaValue(area=area, loss=None, coverage=None, region=None, reasons=without[area])
        if area in without
        else SaltAreaValue(
            area=area,
            loss=AreaLoss(area=area, loss=loss, low=loss - 8, high=loss + 9) if value else None,
            coverage=0.5,
            region=None,
        )
        for area, loss in LOSSES.items()
    )
    return SaltVisit(
        on=on,
        until=on,
        areas=tuple(areas),
        value=value,
        dense=DenseHair.THIS_VISIT if value else None,
        dense_coverage=0.9 if value else None,
    )


ESTIMATE = SaltValue(value=31.4, low=25.0, high=38.0)
BASELINE = SaltValue(value=80.0, low=74.0, high=86.0)
JUDGED = (
    SaltScore(id="a", on=FIRST, by="Dr Lind", total=76),
    SaltScore(id="b", on=LAST, by="Dr Lind", total=19),
)


def whole() -> CourseSalt:
    first, last = SaltValue.judged(76), SaltValue.judged(19)
    return CourseSalt(
        visits=(visit(FIRST, BASELINE), visit(LAST, ESTIMATE)),
        judged=JUDGED,
        response=SaltResponse(baseline=FIRST, on=LAST, best=FIRST, response=respond(ESTIMATE, since=[BASELINE])),
        judged_response=SaltResponse(
            baseline=FIRST, on=LAST, best=FIRST, by="Dr Lind", response=respond(last, since=[first])
        ),
    )


@pytest.fixture
def panel(qtbot: QtBot) -> SaltPanel:
    made = SaltPanel()
    qtbot.addWidget(made)
    made.resize(288, 900)
    made.show()
    return made


def said(panel: SaltPanel) -> str:
    return "\n".join(found.text() for found in parts(panel, QLabel) if found.isVisibleTo(panel))


def test_the_estimate_and_what_was_judged_stand_in_columns_of_their_own() -> None:
    rows = {row.name: (row.estimate, row.judged) for row in salt_rows(whole())}
    assert rows == {
        "": ("From photographs", "By eye"),
        "SALT": ("31 (25 to 38)", "19"),
        "Day": ("22 Jun 2026", "22 Jun 2026, Dr Lind"),
        "AA-IGA": ("moderate", "limited"),
        "Baseline": ("5 Jan 2026", "5 Jan 2026"),
        "SALT30": ("reached", "reached"),
        "SALT50": ("reached", "reached"),
        "SALT75": ("not reached", "reached"),
        "SALT90": ("not reached", "not reached"),
        "20 or less": ("not reached", "reached"),
        "10 or less": ("not reached", "not reached"),
        "Worse by 20 points": ("not reached", "not reached"),
    }


def test_a_judgement_alone_lends_the_estimate_nothing() -> None:
    found = replace(whole(), visits=(), response=None)
    assert {row.estimate for row in salt_rows(found)[1:]} == {"–"}
    assert answer_words(found, Diary())[0] == "No estimate yet"


def test_an_interval_over_limits_says_that_it_cannot_be_told() -> None:
    wide = SaltValue(value=21, low=8, high=36)
    found = CourseSalt(
        visits=(visit(FIRST, BASELINE), visit(LAST, wide)),
        response=SaltResponse(baseline=FIRST, on=LAST, best=FIRST, response=respond(wide, since=[BASELINE])),
    )
    rows = {row.name: row.estimate for row in salt_rows(found)}
    assert rows["20 or less"] == "cannot be told"
    assert rows["AA-IGA"] == "limited or moderate"
    very = SaltValue(value=50, low=8, high=97)
    assert salt_rows(CourseSalt(visits=(visit(LAST, very),)))[3].estimate == "limited to very severe"


def test_the_answer_names_its_doubt_its_day_and_the_week_of_treatment() -> None:
    taken = Treatment(id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=FIRST)
    answer, why = answer_words(whole(), Diary(treatments=(taken,)))
    assert answer == "SALT 31 (25 to 38)"
    assert "Estimated from photographs of 22 June 2026, week 24 of ritlecitinib." in why
    later = replace(whole(), visits=(*whole().visits, visit(date(2026, 7, 20))))
    answer, why = answer_words(later, Diary())
    assert answer == "SALT 31 (25 to 38)"
    assert "The newest visit, 20 Jul 2026, has no estimate." in why


def test_it_says_once_what_the_estimate_leaves_out(panel: SaltPanel) -> None:
    panel.show_salt(whole(), EMPTY)
    words = said(panel)
    for part in ("From photographs it is an estimate", "brows, lashes and body", "Fine and pale hair cannot"):
        assert words.count(part) == 1
    assert "against the densest hair of the same visit (90 % coverage)" in words
    told = replace(visit(LAST, ESTIMATE), fine_told=True)
    assert "Fine hair was told apart and is left out." in about_words(told)


def test_the_head_says_each_area(panel: SaltPanel) -> None:
    panel.show_salt(whole(), EMPTY)
    assert panel.head.accessibleDescription() == (
        "Percent lost. Top: 50 (42 to 59); Back: 25 (17 to 34); Left: 10 (2 to 19); Right: 20 (12 to 29)."
    )


def test_each_area_of_the_head_is_painted_by_its_own_loss(qtbot: QtBot) -> None:
    head = SaltHead()
    qtbot.addWidget(head)
    head.resize(head.sizeHint())
    full = dict.fromkeys(SaltArea, AreaLoss(area=SaltArea.TOP, loss=0, low=0, high=0))
    spots = {SaltArea.TOP: (100, 90), SaltArea.BACK: (95, 190), SaltArea.LEFT: (30, 80), SaltArea.RIGHT: (240, 80)}
    head.show_losses(full)
    before = head.grab().toImage()
    for area in SaltArea:
        head.show_losses(full | {area: AreaLoss(area=area, loss=100, low=100, high=100)})
        after = head.grab().toImage()
        changed = {other for other, spot in spots.items() if before.pixel(*spot) != after.pixel(*spot)}
        assert changed == {area}


def test_what_is_missing_is_said_with_the_one_place_to_go(qtbot: QtBot, panel: SaltPanel) -> None:
    course = EMPTY.with_photo(photo(View.VERTEX)).with_photo(photo(View.BACK))
    course = course.with_region(region(SaltArea.BACK, View.BACK))
    gaps = {gap.area: gap for gap in gaps_of(course, None)}
    assert (gaps[SaltArea.TOP].page, gaps[SaltArea.TOP].view) == ("measure", View.VERTEX)
    assert gaps[SaltArea.TOP].words == "Top: there are photos (Crown), but the area is not drawn on them yet."
    assert gaps[SaltArea.BACK].words == "Back: Not measured yet."
    assert (gaps[SaltArea.LEFT].page, gaps[SaltArea.LEFT].words) == ("photos", "Left: no photo shows it yet.")
    panel.show_salt(CourseSalt(), course)
    assert not panel.go.isVisible()
    panel.show_salt(CourseSalt(judged=JUDGED), course)
    assert "Right: no photo shows it yet." in said(panel)
    assert panel.go.text() == "Go to Photos"
    with qtbot.waitSignal(panel.gap_wanted) as heard:
        panel.go.click()
    assert heard.args == [gaps[SaltArea.LEFT]]
    for view in (View.LEFT, View.RIGHT):
        course = course.with_photo(photo(view))
    panel.show_salt(CourseSalt(judged=JUDGED), course)
    assert panel.go.text() == "Go to Measure, Crown"
    panel.show_salt(whole(), course)
    assert not panel.go.isVisible()
    assert not panel.missing.isVisible()


def test_the_reason_of_an_area_is_said_and_where_it_is_put_right() -> None:
    course = EMPTY.with_photo(photo(View.LEFT)).with_region(region(SaltArea.LEFT, View.LEFT))
    for kind, facts, page, said in (
        (ReasonKind.RESOLUTION_TOO_LOW, {}, "measure", "too coarse"),
        (ReasonKind.SALT_AREA_NOT_MEASURED, {"area": "SALT left"}, "measure", "no measurement of the SALT left"),
        (ReasonKind.SALT_AREA_NOT_SEEN, {"area": "SALT left"}, "photos", "No photo of this visit shows the SALT left"),
    ):
        found = visit(without={SaltArea.LEFT: (Reason.of(kind, **facts),)})
        lacking = replace(found.areas[2], region=region(SaltArea.LEFT, View.LEFT))
        (gap,) = gaps_of(course, replace(found, areas=(*found.areas[:2], lacking, found.areas[3])))
        assert gap.words.startswith("Left: ")
        assert said in gap.words
        assert gap.page == page


def test_a_screen_reader_hears_row_and_column_of_each_cell(panel: SaltPanel) -> None:
    panel.show_salt(whole(), EMPTY)
    names = [found.accessibleName() for found in parts(panel, QLabel)]
    assert "SALT75, From photographs: not reached" in names
    assert "SALT75, By eye: reached" in names


def test_the_doctors_salt_can_be_added(qtbot: QtBot, panel: SaltPanel) -> None:
    panel.show_salt(CourseSalt(), EMPTY)
    with qtbot.waitSignal(panel.score_wanted):
        panel.add.click()


def test_nothing_is_cut_off_in_a_narrow_column_with_large_text(panel: SaltPanel, look: Theme) -> None:
    look.use_text_size(150)
    panel.show_salt(whole(), EMPTY)
    assert panel.minimumSizeHint().width() <= 340
