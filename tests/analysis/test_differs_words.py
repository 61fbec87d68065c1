"""What stands beneath a film names what forbids a comparison, and nothing that is only worth a caution."""

from hairtrack.analysis.comparability import Condition, Finding, Level
from hairtrack.analysis.differs_words import differing, fade_note, film_note
from hairtrack.errors import Reason, ReasonKind


def found(condition: Condition, level: Level) -> Finding:
    return Finding(condition=condition, level=level, reason=Reason.of(ReasonKind.OTHER_LIGHT))


def test_only_what_forbids_is_named() -> None:
    findings = (found(Condition.LIGHT, Level.NOT_COMPARABLE), found(Condition.ANGLE, Level.CAUTION))
    assert differing((*findings, Finding(condition=Condition.COLOUR))) == (Condition.LIGHT,)


def test_hair_of_another_length_says_why_it_looks_different() -> None:
    stops = (Condition.STATE, Condition.LENGTH, Condition.LIGHT)
    assert set(differing(found(stop, Level.NOT_COMPARABLE) for stop in stops)) == {Condition.LENGTH, Condition.LIGHT}


def test_a_note_says_with_what_a_photo_cannot_be_compared() -> None:
    light, angle = (Condition.LIGHT,), (Condition.ANGLE,)
    assert film_note(()) == fade_note(()) == ""
    assert film_note(light) == "Not comparable with the photo before: other light"
    assert film_note((), first=light) == "Not comparable with the first photo: other light"
    assert film_note(light, first=angle) == "Not comparable with the photos before: other angle, other light"
    assert fade_note(light) == "These two photos are not comparable: other light"


def test_every_condition_has_its_words() -> None:
    for condition in Condition:
        assert fade_note((condition,)).partition(": ")[2]
