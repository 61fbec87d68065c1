"""Pictures of a camera, from fakes and from a video file."""

from contextlib import closing
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import DateSource
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.camera import CAMERA_NAME, cut_to, find_cameras, frames, open_capture, taken_png
from hairtrack.imaging.photo_file import read_photo
from tests.imaging.fake_camera import FakeCamera


def painted(red: int = 180, blue: int = 40) -> np.ndarray:
    picture = np.full((48, 64, 3), 90, np.uint8)
    picture[..., 0], picture[..., 2] = red, blue
    return picture


BLACK = np.zeros((48, 64, 3), np.uint8)


def test_pictures_arrive_in_their_true_colours_and_the_camera_is_let_go() -> None:
    camera = FakeCamera([painted(), painted(60)])
    with closing(frames(1, camera)) as pictures:
        first, second = islice(pictures, 2)
    assert first[0, 0].tolist() == [180, 90, 40]
    assert second[0, 0].tolist() == [60, 90, 40]
    assert camera.opened == [1]
    assert camera.released.is_set()


def test_a_video_file_plays_through_the_same_door_until_it_ends(tmp_path: Path) -> None:
    path = str(tmp_path / "film.avi")
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 48))
    for _k in range(5):
        writer.write(np.ascontiguousarray(painted()[..., ::-1]))
    writer.release()
    seen: list[Image] = []
    with pytest.raises(HairtrackError) as caught:
        seen.extend(frames(0, lambda _number: cv2.VideoCapture(path, cv2.CAP_FFMPEG)))
    assert caught.value.kind is ErrorKind.CAMERA_LOST
    with closing(frames(0, lambda _number: cv2.VideoCapture(path, cv2.CAP_FFMPEG))) as pictures:
        shown = list(islice(pictures, 5))
    assert np.abs(np.mean(shown, axis=(0, 1, 2)) - (180, 90, 40)).max() < 12


@pytest.mark.parametrize(
    ("camera", "kind"),
    [
        (FakeCamera([painted()], opens=False), ErrorKind.CAMERA_BUSY),
        (FakeCamera([None]), ErrorKind.CAMERA_BUSY),
        (FakeCamera([painted(), painted(), None]), ErrorKind.CAMERA_LOST),
        (FakeCamera([painted(), painted()], fails=True), ErrorKind.CAMERA_LOST),
        (FakeCamera([BLACK]), ErrorKind.CAMERA_BLACK),
    ],
    ids=["busy", "silent", "unplugged", "failing", "covered"],
)
def test_what_is_wrong_with_a_camera_is_said_and_it_is_let_go(
    camera: FakeCamera, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hairtrack.imaging.camera._MISSED_WAIT", 0.0)
    with pytest.raises(HairtrackError) as caught:
        list(frames(0, camera))
    assert caught.value.kind is kind
    assert camera.released.is_set()


def test_a_few_black_or_missing_pictures_at_the_start_are_let_pass() -> None:
    camera = FakeCamera([None, BLACK, BLACK, painted()])
    with closing(frames(0, camera)) as pictures:
        assert next(picture for picture in pictures if picture.max() > 100)[0, 0, 0] == 180


def test_a_camera_that_is_not_there_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(HairtrackError) as caught:
        list(frames(77, open_capture))
    assert caught.value.kind is ErrorKind.CAMERA_BUSY
    assert capfd.readouterr().err == ""


def test_listed_cameras_have_names_and_entries_without_pictures_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for number, index, name in ((0, 0, "Built-in"), (1, 1, "Built-in"), (10, 0, "USB"), (2, 0, "Desk")):
        entry = tmp_path / f"video{number}"
        entry.mkdir()
        (entry / "index").write_text(f"{index}\n")
        (entry / "name").write_text(f"{name}\n")
    found = find_cameras(FakeCamera([painted()]), tmp_path)
    assert [(camera.number, camera.name) for camera in found] == [(0, "Built-in"), (2, "Desk"), (10, "USB")]


def test_without_a_list_some_are_tried_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    tried: list[FakeCamera] = []

    def opener(number: int) -> FakeCamera:
        tried.append(FakeCamera([painted()], opens=number == 1)(number))
        return tried[-1]

    assert [camera.number for camera in find_cameras(opener)] == [1]
    assert all(camera.released.is_set() for camera in tried)


@pytest.mark.parametrize(("aspect", "size"), [(0.75, (360, 480)), (16 / 9, (640, 360)), (4 / 3, (640, 480))])
def test_a_picture_is_cut_to_a_shape_about_its_middle(aspect: float, size: tuple[int, int]) -> None:
    image = np.zeros((480, 640, 3), np.uint8)
    image[238:242, 318:322] = 255
    cut = cut_to(image, aspect)
    assert (cut.shape[1], cut.shape[0]) == size
    rows, columns = np.nonzero(cut[..., 0])
    assert rows.mean() == pytest.approx((size[1] - 1) / 2)
    assert columns.mean() == pytest.approx((size[0] - 1) / 2)


def test_a_taken_photo_knows_its_moment_and_its_camera_and_loses_nothing(tmp_path: Path) -> None:
    picture = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    path = tmp_path / "taken.png"
    path.write_bytes(taken_png(picture, datetime(2026, 5, 4, 7, 8, 9)))
    photo = read_photo(path, today=date(2026, 6, 1))
    assert (photo.taken_on, photo.taken_at) == (date(2026, 5, 4), time(7, 8, 9))
    assert photo.taken_on_source is DateSource.EXIF
    assert photo.camera == CAMERA_NAME
    assert np.array_equal(photo.image, picture)
