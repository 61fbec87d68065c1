"""What a poster says, from planted parts."""

from datetime import date

import pytest

from hairtrack.course import Course, DateSource, Measurement, Photo, Region, View
from hairtrack.diary import Diary
from hairtrack.report.content import PosterParts, RegionVerdict, TakenPhoto, VerdictLine, ViewPart, ViewPhotos
from hairtrack.report.pixels import PixelStep
from hairtrack.report.poster import poster_of
from hairtrack.report.selection import Selection
from hairtrack.treatment import Treatment, TreatmentKind

SQUARE = ((10.0, 10.0), (50.0, 10.0), (50.0, 50.0))
VIEWS = (View.VERTEX, View.FRONTAL, View.LEFT, View.RIGHT, View.BACK, View.MIDLINE)


def photo(view: View, day: date) -> Photo:
    return Photo(
        sha256=f"{list(View).index(view)}{day:%Y%m%d}".ljust(64, "0"),
        view=view,
        taken_on=day,
        taken_on_source=DateSource.GIVEN,
        file_name="a.jpg",
        stored_as="a.jpg",
        size=(100, 100),
    )


def course_of(views: tuple[View, ...], days: tuple[date, ...], names: tuple[str, ...]) -> Course:
    course = Course(id="c", name="Anna", created_on=days[0])
    for view in views:
        photos = [photo(view, day) for day in days]
        for each in photos:
            course = course.with_photo(each)
        for name in names:
            region = Region(id=f"{view}-{name}", view=view, name=name, points=SQUARE, drawn_on=photos[0].sha256)
            course = course.with_region(region)
            for place, each in enumerate(photos):
                course = course.with_measurement(
                    Measurement(
                        photo=each.sha256,
                        region=region.id,
                        coverage=0.4 + 0.1 * place,
                        low=0.35 + 0.1 * place,
                        high=0.45 + 0.1 * place,
                        judged=1.0,
                        engine="planted",
                        person="",
                        threshold=0.0,
                        outline=SQUARE,
                        alignment_error_percent_width=0.1,
                    )
                )
    return course


def listed(course: Course, *treatments: Treatment) -> Selection:
    return Selection(
        name=course.name,
        file_names=True,
        photos=course.photos,
        regions=course.regions,
        diary=Diary(treatments=treatments),
    )


def strip(course: Course, view: View, *steps: PixelStep, notes: tuple[str, ...] = ()) -> ViewPhotos:
    shown = tuple(
        TakenPhoto(photo=each, file=f"{each.short}.jpg", turn=1, aspect=1.0, pixels=steps)
        for each in course.in_view(view)
        if not notes
    )
    outlines = tuple(SQUARE for _ in course.regions_in(view))
    return ViewPhotos(
        view=view,
        photos=shown,
        aspect=1.0,
        visits=9,
        outlines=outlines,
        verdicts=tuple(trend(region.name) for region in course.regions_in(view) if region.name != "Untold"),
        notes=notes,
    )


def trend(region: str) -> RegionVerdict:
    return RegionVerdict(
        region=region,
        before=None,
        after=None,
        verdict="gain",
        sentence="Gain of 10 points (5 to 15).",
        brief="Gain of 10 points (5 to 15)",
        change=10.0,
        low=5.0,
        high=15.0,
        reasons=(),
    )


DAYS = (date(2026, 1, 5), date(2026, 7, 6))


@pytest.mark.parametrize(("views", "names", "each"), [(1, 6, 4), (3, 4, 4), (4, 4, 3), (6, 4, 2), (6, 1, 1)])
def test_what_regions_have_no_room_for_is_said(views: int, names: int, each: int) -> None:
    course = course_of(VIEWS[:views], DAYS, tuple(f"Region {place}" for place in range(names)))
    parts = PosterParts(views=tuple(strip(course, view, PixelStep.ALIGNED) for view in VIEWS[:views]))
    poster = poster_of(course, listed(course), parts, {})
    more = names - each
    for shown in poster.strips:
        assert len(shown.regions) == each
        assert all(len(visit.values) == len(visit.outlines) == each for visit in shown.visits)
        said = f"{more} more region{'s are' if more > 1 else ' is'} in the full record."
        assert (said in shown.note) == (more > 0)
    (group,) = poster.verdicts
    assert len(group.lines) == views * each


def test_a_region_without_a_trend_has_the_verdict_of_its_pair() -> None:
    course = course_of((View.VERTEX,), DAYS, ("Told", "Untold"))
    line = VerdictLine(
        verdict="not comparable",
        region="Untold",
        before="",
        after="",
        figures="",
        sentence="These two photos cannot be compared.",
        brief="These two photos cannot be compared.",
        reasons=("The later one is blurred.",),
    )
    part = ViewPart(
        heading="Crown",
        pictures=(),
        aspect=1.0,
        outlines=(),
        note="",
        verdicts=(line,),
        reasons=(),
        trends=(),
        taken=(),
        charts=(),
    )
    parts = PosterParts(views=(strip(course, View.VERTEX, PixelStep.ALIGNED),))
    poster = poster_of(course, listed(course), parts, {View.VERTEX: ("5 to 6 July 2026", part)})
    assert [(group.heading, [line.region for line in group.lines]) for group in poster.verdicts] == [
        ("Over the whole course", ["Told"]),
        ("5 to 6 July 2026", ["Untold"]),
    ]
    assert poster.verdicts[1].lines[0].reasons == ("The later one is blurred.",)


def test_a_view_without_a_photo_to_show_is_named_with_the_reason() -> None:
    course = course_of((View.VERTEX, View.FRONTAL), DAYS, ("Crown",))
    views = (strip(course, View.VERTEX), strip(course, View.FRONTAL, notes=("The photos are left out: why.",)))
    poster = poster_of(course, listed(course), PosterParts(views=views), {})
    assert [shown.heading for shown in poster.strips] == ["Crown"]
    assert poster.note == "Front: The photos are left out: why."


def test_weeks_name_their_treatment_once_where_it_is_one() -> None:
    course = course_of((View.VERTEX,), DAYS, ())
    parts = PosterParts(views=(strip(course, View.VERTEX),))
    taken = Treatment(
        id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg", started_on=date(2026, 1, 5)
    )
    poster = poster_of(course, listed(course, taken), parts, {})
    assert poster.note == "Weeks are those of ritlecitinib."
    assert [visit.week for visit in poster.strips[0].visits] == ["week 0", "week 26"]
    assert [visit.picture.caption for visit in poster.strips[0].visits] == ["5 Jan 2026", "6 Jul 2026"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "Not retouched."),
        ((PixelStep.ALIGNED,), "Photos of a view are in one frame and at one scale. Not retouched."),
        ((PixelStep.COVERED,), "Not retouched but for what is covered in grey."),
    ],
)
def test_a_line_says_how_it_was_made(steps: tuple[PixelStep, ...], said: str) -> None:
    bare, measured = course_of((View.VERTEX,), DAYS, ()), course_of((View.VERTEX,), DAYS, ("Crown",))
    for course, coverage in ((bare, ""), (measured, "Coverage is the share of a region that hair hides, ")):
        parts = PosterParts(views=(strip(course, View.VERTEX, *steps),))
        made = poster_of(course, listed(course), parts, {}).made
        assert made.endswith(said)
        assert made.startswith(coverage or said)
