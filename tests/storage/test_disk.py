"""A file is written whole or not at all, several are new together or all as they were, and what refuses has a name."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.storage.disk import try_place, write_together, write_whole
from tests.storage.test_course_folder import contents, somebody

__all__ = ["somebody"]

OLD, NEW = b"the old one", b"the new one"


def failing(code: int) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, ErrorKind.DISK_FULL),
        (errno.EDQUOT, ErrorKind.DISK_FULL),
        (errno.EROFS, ErrorKind.DISK_READ_ONLY),
        (errno.EACCES, ErrorKind.OUTPUT_FORBIDDEN),
        (errno.EIO, ErrorKind.OUTPUT_UNWRITABLE),
    ],
)
def test_a_disk_that_refuses_is_named_and_the_old_file_stays(
    code: int, kind: ErrorKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", failing(code))
    for write in (lambda: write_whole(path, NEW), lambda: write_together({path: NEW})):
        with pytest.raises(HairtrackError) as caught:
            write()
        assert caught.value.kind is kind
        assert contents(tmp_path) == {"x.pdf": OLD}


def test_a_file_that_another_program_holds_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(OLD)
    # So it is on Windows, where a file that is open cannot be replaced.
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    with pytest.raises(HairtrackError) as caught:
        write_whole(path, NEW)
    assert "Close it where it is open" in error_sentence(caught.value)
    assert contents(tmp_path) == {"x.pdf": OLD}


def test_of_several_files_none_is_new_where_one_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {tmp_path / f"x-{number}.png": NEW for number in (1, 2, 3)}
    (tmp_path / "x-1.png").write_bytes(OLD)
    (tmp_path / "x-3.png").write_bytes(OLD)
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self.name == "x-3.png":
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(HairtrackError) as caught:
        write_together(files)
    assert caught.value.kind is ErrorKind.OUTPUT_UNWRITABLE
    assert contents(tmp_path) == {"x-1.png": OLD, "x-3.png": OLD}
    monkeypatch.undo()
    write_together(files)
    assert contents(tmp_path) == dict.fromkeys(("x-1.png", "x-2.png", "x-3.png"), NEW)


def test_a_place_that_is_none_is_said_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "folder.pdf").mkdir()
    for path, kind, says in (
        (tmp_path / "none" / "x.pdf", ErrorKind.OUTPUT_FOLDER_MISSING, f"{tmp_path / 'none'} is not a folder"),
        (tmp_path / "file" / "x.pdf", ErrorKind.OUTPUT_FOLDER_MISSING, "Make it first"),
        (tmp_path / "folder.pdf", ErrorKind.OUTPUT_IS_FOLDER, "is a folder"),
        (tmp_path / f"{'long' * 80}.pdf", ErrorKind.OUTPUT_NAME_TOO_LONG, "shorter"),
    ):
        for attempt in (try_place, lambda path: write_whole(path, NEW)):
            with pytest.raises(HairtrackError) as caught:
                attempt(path)
            assert caught.value.kind is kind
            assert says in error_sentence(caught.value)
    assert contents(tmp_path) == {"file": OLD}


def test_trying_a_place_leaves_it_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(OLD)
    try_place(tmp_path / "x.pdf")
    try_place(tmp_path / "y.pdf")
    assert contents(tmp_path) == {"x.pdf": OLD}


def test_a_name_as_long_as_a_disk_takes_is_written(tmp_path: Path) -> None:
    name = f"{'é' * 125}.pdf"
    assert len(os.fsencode(name)) == 254
    write_whole(tmp_path / name, NEW)
    write_together({tmp_path / name: OLD})
    assert contents(tmp_path) == {name: OLD}


def test_a_folder_in_which_nobody_may_write(somebody: None, tmp_path: Path) -> None:
    place = tmp_path / "shut"
    place.mkdir()
    (place / "x.pdf").write_bytes(OLD)
    place.chmod(0o555)
    for attempt in (try_place, lambda path: write_whole(path, NEW)):
        with pytest.raises(HairtrackError) as caught:
            attempt(place / "x.pdf")
        assert error_sentence(caught.value) == f"You may not write in {place}. Choose another place."
    assert contents(place) == {"x.pdf": OLD}
