import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hairtrack.app import open_window
from hairtrack.workflow.courses import new_course


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a screen")
def test_without_a_screen_one_line_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert open_window() == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "needs a screen" in said


_SCRIPT = """
import json
from pathlib import Path
from PySide6.QtCore import QProcess, QTimer
import hairtrack.app as app

def speak_and_show(application, settings):
    from PySide6.QtWidgets import QDialogButtonBox
    from hairtrack.ui.main_window import MainWindow

    original = MainWindow.show
    def show(window):
        original(window)
        QTimer.singleShot(200, lambda: act(window))
    def act(window):
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        said = {
            "rail": [made.text() for made in window.frame.rail.buttons.values()],
            "cancel": buttons.buttons()[0].text(),
            "course": window.session.course.name,
            "page": window.page.name,
        }
        Path(OUT).write_text(json.dumps(said), encoding="utf-8")
        DO
        window.close()
    MainWindow.show = show
    return run(application, settings)

run, app._run = app._run, speak_and_show
started = []
QProcess.startDetached = lambda *command: started.append(command)
code = app.open_window()
print(started)
raise SystemExit(code)
"""


def _process(place: Path, do: str, environment: dict[str, str]) -> tuple["subprocess.CompletedProcess[str]", str]:
    """Open the window in a process of its own, do something, close it; return that, and why it was brought down."""
    script = _SCRIPT.replace("OUT", repr(str(place / "said.json"))).replace("DO", do)
    own = {"HAIRTRACK_SETTINGS": str(place / "s.json"), "HAIRTRACK_LOG": str(place / "l.log")}
    system = {"LANG": "C", "LANGUAGE": "", "LC_ALL": "C", "HAIRTRACK_LANGUAGE": ""}
    every = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", **system, **environment}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=False, env=every, cwd=place, capture_output=True, text=True, timeout=60)
    fatal = place / "l.fatal.log"
    return done, fatal.read_text(encoding="utf-8") if fatal.is_file() else ""


def _open(place: Path, do: str = "", **environment: str) -> tuple[dict[str, object], str]:
    """Open the window, do something, close it; return what it said and what it began."""
    done, fatal = _process(place, do, environment)
    assert done.returncode == 0, done.stderr + fatal
    assert "Traceback" not in done.stderr
    return json.loads((place / "said.json").read_text(encoding="utf-8")), done.stdout


def test_window_opens_and_closes_without_a_word(tmp_path: Path) -> None:
    said, began = _open(tmp_path)
    assert said["rail"][0] == "Home"  # type: ignore[index]
    assert "Cancel" in str(said["cancel"])
    assert began == "[]\n"
    assert (tmp_path / "s.json").is_file()


def test_a_process_that_is_brought_down_leaves_word_of_what_it_did(tmp_path: Path) -> None:
    done, fatal = _process(tmp_path, "import faulthandler; faulthandler._sigsegv()", {})
    assert done.returncode != 0
    assert "in act" in fatal


_GERMAN_SYSTEM = {"LANG": "de_DE.UTF-8", "LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8"}


def test_the_system_chooses_the_language_where_nobody_did(tmp_path: Path) -> None:
    said, _ = _open(tmp_path, **_GERMAN_SYSTEM)
    assert said["rail"][0] == "Start"  # type: ignore[index]


def test_who_chose_a_language_keeps_it_whatever_the_system_speaks(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"language": "en"}), encoding="utf-8")
    said, _ = _open(tmp_path, **_GERMAN_SYSTEM)
    assert said["rail"][0] == "Home"  # type: ignore[index]


@pytest.mark.parametrize("kept", ["de", ""])
def test_chosen_language_reaches_the_dialogs_of_qt(tmp_path: Path, kept: str) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"language": kept}), encoding="utf-8")
    said, _ = _open(tmp_path, HAIRTRACK_LANGUAGE="" if kept else "de")
    assert "Abbrechen" in str(said["cancel"])


def test_another_language_begins_the_window_anew_with_its_course(tmp_path: Path) -> None:
    with new_course(tmp_path / "Anna.hairtrack", "Anna") as folder:
        path = folder.path
    do = "window.settings.language = 'de'; window.changes.made.emit('language')"
    (tmp_path / "s.json").write_text(json.dumps({"resume": str(path)}), encoding="utf-8")
    said, began = _open(tmp_path, do=do)
    assert said["course"] == "Anna"
    assert began.startswith("[(")
    assert sys.executable in began
    kept = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert (kept["language"], kept["resume"]) == ("de", str(path))
    said, began = _open(tmp_path)
    assert (said["course"], said["page"], began) == ("Anna", "photos", "[]\n")
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["resume"] == ""
