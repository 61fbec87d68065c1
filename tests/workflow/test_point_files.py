"""What people write into point files is read, or named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow.point_files import Anchors, read_anchors, read_landmarks, read_points, read_regions


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text("[[1, 2]]", "utf-8-sig")
    assert read_points(file) == ((1.0, 2.0),)


@pytest.mark.parametrize(
    ("read", "text", "kind"),
    [
        (read_points, "[[1, 2", ErrorKind.BAD_POINTS),
        (read_points, "[[NaN, 2]]", ErrorKind.BAD_POINTS),
        (read_points, f"[[1{'0' * 400}, 2]]", ErrorKind.BAD_POINTS),
        (read_points, "[[1e300, 2]]", ErrorKind.BAD_POINTS),
        (read_anchors, '{"a.jpg": {"Hair": [[1, 2]]}}', ErrorKind.BAD_POINTS),
        (read_anchors, '{"a.jpg": {"hair": [[1, 2]], "skn": [[3, 4]]}}', ErrorKind.BAD_POINTS),
        (read_regions, "[[0, 0], [9, 9]]", ErrorKind.BAD_REGION),
        (read_regions, "[[5, 5], [5, 5], [5, 5]]", ErrorKind.BAD_REGION),
        (read_regions, '{"a.jpg": [[0, 0], [9, 9], [18, 18]]}', ErrorKind.BAD_REGION),
    ],
)
def test_what_is_no_point_and_no_region_is_named(
    read: Callable[[Path], object], text: str, kind: ErrorKind, tmp_path: Path
) -> None:
    file = tmp_path / "p.json"
    file.write_text(text)
    with pytest.raises(HairtrackError) as caught:
        read(file)
    assert caught.value.kind is kind


@pytest.mark.parametrize("text", ["[[1, 2], [3, 4]]", '[[["1", "2"], ["3", "4"]]]', "[[[1, 2], [3]]]"])
def test_landmarks_that_are_no_pairs_are_told_how_pairs_look(text: str, tmp_path: Path) -> None:
    file = tmp_path / "l.json"
    file.write_text(text)
    with pytest.raises(HairtrackError) as caught:
        read_landmarks(file)
    example = str(caught.value.facts["expected"]).split("such as ")[1].split(", in pixels")[0]
    file.write_text(example)
    assert len(read_landmarks(file)) == 2


def test_a_folder_and_another_encoding_are_named(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text("[[1, 2]]", "utf-16")
    for path, said in ((tmp_path, "folder"), (file, "UTF-8")):
        with pytest.raises(HairtrackError) as caught:
            read_points(path)
        assert said in str(caught.value.facts["expected"])


def test_a_photo_without_dabs_may_stand_among_the_others(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text('{"a.jpg": {}, "b.jpg": {"skin": [[1, 2]]}}')
    assert read_anchors(file) == {"a.jpg": Anchors(), "b.jpg": Anchors(skin=((1.0, 2.0),))}
