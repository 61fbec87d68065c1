"""A narrowed report: nothing from outside of what was chosen is in it, and what is computed stays the same."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from hairtrack.course import Course, Measurement, Region, View
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
from hairtrack.report.choices import Choices, ChosenPair
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.report.write import write_report
from tests.workflow.fair_course import DAYS, OUTLINE, fair_course

SINCE, UNTIL = date(2025, 3, 1), date(2025, 8, 31)
BEFORE, WITHIN, AFTER = date(2025, 1, 20), date(2025, 5, 5), date(2025, 10, 10)
TIMES = {"EARLY": BEFORE, "INSIDE": WITHIN, "LATER": AFTER}


@pytest.fixture(scope="module")
def course_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fair_course(tmp_path_factory.mktemp("narrowed"))


@pytest.fixture
def folder(course_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(course_path, read_only=True) as opened:
        yield opened


def diary_of_three_times() -> Diary:
    """Return one entry of each kind before, within and after the chosen days, each with a word of its own."""
    entries = [
        kept
        for word, on in TIMES.items()
        for kept in (
            Event(id=f"event{word}", on=on, text=f"{word} event", kind=EventKind.LIFE),
            Event(id=f"note{word}", on=on, text=f"{word} note"),
            LabResult(id=f"lab{word}", on=on, name=f"{word} ALT", value=31, unit="U/l", note=f"{word} freely"),
            Symptom(id=f"itch{word}", on=on, name=f"{word} itch", severity=4, note=f"{word} freely"),
            Groom(id=f"cut{word}", on=on, kind=GroomKind.PRODUCT, note=f"{word} freely"),
            Score(id=f"brows{word}", on=on, kind=ScoreKind.BROWS, value=3, note=f"{word} freely"),
            Stage(id=f"stage{word}", on=on, scale=next(iter(StageScale)), grade="III", note=f"{word} freely"),
            SaltScore(id=f"salt{word}", on=on, total=30, by=f"Dr {word}"),
            SideEffect(
                id=f"acne{word}",
                name=f"{word} acne",
                severity=Severity.MILD,
                since=on,
                until=on + timedelta(days=3),
                note=f"{word} freely",
            ),
            Session(id=f"given{word}", on=on, treatment="long"),
            MissedDoses(id=f"missed{word}", on=on, treatment="long", missed=1, days=1),
            Treatment(
                id=f"short{word}",
                kind=TreatmentKind.OTHER,
                name=f"{word} oil",
                started_on=on,
                stopped_on=on + timedelta(days=10),
                stop_reason=f"{word} freely",
                note=f"{word} freely",
            ),
        )
    ]
    long = Treatment(
        id="long",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="ritlecitinib",
        dose="EARLY 10 mg",
        frequency="daily",
        started_on=date(2025, 1, 1),
        stopped_on=date(2025, 11, 1),
        stop_reason="LATER stopped",
        changes=(
            DoseChange(on=date(2025, 1, 15), dose="EARLY 20 mg"),
            DoseChange(on=date(2025, 2, 15), dose="valid 30 mg"),
            DoseChange(on=WITHIN, dose="INSIDE 50 mg"),
            DoseChange(on=AFTER, dose="LATER 100 mg"),
        ),
        pauses=(
            Pause(since=date(2025, 1, 25), until=date(2025, 1, 28), reason="EARLY freely"),
            Pause(since=date(2025, 5, 20), until=date(2025, 5, 25), reason="INSIDE freely"),
            Pause(since=date(2025, 9, 20), until=date(2025, 9, 25), reason="LATER freely"),
        ),
    )
    return Diary().with_entries([*entries, long])


def measured(course: Course) -> Course:
    """Give two regions values that tell photo and region apart."""
    reference = course.in_view(View.VERTEX)[0].sha256
    course = course.with_region(Region(id="x", view=View.VERTEX, name="Hidden", points=OUTLINE, drawn_on=reference))
    for place, photo in enumerate(course.in_view(View.VERTEX)):
        for region, value in (("r", 0.31 + 0.1 * place), ("x", 0.36 + 0.1 * place)):
            course = course.with_measurement(
                Measurement(
                    photo=photo.sha256,
                    region=region,
                    coverage=value,
                    low=value - 0.02,
                    high=value + 0.02,
                    judged=1.0,
                    engine="test",
                    person="p",
                    threshold=0.0,
                    outline=OUTLINE,
                    alignment_error_percent_width=0.0,
                )
            )
    return course


@pytest.fixture
def course(folder: CourseFolder) -> Course:
    return measured(replace(folder.course, diary=diary_of_three_times()))


class Told:
    """What a report says in words, and in its drawings and attachments."""

    def __init__(self) -> None:
        self.content: ReportContent
        self.everything = ""

    def listen(self, content: ReportContent, sheet: Sheet, *rest: object, **more: object) -> Pdf:
        """Keep what is laid out."""
        self.content = content
        texts = [json.dumps(asdict(content), ensure_ascii=False, default=str)]
        texts += [path.read_text() for path in sheet.folder.iterdir() if path.suffix in (".svg", ".json")]
        self.everything = "\n".join(texts)
        return make_pdf(content, sheet, *rest, **more)  # type: ignore[arg-type]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    made = Told()
    monkeypatch.setattr("hairtrack.workflow.report.write.make_pdf", made.listen)
    return made


def rows_of(content: ReportContent, heading: str) -> tuple[tuple[str, ...], ...]:
    return next((table.rows for table in content.tables if table.heading.startswith(heading)), ())


def test_nothing_from_outside_the_chosen_days_is_in_it(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "all.pdf")
    assert "EARLY 10 mg" in told.everything, "or the test would find nothing anywhere"
    assert "LATER itch" in told.everything
    write_report(folder, course, tmp_path / "some.pdf", Choices(since=SINCE, until=UNTIL))
    assert "EARLY" not in told.everything
    assert "LATER" not in told.everything
    for word in ("event", "note", "ALT", "itch", "freely", "acne", "oil", "50 mg"):
        assert f"INSIDE {word}" in told.everything
    assert "Dr INSIDE" in told.everything
    outside = [photo for photo in course.photos if photo.taken_on != DAYS[2]]
    for photo in outside:
        assert photo.file_name not in told.everything
    assert {row[1] for row in rows_of(told.content, "Measurements")} == {"1 Jun 2025"}


def test_a_treatment_keeps_its_start_and_the_dose_that_was_valid_on_the_first_day(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "a.pdf", Choices(since=SINCE, until=UNTIL))
    rows = [row for row in rows_of(told.content, "Treatment") if "oil" not in row[0]]
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        ("ritlecitinib", "valid 30 mg daily", "15 Feb 2025", "4 May 2025"),
        ("", "INSIDE 50 mg daily", "5 May 2025", "19 May 2025"),
        ("", "paused", "20 May 2025", "25 May 2025"),
        ("", "INSIDE 50 mg daily", "26 May 2025", "continues"),
    ]
    facts = dict(told.content.facts)
    assert facts["Treatment"].startswith(
        "ritlecitinib INSIDE 50 mg daily, since 1 January 2025 (week 21 at the last visit)"
    )
    assert facts["Listed"].startswith("from 1 March 2025 to 31 August 2025; what is computed")
    (given,) = rows_of(told.content, "Sessions and missed doses")
    assert given[1] == "1, on 5 May 2025"


@pytest.mark.parametrize(
    ("until", "week"), [(date(2025, 8, 31), "34 on 31 August 2025"), (None, "58 on 11 February 2026")]
)
def test_without_a_visit_the_week_of_a_treatment_is_that_of_the_last_day(
    until: date | None, week: str, folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    since = date(2025, 6, 2) if until else date(2026, 1, 1)
    going_on = [replace(each, stopped_on=None) if each.id == "long" else each for each in course.diary.treatments]
    course = replace(course, diary=replace(course.diary, treatments=tuple(going_on)))
    with time_machine.travel(datetime(2026, 2, 11, 12), tick=False):
        write_report(folder, course, tmp_path / "a.pdf", Choices(since=since, until=until))
    facts = dict(told.content.facts)
    assert "Photos" not in facts
    assert facts["Treatment"].splitlines()[0].endswith(f"since 1 January 2025 (week {week})")


def test_a_dose_that_gave_way_on_the_first_day_is_left_out(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "a.pdf", Choices(since=WITHIN))
    assert "valid 30 mg" not in told.everything
    assert "INSIDE 50 mg" in told.everything
    assert "LATER 100 mg" in told.everything


def test_what_is_going_on_at_the_last_day_is_not_said_to_have_ended(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    last = date(2025, 5, 22)
    write_report(folder, course, tmp_path / "a.pdf", Choices(until=last))
    (acne,) = [row for row in rows_of(told.content, "Side effects") if row[0] == "INSIDE acne"]
    assert acne[3] == "8 May 2025", "that was before"
    assert rows_of(told.content, "Treatment")[-1][2:5] != (), "the pause of that day"
    pauses = [row for row in rows_of(told.content, "Treatment") if row[2] == "paused"]
    assert pauses[-1][3:5] == ("20 May 2025", "continues")
    write_report(folder, course, tmp_path / "b.pdf", Choices(until=date(2025, 5, 6)))
    (acne,) = [row for row in rows_of(told.content, "Side effects") if row[0] == "INSIDE acne"]
    assert acne[3] == "continues"


def test_between_the_photos_of_a_pair_from_outside_stands_only_what_was_chosen(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    photos = course.in_view(View.VERTEX)
    pair = ChosenPair(before=photos[0].sha256, after=photos[-1].sha256)
    write_report(folder, course, tmp_path / "a.pdf", Choices(pairs=(pair,), since=SINCE, until=UNTIL))
    taken = told.content.parts[0].taken
    assert "5 May 2025: ritlecitinib INSIDE 50 mg daily, before that valid 30 mg daily" in taken
    assert "EARLY" not in told.everything
    assert "LATER" not in told.everything


def test_without_notes_nothing_written_freely_is_in_it(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "a.pdf", Choices(notes=False))
    assert "freely" not in told.everything
    assert "stopped" in str(rows_of(told.content, "Treatment"))
    assert "LATER stopped" not in told.everything
    assert "INSIDE note" not in told.everything
    assert "INSIDE acne" in told.everything, "an entry is no note"


def test_one_region_alone(folder: CourseFolder, course: Course, told: Told, tmp_path: Path) -> None:
    write_report(folder, course, tmp_path / "all.pdf")
    both = {verdict.region: verdict for verdict in told.content.parts[0].verdicts}
    trends = told.content.parts[0].trends
    assert set(both) == {"Crown", "Hidden"}
    write_report(folder, course, tmp_path / "one.pdf", Choices(regions=("r",)))
    assert "Hidden" not in told.everything
    assert told.content.parts[0].verdicts == (both["Crown"],), "judged with the other, as everywhere"
    assert set(told.content.parts[0].trends) == {line for line in trends if line.startswith("Crown")}


def test_figures_of_chosen_days_are_those_of_the_whole(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "all.pdf", Choices(regions=("r",)))
    whole, trends = rows_of(told.content, "Measurements"), told.content.parts[0].trends
    write_report(folder, course, tmp_path / "some.pdf", Choices(regions=("r",), since=DAYS[1], until=DAYS[3]))
    some = rows_of(told.content, "Measurements")
    assert len(some) == 3
    assert set(some) < set(whole)
    assert told.content.parts[0].trends == trends
    pair = told.content.parts[0].verdicts
    first, last = (course.in_view(View.VERTEX)[place].sha256 for place in (1, 3))
    chosen = Choices(regions=("r",), pairs=(ChosenPair(before=first, after=last),))
    write_report(folder, course, tmp_path / "chosen.pdf", chosen)
    assert told.content.parts[0].verdicts == pair


def test_what_became_of_the_salt_is_said_only_where_its_day_was_chosen(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    scores = (
        SaltScore(id="a", on=date(2025, 1, 2), total=40, by="Dr Weiss"),
        SaltScore(id="b", on=WITHIN, total=20, by="Dr Weiss"),
        SaltScore(id="c", on=AFTER, total=5, by="Dr Weiss"),
    )
    course = replace(course, diary=replace(course.diary, salt_scores=scores))
    said = {}
    for until in (None, UNTIL):
        write_report(folder, course, tmp_path / "a.pdf", Choices(until=until))
        (table,) = [table for table in told.content.tables if table.heading == "SALT"]
        said[until] = (len(table.rows), " ".join(table.after))
    assert said[None][0] == 3
    assert "88 % of the loss is won back" in said[None][1]
    assert said[UNTIL] == (2, "")


def test_photos_without_a_chosen_region_are_not_said_to_have_no_value(
    folder: CourseFolder, course: Course, told: Told, tmp_path: Path
) -> None:
    write_report(folder, course, tmp_path / "a.pdf", Choices(regions=()))
    assert "without a value" not in told.everything
    bare = replace(course, measurements=())
    write_report(folder, bare, tmp_path / "b.pdf")
    assert "without a value" in told.everything, "or the words have changed"


def test_a_photo_alone_says_why(folder: CourseFolder, course: Course, told: Told, tmp_path: Path) -> None:
    photo = course.in_view(View.VERTEX)[2].sha256
    write_report(folder, course, tmp_path / "a.pdf", Choices(since=SINCE, until=UNTIL))
    assert told.content.parts[0].note == "The only photo of this view within the chosen days."
    write_report(folder, course, tmp_path / "b.pdf", Choices(pairs=(ChosenPair(before=photo, after=photo),)))
    assert (told.content.parts[0].note, told.content.parts[0].chosen) == ("", "Chosen by hand.")
