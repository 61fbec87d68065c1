"""The list of what happened: in order, in words, to look through, and as fluent with ten thousand lines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hairtrack.diary import (
    Diary,
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
from hairtrack.ui.diary import lines as lines_module
from hairtrack.ui.diary.lines import PER_PAGE, DiaryLines, LineRow
from hairtrack.ui.diary.lists import deeds_of, treatment_words
from hairtrack.ui.diary.words import Line, line_words, lines_of
from hairtrack.ui.theme import Theme
from tests.ui.diary.diary_hands import START, TODAY
from tests.ui.parts import parts

JAK = Treatment(
    id="t1",
    kind=TreatmentKind.JAK_INHIBITOR,
    name="ritlecitinib",
    dose="50 mg",
    frequency="daily",
    started_on=START,
    changes=(DoseChange(on=START + timedelta(days=5), dose="100 mg", frequency="twice daily"),),
    pauses=(Pause(since=START + timedelta(days=9), reason="infection"),),
)


@pytest.fixture
def lines(qtbot: QtBot, look: Theme) -> DiaryLines:
    made = DiaryLines(edit=lambda _: None, remove=lambda _: None, end=lambda _: None)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    return made


def shown(lines: DiaryLines) -> list[str]:
    QApplication.processEvents()  # rows that were just built are shown from the event loop
    return [found.text() for found in parts(lines, QLabel) if found.isVisible() and found.text()]


def symptoms(count: int) -> Diary:
    return Diary(
        symptoms=tuple(
            Symptom(id=f"s{k}", on=START + timedelta(days=k), name=f"symptom {k}", severity=k % 11)
            for k in range(count)
        )
    )


def test_every_kind_has_its_words() -> None:
    diary = Diary(
        treatments=(JAK,),
        events=(
            Event(id="e1", on=START, text="slept badly"),
            Event(id="e2", on=START, text="moved house", kind=EventKind.LIFE),
        ),
        labs=(
            LabResult(id="l1", on=START, name="ALT", value=61.5, unit="U/l", low=10, high=50),
            LabResult(id="l2", on=START, name="eGFR", value=59, unit="ml/min", low=60),
            LabResult(id="l3", on=START, name="CK", value=190, unit="U/l", high=190),
            LabResult(id="l4", on=START, name="ferritin", value=123456789, unit="ng/ml"),
        ),
        symptoms=(Symptom(id="s", on=START, name="itch", severity=4, area="crown"),),
        side_effects=(
            SideEffect(id="f1", name="acne", severity=Severity.MILD, since=START, until=TODAY, treatment="t1"),
            SideEffect(id="f2", name="rash", severity=Severity.SEVERE, since=START),
        ),
        grooms=(
            Groom(id="g1", on=START, kind=GroomKind.HAIRCUT, length_mm=9),
            Groom(id="g2", on=START, kind=GroomKind.PHOTOGRAPHED, wet=False),
            Groom(id="g3", on=START, kind=GroomKind.WASH, wet=True),
        ),
        scores=(Score(id="c", on=START, kind=ScoreKind.QUALITY_OF_LIFE, value=7),),
        stages=(Stage(id="st", on=START, scale=StageScale.NORWOOD_HAMILTON, grade="III vertex"),),
        salt_scores=(SaltScore(id="sa", on=START, by="Dr Weber", total=27.8),),
        sessions=(Session(id="gi", on=START, treatment="t1"),),
        missed_doses=(MissedDoses(id="m", on=START, treatment="t1", missed=1),),
    )
    said = [line_words(diary, line) for line in lines_of(diary)]
    assert sorted(said) == sorted(
        [
            "ritlecitinib: 100 mg twice daily",
            "ritlecitinib: paused, going on",
            "slept badly",
            "Life event: moved house",
            "ALT 61.5 U/l, above the laboratory's range of 10 to 50",
            "eGFR 59 ml/min, below the laboratory's range of 60 or more",
            "CK 190 U/l, within the laboratory's range of 190 or less",
            "ferritin 123456789 ng/ml, no range given",
            "itch 4 of 10, crown",
            "acne, mild, until 1 Jun 2026, from ritlecitinib?",
            "rash, severe, going on",
            "Haircut, 9 mm left",
            "Photographed dry",
            "Wash, photographed wet",
            "Quality of life 7 of 10",
            "Norwood-Hamilton III vertex",
            "SALT 27.8 by Dr Weber",
            "ritlecitinib given",
            "ritlecitinib: 1 dose missed in 7 days",
        ]
    )


def test_the_newest_stands_first_and_of_one_day_what_was_kept_last() -> None:
    events = [Event(id=f"e{k}", on=START + timedelta(days=k // 2), text=str(k)) for k in range(4)]
    order = [line.entry for line in lines_of(Diary(events=tuple(events)))]
    assert order == [events[3], events[2], events[1], events[0]]


def test_lines_stand_under_their_day(lines: DiaryLines) -> None:
    lines.show_diary(symptoms(2))
    assert shown(lines) == ["6 January 2026", "symptom 1 1 of 10", "5 January 2026", "symptom 0 0 of 10"]
    assert not lines.words.isVisible()
    assert not lines.older.isVisible()


def test_older_lines_are_a_page_away_and_the_place_stays(lines: DiaryLines) -> None:
    diary = symptoms(45)
    lines.show_diary(diary)
    assert "1 to 20 of 45" in shown(lines)
    assert not lines.newer.isEnabled()
    lines.older.click()
    lines.older.click()
    assert "41 to 45 of 45" in shown(lines)
    assert "symptom 0 0 of 10" in shown(lines)
    assert not lines.older.isEnabled()
    lines.show_diary(replace(diary, symptoms=diary.symptoms[:42]))
    assert "41 to 42 of 42" in shown(lines)
    lines.show_diary(replace(diary, symptoms=diary.symptoms[:30]))
    assert "21 to 30 of 30" in shown(lines)
    lines.newer.click()
    assert "1 to 20 of 30" in shown(lines)


def test_lines_are_found_by_words_of_any_part_and_by_kind(qtbot: QtBot, lines: DiaryLines) -> None:
    diary = replace(
        symptoms(25),
        treatments=(JAK,),
        events=(Event(id="e", on=START, text="Holiday by the sea"),),
    )
    lines.show_diary(diary)
    lines.words.setText("SEA jan")
    qtbot.waitUntil(lambda: "Holiday by the sea" in shown(lines))
    assert shown(lines) == ["5 January 2026", "Holiday by the sea"]
    lines.words.setText("infection")
    qtbot.waitUntil(lambda: "ritlecitinib: paused, going on" in shown(lines))
    lines.words.setText("nowhere")
    qtbot.waitUntil(lambda: shown(lines) == ["Nothing found."])
    lines.words.clear()
    assert [lines.kind.itemText(k) for k in range(lines.kind.count())] == [
        "All kinds",
        "Doses and pauses",
        "Symptoms",
        "Notes and events",
    ]
    lines.kind.setCurrentText("Notes and events")
    assert shown(lines) == ["5 January 2026", "Holiday by the sea"]
    # Another edit leaves what was chosen.
    lines.show_diary(replace(diary, symptoms=diary.symptoms[1:]))
    assert lines.kind.currentText() == "Notes and events"


def test_the_words_of_all_lines_are_gathered_before_the_first_key(
    qtbot: QtBot, lines: DiaryLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered: list[Line] = []
    searched = lines_module._searched

    def note(diary: Diary, line: Line) -> str:
        gathered.append(line)
        return searched(diary, line)

    monkeypatch.setattr(lines_module, "_searched", note)
    lines.show_diary(symptoms(50))
    lines.older.setFocus()
    assert gathered == []
    lines.words.setFocus()
    qtbot.waitUntil(lambda: len(gathered) == 50)
    lines.words.setText("symptom 49")
    qtbot.waitUntil(lambda: shown(lines) == ["23 February 2026", "symptom 49 5 of 10"])
    assert len(gathered) == 50


def test_of_ten_thousand_lines_a_page_is_built(lines: DiaryLines) -> None:
    lines.show_diary(symptoms(10_000))
    assert f"1 to {PER_PAGE} of 10000" in shown(lines)
    assert len(parts(lines, LineRow)) == PER_PAGE


def test_a_line_is_told_by_its_kind_and_its_note() -> None:
    paused = Line(START, JAK, JAK.pauses[0])
    assert (paused.icon, paused.note) == ("pill", "infection")
    assert Line(START, JAK, JAK.changes[0]).note == ""
    assert Line(START, Event(id="e", on=START, text="x")).note == ""


# Treatments


def test_a_treatment_says_what_holds_today() -> None:
    assert treatment_words(JAK, START) == ("ritlecitinib, 50 mg daily", "since 5 January 2026, week 0")
    assert treatment_words(JAK, START + timedelta(days=7)) == (
        "ritlecitinib, 100 mg twice daily",
        "since 5 January 2026, week 1",
    )
    assert treatment_words(JAK, TODAY) == (
        "ritlecitinib, 100 mg twice daily",
        "paused since 14 Jan 2026: infection",
    )
    assert treatment_words(JAK, START - timedelta(days=1))[1] == "from 5 January 2026"
    ended = replace(JAK, pauses=(), stopped_on=START + timedelta(days=2), stop_reason="no benefit", form="capsule")
    assert treatment_words(ended, TODAY) == (
        "ritlecitinib, capsule, 50 mg daily",
        "5 Jan 2026 to 7 Jan 2026: no benefit",
    )


def test_only_what_makes_sense_is_offered() -> None:
    running = replace(JAK, pauses=())
    assert deeds_of(running, TODAY) == (("dose", "pause", "stop"), ("missed", "plan", "edit", "remove"))
    assert deeds_of(JAK, TODAY)[0] == ("dose", "resume", "stop")
    rare = replace(running, changes=(), frequency="every 4 to 6 weeks")
    assert deeds_of(rare, TODAY) == (("given", "pause", "stop"), ("dose", "plan", "edit", "remove"))
    assert deeds_of(replace(running, changes=(), stopped_on=START), TODAY) == (("edit", "remove"), ())
    assert deeds_of(running, START - timedelta(days=3)) == (("dose", "edit", "remove"), ("plan",))
