"""Photos of one head on two days, made from a real photo: the second is the first, seen from a little aside."""

import json
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

Pixels: TypeAlias = NDArray[np.uint8]
Places: TypeAlias = NDArray[np.float64]
_EXIF, _GPS, _TAKEN = 0x8769, 0x8825, 0x9003


def labelled(shared_photos: Path, name: str) -> tuple[Pixels, Places, list[tuple[int, int, str]]]:
    """Read a photo with its region and its labelled points."""
    entry = json.loads((shared_photos / "topdown" / "labels.json").read_text())[name]
    image = np.asarray(Pillow.open(shared_photos / "topdown" / name).convert("RGB"))
    return image, np.array(entry["region"], float), [tuple(point) for point in entry["points"]]


def seen_again(image: Pixels, points: Places) -> tuple[Pixels, Places]:
    """Turn, shrink, shift and brighten a photo a little; say where its points went."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 4.0, 0.96)
    matrix[:, 2] += (6, -4)
    again = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    lit = np.clip(again.astype(np.float64) * 1.04, 0, 255).astype(np.uint8)
    return lit, np.hstack([points, np.ones((len(points), 1))]) @ matrix.T


def save_photo(image: Pixels, path: Path, taken_on: str) -> None:
    """Write a JPEG as a phone does, with a date and a place."""
    exif = Pillow.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = f"{taken_on.replace('-', ':')} 09:30:00"
    exif.get_ifd(_GPS)[1] = "N"
    path.parent.mkdir(parents=True, exist_ok=True)
    Pillow.fromarray(image).save(path, quality=92, exif=exif)
