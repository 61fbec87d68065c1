"""Work that crashes, hangs or eats memory costs one task, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from hairtrack.errors import ErrorKind
from hairtrack.workflow import apart


def obey(task: str) -> str:
    """Do what a forged photo could make a decoder do."""
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "exit":
        os._exit(0)
    if task == "fail":
        raise ZeroDivisionError
    if task == "hang":
        while True:
            time.sleep(1)
    if task == "eat":
        try:
            return str(len(bytearray(4_000_000_000)))
        except MemoryError:
            return "no memory"
    return f"{task} by {os.getpid()}"


def outcomes(*tasks: str, seconds: float = 5.0) -> dict[int, str | ErrorKind]:
    with closing(apart.each(obey, tasks, seconds=seconds)) as found:
        return dict(outcome for outcome in found if outcome is not None)


def test_every_task_is_done_in_another_process() -> None:
    found = outcomes(*(f"task {n}" for n in range(20)))
    assert {str(answer).partition(" by ")[0] for answer in found.values()} == {f"task {n}" for n in range(20)}
    processes = {str(answer).partition(" by ")[2] for answer in found.values()}
    assert 1 <= len(processes) <= apart.PROCESSES
    assert str(os.getpid()) not in processes
    assert outcomes() == {}


@pytest.mark.skipif(sys.platform == "win32", reason="this system has other signals")
def test_what_dies_costs_itself_alone() -> None:
    found = outcomes("a", "crash", "b", "exit", "c", "crash", "fail", "d", "crash")
    died = {place for place, answer in found.items() if answer is ErrorKind.READING_CRASHED}
    assert died == {1, 3, 5, 6, 8}
    assert {str(found[place])[0] for place in (0, 2, 4, 7)} == {"a", "b", "c", "d"}


def test_what_hangs_is_ended() -> None:
    began = time.monotonic()
    found = outcomes("hang", "a", "hang", "b", seconds=0.5)
    assert time.monotonic() - began < 10
    assert (found[0], found[2]) == (ErrorKind.READING_TOO_LONG, ErrorKind.READING_TOO_LONG)
    assert {str(found[place])[0] for place in (1, 3)} == {"a", "b"}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is set where the system can")
def test_what_eats_memory_is_refused_it() -> None:
    assert outcomes("eat") == {0: "no memory"}


def test_whoever_waits_is_asked_and_may_stop() -> None:
    began = time.monotonic()
    with closing(apart.each(obey, ["hang", "hang", "hang"], seconds=60)) as found:
        assert next(found) is None
    assert time.monotonic() - began < 10


_STARTS = """
import time
from contextlib import closing
from hairtrack.workflow import apart
if __name__ == "__main__":
    try:
        with closing(apart.each(time.sleep, [30, 30])) as found:
            print("started", flush=True)
            for _ in found:
                pass
    except KeyboardInterrupt:
        print("interrupted")
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system interrupts in another way")
@pytest.mark.parametrize("after", [0.02, 0.06, 0.12, 0.3])
def test_an_interrupt_while_processes_start_is_told_by_one_of_them_alone(tmp_path: Path, after: float) -> None:
    script = tmp_path / "starts.py"
    script.write_text(_STARTS)
    root = Path(apart.__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        told, complained = process.communicate(timeout=20)
    assert (told, complained) == ("interrupted\n", "")
