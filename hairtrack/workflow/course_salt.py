"""The SALT of a course: estimated from the photos of each visit, and beside it what somebody judged by eye."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hairtrack.analysis.salt import AreaLoss, Response, SaltValue, respond, whole_salt
from hairtrack.analysis.salt_loss import DenseHair, FullHair, area_loss, dense_hair, supposed_hair
from hairtrack.analysis.salt_words import dense_sentence, fine_sentence
from hairtrack.course import Course, Region, SaltArea
from hairtrack.diary import SaltScore
from hairtrack.errors import Reason, ReasonKind
from hairtrack.language import _, listed
from hairtrack.messages import reason_sentence
from hairtrack.report.treatment_words import chief_treatment
from hairtrack.workflow.salt_visits import AreaAtVisit, Visit, salt_visits

__all__ = ["CourseSalt", "DenseHair", "SaltAreaValue", "SaltResponse", "SaltVisit", "course_salt", "visit_notes"]

_NEAR = timedelta(days=365)
"""Dense hair of a visit that lies further off does not stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltAreaValue:
    """One area at one visit.

    Attributes
    ----------
    area : SaltArea
    loss : AreaLoss or None
        None where the visit has no SALT, or the area itself has none.
    coverage : float or None
        As it was measured, 0 to 1; None where it was not.
    region : Region or None
        That stands for the area; None where none does.
    photos : tuple of str
        SHA-256 of those that the value is the mean of.
    reasons : tuple of Reason
        Why there is no loss.
    """

    area: SaltArea
    loss: AreaLoss | None
    coverage: float | None
    region: Region | None
    photos: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltVisit:
    """The estimate of one visit.

    Attributes
    ----------
    on, until : date
        Its first and its last day; the four views may lie a week apart.
    areas : tuple of SaltAreaValue
        All four, in the order of `SaltArea`.
    value : SaltValue or None
        None where an area is missing.
    reasons : tuple of Reason
        Why there is no value; what holds for several areas is said of them together.
    cautions : tuple of Reason
        What to keep in mind with a value.
    dense : DenseHair or None
        What the loss is counted against; None without a value.
    dense_coverage : float or None
        Coverage of full hair that it is counted against, 0 to 1.
    fine_told : bool
        Whether fine and pale hair was told apart and left out; else it is counted with terminal hair.
    """

    on: date
    until: date
    areas: tuple[SaltAreaValue, ...]
    value: SaltValue | None
    reasons: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()
    dense: DenseHair | None = None
    dense_coverage: float | None = None
    fine_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltResponse:
    """What became of a SALT between two days.

    Attributes
    ----------
    baseline, on, best : date
        The first of the three values, the last one, and the lowest before that.
    baseline_by, by : str
        Who judged; empty for the estimate.
    response : Response
    """

    baseline: date
    on: date
    best: date
    baseline_by: str = ""
    by: str = ""
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSalt:
    """All that is known of a course's SALT.

    Attributes
    ----------
    visits : tuple of SaltVisit
        In order of time; every visit that shows an area, with or without a value.
    judged : tuple of SaltScore
        Somebody's own judgement, in order of time; never mixed with the estimates.
    response : SaltResponse or None
        Of the estimates; None where fewer than two visits have one.
    judged_response : SaltResponse or None
        Of what was judged.
    """

    visits: tuple[SaltVisit, ...] = ()
    judged: tuple[SaltScore, ...] = ()
    response: SaltResponse | None = None
    judged_response: SaltResponse | None = None


def course_salt(course: Course, *, since: date | None = None) -> CourseSalt:
    """Give the SALT of every visit of a course, and what became of it.

    Parameters
    ----------
    course : Course
    since : date, optional
        What is won back is counted from the last value on or before this day; from the first value where there is
        none so early. By default the start of the treatment whose weeks are counted, if there is one.

    Returns
    -------
    CourseSalt
    """
    since = since or _treated_since(course)
    visits = tuple(_estimates(salt_visits(course)))
    estimated = [(visit.on, "", visit.value) for visit in visits if visit.value is not None]
    judged = tuple(sorted(course.diary.salt_scores, key=lambda score: score.on))
    return CourseSalt(
        visits=visits,
        judged=judged,
        response=_response(estimated, since),
        judged_response=_response([(score.on, score.by, SaltValue.judged(score.total)) for score in judged], since),
    )


def _treated_since(course: Course) -> date | None:
    """Return when the chief treatment of the newest visit or judgement began."""
    newest = max((*course.visits(), *(score.on for score in course.diary.salt_scores)), default=None)
    chief = chief_treatment(course.diary, newest) if newest else None
    return chief.started_on if chief else None


def _estimates(visits: Sequence[Visit]) -> Iterator[SaltVisit]:
    """Estimate every visit that has all four areas."""
    dense = {visit.on: found for visit in visits if visit.complete and (found := dense_hair(visit.coverages()))}
    for visit in visits:
        if not visit.complete:
            yield _without_value(visit)
            continue
        near = visit.on if visit.on in dense else _nearest(visit.on, dense)
        full, cautions = supposed_hair(), [Reason.of(ReasonKind.SALT_EVEN_LOSS)]
        if near is None:
            cautions.append(Reason.of(ReasonKind.SALT_DENSE_SUPPOSED))
        elif near == visit.on:
            full = dense[near]
        else:
            full = dense[near].elsewhere()
            cautions.append(Reason.of(ReasonKind.SALT_DENSE_OF_OTHER_VISIT, day=near.isoformat()))
        if visit.days_apart:
            cautions.append(Reason.of(ReasonKind.SALT_DAYS_APART, days=visit.days_apart))
        yield _with_value(visit, full, cautions)


def _nearest(on: date, days: Iterable[date]) -> date | None:
    """Return the day that is nearest to another within a year, or None."""
    return min((day for day in days if abs(day - on) <= _NEAR), key=lambda day: abs(day - on), default=None)


def _with_value(visit: Visit, full: FullHair, cautions: Sequence[Reason]) -> SaltVisit:
    losses = [area_loss(seen, full) for seen in visit.coverages()]
    return SaltVisit(
        on=visit.on,
        until=visit.until,
        areas=tuple(_area(seen, loss) for seen, loss in zip(visit.areas, losses, strict=True)),
        value=whole_salt(losses),
        cautions=tuple(cautions),
        dense=full.source,
        dense_coverage=full.mean,
        fine_told=visit.fine_told,
    )


def _without_value(visit: Visit) -> SaltVisit:
    return SaltVisit(
        on=visit.on,
        until=visit.until,
        areas=tuple(_area(seen, None) for seen in visit.areas),
        value=None,
        reasons=tuple(_together(visit.areas)),
    )


def _together(areas: Iterable[AreaAtVisit]) -> Iterator[Reason]:
    """Join what is said alike of several areas, where the first of them stands."""
    alike: dict[ReasonKind, list[str]] = {}
    others = []
    for seen in areas:
        for reason in seen.reasons:
            if "area" in reason.facts:
                alike.setdefault(reason.kind, []).append(seen.area.place)
            else:
                others.append(reason)
    yield from (Reason.of(kind, area=_("SALT {area}", area=listed(named))) for kind, named in alike.items())
    yield from others


def visit_notes(visit: SaltVisit) -> list[str]:
    """Say what an estimate rests on, and what to keep in mind with it; nothing where there is none.

    Parameters
    ----------
    visit : SaltVisit

    Returns
    -------
    list of str
        Sentences.
    """
    if visit.dense is None or visit.dense_coverage is None:
        return []
    rests_on = [dense_sentence(visit.dense, visit.dense_coverage), fine_sentence(told=visit.fine_told)]
    return list(dict.fromkeys([*rests_on, *map(reason_sentence, visit.cautions)]))


def _area(seen: AreaAtVisit, loss: AreaLoss | None) -> SaltAreaValue:
    return SaltAreaValue(
        area=seen.area,
        loss=loss,
        coverage=seen.coverage,
        region=seen.region,
        photos=seen.photos,
        reasons=seen.reasons,
    )


def _response(values: list[tuple[date, str, SaltValue]], since: date | None) -> SaltResponse | None:
    """Hold the last value against the baseline and the best between; None where there are no two."""
    if not values:
        return None
    last = values[-1]
    before = [found for found in values if found[0] < last[0]]
    early = [place for place, (on, *__) in enumerate(before) if since is not None and on <= since]
    before = before[early[-1] if early else 0 :]
    if not before:
        return None
    best = min(before, key=lambda found: found[2].value)
    return SaltResponse(
        baseline=before[0][0],
        on=last[0],
        best=best[0],
        baseline_by=before[0][1],
        by=last[1],
        response=respond(last[2], since=[value for *__, value in before]),
    )
