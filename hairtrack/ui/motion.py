"""Whether the person asked the system for windows that do not move."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hairtrack.ui.settings import Settings


def keep_still_if_wished(settings: Settings) -> None:
    """At the first start, let nothing fade where the system says that nothing is to move.

    Qt tells this wish on Windows alone: elsewhere it calls every effect off, wished or not.
    """
    if sys.platform == "win32" and not settings.path.exists():
        settings.motion = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
