"""What the report's tables say of the values."""

from dataclasses import replace

from hairtrack.course import Cause, Course, SaltArea, Unjudged
from hairtrack.report.choices import Choices
from hairtrack.report.method import method_of
from hairtrack.report.selection import select
from hairtrack.report.tables import doubts
from tests.workflow.measured_course import measured_course


def with_taken_out(course: Course, share: float) -> Course:
    first, *rest = course.measurements
    part = Unjudged(cause=Cause.TAKEN_OUT, share=share)
    return replace(course, measurements=(replace(first, judged=1 - share, unjudged=(part,)), *rest))


def rows_of(course: Course) -> tuple[tuple[str, ...], ...]:
    return doubts(course, select(course, Choices())).rows


def test_what_was_taken_out_by_hand_is_said_of_its_photo_alone() -> None:
    course = measured_course([0.3], [0.4])
    assert rows_of(course) == ()
    (row,) = rows_of(with_taken_out(course, 0.124))
    assert row[-2:] == ("caution", "Crown: 12 % of the region was taken out by hand, such as a clip or fingers.")
    assert "Crown: 1 % of" in rows_of(with_taken_out(course, 0.001))[0][-1]


def test_the_method_names_it_where_it_was_done() -> None:
    course = measured_course([0.3], [0.4])
    for said, each in ((False, course), (True, with_taken_out(course, 0.2))):
        text = " ".join(text for _, text in method_of(each))
        assert "Glare, deep shadow" in text
        assert ("taken out by hand" in text) is said


def test_the_method_of_the_salt_is_told_where_a_region_stands_for_an_area() -> None:
    course = measured_course([0.3], [0.4])
    marked = replace(course, regions=tuple(replace(region, salt=SaltArea.TOP) for region in course.regions))
    assert "SALT" not in dict(method_of(course))
    assert "40 % of what the top has lost" in dict(method_of(marked))["SALT"]
