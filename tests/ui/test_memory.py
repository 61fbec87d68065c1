"""The memory of what is dropped goes back to the system, wherever it lay."""

import subprocess
import sys

import pytest

_HOLES = """
import re
from pathlib import Path
from hairtrack.ui.memory import give_back_large_pieces

def resident():
    return int(re.findall(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[0])

if {asked}:
    give_back_large_pieces()
large = bytearray(b"x") * 30_000_000
del large
before = resident()
photos, between = [], []
for _ in range(4):
    photos.append(bytearray(b"x") * 20_000_000)
    between.append(bytearray(b"x") * 100_000)
held = resident() - before
photos.clear()
print((resident() - before) / held)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another C library has other habits")
def test_photos_that_are_dropped_leave_no_holes() -> None:
    left = subprocess.run(
        [sys.executable, "-c", _HOLES.format(asked=True)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    assert float(left) < 0.1


_SMALL = """
import re
from pathlib import Path
from hairtrack.ui.memory import give_back_large_pieces, give_back_small_pieces

def resident():
    return int(re.findall(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[0])

give_back_large_pieces()
before = resident()
pieces = [bytearray(b"x") * 100_000 for _ in range(600)]
last = bytearray(b"x") * 100_000
held = resident() - before
pieces.clear()
give_back_small_pieces()
print((resident() - before) / held)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another C library has other habits")
def test_small_pieces_beneath_what_stays_go_back_when_asked() -> None:
    left = subprocess.run([sys.executable, "-c", _SMALL], check=True, stdout=subprocess.PIPE, text=True).stdout
    assert float(left) < 0.2
