"""A photo from a camera on its way into the course."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import read_photo
from hairtrack.workflow.take_photo import keep_taken

MOMENT = datetime(2026, 3, 12, 9, 30, 5)
IMAGE = np.full((48, 64, 3), 90, np.uint8)


def test_two_photos_of_one_second_have_two_names(tmp_path: Path) -> None:
    first, second = (keep_taken(IMAGE + shade, tmp_path / "cache", MOMENT) for shade in (0, 9))
    assert (first.name, second.name) == ("camera 2026-03-12 09.30.05.png", "camera 2026-03-12 09.30.05 2.png")
    assert [int(read_photo(path).image[0, 0, 0]) for path in (first, second)] == [90, 99]


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    with pytest.raises(HairtrackError) as caught:
        keep_taken(IMAGE, tmp_path / "cache", MOMENT)
    assert caught.value.kind is ErrorKind.OUTPUT_FOLDER_MISSING
