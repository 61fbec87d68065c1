import json
from pathlib import Path

import pytest

from hairtrack.ui.settings import Settings


def test_what_was_set_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = Settings.load(path)
    settings.scheme, settings.filmstrip_folded = "dark", True
    settings.remember(Path("/a.hairtrack"))
    settings.remember(Path("/b.hairtrack"))
    settings.remember(Path("/a.hairtrack"))
    again = Settings.load(path)
    assert (again.scheme, again.filmstrip_folded) == ("dark", True)
    assert again.recent == [str(Path("/a.hairtrack")), str(Path("/b.hairtrack"))]
    again.forget(Path("/a.hairtrack"))
    assert Settings.load(path).recent == [str(Path("/b.hairtrack"))]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"filmstrip_folded": "yes", "recent": [1, "/a"], "scheme": null}'])
def test_damaged_settings_are_as_at_the_first_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    settings = Settings.load(path)
    assert settings.scheme == "system"
    assert settings.filmstrip_folded is False
    assert all(isinstance(entry, str) for entry in settings.recent)


def test_odd_choices_are_as_at_the_first_start(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    odd = {"text_size": 900, "language": "tlh", "scheme": "pink", "paper": "a0", "motion": 1, "columns": ["wide"]}
    path.write_text(json.dumps({**odd, "pages": {"a": 3, "b": "course"}}), encoding="utf-8")
    settings = Settings.load(path)
    assert (settings.text_size, settings.language, settings.scheme, settings.paper) == (100, "", "system", "")
    assert settings.motion is True
    assert (settings.columns, settings.pages) == ([], {"b": "course"})


def test_disk_that_takes_no_settings_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    Settings.load(tmp_path / "file" / "settings.json").save()
