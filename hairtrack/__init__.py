"""hairtrack: is my hair coming back? An honest answer from dated photos, on your own machine."""

import os

__version__ = "0.1.0"

# Before numpy is loaded: with several threads its sums end in other bits for another count of processors, so a value
# measured again elsewhere would not be the same; and beside other work the threads wait for each other.
for _name in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
