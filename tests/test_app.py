import os
import subprocess
import sys

import pytest

from hairtrack.app import open_window


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a screen")
def test_without_a_screen_one_line_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert open_window() == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "needs a screen" in said


def test_window_opens_and_closes_without_a_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("own")
    script = (
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "import hairtrack.app as app\n"
        "original = app.MainWindow.show\n"
        "def show(window):\n"
        "    original(window)\n"
        "    QTimer.singleShot(200, window.close)\n"
        "app.MainWindow.show = show\n"
        "raise SystemExit(app.open_window())\n"
    )
    own = {"HAIRTRACK_SETTINGS": str(place / "s.json"), "HAIRTRACK_LOG": str(place / "l.log")}
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "s.json").is_file()
