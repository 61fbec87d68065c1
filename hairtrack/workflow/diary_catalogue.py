"""Names that are offered while typing into the diary. Offered only: any other text is taken as it is."""

from hairtrack.treatment import TreatmentKind

TREATMENTS: dict[str, TreatmentKind] = {
    "baricitinib": TreatmentKind.JAK_INHIBITOR,
    "ritlecitinib": TreatmentKind.JAK_INHIBITOR,
    "deuruxolitinib": TreatmentKind.JAK_INHIBITOR,
    "tofacitinib": TreatmentKind.JAK_INHIBITOR,
    "clobetasol (topical)": TreatmentKind.CORTICOSTEROID,
    "prednisolone (oral)": TreatmentKind.CORTICOSTEROID,
    "triamcinolone (injected)": TreatmentKind.CORTICOSTEROID,
    "DPCP": TreatmentKind.CONTACT_IMMUNOTHERAPY,
    "SADBE": TreatmentKind.CONTACT_IMMUNOTHERAPY,
    "minoxidil (oral)": TreatmentKind.MINOXIDIL,
    "minoxidil (topical)": TreatmentKind.MINOXIDIL,
    "dutasteride": TreatmentKind.ANTIANDROGEN,
    "finasteride": TreatmentKind.ANTIANDROGEN,
    "finasteride (topical)": TreatmentKind.ANTIANDROGEN,
    "hair transplant (FUE)": TreatmentKind.PROCEDURE,
    "hair transplant (FUT)": TreatmentKind.PROCEDURE,
    "low-level laser": TreatmentKind.PROCEDURE,
    "microneedling": TreatmentKind.PROCEDURE,
    "PRP": TreatmentKind.PROCEDURE,
    "ketoconazole shampoo": TreatmentKind.OTHER,
    "tretinoin (topical)": TreatmentKind.OTHER,
}

BRANDS: dict[str, str] = {
    "olumiant": "baricitinib",
    "litfulo": "ritlecitinib",
    "leqselvi": "deuruxolitinib",
    "xeljanz": "tofacitinib",
}

SYMPTOMS: tuple[str, ...] = (
    "shedding",
    "itch",
    "pain or burning",
    "tightness",
    "numbness",
    "dandruff",
    "oiliness",
    "upper respiratory infection",
    "headache",
    "acne",
    "folliculitis",
    "herpes zoster",
    "herpes simplex",
    "diarrhoea",
    "rash",
)

AREAS: tuple[str, ...] = ("front", "mid", "crown", "temples", "entire top", "back", "brows", "lashes", "beard")

LABS: tuple[str, ...] = (
    "lymphocytes",
    "neutrophils",
    "platelets",
    "haemoglobin",
    "ALT",
    "AST",
    "eGFR",
    "LDL cholesterol",
    "HDL cholesterol",
    "triglycerides",
    "CK",
)


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
    words = name.casefold()
    for brand, drug in BRANDS.items():
        words = words.replace(brand, drug)
    exact = next((kind for known, kind in TREATMENTS.items() if known.casefold() == words.strip()), None)
    if exact is not None:
        return exact
    first_words = {known.split(" (")[0].casefold(): kind for known, kind in TREATMENTS.items()}
    return next((kind for known, kind in first_words.items() if known in words), TreatmentKind.OTHER)
