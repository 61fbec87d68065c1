"""What every test may use."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

import hairtrack  # noqa: F401 - before numpy, as in the program itself

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is where the checks run in the background; processes that are to be interrupted would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says nothing on a machine that does other things too.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """Folder of real photos kept beside the checkout; tests that want it are skipped without it."""
    folder = Path(os.environ.get("HAIRTRACK_PHOTOS", ROOT.parent / "shared" / "photos"))
    if not folder.is_dir():
        pytest.skip("real photos are not on this machine")
    return folder


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Begin with the application that windows need: a chart alone makes a lesser one, and there can be only one."""
    return qapp
