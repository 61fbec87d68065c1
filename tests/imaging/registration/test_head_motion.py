import numpy as np

from tests.benchmarks.fit_head_motion import TARGET, precision


def test_what_is_kept_of_heads_is_what_heads_show() -> None:
    np.testing.assert_allclose(np.load(TARGET), precision(), rtol=1e-6, atol=1e-6)
