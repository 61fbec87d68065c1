"""Which comparisons a report shows and why, and which are offered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from hairtrack.course import Course, DateSource, Measurement, Photo, Region, View
from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.progress import no_progress
from hairtrack.report.choices import Choices, ChosenPair, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.report.words import VIEWS
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.courses import remove_photos
from hairtrack.workflow.report import chosen as chosen_module
from hairtrack.workflow.report.chosen import ReportPair, chosen_pairs, offered_pairs
from hairtrack.workflow.report.gather import gathered
from hairtrack.workflow.report.pictures import PictureCache
from hairtrack.workflow.report.write import write_report
from tests.workflow.fair_course import DAYS, OUTLINE, fair_course


@pytest.fixture(scope="module")
def course_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fair_course(tmp_path_factory.mktemp("chosen"))


@pytest.fixture
def folder(course_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(course_path, read_only=True) as opened:
        yield opened


def days_of(pairs: tuple[ReportPair, ...]) -> list[tuple[date | None, date | None]]:
    return [(pair.before.taken_on, pair.after.taken_on) for pair in pairs]


def pair_of(course: Course, *places: int) -> ChosenPair:
    photos = course.in_view(View.VERTEX)
    return ChosenPair(before=photos[places[0]].sha256, after=photos[places[1]].sha256)


def another(number: int, *, view: View = View.BACK, on: date | None = date(2025, 3, 1)) -> Photo:
    return Photo(
        sha256=f"{number:064x}",
        view=view,
        taken_on=on,
        taken_on_source=DateSource.GIVEN,
        file_name=f"{number}.jpg",
        stored_as=f"{number}.jpg",
        size=(400, 300),
    )


def with_photos(course: Course, *photos: Photo) -> Course:
    return replace(course, photos=(*course.photos, *photos))


def refusal(folder: CourseFolder, course: Course, *pairs: ChosenPair) -> HairtrackError:
    with pytest.raises(HairtrackError) as caught:
        chosen_pairs(folder, course, Choices(pairs=pairs))
    return caught.value


def test_where_nobody_chose_the_fair_pair_is_shown_and_it_says_so(folder: CourseFolder) -> None:
    pairs = chosen_pairs(folder, folder.course, Choices())
    assert days_of(pairs) == [(DAYS[1], DAYS[3])], "not the first and the last, which were lit in another way"
    assert pairs[0].how.endswith("of 4 pairs of first and last visits.")


def test_within_chosen_days_the_fair_pair_is_one_of_those_days(folder: CourseFolder) -> None:
    pairs = chosen_pairs(folder, folder.course, Choices(since=DAYS[2], until=DAYS[3]))
    assert days_of(pairs) == [(DAYS[2], DAYS[3])]
    assert pairs[0].how == "The only pair of a first and a last visit."
    alone = chosen_pairs(folder, folder.course, Choices(since=DAYS[4]))
    assert days_of(alone) == [(DAYS[4], DAYS[4])]
    assert alone[0].how == ""
    assert chosen_pairs(folder, folder.course, Choices(since=DAYS[4] + timedelta(days=1))) == ()


def test_without_an_alignment_the_first_and_the_last_are_shown(folder: CourseFolder) -> None:
    (pair,) = chosen_pairs(folder, replace(folder.course, alignments=()), Choices())
    assert days_of((pair,)) == [(DAYS[0], DAYS[4])]
    assert pair.how == "The first and the last photo of this view."


def test_several_pairs_of_one_view_and_of_others_are_shown_in_their_order(folder: CourseFolder) -> None:
    backs = [another(n, on=DAYS[n]) for n in (0, 2)]
    course = with_photos(folder.course, *backs, another(7, view=View.LEFT))
    choices = Choices(
        pairs=(
            ChosenPair(before=backs[0].sha256, after=backs[1].sha256),
            pair_of(course, 0, 2),
            pair_of(course, 2, 4),
        )
    )
    pairs = chosen_pairs(folder, course, choices)
    assert [pair.before.view for pair in pairs] == [View.BACK, View.VERTEX, View.VERTEX, View.LEFT]
    assert days_of(pairs[1:3]) == [(DAYS[0], DAYS[2]), (DAYS[2], DAYS[4])]
    assert [pair.how for pair in pairs] == ["Chosen by hand."] * 3 + [""], "the rest of the views follow"
    one = chosen_pairs(folder, course, replace(choices, kind=ReportKind.COMPARISON))
    assert one == pairs[:1]


def test_the_same_pair_twice_or_the_other_way_round_stands_once_and_in_order_of_time(folder: CourseFolder) -> None:
    course = folder.course
    choices = Choices(pairs=(pair_of(course, 3, 1), pair_of(course, 1, 3), pair_of(course, 3, 1)))
    assert days_of(chosen_pairs(folder, course, choices)) == [(DAYS[1], DAYS[3])]


def test_two_photos_of_one_day_are_ordered_by_their_time(folder: CourseFolder) -> None:
    late, early = (replace(another(n, on=DAYS[0]), taken_at=at) for n, at in ((1, time(9)), (2, time(8))))
    course = with_photos(folder.course, late, early)
    pair = ChosenPair(before=late.sha256, after=early.sha256)
    assert chosen_pairs(folder, course, Choices(pairs=(pair,)))[0].photos == (early, late)


def test_a_photo_chosen_with_itself_stands_alone_even_without_a_date(folder: CourseFolder) -> None:
    undated = another(9, view=View.VERTEX, on=None)
    course = with_photos(folder.course, undated)
    alone = ChosenPair(before=undated.sha256, after=undated.sha256)
    assert chosen_pairs(folder, course, Choices(pairs=(alone,)))[0].photos == (undated, undated)


def test_a_photo_without_a_date_cannot_stand_before_another(folder: CourseFolder) -> None:
    undated = another(9, view=View.VERTEX, on=None)
    course = with_photos(folder.course, undated)
    dated = course.in_view(View.VERTEX)[0].sha256
    for before, after in ((undated.sha256, dated), (dated, undated.sha256)):
        found = refusal(folder, course, ChosenPair(before=before, after=after))
        assert found.kind is ErrorKind.PAIR_WITHOUT_DATE
        assert undated.short in error_sentence(found)


def test_photos_of_two_views_and_photos_removed_since_are_refused(folder: CourseFolder) -> None:
    back = another(3)
    course = with_photos(folder.course, back)
    mixed = replace(pair_of(course, 0, 1), after=back.sha256)
    assert refusal(folder, course, mixed).kind is ErrorKind.PAIR_OF_TWO_VIEWS
    removed = remove_photos(course, [mixed.before])
    found = refusal(folder, removed, pair_of(course, 0, 1))
    assert found.kind is ErrorKind.UNKNOWN_PHOTO
    assert mixed.before[:8] in error_sentence(found)
    assert mixed.before not in error_sentence(found)


def test_for_page_one_no_other_view_is_looked_at(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[View] = []

    def look(_folder: CourseFolder, _course: Course, view: View, *_: object, **__: object) -> None:
        looked.append(view)

    monkeypatch.setattr(chosen_module, "find_fair_pair", look)
    monkeypatch.setattr(chosen_module, "only_pair", lambda *_: None)
    course = with_photos(folder.course, *(another(n, on=DAYS[n]) for n in range(3)))
    by_hand = Choices(pairs=(pair_of(course, 0, 1),))
    assert len(chosen_pairs(folder, course, by_hand, first_only=True)) == 1
    assert looked == []
    assert len(chosen_pairs(folder, course, Choices(), first_only=True)) == 1
    assert looked == [View.VERTEX]
    assert len(chosen_pairs(folder, course, Choices())) == 2


def measured(course: Course, *values: float) -> Course:
    for photo, value in zip(course.in_view(View.VERTEX), values, strict=True):
        course = course.with_measurement(
            Measurement(
                photo=photo.sha256,
                region="r",
                coverage=value,
                low=value - 0.02,
                high=value + 0.02,
                judged=1.0,
                engine="test",
                person="p",
                threshold=0.0,
                outline=OUTLINE,
                alignment_error_percent_width=0.0,
            )
        )
    return course


def test_a_pair_kinder_than_the_fair_one_is_warned_of_on_page_one(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[ReportContent] = []

    def listen(content: ReportContent, sheet: Sheet, *rest: object, **more: object) -> Pdf:
        told.append(content)
        return make_pdf(content, sheet, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("hairtrack.workflow.report.write.make_pdf", listen)
    course = measured(folder.course, 0.2, 0.3, 0.35, 0.4, 0.6)
    for place, choices in enumerate((Choices(pairs=(pair_of(course, 1, 4),)), Choices())):
        write_report(folder, course, tmp_path / f"{place}.pdf", choices)
    kind, fair = (" ".join(content.parts[0].verdicts[0].reasons) for content in told)
    assert "The best matched of 4 pairs of first and last visits" in kind
    assert "comes out 20 points lower" in kind
    assert "best matched" not in fair
    assert told[0].parts[0].chosen == "Chosen by hand."


def treated(course: Course, start: date) -> Course:
    taken = Treatment(id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", dose="50 mg", started_on=start)
    return replace(course, diary=Diary(treatments=(taken,)))


def test_baseline_to_last_to_the_milestones_and_the_last_two_are_offered() -> None:
    start = date(2025, 1, 6)
    weeks = (-2, 4, 11, 13, 25, 40, 53, 60)
    photos = tuple(another(n, on=start + timedelta(weeks=week)) for n, week in enumerate(weeks))
    course = treated(Course(id="c", name="C", created_on=start, photos=photos), start)
    offered = offered_pairs(course)
    assert [(photos.index(pair.before), photos.index(pair.after)) for pair in offered] == [
        (0, 7),
        (0, 2),
        (0, 4),
        (0, 5),
        (0, 6),
        (6, 7),
    ]
    assert offered[0].words == "Back: 23 December 2024 to 2 March 2026 (week 60)"
    assert offered[1].words == "Back: 23 December 2024 to 24 March 2025 (week 11)"
    assert offered[0].chosen == ChosenPair(before=photos[0].sha256, after=photos[7].sha256)


def test_what_is_offered_without_treatment_of_one_day_and_of_nothing() -> None:
    first = date(2025, 1, 6)
    photos = (another(0, on=first), another(1, on=first), another(2, on=date(2025, 9, 1)))
    course = Course(id="c", name="C", created_on=first, photos=photos)
    (only,) = offered_pairs(course)
    assert only.words == "Back: 6 January 2025 to 1 September 2025"
    (alone,) = offered_pairs(replace(course, photos=photos[:2]))
    assert alone.before == alone.after
    assert alone.words == "Back: 6 January 2025, one photo"
    assert offered_pairs(replace(course, photos=())) == ()
    assert offered_pairs(replace(course, photos=(another(5, on=None),))) == ()


def test_what_is_offered_can_be_chosen(folder: CourseFolder) -> None:
    for offered in offered_pairs(folder.course):
        (pair,) = chosen_pairs(folder, folder.course, Choices(pairs=(offered.chosen,)))
        assert pair.photos == (offered.before, offered.after)


def test_the_view_of_a_chosen_region_comes_first(folder: CourseFolder) -> None:
    course = with_photos(folder.course, *(another(n, on=DAYS[n]) for n in range(2)))
    backs = Region(id="back", view=View.BACK, name="Back", points=OUTLINE, drawn_on=f"{0:064x}")
    course = course.with_region(backs)
    for region, first in (("r", View.VERTEX), ("back", View.BACK)):
        pairs = chosen_pairs(folder, course, Choices(regions=(region,)))
        assert pairs[0].before.view is first
        assert len(pairs) == 2


def test_a_preview_follows_the_chosen_region_to_its_view(folder: CourseFolder) -> None:
    course = folder.course
    for photo in course.in_view(View.VERTEX)[-2:]:
        course = course.with_photo(replace(photo, view=View.BACK))
    drawn_on = course.in_view(View.BACK)[0].sha256
    course = course.with_region(Region(id="back", view=View.BACK, name="Back", points=OUTLINE, drawn_on=drawn_on))
    kept = PictureCache()
    for region, first in (("r", View.VERTEX), ("back", View.BACK), ("r", View.VERTEX)):
        with Sheet() as sheet:
            content = gathered(
                folder, course, Choices(regions=(region,)), sheet, no_progress, first_only=True, kept=kept
            )
        assert content.parts[0].heading.startswith(VIEWS[first])


def test_one_comparison_is_of_a_view_that_has_two_photos_in_the_chosen_days(folder: CourseFolder) -> None:
    course = with_photos(folder.course, another(0, on=DAYS[0]))
    both = Choices(kind=ReportKind.COMPARISON, views=(View.BACK, View.VERTEX))
    (pair,) = chosen_pairs(folder, course, both)
    assert pair.before.view is View.VERTEX
    assert pair.before != pair.after
