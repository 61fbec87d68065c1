"""Words that a course keeps in English whatever language is spoken, and how they are said and typed in that language.

A course that one person keeps in German must mean the same to one who reads it in English, so that kinds and names of
the catalogue are kept in English: `shown` says them, `kept` takes them back. Whatever else the user typed stays theirs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from hairtrack.language import _, _c, spoken

_KINDS = {
    "JAK inhibitor": _("JAK inhibitor"),
    "corticosteroid": _("corticosteroid"),
    "contact immunotherapy": _("contact immunotherapy"),
    "5-alpha reductase inhibitor": _("5-alpha reductase inhibitor"),
    "procedure": _("procedure"),
    "other": _c("kind of treatment", "other"),
    "note": _c("kind of event", "note"),
    "life event": _("life event"),
    "mild": _c("side effect", "mild"),
    "moderate": _c("side effect", "moderate"),
    "severe": _c("side effect", "severe"),
    "haircut": _("haircut"),
    "wash": _c("done to the hair", "wash"),
    "dye": _c("done to the hair", "dye"),
    "product": _c("put on the hair", "product"),
    "photographed": _c("the hair", "photographed"),
    "quality of life": _("quality of life"),
}
_TREATMENTS = {
    "baricitinib": _("baricitinib"),
    "ritlecitinib": _("ritlecitinib"),
    "deuruxolitinib": _("deuruxolitinib"),
    "tofacitinib": _("tofacitinib"),
    "tofacitinib (topical)": _("tofacitinib (topical)"),
    "ruxolitinib (topical)": _("ruxolitinib (topical)"),
    "triamcinolone (injected)": _("triamcinolone (injected)"),
    "clobetasol (topical)": _("clobetasol (topical)"),
    "betamethasone (topical)": _("betamethasone (topical)"),
    "prednisolone (oral)": _("prednisolone (oral)"),
    "dexamethasone (oral)": _("dexamethasone (oral)"),
    "corticosteroid, injected": _("corticosteroid, injected"),
    "minoxidil": _("minoxidil"),
    "minoxidil (topical)": _("minoxidil (topical)"),
    "minoxidil (oral)": _("minoxidil (oral)"),
    "finasteride": _("finasteride"),
    "finasteride (topical)": _("finasteride (topical)"),
    "dutasteride": _("dutasteride"),
    "ketoconazole shampoo": _("ketoconazole shampoo"),
    "tretinoin (topical)": _("tretinoin (topical)"),
    "low-level laser": _("low-level laser"),
    "microneedling": _("microneedling"),
    "hair transplant (FUE)": _("hair transplant (FUE)"),
    "hair transplant (FUT)": _("hair transplant (FUT)"),
}
_FORMS = {
    "capsule": _("capsule"),
    "tablet": _("tablet"),
    "cream": _("cream"),
    "ointment": _("ointment"),
    "solution": _c("form of a medicine", "solution"),
    "foam": _("foam"),
    "gel": _("gel"),
    "lotion": _("lotion"),
    "shampoo": _("shampoo"),
    "spray": _c("form of a medicine", "spray"),
    "injection into the scalp": _("injection into the scalp"),
    "cap": _c("worn for laser light", "cap"),
    "comb": _c("with laser light", "comb"),
    "helmet": _c("worn for laser light", "helmet"),
    "roller": _c("for needling", "roller"),
    "pen": _c("for needling", "pen"),
}
_OFTEN = {
    "daily": _("daily"),
    "twice daily": _("twice daily"),
    "every day": _("every day"),
    "every other day": _("every other day"),
    "weekly": _("weekly"),
    "twice a day": _("twice a day"),
    "twice a week": _("twice a week"),
    "twice a month": _("twice a month"),
    "monthly": _("monthly"),
    "yearly": _("yearly"),
    "once": _c("how often", "once"),
}
_PHRASES = {
    "every {count} days": _("every {count} days"),
    "every {count} weeks": _("every {count} weeks"),
    "every {count} months": _("every {count} months"),
    "every {low} to {high} days": _("every {low} to {high} days"),
    "every {low} to {high} weeks": _("every {low} to {high} weeks"),
    "every {low} to {high} months": _("every {low} to {high} months"),
    "{count} times a day": _("{count} times a day"),
    "{count} times a week": _("{count} times a week"),
    "{count} times a month": _("{count} times a month"),
}
"""How often something is taken, with figures in it."""
_SIDE_EFFECTS = {
    "upper respiratory infection": _("upper respiratory infection"),
    "headache": _("headache"),
    "acne": _("acne"),
    "raised cholesterol": _("raised cholesterol"),
    "raised CK": _("raised CK"),
    "folliculitis": _("folliculitis"),
    "herpes zoster (shingles)": _("herpes zoster (shingles)"),
    "herpes simplex (cold sore)": _("herpes simplex (cold sore)"),
    "diarrhoea": _("diarrhoea"),
    "rash": _("rash"),
    "serious infection": _("serious infection"),
    "blood clot": _("blood clot"),
    "low blood counts": _("low blood counts"),
}
_SYMPTOMS = {
    "itch": _("itch"),
    "pain or burning": _("pain or burning"),
    "tightness": _c("of the scalp", "tightness"),
    "numbness": _("numbness"),
    "dandruff": _("dandruff"),
    "oiliness": _c("of the scalp", "oiliness"),
    "shedding": _c("of hair", "shedding"),
}
_AREAS = {
    "front": _c("area of the head", "front"),
    "mid": _c("area of the head", "mid"),
    "crown": _c("area of the head", "crown"),
    "temples": _c("area of the head", "temples"),
    "sides": _c("area of the head", "sides"),
    "back": _c("area of the head", "back"),
    "entire top": _c("area of the head", "entire top"),
    "brows": _("brows"),
    "lashes": _("lashes"),
    "beard": _("beard"),
    "top": _c("area of the SALT", "top"),
    "left": _c("area of the SALT", "left"),
    "right": _c("area of the SALT", "right"),
}
_SALT = {f"SALT {area}": _("SALT {area}", area=_AREAS[area]) for area in ("top", "back", "left", "right")}
"""Names of the regions that are begun from an area of the SALT."""
_TESTS = {
    "lymphocytes": _("lymphocytes"),
    "neutrophils": _("neutrophils"),
    "platelets": _("platelets"),
    "haemoglobin": _("haemoglobin"),
    "ALT": _("ALT"),
    "AST": _("AST"),
    "eGFR": _("eGFR"),
    "total cholesterol": _("total cholesterol"),
    "LDL cholesterol": _("LDL cholesterol"),
    "HDL cholesterol": _("HDL cholesterol"),
    "triglycerides": _("triglycerides"),
    "CK": _("CK"),
    "blood lipids": _("blood lipids"),
    "lymphocytes and platelets": _("lymphocytes and platelets"),
    "lymphocytes, platelets, haemoglobin and ALT": _("lymphocytes, platelets, haemoglobin and ALT"),
    "tests for tuberculosis and hepatitis, lymphocytes, platelets": _(
        "tests for tuberculosis and hepatitis, lymphocytes, platelets"
    ),
    "tests for tuberculosis and hepatitis, CYP2C9 genotype, blood count": _(
        "tests for tuberculosis and hepatitis, CYP2C9 genotype, blood count"
    ),
    "tests for tuberculosis and hepatitis B and C, blood count with differential, ALT and AST, eGFR": _(
        "tests for tuberculosis and hepatitis B and C, blood count with differential, ALT and AST, eGFR"
    ),
}
_REASONS = {
    "no benefit": _c("why stopped", "no benefit"),
    "side effects": _c("why stopped", "side effects"),
    "cost": _c("why stopped", "cost"),
    "the doctor's advice": _c("why stopped", "the doctor's advice"),
    "pregnancy": _c("why stopped", "pregnancy"),
    "course complete": _c("why stopped", "course complete"),
}
LANDMARKS = {
    "whorl": _("whorl"),
    "mole or scar": _("mole or scar"),
    "top of the left ear": _("top of the left ear"),
    "top of the right ear": _("top of the right ear"),
    "hairline peak": _("hairline peak"),
    "left corner of the hairline": _("left corner of the hairline"),
    "right corner of the hairline": _("right corner of the hairline"),
}
"""Names of points that are found again on a head after months."""

_SAID = (
    _KINDS | _TREATMENTS | _FORMS | _OFTEN | _SIDE_EFFECTS | _SYMPTOMS | _AREAS | _SALT | _TESTS | _REASONS | LANDMARKS
)
_KEPT = {said.casefold(): word for word, said in reversed(_SAID.items()) if said != word}
_OTHERWISE = {phrase: said for phrase, said in _PHRASES.items() if said != phrase}
_FACT = re.compile(r"\\{(\w+)\\}")


@lru_cache(maxsize=4096)
def shown(word: str) -> str:
    """Say a kept word in the language in use; what the user typed themselves comes back as it is.

    Parameters
    ----------
    word : str

    Returns
    -------
    str
    """
    return _SAID.get(word) or _turned(word, _OTHERWISE.items()) or word


@lru_cache(maxsize=4096)
def kept(text: str) -> str:
    """Return how a text is kept: a word of the language in use as the English one that it stands for.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        The same text where it stands for none.
    """
    words = " ".join(text.split())
    backwards = ((said, phrase) for phrase, said in _OTHERWISE.items())
    return _KEPT.get(words.casefold()) or _turned(words, backwards) or text


def shown_each(text: str) -> str:
    """Say each of the words that commas set apart."""
    return ", ".join(map(shown, text.split(", ")))


def kept_each(text: str) -> str:
    """Return each of the words that commas set apart as it is kept; a text without any of them stays as it is."""
    words = [word.strip() for word in text.split(",")]
    meant = [kept(word) for word in words]
    return text if meant == words else ", ".join(meant)


def dosage_words(dose: str, frequency: str) -> str:
    """Say a dose and how often it is taken: "50 mg daily"."""
    return f"{dose} {shown(frequency)}".strip()


def inside(words: str) -> str:
    """Return words that begin a line as they stand within one; German nouns keep their capital."""
    return words[:1].lower() + words[1:] if spoken() == "en" else words


def at_start(words: str) -> str:
    """Return words as a line begins with them."""
    return words[:1].upper() + words[1:]


def _turned(text: str, phrases: Iterable[tuple[str, str]]) -> str:
    """Put a phrase with figures in it into the other language; empty where it is none of those."""
    for phrase, other in phrases:
        found = _pattern(phrase).fullmatch(text)
        if found is not None:
            return other.format(**found.groupdict())
    return ""


@lru_cache(maxsize=64)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(_FACT.sub(r"(?P<\1>[0-9]+)", re.escape(phrase)), re.IGNORECASE)
