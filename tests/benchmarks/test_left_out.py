"""Real heads that nothing was learnt from are read rightly, and what was learnt without them is as it is installed."""

import json
from pathlib import Path

import numpy as np
import pytest

from hairtrack.imaging.coverage import projection
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks.bench_coverage import BASELINES, Score, judge_real, using
from tests.benchmarks.fit_coverage import QUARTERS, left_out, quarter_of


@pytest.mark.parametrize("number", range(QUARTERS))
def test_what_was_learnt_without_a_quarter_is_of_the_installed_kind(number: int) -> None:
    installed, other = projection.constants(), left_out(number)
    assert {name: values.shape for name, values in other.items()} == {
        name: values.shape for name, values in installed.items()
    }
    assert not np.array_equal(other["weights"], installed["weights"])
    assert np.allclose(other["centre"], installed["centre"], atol=0.2 * installed["spread"])


def test_real_heads_of_others_are_read_rightly(shared_photos: Path) -> None:
    labels = json.loads((shared_photos / "topdown" / "labels.json").read_text())
    scores = {name: Score([], []) for name in ("engine", "with dabs", *BASELINES)}
    some = list(zip(labels, quarter_of(len(labels)), strict=True))[::5]
    for index, (name, number) in enumerate(some):
        with using(left_out(number)):
            judge_real(scores, read_photo(shared_photos / "topdown" / name).image, labels[name], seed=index)
    assert scores["engine"].refused == 0
    assert np.mean(scores["engine"].right) > 0.95
    assert np.mean(scores["engine"].distances) < 2.5
    assert np.mean(scores["with dabs"].right) > 0.96
