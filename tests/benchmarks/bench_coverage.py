"""How right coverage is: on real photos of people that were not learnt from, and on rendered people with known truth.

Prints, beside the engine, what plain thresholds make of the same regions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline
from hairtrack.demo.looks import LOOKS
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage import HAIR, SCALP, Coverage, CoverageSample, fit_person, measure, projection
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.regions import region_mask
from tests.benchmarks.fit_coverage import Constants, left_out, quarter_of
from tests.benchmarks.learnt_people import own_colours, rendered_person
from tests.benchmarks.learnt_pixels import PHOTOS, labels_of
from tests.benchmarks.other_heads import LOOKS as OTHERWISE
from tests.benchmarks.other_pairs import other_photos

DABS = 3
FIRST_UNSEEN_SEED = 2000


@contextmanager
def using(other: Constants) -> Iterator[None]:
    """Measure with other constants for a while."""
    kept = dict(projection.constants())
    projection.constants().update(other)
    try:
        yield
    finally:
        projection.constants().update(kept)


def otsu(image: Image, region: Mask) -> Mask:
    """Dark side of Otsu's threshold over the region."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    level, _ = cv2.threshold(grey[region].reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return grey < level


def adaptive(image: Image, region: Mask) -> Mask:
    """Darker than the neighbourhood."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 3) > 0


def k_means(image: Image, region: Mask) -> Mask:
    """Darker of two clusters in Lab."""
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2Lab).astype(np.float32)
    pixels = lab[region][::7]
    cv2.setRNGSeed(0)
    rule = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, _, centres = cv2.kmeans(pixels, 2, np.zeros((len(pixels), 1), np.int32), rule, 2, cv2.KMEANS_PP_CENTERS)
    dark, light = sorted(centres, key=lambda centre: centre[0])
    return np.asarray(((lab - dark) ** 2).sum(axis=2) < ((lab - light) ** 2).sum(axis=2))


def black_hat(image: Image, region: Mask) -> Mask:
    """Thin dark lines."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    hat = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, disc)
    level, _ = cv2.threshold(hat[region].reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return hat > level


BASELINES: dict[str, Callable[[Image, Mask], Mask]] = {
    "Otsu": otsu,
    "adaptive": adaptive,
    "k-means": k_means,
    "black-hat": black_hat,
}


@dataclass
class Score:
    """Points right, and distances of coverage to the counted bounds, in points."""

    right: list[bool]
    distances: list[float]
    refused: int = 0

    def line(self, name: str) -> str:
        """Return one line of the table."""
        return (
            f"{name:12} right {100 * np.mean(self.right):5.1f} %   to bounds {np.mean(self.distances):5.2f} pp"
            f"   refused {self.refused}"
        )


def real_photos() -> None:
    """Print the table of real photos; the engine learns from other people only."""
    labels = labels_of()
    scores = {name: Score([], []) for name in ("engine", "with dabs", *BASELINES)}
    for index, (name, quarter) in enumerate(zip(labels, quarter_of(len(labels)), strict=True)):
        with using(left_out(quarter)):
            judge_real(scores, read_photo(PHOTOS / name).image, labels[name], seed=index)
    for name, score in scores.items():
        print(score.line(name))


def judge_real(scores: dict[str, Score], image: Image, facts: dict[str, list[list[float]]], *, seed: int) -> None:
    """Add one photo to the scores."""
    outline = tuple((float(x), float(y)) for x, y in facts["region"])
    points = [(int(x), int(y), str(label)) for x, y, label in facts["points"]]
    rng = np.random.default_rng(seed)
    told: dict[str, list[tuple[int, int, str]]] = {}
    for label in "HS":
        some = [p for p in points if p[2] == label]
        told[label] = [some[i] for i in rng.permutation(len(some))[:DABS]]
    hair, skin = (tuple((float(x), float(y)) for x, y, _ in told[label]) for label in "HS")
    for name, sample in (
        ("engine", CoverageSample(image=image, outline=outline)),
        ("with dabs", CoverageSample(image=image, outline=outline, hair=hair, skin=skin)),
    ):
        found = measure(image, outline, fit_person([sample], [name]))
        rest = points if name == "engine" else [p for p in points if p not in told["H"] and p not in told["S"]]
        add(scores[name], found.labels, found.value, points=points, tested=rest)
    region = region_mask(outline, (image.shape[1], image.shape[0]))
    for name, baseline in BASELINES.items():
        mask = baseline(image, region)
        labels = np.where(mask, HAIR, SCALP).astype(np.uint8)
        add(scores[name], labels, float(mask[region].mean()), points=points, tested=points)


def add(
    score: Score,
    labels: NDArray[np.uint8],
    value: float | None,
    *,
    points: list[tuple[int, int, str]],
    tested: list[tuple[int, int, str]],
) -> None:
    """Add one photo's labels and coverage to a score."""
    score.right += [labels[y, x] == (HAIR if label == "H" else SCALP) for x, y, label in tested if label != "U"]
    if value is None:
        score.refused += 1
        return
    low = sum(p[2] == "H" for p in points) / len(points)
    high = 1 - sum(p[2] == "S" for p in points) / len(points)
    score.distances.append(100 * max(low - value, value - high, 0.0))


def rendered_people(per_look: int = 8) -> None:
    """Print the table of rendered people in colours of their own, none learnt from, each measured as one course."""
    rows: dict[str, list[tuple[float, float, bool]]] = {}
    plain: dict[str, list[tuple[float, float]]] = {name: [] for name in BASELINES}
    refused: dict[str, int] = {}
    for look in LOOKS:
        rows[look], refused[look] = [], 0
        for seed in range(FIRST_UNSEEN_SEED, FIRST_UNSEEN_SEED + per_look):
            person = own_colours(LOOKS[look], np.random.default_rng([seed, 11, *look.encode()]))
            photos = rendered_person(np.random.default_rng([seed, *look.encode()]), person)
            pairs = [(photo.image, outline, photo.true_coverage(outline)) for photo, outline in photos]
            for truth, found in measured_course([(image, outline) for image, outline, _ in pairs], pairs):
                if found.value is None or found.low is None or found.high is None:
                    refused[look] += 1
                else:
                    rows[look].append((truth, found.value, found.low <= truth <= found.high))
            for image, outline, truth in pairs:
                region = region_mask(outline, (image.shape[1], image.shape[0]))
                for name, baseline in BASELINES.items():
                    plain[name].append((truth, float(baseline(image, region)[region].mean())))
    for look, found_rows in rows.items():
        print_errors(look, found_rows, refused[look])
    dark = [row for look in ("dark", "brown", "black", "grey") for row in rows[look]]
    print_errors("dark..grey", dark, 0)
    for name, values in plain.items():
        print_errors(name, [(*pair, False) for pair in values], 0)


def heads_drawn_otherwise(per_look: int = 4, photos: int = 3) -> None:
    """Print the table of people drawn in another way than those learnt from, each measured as one course."""
    rows: dict[str, list[tuple[float, float, bool]]] = {"dark..grey": [], "others": []}
    refused = dict.fromkeys(rows, 0)
    for number, look in enumerate(OTHERWISE):
        kind = "dark..grey" if look in ("dark", "brown", "black", "grey") else "others"
        for seed in range(FIRST_UNSEEN_SEED, FIRST_UNSEEN_SEED + per_look):
            taken = other_photos(look, 100 * number + seed, photos)
            for truth, found in measured_course([(image, outline) for image, outline, _ in taken], taken):
                if found.value is None or found.low is None or found.high is None:
                    refused[kind] += 1
                else:
                    rows[kind].append((truth, found.value, found.low <= truth <= found.high))
    for kind, found_rows in rows.items():
        print_errors(kind, found_rows, refused[kind])


def measured_course(
    photos: list[tuple[Image, Outline]], pairs: list[tuple[Image, Outline, float]]
) -> list[tuple[float, Coverage]]:
    """Measure all photos of a person with one model."""
    samples = [CoverageSample(image=image, outline=outline) for image, outline in photos]
    person = fit_person(samples, [str(index) for index in range(len(samples))])
    return [(truth, measure(image, outline, person)) for image, outline, truth in pairs]


def print_errors(name: str, rows: list[tuple[float, float, bool]], refused: int) -> None:
    """Print one line: mean absolute error, bias, slope, share of intervals that hold the truth."""
    if not rows:
        print(f"{name:14} all {refused} refused")
        return
    truth, value = np.array([(row[0], row[1]) for row in rows]).T
    slope = np.polyfit(truth, value, 1)[0] if np.ptp(truth) > 0.1 else float("nan")
    held = np.mean([row[2] for row in rows])
    print(
        f"{name:14} n {len(rows):3}  MAE {100 * np.abs(value - truth).mean():5.1f} pp"
        f"  bias {100 * (value - truth).mean():+5.1f}  slope {slope:5.2f}  in interval {100 * held:4.0f} %"
        f"  refused {refused}"
    )


def main() -> None:
    """Print every table."""
    print("Real photos, one at a time, cross-validated by person")
    if (PHOTOS / "labels.json").is_file():
        real_photos()
    else:
        print("  (not on this machine)")
    print("\nRendered people, five photos each, fitted together")
    rendered_people()
    print("\nPeople drawn in another way, three photos each, fitted together")
    heads_drawn_otherwise()


if __name__ == "__main__":
    main()
