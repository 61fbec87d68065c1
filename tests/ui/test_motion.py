"""The system's wish for stillness holds at the first start, and the user's own after it."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from hairtrack.ui.motion import keep_still_if_wished
from hairtrack.ui.settings import Settings


@pytest.mark.parametrize(
    ("platform", "effects", "kept", "motion"),
    [
        ("win32", False, False, False),
        ("win32", True, False, True),
        ("win32", False, True, True),
        ("linux", False, False, True),
    ],
)
def test_what_the_system_wishes_holds_until_the_user_chose(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, platform: str, effects: bool, kept: bool, motion: bool
) -> None:
    settings = Settings.load()
    if kept:
        settings.save()
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(QApplication, "isEffectEnabled", staticmethod(lambda _: effects))
    keep_still_if_wished(settings)
    assert settings.motion is motion
