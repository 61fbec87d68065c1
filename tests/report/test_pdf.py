"""What laying a report out leaves in memory."""

import subprocess
import sys

import pytest

_LAID_OUT = """
import re
from pathlib import Path

import numpy as np
import typst

from hairtrack.imaging.photo_file import encode_png
from hairtrack.report.pdf import forget_layouts
from hairtrack.ui.memory import give_back_large_pieces

def resident():
    return int(re.findall(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[0])

give_back_large_pieces()
place = Path({place!r})
(place / "photo.png").write_bytes(encode_png(np.zeros((4000, 4000, 3), np.uint8)))
(place / "page.typ").write_text('#image("photo.png")')
forget_layouts()
before = resident()
typst.compile(place / "page.typ", format="png", ppi=20)
held = resident() - before
forget_layouts()
print(held, resident() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is told elsewhere in other words")
def test_pictures_of_what_was_laid_out_are_forgotten(tmp_path: object) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LAID_OUT.format(place=str(tmp_path))], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    held, left = map(int, told.split())
    assert held > 40_000, "a picture of 48 MB is remembered otherwise"
    assert left < held / 4
