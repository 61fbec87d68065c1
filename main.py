"""Run hairtrack from a checkout: the window, or the command line when given arguments."""

import sys

from hairtrack.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
