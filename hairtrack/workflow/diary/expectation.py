"""What was published of a drug: the share of a trial that responded by when, and how long until it can be judged.

Only figures that were checked against their source stand here, each with it. They are shares of a group; nothing is
worked out from them for one person.
"""

import re
from dataclasses import dataclass

from hairtrack.figures import plain
from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, listed
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary.catalogue import drug_of, on_skin

OUTCOME = _("SALT {limit} or less", limit=20)
"""What every published figure here counts."""
NOT_A_FORECAST = _("Shares of a group, not a forecast for one person.")
ALL_CLASSES = _("The figures are of all classes of loss that the trial took, together.")
LATER_AND_LESS = _("Very severe loss (SALT 95 to 100) and episodes of more than four years respond later and less.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The share of a trial's group that had `OUTCOME` at a time.

    Attributes
    ----------
    drug, dose, trial : str
    week : int
        Where it stands on an axis of treatment weeks.
    when : str
        The time as published, such as "month 12".
    percent : float
    others : tuple of (str, float)
        The other arms at the same time, such as the placebo, each with its percent.
    imputation : str
        How missing values were counted, or empty where that is not known here.
    number : int or None
        How many people, or None where that is not known here.
    group : str
        Who was counted, such as "people in all arms".
    source : str
    """

    drug: str
    dose: str
    trial: str
    week: int
    when: str
    percent: float
    others: tuple[tuple[str, float], ...] = ()
    imputation: str = ""
    number: int | None = None
    group: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeToJudge:
    """How long until a treatment shows whether it helps.

    Attributes
    ----------
    drug : str
    earliest_weeks : int or None
        Before that nothing can be seen.
    enough_weeks : int or None
        After that it can be judged.
    words : str
        One or two sentences.
    source : str
    """

    drug: str
    earliest_weeks: int | None
    enough_weeks: int | None
    words: str
    source: str


def _week(week: int) -> str:
    return _("week {week}", week=week)


def _month(month: int) -> str:
    return _("month {month}", month=month)


def _baricitinib(trial: str, number: int, *, four: float, two: float, placebo: float) -> tuple[Published, Published]:
    """Return the two doses of one trial, each beside the other."""

    def dose(name: str, percent: float, other: tuple[str, float]) -> Published:
        return Published(
            drug="baricitinib",
            dose=name,
            trial=trial,
            week=36,
            when=_week(36),
            percent=percent,
            others=(other, (_("placebo"), placebo)),
            number=number,
            group=_("people in all arms"),
            source="N Engl J Med 2022;386:1687",
        )

    return dose("4 mg", four, ("2 mg", two)), dose("2 mg", two, ("4 mg", four))


def _ritlecitinib(week: int, when: str, percent: float, imputation: str) -> Published:
    return Published(
        drug="ritlecitinib",
        dose="50 mg",
        trial="ALLEGRO",
        week=week,
        when=when,
        percent=percent,
        imputation=imputation,
        number=191,
        group=_("people who went on into the long-term study"),
        source="Br J Dermatol ljae365",
    )


OBSERVED = _("observed: only those who were seen")
LOCF = _("LOCF: who left is counted as last seen")

PUBLISHED: tuple[Published, ...] = (
    *_baricitinib("BRAVE-AA1", 654, four=38.8, two=22.8, placebo=6.2),
    *_baricitinib("BRAVE-AA2", 546, four=35.9, two=19.4, placebo=3.3),
    Published(
        drug="ritlecitinib",
        dose="50 mg",
        trial="ALLEGRO",
        week=24,
        when=_week(24),
        percent=23,
        group=_("people given {dose}", dose="50 mg"),
        source="Lancet 2023;401:1518",
    ),
    _ritlecitinib(52, _month(12), 45.1, OBSERVED),
    _ritlecitinib(52, _month(12), 40.3, LOCF),
    _ritlecitinib(104, _month(24), 60.8, OBSERVED),
    _ritlecitinib(104, _month(24), 46.1, LOCF),
    Published(
        drug="deuruxolitinib",
        dose="8 mg",
        trial="THRIVE-AA1",
        week=24,
        when=_week(24),
        percent=29.6,
        others=(("12 mg", 41.5), (_("placebo"), 0.8)),
        number=706,
        group=_("people in all arms"),
        source="EADV congress 2022",
    ),
)
"""Every figure, in order of drug, trial and time."""

_LABEL = _("label text")
_MINOXIDIL = TimeToJudge(
    drug="minoxidil (topical)",
    earliest_weeks=9,
    enough_weeks=18,
    words=_("It takes 2 months at the earliest and at least 4 to show. More hair may fall out in the first weeks."),
    source=_LABEL,
)
_FINASTERIDE = TimeToJudge(
    drug="finasteride",
    earliest_weeks=13,
    enough_weeks=None,
    words=_(
        "1 mg daily takes 3 months or more to show. What it brought goes within 12 months of stopping. "
        "Among 126 Korean men, after five years loss at the crown was better in {crown} of 100, at the front in "
        "{front}, at the hairline in {hairline}.",
        crown=plain(89.7),
        front=plain(61.2),
        hairline=plain(44.4),
    ),
    source=f"{_LABEL}; PMC6587453",
)
_INJECTED_STEROID = TimeToJudge(
    drug="corticosteroid, injected",
    earliest_weeks=None,
    enough_weeks=None,
    words=_("It is given monthly or every 4 to 6 weeks. The skin is watched for thinning."),
    source=_("usual practice, no trial named"),
)


def _jak(drug: str) -> TimeToJudge:
    return TimeToJudge(
        drug=drug,
        earliest_weeks=None,
        enough_weeks=36,
        words=_("The label outside the USA says to consider stopping where there is no benefit after 36 weeks."),
        source=_("label text outside the USA"),
    )


def published_for(treatment: Treatment) -> tuple[Published, ...]:
    """Return the published figures of a treatment's drug.

    Parameters
    ----------
    treatment : Treatment
        With a drug or brand in its name. What is put on the skin has no figures here: in the trials it was swallowed.

    Returns
    -------
    tuple of Published
        Those of the dose that was taken all along, where the trials gave it; else those of all doses, and
        `dose_note` says what differs.
    """
    if on_skin(treatment):
        return ()
    of_drug = tuple(figure for figure in PUBLISHED if figure.drug == drug_of(treatment.name))
    taken = _milligrams(treatment)
    return tuple(figure for figure in of_drug if taken == {figure.dose}) or of_drug


def dose_note(treatment: Treatment) -> str:
    """Say how the dose differs from those of the trials.

    Parameters
    ----------
    treatment : Treatment

    Returns
    -------
    str
        Empty where it does not, or where there are no figures.
    """
    figures = published_for(treatment)
    given = list(dict.fromkeys(figure.dose for figure in figures))
    taken = _milligrams(treatment)
    if not figures or (len(taken) == 1 and taken == set(given)):
        return ""
    doses = listed(given)
    if not taken:
        return _("The figures are for {doses} all along; your entry names no dose in mg.", doses=doses)
    if len(taken) > 1:
        return _("The figures are for {doses} all along; your dose has changed on the way.", doses=doses)
    return _("The figures are for {doses} all along; your entry says {dose}.", doses=doses, dose=taken.pop())


def published_sentence(figure: Published) -> str:
    """Say one figure with everything that it hangs on.

    Parameters
    ----------
    figure : Published

    Returns
    -------
    str
    """
    others = "".join(f", {name} {plain(percent)}" for name, percent in figure.others)
    counted = figure.imputation or _("how missing values were counted is not noted here")
    people = figure.group if figure.number is None else f"{figure.number} {figure.group}"
    said = _(
        "{drug} {dose}, {trial}: at {when}, {percent} of 100 had {outcome}{others} ({people}; {counted}). "
        "Source: {source}.",
        drug=at_start(shown(figure.drug)),
        dose=figure.dose,
        trial=figure.trial,
        when=figure.when,
        percent=plain(figure.percent),
        outcome=OUTCOME,
        others=others,
        people=people,
        counted=counted,
        source=figure.source,
    )
    return f"{said} {NOT_A_FORECAST}"


def published_notes(treatment: Treatment) -> tuple[str, ...]:
    """Say what holds for all figures of a treatment together.

    Parameters
    ----------
    treatment : Treatment

    Returns
    -------
    tuple of str
        Sentences; empty where there are no figures.
    """
    if not published_for(treatment):
        return ()
    return tuple(note for note in (dose_note(treatment), ALL_CLASSES, LATER_AND_LESS) if note)


def time_to_judge(treatment: Treatment) -> TimeToJudge | None:
    """Return how long a treatment takes until it can be judged.

    Parameters
    ----------
    treatment : Treatment

    Returns
    -------
    TimeToJudge or None
        None where nothing checked is known.
    """
    words = f"{treatment.name} {treatment.form}".casefold()
    match drug_of(treatment.name):
        case "minoxidil":
            by_mouth = any(form in words for form in ("oral", "tablet", "capsule", "loniten"))
            return _MINOXIDIL if not by_mouth else None
        case "finasteride" if not on_skin(treatment):
            return _FINASTERIDE
        case "triamcinolone" if not on_skin(treatment):
            return _INJECTED_STEROID
        case "baricitinib" | "ritlecitinib" as drug if not on_skin(treatment):
            return _jak(drug)
    return None


def judge_sentence(judge: TimeToJudge) -> str:
    """Say how long it takes, with the source.

    Parameters
    ----------
    judge : TimeToJudge

    Returns
    -------
    str
    """
    return _(
        "{drug}: {words} Source: {source}.", drug=at_start(shown(judge.drug)), words=judge.words, source=judge.source
    )


_MG = re.compile(r"(\d+(?:[.,]\d+)?)\s*mg\b", re.IGNORECASE)


def _milligrams(treatment: Treatment) -> set[str]:
    """Return the doses that were taken, such as {"4 mg"}; what its name says where the dose says nothing."""
    texts = [stretch.dose for stretch in treatment.stretches() if not stretch.paused]
    found = [amount for text in texts for amount in _MG.findall(text)] or _MG.findall(treatment.name)
    return {f"{float(amount.replace(',', '.')):g} mg" for amount in found}
