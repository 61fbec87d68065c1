"""A camera without a camera: pictures that a test gives, and what goes wrong with them."""

import threading
import time
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import cv2
import numpy as np

from hairtrack.imaging.arrays import Image


class FakeCamera:
    """Counts how often it was opened and let go.

    Parameters
    ----------
    pictures : sequence of Image or None
        One after the other, None for one that does not arrive; the last one for ever.
    opens : bool
        False for one that is in use elsewhere.
    fails : bool
        Whether it raises after the last picture, as a driver may.
    """

    def __init__(self, pictures: Sequence[Image | None], *, opens: bool = True, fails: bool = False) -> None:
        last: Iterator[Image | None] = iter(()) if fails else repeat(pictures[-1])
        self._pictures = chain(pictures, last)
        self._opens = opens
        self.opened: list[int] = []
        self.released = threading.Event()

    def __call__(self, number: int) -> "FakeCamera":
        """Open it."""
        self.opened.append(number)
        self.released.clear()
        return self

    def isOpened(self) -> bool:  # noqa: N802
        return self._opens

    def set(self, _prop: int, _value: float, /) -> bool:
        return True

    def read(self) -> tuple[bool, Any]:
        time.sleep(0.002)
        try:
            picture = next(self._pictures)
        except StopIteration:
            raise cv2.error("the device went away") from None
        return (False, None) if picture is None else (True, np.ascontiguousarray(picture[..., ::-1]))

    def release(self) -> None:
        self.released.set()
