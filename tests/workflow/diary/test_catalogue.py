"""The catalogue: what it knows by the names that people type, and that all it offers fits together."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.diary.catalogue import (
    BRANDS,
    CATALOGUE,
    FREQUENCIES,
    LAB_UNITS,
    SIDE_EFFECTS,
    SYMPTOMS,
    TREATMENTS,
    drug_of,
    known_treatment,
    on_skin,
)

PLAIN = Treatment(id="t", kind=TreatmentKind.OTHER, name="x", started_on=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Olumiant 4 mg", "baricitinib"),
        ("ritlecitinib50mg", "ritlecitinib"),
        ("Minoxidil oral 2.5 mg", "minoxidil (oral)"),
        ("minoxidil (topical)", "minoxidil (topical)"),
        ("Rogaine foam", "minoxidil (topical)"),
        ("finasteride topical", "finasteride (topical)"),
        ("Propecia", "finasteride"),
        ("diphencyprone", "DPCP"),
        ("hair transplant FUT", "hair transplant (FUT)"),
        ("Platelet-rich plasma", "PRP"),
    ],
)
def test_a_treatment_is_known_by_what_people_type(typed: str, name: str) -> None:
    known = known_treatment(typed)
    assert known is not None
    assert known.name == name


@pytest.mark.parametrize("typed", ["", "tea", "corpra", "sprprp", "upritlecitinibx"])
def test_a_part_of_a_word_is_no_treatment(typed: str) -> None:
    assert known_treatment(typed) is None
    assert drug_of(typed) == typed


def test_names_and_brands_are_each_of_one_treatment() -> None:
    assert len(TREATMENTS) == len(CATALOGUE)
    assert len(BRANDS) == sum(len(known.brands) for known in CATALOGUE)
    for brand, drug in BRANDS.items():
        assert drug_of(brand) == drug.casefold()
    assert set(TREATMENTS.values()) == set(TreatmentKind)


def test_what_is_usual_is_offered_too() -> None:
    assert {often for known in CATALOGUE for often in known.frequencies} <= set(FREQUENCIES)
    assert [name for name, serious in SIDE_EFFECTS.items() if serious] == [
        "serious infection",
        "blood clot",
        "low blood counts",
    ]
    assert not set(SIDE_EFFECTS) & set(SYMPTOMS)
    assert all(LAB_UNITS.values())


@pytest.mark.parametrize(
    ("name", "form", "outside"),
    [
        ("minoxidil", "foam", True),
        ("tofacitinib (topical)", "", True),
        ("finasteride", "spray", True),
        ("dutasteride", "softgel", False),
        ("baricitinib", "tablet", False),
    ],
)
def test_what_is_put_on_the_skin_is_known_by_name_or_form(name: str, form: str, outside: bool) -> None:
    assert on_skin(replace(PLAIN, name=name, form=form)) is outside
