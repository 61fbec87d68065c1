from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.home.page import HomePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme
from hairtrack.ui.turning import landing_page
from tests.ui.conftest import write_photo
from tests.ui.hands import rests
from tests.ui.parts import parts


def _drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, button, key = QPoint(400, 300), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(where, Qt.DropAction.CopyAction, data, button, key))
    QApplication.sendEvent(window, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, button, key))


def test_without_a_course_only_home_can_be_entered(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert window.page is window.pages["home"]
    assert not window.frame.rail.buttons["photos"].isEnabled()


def test_keys_go_from_page_to_page(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    for number, name in enumerate(window.frame.rail.buttons, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number))
        assert window.page is window.pages[name]
        assert window.frame.rail.buttons[name].isChecked()


def test_opening_is_remembered_and_names_the_window(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    assert window.windowTitle() == "Anna - hairtrack"
    assert Settings.load().recent == [str(course_path)]
    window.session.close()
    assert window.page is window.pages["home"]
    assert window.windowTitle() == "hairtrack"


def test_dropped_course_is_opened(window: MainWindow, course_path: Path) -> None:
    _drop(window, [course_path])
    assert window.session.course.name == "Anna"


def test_dropped_photos_wait_on_the_photos_page(
    window: MainWindow, course_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    _drop(window, [write_photo(tmp_path / "20260401_vertex.jpg", 50)])
    assert window.page is window.pages["photos"]
    page = window.pages["photos"]
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)  # type: ignore[attr-defined]


def test_photos_dropped_without_a_course_wait_for_its_name(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    _drop(window, [write_photo(tmp_path / "a.jpg", 50)])
    assert window.frame.notice.isVisible()
    assert "Name the course" in window.frame.notice.text.text()
    home = window.pages["home"]
    assert isinstance(home, HomePage)
    qtbot.keyClicks(home.new.name, "Bea")
    qtbot.keyClick(home.new.name, Qt.Key.Key_Return)
    page = window.pages["photos"]
    assert window.page is page
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 1)  # type: ignore[attr-defined]


def test_drop_on_a_course_open_for_reading_says_so(window: MainWindow, course_path: Path, tmp_path: Path) -> None:
    first = Session()
    first.open(course_path)
    window.session.open(course_path)
    _drop(window, [write_photo(tmp_path / "a.jpg", 50)])
    assert "reading only" in window.frame.notice.text.text()
    first.close()


def test_paste_takes_copied_files(window: MainWindow, course_path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_photo(tmp_path / "20260401_vertex.jpg", 51)))])
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = window.pages["photos"]
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)  # type: ignore[attr-defined]


def test_undo_by_key_names_the_step(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    session = window.session
    session.open(course_path)
    session.apply("rename", replace(session.course, name="Bea"))
    texts = [action.text() for action in window.actions()]
    assert "Undo rename" in texts
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.course.name == "Anna"
    assert "Redo rename" in [action.text() for action in window.actions()]


def test_inspector_folds_and_stays_folded(window: MainWindow, qtbot: QtBot) -> None:
    inspector = window.pages["home"].inspector
    assert inspector.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert not inspector.isVisible()
    assert window.settings.inspector_folded


def test_tab_folds_only_where_a_widget_asks_for_it(window: MainWindow, qtbot: QtBot) -> None:
    inspector = window.pages["home"].inspector
    window.frame.rail.buttons["home"].setFocus()
    qtbot.keyClick(window.frame.rail.buttons["home"], Qt.Key.Key_Tab)
    assert inspector.isVisible()
    window.frame.rail.buttons["home"].setFocus()
    window.frame.rail.buttons["home"].setProperty("foldsOnTab", True)
    qtbot.keyClick(window.frame.rail.buttons["home"], Qt.Key.Key_Tab)
    assert not inspector.isVisible()


def test_f6_visits_every_pane(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    window.show_page("photos")
    seen = set()
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = window.focusWidget()
        seen |= {k for k, pane in enumerate(window.frame.panes) if focused and pane.isAncestorOf(focused)}
    assert seen == {0, 1, 2, 3}


def test_notice_carries_one_action(window: MainWindow, qtbot: QtBot) -> None:
    done: list[bool] = []
    window.session.say("The report is there.", "Open", lambda: done.append(True))
    assert window.frame.notice.isVisible()
    qtbot.mouseClick(window.frame.notice.action, Qt.MouseButton.LeftButton)
    assert done
    assert not window.frame.notice.isVisible()


def test_job_bar_shows_work_and_stops_it(window: MainWindow, qtbot: QtBot) -> None:
    def endless(progress: object) -> None:
        while True:
            progress(0.25, "IMG_1")  # type: ignore[operator]

    job = window.jobs.start(endless, what="Reading photos", done=print)
    qtbot.waitUntil(window.frame.job_bar.isVisible)
    stop = next(b for b in parts(window.frame.job_bar, QAbstractButton) if b.text() == "Cancel")
    with qtbot.waitSignal(window.jobs.ended):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert job.stopping
    assert not window.frame.job_bar.isVisible()


def test_crash_is_said_once_and_logged(window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    window.jobs.crashed.emit("Dividing", "Traceback: oops")
    window.jobs.crashed.emit("Dividing", "Traceback: again")
    dialogs = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "CrashDialog" and w.isVisible()]
    assert len(dialogs) == 1
    assert "Traceback: oops" in dialogs[0].details  # type: ignore[attr-defined]
    assert "again" in caplog.text
    dialogs[0].close()


def test_geometry_and_look_come_back(window: MainWindow, look: Theme, qtbot: QtBot) -> None:
    window.resize(950, 650)  # within the small screen that tests have
    window.close()
    again = MainWindow(Settings.load(), look)
    assert again.height() == 650
    again.close()
    again.deleteLater()


def test_every_control_has_a_name_for_the_screen_reader(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    for name, page in window.pages.items():
        window.show_page(name)
        for part in (page.stage, page.inspector, window.frame.rail, window.frame.strip):
            for control in parts(part, QAbstractButton):
                inside_box = isinstance(control.parent(), QComboBox)
                named = control.accessibleName() or control.text() or control.objectName().startswith("qt_")
                assert named or inside_box or not control.isVisibleTo(part), (name, control)
            for line in parts(part, QLineEdit):
                own = line.objectName() == "qt_spinbox_lineedit" or isinstance(line.parent(), QComboBox)
                assert own or line.accessibleName(), (name, line)


def test_where_an_opened_course_lands(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    course = window.session.course
    assert landing_page(course) == "align"
    assert landing_page(replace(course, photos=())) == "photos"
    assert course.in_view(View.VERTEX)


@pytest.mark.parametrize("name", ["home", "photos", "align", "measure", "compare", "course", "report"])
def test_tab_comes_to_every_control_of_a_page(window: MainWindow, course_path: Path, qtbot: QtBot, name: str) -> None:
    window.session.open(course_path)
    window.show_page(name)
    qtbot.waitUntil(lambda: rests(window), timeout=15000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # keys reach no other
    window.setFocus()
    visited: list[QWidget] = []
    for _ in range(80):
        focused = window.focusWidget()
        # A photo keeps Tab for itself; F6 leads out of it.
        away = focused is not None and bool(focused.property("foldsOnTab"))
        qtbot.keyClick(focused or window, Qt.Key.Key_F6 if away else Qt.Key.Key_Tab)
        visited += [widget] if (widget := window.focusWidget()) else []
    controls = [w for w in parts(window.frame, QWidget) if w.isVisible() and w.isEnabled()]
    wanted = [w for w in controls if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]
    assert [w.accessibleName() for w in wanted if w not in visited] == []


def test_another_page_leaves_the_focus_to_the_window_or_the_rail(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.show_page("compare")
    window.activateWindow()
    window.pages["compare"].stage.setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_6)
    assert window.focusWidget() is window
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.frame.rail.buttons["course"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_7)
    assert window.focusWidget() is window.frame.rail.buttons["report"]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_a_notice_with_an_action_belongs_to_its_page(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    window.show_page("photos")
    window.session.say("2 photos taken out.", "Undo", window.session.undo)
    window.show_page("home")
    assert not window.frame.notice.isVisible()
    window.session.say("This course is open for reading only.")
    window.show_page("photos")
    assert window.frame.notice.isVisible()


def test_escape_closes_a_notice(window: MainWindow, qtbot: QtBot) -> None:
    window.session.say("Read me.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.frame.notice.isVisible()


@pytest.mark.parametrize("name", ["home", "photos", "align", "measure", "compare", "course", "report"])
def test_no_button_is_cut_off_in_the_smallest_window(
    window: MainWindow, course_path: Path, qtbot: QtBot, name: str
) -> None:
    window.session.open(course_path)
    window.resize(window.minimumSize())
    window.show_page(name)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    buttons = [b for b in parts(window.frame, QAbstractButton) if b.isVisible()]
    cut = [b.accessibleName() for b in buttons if b.width() < b.sizeHint().width()]
    assert cut == []


@pytest.mark.parametrize("name", ["home", "photos", "align", "measure", "compare", "course", "report", "settings"])
def test_a_page_has_one_next_step_at_most(window: MainWindow, course_path: Path, qtbot: QtBot, name: str) -> None:
    window.session.open(course_path)
    window.show_page(name)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    steps = [b for b in parts(window.frame, QAbstractButton) if b.property("role") == "primary"]
    assert len([b.text() for b in steps if b.isVisible()]) <= 1


def test_last_page_of_a_course_is_remembered(window: MainWindow, course_path: Path, look: Theme) -> None:
    window.session.open(course_path)
    window.show_page("measure")
    window.show_page("home")
    window.close()
    again = MainWindow(Settings.load(), look)
    again.session.open(course_path)
    assert again.page is again.pages["measure"]
    again.close()


def test_what_is_held_over_the_window_is_told_what_becomes_of_it(
    window: MainWindow, course_path: Path, tmp_path: Path
) -> None:
    def hold(path: Path) -> str:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, button, key)
        QApplication.sendEvent(window, event)
        assert event.isAccepted()
        assert window.intake.hint.isVisible()
        return window.intake.hint.text()

    photo = write_photo(tmp_path / "20260401_vertex.jpg", 50)
    assert hold(photo) == "Drop photos or folders to begin a course with them"
    assert hold(course_path) == "Drop the course to open it"
    window.session.open(course_path)
    assert hold(photo) == "Drop photos or folders to add them to Anna"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.intake.hint.isVisible()


def test_recent_courses_are_in_the_menu(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    window.session.close()
    menus = window.menuBar().actions()[0].menu()
    assert isinstance(menus, QMenu)
    menus.aboutToShow.emit()
    opens = [action for action in parts(window, QAction) if action.text() == "&1  Anna"]
    opens[0].trigger()
    assert window.session.course.name == "Anna"
