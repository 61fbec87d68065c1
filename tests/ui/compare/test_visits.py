"""Visits side by side, matched tones, and going from visit to visit, in the real window."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, Photo, View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import decode_photo, encode_jpeg
from hairtrack.imaging.tone import toned
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare import placed_pictures
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.compare.visits_view import best_columns
from hairtrack.ui.compare.words import TONE_MATCHED, caption_words, pair_hint
from hairtrack.ui.film.photo_menu import photo_menu
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.compare_photos import Comparison
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.fair_pair import compare_fairly
from hairtrack.workflow.import_photos import import_photos, propose
from tests.ui.compare.test_page import aligned, measured, show, taking
from tests.ui.conftest import DAYS, write_photo

GAINS = (0.6, 0.8, 1.2)
SAME = 400
"""Columns that the first and the last photo share."""
VISITS = tuple(date(2026, 1, 5) + timedelta(days=30 * k) for k in range(7))


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> ComparePage:
    """Return the page of seven visits, aligned by construction; most of the last photo is the first in other light."""
    camera = tmp_path / "camera"
    for place, day in enumerate(VISITS):
        path = write_photo(camera / f"{day:%Y%m%d}_vertex.jpg", place, (640, 480))
        if place == len(VISITS) - 1:
            first = decode_photo(camera / f"{VISITS[0]:%Y%m%d}_vertex.jpg")
            other = toned(first, GAINS)
            other[:, SAME:] = decode_photo(path)[:, SAME:]
            path.write_bytes(encode_jpeg(other, 97))
    with new_course(tmp_path / "Seven.hairtrack", "Seven") as folder:
        import_photos(folder, folder.course, propose(folder, folder.course, [camera]).candidates)
        path = folder.path
    window.session.open(path)
    window.session.apply("align", aligned(window.session.course))
    found = window.pages["compare"]
    assert isinstance(found, ComparePage)
    return found


def settled(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._comparison is not None and not window.jobs.running, timeout=20000)


def days_shown(page: ComparePage) -> list[date | None]:
    course = page.session.course
    photos = [course.photo(visit.sha256) for visit in page.pair_stage.visits.visits]
    return [photo.taken_on for photo in photos if photo is not None]


def pixels(picture: Picture | None) -> Image:
    assert picture is not None
    image = picture.levels[0].convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def off(one: Image, other: Image) -> float:
    return float(np.abs(one[:, : SAME - 8].astype(int) - other[:, : SAME - 8]).mean())


def by_day(page: ComparePage, day: date) -> Photo:
    return next(photo for photo in page.session.photos if photo.taken_on == day)


# Side by side


def test_q_spreads_four_visits_evenly_and_another_look_takes_them_away(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Q)
    settled(window, page, qtbot)
    assert days_shown(page) == [VISITS[0], VISITS[2], VISITS[4], VISITS[6]]
    assert page.pair_stage.look is Look.VISITS
    assert not any(canvas.isWindow() for canvas in page.pair_stage.visits.canvases)
    captions = [visit.caption for visit in page.pair_stage.visits.visits]
    assert captions[0].startswith("Before: 5 January 2026")
    assert captions[1].startswith("6 March 2026")
    assert captions[3].startswith("After: 4 July 2026")
    qtbot.keyClick(window, Qt.Key.Key_W)
    assert window.session.more == ()
    assert page.pair_stage.over.picture is not None
    assert page.pair_stage.visits.visits == (), "what is not seen takes no memory"


def test_a_visit_that_is_joined_stands_in_order_of_time_and_the_first_of_three_gives_way(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    for place in (5, 3, 1):
        window.session.join(by_day(page, VISITS[place]).sha256)
    settled(window, page, qtbot)
    assert page.pair_stage.look is Look.VISITS
    assert days_shown(page) == [VISITS[0], VISITS[1], VISITS[3], VISITS[6]]
    window.session.join(by_day(page, VISITS[3]).sha256)
    assert days_shown(page) == [VISITS[0], VISITS[1], VISITS[6]]
    window.session.join(by_day(page, VISITS[0]).sha256)
    assert days_shown(page) == [VISITS[0], VISITS[1], VISITS[6]]
    assert "shown already" in window.frame.notice.text.text()


def test_all_look_at_one_place(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    show(window, page, qtbot)
    page.pair_stage.over.zoom_by(3)
    place = page.pair_stage.viewport.centre, page.pair_stage.viewport.zoom
    qtbot.keyClick(window, Qt.Key.Key_Q)
    settled(window, page, qtbot)
    first, *_others, last = page.pair_stage.visits.canvases
    assert (page.pair_stage.viewport.centre, page.pair_stage.viewport.zoom) == place
    # Rows may differ by a pixel.
    qtbot.waitUntil(lambda: abs(first.height() - last.height()) < 3)
    last.zoom_by(1.5)
    assert first.scale == pytest.approx(last.scale, rel=0.02)
    qtbot.keyClick(window, Qt.Key.Key_W)
    assert page.pair_stage.viewport.zoom == pytest.approx(4.5)


def test_a_photo_that_is_not_aligned_says_so_on_itself(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    course = window.session.course
    lost = by_day(page, VISITS[6])
    kept = tuple(a for a in course.alignments if a.moving != lost.sha256)
    window.session.apply("lose", replace(course, alignments=kept))
    show(window, page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Q)
    settled(window, page, qtbot)
    said = ["Not aligned" in visit.caption for visit in page.pair_stage.visits.visits]
    assert said == [False, False, False, True]


@pytest.mark.parametrize(
    ("count", "photo", "room", "columns"),
    [
        (4, (3000, 4000), QSize(1500, 800), 4),
        (4, (3000, 4000), QSize(860, 570), 2),
        (4, (4000, 3000), QSize(1500, 800), 2),
        (3, (3000, 4000), QSize(1200, 800), 3),
        (2, (3000, 4000), QSize(860, 570), 2),
        (1, (3000, 4000), QSize(860, 570), 1),
    ],
)
def test_photos_stand_in_a_row_or_in_two_as_they_come_out_largest(
    count: int, photo: tuple[int, int], room: QSize, columns: int
) -> None:
    assert best_columns(count, photo, room) == columns


# Tone


def test_j_shows_the_photo_after_in_the_light_of_the_one_before_and_says_so(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.apply("test", measured(window.session.course, *[0.3] * 7))
    show(window, page, qtbot)
    before, original = (pixels(canvas.picture) for canvas in page.pair_stage.sides)
    verdict, said, map_words = page._comparison, page.panel.answer.text(), page.pair_stage.map_foot.words.text()
    assert off(original, before) > 10
    qtbot.keyClick(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: page.pair_stage.tone_foot.words.text() == TONE_MATCHED, timeout=20000)
    shown = pixels(page.pair_stage.sides[1].picture)
    assert off(shown, before) < 3
    assert np.array_equal(pixels(page.pair_stage.sides[0].picture), before)
    assert page.pair_stage._captions[1].endswith("Tone matched for looking")
    assert "Tone" not in page.pair_stage._captions[0]
    assert page.pair_stage.tone_foot.isVisible()
    assert (page._comparison, page.panel.answer.text(), page.pair_stage.map_foot.words.text()) == (
        verdict,
        said,
        map_words,
    ), "what is said rests on the originals"
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert np.array_equal(pixels(page.pair_stage.sides[1].picture), original)
    assert not page.pair_stage.tone_foot.isVisible()


def test_a_tone_that_cannot_be_matched_leaves_the_original_and_says_why(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.select(after=by_day(page, VISITS[3]).sha256)
    show(window, page, qtbot)
    original = pixels(page.pair_stage.sides[1].picture)
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert page.pair_stage.tone_foot.words.text().startswith("Tones cannot be matched")
    assert np.array_equal(pixels(page.pair_stage.sides[1].picture), original)


def test_another_course_is_shown_as_it_was_taken(
    window: MainWindow, page: ComparePage, qtbot: QtBot, course_path: Path
) -> None:
    show(window, page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert page.pair_stage.bar.tone.isChecked()
    window.session.open(course_path)
    assert not page.pair_stage.bar.tone.isChecked()
    assert page.pair_stage.tone_foot.words.text() == ""
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20000)


# Going from visit to visit


def test_the_next_visit_is_there_at_once_and_so_are_its_words(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    window.session.select(after=by_day(page, VISITS[3]).sha256)
    show(window, page, qtbot)
    for place in (2, 4, 1, 0):
        assert page.shown.pictures.get(by_day(page, VISITS[place])) is not None or place == 1
    film = window.frame.strip.strip.film
    qtbot.keyClick(film, Qt.Key.Key_Right)
    placed = page.shown.pictures.get(by_day(page, VISITS[4]))
    assert placed is not None
    # No event was handled in between: it is shown before anything else happens.
    assert page.pair_stage.sides[1].picture is placed.picture
    assert page.pair_stage._captions[1].startswith("After: 5 May 2026")
    settled(window, page, qtbot)


def test_nothing_out_of_date_is_shown_after_another_alignment_or_undo(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    show(window, page, qtbot)
    old = page.pair_stage.sides[1].picture
    course = window.session.course
    last = by_day(page, VISITS[6])
    found = course.alignment(last)
    assert found is not None
    assert found.transform is not None
    x, *rest = found.transform.x_coefficients
    moved = replace(found, transform=replace(found.transform, x_coefficients=(x + 40, *rest)))
    window.session.apply("align anew", course.with_alignment(moved))
    assert page.pair_stage.sides[1].picture is None, "what lies elsewhere now is not shown any more"
    settled(window, page, qtbot)
    new = pixels(page.pair_stage.sides[1].picture)
    assert np.abs(new[:, :560].astype(int) - pixels(old)[:, 40:600]).mean() < 1
    window.session.undo()
    assert page.pair_stage.sides[1].picture is old
    settled(window, page, qtbot)


def test_memory_is_bounded_by_bytes_and_what_is_in_sight_stays(
    window: MainWindow, page: ComparePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = 640 * 480 * 16 // 3
    monkeypatch.setattr(placed_pictures, "MOST_BYTES", round(3.2 * one))
    show(window, page, qtbot)
    film = window.frame.strip.strip.film
    for _step in range(4):
        qtbot.keyClick(film, Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=20000)
        assert page.shown.pictures.bytes <= 3.3 * one
        assert all(page.shown.pictures.get(photo) for photo in page.shown.photos)
    qtbot.keyClick(window, Qt.Key.Key_Q)
    settled(window, page, qtbot)
    assert len(page.pair_stage.visits.visits) > 2
    window.show_page("photos")
    assert page.shown.pictures.bytes <= len(page.shown.photos) * 1.1 * one


def test_what_may_come_next_waits_for_the_verdict_and_comes_after_it(
    window: MainWindow, page: ComparePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.select(after=by_day(page, VISITS[3]).sha256)
    show(window, page, qtbot)
    pictures = page.shown.pictures
    begun, ended = threading.Event(), threading.Event()

    def judge(*args: Any) -> Comparison:
        begun.set()
        ended.wait(20)
        return compare_fairly(*args)

    monkeypatch.setattr("hairtrack.ui.compare.page.compare_fairly", judge)
    pictures.clear()
    page._key = None
    page.shown.forget()
    monkeypatch.setattr(page.shown, "_near", list)
    page._refresh()
    qtbot.waitUntil(begun.is_set, timeout=20000)
    assert pictures.holds_back
    monkeypatch.undo()
    page.shown.show()
    qtbot.waitUntil(lambda: page.pair_stage.sides[1].picture is not None, timeout=20000)
    qtbot.wait(200)
    near = [by_day(page, VISITS[place]) for place in (2, 4)]
    assert [pictures.get(photo) for photo in near] == [None, None]
    ended.set()
    settled(window, page, qtbot)
    assert all(pictures.get(photo) for photo in near)


def test_drafts_are_held_while_another_page_is_in_front_and_shown_at_once_on_coming_back(
    window: MainWindow, page: ComparePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hairtrack.ui.canvas.picture._DRAFT", 640 * 480 // 4)
    show(window, page, qtbot)
    page.pair_stage.by_hand.move(1, 0.1, 0.0)
    whole = pixels(page.pair_stage.sides[1].picture)
    window.show_page("photos")
    qtbot.waitUntil(lambda: page.shown.pictures.bytes <= 2 * 640 * 480 * 4 // 3, timeout=20000)
    held = [canvas.picture for canvas in (page.pair_stage.over, *page.pair_stage.sides)]
    assert [picture.levels[0].width() for picture in held if picture is not None] == [320, 320, 320]
    window.show_page("compare")
    assert page.pair_stage.sides[1].picture is held[2]
    settled(window, page, qtbot)
    assert np.array_equal(pixels(page.pair_stage.sides[1].picture), whole)
    assert page.pair_stage.by_hand.shift(1).across == pytest.approx(0.1)


def test_a_matched_tone_is_held_as_a_draft_and_matched_again_on_coming_back(
    window: MainWindow, page: ComparePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hairtrack.ui.canvas.picture._DRAFT", 640 * 480 // 4)
    show(window, page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_J)
    settled(window, page, qtbot)
    matched = page.pair_stage.sides[1].picture
    assert matched is not None
    window.show_page("photos")
    qtbot.waitUntil(lambda: page.pair_stage.sides[1].picture is not matched)
    draft = page.pair_stage.sides[1].picture
    assert draft is not None
    assert draft.levels[0] == matched.levels[1]
    window.show_page("compare")
    settled(window, page, qtbot)
    assert np.array_equal(pixels(page.pair_stage.sides[1].picture), pixels(matched))


def test_nothing_is_held_of_a_course_that_is_closed(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    show(window, page, qtbot)
    window.session.close()
    qtbot.waitUntil(lambda: page.pair_stage.over.picture is None)
    assert not any(canvas._glasses for canvas in page.pair_stage._canvases)


# Words


def test_a_caption_says_the_day_what_was_taken_and_the_value(course_path: Path, window: MainWindow) -> None:
    window.session.open(course_path)
    course = taking(measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    photo = course.in_view(View.VERTEX)[2]
    lines = caption_words(course, photo, course.regions[0], toned=True).splitlines()
    assert lines == [
        "9 March 2026",
        "60\N{NO-BREAK SPACE}% (56\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}64)",
        "Week 7 of ritlecitinib, 100 mg daily",
        "Tone matched for looking",
    ]


def of_one_day(course: Course) -> tuple[Photo, Photo]:
    first, second, *_rest = course.in_view(View.VERTEX)
    return first, replace(second, taken_on=first.taken_on)


def test_an_odd_pair_is_said_with_what_to_do(course_path: Path, window: MainWindow) -> None:
    window.session.open(course_path)
    course = window.session.course
    first, second, third = course.in_view(View.VERTEX)
    assert first.taken_on == DAYS[0]
    assert pair_hint(course, first, third) == ""
    assert "Exchange" in pair_hint(course, third, second)
    assert "one day" in pair_hint(course, *of_one_day(course))
    assert "reference photo" in pair_hint(course.with_reference(third), first, third)


def test_the_menu_of_a_photo_chooses_joins_and_goes_elsewhere(window: MainWindow, page: ComparePage) -> None:
    session = window.session
    gone: list[str] = []
    photo = by_day(page, VISITS[2])
    done: list[str] = []

    def entries(of: Photo = photo) -> dict[str, bool]:
        made = photo_menu(window, session, of, gone.append, [("Fair", lambda: done.append("fair"))])
        return {action.text(): action.isEnabled() for action in made.actions() if action.text()}

    def do(words: str) -> None:
        made = photo_menu(window, session, photo, gone.append, [("Fair", lambda: done.append("fair"))])
        next(action for action in made.actions() if action.text() == words).trigger()

    assert next(iter(entries())).startswith("6 March 2026")
    do("Set as before")
    assert session.before == photo
    assert not entries()["Set as before"]
    assert not entries()["Add to side by side"]
    session.select(before=by_day(page, VISITS[0]).sha256)
    do("Add to side by side")
    assert [more.sha256 for more in session.more] == [photo.sha256]
    do("Take out of side by side")
    assert not session.more
    do("Set as after")
    assert session.after == photo
    for words in ("Open in Measure", "Open in Align", "Fair"):
        do(words)
    assert session.photo == photo
    assert gone == ["measure", "align"]
    assert done == ["fair"]
