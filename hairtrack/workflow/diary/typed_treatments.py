"""The parts of a typed line that speak of a treatment: its start and end, doses, pauses, what was given or missed."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hairtrack.course import Course
from hairtrack.diary import MissedDoses, Session
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import day_in_words
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.catalogue import kind_of
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.typed_figures import begins_with_number, dose_of, leading_number, often_of, whole
from hairtrack.workflow.diary.typed_names import Found, Name, Vocabulary, treatments_in
from hairtrack.workflow.diary.typed_words import Read, brief, capital, nothing_after, several, unknown

GIVEN = frozenset({"given", "applied", "injected", "done"})


class TreatmentReader:
    """Reads what is said of the treatments of a diary on one day.

    Parameters
    ----------
    course : Course
    vocabulary : Vocabulary
    day : date
    """

    def __init__(self, course: Course, vocabulary: Vocabulary, day: date) -> None:
        self._treatments = course.diary.treatments
        self._known = vocabulary
        self._day = day

    def find(self, words: list[str]) -> Found:
        """Find the treatment that the first words name, those that were going on on the day first."""
        going_on = treatments_in(self._treatments, self._day).find(words)
        return going_on if going_on.words else treatments_in(self._treatments).find(words)

    def not_begun(self, words: list[str]) -> HairtrackError | None:
        """Say of a drug that the diary does not have that it must be started first; None for anything else."""
        drug = self._known.drugs.find(words)
        if not drug.words:
            return None
        if len(drug.names) > 1:
            return several(words[: drug.words], [name.words for name in drug.names])
        return HairtrackError(ErrorKind.LINE_NOT_STARTED, name=drug.names[0].words, on=day_in_words(self._day))

    def words_of(self, name: Name) -> str:
        """Name a treatment with its form, so that two of one name can be told apart."""
        treatment = self._treatment(name)
        return f"{treatment.name} {treatment.form}".strip()

    # What follows a name

    def given_or_dose(self, name: Name, rest: str) -> Read:
        """Read a dose that was given, or another dose from a day on."""
        treatment = self._going_on(name)
        first, _, after = rest.partition(" ")
        if first.casefold() in GIVEN:
            nothing_after(after, first)
            entry = Session(id=new_id(), on=self._day, treatment=treatment.id)
            return Read(entry, f"{capital(treatment.name)} {first.lower()}")
        dose, often = dose_of(rest)
        others = (change for change in treatment.changes if change.on != self._day)
        change = DoseChange(on=self._day, dose=dose, frequency=often)
        changes = tuple(sorted((*others, change), key=lambda kept: kept.on))
        words = f"{capital(treatment.name)}: {dose}, {often or 'as often as before'}, from"
        return Read(replace(treatment, changes=changes), words)

    # What follows a verb

    def start(self, text: str) -> Read:
        """Read a new treatment."""
        words = _words("start", text, "ritlecitinib 50 mg daily")
        found = self._known.drugs.find(words)
        if not found.words:
            raise unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise several(words[: found.words], [name.words for name in found.names])
        name, rest = found.names[0].words, " ".join(words[found.words :])
        dose, often = dose_of(rest) if begins_with_number(rest) else ("", often_of(rest, name))
        entry = Treatment(id=new_id(), kind=kind_of(name), name=name, dose=dose, frequency=often, started_on=self._day)
        return Read(entry, ", ".join(part for part in (f"{capital(name)} started", dose, often) if part))

    def stop(self, text: str) -> Read:
        """Read a last day, with its reason."""
        treatment, reason = self._named("stop", text)
        entry = replace(treatment, stopped_on=self._day, stop_reason=reason)
        return Read(entry, f"{capital(treatment.name)} stopped{_because(reason)}, last day")

    def pause(self, text: str) -> Read:
        """Read the first day of a pause, with its reason."""
        treatment, reason = self._named("pause", text)
        pauses = sorted((*treatment.pauses, Pause(since=self._day, reason=reason)), key=lambda pause: pause.since)
        entry = replace(treatment, pauses=tuple(pauses))
        return Read(entry, f"{capital(treatment.name)} paused{_because(reason)}, from")

    def resume(self, text: str) -> Read:
        """Read the first day after a pause."""
        treatment, rest = self._named("resume", text)
        nothing_after(rest, treatment.name)
        going_on = next((pause for pause in treatment.pauses if pause.until is None), None)
        if going_on is None:
            raise HairtrackError(ErrorKind.DIARY_NOT_PAUSED, name=treatment.name, on=day_in_words(self._day))
        ended = replace(going_on, until=self._day - timedelta(days=1))
        pauses = tuple(ended if pause is going_on else pause for pause in treatment.pauses)
        return Read(replace(treatment, pauses=pauses), f"{capital(treatment.name)} taken again, from")

    def missed(self, text: str) -> Read:
        """Read missed doses; more than one need the days in which they were missed."""
        said, rest = leading_number(text) if begins_with_number(text) else (1.0, text)
        missed = whole(said, ErrorKind.DIARY_NOT_WHOLE)
        rest = re.sub(r"^(?:doses?\b\s*)?(?:of\b\s*)?", "", rest)
        within = re.search(r"\s(?:in\s+([0-9]{1,4})\s+(day|week)s?|this\s+week)$", rest)
        days = 1
        if within is not None:
            rest = rest[: within.start()]
            days = 7 if within[1] is None else int(within[1]) * (7 if within[2] == "week" else 1)
        treatment, after = self._named("missed", rest)
        nothing_after(after, treatment.name)
        doses = "1 dose" if missed == 1 else f"{missed} doses"
        if missed > 1 and within is None:
            raise HairtrackError(
                ErrorKind.LINE_NEEDS,
                name=f"{capital(treatment.name)}, {doses} missed,",
                what="the days in which it was",
                example=f"missed {missed} {treatment.name} in 7 days",
            )
        entry = MissedDoses(id=new_id(), on=self._day, treatment=treatment.id, missed=missed, days=days)
        span = f" in {days} days up to and with" if days > 1 else ""
        return Read(entry, f"{doses} of {treatment.name} missed{span}")

    # Which treatment

    def _named(self, verb: str, text: str) -> tuple[Treatment, str]:
        """Find the treatment that a text begins with; return the rest, too."""
        words = _words(verb, text, "minoxidil")
        found = self.find(words)
        if not found.words:
            raise self.not_begun(words) or unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise several(words[: found.words], [self.words_of(name) for name in found.names])
        return self._going_on(found.names[0]), " ".join(words[found.words :])

    def _going_on(self, name: Name) -> Treatment:
        treatment = self._treatment(name)
        if not treatment.active_on(self._day):
            raise HairtrackError(ErrorKind.DIARY_NOT_TAKEN, name=treatment.name, on=day_in_words(self._day))
        return treatment

    def _treatment(self, name: Name) -> Treatment:
        return next(treatment for treatment in self._treatments if treatment.id == name.key)


def _words(verb: str, text: str, example: str) -> list[str]:
    """Return the words behind a verb, which must be some."""
    if not text.split():
        raise HairtrackError(ErrorKind.LINE_NEEDS, name=capital(verb), what="a treatment", example=f"{verb} {example}")
    return text.split()


def _because(reason: str) -> str:
    return f", reason “{brief(reason)}”" if reason else ""
