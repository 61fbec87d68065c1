import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from hairtrack.course import Course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Progress
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.pdf import PreviewPage
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.report import previews as module
from hairtrack.ui.report.previews import Previews
from hairtrack.ui.session import Session

FULL = Choices(kind=ReportKind.FULL)
OTHER = replace(FULL, notes=False)
_PAGES = 12


def _png(shade: int) -> bytes:
    page = QImage(60, 80, QImage.Format.Format_RGB32)
    page.fill(QColor(shade, shade, shade))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


class Printer:
    """In place of the real one: its pages are as bright as their number, 100 more for other choices."""

    def __init__(self) -> None:
        self.asked: list[tuple[Choices, bool]] = []
        self.held: dict[Choices, threading.Event] = {}
        self.error: Exception | None = None
        self.kept: set[int] = set()

    def __call__(
        self, _folder: object, _course: Course, choices: Choices, progress: Progress, *, first_only: bool, kept: object
    ) -> tuple[PreviewPage, ...]:
        self.asked.append((choices, first_only))
        self.kept.add(id(kept))
        progress(0.0, "")
        if choices in self.held:
            self.held[choices].wait(10)
        if self.error is not None:
            raise self.error
        more = 0 if choices.notes else 100
        return tuple(
            PreviewPage(picture=_png(more + page), words=f"Words {page}") for page in range(3 if first_only else _PAGES)
        )


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(module, "preview_report", made)
    return made


@pytest.fixture
def previews(qtbot: QtBot, printer: Printer, tmp_path: Path) -> Iterator[Previews]:
    session, jobs = Session(), Jobs()
    assert session.new(tmp_path / "A.hairtrack", "A")
    yield Previews(session, jobs)
    for event in printer.held.values():
        event.set()
    jobs.close()
    session.close()


def _want(previews: Previews, choices: Choices) -> None:
    previews.want(previews._session.course, choices)


def _shade(previews: Previews, page: int, qtbot: QtBot) -> int:
    qtbot.waitUntil(lambda: previews.image(page) is not None)
    image = previews.image(page)
    assert image is not None
    return image.pixelColor(5, 5).red()


def _complete(previews: Previews) -> Callable[[], bool]:
    return lambda: previews.complete


def test_page_one_comes_alone_and_first(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    counts: list[int] = []
    previews.arrived.connect(lambda: counts.append(previews.count))
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
    assert printer.asked == [(FULL, True), (FULL, False)]
    assert counts == [1, _PAGES]
    assert [_shade(previews, page, qtbot) for page in (0, 7, 11)] == [0, 7, 11]
    assert [previews.words(page) for page in (7, 12)] == ["Words 7", ""]


@pytest.mark.parametrize("kind", [ReportKind.COMPARISON, ReportKind.POSTER])
def test_one_page_is_laid_out_once(previews: Previews, printer: Printer, qtbot: QtBot, kind: ReportKind) -> None:
    _want(previews, replace(FULL, kind=kind))
    qtbot.waitUntil(_complete(previews))
    assert [first for _, first in printer.asked] == [False]


def test_what_is_there_is_not_made_again(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
    _want(previews, replace(FULL))
    qtbot.wait(400)
    assert len(printer.asked) == 2


def test_stale_pages_are_dropped(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    printer.held[FULL] = threading.Event()
    _want(previews, FULL)
    qtbot.waitUntil(lambda: len(printer.asked) == 1)
    _want(previews, OTHER)
    assert not previews.current
    qtbot.waitUntil(_complete(previews))
    printer.held[FULL].set()
    qtbot.waitUntil(lambda: not previews._jobs.running)
    assert (FULL, False) not in printer.asked
    assert printer.kept == {id(previews.kept)}
    assert _shade(previews, 0, qtbot) == 100
    assert _shade(previews, 11, qtbot) == 111


def test_choices_that_change_fast_are_laid_out_once(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    for choices in (FULL, OTHER, FULL, OTHER):
        _want(previews, choices)
    qtbot.waitUntil(_complete(previews))
    assert {choices for choices, _ in printer.asked} == {OTHER}


def test_page_in_view_stays_and_the_old_one_until_the_new_is_there(
    previews: Previews, printer: Printer, qtbot: QtBot
) -> None:
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
    previews.page = 5
    printer.held[OTHER] = threading.Event()
    _want(previews, OTHER)
    qtbot.waitUntil(lambda: printer.asked[-1] == (OTHER, False))
    assert _shade(previews, 5, qtbot) == 5
    assert not previews.current
    printer.held[OTHER].set()
    qtbot.waitUntil(_complete(previews))
    assert previews.page == 5
    assert _shade(previews, 5, qtbot) == 105


def test_few_pages_are_held_ready(previews: Previews, qtbot: QtBot) -> None:
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
    for page in range(_PAGES):
        _shade(previews, page, qtbot)
    qtbot.waitUntil(lambda: not previews._jobs.running)
    assert len(previews._decoded) <= 5


def test_preview_that_fails_says_why_and_can_be_had_again(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    said: list[str] = []
    previews.refused.connect(said.append)
    printer.error = HairtrackError(ErrorKind.NOTHING_TO_REPORT)
    _want(previews, FULL)
    qtbot.waitUntil(lambda: bool(said))
    assert "report" in said[0]
    assert previews.count == 0
    printer.error = None
    _want(previews, OTHER)
    qtbot.waitUntil(_complete(previews))


def test_bug_in_a_preview_is_said_where_its_pages_would_be(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    said: list[str] = []
    previews.refused.connect(said.append)
    printer.error = ValueError("a bug")
    _want(previews, FULL)
    qtbot.waitUntil(lambda: bool(said))
    assert "mistake in the program" in said[0]
    printer.error = None
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))


def test_once_the_page_is_left_pages_stay_and_what_laying_them_out_took_is_given_back_once(
    previews: Previews, printer: Printer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[int] = []
    monkeypatch.setattr(module, "forget_previews", lambda: given_back.append(len(printer.asked)))
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
    assert _shade(previews, 3, qtbot) == 3
    previews.rest()
    previews.rest()
    qtbot.waitUntil(lambda: not previews._jobs.running)
    assert given_back == [2]
    assert not previews._decoded
    _want(previews, FULL)
    assert previews.complete
    assert _shade(previews, 3, qtbot) == 3
    assert len(printer.asked) == 2


def test_another_kind_of_report_begins_without_what_the_last_one_left(
    previews: Previews, printer: Printer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[int] = []
    monkeypatch.setattr(module, "forget_previews", lambda: given_back.append(len(printer.asked)))
    for choices in (FULL, OTHER, replace(FULL, kind=ReportKind.SUMMARY)):
        _want(previews, choices)
        qtbot.waitUntil(_complete(previews))
    assert given_back == [4]


def test_nothing_is_laid_out_once_the_page_is_left(previews: Previews, printer: Printer, qtbot: QtBot) -> None:
    _want(previews, FULL)
    previews.rest()
    qtbot.wait(400)
    assert printer.asked == []
    _want(previews, FULL)
    qtbot.waitUntil(_complete(previews))
