"""What the measure page says of values whose facts are planted."""

from dataclasses import replace
from datetime import date

from hairtrack.course import SaltArea
from hairtrack.errors import Reason, ReasonKind
from hairtrack.ui.measure.words import Step, say_measurement
from tests.workflow.salt_course import everywhere, salt_course


def test_an_area_measured_before_its_parts_were_kept_asks_to_be_measured_again() -> None:
    course = salt_course((date(2026, 1, 5), everywhere(0.5, 0.25, 0.0, 1.0)))
    photo, region = course.photos[0], course.regions[0]
    # As the course has no person model, so have its values.
    new = replace(course, measurements=tuple(replace(m, person="") for m in course.measurements))
    assert region.salt is SaltArea.TOP
    assert say_measurement(new, photo, region).step is Step.NONE
    old = replace(new, measurements=tuple(replace(m, bare_to_dense=()) for m in new.measurements))
    said = say_measurement(old, photo, region)
    assert said.step is Step.MEASURE
    assert "Measure the SALT top again to estimate the SALT" in said.reasons
    unmarked = replace(old, regions=tuple(replace(r, salt=None) for r in old.regions))
    assert say_measurement(unmarked, photo, unmarked.regions[0]).step is Step.NONE


def test_a_value_whose_original_was_missing_can_be_measured_at_any_time() -> None:
    course = salt_course((date(2026, 1, 5), everywhere(0.5, 0.25, 0.0, 1.0)))
    photo, region = course.photos[0], course.regions[0]
    missing = Reason.of(ReasonKind.ORIGINAL_MISSING, file="a.jpg", stored_as="b.jpg")
    known = course.measurement(photo, region)
    assert known is not None
    lost = replace(known, person="", coverage=None, low=None, high=None, reasons=(missing,))
    said = say_measurement(course.with_measurement(lost), photo, region)
    assert (said.answer, said.step) == ("Not judged", Step.MEASURE)
    assert "Put b.jpg back" in said.reasons
