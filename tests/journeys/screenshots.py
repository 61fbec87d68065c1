"""Saves a picture of every page and state of a course: light and dark, small and large. Run by hand.

python -m tests.journeys.screenshots COURSE FOLDER [name ...] [--text 150] [--size 1024x700 ...] [--look dark]
                                     [--language de]

COURSE may be - for none. Names are those of pages ("compare") or of states ("compare-side").
"""

import argparse
import math
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HAIRTRACK_SETTINGS", str(Path(tempfile.mkdtemp()) / "settings.json"))
os.environ.setdefault("HAIRTRACK_COURSES", tempfile.mkdtemp())

from tests.journeys.speaking import speak_as_asked

if __name__ == "__main__":
    speak_as_asked()  # words are chosen when their module is loaded

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from hairtrack.app import speak
from hairtrack.language import _, _n, spoken
from hairtrack.report.choices import ReportKind
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.blind.rating import BlindRating
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.wipe_line import WipeLine
from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.course.stage import Shown
from hairtrack.ui.diary.head_map import Spot
from hairtrack.ui.diary.quick_line import LineField
from hairtrack.ui.guide.page import GuidePage
from hairtrack.ui.guide.panel import Shown as Guided
from hairtrack.ui.home.page import HomePage
from hairtrack.ui.key_sheet import KeySheet
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.ui.measure.touch_follower import PAUSE_MS
from hairtrack.ui.report.page import ReportPage
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Scheme, Theme
from hairtrack.workflow.images import load_image
from hairtrack.workflow.take_photo import FoundCamera
from tests.imaging.fake_camera import FakeCamera
from tests.ui.parts import parts

SIZES = ((1280, 800), (1920, 1080))


def settle(window: MainWindow, seconds: float = 30.0) -> None:
    """Let the window finish what it started, up to a limit."""
    stop = time.monotonic() + seconds
    quiet = 0
    window.activateWindow()
    # What waits a moment before it starts, such as the report's preview, begins within this time.
    while time.monotonic() < stop and quiet < 25:
        QApplication.processEvents()
        quiet = quiet + 1 if all(job.lasting for job in window.jobs.running) else 0
        time.sleep(0.02)


def _page(window: MainWindow, name: str) -> QWidget:
    window.show_page(name)
    settle(window)
    # Of what the shot before left half made.
    window.frame.notice.hide()
    return window.pages[name]


def _click(canvas: PhotoCanvas, across: float, down: float) -> None:
    """Click at a share of the canvas."""
    spot = QPointF(canvas.width() * across, canvas.height() * down).toPoint()
    QTest.mouseMove(canvas, spot)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)


def _new_course(window: MainWindow) -> None:
    home = _page(window, "home")
    assert isinstance(home, HomePage)
    home.begin_new()


def _place_points(window: MainWindow) -> None:
    window.session.select(current=window.session.photos[-1].sha256)
    align = _page(window, "align")
    assert isinstance(align, AlignPage)
    place = next(b for b in (align.place_first, align.place) if b.isVisible())
    place.click()
    settle(window)
    # The last time's, which were laid aside.
    align.points.take(Pairs())
    for across, down in ((0.4, 0.3), (0.6, 0.35), (0.5, 0.6)):
        for side in Side:
            _click(align.points.canvases[side], across, down)
    QTest.mouseMove(align.points.canvases[Side.FIXED], QPointF(220, 180).toPoint())


def _how_sure(window: MainWindow) -> None:
    window.session.select(current=window.session.photos[-1].sha256)
    align = _page(window, "align")
    assert isinstance(align, AlignPage)
    align.sureness.toggle.setChecked(True)


def _draw(window: MainWindow) -> None:
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    measure.measure_stage.hand_changed.emit(Hand.POLYGON)
    settle(window)
    measure.measure_stage.polygon.give_up()
    for across, down in ((0.4, 0.3), (0.55, 0.3), (0.6, 0.5)):
        _click(measure.measure_stage.canvas, across, down)


def _take_out(window: MainWindow) -> None:
    """Take two strokes out of the photo, and leave the brush over it."""
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    measure.measure_stage.hand_changed.emit(Hand.TAKE_OUT)
    settle(window)
    canvas = measure.measure_stage.canvas
    spots = [
        [QPointF(canvas.width() * across, canvas.height() * down).toPoint() for across, down in stroke]
        for stroke in (((0.42, 0.35), (0.46, 0.42), (0.52, 0.45)), ((0.6, 0.5),), ((0.5, 0.62),))
    ]
    for stroke in spots[:-1]:
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=stroke[0])
        for spot in stroke[1:]:
            QTest.mouseMove(canvas, spot)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=stroke[-1])
    QTest.mouseMove(canvas, spots[-1][0])


def _taken_out(window: MainWindow) -> None:
    _take_out(window)
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    measure.step.click()
    settle(window, 120.0)
    measure.measure_stage.hand_changed.emit(Hand.CHANGE)


def _free_hand(window: MainWindow) -> None:
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    measure.measure_stage.hand_changed.emit(Hand.FREE)
    settle(window)
    canvas = measure.measure_stage.canvas
    turns = [0.1 * k for k in range(50)]
    shares = [(0.5 + 0.12 * math.cos(turn), 0.4 + 0.15 * math.sin(turn)) for turn in turns]
    spots = [QPointF(canvas.width() * across, canvas.height() * down).toPoint() for across, down in shares]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(canvas, spot)


def _salt_area(window: MainWindow) -> None:
    """Start from an area in the view that has none yet; only the first time does it change the course."""
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    for area in measure.edits.areas:
        measure.edits.add_area(area)
        settle(window)


def _measure_page(window: MainWindow) -> MeasurePage:
    window.session.select(current=window.session.photos[-1].sha256)
    measure = _page(window, "measure")
    assert isinstance(measure, MeasurePage)
    return measure


def _classes(window: MainWindow) -> None:
    """Tell the sorts of pixels apart, and unfold how the value was decided."""
    measure = _measure_page(window)
    measure.marks._use("classes")
    measure.marks.choice.show_key("classes")
    measure.marks.how.switch.setChecked(True)
    settle(window)
    measure.panel.ensureWidgetVisible(measure.marks.how)


def _touched(window: MainWindow) -> None:
    """Touch some skin; the course follows."""
    measure = _measure_page(window)
    window.session.apply("put back", replace(window.session.course, dabs=()))
    measure.marks.how.switch.setChecked(False)
    measure.panel.ensureWidgetVisible(measure.panel.answer)
    measure._take_hand(Hand.SKIN)
    settle(window)
    for across, down in ((0.48, 0.4), (0.52, 0.44)):
        _click(measure.measure_stage.canvas, across, down)
    QTest.qWait(2 * PAUSE_MS)


def _look_as(key: Qt.Key, window: MainWindow) -> None:
    compare = _page(window, "compare")
    assert isinstance(compare, ComparePage)
    QTest.keyClick(window, key)


def _wipe_at_an_angle(window: MainWindow) -> None:
    _look_as(Qt.Key.Key_V, window)
    stage = window.pages["compare"].stage
    assert isinstance(stage, CompareStage)
    for _step in range(6):
        QTest.keyClick(stage.over, Qt.Key.Key_BracketRight)


def _moved_by_hand(window: MainWindow) -> None:
    """Unlock, and nudge the photo after by forty pixels."""
    _look_as(Qt.Key.Key_U, window)
    stage = window.pages["compare"].stage
    assert isinstance(stage, CompareStage)
    far = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    for _step in range(4):
        QTest.keyClick(stage.over, Qt.Key.Key_Right, far)


def _refused(window: MainWindow) -> None:
    """Compare across a short haircut, which the demo has three visits from the end, and ask for figures anyway."""
    photos = window.session.photos
    window.session.select(before=photos[0].sha256, after=photos[-3].sha256)
    page = _page(window, "compare")
    assert isinstance(page, ComparePage)
    page.found.anyway.click()


def _film(window: MainWindow) -> None:
    """Unfold the time-lapse, and stand still at its third visit."""
    compare = _page(window, "compare")
    assert isinstance(compare, ComparePage)
    compare.film.fold.switch.setChecked(True)
    settle(window)
    compare.film.preview.step(2)
    bar = compare.panel.verticalScrollBar()
    bar.setValue(bar.value() + compare.film.mapTo(compare.panel, QPointF(0, 0).toPoint()).y())


def _visits(window: MainWindow) -> None:
    """Look at four visits side by side with their tones matched."""
    _look_as(Qt.Key.Key_Q, window)
    settle(window)
    _toned(window)


def _toned(window: MainWindow) -> None:
    page = _page(window, "compare")
    assert isinstance(page, ComparePage)
    page.pair_stage.bar.tone.setChecked(True)


def _photo_menu(window: MainWindow) -> None:
    """Ask what can be done with the photo that the keyboard is at."""
    _page(window, "compare")
    film = window.frame.strip.strip.film
    spot = film.box_of(film.frames[4].sha256).center()
    QTest.keyClick(film, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    film.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, film.mapToGlobal(spot)))


def _one_visit_twice(window: MainWindow) -> None:
    _page(window, "compare")
    first = window.session.photos[0].sha256
    window.session.select(before=first, after=first)


def _fair_pair(window: MainWindow) -> None:
    compare = _page(window, "compare")
    assert isinstance(compare, ComparePage)
    next(made for made in parts(compare.panel, QPushButton) if made.text() == _("Fair pair")).click()
    settle(window)


def _blind(window: MainWindow) -> BlindRating:
    compare = _page(window, "compare")
    assert isinstance(compare, ComparePage)
    next(made for made in parts(compare.panel, QPushButton) if made.text() == _("Rate blind")).click()
    return parts(window, BlindRating)[-1]


def _blind_pair(window: MainWindow) -> None:
    _blind(window).begin("Anna")
    settle(window)


def _write(kind: str, window: MainWindow) -> None:
    course = _page(window, "course")
    assert isinstance(course, CoursePage)
    course.diary.add(kind)


def _symptom(window: MainWindow) -> None:
    """Choose two areas of the head by hand."""
    _write("symptom", window)
    for area in ("crown", "temples"):
        next(spot for spot in parts(window, Spot) if spot.isVisible() and spot.area == area).click()


def _typed_line(window: MainWindow) -> None:
    """Type a line of which one part is not understood."""
    course = _page(window, "course")
    assert isinstance(course, CoursePage)
    course.diary.quick.begin()
    lines = {
        "en": "itch 4 crown; washed; the weather was odd; ALT 31 U/l",
        "de": "Jucken 4 Oberkopf; gewaschen; das Wetter war seltsam; ALT 31 U/l",
    }
    course.diary.quick.field.setText(lines[spoken()])


def _course(shown: Shown, window: MainWindow) -> CoursePage:
    """Turn the stage of the course page to something; the next picture turns it back."""
    course = _page(window, "course")
    assert isinstance(course, CoursePage)
    course.turn_to(shown)
    settle(window)
    return course


def _lab_in_hand(window: MainWindow) -> None:
    """Open a result from its chart by keys."""
    field = _course(Shown.LABS, window).labs.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(field, key)


def _report(kind: ReportKind, window: MainWindow) -> ReportPage:
    """Show a kind of report with nothing unfolded."""
    report = _page(window, "report")
    assert isinstance(report, ReportPage)
    for fold in (*report.panel.folds.values(), report.panel.files):
        fold.switch.setChecked(False)
    if report.closer.isChecked():
        QTest.keyClick(report.paper, Qt.Key.Key_Space)
    report.panel.days.whole.setChecked(True)
    report.panel.who.choice.buttons["name"].click()
    report.panel.kind.buttons[kind].click()
    settle(window, 60.0)
    report.panel.side.verticalScrollBar().setValue(0)
    return report


def _report_choices(names: tuple[str, ...], window: MainWindow) -> None:
    """Unfold some of what can be chosen, and scroll there."""
    report = _report(ReportKind.FULL, window)
    folds = {**report.panel.folds, "Other files": report.panel.files}
    for name in names:
        folds[name].switch.setChecked(True)
    if "Days" in names:
        report.panel.who.choice.buttons["alias"].click()
        report.panel.days.whole.setChecked(False)
    settle(window, 60.0)
    report.panel.side.ensureWidgetVisible(folds[names[-1]])
    QTest.keyClick(report.paper, Qt.Key.Key_PageDown)


def _report_near(window: MainWindow) -> None:
    report = _report(ReportKind.FULL, window)
    QTest.keyClick(report.paper, Qt.Key.Key_End)
    QTest.keyClick(report.paper, Qt.Key.Key_Space)


def _report_saved(window: MainWindow) -> None:
    report = _report(ReportKind.SUMMARY, window)
    report.export(Path(tempfile.mkdtemp()) / "Demo 2026-09-10.pdf")
    settle(window, 60.0)


def _report_cover(window: MainWindow) -> None:
    """Cover faces, and look at what is covered."""
    report = _report(ReportKind.SUMMARY, window)
    report.panel.folds["Photos"].switch.setChecked(True)
    report.panel.photos.cover.setChecked(True)
    settle(window, 60.0)
    report.panel.photos.edit.click()


def _guide(shown: Guided, window: MainWindow) -> GuidePage:
    guide = _page(window, "guide")
    assert isinstance(guide, GuidePage)
    guide.turn_to(shown)
    return guide


def _guide_live(window: MainWindow) -> GuidePage:
    """Show a camera that sees another photo of the course, a little turned."""
    guide = _guide(Guided.ADVICE, window)
    photo = window.session.photos[-1]
    seen = load_image(window.session.folder, photo)
    guide.taking.camera.find = lambda: (FoundCamera(number=0, name="Built-in camera"),)
    guide.taking.camera.opener = FakeCamera([seen])
    guide.turn_to(Guided.CAMERA)
    stop = time.monotonic() + 10
    while guide.ghost.beneath is None and time.monotonic() < stop:
        QApplication.processEvents()
    return guide


def _guide_taken(window: MainWindow) -> None:
    guide = _guide_live(window)
    QTest.keyClick(guide.ghost, Qt.Key.Key_Space)
    stop = time.monotonic() + 30
    while len(window.jobs.running) > 1 and time.monotonic() < stop:
        QApplication.processEvents()


def _notice(window: MainWindow) -> None:
    said = _n(
        "{count} photo taken out. The file stays in the course folder.",
        "{count} photos taken out. The files stay in the course folder.",
        2,
    )
    window.session.say(said, _("Undo"), lambda: None)


STATES: dict[str, Callable[[MainWindow], object]] = {
    "home-new": _new_course,
    "align-points": _place_points,
    "align-sure": _how_sure,
    "measure-draw": _draw,
    "measure-free": _free_hand,
    "measure-salt": _salt_area,
    "measure-take-out": _take_out,
    "measure-taken-out": _taken_out,
    "measure-classes": _classes,
    "measure-touched": _touched,
    "compare-side": partial(_look_as, Qt.Key.Key_S),
    "compare-blink": partial(_look_as, Qt.Key.Key_B),
    "compare-onion": partial(_look_as, Qt.Key.Key_O),
    "compare-map": partial(_look_as, Qt.Key.Key_M),
    "compare-wipe": _wipe_at_an_angle,
    "compare-loupe": partial(_look_as, Qt.Key.Key_L),
    "compare-moved": _moved_by_hand,
    "compare-full-screen": partial(_look_as, Qt.Key.Key_F11),
    "compare-visits": partial(_look_as, Qt.Key.Key_Q),
    "compare-visits-toned": _visits,
    "compare-toned": _toned,
    "compare-menu": _photo_menu,
    "compare-twice": _one_visit_twice,
    "compare-fair": _fair_pair,
    "compare-film": _film,
    "compare-refused": _refused,
    "blind": _blind,
    "blind-pair": _blind_pair,
    "course-salt": partial(_course, Shown.SALT),
    "course-labs": partial(_course, Shown.LABS),
    "course-lab-in-hand": _lab_in_hand,
    "course-coverage": partial(_course, Shown.COVERAGE),
    "course-treatment": partial(_write, "treatment"),
    "course-lab": partial(_write, "lab"),
    "course-side-effect": partial(_write, "effect"),
    "course-doctor-salt": partial(_write, "salt"),
    "course-plan": partial(_write, "plan"),
    "course-symptom": _symptom,
    "course-line": _typed_line,
    "guide": partial(_guide, Guided.ADVICE),
    "guide-ghost": partial(_guide, Guided.GHOST),
    "guide-no-camera": partial(_guide, Guided.CAMERA),
    "guide-camera": _guide_live,
    "guide-taken": _guide_taken,
    "report-summary": partial(_report, ReportKind.SUMMARY),
    "report-full": partial(_report, ReportKind.FULL),
    "report-comparison": partial(_report, ReportKind.COMPARISON),
    "report-poster": partial(_report, ReportKind.POSTER),
    "report-near": _report_near,
    "report-choices": partial(_report_choices, ("Comparisons", "Views and regions")),
    "report-days": partial(_report_choices, ("Days", "Photos", "Paper")),
    "report-files": partial(_report_choices, ("Other files",)),
    "report-saved": _report_saved,
    "report-cover": _report_cover,
    "notice": _notice,
    "keys": lambda window: KeySheet(window).open(),
    "crash": lambda window: window.crashes.tell(_("Comparing two photos"), "Traceback\nValueError: an example"),
}


def _put_back(window: MainWindow) -> None:
    """Leave a state: close dialogs and forms."""
    for dialog in parts(window, QDialog):
        if dialog.isVisible():
            dialog.reject()
    for blind in parts(window, BlindRating):
        blind.close()
    window.frame.notice.hide()
    for line in parts(window, LineField):
        line.clear()
    QTest.keyClick(window, Qt.Key.Key_W)
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    if isinstance(compare := window.pages.get("compare"), ComparePage):
        compare.pair_stage.bar.tone.setChecked(False)
        compare.pair_stage.by_hand.forget()
        compare.pair_stage.loupe.put_away()
        compare.pair_stage.over.put_line(WipeLine())
        if photos := window.session.photos:
            window.session.select(before=photos[0].sha256, after=photos[-1].sha256)
    window.show_page("home")
    for back in parts(window.pages["home"].stage, QPushButton):
        if back.isVisible() and back.text() == _("Back"):
            back.click()


def save_screens(
    course: Path | None,
    folder: Path,
    names: list[str] | None = None,
    *,
    sizes: Sequence[tuple[int, int]] = SIZES,
    schemes: Sequence[Scheme] = (Scheme.DARK, Scheme.LIGHT),
    text_size: int = 100,
) -> list[Path]:
    """Show each page in each size and look, and save what it looks like.

    Parameters
    ----------
    course : Path or None
        None for the first run, without a course.
    folder : Path
    names : list of str, optional
        Of the pages and states; by default all pages, and with a course all states too.
    sizes : sequence of (int, int)
        Of the window.
    schemes : sequence of Scheme
    text_size : int
        In percent.

    Returns
    -------
    list of Path
        The pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    speak(spoken(), application)
    look = Theme(application, text_size=text_size)
    window = MainWindow(Settings.load(), look)
    window.show()
    if course is not None:
        window.session.open(course)
    known = [*window.pages, *STATES] if course is not None else ["home", "home-new"]
    saved = []
    for scheme in schemes:
        look.use(scheme)
        for width, height in sizes:
            window.resize(width, height)
            for name in names or known:
                STATES.get(name, partial(_page, name=name))(window)
                settle(window)
                enlarged = "" if text_size == 100 else f"-{text_size}"
                saved.append(folder / f"{name}-{scheme}-{width}{enlarged}.png")
                shown = QApplication.activeModalWidget() or window
                shown.grab().save(str(saved[-1]))
                _put_back(window)
    window.close()
    return saved


def _size(text: str) -> tuple[int, int]:
    width, height = map(int, text.split("x"))
    return width, height


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("course", type=lambda text: None if text == "-" else Path(text))
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--size", type=_size, action="append")
    parser.add_argument("--look", type=Scheme, action="append")
    parser.add_argument("--language", help="chosen before all else, see above")
    given = parser.parse_intermixed_args()
    for path in save_screens(
        given.course,
        given.folder,
        given.names or None,
        sizes=given.size or SIZES,
        schemes=given.look or (Scheme.DARK, Scheme.LIGHT),
        text_size=given.text,
    ):
        print(path)
