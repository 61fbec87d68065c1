import threading
from collections.abc import Callable
from functools import partial

from pytestqt.qtbot import QtBot

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Cancelled, Progress
from hairtrack.ui.jobs import Job, Jobs


def test_result_arrives_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[tuple[int, bool]] = []
    here = threading.get_ident()
    jobs.start(
        lambda _: threading.get_ident(),
        what="Counting",
        done=lambda worker: seen.append((worker, threading.get_ident() == here)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1]
    jobs.close()


def _give(number: int, _progress: Progress) -> int:
    return number


def test_no_result_is_lost_when_jobs_end_at_once(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[int] = []
    for number in range(300):
        jobs.start(partial(_give, number), what="Counting", done=seen.append, quiet=number % 2 == 0)
    qtbot.waitUntil(lambda: len(seen) == 300)
    assert sorted(seen) == list(range(300))
    assert not jobs.running
    jobs.close()


def test_cancelled_job_calls_nobody(qtbot: QtBot) -> None:
    jobs = Jobs()
    began = threading.Event()
    seen: list[object] = []

    def endless(progress: Progress) -> None:
        while True:
            began.set()
            progress(0.5, "still")

    job = jobs.start(endless, what="Waiting", done=seen.append, failed=seen.append)
    assert began.wait(5)
    with qtbot.waitSignal(jobs.ended):
        job.cancel()
    assert not seen
    jobs.close()


def test_stopped_job_hands_over_what_is_done(qtbot: QtBot) -> None:
    jobs = Jobs()
    began = threading.Event()
    seen: list[object] = []

    def counting(progress: Progress) -> int:
        done = 0
        try:
            while True:
                done += 1
                began.set()
                progress(0.5, "still")
        except Cancelled:
            return done

    job = jobs.start(counting, what="Counting", done=seen.append)
    assert began.wait(5)
    job.stop()
    qtbot.waitUntil(lambda: bool(seen))
    assert job.stopping
    assert not job.cancelled
    jobs.close()


def _failing(error: Exception) -> Callable[[Progress], None]:
    def work(_progress: Progress) -> None:
        raise error

    return work


def test_known_failure_is_a_sentence(qtbot: QtBot) -> None:
    jobs = Jobs()
    with qtbot.waitSignal(jobs.failed) as caught:
        jobs.start(_failing(HairtrackError(ErrorKind.DISK_FULL, path="/x")), what="Writing", done=print)
    assert "disk is full" in caught.args[0]
    jobs.close()


def test_known_failure_goes_to_who_asked(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[HairtrackError] = []
    jobs.start(_failing(HairtrackError(ErrorKind.FILE_EMPTY, file="a")), what="x", done=print, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].kind is ErrorKind.FILE_EMPTY
    jobs.close()


def test_bug_is_a_crash_with_its_traceback(qtbot: QtBot) -> None:
    jobs = Jobs()
    with qtbot.waitSignal(jobs.crashed) as caught:
        jobs.start(_failing(ZeroDivisionError("oops")), what="Dividing", done=print)
    assert caught.args[0] == "Dividing"
    assert "ZeroDivisionError: oops" in caught.args[1]
    jobs.close()


def test_editing_job_holds_until_its_result_is_applied(qtbot: QtBot) -> None:
    jobs = Jobs()
    story: list[str] = []
    jobs.holding.connect(lambda what: story.append(f"hold {what}"))
    jobs.start(lambda _: None, what="Aligning", done=lambda _: story.append("done"), edits=True)
    qtbot.waitUntil(lambda: len(story) == 3)
    assert story == ["hold Aligning", "hold ", "done"]
    jobs.close()


def test_quiet_jobs_stay_out_of_the_bar(qtbot: QtBot) -> None:
    jobs = Jobs()
    shown: list[Job] = []
    seen: list[int] = []
    jobs.started.connect(shown.append)
    jobs.start(lambda _: 1, what="Loading", done=seen.append, quiet=True)
    qtbot.waitUntil(lambda: bool(seen))
    assert not shown
    jobs.close()


def test_closed_jobs_start_nothing(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.close()
    seen: list[int] = []
    assert jobs.start(lambda _: 1, what="Loading", done=seen.append).cancelled
    qtbot.wait(30)
    assert not seen
