"""Coverage on scalps whose answer is known."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import Cause
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.errors import ReasonKind
from hairtrack.imaging.coverage import (
    FINE,
    GLARE,
    HAIR,
    NOT_JUDGED,
    OUTSIDE,
    SCALP,
    SHADOW,
    TAKEN_OUT,
    UNTRUSTED,
    Coverage,
    CoverageSample,
    fit_person,
    measure,
    plain_labels,
)
from hairtrack.imaging.photo_file import read_photo

SHOT = Shot(size=(640, 800), hair=Hair(length_mm=12, density=0.7, pattern=0.5))


def outline_of(photo: RenderedPhoto) -> tuple[tuple[float, float], ...]:
    rows, columns = np.nonzero(photo.scalp_mask)
    x, y = columns.mean(), rows.mean()
    radius = 0.3 * np.ptp(columns)
    turns = np.arange(20) * 2 * np.pi / 20
    return tuple((float(x + radius * np.cos(t)), float(y + radius * np.sin(t))) for t in turns)


def covered(image: np.ndarray, outline: tuple[tuple[float, float], ...], **options: object) -> Coverage:
    person = fit_person([CoverageSample(image=image, outline=outline)], ["a"])
    return measure(image, outline, person, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def thinning() -> RenderedPhoto:
    return Scalp(3, LOOKS["dark"]).render(SHOT)


@pytest.fixture(scope="module")
def bald() -> RenderedPhoto:
    return Scalp(3, LOOKS["dark"]).render(replace(SHOT, hair=Hair(length_mm=0.0)))


@pytest.fixture(scope="module")
def full() -> RenderedPhoto:
    return Scalp(3, LOOKS["dark"]).render(replace(SHOT, hair=Hair(length_mm=50.0)))


@pytest.mark.parametrize("state", ["bald", "thinning", "full"])
def test_the_planted_coverage_comes_back(state: str, request: pytest.FixtureRequest) -> None:
    photo: RenderedPhoto = request.getfixturevalue(state)
    outline = outline_of(photo)
    truth = photo.true_coverage(outline)
    found = covered(photo.image, outline)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= truth <= found.high
    assert found.value == pytest.approx(truth, abs=0.12)


def test_labels_say_where(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    labels = covered(thinning.image, outline).labels
    assert labels.shape == thinning.image.shape[:2]
    assert labels[0, 0] == OUTSIDE
    assert set(np.unique(labels)) == {HAIR, SCALP, OUTSIDE}
    fraction = thinning.hair_fraction
    assert fraction[labels == HAIR].mean() > fraction[labels == SCALP].mean() + 0.3


def test_exposure_and_white_balance_change_little(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    first = covered(thinning.image, outline).value
    linear = (thinning.image / 255.0) ** 2.2 * (0.8, 0.72, 0.65)
    second = covered(np.round(255 * linear ** (1 / 2.2)).astype(np.uint8), outline).value
    assert first is not None
    assert second == pytest.approx(first, abs=0.08)


def test_size_changes_little(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    first = covered(thinning.image, outline).value
    big = cv2.resize(thinning.image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    second = covered(big, tuple((2 * x, 2 * y) for x, y in outline)).value
    assert first is not None
    assert second == pytest.approx(first, abs=0.05)


def test_same_input_same_value_bit_for_bit(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    first, second = covered(thinning.image, outline), covered(thinning.image.copy(), outline)
    assert (first.value, first.low, first.high) == (second.value, second.low, second.high)
    assert np.array_equal(first.labels, second.labels)


def test_alignment_error_widens_the_interval(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    sure = covered(thinning.image, outline)
    unsure = covered(thinning.image, outline, alignment_error_px=25.0)
    assert sure.low is not None
    assert sure.high is not None
    assert unsure.low is not None
    assert unsure.high is not None
    assert unsure.high - unsure.low > sure.high - sure.low


def test_dabs_pull_towards_what_they_say(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    inside = covered(thinning.image, outline).labels != OUTSIDE
    fraction = cv2.GaussianBlur(thinning.hair_fraction, (0, 0), 2.0)
    rows, columns = np.nonzero(inside & (fraction < 0.02))
    skin = [(float(columns[k]), float(rows[k])) for k in np.linspace(0, len(rows) - 1, 5).astype(int)]
    plain = fit_person([CoverageSample(image=thinning.image, outline=outline)], ["a"])
    told = fit_person([CoverageSample(image=thinning.image, outline=outline, skin=tuple(skin))], ["a"])
    before, after = (measure(thinning.image, outline, person).value for person in (plain, told))
    assert before is not None
    assert after is not None
    assert after < before


def test_what_is_burnt_out_is_not_judged(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    image = thinning.image.copy()
    x, y = np.mean(outline, axis=0).astype(int)
    image[y - 40 : y + 40, x - 40 : x + 40] = 255
    found = covered(image, outline)
    assert found.labels[y, x] == GLARE
    assert found.judged < 1
    image[:, :] = 255
    assert covered(image, outline).reasons[0].kind is ReasonKind.TOO_LITTLE_JUDGED


@pytest.mark.parametrize(("half", "reasons"), [(140, []), (100, [ReasonKind.UNLIKE_SCALP])])
def test_each_part_that_is_not_judged_has_its_cause_and_its_share(
    half: int, reasons: list[ReasonKind], thinning: RenderedPhoto
) -> None:
    x, y = np.mean(outline_of(thinning), axis=0).astype(int)
    square = tuple((float(x + dx * half), float(y + dy * half)) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    image = thinning.image.copy()
    image[y - 90 : y - 50, x - 80 : x - 40] = 255
    image[y - 90 : y - 50, x + 20 : x + 80] = 0
    trusted = np.ones(image.shape[:2], np.bool_)
    trusted[:, x - half - 1 : x - half + 10] = False
    found = covered(image, square, trusted=trusted)
    assert [reason.kind for reason in found.reasons] == reasons
    assert found.labels[y - 70, x - 60] == GLARE
    assert found.labels[y - 70, x + 50] == SHADOW
    assert found.labels[y, x - half + 5] == UNTRUSTED
    side = 2 * half
    shares = {part.cause: part.share for part in found.unjudged}
    assert shares[Cause.UNTRUSTED] == pytest.approx(10 / side, abs=0.005)
    # At the border of a glare and of a shadow there are codes to be seen.
    assert 0.7 * 40 * 40 / side**2 < shares[Cause.GLARE] < 40 * 40 / side**2
    assert 0.4 * 40 * 60 / side**2 < shares[Cause.SHADOW] < 40 * 60 / side**2
    # Where the region as a whole cannot be read, nothing of the rest is judged either.
    assert found.judged == pytest.approx(0 if reasons else 1 - sum(shares.values()))


def test_what_lies_outside_the_photo_is_a_cause_too(thinning: RenderedPhoto) -> None:
    found = covered(thinning.image, ((-50.0, 100.0), (450.0, 100.0), (450.0, 600.0), (-50.0, 600.0)))
    shares = {part.cause: part.share for part in found.unjudged}
    assert shares[Cause.OUT_OF_SIGHT] == pytest.approx(0.1, abs=0.01)


def test_only_four_codes_leave_the_program() -> None:
    inside = np.array([[HAIR, FINE, SCALP, OUTSIDE], [GLARE, SHADOW, UNTRUSTED, TAKEN_OUT]], np.uint8)
    assert plain_labels(inside).tolist() == [[HAIR, HAIR, SCALP, OUTSIDE], [NOT_JUDGED] * 4]


@pytest.mark.parametrize(
    ("outline", "kind"),
    [
        (((900.0, 10.0), (990.0, 10.0), (990.0, 90.0)), ReasonKind.REGION_OUTSIDE_PHOTO),
        (((300.0, 300.0), (312.0, 300.0), (312.0, 310.0)), ReasonKind.REGION_TOO_SMALL),
    ],
)
def test_regions_that_cannot_be_measured(
    thinning: RenderedPhoto, outline: tuple[tuple[float, float], ...], kind: ReasonKind
) -> None:
    assert covered(thinning.image, outline).reasons[0].kind is kind


def test_a_coarse_photo_is_refused(thinning: RenderedPhoto) -> None:
    small = cv2.resize(thinning.image, (120, 150))
    outline = ((30.0, 30.0), (90.0, 30.0), (90.0, 90.0), (30.0, 90.0))
    assert covered(small, outline).reasons[0].kind is ReasonKind.RESOLUTION_TOO_LOW


def noise(rng: np.random.Generator) -> np.ndarray:
    return np.asarray(rng.integers(0, 256, (800, 640, 3)), np.uint8)


def lawn(rng: np.random.Generator) -> np.ndarray:
    return np.clip(np.array((40, 160, 60)) + rng.normal(0, 6, (800, 640, 3)), 0, 255).astype(np.uint8)


def checked_cloth(rng: np.random.Generator) -> np.ndarray:
    squares = np.indices((800, 640)).sum(axis=0) // 25 % 2
    cloth = 60 + 130 * squares[..., None] + rng.normal(0, 4, (800, 640, 3))
    return np.asarray(np.clip(cloth, 0, 255), np.uint8)


@pytest.mark.parametrize("picture", [noise, lawn, checked_cloth])
def test_what_is_no_scalp_gets_no_number(picture: Callable[[np.random.Generator], np.ndarray]) -> None:
    region = ((150.0, 200.0), (490.0, 200.0), (490.0, 600.0), (150.0, 600.0))
    found = covered(picture(np.random.default_rng(0)), region)
    assert found.value is None
    assert [reason.kind for reason in found.reasons] == [ReasonKind.UNLIKE_SCALP]
    assert found.judged == 0.0
    assert set(np.unique(found.labels)) == {NOT_JUDGED, OUTSIDE}


def test_a_photo_without_colours_gets_no_number_but_a_colourless_region_may(thinning: RenderedPhoto) -> None:
    region = ((180.0, 200.0), (460.0, 200.0), (460.0, 560.0), (180.0, 560.0))
    grey = np.repeat(cv2.cvtColor(thinning.image, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    pale = np.clip(grey + 0.05 * (thinning.image.astype(float) - grey), 0, 255).astype(np.uint8)
    for photo, quality in ((grey, 95), (grey, 40), (pale, 95)):
        sent = cv2.imdecode(cv2.imencode(".jpg", photo, (cv2.IMWRITE_JPEG_QUALITY, quality))[1], cv2.IMREAD_COLOR)
        assert sent is not None
        found = covered(sent.astype(np.uint8), region)
        assert found.value is None
        assert [reason.kind for reason in found.reasons] == [ReasonKind.COLOURLESS]
        assert set(np.unique(found.labels)) == {NOT_JUDGED, OUTSIDE}
    partly = thinning.image.copy()
    partly[200:560, 180:460] = grey[200:560, 180:460]
    assert ReasonKind.COLOURLESS not in [reason.kind for reason in covered(partly, region).reasons]


def test_what_gets_no_number_teaches_nothing_beside_what_gets_one(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    grey = np.repeat(cv2.cvtColor(thinning.image, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    noise = np.random.default_rng(4).integers(0, 256, thinning.image.shape).astype(np.uint8)
    shots = (thinning.image, np.asarray(grey, np.uint8), noise)
    colour, *others = (CoverageSample(image=image, outline=outline) for image in shots)
    alone, together = fit_person([colour], ["a"]), fit_person([colour, *others], ["a", "b", "c"])
    assert together.parameters == alone.parameters
    assert together.separation == alone.separation
    assert fit_person(others, ["b", "c"]).separation > 0


@pytest.mark.parametrize("tint", [(1.0, 1.0, 1.0), (1.25, 1.0, 0.75), (0.8, 1.0, 1.25)])
def test_a_scalp_in_warm_or_cold_light_is_still_a_scalp(thinning: RenderedPhoto, tint: tuple[float, ...]) -> None:
    tinted = np.clip(thinning.image * np.array(tint), 0, 255).astype(np.uint8)
    assert covered(tinted, outline_of(thinning)).value is not None


def test_pictures_of_strands_are_read_strand_by_strand_and_melted_ones_as_texture(thinning: RenderedPhoto) -> None:
    outline = outline_of(thinning)
    melted = np.asarray(cv2.GaussianBlur(thinning.image, (0, 0), 3.0), np.uint8)
    sharp, soft = (
        fit_person([CoverageSample(image=image, outline=outline)], ["a"]).texture for image in (thinning.image, melted)
    )
    assert sharp < 0.5
    assert soft > sharp


def test_all_photos_of_a_person_are_read_alike(thinning: RenderedPhoto, full: RenderedPhoto) -> None:
    samples = [CoverageSample(image=photo.image, outline=outline_of(photo)) for photo in (thinning, full)]
    alone = [fit_person([sample], ["a"]).texture for sample in samples]
    together = fit_person(samples, ["a", "b"]).texture
    assert min(alone) < together < max(alone)


def test_real_photos_are_read_as_texture(shared_photos: Path) -> None:
    labels = json.loads((shared_photos / "topdown" / "labels.json").read_text())
    shares = []
    for name in list(labels)[::4]:
        image = read_photo(shared_photos / "topdown" / name).image
        outline = tuple((float(x), float(y)) for x, y in labels[name]["region"])
        shares.append(fit_person([CoverageSample(image=image, outline=outline)], [name]).texture)
    assert np.median(shares) > 0.8
