"""Run the benchmarks: all of them, or those named.

`python -m tests.benchmarks [align] [change] [clicks] [coverage] [diary] [import] [journey] [likeness] [many] [measure]
[misplaced] [report] [salt] [start] [states] [taken_out] [touch] [walk] [window]`, each in a process of its own.
"""

import subprocess
import sys
from pathlib import Path

import hairtrack  # noqa: F401 - the benchmarks inherit the environment that it sets for itself


def main() -> int:
    """Run each named benchmark and print its tables."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = sys.argv[1:] or found
    unknown = set(chosen) - set(found)
    if unknown:
        print(f"No benchmark {', '.join(sorted(unknown))}. There are {', '.join(found)}.", file=sys.stderr)
        return 2
    failed = False
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.benchmarks.bench_{name}"], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
