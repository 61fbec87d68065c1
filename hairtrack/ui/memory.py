"""How memory that photos took goes back to the system."""

import ctypes
import sys

_MMAP_THRESHOLD = -3
"""Of mallopt, in the C library of Linux."""
_LARGE_BYTES = 2_000_000
"""What a frame takes for good stays below, small images too."""


def give_back_large_pieces() -> None:
    """Let the memory of a photo go back to the system as soon as the photo is dropped.

    By itself the C library of Linux learns, from the first large piece that is dropped, to keep the next ones for
    itself, and photos of many sizes leave holes there that nothing fits into: 150 MB after a walk through a course.
    """
    if sys.platform.startswith("linux"):
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # another C library has none, nor this habit
        if set_option is not None:
            set_option(_MMAP_THRESHOLD, _LARGE_BYTES)


def give_back_small_pieces() -> None:
    """Give the system back what many small pieces took that are dropped by now; takes tens of milliseconds."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
