"""What the user takes out of a region: it does not count, and nobody pretends to know what lies under it."""

from typing import TypeAlias

import numpy as np
import pytest

from hairtrack.course import STROKE_REACH, Cause, Exclusion, PersonModel
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage import HAIR, SCALP, TAKEN_OUT, Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.coverage.frame import frame_of
from hairtrack.imaging.coverage.missing import mirrored_over, widened
from hairtrack.imaging.strokes import stroke_mask

Seen: TypeAlias = tuple[Image, PersonModel]

OUTLINE = ((230.0, 300.0), (410.0, 300.0), (410.0, 470.0), (230.0, 470.0))
CLIP = (slice(330, 370), slice(290, 390))
"""Rows and columns of a clip, 13 % of the region."""
OVER_CLIP = Exclusion(photo="p", points=((295.0, 350.0), (385.0, 350.0)), radius=26.0)


def plain(side: float) -> Mask:
    """Cover the left part of the region up to a column."""
    mask = np.zeros((800, 640), np.bool_)
    mask[:, : int(side)] = True
    return mask


@pytest.fixture(scope="module")
def seen() -> Seen:
    image = Scalp(5, LOOKS["dark"]).render(Shot(size=(640, 800), hair=Hair(length_mm=12, pattern=0.3))).image
    return image, fit_person([CoverageSample(image=image, outline=OUTLINE)], ["p"])


@pytest.fixture(scope="module")
def clipped(seen: Seen) -> Image:
    image = seen[0].copy()
    image[CLIP] = (12, 14, 18)
    return image


def found(image: Image, person: PersonModel, excluded: Mask | None = None, error: float = 0.0) -> Coverage:
    return measure(image, OUTLINE, person, excluded=excluded, alignment_error_px=error)


def share_of(coverage: Coverage, cause: Cause) -> float:
    return sum(part.share for part in coverage.unjudged if part.cause is cause)


def test_a_clip_of_any_colour_no_longer_counts_once_it_is_taken_out(seen: Seen) -> None:
    image, person = seen
    out = stroke_mask([OVER_CLIP], (640, 800))
    clean = found(image, person, out)
    moved = []
    for colour, like_scalp in (((12, 14, 18), True), ((235, 235, 230), True), ((240, 60, 150), False)):
        clipped = image.copy()
        clipped[CLIP] = colour
        left_in, taken_out = found(clipped, person), found(clipped, person, out)
        assert clean.value is not None
        assert (taken_out.value, taken_out.low, taken_out.high) == (clean.value, clean.low, clean.high)
        assert (left_in.value is not None) == like_scalp
        moved.append(abs((left_in.value or 0.0) - clean.value) if like_scalp else 0.0)
    assert max(moved) > 0.03


def test_a_clip_beside_the_region_no_longer_colours_it(seen: Seen) -> None:
    image, person = seen
    beside = Exclusion(photo="p", points=((250.0, 495.0), (390.0, 495.0)), radius=22.0)
    out = stroke_mask([beside], (640, 800))
    clipped = image.copy()
    clipped[475:515, 260:380] = 235
    clean, left_in = found(image, person), found(clipped, person)
    assert clean.value is not None
    assert left_in.value is not None
    assert abs(left_in.value - clean.value) > 0.005
    taken_out = found(clipped, person, out)
    assert taken_out.value == found(image, person, out).value
    assert taken_out.value == pytest.approx(clean.value, abs=0.01)
    assert (taken_out.judged, taken_out.unjudged) == (1.0, ())
    # What is looked at beside a region is what a stroke may lie in and still concern it.
    frame = frame_of(image, OUTLINE)
    margin = OUTLINE[0][0] - frame.offset[0]
    assert margin <= STROKE_REACH * 640


def test_a_hidden_part_hardly_moves_what_is_read_beside_it(seen: Seen) -> None:
    image, person = seen
    whole = found(image, person).labels
    part = found(image, person, stroke_mask([OVER_CLIP], (640, 800))).labels
    beside = (part == HAIR) | (part == SCALP)
    assert (part[beside] == HAIR).mean() == pytest.approx((whole[beside] == HAIR).mean(), abs=0.02)


def test_what_is_laid_over_a_part_is_the_mirror_of_its_surroundings() -> None:
    image = np.zeros((5, 9, 3), np.uint8)
    image[..., 0] = np.arange(9) * 10
    out = np.zeros((5, 9), np.bool_)
    out[:, 6:] = True
    laid = mirrored_over(image, out)
    assert (laid[:, :6] == image[:, :6]).all()
    assert (laid[:, 6:, 0] == (40, 30, 20)).all()
    assert (image[..., 0] == np.arange(9) * 10).all()
    for nothing_to_mirror in (np.zeros_like(out), np.ones_like(out)):
        assert (mirrored_over(image, nothing_to_mirror) == image).all()


def test_its_share_is_told_and_its_pixels_are_labelled(seen: Seen, clipped: Image) -> None:
    out = stroke_mask([OVER_CLIP], (640, 800))
    coverage = found(clipped, seen[1], out)
    area = out[300:470, 230:410].mean()
    assert share_of(coverage, Cause.TAKEN_OUT) == pytest.approx(area, abs=0.05)
    assert share_of(coverage, Cause.TAKEN_OUT) >= area
    assert coverage.judged == pytest.approx(1 - share_of(coverage, Cause.TAKEN_OUT))
    assert (coverage.labels[300:470, 230:410][out[300:470, 230:410]] == TAKEN_OUT).all()
    assert {HAIR, SCALP} < set(np.unique(coverage.labels))


def test_up_to_half_may_be_taken_out_and_no_more(seen: Seen) -> None:
    image, person = seen
    much = found(image, person, plain(230 + 0.44 * 180))
    assert much.value is not None
    assert much.judged < 0.6
    too_much = found(image, person, plain(230 + 0.55 * 180))
    (reason,) = too_much.reasons
    assert too_much.value is None
    assert reason.kind is ReasonKind.TOO_MUCH_TAKEN_OUT
    assert reason.facts["percent"] == pytest.approx(56, abs=1)


def test_glare_in_what_is_left_still_refuses(seen: Seen) -> None:
    image, person = seen[0].copy(), seen[1]
    image[300:470, 360:410] = 255
    assert found(image, person, plain(240)).value is None
    (reason,) = found(image, person, plain(290)).reasons
    assert reason.kind is ReasonKind.TOO_LITTLE_JUDGED
    # Taken out as well, it is the user's word that it does not matter.
    with_glare = plain(240)
    with_glare[:, 350:] = True
    assert found(image, person, with_glare).value is not None


def test_the_interval_widens_by_what_is_missing(seen: Seen) -> None:
    image, person = seen
    reaches = []
    for part in (0.0, 0.2, 0.44):
        coverage = found(image, person, plain(230 + part * 180) if part else None, error=4.0)
        assert coverage.low is not None
        assert coverage.high is not None
        reaches.append(coverage.high - coverage.low)
    assert reaches[0] < reaches[1] < reaches[2]


def test_of_an_even_rest_nothing_is_in_doubt_and_of_an_uneven_one_its_spread() -> None:
    judged = np.ones((96, 96), np.bool_)
    even = np.full((96, 96), 0.4, np.float32)
    assert widened((0.3, 0.5), even, judged, missing=0.4) == pytest.approx((0.3, 0.5))
    halves = even.copy()
    halves[:48], halves[48:] = 0.2, 0.6
    low, high = widened((0.3, 0.5), halves, judged, missing=0.4)
    reach = np.hypot(0.1, 1.96 * 0.4 * 0.2)
    assert (low, high) == pytest.approx((0.4 - reach, 0.4 + reach), abs=1e-5)
    assert widened((0.3, 0.5), halves, judged, missing=0.0) == (0.3, 0.5)
