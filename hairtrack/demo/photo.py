"""A rendered photo with its truth: coverage of any region, and where scalp points lie in other photos."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image as Pictures

from hairtrack.course import Size
from hairtrack.demo.geometry import Camera, Floats, HeadShape
from hairtrack.demo.shot import Shot

EXIF_DIRECTORY, GPS_DIRECTORY = 0x8769, 0x8825
MAKE, MODEL, ORIENTATION, MODIFIED = 0x010F, 0x0110, 0x0112, 0x0132
TAKEN, DIGITISED = 0x9003, 0x9004
TURNED_FOR = {
    1: None,
    3: Pictures.Transpose.ROTATE_180,
    6: Pictures.Transpose.ROTATE_90,
    8: Pictures.Transpose.ROTATE_270,
}
"""How stored pixels are turned so that a reader who obeys the orientation tag sees the photo upright."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPhoto:
    """A photo and what is true of it.

    Attributes
    ----------
    image : array, (H, W, 3), uint8
        sRGB.
    hair_fraction : array, (H, W), float32
        Share of each pixel that hair covers, 0 to 1, strands over each other counted once. As the scene is, before
        lens blur.
    fine_fraction : array, (H, W), float32
        Share of each pixel that fine pale hair covers, the part of `hair_fraction` that is no terminal hair.
    scalp_mask : array, (H, W), bool
        Where a line of sight would meet scalp that hair can grow on, whether it does or not.
    head_mask : array, (H, W), bool
        Where it would meet the head at all, face included.
    person : int
        Seed of the `Scalp`.
    shape : HeadShape
    camera : Camera
    shot : Shot
    """

    image: NDArray[np.uint8]
    hair_fraction: NDArray[Any]
    fine_fraction: NDArray[Any]
    scalp_mask: NDArray[np.bool_]
    head_mask: NDArray[np.bool_]
    person: int
    shape: HeadShape
    camera: Camera
    shot: Shot

    @property
    def size(self) -> Size:
        """Width and height, pixels."""
        return self.image.shape[1], self.image.shape[0]

    def true_coverage(self, outline: ArrayLike) -> float:
        """Return the true hair coverage inside a polygon.

        Parameters
        ----------
        outline : array_like, (N, 2)
            Corners in pixels of this photo; what lies outside the photo is left out.

        Returns
        -------
        float
            Mean hair fraction, 0 to 1; NaN where the polygon holds no pixel.
        """
        inside = np.zeros(self.hair_fraction.shape, np.uint8)
        corners = np.round(np.asarray(outline, float) * 256).astype(np.int32)
        cv2.fillPoly(inside, [corners], 1, cv2.LINE_8, 8)
        held = self.hair_fraction[inside > 0]
        return float(held.mean()) if len(held) else float("nan")

    def locate(self, directions: ArrayLike) -> Floats:
        """Return the pixels (N, 2) of scalp points given as directions (N, 3); NaN where hidden or off the photo."""
        return locate(shape=self.shape, camera=self.camera, size=self.size, directions=np.asarray(directions, float))

    def directions_at(self, pixels: ArrayLike) -> Floats:
        """Return the scalp points (N, 3), as directions, that lie under pixels (N, 2); NaN beside the head.

        Hair is looked through: the answer is the scalp under it.
        """
        at = np.asarray(pixels, float).reshape(-1, 2)
        directions, miss = self.shape.hit(self.camera.origin, self.camera.rays(at))
        return np.where((miss < 0)[:, None], directions, np.nan)

    def jpeg(
        self,
        taken_on: datetime | None = None,
        *,
        quality: int = 92,
        camera: tuple[str, str] = ("Hairtrack", "Demo renderer"),
        orientation: int = 1,
        gps: tuple[float, float] | None = None,
    ) -> bytes:
        """Encode as a JPEG file such as a phone writes.

        Parameters
        ----------
        taken_on : datetime or None
            Local time, written as DateTimeOriginal; None leaves it out.
        quality : int
        camera : (str, str)
            Make and model.
        orientation : {1, 3, 6, 8}
            EXIF orientation; the pixels are stored turned so that the photo still shows upright.
        gps : (float, float) or None
            Latitude and longitude, degrees; None leaves the place out.
        """
        picture = Pictures.fromarray(self.image)
        turn = TURNED_FOR[orientation]
        if turn is not None:
            picture = picture.transpose(turn)
        exif = Pictures.Exif()
        exif[MAKE], exif[MODEL], exif[ORIENTATION] = *camera, orientation
        if taken_on is not None:
            stamp = taken_on.strftime("%Y:%m:%d %H:%M:%S")
            exif[MODIFIED] = stamp
            exif.get_ifd(EXIF_DIRECTORY).update({TAKEN: stamp, DIGITISED: stamp})
        if gps is not None:
            north, east = gps
            exif.get_ifd(GPS_DIRECTORY).update(
                {
                    1: "N" if north >= 0 else "S",
                    2: _sexagesimal(north),
                    3: "E" if east >= 0 else "W",
                    4: _sexagesimal(east),
                }
            )
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, exif=exif)
        return file.getvalue()


def locate(*, shape: HeadShape, camera: Camera, size: Size, directions: Floats) -> Floats:
    """Return the pixels (N, 2) at which scalp points (N, 3) appear; NaN where hidden or off the photo."""
    points = shape.point(directions)
    facing = (shape.normal(directions) * (camera.origin - points)).sum(-1)
    at = camera.project(points)
    on_photo = ((at > -0.5) & (at < np.asarray(size) - 0.5)).all(-1)
    with np.errstate(invalid="ignore"):
        visible = (facing > 0) & on_photo
    return np.where(visible[:, None], at, np.nan)


def map_points(fixed: RenderedPhoto, moving: RenderedPhoto, points: ArrayLike) -> Floats:
    """Return where scalp points seen in one photo lie in another of the same head, exactly.

    Parameters
    ----------
    fixed, moving : RenderedPhoto
        Of one person.
    points : array_like, (N, 2)
        Pixels of the fixed photo.

    Returns
    -------
    array, (N, 2)
        Pixels of the moving photo; NaN where the point misses the head, is hidden there or off the photo.
    """
    if fixed.person != moving.person:
        raise ValueError("points of one head have no place on another")
    return moving.locate(fixed.directions_at(points))


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(abs(degrees), 1)
    minutes, seconds = divmod(rest * 60, 1)
    return whole, minutes, seconds * 60
