"""Files of a learned matcher are tried apart, and what is wrong with them is said once."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hairtrack.cli import run
from hairtrack.course import View
from hairtrack.errors import ErrorKind
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration import automatic
from hairtrack.imaging.registration.automatic import find_marks
from hairtrack.imaging.registration.learned import Networks
from hairtrack.imaging.registration.result import ENGINE
from hairtrack.messages import error_sentence
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui.align.words import say_briefly, say_photo
from hairtrack.workflow import apart
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.learned_matcher import networks_of, ready
from hairtrack.workflow.ways import through_others
from tests.benchmarks.known_warps import Shot, make_pair
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
        matcher = ready(Networks(bad, good.lightglue))
        assert matcher is not None
        assert align_course(folder, folder.course, matcher=matcher) == folder.course
    assert matcher.problem is not None
    assert matcher.problem.kind is kind
    assert said in error_sentence(matcher.problem)


def test_a_course_is_aligned_with_it_and_says_so(
    good: Networks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # As if the engine had no idea where to begin with a photo that lies on its side.
    monkeypatch.setattr(automatic, "starts", lambda *_, **__: [])
    shot = Shot(tilt_degrees=4, roll_degrees=95, jpeg=90)
    pair = make_pair(head(), shot, np.random.default_rng(6))
    for day, image in (("20260105", pair.fixed), ("20260202", pair.moving)):
        (tmp_path / f"{day}_vertex.jpg").write_bytes(encode_jpeg(image, 92))
    place = tmp_path / "course"
    with CourseFolder.create(place) as folder:
        import_photos(folder, folder.course, propose(folder, folder.course, [tmp_path]).candidates)
    asked = ["align", str(place), "--json"]
    assert run(asked) == 0
    first, second = json.loads(capsys.readouterr().out)["photos"]
    assert (first["status"], second["status"]) == ("reference", "refused")
    files = [str(good.aliked), str(good.lightglue)]
    assert run([*asked, "--matcher", str(tmp_path / "none.onnx"), files[1]]) == 0
    assert "Aligned without the learned matcher: " in capsys.readouterr().err
    assert run([*asked, "--matcher", *files]) == 0
    _, second = json.loads(capsys.readouterr().out)["photos"]
    assert (second["status"], second["learned_matcher"]) == ("aligned", True)
    with CourseFolder.open(place) as folder:
        photo = folder.course.in_view(View.VERTEX)[1]
        ways = through_others(folder, folder.course)
        assert "marks on the skin, with a learned matcher" in say_photo(folder.course, photo)
        assert say_briefly(folder.course, photo, through_others=ways[photo.sha256]).endswith(
            ", directly, with a learned matcher"
        )


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
