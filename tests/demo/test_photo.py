from datetime import datetime
from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps

from hairtrack.demo import LOOKS, Hair, RenderedPhoto, Scalp, Shot

TAKEN = datetime(2025, 9, 12, 8, 30, 12)


@pytest.fixture(scope="module")
def photo() -> RenderedPhoto:
    return Scalp(3, LOOKS["red"]).render(Shot(size=(150, 200), hair=Hair(length_mm=5)))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_the_file_says_when_and_with_what_it_was_taken(photo: RenderedPhoto) -> None:
    file = opened(photo.jpeg(TAKEN, camera=("Maker", "Model 1")))
    exif = file.getexif()
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2025:09:12 08:30:12"
    assert (exif[ExifTags.Base.Make], exif[ExifTags.Base.Model]) == ("Maker", "Model 1")
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_a_file_may_keep_its_date_to_itself(photo: RenderedPhoto) -> None:
    exif = opened(photo.jpeg()).getexif()
    assert ExifTags.Base.DateTimeOriginal not in exif.get_ifd(ExifTags.IFD.Exif)


def test_a_place_is_written_when_asked_for(photo: RenderedPhoto) -> None:
    gps = opened(photo.jpeg(TAKEN, gps=(48.137, -11.575))).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    degrees, minutes, seconds = (float(part) for part in gps[ExifTags.GPS.GPSLatitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(48.137, abs=1e-4)
    assert gps[ExifTags.GPS.GPSLongitudeRef] == "W"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_turned_file_shows_upright(photo: RenderedPhoto, orientation: int) -> None:
    file = opened(photo.jpeg(TAKEN, quality=95, orientation=orientation))
    assert file.size == ((150, 200) if orientation in (1, 3) else (200, 150))
    upright = np.asarray(ImageOps.exif_transpose(file), float)
    assert np.abs(upright - photo.image).mean() < 4
