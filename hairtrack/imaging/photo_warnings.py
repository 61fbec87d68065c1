"""Silence for Pillow's warnings about odd files, safe with several readers at once."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


class _Silence:
    """What all readers share.

    `warnings.catch_warnings` swaps a list that all threads share: of several readers the first saves it and the
    last puts it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._saved = warnings.catch_warnings()

    def enter(self) -> None:
        with self._lock:
            self._readers += 1
            if self._readers == 1:
                self._saved = warnings.catch_warnings()
                self._saved.__enter__()
                warnings.simplefilter("ignore")

    def leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._saved.__exit__(None, None, None)


_SILENCE = _Silence()


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing be said about odd metadata while a file is read."""
    _SILENCE.enter()
    try:
        yield
    finally:
        _SILENCE.leave()
