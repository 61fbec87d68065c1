"""Blood tests over time as the chart shows them, and the same in words. No pixels and no Qt."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from hairtrack.diary import Diary, LabResult
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _, _n, listed
from hairtrack.report.treatment_words import week_words_on
from hairtrack.report.words import full_day, short_day
from hairtrack.treatment import Treatment

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Standing(StrEnum):
    """Where a value stands to the range that its own laboratory gave with it."""

    WITHIN = _("within the laboratory's range")
    ABOVE = _("above the laboratory's range")
    BELOW = _("below the laboratory's range")
    UNKNOWN = _("no range given")

    @property
    def outside(self) -> bool:
        """Whether it is below or above."""
        return self in {Standing.ABOVE, Standing.BELOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPoint:
    """One result, and where it stands to its own range; `treated` says the week of treatment, or nothing."""

    entry: str
    on: date
    value: float
    low: float | None
    high: float | None
    standing: Standing
    treated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSeries:
    """All results of one test in one unit, in order of time.

    `other_units` are those in which the same test was given too; these results are series of their own.
    """

    name: str
    unit: str
    points: tuple[LabPoint, ...]
    other_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabStart:
    """The start of a treatment, and the letter that it is marked by."""

    on: date
    name: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabData:
    """Everything that the charts of blood tests show; `starts` are those that the time axis holds."""

    series: tuple[LabSeries, ...] = ()
    starts: tuple[LabStart, ...] = ()

    def days(self) -> tuple[date, ...]:
        """Return the days of the results and the starts, in order."""
        results = {point.on for series in self.series for point in series.points}
        return tuple(sorted(results | {start.on for start in self.starts}))

    def outside(self) -> tuple[tuple[LabSeries, LabPoint], ...]:
        """Return the results outside their ranges, per test in order of time."""
        return tuple((series, point) for series in self.series for point in series.points if point.standing.outside)


def labs_of(diary: Diary) -> LabData:
    """Gather the blood tests of a diary: one series for each test and unit, by name.

    Parameters
    ----------
    diary : Diary

    Returns
    -------
    LabData
    """
    labs = sorted(diary.labs, key=lambda lab: (*lab_key(lab), lab.on))
    treated = week_words_on(diary, {lab.on for lab in labs})
    series = []
    for __, of_test in groupby(labs, key=lambda lab: lab_key(lab)[0]):
        by_unit = [tuple(results) for __, results in groupby(of_test, key=lab_key)]
        for results in by_unit:
            last = results[-1]
            points = tuple(_point(lab, treated[lab.on]) for lab in results)
            others = tuple(other[-1].unit for other in by_unit if other is not results)
            series.append(LabSeries(name=shown(last.name), unit=last.unit, points=points, other_units=others))
    return LabData(series=tuple(series), starts=_starts(diary))


def point_words(series: LabSeries, point: LabPoint) -> str:
    """Say one result: value, unit, where it stands, its day and the week of treatment."""
    treated = f", {point.treated}" if point.treated else ""
    return f"{series.name} {amount(point.value)} {series.unit}, {range_words(point)}. {full_day(point.on)}{treated}."


def outside_lines(data: LabData) -> tuple[str, ...]:
    """Say which results lie outside their ranges, a line for each test.

    Parameters
    ----------
    data : LabData

    Returns
    -------
    tuple of str
        The newest such result of each test that ever was outside, and whether it has come back.
    """
    lines = []
    for series in data.series:
        outside = [point for point in series.points if point.standing.outside]
        if outside:
            last = outside[-1]
            said = _OUTSIDE[last.standing, series.points[-1].standing is Standing.WITHIN]
            value = f"{amount(last.value)} {series.unit}"
            lines.append(said.format(name=series.name, value=value, day=short_day(last.on)))
    return tuple(lines)


_OUTSIDE = {
    (Standing.ABOVE, False): _("{name} {value} on {day}: above"),
    (Standing.ABOVE, True): _("{name} {value} on {day}: above, within since"),
    (Standing.BELOW, False): _("{name} {value} on {day}: below"),
    (Standing.BELOW, True): _("{name} {value} on {day}: below, within since"),
}
"""By where the last result outside stands, and whether the newest has come back."""
OUTSIDE, ASK = _("Outside the laboratory's range:"), _("Talk to your doctor about it.")
"""What stands before and after those lines; no other advice is given."""


def lab_key(lab: LabResult) -> tuple[str, str]:
    """Return the same for the same test in the same unit.

    Parameters
    ----------
    lab : LabResult

    Returns
    -------
    tuple of (str, str)
        Of the test, and of its unit.
    """
    return " ".join(lab.name.split()).casefold(), same_unit(lab.unit)


def describe_labs(data: LabData) -> str:
    """Say in words what the charts show, for those who do not see them.

    Parameters
    ----------
    data : LabData

    Returns
    -------
    str
        A sentence for each test.
    """
    sentences = []
    for series in data.series:
        last = series.points[-1]
        sentences.append(
            _n(
                "{name} in {unit}: {count} result, the newest {value} on {day}, {standing}.",
                "{name} in {unit}: {count} results, the newest {value} on {day}, {standing}.",
                len(series.points),
                name=series.name,
                unit=series.unit,
                value=amount(last.value),
                day=full_day(last.on),
                standing=range_words(last),
            )
        )
        if series.other_units:
            sentences.append(_("Results in {units} stand apart.", units=listed(list(series.other_units))))
    sentences += [_("{name} began on {day}.", name=start.name, day=full_day(start.on)) for start in data.starts]
    return " ".join(sentences)


def amount(value: float) -> str:
    """Write a value as the laboratory did."""
    return plain(value, 10)


def range_words(result: LabResult | LabPoint) -> str:
    """Say where a result stands to its range, and what that is: "above the laboratory's range of 10 to 45"."""
    standing = result.standing if isinstance(result, LabPoint) else standing_of(result)
    low, high = result.low, result.high
    if low is None and high is None:
        return str(standing)
    between, or_more, or_less = _RANGES[standing]
    said = or_less if low is None else or_more if high is None else between
    return said.format(low="" if low is None else amount(low), high="" if high is None else amount(high))


_RANGES = {
    Standing.WITHIN: (
        _("within the laboratory's range of {low} to {high}"),
        _("within the laboratory's range of {low} or more"),
        _("within the laboratory's range of {high} or less"),
    ),
    Standing.ABOVE: (
        _("above the laboratory's range of {low} to {high}"),
        _("above the laboratory's range of {low} or more"),
        _("above the laboratory's range of {high} or less"),
    ),
    Standing.BELOW: (
        _("below the laboratory's range of {low} to {high}"),
        _("below the laboratory's range of {low} or more"),
        _("below the laboratory's range of {high} or less"),
    ),
}
"""With both ends of the range, with its lower one alone, and with its upper one alone."""


@lru_cache(maxsize=256)
def same_unit(unit: str) -> str:
    """Return the same for the same unit: mg/dL is mg/dl, and one micro sign looks like the other."""
    return "".join(unicodedata.normalize("NFKC", unit).split()).replace("L", "l")


def _point(lab: LabResult, treated: str) -> LabPoint:
    return LabPoint(
        entry=lab.id, on=lab.on, value=lab.value, low=lab.low, high=lab.high, standing=standing_of(lab), treated=treated
    )


def standing_of(lab: LabResult) -> Standing:
    """Hold a value against the range that came with it."""
    if lab.low is not None and lab.value < lab.low:
        return Standing.BELOW
    if lab.high is not None and lab.value > lab.high:
        return Standing.ABOVE
    return Standing.UNKNOWN if lab.low is None and lab.high is None else Standing.WITHIN


def _starts(diary: Diary) -> tuple[LabStart, ...]:
    """Return the starts that lie near the results: far ones would squeeze the results together."""
    days = sorted(lab.on for lab in diary.labs)
    if not days:
        return ()
    room = max(60, (days[-1] - days[0]).days // 3)
    near: list[Treatment] = [
        taken
        for taken in diary.treatments
        if -room <= (taken.started_on - days[0]).days and (taken.started_on - days[-1]).days <= room
    ]
    near.sort(key=lambda taken: (taken.started_on, taken.name))
    return tuple(
        LabStart(on=taken.started_on, name=shown(taken.name), letter=letter)
        for taken, letter in zip(near, _LETTERS, strict=False)
    )
