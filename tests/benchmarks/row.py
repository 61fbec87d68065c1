"""One measured value beside its limit, as the benchmarks print it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured value beside its limit."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def print_rows(rows: Sequence[Row]) -> int:
    """Print each value beside its limit, and return 0 where all are within theirs, else 1."""
    for row in rows:
        missed = "TOO LOW" if row.at_least else "OVER"
        print(f"{row.name:60} {row.value:8.2f}   limit {row.limit:7.2f}   {'ok' if row.ok else missed}", flush=True)
    return int(not all(row.ok for row in rows))
