"""Names that are offered while typing into the diary. Offered only: any other text is taken as it is."""

import re
from dataclasses import dataclass

from hairtrack.treatment import Treatment, TreatmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTreatment:
    """A treatment of the catalogue and what is usual for it; nothing here is a recommendation.

    Attributes
    ----------
    name : str
        As it is offered; what stands in brackets tells apart forms of one drug.
    kind : TreatmentKind
    forms, frequencies : tuple of str
        What is offered to choose from, the most usual first.
    brands : tuple of str
        Other names of the same thing.
    """

    name: str
    kind: TreatmentKind
    forms: tuple[str, ...] = ()
    frequencies: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()

    @property
    def drug(self) -> str:
        """The name without its bracket."""
        return self.name.split(" (")[0]


DAILY, TWICE_DAILY = ("daily",), ("twice daily",)
_JAK, _STEROID = TreatmentKind.JAK_INHIBITOR, TreatmentKind.CORTICOSTEROID
_CONTACT, _MINOXIDIL = TreatmentKind.CONTACT_IMMUNOTHERAPY, TreatmentKind.MINOXIDIL
_ANTIANDROGEN, _PROCEDURE, _OTHER = TreatmentKind.ANTIANDROGEN, TreatmentKind.PROCEDURE, TreatmentKind.OTHER
_ON_SKIN = ("cream", "ointment", "solution", "gel", "lotion", "foam")
_INJECTED = ("injection into the scalp",)


def _known(
    name: str,
    kind: TreatmentKind,
    forms: tuple[str, ...] = (),
    frequencies: tuple[str, ...] = (),
    brands: tuple[str, ...] = (),
) -> KnownTreatment:
    return KnownTreatment(name=name, kind=kind, forms=forms, frequencies=frequencies, brands=brands)


CATALOGUE: tuple[KnownTreatment, ...] = (
    _known("baricitinib", _JAK, ("tablet",), DAILY, ("olumiant",)),
    _known("ritlecitinib", _JAK, ("capsule",), DAILY, ("litfulo",)),
    _known("deuruxolitinib", _JAK, ("tablet",), TWICE_DAILY, ("leqselvi",)),
    _known("tofacitinib", _JAK, ("tablet",), TWICE_DAILY, ("xeljanz",)),
    _known("tofacitinib (topical)", _JAK, _ON_SKIN, TWICE_DAILY),
    _known("ruxolitinib (topical)", _JAK, _ON_SKIN, TWICE_DAILY, ("opzelura",)),
    _known("triamcinolone (injected)", _STEROID, _INJECTED, ("every 4 to 6 weeks", "monthly"), ("kenalog",)),
    _known("clobetasol (topical)", _STEROID, _ON_SKIN, ("daily", "twice daily"), ("dermovate",)),
    _known("betamethasone (topical)", _STEROID, _ON_SKIN, ("daily", "twice daily")),
    _known("prednisolone (oral)", _STEROID, ("tablet",), DAILY),
    _known("dexamethasone (oral)", _STEROID, ("tablet",)),
    _known("DPCP", _CONTACT, ("solution",), ("weekly",), ("diphenylcyclopropenone", "diphencyprone")),
    _known("SADBE", _CONTACT, ("solution",), ("weekly",), ("squaric acid",)),
    _known("minoxidil (topical)", _MINOXIDIL, ("foam", "solution"), ("twice daily", "daily"), ("rogaine", "regaine")),
    _known("minoxidil (oral)", _MINOXIDIL, ("tablet", "capsule"), DAILY, ("loniten",)),
    _known("finasteride", _ANTIANDROGEN, ("tablet",), DAILY, ("propecia", "proscar")),
    _known("finasteride (topical)", _ANTIANDROGEN, ("spray", "solution", "gel"), DAILY),
    _known("dutasteride", _ANTIANDROGEN, ("capsule",), DAILY, ("avodart",)),
    _known("ketoconazole shampoo", _OTHER, ("shampoo",), ("twice a week", "3 times a week"), ("nizoral",)),
    _known("tretinoin (topical)", _OTHER, ("solution", "cream", "gel"), DAILY),
    _known("PRP", _PROCEDURE, _INJECTED, ("monthly", "every 3 months"), ("platelet-rich plasma",)),
    _known("low-level laser", _PROCEDURE, ("cap", "comb", "helmet"), ("3 times a week", "every other day"), ("lllt",)),
    _known("microneedling", _PROCEDURE, ("roller", "pen"), ("weekly", "every 2 weeks"), ("dermaroller",)),
    _known("hair transplant (FUE)", _PROCEDURE, (), ("once",)),
    _known("hair transplant (FUT)", _PROCEDURE, (), ("once",)),
)

TREATMENTS: dict[str, TreatmentKind] = {known.name: known.kind for known in CATALOGUE}

BRANDS: dict[str, str] = {brand: known.drug for known in CATALOGUE for brand in known.brands}

FREQUENCIES: tuple[str, ...] = (
    "daily",
    "twice daily",
    "every other day",
    "3 times a week",
    "twice a week",
    "weekly",
    "every 2 weeks",
    "every 4 weeks",
    "every 4 to 6 weeks",
    "monthly",
    "every 3 months",
    "once",
)

SIDE_EFFECTS: dict[str, bool] = {
    "upper respiratory infection": False,
    "headache": False,
    "acne": False,
    "raised cholesterol": False,
    "raised CK": False,
    "folliculitis": False,
    "herpes zoster (shingles)": False,
    "herpes simplex (cold sore)": False,
    "diarrhoea": False,
    "rash": False,
    "serious infection": True,
    "blood clot": True,
    "low blood counts": True,
}
"""The tick list, and whether it is one of the serious ones."""

SYMPTOMS: tuple[str, ...] = (
    "itch",
    "pain or burning",
    "tightness",
    "numbness",
    "dandruff",
    "oiliness",
    "shedding",
)

AREAS: tuple[str, ...] = (
    "front",
    "mid",
    "crown",
    "temples",
    "sides",
    "back",
    "entire top",
    "brows",
    "lashes",
    "beard",
)

LAB_UNITS: dict[str, tuple[str, ...]] = {
    "lymphocytes": ("10^9/l", "/µl", "/nl", "%"),
    "neutrophils": ("10^9/l", "/µl", "/nl", "%"),
    "platelets": ("10^9/l", "/nl", "/µl"),
    "haemoglobin": ("g/dl", "g/l", "mmol/l"),
    "ALT": ("U/l", "µkat/l"),
    "AST": ("U/l", "µkat/l"),
    "eGFR": ("ml/min/1.73 m²",),
    "total cholesterol": ("mmol/l", "mg/dl"),
    "LDL cholesterol": ("mmol/l", "mg/dl"),
    "HDL cholesterol": ("mmol/l", "mg/dl"),
    "triglycerides": ("mmol/l", "mg/dl"),
    "CK": ("U/l", "µkat/l"),
}
"""The units that laboratories use for each test; no unit is ever turned into another."""

LABS: tuple[str, ...] = tuple(LAB_UNITS)


def known_treatment(name: str) -> KnownTreatment | None:
    """Return what the catalogue knows of a treatment.

    Parameters
    ----------
    name : str
        As typed; a name or brand of the catalogue, or text that holds one.

    Returns
    -------
    KnownTreatment or None
        The form that the text itself names, else the first in which the drug is usual.
    """
    words = name.casefold().strip()
    exact = next((known for known in CATALOGUE if known.name.casefold() == words), None)
    if exact is not None:
        return exact
    held = [known for known in CATALOGUE if any(_holds(words, part) for part in (known.drug, *known.brands))]
    return next((known for known in held if _bracket(known) and _bracket(known) in words), held[0] if held else None)


def _holds(words: str, part: str) -> bool:
    """Whether a name stands in a text as words of its own, with a dose behind it or not."""
    return re.search(rf"(?<![a-z]){re.escape(part.casefold())}(?![a-z])", words) is not None


def _bracket(known: KnownTreatment) -> str:
    return known.name.partition(" (")[2].rstrip(")").casefold()


def drug_of(name: str) -> str:
    """Return the drug that a treatment's name speaks of.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
        In small letters; the name itself where the catalogue does not know it.
    """
    known = known_treatment(name)
    return (known.drug if known is not None else name.strip()).casefold()


def kind_of(name: str) -> TreatmentKind:
    """Return what a treatment is by its name.

    Parameters
    ----------
    name : str
        As typed; a name of the catalogue, or text that holds one.

    Returns
    -------
    TreatmentKind
        `OTHER` where the catalogue does not know it.
    """
    known = known_treatment(name)
    return known.kind if known is not None else TreatmentKind.OTHER


def on_skin(treatment: Treatment) -> bool:
    """Return whether a treatment is put on the skin, as far as its name and form say.

    Parameters
    ----------
    treatment : Treatment

    Returns
    -------
    bool
    """
    words = f"{treatment.name} {treatment.form}".casefold()
    return any(_holds(words, form) for form in ("topical", "spray", "serum", *_ON_SKIN))
