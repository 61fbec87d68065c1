"""The same shot in several files: a chat copy, a file saved again, an export at half size. The best is kept.

Photos of a burst are not the same shot; each of them tells something.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import numpy as np

from hairtrack.course import DateSource, Photo, View
from hairtrack.errors import HairtrackError, Reason, ReasonKind
from hairtrack.imaging import photo_checks
from hairtrack.imaging.likeness import Likeness, is_same_shot, same_shot_scores
from hairtrack.imaging.photo_file import read_photo
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.progress import Progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import apart
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus, ViewSource

_Shot: TypeAlias = Photo | ImportCandidate
_LOOKS = 4
"""A copy is most like its original; the shots of a long burst need not all be looked at side by side."""
_ROWS = 200
"""Photos compared with all at a time: thousands would take a hundred megabytes."""
_MORE_PIXELS = 1.1
"""By how much a copy must have more pixels than the one in the course to be worth taking its place."""


def join_copies(
    folder: CourseFolder,
    candidates: Sequence[ImportCandidate],
    known: Sequence[tuple[Photo, Likeness]],
    progress: Progress,
) -> tuple[ImportCandidate, ...]:
    """Find the files that hold the same shot, and propose to keep the best of each.

    Parameters
    ----------
    folder : CourseFolder
    candidates : sequence of ImportCandidate
    known : sequence of tuple of (Photo, Likeness)
        What is in the course.
    progress : Progress

    Returns
    -------
    tuple of ImportCandidate
        In the same order; copies that are not needed are duplicates, and say of what.
    """
    new = [
        c
        for c in candidates
        if c.status is ImportStatus.NEW and c.likeness is not None and not (c.puts_back or c.alone)
    ]
    shots: list[_Shot] = [*(photo for photo, _ in known), *new]
    likenesses = [*(likeness for _, likeness in known), *(c.likeness for c in new if c.likeness)]
    pairs = list(_worth_a_look(shots, likenesses, len(known)))
    same = _look(folder, [(shots[a], shots[b]) for a, b in pairs], progress)
    groups = _groups(pair for pair, found in zip(pairs, same, strict=True) if found)
    decided: dict[Path, ImportCandidate] = {}
    for group in groups:
        members = [shots[index] for index in group]
        decided |= {c.file: c for c in _decide([m for m in members if isinstance(m, Photo)], _candidates_in(members))}
    return tuple(decided.get(candidate.file, candidate) for candidate in candidates)


def _worth_a_look(shots: Sequence[_Shot], likenesses: Sequence[Likeness], known: int) -> Iterator[tuple[int, int]]:
    """Pair each new photo with the few before it that it is most like."""
    for start in range(known, len(shots), _ROWS):
        scores = same_shot_scores(likenesses[start : start + _ROWS], likenesses)
        for place, row in enumerate(scores, start=start):
            alike = (int(other) for other in np.argsort(-row[:place]) if row[other] > 0)
            pairs = ((other, place) for other in alike if not _told_apart(shots[other], shots[place]))
            yield from islice(pairs, _LOOKS)


def _candidates_in(members: Iterable[_Shot]) -> list[ImportCandidate]:
    return [member for member in members if isinstance(member, ImportCandidate)]


def _told_apart(a: _Shot, b: _Shot) -> bool:
    """Whether the camera itself says that it was pressed twice."""
    by_camera = a.taken_on_source is DateSource.EXIF and b.taken_on_source is DateSource.EXIF
    timed = a.taken_at is not None and b.taken_at is not None
    return by_camera and timed and (a.taken_on, a.taken_at) != (b.taken_on, b.taken_at)


def _look(folder: CourseFolder, pairs: Sequence[tuple[_Shot, _Shot]], progress: Progress) -> list[bool]:
    """Compare the pixels of each pair; what cannot be compared is not the same."""
    found = [False] * len(pairs)
    tasks = [(_path(folder, a), _path(folder, b)) for a, b in pairs]
    done = 0
    with closing(apart.each(_show_the_same, tasks)) as outcomes:
        for outcome in outcomes:
            if outcome is not None:
                found[outcome[0]] = outcome[1] is True
                done += 1
            progress(done / max(1, len(pairs)), _("looking for copies"))
    return found


def _path(folder: CourseFolder, shot: _Shot) -> Path:
    return folder.photos / shot.stored_as if isinstance(shot, Photo) else shot.file


def _show_the_same(pair: tuple[Path, Path]) -> bool:
    try:
        first, second = (read_photo(path, at_least=photo_checks.ENOUGH).image for path in pair)
    except HairtrackError:
        return False
    return is_same_shot(first, second)


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Join pairs that share a member."""
    home: dict[int, list[int]] = {}
    for a, b in pairs:
        one, other = home.setdefault(a, [a]), home.setdefault(b, [b])
        if one is not other:
            one.extend(other)
            home.update(dict.fromkeys(other, one))
    return list({id(group): group for group in home.values()}.values())


def _decide(kept: Sequence[Photo], copies: Sequence[ImportCandidate]) -> list[ImportCandidate]:
    """Choose the best of a group; the others are not needed."""
    best = max(copies, key=_worth)
    standing = max(kept, key=_worth, default=None)
    if standing is not None and _pixels(best) < _MORE_PIXELS * _pixels(standing):
        return [_not_needed(copy, standing.sha256, standing.file_name) for copy in copies]
    rest = [_not_needed(copy, best.sha256 or "", best.file.name) for copy in copies if copy is not best]
    best = _with_what_copies_know(best, copies)
    if standing is not None:
        caution = Reason.of(ReasonKind.BETTER_COPY, file=standing.file_name)
        best = replace(best, replaces=standing.sha256, cautions=(*best.cautions, caution))
        # The user has seen the course: what it says goes before what the file says.
        given = standing.taken_on_source is DateSource.GIVEN
        if standing.taken_on is not None and (given or best.taken_on is None):
            best = best.with_day(standing.taken_on, standing.taken_on_source)
        if standing.view is not View.CUSTOM or best.view_source is ViewSource.NONE:
            best = best.with_view(standing.view)
    return [best, *rest]


def _worth(shot: _Shot) -> tuple[int, bool, bool]:
    return _pixels(shot), shot.taken_on_source is DateSource.EXIF, bool(shot.camera)


def _pixels(shot: _Shot) -> int:
    return shot.size[0] * shot.size[1]


def _not_needed(copy: ImportCandidate, sha256: str, name: str) -> ImportCandidate:
    reason = reason_sentence(Reason.of(ReasonKind.SAME_SHOT, file=name))
    return replace(copy, status=ImportStatus.DUPLICATE, copy_of=sha256, reason=reason)


def _with_what_copies_know(best: ImportCandidate, copies: Sequence[ImportCandidate]) -> ImportCandidate:
    """Take the day and the view from a copy where the best one has none."""
    dated = [copy for copy in copies if copy.taken_on is not None]
    if best.taken_on is None and dated:
        day = min(dated, key=lambda copy: (copy.taken_on_source is not DateSource.EXIF, copy.taken_on))
        best = best.with_day(day.taken_on, day.taken_on_source)
    named = next((copy for copy in copies if copy.view_source is ViewSource.NAME), None)
    if best.view_source is ViewSource.NONE and named is not None:
        best = best.with_view(named.view, ViewSource.NAME)
    return best
