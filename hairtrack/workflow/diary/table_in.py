"""Bring the lines of a table into a diary, each on its own: one that cannot be kept is said and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from hairtrack.course import Course
from hairtrack.diary import Diary, Entry, LabResult, MissedDoses, PlannedTest, Reminder, Session, SideEffect, TestPlan
from hairtrack.errors import HairtrackError, Reason, ReasonKind
from hairtrack.language import _
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.report.charts.lab_data import lab_key
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.checks import checked
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.table import Row, rows
from hairtrack.workflow.diary.table_rows import OfTreatment, Planned, Read, Stop, read_row
from hairtrack.workflow.diary.table_treatments import Treatments

_REPORT_EVERY = 200
"""Lines."""
_READING = 0.4
"""Share of the time that goes into reading the lines; the rest is holding them against the diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryImport:
    """What came of reading a table.

    Attributes
    ----------
    accepted : int
        Lines that are new in the diary.
    already_there : int
        Lines that the diary held before.
    problems : tuple of (int, str)
        Line number in the file, from 1, and the sentence about it. Such a line changed nothing.
    cautions : tuple of (int, str)
        The same of lines that were kept, but should be looked at.
    """

    accepted: int = 0
    already_there: int = 0
    problems: tuple[tuple[int, str], ...] = ()
    cautions: tuple[tuple[int, str], ...] = ()


def import_diary(course: Course, csv_path: Path, progress: Progress = no_progress) -> tuple[Course, DiaryImport]:
    """Add the lines of a table to the diary; `hairtrack.workflow.diary.table` describes the table.

    Parameters
    ----------
    course : Course
    csv_path : Path
        UTF-8, with or without a byte order mark.
    progress : Progress

    Returns
    -------
    Course
        The same when nothing was new. Reading one table twice adds nothing twice.
    DiaryImport
    """
    problems: list[tuple[int, str]] = []
    found = list(_read(csv_path, problems, part_of(progress, 0.0, _READING)))
    # A dose or a stop may stand above the treatment that it belongs to.
    found.sort(key=lambda item: (_turn(item[1]), item[0]))
    merge = _Merge(course.diary)
    accepted = already_there = 0
    for place, (line, read) in enumerate(found):
        if place % _REPORT_EVERY == 0:
            progress(_READING + (1 - _READING) * place / len(found), _("Holding the lines against the diary"))
        try:
            new = merge.add(line, read)
        except HairtrackError as error:
            problems.append((line, error_sentence(error)))
            continue
        accepted += new
        already_there += not new
    result = DiaryImport(
        accepted=accepted,
        already_there=already_there,
        problems=tuple(sorted(problems)),
        cautions=tuple(sorted(merge.cautions())),
    )
    return (replace(course, diary=merge.diary()) if accepted else course), result


def _read(path: Path, problems: list[tuple[int, str]], progress: Progress) -> Iterator[tuple[int, Read]]:
    """Yield what each line says; put those that say nothing clear among the problems."""
    for place, row in enumerate(rows(path)):
        if place % _REPORT_EVERY == 0:
            # How many lines there are is not known; the share only has to grow.
            progress(place / (place + 5000), _("Reading the table"))
        if not isinstance(row, Row):
            problems.append((row[0], error_sentence(row[1])))
            continue
        try:
            yield row.line, read_row(row)
        except HairtrackError as error:
            problems.append((row.line, error_sentence(error)))


def _turn(read: Read) -> int:
    """Treatments first, then their doses, pauses and ends, then everything else."""
    match read:
        case Treatment():
            return 0
        case OfTreatment(said=DoseChange()):
            return 1
        case OfTreatment(said=Pause()):
            return 2
        case Stop():
            return 3
        case _:
            return 4


class _Merge:
    """A diary while a table is read into it."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._treatments = Treatments(diary)
        self._held = {_without_id(entry) for entry in diary.entries()}
        self._plans = {plan.treatment: plan for plan in diary.test_plans}
        self._tests = {plan.treatment: dict.fromkeys(plan.tests) for plan in diary.test_plans}
        self._new: list[Entry] = []
        self._labs: dict[str, int] = {}

    def add(self, line: int, read: Read) -> bool:
        """Add what a line says; False where the diary holds it already.

        Parameters
        ----------
        line : int
        read : Read

        Returns
        -------
        bool

        Raises
        ------
        HairtrackError
            When it contradicts itself or the diary.
        """
        match read:
            case Treatment():
                return self._treatments.add(read)
            case OfTreatment(said=DoseChange() | Pause() as said):
                return self._treatments.change(read.meant, said)
            case Stop():
                return self._treatments.stop(read.meant, read.on, read.reason)
            case Planned():
                return self._plan(self._treatments.meant(read.meant), read.test)
            case OfTreatment(said=Session() | MissedDoses() | SideEffect() | Reminder() as entry):
                treatment = self._treatments.meant(read.meant, entry.on)
                return self._keep(line, replace(entry, treatment=treatment.id), treatment)
            case OfTreatment():
                raise TypeError(read)
            case _:
                return self._keep(line, read)

    def diary(self) -> Diary:
        """Return the diary with what is new."""
        plans = (replace(plan, tests=tuple(self._tests[of])) for of, plan in self._plans.items())
        return self._diary.with_entries([*self._treatments.changed(), *plans, *self._new])

    def cautions(self) -> Iterator[tuple[int, str]]:
        """Yield new results in another unit than the same test had before, or has after them, each with its line."""
        every = [*self._diary.labs, *(entry for entry in self._new if isinstance(entry, LabResult))]
        every.sort(key=lambda lab: (_test(lab), lab.on))
        for __, tests in groupby(every, key=_test):
            labs = list(tests)
            kept = next((lab for lab in labs if lab.id not in self._labs), None)
            for lab, before in zip(labs, [kept, *labs], strict=False):
                if lab.id in self._labs and before is not None and lab_key(lab) != lab_key(before):
                    facts = {"name": lab.name, "unit": lab.unit, "former": before.unit, "day": before.on.isoformat()}
                    yield self._labs[lab.id], reason_sentence(Reason(ReasonKind.LAB_OTHER_UNIT, facts))

    def _plan(self, treatment: Treatment, test: PlannedTest | None) -> bool:
        known = self._plans.get(treatment.id)
        plan = known or TestPlan(id=new_id(), treatment=treatment.id)
        if test is not None:
            alone = checked(Diary(), replace(plan, tests=(test,)))
            assert isinstance(alone, TestPlan)
            (test,) = alone.tests
        tests = self._tests.setdefault(treatment.id, {})
        if known is not None and (test is None or test in tests):
            return False
        self._plans[treatment.id] = plan
        if test is not None:
            tests[test] = None
        return True

    def _keep(self, line: int, entry: Entry, treatment: Treatment | None = None) -> bool:
        # Only what belongs to a treatment is held against the diary, and against that treatment alone.
        entry = checked(Diary(treatments=(treatment,) if treatment else ()), entry)
        same = _without_id(entry)
        if same in self._held:
            return False
        self._held.add(same)
        self._new.append(entry)
        if isinstance(entry, LabResult):
            self._labs[entry.id] = line
        return True


def _without_id(entry: Entry) -> Entry:
    return replace(entry, id="")


def _test(lab: LabResult) -> str:
    return lab_key(lab)[0]
