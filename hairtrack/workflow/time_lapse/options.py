"""What a time-lapse is to be, and which frame shows what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from hairtrack.course import View
from hairtrack.errors import ErrorKind, HairtrackError


class FilmKind(StrEnum):
    """The files that hold a film, by how their names end."""

    MP4 = ".mp4"
    GIF = ".gif"
    WEBP = ".webp"


RATES = {FilmKind.MP4: 25, FilmKind.GIF: 10, FilmKind.WEBP: 20}
"""Frames a second where nobody says; a GIF grows with every one."""
HEIGHTS = {FilmKind.MP4: 1080, FilmKind.GIF: 480, FilmKind.WEBP: 720}
LEAST_RATE, LEAST_HEIGHT, LEAST_SECONDS, MOST_SECONDS = 2, 240, 2.0, 120.0
MOST_RATES = {FilmKind.MP4: 60, FilmKind.GIF: 25, FilmKind.WEBP: 30}
MOST_HEIGHTS = {FilmKind.MP4: 1440, FilmKind.GIF: 720, FilmKind.WEBP: 1080}
USUAL_SECONDS = 1.0
"""For each visit."""
_FEWEST_SECONDS = 0.4
"""For each visit; a date cannot be read in less."""
_MOST_VISITS = 60
_FADE = 0.5
"""Share of a visit's time in which its photo gives way to the next."""
_LONGER = 2
"""The first and the last photo stay one visit's time longer each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLapse:
    """What a time-lapse is to be.

    Attributes
    ----------
    view : View
    kind : FilmKind
    seconds : float or None
        Of the whole film; None for `USUAL_SECONDS` each visit.
    rate : int or None
        Frames a second; None for what is usual of the kind.
    height : int or None
        Pixels, with what stands beneath the photos; None for what is usual. No photo is enlarged for it.
    crop : bool
        Whether to show the regions alone, with a margin.
    cover : bool or None
        Whether to cover what was covered; None in a course in which something is.
    dates, weeks : bool
        Whether the day, and the week of treatment, stand beneath.
    since, until : date or None
        First and last day.
    """

    view: View
    kind: FilmKind = FilmKind.MP4
    seconds: float | None = None
    rate: int | None = None
    height: int | None = None
    crop: bool = False
    cover: bool | None = None
    dates: bool = True
    weeks: bool = True
    since: date | None = None
    until: date | None = None

    @property
    def frames_a_second(self) -> int:
        """The rate that was asked for, or what is usual."""
        return self.rate or RATES[self.kind]

    @property
    def pixels_high(self) -> int:
        """The height that was asked for, or what is usual."""
        return self.height or HEIGHTS[self.kind]

    @property
    def most_visits(self) -> int:
        """How many visits have time enough to be seen."""
        if self.seconds is None:
            return _MOST_VISITS
        return max(2, min(_MOST_VISITS, int(self.seconds / _FEWEST_SECONDS - _LONGER + _FADE)))

    def check(self) -> None:
        """Raise FILM_FIGURE_OUTSIDE where a figure is one that the kind cannot have, or DAYS_REVERSED."""
        if self.since is not None and self.until is not None and self.until < self.since:
            raise HairtrackError(ErrorKind.DAYS_REVERSED, before=str(self.since), after=str(self.until))
        figures = (
            ("length in seconds", self.seconds, LEAST_SECONDS, MOST_SECONDS),
            ("rate in frames a second", self.rate, LEAST_RATE, MOST_RATES[self.kind]),
            ("height in pixels", self.height, LEAST_HEIGHT, MOST_HEIGHTS[self.kind]),
        )
        for what, number, least, most in figures:
            if number is not None and not least <= number <= most:
                facts = {"number": f"{number:g}", "what": what, "least": f"{least:g}", "most": f"{most:g}"}
                raise HairtrackError(ErrorKind.FILM_FIGURE_OUTSIDE, **facts)


def kind_of(path: Path) -> FilmKind:
    """Return what kind of film a file's name asks for; MP4 where it does not say."""
    return next((kind for kind in FilmKind if kind == path.suffix.lower()), FilmKind.MP4)


@dataclass(frozen=True, slots=True)
class Moment:
    """What some frames show.

    Attributes
    ----------
    frames : int
    first, second : int
        Places of two photos in the film; the same where one stands still.
    share : float
        Of the second, 0 to 1.
    """

    frames: int
    first: int
    second: int
    share: float = 0.0

    @property
    def named(self) -> int:
        """Whose day is said: that of the photo of which more is seen."""
        return self.second if self.share >= 0.5 else self.first

    def at(self, days: Sequence[int]) -> float:
        """Return where the mark stands between the first and the last day, 0 to 1."""
        day = days[self.first] + self.share * (days[self.second] - days[self.first])
        return (day - days[0]) / max(1, days[-1] - days[0])


def moments(visits: int, wanted: TimeLapse) -> tuple[Moment, ...]:
    """Say what each frame shows: every photo stands, then gives way to the next; the first and the last stand longer.

    Parameters
    ----------
    visits : int
        At least two.
    wanted : TimeLapse

    Returns
    -------
    tuple of Moment
    """
    rate = wanted.frames_a_second
    visit = USUAL_SECONDS if wanted.seconds is None else wanted.seconds / (visits + _LONGER - _FADE)
    made: list[Moment] = []
    ends, told = 0.0, 0

    def frames_until(seconds: float) -> int:
        nonlocal ends, told
        ends += seconds
        new = round(ends * rate) - told
        told += new
        return new

    for place in range(visits):
        longer = place in (0, visits - 1)
        made.append(Moment(max(1, frames_until(visit * (1 - _FADE + longer))), place, place))
        if place < visits - 1:
            steps = frames_until(visit * _FADE)
            made += [Moment(1, place, place + 1, (step + 1) / (steps + 1)) for step in range(steps)]
    return tuple(made)
