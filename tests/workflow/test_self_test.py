import math
from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import AlignmentMethod, Transform
from hairtrack.demo import LOOKS, Hair, RenderedPhoto, Scalp, Shot
from hairtrack.imaging.coverage import Coverage
from hairtrack.imaging.registration import Registration
from hairtrack.imaging.registration.transform import identity
from hairtrack.workflow.self_test import alignment_errors, coverage_figures, self_test


@pytest.fixture(scope="module")
def photo() -> RenderedPhoto:
    return Scalp(2, LOOKS["black"]).render(Shot(size=(150, 200), hair=Hair(length_mm=3)))


def registration(transform: Transform | None) -> Registration:
    return Registration(transform=transform, method=AlignmentMethod.FEATURES)


def coverage(value: float | None, low: float, high: float) -> Coverage:
    labels = np.zeros((1, 1), np.uint8)
    return Coverage(value=value, low=low, high=high, judged=1.0, labels=labels, reasons=(), threshold=0.0)


def test_a_true_alignment_has_no_error_and_a_shifted_one_has_its_shift(photo: RenderedPhoto) -> None:
    right = identity(photo.size)
    assert alignment_errors(registration(right), photo, photo) == pytest.approx((0, 0), abs=1e-6)
    shifted = replace(right, x_coefficients=(right.x_coefficients[0] + 3, *right.x_coefficients[1:]))
    assert alignment_errors(registration(shifted), photo, photo) == pytest.approx((2.0, 2.0), abs=1e-6)


def test_a_refusal_has_no_error(photo: RenderedPhoto) -> None:
    assert alignment_errors(registration(None), photo, photo) is None


def test_an_alignment_that_trusts_nothing_on_the_head_is_wrong(photo: RenderedPhoto) -> None:
    corner = replace(identity(photo.size), hull=((0.0, 0.0), (2.0, 0.0), (0.0, 2.0)))
    assert alignment_errors(registration(corner), photo, photo) == (math.inf, math.inf)


def test_figures_are_those_of_the_pairs() -> None:
    found = coverage_figures(
        [coverage(0.2, 0.1, 0.3), coverage(0.4, 0.35, 0.45), coverage(None, 0, 0)], [0.2, 0.6, 0.9]
    )
    assert found["measured"] == 2
    assert found["coverage_error"] == pytest.approx(10)
    assert found["slope"] == pytest.approx(0.5)
    assert found["inside"] == pytest.approx(0.5)


def test_nothing_measured_gives_no_figures() -> None:
    found = coverage_figures([coverage(None, 0, 0)], [0.5])
    assert found == {"measured": 0, "coverage_error": None, "slope": None, "inside": None}


@pytest.mark.slow
def test_it_measures_itself() -> None:
    told: list[float] = []
    result = self_test(lambda share, _: told.append(share), size=(450, 600))
    assert told[-1] == 1.0
    assert (result.pairs, result.same_day + result.months, result.photos) == (7, 7, 6)
    assert result.aligned_right == result.same_day_right + result.months_right <= result.pairs
    assert 0 <= result.measured <= result.photos
    assert set(result.as_dict()) >= {"aligned_right", "accepted_wrong", "coverage_error", "slope", "inside"}
    assert any(f"{result.aligned_right} of {result.pairs}" in line for line in result.lines())
