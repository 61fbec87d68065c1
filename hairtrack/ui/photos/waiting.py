"""The photos that wait to be added, and what the user has said of them. Knows no widgets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from hairtrack.course import DateSource, View
from hairtrack.errors import Reason, ReasonKind, without
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.ui.photos.rows import PhotoRow, Standing
from hairtrack.ui.words import source_words
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus, ViewSource
from hairtrack.workflow.import_photos import ImportOutcome, Proposal

_STANDING = {
    ImportStatus.NEW: Standing.NEW,
    ImportStatus.DUPLICATE: Standing.TWICE,
    ImportStatus.REFUSED: Standing.REFUSED,
}
_VIEW_SOURCES = {ViewSource.NAME: _("by its name"), ViewSource.LIKENESS: _("suggested")}


class WaitingPhotos:
    """Candidates by key, in the order in which they are shown."""

    def __init__(self) -> None:
        self._candidates: dict[str, ImportCandidate] = {}
        self._said: dict[str, ImportCandidate] = {}

    def __len__(self) -> int:
        return len(self._candidates)

    def __contains__(self, key: str) -> bool:
        return key in self._candidates

    @property
    def new(self) -> list[ImportCandidate]:
        """Those that would be added."""
        return [candidate for candidate in self._candidates.values() if candidate.status is ImportStatus.NEW]

    @property
    def refused(self) -> int:
        """How many cannot be added."""
        return sum(candidate.status is ImportStatus.REFUSED for candidate in self._candidates.values())

    def get(self, key: str) -> ImportCandidate | None:
        """Return the candidate of a row, or None."""
        return self._candidates.get(key)

    def clear(self) -> None:
        """Leave all of them out."""
        self._candidates = {}

    def take(self, proposal: Proposal) -> None:
        """Add what was read, with what the user had said before of the same photos."""
        for candidate in proposal.beside:
            # It may have been left out, or corrected, while others were read.
            if str(candidate.file) in self._candidates:
                self._candidates[str(candidate.file)] = _as_said(candidate, self._said.get(candidate.sha256 or ""))
        known = {candidate.sha256: candidate for candidate in self._candidates.values() if candidate.sha256}
        for candidate in sorted(proposal.candidates, key=_needs_most):
            waiting = known.get(candidate.sha256 or "")
            if waiting is None:
                self._candidates[str(candidate.file)] = _as_said(candidate, self._said.get(candidate.sha256 or ""))
            elif waiting.file != candidate.file:
                reason = reason_sentence(Reason.of(ReasonKind.SAME_BYTES, file=waiting.file.name))
                self._candidates[str(candidate.file)] = replace(candidate, status=ImportStatus.DUPLICATE, reason=reason)

    def give_days(self, days: Mapping[str, date | None]) -> None:
        """Take the day of each row that the user gave."""
        for key in days.keys() & self._candidates.keys():
            self._say(key, self._candidates[key].with_day(days[key]))

    def give_view(self, keys: Iterable[str], view: View) -> None:
        """Take the view of some rows that the user gave."""
        for key in set(keys) & self._candidates.keys():
            self._say(key, self._candidates[key].with_view(view))

    def keep_both(self, keys: Iterable[str]) -> None:
        """Take copies as photos of their own."""
        for key in set(keys) & self._candidates.keys():
            self._say(key, self._candidates[key].on_its_own())

    def confirmed(self) -> list[ImportCandidate]:
        """Return every candidate as the user lets it pass: what was suggested in the table has been seen."""
        return [
            candidate.with_view(candidate.view) if candidate.view_source is ViewSource.LIKENESS else candidate
            for candidate in self._candidates.values()
        ]

    def settle(self, outcome: ImportOutcome) -> None:
        """Keep what could not be added, with the reason, and what was left when it was stopped."""
        refused = {str(r.file): r.reason for r in outcome.results if r.status is ImportStatus.REFUSED}
        left = {str(candidate.file) for candidate in outcome.left}
        self._candidates = {
            key: replace(candidate, status=ImportStatus.REFUSED, reason=refused[key]) if key in refused else candidate
            for key, candidate in self._candidates.items()
            if key in refused or key in left
        }

    def rows(self) -> Iterator[PhotoRow]:
        """Return the rows of the table."""
        for key, candidate in self._candidates.items():
            # The view's column says already that it was suggested.
            told = without(candidate.cautions, {ReasonKind.VIEW_SUGGESTED})
            cautions = [reason_sentence(reason) for reason in told]
            new = candidate.status is ImportStatus.NEW
            yield PhotoRow(
                key=key,
                name=candidate.file.name,
                day=candidate.taken_on,
                day_source=source_words(candidate.taken_on_source),
                days=tuple(dict.fromkeys(c.day for c in candidate.date_candidates)),
                view=candidate.view,
                view_source=_VIEW_SOURCES.get(candidate.view_source, ""),
                note=" ".join([candidate.reason, *cautions] if candidate.reason and not new else cautions),
                standing=_STANDING.get(candidate.status, Standing.NEW),
                is_copy=candidate.copy_of is not None or candidate.replaces is not None,
            )

    def _say(self, key: str, candidate: ImportCandidate) -> None:
        self._candidates[key] = candidate
        if candidate.sha256 is not None:
            self._said[candidate.sha256] = candidate


def _needs_most(candidate: ImportCandidate) -> tuple[bool, bool, int]:
    """Order by what needs the user: photos without a date, then the others by date, then what cannot be added."""
    day = candidate.taken_on
    return (candidate.status is not ImportStatus.NEW, day is not None, day.toordinal() if day else 0)


def _as_said(candidate: ImportCandidate, said: ImportCandidate | None) -> ImportCandidate:
    if said is not None and said.alone:
        candidate = candidate.on_its_own()
    if said is None or candidate.status is not ImportStatus.NEW:
        return candidate
    if said.taken_on_source is DateSource.GIVEN:
        candidate = candidate.with_day(said.taken_on)
    if said.view_source is ViewSource.GIVEN:
        candidate = candidate.with_view(said.view)
    return candidate
