"""What a SALT still lacks, area by area, and the page where that is put right."""

from dataclasses import dataclass

from hairtrack.course import Course, SaltArea, View
from hairtrack.errors import ReasonKind
from hairtrack.kept_words import at_start
from hairtrack.language import _
from hairtrack.messages import reason_sentence
from hairtrack.ui.words import view_words
from hairtrack.workflow.course_salt import SaltAreaValue, SaltVisit
from hairtrack.workflow.starting_outlines import salt_areas

_VIEWS = (View.VERTEX, View.MIDLINE, View.FRONTAL, View.BACK, View.LEFT, View.RIGHT)
"""Views that are known to show an area, the best one of each first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Why an area has no value, in words; where to go, and to which view there."""

    area: SaltArea
    words: str
    page: str
    view: View | None = None

    @property
    def action(self) -> str:
        """What the button says that leads there."""
        if self.page == "photos":
            return _("Go to Photos")
        return _("Go to Measure, {view}", view=view_words(self.view)) if self.view else _("Go to Measure")


def gaps_of(course: Course, visit: SaltVisit | None) -> tuple[Gap, ...]:
    """Say what a visit lacks for a SALT.

    Parameters
    ----------
    course : Course
    visit : SaltVisit or None
        None where no visit shows any area.

    Returns
    -------
    tuple of Gap
        One for each area without a value; none where nothing is missing.
    """
    known = {value.area: value for value in visit.areas} if visit else {}
    gaps = (_gap(course, area, known.get(area)) for area in SaltArea)
    return tuple(gap for gap in gaps if gap is not None)


def first_step(gaps: tuple[Gap, ...]) -> Gap | None:
    """Return what to do first: photos are needed before anything can be drawn on them."""
    return min(gaps, key=lambda gap: gap.page != "photos", default=None)


def _gap(course: Course, area: SaltArea, value: SaltAreaValue | None) -> Gap | None:
    if value is not None and not value.reasons:
        return None
    name = at_start(area.place)
    region = value.region if value else next((region for region in course.regions if region.salt_area is area), None)
    view = next((view for view in _VIEWS if area in salt_areas(view) and view in course.views()), None)
    if region is None:
        if view is None:
            return Gap(area=area, words=_("{area}: no photo shows it yet.", area=name), page="photos")
        words = _(
            "{area}: there are photos ({view}), but the area is not drawn on them yet.",
            area=name,
            view=view_words(view),
        )
        return Gap(area=area, words=words, page="measure", view=view)
    reasons = value.reasons if value else ()
    said = " ".join(dict.fromkeys(map(reason_sentence, reasons))) or _("Not measured yet.")
    unseen = any(reason.kind is ReasonKind.SALT_AREA_NOT_SEEN for reason in reasons)
    page, place = ("photos", None) if unseen else ("measure", region.view)
    return Gap(area=area, words=f"{name}: {said}", page=page, view=place)
