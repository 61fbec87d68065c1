"""A time-lapse from the compare page: looked at, stepped through by keys, and saved."""

from pathlib import Path

import av
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.course import Cover, View
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.time_lapse.options import FilmKind
from tests.ui.compare.test_page import REGION, aligned, page, show

__all__ = ["page"]


def unfolded(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    """Align the photos, and unfold the form until its preview is there."""
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    page.film.fold.switch.click()
    wait_for_film(page, qtbot)


def wait_for_film(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.film.preview.moment is not None, timeout=20_000)


def test_nothing_is_made_before_it_is_asked_for(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    show(window, page, qtbot)
    qtbot.wait(400)
    assert page.film.preview.moment is None
    assert not page.film.preview.isVisible()


def test_it_plays_and_says_what_it_shows(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    unfolded(window, page, qtbot)
    preview = page.film.preview
    assert preview.playing
    first = preview.moment
    qtbot.waitUntil(lambda: preview.moment != first, timeout=5_000)
    assert page.film.said.text().startswith("3 visits, about 4 seconds.")
    assert preview.film.accessibleDescription().endswith("2026")
    preview.turn()
    assert not preview.playing
    assert preview.play.accessibleName() == "Play"


def test_keys_go_from_visit_to_visit_and_leave_the_pair_alone(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    unfolded(window, page, qtbot)
    preview, pair = page.film.preview, (window.session.before, window.session.after)
    preview.step(-9)
    preview.film.setFocus()
    seen = [preview.film.accessibleDescription()]
    for _ in range(3):
        qtbot.keyClick(preview.film, Qt.Key.Key_Right)
        seen.append(preview.film.accessibleDescription())
    assert [words.split(",")[0] for words in seen] == [
        "5 January 2026",
        "2 February 2026",
        "9 March 2026",
        "9 March 2026",
    ]
    qtbot.keyClick(preview.film, Qt.Key.Key_Left)
    assert preview.film.accessibleDescription().startswith("2 February 2026")
    assert not preview.playing
    qtbot.keyClick(preview.film, Qt.Key.Key_Space)
    assert preview.playing
    assert (window.session.before, window.session.after) == pair


def test_without_motion_it_only_steps(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    page.settings.motion = False
    page.film.obey()
    unfolded(window, page, qtbot)
    preview = page.film.preview
    assert not preview.playing
    assert not preview.play.isVisible()
    qtbot.keyClick(preview.film, Qt.Key.Key_Space)
    assert not preview.playing
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert preview.film.accessibleDescription().startswith("2 February 2026")


def test_it_stands_still_once_nobody_looks(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    unfolded(window, page, qtbot)
    assert page.film.preview.playing
    window.show_page("photos")
    assert not page.film.preview.playing


@pytest.mark.parametrize("kind", list(FilmKind))
def test_it_is_saved_where_the_user_says(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: FilmKind
) -> None:
    unfolded(window, page, qtbot)
    film = page.film
    film.kind.setCurrentIndex(film.kind.findData(kind))
    film.seconds.setCurrentIndex(film.seconds.findData(5.0))
    begun: list[str] = []

    def ask(_: object, __: str, start: str, kinds: str) -> tuple[str, str]:
        begun.append(Path(start).name)
        assert kind.value in kinds
        return str(tmp_path / "mine"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    qtbot.mouseClick(film.save, Qt.MouseButton.LeftButton)
    path = tmp_path / f"mine{kind.value}"
    qtbot.waitUntil(lambda: path.exists() and not window.jobs.running, timeout=20_000)
    assert begun == [f"Crown time-lapse{kind.value}"], "the course's name is not in it"
    assert film.outcome.words.text().startswith(f"Saved as mine{kind.value}.")
    assert [deed.text() for deed in film.outcome.buttons] == ["Open", "Show in folder"]
    if kind is FilmKind.MP4:
        with av.open(str(path), "r") as made:
            stream = made.streams.video[0]
            assert stream.frames == 5 * 25
    else:
        with Pillow.open(path) as picture:
            assert picture.format == kind.value.removeprefix(".").upper()


def test_what_may_be_chosen_is_what_there_is(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    unfolded(window, page, qtbot)
    film = page.film
    assert not film.cover.isVisible()
    assert not film.crop.isVisible()
    assert not film.weeks.isVisible()
    course = window.session.course
    reference = course.reference(View.VERTEX)
    assert reference is not None
    cover = Cover(id="c", view=View.VERTEX, points=REGION, drawn_on=reference.sha256)
    window.session.apply("test", course.with_cover(cover))
    assert film.cover.isVisible()
    assert film.wanted is not None
    assert film.wanted.cover, "what somebody covered is covered until they say otherwise"
    film.cover.setChecked(False)
    assert not film.wanted.cover
    wait_for_film(page, qtbot)


def test_a_view_without_aligned_photos_says_why_there_is_none(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    page.film.fold.switch.click()
    qtbot.waitUntil(lambda: not page.film.save.isEnabled(), timeout=20_000)
    assert "at least two days" in page.film.preview.film.accessibleDescription()
    window.session.apply("test", aligned(window.session.course))
    wait_for_film(page, qtbot)
    assert page.film.save.isEnabled()
