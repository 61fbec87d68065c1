"""The optional learned matcher: two files that the user has, run apart, and what is wrong with them."""

import hashlib
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from hairtrack.course import Alignment
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.registration.head_motion import Fit
from hairtrack.imaging.registration.learned import Found, Heads, NetworkFault, Networks, match_heads, start_from
from hairtrack.imaging.registration.picture import Picture
from hairtrack.imaging.registration.result import ENGINE
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.workflow import apart

_SECONDS = 60.0
"""For one pair in four turns; a few seconds are usual."""
_MEGABYTES = 2500
"""ALIKED takes 1,100 for a picture of 640 pixels."""
_NAMED = ", learned matcher "
_PIXELS = 640
"""Side of the pictures that new files are tried on."""
_KINDS = {
    NetworkFault.NO_ALIKED: ErrorKind.MATCHER_NOT_A_NETWORK,
    NetworkFault.NO_LIGHTGLUE: ErrorKind.MATCHER_NOT_A_NETWORK,
    NetworkFault.ODD_MARKS: ErrorKind.MATCHER_ODD_ANSWER,
    NetworkFault.ODD_MATCHES: ErrorKind.MATCHER_ODD_ANSWER,
}
_OF_ALIKED = (NetworkFault.NO_ALIKED, NetworkFault.ODD_MARKS)


@dataclass(frozen=True, slots=True)
class _Version:
    """A file as it is now."""

    path: Path
    size: int
    changed: int


class LearnedMatcher:
    """Gives starts for aligning two photos, until something goes wrong. Two threads may ask at once.

    Parameters
    ----------
    networks : Networks
    mark : str
        That tells these files from others.
    problem : HairtrackError, optional
        Why they cannot be used at all.
    """

    def __init__(self, networks: Networks, mark: str, problem: HairtrackError | None = None) -> None:
        self.networks = networks
        self.mark = mark
        self.problem = problem
        self._one_at_a_time = threading.Lock()

    @property
    def engine(self) -> str:
        """What registers photos with it; from the first fault on that is the engine alone."""
        return ENGINE if self.problem is not None else f"{ENGINE}{_NAMED}{self.mark}"

    def start(self, fixed: Picture, moving: Picture) -> Fit | None:
        """Find where to begin with a pair.

        Parameters
        ----------
        fixed, moving : Picture

        Returns
        -------
        Fit or None
            None from the first fault on, which `problem` then tells.
        """
        return start_from(fixed, moving, self.networks, self._ask)

    def _ask(self, heads: Heads) -> Found | None:
        with self._one_at_a_time:
            if self.problem is not None:
                return None
            try:
                return _apart(heads)
            except HairtrackError as problem:
                self.problem = problem
                return None


def networks_of(aliked: str, lightglue: str) -> Networks | None:
    """Return the networks that two settings name; None unless both name a file."""
    return Networks(Path(aliked), Path(lightglue)) if aliked and lightglue else None


def ready(networks: Networks | None, progress: Progress = no_progress) -> LearnedMatcher | None:
    """Try two files on pictures of noise, in a process of its own, unless they were tried before.

    Parameters
    ----------
    networks : Networks or None
    progress : Progress

    Returns
    -------
    LearnedMatcher or None
        None where there are none. One with a problem gives no starts, so that photos are aligned without it.
    """
    if networks is None:
        return None
    progress(0.0, _("Trying the learned matcher"))
    try:
        return LearnedMatcher(networks, _tried(_version(networks.aliked), _version(networks.lightglue)))
    except HairtrackError as problem:
        return LearnedMatcher(networks, "", problem)


def led_by_learned(alignment: Alignment) -> bool:
    """Say whether a learned matcher showed where to begin for a photo.

    Parameters
    ----------
    alignment : Alignment
    """
    return alignment.aligned and _NAMED in alignment.engine


def _version(path: Path) -> _Version:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise HairtrackError(ErrorKind.FILE_MISSING, file=str(path)) from None
    except (OSError, ValueError):
        raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=str(path)) from None
    return _Version(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _tried(aliked: _Version, lightglue: _Version) -> str:
    """Return eight digits that tell these files from others."""
    mark = hashlib.sha256()
    for version in (aliked, lightglue):
        try:
            with version.path.open("rb") as file:
                mark.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            raise HairtrackError(ErrorKind.FILE_UNREADABLE, file=str(version.path)) from None
    noise = np.random.default_rng(1).integers(0, 256, (2, _PIXELS, _PIXELS)).astype(np.uint8)
    _apart(Heads(networks=Networks(aliked.path, lightglue.path), fixed=noise[0], turned=(noise[1],)))
    return mark.hexdigest()[:8]


def _apart(heads: Heads) -> Found:
    """Run the networks where they can do no harm; raise what is wrong with them."""
    networks = heads.networks
    found: Found | ErrorKind = ErrorKind.READING_CRASHED
    for outcome in apart.each(match_heads, [heads], seconds=_SECONDS, processes=1, megabytes=_MEGABYTES):
        if outcome is not None:
            found = outcome[1]
    names = {"aliked": networks.aliked.name, "lightglue": networks.lightglue.name}
    if isinstance(found, NetworkFault):
        name = "ALIKED" if found in _OF_ALIKED else "LightGlue"
        raise HairtrackError(_KINDS[found], file=names[name.lower()], name=name)
    if found is ErrorKind.READING_TOO_LONG:
        raise HairtrackError(ErrorKind.MATCHER_TOO_SLOW, seconds=round(_SECONDS), **names)
    if isinstance(found, ErrorKind):
        raise HairtrackError(ErrorKind.MATCHER_CRASHED, **names)
    return found
