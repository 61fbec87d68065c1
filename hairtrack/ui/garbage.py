"""Where Python's cyclic garbage is collected: on the window's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_LOADED_MS = 10_000
"""By then all pages are loaded. What there is then, stays; leaving it out makes collecting a matter of milliseconds."""


class Garbage(QTimer):
    """Collects garbage in place of Python, which does so on whichever thread happens to ask for memory.

    A widget that is part of a cycle would be deleted on that thread then, while Qt may be painting it, and the process
    would come down, often much later.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.timeout.connect(self.collect)
        self.start(_EVERY_MS)
        QTimer.singleShot(_LOADED_MS, self, gc.freeze)

    def collect(self) -> None:
        """Collect what has gathered, by the thresholds that Python itself keeps."""
        counts, limits = gc.get_count(), gc.get_threshold()
        full = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if full:
            gc.collect(full[-1])
