"""Files of a learned matcher are tried apart, and what is wrong with them is said once."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hairtrack.errors import ErrorKind
from hairtrack.imaging.registration.automatic import find_marks
from hairtrack.imaging.registration.learned import Networks
from hairtrack.imaging.registration.result import ENGINE
from hairtrack.messages import error_sentence
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import apart
from hairtrack.workflow.align_photos import align_with
from hairtrack.workflow.learned_matcher import networks_of, ready
from tests.imaging.registration.networks import write_networks
from tests.imaging.registration.test_learned import head


@pytest.fixture
def good(tmp_path: Path) -> Networks:
    return Networks(*write_networks(tmp_path / "networks"))


def test_good_files_give_a_matcher_that_starts(good: Networks) -> None:
    matcher = ready(good)
    assert matcher is not None
    assert matcher.problem is None
    assert matcher.engine.startswith(f"{ENGINE}, learned matcher ")
    picture = find_marks(head()).picture
    fit = matcher.start(picture, picture)
    assert fit is not None
    middle = np.array([picture.frame.origin])
    assert np.hypot(*(fit.map(middle) - middle)[0]) < 3


def test_other_files_have_another_mark(good: Networks, tmp_path: Path) -> None:
    other = Networks(*write_networks(tmp_path / "other", confused=True))
    first, second = ready(good), ready(other)
    assert first is not None
    assert second is not None
    assert first.engine != second.engine
    # A file that is replaced under its name is tried anew.
    good.lightglue.write_bytes(other.lightglue.read_bytes())
    os.utime(good.lightglue, ns=(1, 1))
    replaced = ready(good)
    assert replaced is not None
    assert replaced.engine == second.engine


def test_without_both_files_there_is_none() -> None:
    assert networks_of("a.onnx", "") is None
    assert networks_of("", "b.onnx") is None
    assert ready(None) is None


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (None, ErrorKind.FILE_MISSING, "is not there"),
        ("folder", ErrorKind.FILE_UNREADABLE, "cannot be read"),
        (b"no network", ErrorKind.MATCHER_NOT_A_NETWORK, "bad.onnx is no network of ALIKED"),
        ("other", ErrorKind.MATCHER_ODD_ANSWER, "bad.onnx does not answer as ALIKED does"),
    ],
)
def test_photos_are_aligned_without_what_cannot_be_used(
    good: Networks, tmp_path: Path, content: bytes | str | None, kind: ErrorKind, said: str
) -> None:
    bad = tmp_path / "bad.onnx"
    if content == "folder":
        bad.mkdir()
    elif content == "other":
        bad.write_bytes(good.lightglue.read_bytes())
    elif isinstance(content, bytes):
        bad.write_bytes(content)
    with CourseFolder.create(tmp_path / "course") as folder:
        course, problem = align_with(Networks(bad, good.lightglue), folder, folder.course)
        assert course == folder.course
    assert problem is not None
    assert problem.kind is kind
    assert said in error_sentence(problem)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (ErrorKind.READING_CRASHED, ErrorKind.MATCHER_CRASHED),
        (ErrorKind.READING_TOO_LONG, ErrorKind.MATCHER_TOO_SLOW),
    ],
)
def test_networks_that_fail_in_the_middle_are_left_out_from_then_on(
    good: Networks, monkeypatch: pytest.MonkeyPatch, outcome: ErrorKind, kind: ErrorKind
) -> None:
    matcher = ready(good)
    assert matcher is not None
    asked = []

    def fail(*_args: object, **_options: object) -> Iterator[tuple[int, ErrorKind]]:
        asked.append(1)
        yield 0, outcome

    monkeypatch.setattr(apart, "each", fail)
    picture = find_marks(head()).picture
    assert matcher.start(picture, picture) is None
    assert matcher.start(picture, picture) is None
    assert len(asked) == 1
    assert matcher.problem is not None
    assert matcher.problem.kind is kind
    # What is found from now on is found without it, and kept so.
    assert matcher.engine == ENGINE
