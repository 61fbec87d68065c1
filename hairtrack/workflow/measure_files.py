"""Measuring photos that belong to no course."""

import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from hairtrack.course import Outline, PersonModel
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage import OUTSIDE, Coverage, CoverageSample, fit_person, measure, plain_labels
from hairtrack.imaging.photo_file import encode_png, read_photo
from hairtrack.imaging.registration.automatic import register
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.disk import disk_errors, write_whole
from hairtrack.workflow.places import Place, carried, place_masks
from hairtrack.workflow.point_files import Anchors, Regions


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMeasurement:
    """What was measured in one photo file.

    Attributes
    ----------
    file : Path
    status : str
        "measured" or "refused".
    reasons : tuple of Reason
    coverage, low, high : float or None
        Share of judged pixels that show hair, 0 to 1, with its 95 % interval.
    judged : float
        Share of the region, 0 to 1.
    fine : float or None
        Share of judged pixels that show fine or pale hair, a part of `coverage`; None where nobody can tell.
    """

    file: Path
    status: str
    reasons: tuple[Reason, ...]
    coverage: float | None
    low: float | None
    high: float | None
    judged: float
    fine: float | None = None


def measure_files(
    photos: Sequence[Path],
    regions: Regions,
    anchors: Mapping[str, Anchors] | None = None,
    *,
    masks_dir: Path | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> tuple[FileMeasurement, ...]:
    """Measure a region in photos of one person; one person model is fitted over all of them.

    Parameters
    ----------
    photos : sequence of Path
    regions : Outline or mapping of str to Outline
        In the first photo, to which the others are then aligned, or one for each photo by file name.
    anchors : mapping of str to Anchors, optional
        Where hair and skin are, by file name.
    masks_dir : Path, optional
        Where to write the label images, as ``<name>.png``.
    jobs : int
        Processes.
    progress : Progress

    Returns
    -------
    tuple of FileMeasurement
        In the order of `photos`.

    Raises
    ------
    HairtrackError
        When a photo cannot be read, or a mask cannot be written or would replace a photo or another.
    """
    if masks_dir is not None:
        _check_masks(photos, masks_dir)
    places = _places(photos, regions, part_of(progress, 0.0, 0.3))
    return measure_places(photos, places, anchors, masks_dir=masks_dir, jobs=jobs, progress=part_of(progress, 0.3, 1.0))


def measure_places(
    photos: Sequence[Path],
    places: Sequence[Place],
    anchors: Mapping[str, Anchors] | None = None,
    *,
    masks_dir: Path | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> tuple[FileMeasurement, ...]:
    """Measure photos of one person in which the region's place is known; the rest is as in `measure_files`.

    Parameters
    ----------
    photos : sequence of Path
    places : sequence of Place
        One for each photo.
    anchors : mapping of str to Anchors, optional
    masks_dir : Path, optional
    jobs : int
    progress : Progress

    Returns
    -------
    tuple of FileMeasurement
    """
    if masks_dir is not None:
        with disk_errors(masks_dir):
            masks_dir.mkdir(parents=True, exist_ok=True)
    usable = [(photo, place) for photo, place in zip(photos, places, strict=True) if place.reason is None]
    dabs = anchors or {}
    samples = (
        CoverageSample(
            image=read_photo(photo).image,
            outline=place.outline,
            hair=dabs.get(photo.name, Anchors()).hair,
            skin=dabs.get(photo.name, Anchors()).skin,
        )
        for photo, place in usable
    )
    person = fit_person(samples, [photo.name for photo, _ in usable], part_of(progress, 0.0, 0.6))
    rest = part_of(progress, 0.6, 1.0)
    results = []
    for index, result in enumerate(_each(photos, places, person, masks_dir, jobs=jobs)):
        results.append(result)
        rest((index + 1) / len(photos), f"Measured {result.file.name}")
    return tuple(results)


def _check_masks(photos: Sequence[Path], masks_dir: Path) -> None:
    """Refuse masks that would be written over a photo, or two of them over each other."""
    named: dict[str, Path] = {}
    for photo in photos:
        mask = _mask_path(masks_dir, photo)
        other = named.setdefault(mask.name.casefold(), photo)
        if other != photo:
            raise HairtrackError(ErrorKind.MASKS_COLLIDE, file=str(other), other=str(photo), mask=str(mask))
        with suppress(OSError):
            if any(mask.samefile(each) for each in photos):
                raise HairtrackError(ErrorKind.MASK_OVER_PHOTO, mask=str(mask))


def _mask_path(masks_dir: Path, photo: Path) -> Path:
    return masks_dir / f"{photo.stem}.png"


def _each(
    photos: Sequence[Path], places: Sequence[Place], person: PersonModel, masks_dir: Path | None, *, jobs: int
) -> Iterator[FileMeasurement]:
    if jobs <= 1 or len(photos) < 2:
        yield from map(_measure_file, photos, places, repeat(person), repeat(masks_dir))
        return
    # Ctrl-C in a terminal reaches every process; this one alone answers it, and stops the others.
    deaf = (signal.SIGINT, signal.SIG_IGN)
    workers = min(jobs, len(photos))
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=signal.signal, initargs=deaf) as pool:
        yield from pool.map(_measure_file, photos, places, repeat(person), repeat(masks_dir))


def _places(photos: Sequence[Path], regions: Regions, progress: Progress) -> list[Place]:
    """Find the region in every photo, aligning the others to the first where only one outline is given."""
    if isinstance(regions, Mapping):
        return [Place(outline=regions[photo.name]) for photo in photos]
    places = [Place(outline=regions)]
    fixed = read_photo(photos[0]).image if len(photos) > 1 else None
    for index, photo in enumerate(photos[1:], 1):
        progress(index / len(photos), f"Aligning {photo.name}")
        if fixed is None:
            break
        places.append(_aligned(fixed=fixed, moving=read_photo(photo).image, outline=regions))
    return places


def _aligned(*, fixed: Image, moving: Image, outline: Outline) -> Place:
    found = register(fixed=fixed, moving=moving)
    if found.transform is None:
        return Place(outline=outline, reason=(found.reasons or (Reason.of(ReasonKind.NOT_ALIGNED),))[0])
    return carried(outline, found.transform)


def _measure_file(photo: Path, place: Place, person: PersonModel, masks_dir: Path | None) -> FileMeasurement:
    image = read_photo(photo).image
    size = (image.shape[1], image.shape[0])
    coverage: Coverage | None = None
    reasons: tuple[Reason, ...] = () if place.reason is None else (place.reason,)
    if place.reason is None:
        trusted, _ = place_masks(place, size)
        coverage = measure(image, place.outline, person, alignment_error_px=place.error_px, trusted=trusted)
        reasons = coverage.reasons
    if masks_dir is not None:
        labels = plain_labels(coverage.labels) if coverage else np.full(image.shape[:2], OUTSIDE, np.uint8)
        write_whole(_mask_path(masks_dir, photo), encode_png(labels))
    return FileMeasurement(
        file=photo,
        status="measured" if coverage and coverage.value is not None else "refused",
        reasons=reasons,
        coverage=coverage.value if coverage else None,
        low=coverage.low if coverage else None,
        high=coverage.high if coverage else None,
        judged=coverage.judged if coverage else 0.0,
        fine=coverage.fine if coverage else None,
    )
