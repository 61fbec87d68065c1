"""What is due: planted courses with their days worked out by hand, and what marking as done brings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import Course, DateSource, Photo, View
from hairtrack.diary import LabResult, PlannedTest, Reminder, Session
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.blood_tests import set_test_plan
from hairtrack.workflow.diary.due import Done, Due, due, mark_done
from hairtrack.workflow.diary.entries import keep_entry, pause_treatment, stop_treatment
from hairtrack.workflow.diary.rhythm import Rhythm

START = date(2026, 1, 5)


def at(days: int) -> date:
    return START + timedelta(days=days)


def course(*entries: Treatment | LabResult | Reminder | Session) -> Course:
    made = Course(id="c1", name="Spring", created_on=START)
    for entry in entries:
        made = keep_entry(made, entry)
    return made


def jak(**changes: object) -> Treatment:
    plain = Treatment(
        id="t1", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg daily", started_on=START
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def dpcp(frequency: str = "every 4 weeks", **changes: object) -> Treatment:
    plain = Treatment(
        id="t1",
        kind=TreatmentKind.CONTACT_IMMUNOTHERAPY,
        name="DPCP",
        dose="0.01 %",
        frequency=frequency,
        started_on=START,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def given_on(*days: int) -> tuple[Session, ...]:
    return tuple(Session(id=f"s{day}", on=at(day), treatment="t1") for day in days)


def lab(name: str, day: int) -> LabResult:
    return LabResult(id=f"{name}{day}", on=at(day), name=name, value=2, unit="/nl")


def photo(day: date | None) -> Photo:
    name = str(day)
    return Photo(
        sha256=name.ljust(64, "0"),
        view=View.VERTEX,
        taken_on=day,
        taken_on_source=DateSource.GIVEN,
        file_name=name,
        stored_as=name,
        size=(10, 10),
    )


def whats(kept: Course, today: date) -> dict[str, date]:
    return {item.key: item.on for item in due(kept, today)}


def item_of(kept: Course, today: date, key: str) -> Due:
    return next(item for item in due(kept, today) if item.key == key)


# Photos


def test_photos_are_due_four_weeks_after_the_last_and_move_on_once_they_are_in() -> None:
    kept = course()
    assert whats(kept, START) == {"photos": START}
    kept = kept.with_photo(photo(START)).with_photo(photo(None)).with_photo(photo(at(500)))
    assert whats(kept, at(40)) == {"photos": at(28)}
    assert item_of(kept, at(28), "photos").late is False
    assert item_of(kept, at(29), "photos").late is True
    kept = kept.with_photo(photo(at(40)))
    assert whats(kept, at(40)) == {"photos": at(68)}


def test_the_users_own_rhythm_of_photos_takes_the_place_of_four_weeks_and_ends_with_the_photo() -> None:
    kept = course(Reminder(id="r", what=" Photos", on=at(10), every_days=14))
    assert whats(kept, START) == {"photos": START}
    kept = kept.with_photo(photo(START))
    assert whats(kept, at(8)) == {"photos": at(10)}
    assert item_of(kept, at(12), "photos").late
    assert "your own reminder" in item_of(kept, at(12), "photos").source
    kept = kept.with_photo(photo(at(12)))
    assert whats(kept, at(12)) == {"photos": at(24)}
    early = kept.with_photo(photo(at(22)))
    assert whats(early, at(22)) == {"photos": at(38)}


def test_a_single_reminder_of_photos_ends_once_they_are_in() -> None:
    kept = course(Reminder(id="r", what="take photos", on=at(30))).with_photo(photo(START))
    assert whats(kept, at(20)) == {"photos": at(28), "reminder-r": at(30)}
    assert whats(kept.with_photo(photo(at(29))), at(29)) == {"photos": at(57)}


# Blood tests


def test_published_blood_tests_are_due_until_their_result_is_in() -> None:
    kept = course(jak())
    test = item_of(kept, at(20), "test-t1-4")
    assert (test.on, test.source, test.done) == (
        at(28),
        "ritlecitinib label (prescribing information), week 4",
        Done.NONE,
    )
    assert item_of(kept, at(29), "test-t1-4").late
    assert "test-t1-4" in whats(keep_entry(kept, lab("LDL", 20)), at(20))
    assert "test-t1-4" not in whats(keep_entry(kept, lab("Lymphocytes", 20)), at(20))
    assert "test-t1-4" in whats(keep_entry(kept, lab("Lymphocytes", 10)), at(20))


def test_what_comes_before_the_first_dose_ends_with_it() -> None:
    kept = course(jak())
    assert whats(kept, at(-30))["test-t1-0"] == START
    assert "test-t1-0" in whats(kept, START)
    assert "test-t1-0" not in whats(kept, at(1))


def test_no_test_is_due_for_a_stopped_an_unknown_or_a_long_running_treatment() -> None:
    assert "test-t1-4" not in whats(stop_treatment(course(jak()), "t1", START), at(30))
    assert "test-t1-4" not in whats(stop_treatment(course(jak()), "t1", at(20)), at(10))
    assert "test-t1-4" not in whats(course(jak()), at(400))
    assert list(whats(course(jak(name="tofacitinib")), START)) == ["photos"]
    assert "test-t1-12" in whats(course(jak(name="Olumiant")), at(30))


def test_an_own_plan_comes_back_in_its_rhythm_and_ends_each_time_with_a_result() -> None:
    kept = set_test_plan(course(jak()), "t1", [PlannedTest(what="blood count", week=4, every_weeks=12)])

    def test_at(made: Course, day: int) -> Due:
        (found,) = [item for item in due(made, at(day)) if item.key.startswith("test")]
        return found

    first = test_at(kept, 10)
    assert (first.on, first.source) == (at(28), "your own plan, week 4, then every 12 weeks")
    assert first.every == Rhythm(days=84)
    assert test_at(kept, 40).on == at(28)
    assert test_at(kept, 40).late
    assert test_at(kept, 80).on == at(112)
    in_time = keep_entry(kept, lab("Haemoglobin", 20))
    assert test_at(in_time, 20).on == at(112)
    assert test_at(in_time, 20).key == first.key
    assert test_at(in_time, 115).on == at(112)
    assert test_at(keep_entry(in_time, lab("platelets", 114)), 115).on == at(196)
    assert test_at(keep_entry(kept, lab("CK", 20)), 20).on == at(28)
    assert not [i for i in due(stop_treatment(kept, "t1", at(100)), at(90)) if i.key.startswith("test")]


def test_a_rhythm_without_a_week_begins_one_round_after_the_start() -> None:
    kept = set_test_plan(course(jak()), "t1", [PlannedTest(what="CK", every_weeks=6)])
    assert at(42) in whats(kept, at(3)).values()


def test_the_reminder_of_an_old_course_takes_the_place_of_the_label() -> None:
    kept = course(jak(), Reminder(id="r", what="blood test", on=at(30), every_days=90, treatment="t1"))
    assert whats(kept, START) == {"photos": START, "reminder-r": at(30)}
    assert whats(kept, at(35))["reminder-r"] == at(30)
    assert whats(kept, at(90))["reminder-r"] == at(120)
    tested = keep_entry(kept, lab("ALT", 35))
    assert whats(tested, at(35))["reminder-r"] == at(120)
    assert "reminder-r" not in whats(stop_treatment(tested, "t1", at(35)), at(36))


# Rare doses


@pytest.mark.parametrize(
    ("frequency", "dose", "days"),
    [
        ("", "0.01 % weekly", 28),
        ("", "5 mg/ml every 4-6 weeks", 28),
        ("every 2 weeks", "0.01 % weekly", 28),
        ("every 6 weeks", "5 mg/ml", 42),
        ("monthly", "5 mg/ml", 31),
        ("twice weekly", "cream", None),
        ("", "cream every day", None),
        ("", "5 mg/ml", None),
        ("every now and then", "5 mg weekly", None),
    ],
)
@pytest.mark.parametrize("kind", [TreatmentKind.CORTICOSTEROID, TreatmentKind.OTHER])
def test_a_dose_is_due_only_in_the_rhythm_that_was_given(
    kind: TreatmentKind, frequency: str, dose: str, days: int | None
) -> None:
    kept = course(dpcp(frequency, dose=dose, kind=kind))
    assert whats(kept, at(31)).get("session-t1") == (None if days is None else at(days))


def test_a_dose_is_counted_from_the_last_session() -> None:
    kept = course(dpcp(), *given_on(0, 30))
    found = item_of(kept, at(40), "session-t1")
    assert (found.on, found.late, found.done) == (at(58), False, Done.SESSION)
    assert found.what == "DPCP, next session"
    assert found.source == "your entry: every 4 weeks, counted from 4 February 2026"
    assert item_of(kept, at(70), "session-t1").late
    assert whats(kept, at(200))["session-t1"] == at(58)
    done = mark_done(kept, item_of(kept, at(70), "session-t1"), at(70))
    assert [session.on for session in done.diary.sessions] == [START, at(30), at(70)]
    assert whats(done, at(70))["session-t1"] == at(98)
    assert mark_done(done, item_of(kept, at(70), "session-t1"), at(70)) is done


def test_a_window_is_late_only_after_its_end() -> None:
    kept = course(dpcp("every 4 to 6 weeks"), *given_on(0))
    found = item_of(kept, at(42), "session-t1")
    assert (found.on, found.until, found.late) == (at(28), at(42), False)
    assert item_of(kept, at(43), "session-t1").late
    unmarked = item_of(course(dpcp("every 4 to 6 weeks")), at(40), "session-t1")
    assert (unmarked.on, unmarked.until, unmarked.late) == (at(28), at(42), False)


def test_a_planned_treatment_is_due_on_its_first_day() -> None:
    assert whats(course(dpcp()), at(-10))["session-t1"] == START
    assert whats(course(dpcp()), START)["session-t1"] == START
    assert whats(course(dpcp()), at(1))["session-t1"] == at(28)


def test_a_new_rhythm_counts_from_the_day_it_was_ordered() -> None:
    kept = course(
        dpcp("weekly", changes=(DoseChange(on=at(10), dose="0.1 %", frequency="every 3 weeks"),)),
    )
    assert whats(kept, at(9))["session-t1"] == at(7)
    assert whats(kept, at(12))["session-t1"] == at(31)
    same = course(dpcp("weekly", changes=(DoseChange(on=at(10), dose="0.1 %"),)))
    assert whats(same, at(12))["session-t1"] == at(14)


def test_nothing_is_due_while_paused_or_after_the_stop() -> None:
    kept = course(dpcp("weekly"))
    paused = pause_treatment(kept, "t1", Pause(since=at(10), until=at(25)))
    assert whats(paused, at(9))["session-t1"] == at(7)
    assert whats(paused, at(12))["session-t1"] == at(26)
    assert whats(pause_treatment(kept, "t1", Pause(since=at(10))), at(12)).get("session-t1") is None
    stopped = stop_treatment(kept, "t1", at(20))
    assert whats(stopped, at(18)).get("session-t1") is None
    assert whats(stopped, at(14))["session-t1"] == at(14)
    assert whats(stopped, at(40)).get("session-t1") is None


@given(
    frequency=st.sampled_from(["weekly", "every 4 weeks", "every 4 to 6 weeks", "monthly", "every 3 months"]),
    sessions=st.sets(st.integers(0, 300), max_size=4),
    pauses=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=3),
    stop=st.none() | st.integers(0, 400),
    today=st.integers(-30, 400),
)
def test_a_dose_is_never_due_in_a_pause_before_the_start_or_after_the_stop(
    frequency: str, sessions: set[int], pauses: list[tuple[int, int]], stop: int | None, today: int
) -> None:
    apart: list[Pause] = []
    for since, long in sorted(pauses):
        if not apart or apart[-1].until < at(since):  # type: ignore[operator]
            apart.append(Pause(since=at(since), until=at(since + long)))
    stopped = at(stop) if stop is not None else None
    treatment = dpcp(frequency, pauses=tuple(apart), stopped_on=stopped)
    kept = Course(id="c1", name="Spring", created_on=START)
    kept = replace(kept, diary=replace(kept.diary, treatments=(treatment,), sessions=given_on(*sessions)))
    for item in due(kept, at(today)):
        if item.key == "session-t1":
            assert treatment.taken_on(item.on)
            assert item.until is not None
            assert item.until >= item.on
            assert item.late == (item.until < at(today))


# Reminders


def test_a_reminder_that_returns_moves_on_without_being_late() -> None:
    kept = course(Reminder(id="r", what="dermatologist", on=at(10), every_days=30))
    late = item_of(kept, at(15), "reminder-r")
    assert (late.on, late.late, late.done) == (at(10), True, Done.REMINDER)
    done = mark_done(kept, late, at(15))
    assert whats(done, at(15))["reminder-r"] == at(40)
    early = mark_done(done, item_of(done, at(35), "reminder-r"), at(35))
    assert whats(early, at(35))["reminder-r"] == at(70)
    assert whats(kept, at(26))["reminder-r"] == at(40)
    skipped = mark_done(kept, item_of(kept, at(26), "reminder-r"), at(26))
    assert whats(skipped, at(26))["reminder-r"] == at(70)


def test_a_single_reminder_goes_once_it_is_done_and_is_let_go_after_a_while() -> None:
    kept = course(Reminder(id="r", what="dermatologist", on=at(30)))
    assert whats(kept, at(40))["reminder-r"] == at(30)
    assert "reminder-r" not in whats(kept, at(130))
    assert mark_done(kept, item_of(kept, at(40), "reminder-r"), at(40)) == course()


def test_what_ends_by_itself_is_not_marked() -> None:
    kept = course(jak())
    with pytest.raises(HairtrackError, match="diary_ends_by_itself") as caught:
        mark_done(kept, item_of(kept, START, "test-t1-4"), START)
    assert error_sentence(caught.value).startswith("Blood test: lymphocytes and platelets: this ends by itself")


def test_what_is_no_longer_there_is_said() -> None:
    kept = course(Reminder(id="r", what="dermatologist", on=at(30)))
    with pytest.raises(HairtrackError, match="diary_entry_unknown"):
        mark_done(course(), item_of(kept, START, "reminder-r"), START)


def test_what_is_due_is_in_order_and_each_thing_once() -> None:
    kept = course(jak(), Reminder(id="r", what="x", on=at(-2)))
    found = due(kept, START)
    assert [item.on for item in found] == sorted(item.on for item in found)
    assert len(found) == 4
    assert len({item.key for item in found}) == 4
