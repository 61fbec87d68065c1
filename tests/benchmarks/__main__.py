"""Run the benchmarks: all of them, or those named.

`python -m tests.benchmarks [align] [coverage] [import] [journey] [report] [window]`
"""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run each named benchmark and print its tables."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = sys.argv[1:] or found
    unknown = set(chosen) - set(found)
    if unknown:
        print(f"No benchmark {', '.join(sorted(unknown))}. There are {', '.join(found)}.", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        sys.argv = [name]
        importlib.import_module(f"tests.benchmarks.bench_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
