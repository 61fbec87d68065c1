"""What the report's tables say of the values."""

from dataclasses import replace

from hairtrack.course import Cause, Course, Region, SaltArea, Unjudged, View
from hairtrack.report.choices import Choices
from hairtrack.report.method import method_of
from hairtrack.report.selection import select
from hairtrack.report.tables import doubts, doubts_table, measurements
from tests.workflow.measured_course import measured_course


def with_taken_out(course: Course, share: float) -> Course:
    first, *rest = course.measurements
    part = Unjudged(cause=Cause.TAKEN_OUT, share=share)
    return replace(course, measurements=(replace(first, judged=1 - share, unjudged=(part,)), *rest))


def rows_of(course: Course) -> tuple[tuple[str, ...], ...]:
    return doubts_table(doubts(course, select(course, Choices()))).rows


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


CORNERS = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))


def with_side(course: Course) -> Course:
    """Add a second region, and a view of two photos that has none."""
    temple = Region(id="t", view=View.VERTEX, name="Temple", points=CORNERS, drawn_on=course.photos[0].sha256)
    others = [
        replace(photo, sha256=photo.sha256.replace("0", "a"), view=View.LEFT, stored_as=f"left-{photo.stored_as}")
        for photo in course.photos
    ]
    return replace(course, regions=(*course.regions, temple), photos=(*course.photos, *others))


def test_each_view_has_a_table_and_each_region_reads_in_order_of_time() -> None:
    course = with_side(measured_course([0.3], [None], [0.4]))
    crown, left = measurements(course, select(course, Choices()))
    assert (crown.heading, left.heading) == ("Measurements: crown", "Measurements: left side")
    assert [(row[0], row[1], row[3]) for row in crown.rows] == [
        *(("Crown", "1 Jan 2026", "30 %"), ("Crown", "31 Jan 2026", "no value"), ("Crown", "2 Mar 2026", "40 %")),
        *(("Temple", day, "not measured") for day in ("1 Jan 2026", "31 Jan 2026", "2 Mar 2026")),
    ]
    assert left.rows == (), "nothing is measured where no region is"


def test_a_value_has_its_interval_and_what_of_the_region_is_not_judged_and_why() -> None:
    course = measured_course([0.3])
    parts = (
        Unjudged(cause=Cause.GLARE, share=0.074),
        Unjudged(cause=Cause.TAKEN_OUT, share=0.002),
        Unjudged(cause=Cause.SHADOW, share=0.003),
    )
    first = replace(course.measurements[0], judged=0.921, unjudged=parts, alignment_error_percent_width=0.34)
    (table,) = measurements(replace(course, measurements=(first,)), select(course, Choices()))
    said = dict(zip(table.columns, table.rows[0], strict=True))
    assert said["95 % interval"] == "20 to 40 %"
    assert (said["Judged"], said["Alignment error"]) == ("92 %", "0.3 %")
    assert said["Not judged"] == "glare 7 %, taken out by hand 1 %", "what was done by hand is always said"


def test_a_view_in_which_nothing_is_measured_is_said_once() -> None:
    course = with_side(measured_course([0.3], [0.4]))
    assert rows_of(course) == (("all", "Left side", "2 photos", "no value", "No region is drawn in this view."),)
    (row,) = doubts_table(doubts(course, select(course, Choices(views=(View.VERTEX,), regions=())))).rows
    assert row == ("all", "Crown", "2 photos", "no value", "None of its regions was chosen for this report.")


def test_why_a_region_that_is_not_listed_has_no_value_is_not_said() -> None:
    course = with_side(measured_course([0.3], [None]))
    said = doubts_table(doubts(course, select(course, Choices(views=(View.VERTEX,), regions=("t",))))).rows
    assert [row[-2:] for row in said] == [("no value", "Not measured yet.")] * 2
    (refused,) = doubts_table(doubts(course, select(course, Choices(views=(View.VERTEX,), regions=("r",))))).rows
    assert refused[-2] == "no value"
    assert "Only 10 % of the region can be judged" in refused[-1]
