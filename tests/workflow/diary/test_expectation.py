"""The published figures: only those that were checked, each with all that it hangs on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.catalogue import CATALOGUE, kind_of
from hairtrack.workflow.diary.expectation import (
    PUBLISHED,
    dose_note,
    judge_sentence,
    published_for,
    published_notes,
    published_sentence,
    time_to_judge,
)

START = date(2026, 1, 5)


def taken(name: str, dose: str = "", form: str = "") -> Treatment:
    return Treatment(id="t", kind=kind_of(name), name=name, dose=dose, form=form, started_on=START)


def test_the_table_holds_exactly_the_checked_figures() -> None:
    figures = {(f.drug, f.dose, f.trial, f.when, f.imputation[:4], f.percent) for f in PUBLISHED}
    assert figures == {
        ("baricitinib", "4 mg", "BRAVE-AA1", "week 36", "", 38.8),
        ("baricitinib", "2 mg", "BRAVE-AA1", "week 36", "", 22.8),
        ("baricitinib", "4 mg", "BRAVE-AA2", "week 36", "", 35.9),
        ("baricitinib", "2 mg", "BRAVE-AA2", "week 36", "", 19.4),
        ("ritlecitinib", "50 mg", "ALLEGRO", "week 24", "", 23),
        ("ritlecitinib", "50 mg", "ALLEGRO", "month 12", "obse", 45.1),
        ("ritlecitinib", "50 mg", "ALLEGRO", "month 12", "LOCF", 40.3),
        ("ritlecitinib", "50 mg", "ALLEGRO", "month 24", "obse", 60.8),
        ("ritlecitinib", "50 mg", "ALLEGRO", "month 24", "LOCF", 46.1),
        ("deuruxolitinib", "8 mg", "THRIVE-AA1", "week 24", "", 29.6),
    }


def test_a_sentence_names_trial_time_placebo_group_counting_and_source() -> None:
    first = published_sentence(published_for(taken("Olumiant", "4 mg"))[0])
    assert first.startswith("Baricitinib 4 mg, BRAVE-AA1: at week 36, 38.8 of 100 had SALT 20 or less")
    assert ", 2 mg 22.8, placebo 6.2 (654 people in all arms;" in first
    assert "Source: N Engl J Med 2022;386:1687." in first
    assert first.endswith("Shares of a group, not a forecast for one person.")
    assert "not noted here" in first
    late = published_sentence(published_for(taken("litfulo 50 mg"))[1])
    assert "at month 12, 45.1 of 100" in late
    assert "191 people who went on" in late
    assert "; observed" in late
    assert "not noted" not in late


@pytest.mark.parametrize(
    ("dose", "figures", "note"),
    [
        ("4 mg daily", {38.8, 35.9}, ""),
        ("2mg", {22.8, 19.4}, ""),
        ("2,0 mg", {22.8, 19.4}, ""),
        ("", {38.8, 35.9, 22.8, 19.4}, "names no dose"),
        ("8 mg", {38.8, 35.9, 22.8, 19.4}, "your entry says 8 mg"),
    ],
)
def test_the_figures_are_of_the_dose_that_was_taken(dose: str, figures: set[float], note: str) -> None:
    treatment = taken("baricitinib", dose)
    assert {figure.percent for figure in published_for(treatment)} == figures
    assert note in dose_note(treatment)
    assert bool(note) == bool(dose_note(treatment))


def test_a_dose_that_changed_is_said_and_a_pause_is_no_change() -> None:
    day = START + timedelta(days=60)
    plain = taken("baricitinib", "4 mg")
    changed = replace(plain, changes=(DoseChange(on=day, dose="2 mg"),))
    assert "changed on the way" in dose_note(changed)
    assert dose_note(replace(plain, pauses=(Pause(since=day),))) == ""


def test_every_set_of_figures_says_that_classes_are_together_and_who_responds_later() -> None:
    notes = " ".join(published_notes(taken("ritlecitinib", "100 mg")))
    assert "The figures are for 50 mg all along; your entry says 100 mg." in notes
    assert "all classes of loss" in notes
    assert "later and less" in notes
    assert published_notes(taken("minoxidil")) == ()


@pytest.mark.parametrize(
    "treatment",
    [
        taken("tofacitinib", "5 mg"),
        taken("baricitinib", form="cream"),
        taken("ritlecitinib (topical)"),
        taken("ruxolitinib"),
        taken("tea"),
    ],
)
def test_what_no_trial_here_gave_has_no_figures(treatment: Treatment) -> None:
    assert published_for(treatment) == ()
    assert dose_note(treatment) == ""


@pytest.mark.parametrize(
    ("treatment", "weeks"),
    [
        (taken("minoxidil 5 %", form="foam"), (9, 18)),
        (taken("Rogaine"), (9, 18)),
        (taken("Propecia", "1 mg"), (13, None)),
        (taken("triamcinolone (injected)"), (None, None)),
        (taken("Litfulo"), (None, 36)),
        (taken("baricitinib"), (None, 36)),
    ],
)
def test_the_time_to_judge_is_known_for_some(treatment: Treatment, weeks: tuple[int | None, int | None]) -> None:
    judge = time_to_judge(treatment)
    assert judge is not None
    assert (judge.earliest_weeks, judge.enough_weeks) == weeks
    assert judge_sentence(judge).endswith(f"Source: {judge.source}.")


@pytest.mark.parametrize("name", ["minoxidil (oral)", "finasteride (topical)", "deuruxolitinib", "PRP", "tea"])
def test_the_time_to_judge_is_not_made_up_for_others(name: str) -> None:
    assert time_to_judge(taken(name)) is None


def test_all_that_is_shown_is_free_of_promises() -> None:
    texts = [published_sentence(figure) for figure in PUBLISHED]
    texts += [judge_sentence(judge) for known in CATALOGUE if (judge := time_to_judge(taken(known.name)))]
    for text in texts:
        assert "you will" not in text.casefold()
        assert "!" not in text
        assert "unverified" not in text
