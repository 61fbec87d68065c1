"""Loss comes back from planted coverage: bare and dense parts whose shares are known."""

from dataclasses import replace

import pytest

from hairtrack.analysis.salt import whole_salt
from hairtrack.analysis.salt_loss import AreaCoverage, DenseHair, area_loss, dense_hair, supposed_hair
from hairtrack.course import SaltArea


def area(which: SaltArea, *, bare: float, dense: float = 0.6, half: float = 0.1) -> AreaCoverage:
    """Show an area of which so much is bare and the rest has full hair that covers so much."""
    parts = tuple(0.0 if (part + 0.5) / 20 < bare else dense for part in range(20))
    coverage = sum(parts) / 20
    return AreaCoverage(area=which, coverage=coverage, low=coverage - half, high=coverage + half, bare_to_dense=parts)


def head(*bare: float, dense: float = 0.6) -> list[AreaCoverage]:
    return [area(which, bare=share, dense=dense) for which, share in zip(SaltArea, bare, strict=True)]


@pytest.mark.parametrize("dense", [0.5, 0.7, 0.95])
def test_the_share_that_is_bare_comes_back_whatever_full_hair_covers(dense: float) -> None:
    seen = head(0.5, 0.25, 0.0, 1.0, dense=dense)
    full = dense_hair(seen)
    assert full is not None
    losses = [area_loss(each, full) for each in seen]
    assert [loss.loss for loss in losses] == pytest.approx([50, 25, 0, 100])
    assert whole_salt(losses).value == pytest.approx(44)
    assert full.mean == pytest.approx(dense)


def test_what_bare_skin_and_down_read_does_not_count_as_hair() -> None:
    seen = head(0.5, 0.5, 0.5, 0.5)
    seen[0] = replace(seen[0], bare_to_dense=tuple(part or 0.06 for part in seen[0].bare_to_dense))
    full = dense_hair(seen)
    assert full is not None
    assert area_loss(seen[0], full).loss == pytest.approx(50)


def test_each_area_leans_on_its_own_dense_hair() -> None:
    seen = [area(which, bare=0.0, dense=0.5 if which is SaltArea.LEFT else 0.8) for which in SaltArea]
    full = dense_hair(seen)
    assert full is not None
    # The head's dense hair is 0.82 x 0.8 + 0.18 x 0.5 = 0.746; five twentieths of it beside twenty of one's own.
    assert full.coverage[SaltArea.LEFT] == pytest.approx((20 * 0.5 + 5 * 0.746) / 25)
    assert full.coverage[SaltArea.TOP] == pytest.approx((20 * 0.8 + 5 * 0.746) / 25)


def test_without_dense_hair_anywhere_there_is_nothing_to_count_against() -> None:
    assert dense_hair(head(0.9, 1, 1, 1, dense=0.4)) is None


def test_a_bald_head_is_bald_and_doubted_more_where_dense_hair_is_supposed() -> None:
    seen = head(0.9, 1, 1, 1, dense=0.4)
    full = supposed_hair()
    assert full.source is DenseHair.SUPPOSED
    found = [area_loss(each, full) for each in seen]
    # A tenth of the top, 0.4 of the supposed 0.65, less a quarter of that for bare skin: (0.4 - 0.1625) / 0.4875 / 10.
    assert found[0].loss == pytest.approx(100 - 4.872, abs=0.01)
    assert [loss.loss for loss in found[1:]] == [100, 100, 100]
    sure = replace(full, low=full.coverage, high=full.coverage)
    assert found[0].low < area_loss(seen[0], sure).low


def test_dense_hair_of_another_visit_is_doubted() -> None:
    seen = head(0.5, 0.5, 0.5, 0.5)
    full = dense_hair(seen)
    assert full is not None
    there, here = area_loss(seen[0], full.elsewhere()), area_loss(seen[0], full)
    assert there.loss == here.loss
    assert there.low < here.low
    assert there.high > here.high
    assert full.elsewhere().source is DenseHair.OTHER_VISIT


def test_hair_over_bare_patches_makes_the_interval_reach_further_up() -> None:
    full = dense_hair(head(0.5, 0.5, 0.5, 0.5))
    assert full is not None
    found = area_loss(area(SaltArea.TOP, bare=0.5), full)
    # Down 0.75 x 0.1 / (0.75 x 0.6) = 1/6; up that and 0.8 x 0.5 x 0.5 in quadrature.
    assert found.loss - found.low == pytest.approx(100 / 6)
    assert found.high - found.loss == pytest.approx(100 * (1 / 36 + 0.04) ** 0.5)


def test_fine_hair_that_is_told_apart_does_not_count() -> None:
    full = dense_hair(head(0.5, 0.5, 0.5, 0.5))
    assert full is not None
    seen = area(SaltArea.TOP, bare=0.5)
    assert area_loss(replace(seen, fine=0.06), full).loss == pytest.approx(60)
