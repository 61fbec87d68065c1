"""The second page of a summary: of everything beside page one what is most worth knowing, in short tables.

The first rows of a table are those to keep where there is no room for all.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hairtrack.course import Course
from hairtrack.diary import SideEffect
from hairtrack.kept_words import shown, shown_each
from hairtrack.language import _, _c, _n
from hairtrack.report.charts.lab_data import LabPoint, LabSeries, amount, labs_of
from hairtrack.report.content import Digest
from hairtrack.report.diary_tables import STANDINGS, range_of
from hairtrack.report.selection import Selection
from hairtrack.report.table import Table
from hairtrack.report.tables import Doubt, Effect
from hairtrack.report.words import short_day
from hairtrack.treatment import Treatment

_COVERAGE = _(
    "Coverage is the share of a region of the scalp that shows hair, measured in the same region of each photo after "
    "the photos were laid over each other."
)
_CHANGE = _(
    "A gain or a loss is stated only where its 95 % interval leaves zero out, and none between photos that cannot be "
    "compared."
)


def digest_of(course: Course, selection: Selection, *, salt: Table | None, doubts: Sequence[Doubt]) -> Digest:
    """Gather the second page of a summary.

    Parameters
    ----------
    course : Course
    selection : Selection
    salt : Table or None
        As in the full record.
    doubts : sequence of Doubt

    Returns
    -------
    Digest
    """
    last = max(selection.visits(), default=None)
    left = (_salt(salt) if salt else None, _treatments(selection), _left_out(selection, doubts))
    right = (_labs(selection), _side_effects(selection), _symptoms(selection))
    return Digest(
        left=tuple(table for table in left if table is not None and (table.rows or table.lead)),
        right=tuple(table for table in right if table is not None and (table.rows or table.lead)),
        made=_made(course),
        check="hairtrack check COURSE" if last else "",
    )


def _salt(table: Table) -> Table:
    """Keep of each who judged the first and the last SALT."""
    by: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        by.setdefault(row[1], []).append(row)
    rows = [row for same in by.values() for row in ([same[0], same[-1]] if len(same) > 1 else same)]
    return Table(
        heading="SALT",
        lead=_("Percent of scalp hair lost, before and now."),
        columns=(_("Date"), _c("whence", "From"), "SALT"),
        widths=(0, 1, 0),
        right=(2,),
        rows=tuple((row[0], row[1], row[6]) for row in rows),
    )


def _treatments(selection: Selection) -> Table:
    """List what is taken with its dose, what goes on first."""
    taken = sorted(selection.diary.treatments, key=_newest_first)
    return Table(
        heading=_("Treatment"),
        columns=(_("Name"), _("Dose"), _c("column", "Since")),
        widths=(1.2, 1, 0),
        rows=tuple(_treatment(treatment) for treatment in taken),
    )


def _newest_first(treatment: Treatment) -> tuple[bool, int]:
    return treatment.stopped_on is not None, -treatment.started_on.toordinal()


def _treatment(treatment: Treatment) -> tuple[str, ...]:
    stretches = treatment.stretches()
    dose = next((stretch.words for stretch in reversed(stretches) if not stretch.paused), "")
    since = short_day(treatment.started_on)
    if treatment.stopped_on is not None:
        since = _("{first} to {last}", first=since, last=short_day(treatment.stopped_on))
    elif stretches[-1].paused:
        paused = _("paused since {day}", day=short_day(stretches[-1].since))
        dose = ", ".join(filter(None, (dose, paused)))
    return shown(treatment.name), dose, since


def _labs(selection: Selection) -> Table | None:
    """List the results outside their ranges, the newest first."""
    data = labs_of(selection.diary)
    points = [point for series in data.series for point in series.points]
    if not points:
        return None
    outside = sorted(data.outside(), key=lambda found: found[1].on, reverse=True)
    ranged = sum(point.low is not None or point.high is not None for point in points)
    if not ranged:
        lead = _n(
            "{count} result, none with the laboratory's range.",
            "{count} results, none with the laboratory's range.",
            len(points),
        )
    elif not outside:
        lead = _n(
            "The one result with a range lies within what the laboratory gave.",
            "All {count} results with a range lie within what the laboratory gave.",
            ranged,
        )
    else:
        lead = _n(
            "{outside} of {count} result outside the laboratory's range, the newest first.",
            "{outside} of {count} results outside the laboratory's range, the newest first.",
            len(points),
            outside=len(outside),
        )
    return Table(
        heading=_("Blood tests"),
        lead=lead,
        columns=(_("Test"), _("Value"), _("Range"), _("Date")),
        widths=(1.2, 1.3, 1, 0),
        rows=tuple(_result(series, point) for series, point in outside),
    )


def _result(series: LabSeries, point: LabPoint) -> tuple[str, ...]:
    value = f"{amount(point.value)} {series.unit}, {STANDINGS[point.standing]}"
    return series.name, value, range_of(point), short_day(point.on)


def _side_effects(selection: Selection) -> Table:
    """List side effects, those that go on first, then the newest."""
    kept = sorted(selection.diary.side_effects, key=_weight)
    return Table(
        heading=_("Side effects"),
        columns=(_("What"), _("How much"), _("When")),
        widths=(1, 0, 0),
        rows=tuple((shown(effect.name), shown(effect.severity), _when(effect)) for effect in kept),
    )


def _weight(effect: SideEffect) -> tuple[bool, int]:
    return effect.until is not None, -effect.since.toordinal()


def _when(effect: SideEffect) -> str:
    since = short_day(effect.since)
    if effect.until:
        return _("{first} to {last}", first=since, last=short_day(effect.until))
    return _("since {day}", day=since)


def _symptoms(selection: Selection) -> Table:
    """Say of each symptom how it was first, at its worst and last, those noted most often first."""
    alike: dict[tuple[str, str], list[tuple[date, int, str]]] = {}
    for symptom in sorted(selection.diary.symptoms, key=lambda kept: kept.on):
        title = ", ".join(filter(None, (shown(symptom.name), shown_each(symptom.area))))
        alike.setdefault((symptom.name.casefold(), symptom.area.casefold()), []).append(
            (symptom.on, symptom.severity, title)
        )
    most = sorted(alike.values(), key=len, reverse=True)
    return Table(
        heading=_("Symptoms"),
        lead=_("From 0 (none) to 10 (worst).") if most else "",
        columns=(_("Symptom"), _c("entry", "First"), _c("entry", "Worst"), _c("entry", "Last")),
        widths=(1.4, 0, 0, 0),
        right=(1, 2, 3),
        rows=tuple(
            (same[-1][2], str(same[0][1]), str(max(felt for _day, felt, _title in same)), f"{same[-1][1]}")
            for same in most
        ),
    )


def _left_out(selection: Selection, doubts: Sequence[Doubt]) -> Table:
    """Count the photos that are left out or doubted by the reason."""
    why = Counter[tuple[Effect, str]]()
    for doubt in doubts:
        why[doubt.effect, doubt.why] += doubt.photos
    order = sorted(why.items(), key=lambda item: (list(Effect).index(item[0][0]), -item[1]))
    lead = ""
    if selection.photos and not order:
        lead = _("None: every photo that was chosen has a value without a caution.")
    return Table(
        heading=_("Left out or doubted"),
        lead=lead,
        columns=(_("Photos"), _("Effect"), _("Reason")),
        widths=(0, 0, 1),
        right=(0,),
        rows=tuple((str(count), effect.words, reason) for (effect, reason), count in order),
    )


def _made(course: Course) -> str:
    """Say in three sentences how this was made."""
    sentences = []
    if any(measurement.measured for measurement in course.measurements):
        sentences += [_COVERAGE, _CHANGE]
    elif course.photos:
        sentences.append(_("Photos of one view are laid over each other where marks of the scalp allow it."))
    if course.photos:
        sentences.append(_("The photos are not retouched, and each original is kept byte for byte with its SHA-256."))
    return " ".join(sentences)
