"""One measured value beside its limit, as the benchmarks print it."""

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
