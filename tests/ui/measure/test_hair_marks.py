"""Planted labels are marked, named and explained on the canvas, in the legend and in the histogram."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import Cause, FormerValue, Measurement, Unjudged
from hairtrack.imaging.coverage import FINE, GLARE, HAIR, OUTSIDE, SCALP, SHADOW, TAKEN_OUT, UNTRUSTED
from hairtrack.imaging.coverage.decided import EDGES, Decided
from hairtrack.ui import theme
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.hair_layer import Overlay, Sort, coloured, overlay_picture
from hairtrack.ui.measure.hair_legend import HairLegend, legend_of
from hairtrack.ui.measure.how_decided import separation_words
from hairtrack.ui.measure.odds_histogram import OddsHistogram, histogram_words
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.words import say_measurement
from hairtrack.ui.theme import Scheme, Theme
from tests.workflow.rendered_course import OUTLINE, rendered_course

SPACE = "\N{NO-BREAK SPACE}"


def planted() -> np.ndarray:
    """Return a quarter each of hair, fine hair, scalp and glare."""
    labels = np.full((240, 240), HAIR, np.uint8)
    labels[:120, 120:] = FINE
    labels[120:, :120] = SCALP
    labels[120:, 120:] = GLARE
    return labels


def marked(overlay: Overlay, rows: slice, columns: slice) -> float:
    """Return which share of a part of the planted labels an overlay marks."""
    return float((coloured(planted(), overlay, period=6)[rows, columns, 3] > 0).mean())


UPPER, LOWER = slice(0, 120), slice(120, 240)


def test_what_is_not_judged_is_hatched_in_every_overlay() -> None:
    for overlay in Overlay:
        assert 0.5 < marked(overlay, LOWER, LOWER) < 0.8


def test_fine_hair_is_hair_where_classes_are_not_told_apart() -> None:
    assert marked(Overlay.NONE, UPPER, slice(None)) == 0
    assert marked(Overlay.FILL, UPPER, slice(None)) == 1
    assert marked(Overlay.FILL, LOWER, UPPER) == 0
    assert 0 < marked(Overlay.OUTLINE, UPPER, slice(None)) < 0.1


def test_classes_differ_without_their_colours_too() -> None:
    greys = coloured(planted(), Overlay.CLASSES, period=6).astype(float).mean(axis=2)
    assert np.ptp(greys[UPPER, UPPER]) == 0
    assert len(np.unique(greys[UPPER, LOWER])) == 2
    assert 0.5 < marked(Overlay.CLASSES, LOWER, UPPER) < 0.8


@pytest.mark.parametrize(
    ("label", "sort"),
    [(HAIR, Sort.HAIR), (FINE, Sort.FINE), (SCALP, Sort.BARE), (OUTSIDE, None)]
    + [(code, Sort.UNJUDGED) for code in (128, GLARE, SHADOW, UNTRUSTED, TAKEN_OUT)],
)
def test_every_label_is_drawn_as_its_sort(label: int, sort: Sort | None) -> None:
    codes = {Sort.HAIR: HAIR, Sort.FINE: FINE, Sort.BARE: SCALP, Sort.UNJUDGED: GLARE, None: OUTSIDE}
    drawn = {
        known: coloured(np.full((12, 12), code, np.uint8), Overlay.CLASSES, period=6).tobytes()
        for known, code in codes.items()
    }
    assert len(set(drawn.values())) == len(drawn)
    assert coloured(np.full((12, 12), label, np.uint8), Overlay.CLASSES, period=6).tobytes() == drawn[sort]
    assert any(drawn[sort]) == (sort is not None)


def test_a_large_overlay_is_drawn_in_less_detail_at_the_photos_size() -> None:
    labels = np.zeros((3024, 4032), np.uint8)
    picture = overlay_picture(labels, Overlay.CLASSES)
    assert picture.size == (4032, 3024)
    assert picture.levels[0].width() == 2016


def measurement(**changes: object) -> Measurement:
    made = Measurement(
        photo="p",
        region="r",
        coverage=0.38,
        low=0.34,
        high=0.42,
        judged=0.93,
        unjudged=(Unjudged(cause=Cause.GLARE, share=0.05), Unjudged(cause=Cause.TAKEN_OUT, share=0.02)),
        fine=0.04,
        engine="1",
        person="p",
        threshold=0.0,
        outline=OUTLINE,
        alignment_error_percent_width=0.0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def words(overlay: Overlay, **changes: object) -> list[str]:
    return [said.replace(SPACE, " ") for _, said in legend_of(measurement(**changes), overlay)]


def test_the_legend_names_each_sort_with_its_share(qtbot: QtBot) -> None:
    assert words(Overlay.CLASSES) == [
        "Strong hair 34 %",
        "Fine or pale hair 4 %",
        "Bare 62 %",
        "Not judged 7 % of the region",
    ]
    assert words(Overlay.FILL)[0] == "Hair 38 %, of it fine or pale 4 %"
    assert words(Overlay.FILL, fine=None, judged=1.0) == ["Hair 38 %", "Bare 62 %"]
    unknown = "Fine or pale: too small to tell apart"
    assert words(Overlay.CLASSES, fine=None, judged=1.0) == ["Hair 38 %", unknown, "Bare 62 %"]
    assert words(Overlay.NONE) == ["Not judged 7 % of the region"]
    assert words(Overlay.CLASSES, coverage=None) == ["Not judged 7 % of the region"]
    legend = HairLegend()
    qtbot.addWidget(legend)
    for overlay in Overlay:
        legend.show_lines(legend_of(measurement(), overlay), overlay)
        assert "hatched" in legend.accessibleDescription()
        assert not legend.grab().isNull()


def test_the_histogram_says_what_it_shows_and_is_readable_in_both_looks(look: Theme, qtbot: QtBot) -> None:
    counts = [0] * (len(EDGES) - 1)
    counts[0], counts[len(counts) // 2], counts[-1] = 60, 10, 30
    decided = Decided(counts=tuple(counts))
    assert histogram_words(decided) == (
        "30 % of the pixels are clearly hair, 60 % clearly skin; 10 % lie undecided between."
    )
    around = QWidget()
    histogram = OddsHistogram()
    histogram.setParent(around)
    qtbot.addWidget(around)
    around.resize(260, 140)
    histogram.resize(240, 120)
    histogram.show_decided(decided, 0.0)
    assert histogram.accessibleDescription() == histogram_words(decided)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.use(scheme)
        seen = histogram.grab().toImage()
        assert seen.pixelColor(3, 60).name() == theme.SKIN.name()
        assert seen.pixelColor(236, 70).name() == theme.HAIR.name()
        line = seen.pixelColor(120, 40)
        assert abs(line.lightness() - seen.pixelColor(60, 40).lightness()) > 120


def test_the_separation_is_said_in_words() -> None:
    said = [separation_words(value).split(" in ")[0] for value in (1.4, 2.4, 3.6)]
    assert said == [
        "Hair and skin differ only a little",
        "Hair and skin differ well enough",
        "Hair and skin differ clearly",
    ]


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(rendered_course(tmp_path))
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    qtbot.waitUntil(lambda: found.measure_stage.canvas.picture is not None, timeout=15000)
    qtbot.waitUntil(lambda: found.marks._inspection is not None and not window.jobs.running, timeout=15000)
    yield found
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_pointer_on_a_part_that_is_not_judged_hears_why(page: MeasurePage, qtbot: QtBot) -> None:
    seen = page.marks._inspection
    assert seen is not None
    labels = seen.labels.copy()
    labels[340:380, 280:320] = SHADOW
    page.marks._show(replace(seen, labels=labels))
    stage = page.measure_stage
    standing = stage._hint.text()
    # A pointer that is there already, from another test, does not move.
    QTest.mouseMove(stage.canvas, stage.canvas.to_screen((240.0, 310.0)).toPoint())
    QTest.mouseMove(stage.canvas, stage.canvas.to_screen((300.0, 360.0)).toPoint())
    qtbot.waitUntil(lambda: stage._hint.text() == "Not judged here: deep shadow.", timeout=3000)
    QTest.mouseMove(stage.canvas, stage.canvas.to_screen((350.0, 440.0)).toPoint())
    qtbot.waitUntil(lambda: stage._hint.text() == standing, timeout=3000)
    assert page.marks.cause_at((1e6, 1e6)) == ""


def test_a_key_shows_the_next_overlay(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    shown = []
    for _ in Overlay:
        qtbot.keyClick(page.measure_stage.canvas, Qt.Key.Key_M)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
        shown.append((page.marks.overlay, page.marks.choice.key))
    assert [overlay for overlay, _ in shown] == [Overlay.CLASSES, Overlay.NONE, Overlay.OUTLINE, Overlay.FILL]
    assert all(overlay.value == key for overlay, key in shown)


def test_how_it_was_decided_is_folded_until_asked_for(page: MeasurePage, qtbot: QtBot) -> None:
    how = page.marks.how
    assert how.isVisible()
    assert not how.histogram.isVisible()
    qtbot.mouseClick(how.switch, Qt.MouseButton.LeftButton, pos=QPointF(10, 8).toPoint())
    assert how.histogram.isVisible()
    assert "640 by 800 pixels" in how.facts.text()
    assert "2 photos" in how.facts.text()


def test_the_page_says_what_is_not_judged_what_to_do_and_what_it_was_before(page: MeasurePage) -> None:
    course = page.session.course
    photo, region = course.photos[0], course.regions[0]
    former = FormerValue(coverage=0.36, low=0.31, high=0.41, engine="1", person="x")
    for engine, when in (("1", "Before you touched"), ("2", "By the version before")):
        found = measurement(photo=photo.sha256, region=region.id, engine=engine, former=former)
        why = say_measurement(course.with_measurement(found), photo, region).why.replace(SPACE, " ")
        assert "7 % of the region is not judged: glare (5 %), taken out by you (2 %). Next time no flash" in why
        assert "Of which fine or pale: 4 points." in why
        assert f"{when}: 36 % (31 to 41)." in why
