"""A learned matcher shows where to begin; what stands is decided as ever."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration import automatic
from hairtrack.imaging.registration.automatic import Starter, find_marks, register_marks
from hairtrack.imaging.registration.features import Marks
from hairtrack.imaging.registration.learned import Found, Heads, NetworkFault, Networks, match_heads, start_from
from hairtrack.imaging.registration.transform import map_points
from tests.benchmarks.known_warps import Pair, Shot, make_pair
from tests.imaging.registration.networks import SIDE, write_networks
from tests.workflow.rendered_course import SHOT

NOWHERE = Networks(Path("a.onnx"), Path("b.onnx"))


def head(number: int = 5) -> Image:
    return Scalp(number, LOOKS["dark"]).render(SHOT).image


@pytest.fixture(scope="module")
def pair() -> Pair:
    """Return a head and the same one turned by a quarter, and a little besides."""
    shot = Shot(tilt_degrees=4, roll_degrees=95, zoom=1.05, relight=0.2, noise=1, jpeg=85)
    return make_pair(head(), shot, np.random.default_rng(6))


@pytest.fixture
def marks(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> tuple[Marks, Marks]:
    """Return both heads, for an engine that has no idea of its own where to begin."""
    monkeypatch.setattr(automatic, "starts", lambda *_, **__: [])
    return find_marks(pair.fixed), find_marks(pair.moving)


def starting(networks: Networks, ask: Callable[[Heads], Found | None] = match_heads) -> Starter:
    return lambda fixed, moving: start_from(fixed, moving, networks, ask)


def test_a_planted_warp_comes_back_through_the_networks(pair: Pair, marks: tuple[Marks, Marks], tmp_path: Path) -> None:
    fixed, moving = marks
    assert register_marks(fixed=fixed, moving=moving).transform is None
    networks = Networks(*write_networks(tmp_path))
    found = register_marks(fixed=fixed, moving=moving, starter=starting(networks))
    assert found.transform is not None
    assert found.learned
    gaps = np.hypot(*(map_points(found.transform, pair.points) - pair.truth).T) / pair.moving.shape[1] * 100
    gaps = gaps[~np.isnan(gaps)]
    assert len(gaps) > 0.7 * len(pair.points)
    assert np.percentile(gaps, 95) < 0.5
    assert found.error_percent_width is not None
    assert np.mean(gaps <= found.error_percent_width) > 0.9


def test_networks_that_pair_wrongly_align_nothing(marks: tuple[Marks, Marks], tmp_path: Path) -> None:
    networks = Networks(*write_networks(tmp_path, confused=True))
    found = register_marks(fixed=marks[0], moving=marks[1], starter=starting(networks))
    assert found.transform is None
    assert found.reasons


@pytest.mark.parametrize("turn", [0.0, 0.3])
def test_matches_that_agree_on_something_wrong_are_refused(marks: tuple[Marks, Marks], turn: float) -> None:
    """Networks may be sure and wrong: all matches tell of one turn, which is not that of the head."""
    places = np.random.default_rng(3).uniform(150, 490, (80, 2))
    away = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    wrong = (places - SIDE / 2) @ away.T + SIDE / 2 + (15, -10)
    lie = starting(NOWHERE, lambda _: [(places, wrong)])
    assert lie(marks[0].picture, marks[1].picture) is not None
    found = register_marks(fixed=marks[0], moving=marks[1], starter=lie)
    assert found.transform is None
    assert [reason.kind for reason in found.reasons] == [ReasonKind.NO_STABLE_MARKS]


def test_another_head_is_refused(marks: tuple[Marks, Marks], tmp_path: Path) -> None:
    networks = Networks(*write_networks(tmp_path))
    other = find_marks(head(9))
    assert register_marks(fixed=marks[0], moving=other, starter=starting(networks)).transform is None


def test_where_the_photos_speak_for_themselves_nobody_is_asked(pair: Pair) -> None:
    def never(_heads: Heads) -> Found:
        raise AssertionError

    near = make_pair(pair.fixed, Shot(tilt_degrees=2, jpeg=90), np.random.default_rng(1))
    found = register_marks(
        fixed=find_marks(near.fixed), moving=find_marks(near.moving), starter=starting(NOWHERE, never)
    )
    assert found.transform is not None
    assert not found.learned


@pytest.mark.parametrize(
    "matched",
    [
        (np.full((40, 2), 300.0), np.full((40, 2), 310.0)),
        (np.random.default_rng(0).uniform(200, 440, (40, 2)), np.full((40, 2), 300.0)),
        (np.random.default_rng(0).uniform(200, 440, (9, 2)),) * 2,
        (np.random.default_rng(0).uniform(0, 20, (40, 2)),) * 2,
        (np.zeros((0, 2)), np.zeros((0, 2))),
    ],
    ids=["one mark many times", "all on one mark", "too few", "behind the head", "none"],
)
def test_matches_that_say_nothing_give_no_start(
    marks: tuple[Marks, Marks], matched: tuple[np.ndarray, np.ndarray]
) -> None:
    assert start_from(marks[0].picture, marks[1].picture, NOWHERE, lambda _: [matched]) is None


def test_what_is_wrong_with_files_is_told_apart(tmp_path: Path) -> None:
    aliked, lightglue = write_networks(tmp_path / "good")
    (rubbish := tmp_path / "rubbish.onnx").write_bytes(b"no network at all")
    (empty := tmp_path / "empty.onnx").write_bytes(b"")
    (cut := tmp_path / "cut.onnx").write_bytes(aliked.read_bytes()[:2000])
    batched, _ = write_networks(tmp_path / "batched", batched=True)
    noise = np.random.default_rng(1).integers(0, 256, (SIDE, SIDE)).astype(np.uint8)

    def fault(first: Path, second: Path) -> Found:
        return match_heads(Heads(networks=Networks(first, second), fixed=noise, turned=(noise,)))

    for bad in (rubbish, empty, cut):
        assert fault(bad, lightglue) is NetworkFault.NO_ALIKED
    assert fault(aliked, rubbish) is NetworkFault.NO_LIGHTGLUE
    assert fault(batched, lightglue) is NetworkFault.ODD_MARKS
    assert fault(lightglue, lightglue) is NetworkFault.ODD_MARKS
    assert fault(aliked, aliked) is NetworkFault.ODD_MATCHES
    assert isinstance(fault(aliked, lightglue), list)
