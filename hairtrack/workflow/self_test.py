"""The journey of asking how far this installation can be trusted: its errors on rendered truth, measured now."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from statistics import fmean, median
from typing import Any

import numpy as np

from hairtrack.course import Outline, Size, View
from hairtrack.demo.course import DemoRegion, region_truth
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.photo import map_points as true_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.registration import Registration, register
from hairtrack.imaging.registration.transform import map_points
from hairtrack.progress import Progress, no_progress, part_of

SIZE = (750, 1000)
LOSSES, LENGTHS_MM = (0.95, 0.8, 0.6, 0.45, 0.25, 0.05), (8.0, 6.0, 12.0, 20.0, 7.0, 26.0)
"""Of the patch and of the hair, month by month."""
PATCH = Patch(azimuth=150, polar=16, radius_mm=34, edge_mm=10)
RIGHT_MEDIAN, RIGHT_P95 = 1.0, 2.5
"""An alignment within these errors, percent of the width, is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """What this installation got right and wrong on rendered photos.

    Attributes
    ----------
    pairs : int
        Pairs of photos of one head that were to be aligned.
    aligned_right : int
        Within 1 % (median) and 2.5 % (95th percentile) of the width.
    same_day, same_day_right, months, months_right : int
        The same, apart by what changed: only the camera moved, or hair, haircut and light too.
    accepted_wrong : int
        Aligned, but not within that; pairs of two different heads that were aligned count here.
    strangers : int
        Pairs of two different heads, which must be refused.
    alignment_error : float or None
        Median error of the accepted pairs of one head, percent of the width.
    photos : int
        Photos in which coverage was to be measured.
    measured : int
    coverage_error : float or None
        Mean absolute error, percentage points.
    slope : float or None
        Of measured on true coverage; 1 is right.
    inside : float or None
        Share of the 95 % intervals that hold the truth.
    """

    pairs: int
    aligned_right: int
    same_day: int
    same_day_right: int
    months: int
    months_right: int
    accepted_wrong: int
    strangers: int
    alignment_error: float | None
    photos: int
    measured: int
    coverage_error: float | None
    slope: float | None
    inside: float | None

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """Say the figures in sentences."""
        head = f"Alignment: {self.aligned_right} of {self.pairs} pairs right ({self.same_day_right} of {self.same_day}"
        found = [
            f"{head} from one day, {self.months_right} of {self.months} from different months).",
            f"Wrong but accepted: {self.accepted_wrong} (two different heads were tried too, and must be refused).",
        ]
        if self.alignment_error is not None:
            found.append(f"Alignment error where accepted: {self.alignment_error:.2f} % of the photo's width (median).")
        found.append(f"Coverage: {self.measured} of {self.photos} photos measured.")
        if self.coverage_error is not None:
            found.append(f"Coverage error: {self.coverage_error:.1f} percentage points on average.")
        if self.slope is not None:
            found.append(f"A true change of 10 points reads as {10 * self.slope:.1f}.")
        if self.inside is not None:
            found.append(f"{100 * self.inside:.0f} % of the 95 % intervals held the truth.")
        found.append("Measured just now on rendered photos, whose truth is known to the pixel.")
        return found


def self_test(progress: Progress = no_progress, *, size: Size = SIZE) -> SelfTest:
    """Render a few photos with planted truth, align and measure them, and compare.

    Parameters
    ----------
    progress : Progress
    size : Size
        Of the photos.

    Returns
    -------
    SelfTest
    """
    scalp = Scalp(21, LOOKS["brown"])
    shots = _shots(size)
    rendering = part_of(progress, 0.0, 0.3)
    months = []
    for index, shot in enumerate(shots):
        rendering(index / len(shots), "Rendering photos with known truth")
        months.append(scalp.render(shot))
    again = [scalp.render(_moved(shot)) for shot in (shots[0], shots[-1])]
    stranger = Scalp(22, LOOKS["brown"]).render(shots[0])
    pairs = [(months[0], again[0]), (months[-1], again[1])]
    same_day = len(pairs)
    pairs += [(months[0], later) for later in months[1:]]
    registrations = _aligned([*pairs, (months[0], stranger)], part_of(progress, 0.3, 0.75))
    errors = [alignment_errors(found, *pair) for found, pair in zip(registrations, pairs, strict=False)]
    right = [error is not None and error[0] <= RIGHT_MEDIAN and error[1] <= RIGHT_P95 for error in errors]
    accepted = [error for error in errors if error is not None]
    coverages, truths = _measured(scalp, months, part_of(progress, 0.75, 1.0))
    progress(1.0, "Compared with the truth")
    return SelfTest(
        pairs=len(pairs),
        aligned_right=sum(right),
        same_day=same_day,
        same_day_right=sum(right[:same_day]),
        months=len(pairs) - same_day,
        months_right=sum(right[same_day:]),
        strangers=1,
        accepted_wrong=len(accepted) - sum(right) + (registrations[-1].transform is not None),
        alignment_error=median(error[0] for error in accepted) if accepted else None,
        photos=len(months),
        **coverage_figures(coverages, truths),
    )


def alignment_errors(
    registration: Registration, fixed: RenderedPhoto, moving: RenderedPhoto
) -> tuple[float, float] | None:
    """Return the median and 95th percentile of a registration's error where it may be trusted.

    Parameters
    ----------
    registration : Registration
    fixed, moving : RenderedPhoto

    Returns
    -------
    tuple of (float, float) or None
        Percent of the moving photo's width; None where it was refused. Infinite where it maps no point of the head.
    """
    if registration.transform is None:
        return None
    rows, columns = np.nonzero(fixed.scalp_mask[::12, ::12])
    points: Points = np.stack([columns, rows], 1).astype(np.float64) * 12
    error = np.linalg.norm(map_points(registration.transform, points) - true_points(fixed, moving, points), axis=1)
    known = error[np.isfinite(error)]
    if not len(known):
        return float("inf"), float("inf")
    middle, most = np.percentile(known, [50, 95]) * 100 / moving.size[0]
    return float(middle), float(most)


def coverage_figures(coverages: Sequence[Coverage], truths: Sequence[float]) -> dict[str, Any]:
    """Return `SelfTest`'s figures on coverage, by name.

    Parameters
    ----------
    coverages : sequence of Coverage
    truths : sequence of float
        0 to 1.
    """
    pairs = [(c.value, c.low, c.high, t) for c, t in zip(coverages, truths, strict=True) if c.value is not None]
    if not pairs:
        return {"measured": 0, "coverage_error": None, "slope": None, "inside": None}
    values, true = [value for value, _, _, _ in pairs], [truth for _, _, _, truth in pairs]
    spread = float(np.ptp(true))
    return {
        "measured": len(pairs),
        "coverage_error": 100 * fmean(abs(v - t) for v, t in zip(values, true, strict=True)),
        "slope": float(np.polyfit(true, values, 1)[0]) if len(pairs) > 1 and spread > 0.05 else None,
        "inside": fmean(low is not None and high is not None and low <= t <= high for _, low, high, t in pairs),
    }


def _shots(size: Size) -> list[Shot]:
    """Return a patch that heals from month to month, each time combed, cut, posed and lit anew."""
    rng = np.random.default_rng(5)
    found = []
    for month, loss in enumerate(LOSSES):
        yaw, pitch, roll = (float(angle) for angle in rng.normal(0, 3, 3))
        hair = Hair(length_mm=LENGTHS_MM[month], patches=(replace(PATCH, loss=loss),), comb_seed=month)
        light = Light(azimuth=float(rng.normal(110, 15)), warmth=float(rng.uniform(-0.1, 0.4)))
        shot = Shot(size=size, yaw=yaw, pitch=pitch, roll=roll, hair=hair, light=light, noise_seed=month)
        found.append(replace(shot, distance_mm=float(rng.normal(415, 10)), exposure=float(rng.normal(0, 0.12))))
    return found


def _moved(shot: Shot) -> Shot:
    """Take the photo once more, from a little further on."""
    return replace(shot, yaw=shot.yaw + 5, roll=shot.roll - 6, distance_mm=shot.distance_mm + 15, noise_seed=99)


def _aligned(pairs: Sequence[tuple[RenderedPhoto, RenderedPhoto]], progress: Progress) -> list[Registration]:
    found = []
    for index, (fixed, moving) in enumerate(pairs):
        progress(index / len(pairs), "Aligning them")
        found.append(register(fixed=fixed.image, moving=moving.image))
    return found


def _measured(scalp: Scalp, photos: Sequence[RenderedPhoto], progress: Progress) -> tuple[list[Coverage], list[float]]:
    """Measure the patch in every photo, at its true place; return the true coverages too."""
    outline = _outline(photos[0])
    region = DemoRegion(name="patch", view=View.VERTEX, points=outline)
    truths = [region_truth(region, scalp, photos[0].shot, photo) for photo in photos]
    samples = [CoverageSample(image=p.image, outline=t.outline) for p, t in zip(photos, truths, strict=True)]
    person = fit_person(samples, [str(index) for index in range(len(photos))], part_of(progress, 0.0, 0.5))
    found = []
    for index, sample in enumerate(samples):
        progress(0.5 + 0.5 * index / len(samples), "Measuring them")
        found.append(measure(sample.image, sample.outline, person))
    return found, [truth.coverage for truth in truths]


def _outline(photo: RenderedPhoto) -> Outline:
    """Return a polygon around the patch."""
    middle = np.array([0.5, 0.42]) * photo.size
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    radius = 0.24 * photo.size[0]
    return tuple((float(middle[0] + radius * np.cos(t)), float(middle[1] + radius * np.sin(t))) for t in turns)
