"""The same sums end in the same bits wherever they are done."""

import os
import subprocess
import sys

import pytest

_SUM = """
import hairtrack
import os
import numpy as np
rows = np.random.default_rng(0).standard_normal((600, 600)).astype(np.float32)
for _ in range(3):
    rows @ rows
    np.linalg.solve(rows, rows)
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lists the threads of a process")
def test_sums_are_not_shared_out_among_however_many_processors_there_are() -> None:
    without = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", _SUM], env=without, check=True, capture_output=True, text=True)
    assert int(done.stdout) == 1
