"""Bytes that wait outside memory: the small pictures of thousands of photos that may yet be added."""

import tempfile
import threading
import weakref
from dataclasses import dataclass


class Shelf:
    """A nameless file, which goes when nobody knows it any more. Safe with several threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever holds a place on the shelf may still read
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()
        self._end = 0

    def put(self, data: bytes) -> "Place":
        """Lay bytes aside, and return where."""
        with self._lock:
            place = Place(shelf=self, start=self._end, length=len(data))
            self._file.seek(self._end)
            self._file.write(data)
            self._end += len(data)
        return place

    def get(self, place: "Place") -> bytes:
        """Return what lies in a place."""
        with self._lock:
            self._file.seek(place.start)
            return self._file.read(place.length)


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes lie on a shelf."""

    shelf: Shelf
    start: int
    length: int

    def read(self) -> bytes:
        """Return the bytes."""
        return self.shelf.get(self)
