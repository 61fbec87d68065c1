"""A day in one typed line: each part becomes the record that was meant, or says what is missing."""

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hairtrack.course import Course
from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    SaltScore,
    Score,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
)
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.typed_line import LineReader, Understood, read_line

TODAY = date(2026, 6, 1)  # a Monday
START = date(2026, 1, 5)

MINOXIDIL = Treatment(id="m", kind=TreatmentKind.MINOXIDIL, name="minoxidil (topical)", dose="5 %", started_on=START)
CLOBETASOL = Treatment(id="k", kind=TreatmentKind.CORTICOSTEROID, name="Clobetasol", form="foam", started_on=START)
RITLECITINIB = Treatment(id="r", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=START)
LYMPHOCYTES = LabResult(
    id="l", on=date(2026, 3, 2), name="Lymphocytes", value=1.9, unit="10^9/l", low=1.0, high=4.0, note="fasting"
)


def course(*entries: Entry) -> Course:
    diary = Diary()
    for entry in (MINOXIDIL, CLOBETASOL, RITLECITINIB, LYMPHOCYTES, *entries):
        diary = diary.with_entry(entry)
    return Course(id="c1", name="Spring", created_on=START, diary=diary)


def read(text: str, *entries: Entry, on: date | None = None) -> Understood:
    return read_line(course(*entries), text, TODAY, on=on)


def entry(text: str, *entries: Entry) -> Entry:
    understood = read(text, *entries)
    assert understood.left == ()
    (part,) = understood.kept
    assert part.entry is not None
    assert understood.course.diary.entry(part.entry.id) is not None
    return replace(part.entry, id="")


def problem(text: str, *entries: Entry) -> str:
    understood = read(text, *entries)
    assert understood.kept == ()
    assert understood.course == course(*entries)
    (part,) = understood.left
    return part.sentence


def symptom(name: str, severity: int, area: str = "") -> Symptom:
    return Symptom(id="", on=TODAY, name=name, severity=severity, area=area)


def effect(**facts: object) -> SideEffect:
    plain = SideEffect(id="", name="headache", severity=Severity.MILD, since=TODAY, until=TODAY)
    return replace(plain, **facts)  # type: ignore[arg-type]


UNDERSTOOD: dict[str, Entry] = {
    "itch 4 crown": symptom("itch", 4, "crown"),
    "ITCH: 4/10, crown and temples, top": symptom("itch", 4, "crown, temples, entire top"),
    "tight 0": symptom("tightness", 0),
    "burning 10": symptom("pain or burning", 10),
    "headache mild": effect(),
    "head sev ongoing": effect(severity=Severity.SEVERE, until=None),
    "shingles moderate": effect(name="herpes zoster (shingles)", severity=Severity.MODERATE),
    "washed": Groom(id="", on=TODAY, kind=GroomKind.WASH),
    "haircut 9 mm": Groom(id="", on=TODAY, kind=GroomKind.HAIRCUT, length_mm=9),
    "haircut 1,2cm": Groom(id="", on=TODAY, kind=GroomKind.HAIRCUT, length_mm=12),
    "dyed": Groom(id="", on=TODAY, kind=GroomKind.DYE),
    "product wax, much of it": Groom(id="", on=TODAY, kind=GroomKind.PRODUCT, note="wax, much of it"),
    "photographed dry": Groom(id="", on=TODAY, kind=GroomKind.PHOTOGRAPHED, wet=False),
    "brows 3": Score(id="", on=TODAY, kind=ScoreKind.BROWS, value=3),
    "lashes 3 out of 10": Score(id="", on=TODAY, kind=ScoreKind.LASHES, value=3),
    "quality of life 6 of 10": Score(id="", on=TODAY, kind=ScoreKind.QUALITY_OF_LIFE, value=6),
    "norwood iii VERTEX": Stage(id="", on=TODAY, scale=StageScale.NORWOOD_HAMILTON, grade="III vertex"),
    "SALT 40 by Dr Weber": SaltScore(id="", on=TODAY, by="Dr Weber", total=40),
    "clobetasol given": Session(id="", on=TODAY, treatment="k"),
    "missed 1 minoxidil": MissedDoses(id="", on=TODAY, treatment="m", missed=1, days=1),
    "missed 3 doses of litfulo in 2 weeks": MissedDoses(id="", on=TODAY, treatment="r", missed=3, days=14),
    "missed 2 min this week": MissedDoses(id="", on=TODAY, treatment="m", missed=2, days=7),
    "note slept badly, 4 hours": Event(id="", on=TODAY, text="slept badly, 4 hours"),
    "event: new job": Event(id="", on=TODAY, text="new job", kind=EventKind.LIFE),
    "lymph 1,6": replace(LYMPHOCYTES, id="", on=TODAY, value=1.6, note=""),
    "lymphocytes 22 %": LabResult(id="", on=TODAY, name="Lymphocytes", value=22, unit="%"),
    "ALT 32 U/L 10-50": LabResult(id="", on=TODAY, name="ALT", value=32, unit="U/L", low=10, high=50),
    "eGFR 90 ml/min/1.73 m2": LabResult(id="", on=TODAY, name="eGFR", value=90, unit="ml/min/1.73 m2"),
    "minoxidil 5 % twice daily": replace(
        MINOXIDIL, id="", changes=(DoseChange(on=TODAY, dose="5 %", frequency="twice daily"),)
    ),
    "stop litfulo felt ill": replace(RITLECITINIB, id="", stopped_on=TODAY, stop_reason="felt ill"),
    "pause minoxidil": replace(MINOXIDIL, id="", pauses=(Pause(since=TODAY),)),
    "AST 0.4 nkat/l": LabResult(id="", on=TODAY, name="AST", value=0.4, unit="nkat/l"),
    "platelets 210 x 10^9/l (150 to 400)": LabResult(
        id="", on=TODAY, name="platelets", value=210, unit="x 10^9/l", low=150, high=400
    ),
    "start PRP every 3 months": Treatment(
        id="", kind=TreatmentKind.PROCEDURE, name="PRP", frequency="every 3 months", started_on=TODAY
    ),
    "start olumiant 4 mg daily": Treatment(
        id="",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="baricitinib",
        dose="4 mg",
        frequency="daily",
        started_on=TODAY,
    ),
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_a_part_becomes_what_was_meant(text: str) -> None:
    assert entry(text) == UNDERSTOOD[text]


NOT_UNDERSTOOD = {
    "itch": "Itch needs a number from 0 (none) to 10 (worst), such as: itch 4.",
    "itch 11": "11 is outside the scale",
    "itch 4,5": "4.5 is outside the scale",
    "itch 4 neck": "neck is not understood after the number",
    "itsh 4": "itsh is not known here. Near it: itch.",
    "qqqq 4": "qqqq is not known here. To keep it in your own words, begin with note.",
    "herpes mild": "herpes can be herpes simplex (cold sore) or herpes zoster (shingles). Write more of the name.",
    "headache 4": "Headache needs mild, moderate or severe, such as: headache mild.",
    "headache over": "Headache needs mild, moderate or severe",
    "ALT 32": "ALT 32 has no unit.",
    "ALT 32 high": "high cannot be read here.",
    "ALT 32 U/l normal": "U/l normal cannot be read here.",
    "platelets 1,234 /nl": "1,234 is not a number.",
    "haircut 9": "Use mm or cm.",
    "minoxidil 5": "The dose 5 has no unit.",
    "minoxidil 5 twice daily": "The dose 5 twice daily has no unit.",
    "minoxidil 5 % stopped": "stopped is not understood after 5 %.",
    "minoxidil": "Minoxidil (topical) needs a new dose with its unit",
    "olumiant given": "baricitinib was not being taken on 1 June 2026, as far as the diary knows. If it began that "
    "day, write: start baricitinib.",
    "finast given": "finast can be finasteride or finasteride (topical).",
    "start minoxidil 5 %": "minoxidil can be minoxidil (oral) or minoxidil (topical).",
    "start ritlecitinib 50 mg": "ritlecitinib is in the diary already for that time",
    "start biotin 5 mg": "biotin is not known here.",
    "resume minoxidil": "minoxidil (topical) is not paused on 1 June 2026",
    "missed 3 minoxidil": "missed 3 minoxidil (topical) in 7 days",
    "1 January 2025 minoxidil given": "On 1 January 2025 minoxidil (topical) was not being taken.",
    "tomorrow washed": "2 June 2026 is still to come",
    "31.2. washed": "31.2. is not a date.",
    "3/12 washed": "3/12 is not a date.",
    "note": "has no name yet",
    "...": "... is not known here.",
}


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_surely_meant_is_refused_with_what_to_do(text: str) -> None:
    assert NOT_UNDERSTOOD[text] in problem(text)


DAYS = {
    "today": TODAY,
    "yesterday:": date(2026, 5, 31),
    "Friday": date(2026, 5, 29),
    "monday,": TODAY,
    "10 days ago": date(2026, 5, 22),
    "12 March": date(2026, 3, 12),
    "12 mar 2025:": date(2025, 3, 12),
    "March 12": date(2026, 3, 12),
    "March 12, 2025": date(2025, 3, 12),
    "12 March, 2025,": date(2025, 3, 12),
    "12.3.": date(2026, 3, 12),
    "12.3.2024": date(2024, 3, 12),
    "24 December": date(2025, 12, 24),
    "29 February": date(2024, 2, 29),
    "2026-03-12": date(2026, 3, 12),
}


@pytest.mark.parametrize("said", DAYS)
def test_a_day_in_front_holds_for_all_parts_after_it(said: str) -> None:
    first, second = read(f"{said} itch 4; washed").kept

    assert isinstance(first.entry, Symptom)
    assert isinstance(second.entry, Groom)
    assert first.entry.on == second.entry.on == DAYS[said]


def test_a_whole_line_is_kept_part_by_part_and_says_how_it_was_understood() -> None:
    understood = read(
        "yesterday: itch 4 crown, tight 2; headache mild; washed; haircut 9 mm; missed 1 minoxidil; clobetasol given; "
        "brows 3; quality of life 6; minoxidil 5 % twice daily; note slept badly; 12 March lymphocytes 1.6"
    )

    assert understood.left == ()
    assert [part.sentence for part in understood.parts] == [
        "Itch 4 of 10, crown, yesterday",
        "Tightness 2 of 10, yesterday",
        "Side effect headache, mild, yesterday",
        "Hair washed, yesterday",
        "Haircut, 9 mm left, yesterday",
        "1 dose of minoxidil (topical) missed, yesterday",
        "Clobetasol given, yesterday",
        "Brows 3 of 10, yesterday",
        "Quality of life 6 of 10, yesterday",
        "Minoxidil (topical): 5 %, twice daily, from yesterday",
        "Note “slept badly”, yesterday",
        "Lymphocytes 1.6 10^9/l (1 to 4), unit and range as on 2 March 2026, 12 March 2026",
    ]
    before, after = len(course().diary.entries()), len(understood.course.diary.entries())
    assert after == before + 11  # the dose joins its treatment


def test_a_part_may_speak_of_what_an_earlier_one_started() -> None:
    understood = read("start PRP; prp done; pause prp; 2026-06-01: PRP done")

    assert [type(part.entry) for part in understood.parts] == [Treatment, Session, Treatment, type(None)]
    assert understood.left[0].sentence == "This is in the diary already, for 1 June 2026."


def test_what_is_left_keeps_its_days_so_that_it_can_be_corrected_and_read_again() -> None:
    understood = read("washed; yesterday: itch 4; itsh 3; foo; 12 March: bar, dyed")

    assert understood.rest == "yesterday: itsh 3; foo; 12 March: bar"
    assert len(understood.kept) == 3


def test_nothing_is_kept_behind_a_day_that_is_none() -> None:
    understood = read("31.2.: itch 4; washed; today: dyed")

    assert [type(part.entry) for part in understood.parts] == [type(None), type(None), Groom]
    assert understood.rest == "31.2.: itch 4; washed"


def test_the_same_line_twice_keeps_nothing_twice() -> None:
    line = "itch 4 crown; headache mild; washed; note slept badly; ALT 32 U/l; missed 1 minoxidil"
    once = read(line)
    again = read_line(once.course, line, TODAY)

    assert len(once.kept) == 6
    assert again.kept == ()
    assert again.course == once.course


def test_two_treatments_of_one_name_are_asked_apart_by_their_form() -> None:
    tablet = replace(CLOBETASOL, id="k2", form="tablet")

    assert "Clobetasol foam or Clobetasol tablet" in problem("clobetasol given", tablet)
    assert entry("clobetasol tablet given", tablet) == Session(id="", on=TODAY, treatment="k2")


def test_a_treatment_is_not_started_twice_for_want_of_its_form() -> None:
    tablet = replace(RITLECITINIB, id="b", name="baricitinib", form="tablet")

    assert "baricitinib is in the diary already for that time" in problem("start baricitinib 2 mg daily", tablet)


def test_another_dose_on_the_first_day_is_what_it_began_with() -> None:
    understood = read("start baricitinib 2 mg daily; baricitinib 4 mg")

    assert [(t.dose, t.frequency, t.changes) for t in understood.course.diary.treatments[-1:]] == [
        ("4 mg", "daily", ())
    ]


@pytest.mark.parametrize("verb", ["stopped", "paused", "missed"])
def test_what_is_done_with_a_treatment_may_stand_behind_its_name(verb: str) -> None:
    """As a German sentence has it; what is kept is the same."""
    assert entry(f"minoxidil {verb}", MINOXIDIL) == entry(f"{verb} minoxidil", MINOXIDIL)


def test_a_pause_ends_on_the_day_before_it_is_taken_again() -> None:
    paused = replace(MINOXIDIL, pauses=(Pause(since=date(2026, 5, 1), reason="trip"),))
    resumed = entry("resume minoxidil", paused)

    assert isinstance(resumed, Treatment)
    assert resumed.pauses == (Pause(since=date(2026, 5, 1), until=date(2026, 5, 31), reason="trip"),)


def test_a_side_effect_that_goes_on_is_ended_and_not_kept_twice() -> None:
    ongoing = effect(id="e1", since=date(2026, 5, 20), until=None)

    assert "since 20 May 2026" in problem("headache mild", ongoing)
    assert entry("headache over", ongoing) == replace(ongoing, id="", until=TODAY)


def test_names_of_the_persons_own_diary_are_known_in_their_own_spelling() -> None:
    own = Symptom(id="s1", on=START, name="Crawling skin", severity=2, area="nape")

    assert entry("crawl 3 nape", own) == symptom("Crawling skin", 3, "nape")


def test_another_day_may_be_given_for_parts_without_one() -> None:
    first, second = read("washed; today: dyed", on=date(2026, 3, 12)).kept

    assert first.sentence == "Hair washed, 12 March 2026"
    assert second.sentence == "Hair dyed, today"


OFFERS = {
    "it": (0, "itch"),
    "washed; hea": (8, "headache"),
    "itch 4 cr": (7, "crown"),
    "itch 4 crown, te": (14, "temples"),
    "yesterday: start oly": (17, ""),
    "yesterday: start olu": (17, "baricitinib"),
    "missed 2 min": (9, "minoxidil (topical)"),
    "i": (0, ""),
    "itch ": (5, ""),
    "note he": (7, ""),
}


@pytest.mark.parametrize("text", OFFERS)
def test_names_are_offered_after_two_letters_and_never_in_free_words(text: str) -> None:
    at, name = OFFERS[text]
    offer = LineReader(course(), TODAY).offers(text)

    assert (offer.names[:1] or ("",))[0] == name
    if name:
        assert offer.at == at


_WORDS = st.sampled_from(
    [
        *(
            "itch",
            "4",
            "4.5",
            "crown",
            ",",
            ";",
            "headache",
            "mild",
            "over",
            "ongoing",
            "yesterday",
            ":",
            "12.3.",
            "31.2.",
        ),
        *("minoxidil", "5 %", "twice daily", "start", "stop", "pause", "resume", "missed", "given", "note", "event"),
        *(
            "SALT",
            "by",
            "Ludwig",
            "II",
            "ALT",
            "U/l",
            "10-50",
            "washed",
            "haircut",
            "9 mm",
            "\n",
            "(",
            "µ",
            "−3",
            "²",
            "/",
        ),
        *(
            "tomorrow",
            "9999-12-31",
            "0001-01-01",
            "999 days ago",
            "lymphocytes",
            "1e9",
            "١",
            "ritlecitinib",
            "in",
            "days",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)))
@example("\x00;\u2028, :")
@example("0 " * 3000)
@example("itch 4," * 400)
@example("washed," * 1000)
@example("tomorrow 0; tomorrow yesterday")
def test_any_text_at_all_is_read_and_nothing_typed_is_lost(text: str) -> None:
    reader = LineReader(course(), TODAY)
    understood = reader.read(text)
    reader.offers(text)

    for part in understood.parts:
        assert part.sentence
        if part.entry is not None:
            assert understood.course.diary.entry(part.entry.id) is not None
    # What is left says the same when it is read again.
    again = read_line(understood.course, understood.rest, TODAY)
    assert [part.text for part in again.parts if part.entry is None] == [part.text for part in understood.left] or any(
        part.entry is not None for part in again.parts
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(sorted(UNDERSTOOD)), min_size=1, max_size=6, unique=True))
def test_reading_is_a_function_of_course_and_text_alone(parts: list[str]) -> None:
    line = "; ".join(parts)
    first, second = read(line), read(line)

    assert [(part.text, part.sentence) for part in first.parts] == [(part.text, part.sentence) for part in second.parts]


def test_a_key_costs_little_in_a_diary_of_ten_thousand_entries() -> None:
    names = ("itch", "tightness", "shedding")
    symptoms = tuple(
        Symptom(id=f"s{place}", on=date(2020 + place % 6, 1, 1), name=names[place % 3], severity=place % 11)
        for place in range(10_000)
    )
    reader = LineReader(replace(course(), diary=replace(course().diary, symptoms=symptoms)), TODAY)
    line = (
        "yesterday: itch 4 crown, tight 2; headache mild; washed; brows 3; minoxidil 5 % daily; note slept badly; foo 3"
    )
    spent = []
    for end in range(1, len(line) + 1):
        began = perf_counter()
        reader.read(line[:end])
        reader.offers(line[:end])
        spent.append(perf_counter() - began)

    assert sorted(spent)[len(spent) // 2] < 0.016
