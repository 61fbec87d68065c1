"""How often photos are aligned, how well, and how often wrongly: real heads taken again, and rendered courses.

Success: aligned with a median error of at most 1 % and a 95th percentile of at most 2.5 % of the width. Points that
are not trusted are left out and counted. Baselines run on the same pairs: SIFT with a ratio test and a RANSAC
homography, and ECC with a homography. Photos of even number in the sorted list serve for tuning, odd ones for checking.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import Landmark
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.registration import Registration, register, register_landmarks
from hairtrack.imaging.registration.transform import map_points
from tests.benchmarks.known_warps import Pair, make_pair, random_shot
from tests.benchmarks.rendered_pairs import CLASSES, rendered_pair

PHOTOS = Path(os.environ.get("HAIRTRACK_PHOTOS", Path(__file__).resolve().parents[3] / "shared" / "photos"))
Baseline = Callable[[Pair], Points | None]


def main() -> None:
    """Print one row per class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=6, help="pairs per class")
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--no-baselines", action="store_true")
    options = parser.parse_args()
    columns = ("ok %", "accepted %", "wrong %", "median", "stated", "within %", "untrusted %", "s")
    print(f"{'class':34} {'n':>3} " + " ".join(f"{name:>11}" for name in columns) + "   SIFT+H %  ECC %", flush=True)
    for name, pairs in _classes(options.pairs, options.seed):
        print(_row(name, pairs, baselines=not options.no_baselines), flush=True)
    for clicks in (4, 6):
        print(
            _row(f"{clicks} clicks, months", _rendered("months", options.pairs, options.seed), clicks=clicks),
            flush=True,
        )


def _classes(count: int, seed: int) -> Iterator[tuple[str, Iterator[Pair]]]:
    photos = [read_photo(path).image for path in sorted((PHOTOS / "topdown").glob("*.jpg"))[1::2]]
    if photos:
        yield "real, taken again", _warped(photos, count, seed, tilt=12, roll=12)
        yield "real, turned to 25 deg, roll 180", _warped(photos, count, seed, tilt=25, roll=180)
        yield "real, another person", _strangers(photos, 2 * count, seed)
        yield "real, another person, same room", _same_room(photos, count, seed)
    for kind in CLASSES:
        yield f"rendered, {kind}", _rendered(kind, count, seed)


def _row(name: str, pairs: Iterator[Pair], *, clicks: int = 0, baselines: bool = False) -> str:
    good, accepted, wrong, seconds = [], [], [], []
    medians, stated, within, untrusted = [], [], [], []
    others: dict[str, list[bool]] = {"sift": [], "ecc": []}
    for index, pair in enumerate(pairs):
        began = time.perf_counter()
        found = _by_clicks(pair, clicks, index) if clicks else register(fixed=pair.fixed, moving=pair.moving)
        seconds.append(time.perf_counter() - began)
        accepted.append(found.transform is not None)
        right = False
        if found.transform is not None and len(pair.points):
            gaps = _gaps(map_points(found.transform, pair.points), pair)
            known = gaps[~np.isnan(gaps)]
            right = _right(known)
            medians.append(float(np.median(known)))
            stated.append(found.error_percent_width or 0.0)
            within.append(float(np.mean(known <= stated[-1])))
            untrusted.append(float(np.isnan(gaps).mean()))
        good.append(right)
        wrong.append(accepted[-1] and not right)
        for key, baseline in (("sift", _sift_homography), ("ecc", _ecc_homography)) if baselines else ():
            mapped = baseline(pair)
            # For strangers, what a baseline accepts is what counts.
            others[key].append(mapped is not None and (not len(pair.points) or _right(_gaps(mapped, pair))))
    figures = (
        f"{100 * np.mean(good):11.0f} {100 * np.mean(accepted):11.0f} {100 * np.mean(wrong):11.0f} "
        f"{_mean(medians):>11} {_mean(stated):>11} {_mean(within, 100, 0):>11} {_mean(untrusted, 100, 0):>11} "
        f"{np.median(seconds):11.1f}"
    )
    return f"{name:34} {len(good):3} {figures} {_mean(others['sift'], 100, 0):>10} {_mean(others['ecc'], 100, 0):>6}"


def _mean(values: list[float] | list[bool], factor: float = 1, digits: int = 2) -> str:
    return f"{factor * float(np.mean(values)):.{digits}f}" if values else "-"


def _right(gaps: Points) -> bool:
    return bool(len(gaps) and np.median(gaps) <= 1 and np.percentile(gaps, 95) <= 2.5)


def _gaps(mapped: Points, pair: Pair) -> Points:
    gaps: Points = np.hypot(*(mapped - pair.truth).T) / pair.moving.shape[1] * 100
    return gaps


def _by_clicks(pair: Pair, clicks: int, seed: int) -> Registration:
    rng = np.random.default_rng(seed)
    chosen = [int(rng.integers(len(pair.points)))]
    while len(chosen) < clicks:
        apart = np.hypot(*(pair.points[:, None] - pair.points[chosen][None]).transpose(2, 0, 1)).min(axis=1)
        chosen.append(int(rng.choice(np.argsort(-apart)[: len(apart) // 3])))
    noise = 0.003 * pair.moving.shape[1]
    fixed = pair.points[chosen] + rng.normal(0, noise, (clicks, 2))
    moving = pair.truth[chosen] + rng.normal(0, noise, (clicks, 2))
    marks = [Landmark(fixed=(f[0], f[1]), moving=(m[0], m[1])) for f, m in zip(fixed, moving, strict=True)]
    sizes = [(image.shape[1], image.shape[0]) for image in (pair.fixed, pair.moving)]
    return register_landmarks(fixed_size=sizes[0], moving_size=sizes[1], landmarks=marks)


def _warped(photos: list[Image], count: int, seed: int, *, tilt: float, roll: float) -> Iterator[Pair]:
    rng = np.random.default_rng(seed)
    for _ in range(count):
        photo, behind = (photos[int(index)] for index in rng.choice(len(photos), 2, replace=False))
        shot = random_shot(rng, tilt=tilt, roll=roll, background=behind if rng.random() < 0.5 else None)
        yield make_pair(photo, shot, rng)


def _strangers(photos: list[Image], count: int, seed: int) -> Iterator[Pair]:
    rng = np.random.default_rng(seed)
    nothing = np.zeros((0, 2))
    for _ in range(count):
        first, second = (photos[int(index)] for index in rng.choice(len(photos), 2, replace=False))
        yield Pair(fixed=first, moving=second, points=nothing, truth=nothing)


def _same_room(photos: list[Image], count: int, seed: int) -> Iterator[Pair]:
    rng = np.random.default_rng(seed)
    nothing = np.zeros((0, 2))
    for _ in range(count):
        first, second = (photos[int(index)] for index in rng.choice(len(photos), 2, replace=False))
        taken = make_pair(second, random_shot(rng, tilt=3, roll=3, background=first), rng)
        yield Pair(fixed=first, moving=taken.moving, points=nothing, truth=nothing)


def _rendered(kind: str, count: int, seed: int) -> Iterator[Pair]:
    return (rendered_pair(kind, seed + index) for index in range(count))


def _sift_homography(pair: Pair) -> Points | None:
    sift = cv2.SIFT.create(4000)
    found = [
        sift.detectAndCompute(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None) for image in (pair.fixed, pair.moving)
    ]
    matches = cv2.BFMatcher().knnMatch(found[0][1], found[1][1], k=2)
    good = [m[0] for m in matches if len(m) == 2 and m[0].distance < 0.75 * m[1].distance]
    if len(good) < 8:
        return None
    source = np.array([found[0][0][m.queryIdx].pt for m in good], np.float32)
    target = np.array([found[1][0][m.trainIdx].pt for m in good], np.float32)
    cv2.setRNGSeed(0)
    matrix, inliers = cv2.findHomography(source, target, cv2.RANSAC, 0.005 * pair.moving.shape[1])
    return None if matrix is None or inliers.sum() < 8 else _through(np.asarray(matrix, np.float64), pair.points)


def _ecc_homography(pair: Pair) -> Points | None:
    share = 400 / pair.fixed.shape[1]
    small = [
        cv2.cvtColor(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        for image in (pair.fixed, pair.moving)
    ]
    start = np.eye(3, dtype=np.float32)
    everywhere = np.full(small[0].shape, 255, np.uint8)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 80, 1e-5)
    try:
        quality, matrix = cv2.findTransformECC(small[0], small[1], start, cv2.MOTION_HOMOGRAPHY, stop, everywhere, 5)
    except cv2.error:
        return None
    return _through(np.asarray(matrix, np.float64), pair.points * share) / share if quality > 0.8 else None


def _through(matrix: Points, points: Points) -> Points:
    if not len(points):
        return points
    mapped: Points = cv2.perspectiveTransform(points.reshape(-1, 1, 2), matrix).reshape(-1, 2).astype(np.float64)
    return mapped


if __name__ == "__main__":
    main()
