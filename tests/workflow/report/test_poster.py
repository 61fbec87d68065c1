"""The poster: one page whatever the course is, its visits spread over the time, its values those that were measured."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import Course, Cover, DateSource, Photo, View
from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.messages import error_sentence
from hairtrack.report.choices import Choices, PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.photo_words import value_words
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.report import gather
from hairtrack.workflow.report.gather import gathered
from hairtrack.workflow.report.poster import evenly, most_visits
from hairtrack.workflow.report.write import write_report
from tests.report.pdf_text import words_in
from tests.workflow.report.poster_courses import TREATMENT, course_for_poster

POSTER = Choices(kind=ReportKind.POSTER)
LONG = "Maximiliane-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfürst the Elder, 山田花子, محمد"
REGIONS = ("Left temple behind the ear, where it began in spring", "Crown", "Große Stelle", "頭頂部の脱毛斑", "Fifth")
MILLIMETRES = {PaperSize.A4: (210, 297), PaperSize.LETTER: (215.9, 279.4)}


def told(folder: CourseFolder, choices: Choices = POSTER, *, attached: bool = False) -> ReportContent:
    with Sheet() as sheet:
        return gathered(folder, folder.course, choices, sheet, lambda *_: None, attached=attached)


def dated(days: list[int]) -> list[Photo]:
    return [
        Photo(
            sha256=f"{place:064x}",
            view=View.VERTEX,
            taken_on=date(2025, 1, 6) + timedelta(days=day),
            taken_on_source=DateSource.GIVEN,
            file_name="",
            stored_as="",
            size=(4, 3),
        )
        for place, day in enumerate(days)
    ]


def days_of(photos: tuple[Photo, ...]) -> list[int]:
    return [(photo.taken_on - date(2025, 1, 6)).days for photo in photos if photo.taken_on]


@given(
    days=st.sets(st.integers(0, 1500), min_size=1, max_size=70).map(sorted),
    most=st.integers(2, 12),
)
def test_the_visits_shown_are_the_first_the_last_and_others_in_order(days: list[int], most: int) -> None:
    photos = dated(days)
    chosen = evenly(photos, most)
    assert len(chosen) == min(most, len(photos))
    assert (chosen[0], chosen[-1]) == (photos[0], photos[-1])
    places = [photos.index(photo) for photo in chosen]
    assert places == sorted(set(places))


@given(
    days=st.sets(st.integers(0, 60), min_size=4, max_size=9).map(sorted),
    most=st.integers(3, 5),
)
def test_no_other_visits_are_spread_more_evenly(days: list[int], most: int) -> None:
    if len(days) <= most:
        return
    ideal = [days[0] + place * (days[-1] - days[0]) / (most - 1) for place in range(most)]

    def off(some: tuple[int, ...] | list[int]) -> float:
        return sum((day - wanted) ** 2 for day, wanted in zip(some, ideal, strict=True))

    others = [(days[0], *between, days[-1]) for between in combinations(days[1:-1], most - 2)]
    assert off(days_of(evenly(dated(days), most))) == pytest.approx(min(map(off, others)))


def test_many_visits_at_once_do_not_crowd_out_the_rest_of_the_time() -> None:
    often_then_seldom = [*range(30), 100, 200, 300]
    assert days_of(evenly(dated(often_then_seldom), 4)) == [0, 100, 200, 300]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_there_is_never_more_than_the_sheet_has_room_for(counts: list[int]) -> None:
    most = most_visits(counts)
    assert 2 <= most <= 12
    assert sum(min(count, most) for count in counts) <= 24


@pytest.mark.parametrize(("counts", "most"), [([60], 12), ([60] * 6, 4), ([60, 60], 12), ([10, 10, 3, 3, 3], 5)])
def test_many_views_have_room_for_fewer_visits(counts: list[int], most: int) -> None:
    assert most_visits(counts) == most


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize(
    ("views", "visits", "regions", "name"),
    [
        (1, 1, ("Patch",), "Anna"),
        (1, 2, ("Patch",), "Anna"),
        (1, 60, ("Patch",), LONG),
        (2, 5, (), ""),
        (3, 7, REGIONS, LONG),
        (6, 1, ("Patch",), "Anna"),
        (6, 5, REGIONS, LONG),
    ],
)
def test_every_course_is_one_page_on_either_paper(
    tmp_path: Path, views: int, visits: int, regions: tuple[str, ...], name: str, paper: PaperSize
) -> None:
    with course_for_poster(tmp_path / "A.hairtrack", views=views, visits=visits, regions=regions) as folder:
        written = write_report(folder, folder.course, tmp_path / "x.pdf", replace(POSTER, paper=paper, name=name))
    assert written.pages == 1
    assert written.standards == ("PDF/UA-1",)
    with pikepdf.open(tmp_path / "x.pdf") as document:
        (page,) = document.pages
        millimetres = sorted(float(side) / 72 * 25.4 for side in page.mediabox[2:])
        assert millimetres == pytest.approx(MILLIMETRES[paper], abs=0.2)
        words = words_in(document)
        assert "not medical advice" in " ".join(words.split())
        assert ("of 60 visits shown" in words) == (visits == 60)
        photos = [each for each in document.objects if isinstance(each, pikepdf.Stream) and _is_photo(each)]
        assert len(photos) == min(visits, most_visits([visits] * views)) * views


@pytest.mark.parametrize("paper", PaperSize)
def test_a_chart_that_leaves_no_room_for_photos_gives_way(tmp_path: Path, paper: PaperSize) -> None:
    many = [
        replace(
            TREATMENT,
            id=str(number),
            name=f"a treatment with quite a long name, number {number}",
            dose="50 mg daily before breakfast, with food and a large glass of water",
        )
        for number in range(40)
    ]
    with course_for_poster(tmp_path / "A.hairtrack", views=4, visits=9, regions=REGIONS) as folder:
        course = replace(folder.course, diary=Diary(treatments=tuple(many)))
        written = write_report(folder, course, tmp_path / "x.pdf", replace(POSTER, paper=paper, name=LONG))
    assert written.pages == 1


def _is_photo(stream: pikepdf.Stream) -> bool:
    return bool(stream.get("/Subtype") == "/Image" and stream.get("/Filter") == "/DCTDecode")


def test_what_stands_below_a_photo_is_what_was_measured_in_it(tmp_path: Path) -> None:
    with course_for_poster(tmp_path / "A.hairtrack", views=2, visits=40, regions=("One", "Two")) as folder:
        course, content = folder.course, told(folder)
    for strip in content.poster.strips:
        view = {"Crown": View.VERTEX, "Front": View.FRONTAL}[strip.heading]
        by_day = {f"{p.taken_on.day} {p.taken_on:%b %Y}": p for p in course.in_view(view) if p.taken_on}
        assert strip.shown == "12 of 40 visits shown"
        assert strip.regions == ("One", "Two")
        for visit in strip.visits:
            photo = by_day[visit.picture.caption]
            values = tuple(value_words(course.measurement(photo, region)) for region in course.regions_in(view))
            assert visit.values == values
            assert visit.picture.file.startswith(photo.short)
            assert all(value in visit.picture.alt for value in values)
            assert visit.picture.caption.split()[-1] in visit.picture.alt
            assert len(visit.outlines) == 2


def test_each_region_has_the_sentence_of_its_course_or_else_of_its_pair(tmp_path: Path) -> None:
    with course_for_poster(tmp_path / "A.hairtrack", views=2, visits=6, regions=("One", "Two")) as folder:
        (whole,) = told(folder).poster.verdicts
        trends = [trend for part in told(folder, Choices()).parts for trend in part.trends]
    assert whole.heading == "Over the whole course"
    assert len(whole.lines) == len(trends) == 4
    for line in whole.lines:
        assert any(line.sentence[1:] in trend and line.region.split(", ")[1] in trend for trend in trends)
    with course_for_poster(tmp_path / "B.hairtrack", views=1, visits=2) as folder:
        (pair,) = told(folder).poster.verdicts
    assert (pair.heading, [line.region for line in pair.lines]) == ("6 January 2025 to 27 January 2025", ["Patch"])


def test_photos_that_are_not_aligned_are_marked_where_others_are(tmp_path: Path) -> None:
    with course_for_poster(tmp_path / "A.hairtrack", views=1, visits=4, aligned=lambda place: place != 2) as folder:
        (strip,) = told(folder).poster.strips
    assert [visit.mark for visit in strip.visits] == ["", "", "as taken", ""]
    assert [len(visit.outlines[0]) if visit.outlines[0] else 0 for visit in strip.visits] == [4, 4, 0, 4]
    assert strip.visits[2].values == ("no value",)
    with course_for_poster(tmp_path / "B.hairtrack", views=1, visits=3, aligned=lambda _: False) as folder:
        (strip,) = told(folder).poster.strips
    assert [visit.mark for visit in strip.visits] == ["", "", ""]
    assert strip.note == "Shown as taken: these photos are not aligned with each other."


def covered(course: Course, view: View) -> Course:
    face = ((20.0, 240.0), (90.0, 240.0), (90.0, 300.0), (20.0, 300.0))
    return course.with_cover(Cover(id="c", view=view, points=face, drawn_on=course.in_view(view)[0].sha256))


def test_what_cannot_be_covered_is_left_out_and_said(tmp_path: Path) -> None:
    with course_for_poster(tmp_path / "A.hairtrack", views=2, visits=15, aligned=lambda place: place != 14) as folder:
        bare = told(folder, replace(POSTER, cover=True)).poster
        folder.commit(covered(folder.course, View.FRONTAL))
        content = told(folder, replace(POSTER, cover=True)).poster
    assert [strip.heading for strip in bare.strips] == ["Crown"]
    assert "Front: The photos are left out" in bare.note
    front = next(strip for strip in content.strips if strip.heading == "Front")
    assert front.shown == "12 of 15 visits shown"
    assert front.note == "1 photo is left out: where the cover lies on it is not known."


def test_a_poster_that_may_show_no_photo_is_refused_in_words(tmp_path: Path) -> None:
    made = course_for_poster(tmp_path / "A.hairtrack", views=1, visits=2, regions=())
    with made as folder, pytest.raises(HairtrackError) as caught:
        told(folder, replace(POSTER, crop=True))
    assert caught.value.kind is ErrorKind.NO_PHOTO_FOR_POSTER
    assert "photos are cut to the chosen regions, and this view has none" in error_sentence(caught.value)


def test_nothing_is_found_out_that_is_not_on_it_but_the_data_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "beside_photos", lambda *_: pytest.fail("nobody asked for that"))
    with course_for_poster(tmp_path / "A.hairtrack", views=1, visits=2) as folder:
        content = told(folder, attached=True)
    assert (content.tables, content.published, content.method, content.provenance.tables) == ((), (), (), ())
    assert content.attachment


def test_photos_have_the_pixels_for_a_sheet_of_twice_the_size(tmp_path: Path) -> None:
    size = (1200, 1600)
    with course_for_poster(
        tmp_path / "A.hairtrack", views=1, visits=1, size=size, picture=lambda *_: large(size)
    ) as folder:
        write_report(folder, folder.course, tmp_path / "x.pdf", POSTER)
    with pikepdf.open(tmp_path / "x.pdf") as document:
        (photo,) = [each for each in document.objects if isinstance(each, pikepdf.Stream) and _is_photo(each)]
        assert (int(photo.Width), int(photo.Height)) == size


def large(size: tuple[int, int]) -> bytes:
    return encode_jpeg(np.full((size[1], size[0], 3), 120, np.uint8), 80)
