from datetime import timedelta

import pytest

from hairtrack.course import SaltArea, View
from hairtrack.demo.course import DemoCourse, demo_course, person
from hairtrack.demo.salt_truth import true_losses, true_salt
from hairtrack.diary import Diary, GroomKind


@pytest.fixture(scope="module")
def course() -> DemoCourse:
    return demo_course(size=(180, 240))


@pytest.fixture
def diary(course: DemoCourse) -> Diary:
    return course.diary


def test_the_doctor_judges_what_is_true(course: DemoCourse) -> None:
    backs = [photo for photo in course.photos if photo.shot.view is View.BACK]
    assert [score.on for score in course.diary.salt_scores] == [photo.taken_at.date() for photo in backs]
    for score, photo in zip(course.diary.salt_scores, backs, strict=True):
        losses = true_losses(person(course.seed, course.look), photo.shot.hair)
        judged = dict(zip(SaltArea, score.areas(), strict=True))
        assert all(judged[area] == pytest.approx(100 * losses[area], abs=2.6) for area in SaltArea)
        assert score.total == pytest.approx(true_salt(losses), abs=2.6)


def test_the_salt_falls_below_twenty_within_the_year(diary: Diary) -> None:
    start, middle, end = (score.total for score in diary.salt_scores)
    assert start > 30
    assert middle <= 20
    assert end < 5


def test_what_was_taken_has_all_that_a_treatment_can_have(diary: Diary) -> None:
    before, jak, added = diary.treatments
    assert before.stop_reason
    assert all(taken.form and taken.dose and taken.frequency for taken in diary.treatments)
    (pause,) = jak.pauses
    assert pause.until is not None
    assert (pause.until - pause.since).days + 1 == 14
    assert 4.5 < (added.started_on - jak.started_on).days / 30.4 < 5.5
    assert added.changes
    assert {missed.treatment for missed in diary.missed_doses} == {jak.id}


def test_one_blood_test_is_out_of_its_range(diary: Diary) -> None:
    outside = [
        lab
        for lab in diary.labs
        if (lab.low is not None and lab.value < lab.low) or (lab.high is not None and lab.value > lab.high)
    ]
    assert [(lab.name, lab.value, lab.high) for lab in outside] == [("ALT", 48.0, 45.0)]
    assert {lab.name for lab in diary.labs} == {"lymphocytes", "platelets", "ALT", "haemoglobin"}


def test_the_infection_and_the_pause_belong_together(diary: Diary) -> None:
    infection = next(effect for effect in diary.side_effects if "respiratory" in effect.name)
    (pause,) = diary.treatments[1].pauses
    assert infection.until is not None
    assert infection.since < pause.since < infection.until


def test_itch_falls_everywhere(diary: Diary) -> None:
    for area in {symptom.area for symptom in diary.symptoms}:
        itch = [symptom.severity for symptom in diary.symptoms if (symptom.name, symptom.area) == ("itch", area)]
        assert itch == sorted(itch, reverse=True)
        assert not itch or itch[-1] == 0


def test_the_hair_was_washed_and_dry_when_the_doctor_judged(course: DemoCourse, diary: Diary) -> None:
    visits = {photo.taken_at.date() for photo in course.photos}
    judged = [score.on for score in diary.salt_scores]
    assert [groom.on for groom in diary.grooms if groom.wet is False] == judged
    assert [groom.on + timedelta(days=1) for groom in diary.grooms if groom.kind is GroomKind.WASH] == judged
    assert {score.on for score in diary.scores} < visits
