"""The treatments of a diary while a table is read: found by name, form and day, and changed line by line.

A line is held only against what lies next to it in time, so that ten thousand of them do not take minutes.
"""

from bisect import bisect, bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hairtrack.diary import Diary, MissedDoses, Session
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _, _c
from hairtrack.messages import day_in_words
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.checks import checked, folded
from hairtrack.workflow.diary.table_rows import Meant

_T = TypeVar("_T")


class Treatments:
    """The treatments of a diary, and those that a table adds.

    Parameters
    ----------
    diary : Diary
        As it was before.
    """

    def __init__(self, diary: Diary) -> None:
        self._before = {treatment.id: treatment for treatment in diary.treatments}
        self._given: defaultdict[str, list[Session]] = defaultdict(list)
        self._missed: defaultdict[str, list[MissedDoses]] = defaultdict(list)
        for session in diary.sessions:
            self._given[session.treatment].append(session)
        for missed in diary.missed_doses:
            self._missed[missed.treatment].append(missed)
        self._bare: dict[str, Treatment] = {}
        """By id, in order, each without its doses and pauses, which stand apart."""
        self._doses: dict[str, dict[date, DoseChange]] = {}
        self._pauses: dict[str, list[Pause]] = {}
        self._named: dict[str, dict[str, list[tuple[date, str]]]] = {}
        """By name and form: first days with ids, in order."""
        for treatment in diary.treatments:
            self._put(treatment)

    def changed(self) -> Iterator[Treatment]:
        """Yield the treatments that are new or other than before, in order."""
        for treatment_id in self._bare:
            whole = self._whole(treatment_id)
            if whole != self._before.get(treatment_id):
                yield whole

    def meant(self, meant: Meant, on: date | None = None) -> Treatment:
        """Return the treatment that a line means, without its doses and pauses.

        Parameters
        ----------
        meant : Meant
        on : date, optional
            The line's day: of several of a name the one begun last by then, and of several forms one that still went
            on; without a day, the latest.

        Returns
        -------
        Treatment

        Raises
        ------
        HairtrackError
            Where there is none, or where two forms are left.
        """
        day = meant.since or on or date.max
        found = [self._bare[key] for starts in self._forms(meant) if (key := _begun_last(starts, day))]
        if meant.since is not None:
            found = [treatment for treatment in found if treatment.started_on == meant.since]
        found = [treatment for treatment in found if treatment.active_on(on or day)] or found
        found = [treatment for treatment in found if folded(treatment.form) == folded(meant.form)] or found
        if not found and day == date.max:
            raise HairtrackError(ErrorKind.DIARY_ENTRY_UNKNOWN, entry=meant.name)
        if not found:
            raise HairtrackError(ErrorKind.DIARY_TREATMENT_UNKNOWN, name=meant.name, on=day_in_words(day))
        if len(found) > 1:
            forms = ", ".join(sorted(treatment.form for treatment in found))
            raise HairtrackError(ErrorKind.DIARY_TREATMENT_AMBIGUOUS, name=meant.name, forms=forms)
        return found[0]

    def add(self, new: Treatment) -> bool:
        """Add a treatment; in one that is known by name, form and start, fill in only what was left open.

        Parameters
        ----------
        new : Treatment

        Returns
        -------
        bool
            False where the diary holds it already.
        """
        old = self._same(new)
        if old is None:
            self._put(self._checked(new))
            return True
        dose = _agreed_dose(
            old, _c("of a treatment", "dose"), kept=(old.dose, old.frequency), said=(new.dose, new.frequency)
        )
        return self._refill(
            replace(
                old,
                form=old.form or new.form,
                dose=dose[0],
                frequency=dose[1],
                note=_agreed(old, _c("of a treatment", "note"), kept=old.note, said=new.note),
                stopped_on=_agreed(old, _("last day"), kept=old.stopped_on, said=new.stopped_on),
                stop_reason=_agreed(old, _("reason to stop"), kept=old.stop_reason, said=new.stop_reason),
            )
        )

    def stop(self, meant: Meant, on: date, reason: str) -> bool:
        """Keep the last day of a treatment.

        Parameters
        ----------
        meant : Meant
        on : date
        reason : str

        Returns
        -------
        bool
            False where the diary holds it already.
        """
        old = self.meant(meant, on)
        stopped = _agreed(old, _("last day"), kept=old.stopped_on, said=on)
        why = _agreed(old, _("reason to stop"), kept=old.stop_reason, said=reason)
        return self._refill(replace(old, stopped_on=stopped, stop_reason=why))

    def change(self, meant: Meant, said: DoseChange | Pause) -> bool:
        """Keep another dose of a treatment, or a pause.

        Parameters
        ----------
        meant : Meant
        said : DoseChange or Pause

        Returns
        -------
        bool
            False where the diary holds it already.
        """
        if isinstance(said, DoseChange):
            return self._add_dose(self.meant(meant, said.on), said)
        return self._add_pause(self.meant(meant, said.since), said)

    def _add_dose(self, treatment: Treatment, said: DoseChange) -> bool:
        _alone(treatment, changes=(said,))
        first = said.on == treatment.started_on
        before = treatment if first else self._doses[treatment.id].get(said.on)
        if before is not None:
            words = (before.dose, before.frequency), (said.dose, said.frequency)
            dose = _agreed_dose(treatment, _("dose on {day}", day=said.on), kept=words[0], said=words[1])
            said = replace(said, dose=dose[0], frequency=dose[1])
            if dose == words[0]:
                return False
        if first:
            return self._refill(replace(treatment, dose=said.dose, frequency=said.frequency))
        self._doses[treatment.id][said.on] = said
        return True

    def _add_pause(self, treatment: Treatment, said: Pause) -> bool:
        pauses = self._pauses[treatment.id]
        place = bisect(pauses, said.since, key=lambda pause: pause.since)
        kept = pauses[place - 1] if place and pauses[place - 1].since == said.since else None
        if kept is not None:
            until = _agreed(
                treatment, _("end of the pause from {day}", day=said.since), kept=kept.until, said=said.until
            )
            reason = _agreed(
                treatment, _("reason of the pause from {day}", day=said.since), kept=kept.reason, said=said.reason
            )
            said, place = Pause(since=said.since, until=until, reason=reason), place - 1
            if said == kept:
                return False
        after = place + (kept is not None)
        _alone(treatment, pauses=(*pauses[max(0, place - 1) : place], said, *pauses[after : after + 1]))
        pauses[place:after] = [said]
        return True

    def _forms(self, meant: Meant) -> Sequence[list[tuple[date, str]]]:
        """Return the treatments of the form that is meant, or of all forms where none is said."""
        forms = self._named.get(folded(meant.name), {})
        return [forms.get(folded(meant.form), [])] if meant.form.strip() else list(forms.values())

    def _same(self, new: Treatment) -> Treatment | None:
        """Return the treatment that a line speaks of; one of the two may have no form."""
        named = self._named.get(folded(new.name), {})
        exact = _begun_on(named.get(folded(new.form), []), new.started_on)
        if exact:
            return self._bare[exact]
        others = named.values() if not new.form.strip() else [named.get("", [])]
        known = [key for starts in others if (key := _begun_on(starts, new.started_on))]
        return self._bare[known[0]] if len(known) == 1 else None

    def _refill(self, filled: Treatment) -> bool:
        """Put a treatment with more filled in, its doses and pauses held against it; False where nothing is new."""
        old = self._bare[filled.id]
        if filled == old:
            return False
        whole = self._whole(old.id)
        filled = replace(
            self._checked(replace(filled, changes=whole.changes, pauses=whole.pauses)), changes=(), pauses=()
        )
        self._starts(old).remove((old.started_on, old.id))
        insort(self._starts(filled), (filled.started_on, filled.id))
        self._bare[filled.id] = filled
        return True

    def _put(self, treatment: Treatment) -> None:
        self._bare[treatment.id] = replace(treatment, changes=(), pauses=())
        self._doses[treatment.id] = {change.on: change for change in treatment.changes}
        self._pauses[treatment.id] = list(treatment.pauses)
        insort(self._starts(treatment), (treatment.started_on, treatment.id))

    def _whole(self, treatment_id: str) -> Treatment:
        changes = tuple(sorted(self._doses[treatment_id].values(), key=lambda change: change.on))
        return replace(self._bare[treatment_id], changes=changes, pauses=tuple(self._pauses[treatment_id]))

    def _checked(self, treatment: Treatment) -> Treatment:
        """Return a treatment that may be kept beside those next to it in time that may be the same."""
        forms = self._named.get(folded(treatment.name), {})
        own = folded(treatment.form)
        near: list[Treatment] = []
        for starts in (forms.get(form, []) for form in ((own, "") if own else forms)):
            place = bisect(starts, (treatment.started_on, ""))
            near += (self._bare[key] for __, key in starts[max(0, place - 1) : place + 2])
        given, missed = self._given[treatment.id], self._missed[treatment.id]
        beside = Diary(treatments=tuple(near), sessions=tuple(given), missed_doses=tuple(missed))
        kept = checked(beside, treatment)
        assert isinstance(kept, Treatment)
        return kept

    def _starts(self, treatment: Treatment) -> list[tuple[date, str]]:
        return self._named.setdefault(folded(treatment.name), {}).setdefault(folded(treatment.form), [])


def _alone(treatment: Treatment, *, changes: tuple[DoseChange, ...] = (), pauses: tuple[Pause, ...] = ()) -> None:
    """Refuse doses or pauses that cannot be those of a treatment, whatever others it has."""
    checked(Diary(), replace(treatment, changes=changes, pauses=pauses))


def _begun_last(starts: list[tuple[date, str]], day: date) -> str:
    """Return the id of the treatment begun last by a day, or nothing."""
    place = bisect(starts, day, key=lambda start: start[0])
    return starts[place - 1][1] if place else ""


def _begun_on(starts: list[tuple[date, str]], day: date) -> str:
    """Return the id of the treatment begun on a day, or nothing."""
    place = bisect_left(starts, day, key=lambda start: start[0])
    return starts[place][1] if place < len(starts) and starts[place][0] == day else ""


def _agreed_dose(treatment: Treatment, what: str, *, kept: tuple[str, str], said: tuple[str, str]) -> tuple[str, str]:
    """Agree on a dose and how often; "50 mg daily" is the same in one cell as in two."""
    if " ".join(kept).strip() == " ".join(said).strip():
        return kept
    dose = _agreed(treatment, what, kept=kept[0], said=said[0])
    return dose, _agreed(treatment, what, kept=kept[1], said=said[1])


def _agreed(treatment: Treatment, what: str, *, kept: _T, said: _T) -> _T:
    """Return what the diary or else the line says; refuse a line that contradicts the diary."""
    if kept and said and kept != said:
        raise HairtrackError(
            ErrorKind.DIARY_CONTRADICTS, name=treatment.name, what=what, kept=str(kept), said=str(said)
        )
    return kept or said
