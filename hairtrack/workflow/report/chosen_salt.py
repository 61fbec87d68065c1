"""The SALT of a report: computed from the whole course, narrowed to what was chosen."""

from dataclasses import replace

from hairtrack.course import Course
from hairtrack.report.selection import Selection
from hairtrack.workflow.course_salt import CourseSalt, SaltResponse, course_salt


def chosen_salt(course: Course, selection: Selection) -> CourseSalt:
    """Return the SALT of the chosen days, the estimates only where every region that they rest on was chosen.

    Parameters
    ----------
    course : Course
    selection : Selection

    Returns
    -------
    CourseSalt
        What became of it is counted over the whole course, and said where its last day was chosen.
    """
    found = course_salt(course)
    chosen = {region.id for region in selection.regions}
    whole = all(region.id in chosen for region in course.regions if region.salt_area is not None)

    def told(response: SaltResponse | None) -> SaltResponse | None:
        if response is None or not selection.holds(response.on):
            return None
        known = selection.holds(response.baseline)
        return replace(response, baseline_by=response.baseline_by if known else "")

    return CourseSalt(
        visits=tuple(visit for visit in found.visits if whole and selection.holds(visit.on)),
        judged=tuple(score for score in found.judged if selection.holds(score.on)),
        response=told(found.response) if whole else None,
        judged_response=told(found.judged_response),
    )
