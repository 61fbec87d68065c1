import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from hairtrack.course import Course, DateSource, Photo, Region, View
from hairtrack.report.choices import Archive, ChosenPair, PaperSize, ReportKind
from hairtrack.ui.report.wishes import Who, Wishes, usual_paper, why_not, wishes_of

PAIR = ChosenPair(before="a" * 64, after="b" * 64)
WISHES = Wishes(
    kind=ReportKind.FULL,
    who=Who.ALIAS,
    alias="Patient 12",
    pairs=(PAIR,),
    no_views=(View.LEFT,),
    no_regions=("r1",),
    since=date(2026, 1, 5),
    until=date(2026, 3, 9),
    notes=False,
    crop=True,
    cover=True,
    originals=True,
    paper=PaperSize.LETTER,
    archive=Archive.A3A,
)


def _photo(sha256: str, view: View, month: int) -> Photo:
    return Photo(
        sha256=sha256,
        view=view,
        taken_on=date(2026, month, 5),
        taken_on_source=DateSource.GIVEN,
        file_name="x.jpg",
        stored_as="x.jpg",
        size=(100, 100),
    )


COURSE = Course(
    id="c",
    name="Anna",
    created_on=date(2026, 1, 1),
    photos=(
        _photo("a" * 64, View.VERTEX, 1),
        _photo("b" * 64, View.VERTEX, 2),
        _photo("c" * 64, View.LEFT, 1),
        _photo("d" * 64, View.LEFT, 2),
    ),
    regions=tuple(
        Region(id=name, view=View.VERTEX, name=name, points=((0, 0), (9, 0), (9, 9)), drawn_on="a" * 64)
        for name in ("r1", "r2")
    ),
)


def test_wishes_come_back_from_a_settings_file() -> None:
    kept = json.loads(json.dumps(WISHES.plain()))
    assert wishes_of(kept, PaperSize.A4) == WISHES


@pytest.mark.parametrize(
    "damaged", [None, [], "x", {"kind": "novel", "pairs": [1], "since": 3, "notes": "no", "new": 1}]
)
def test_unreadable_wishes_are_as_at_the_first_start(damaged: object) -> None:
    assert wishes_of(damaged, PaperSize.LETTER) == Wishes(paper=PaperSize.LETTER)


def test_one_unreadable_wish_costs_no_other() -> None:
    kept = WISHES.plain() | {"until": "yesterday", "paper": "a5"}
    assert wishes_of(kept, PaperSize.A4) == replace(WISHES, until=None, paper=PaperSize.A4)


def test_wishes_become_choices() -> None:
    chosen = WISHES.choices(COURSE)
    assert (chosen.kind, chosen.paper, chosen.archive) == (ReportKind.FULL, PaperSize.LETTER, Archive.A3A)
    assert chosen.name == "Patient 12"
    assert chosen.pairs == (PAIR,)
    assert chosen.views == (View.VERTEX,)
    assert chosen.regions == ("r2",)
    assert (chosen.since, chosen.until) == (WISHES.since, WISHES.until)
    assert (chosen.notes, chosen.crop, chosen.cover, chosen.originals) == (False, True, True, True)


@pytest.mark.parametrize(("who", "name"), [(Who.NAME, None), (Who.NOBODY, ""), (Who.ALIAS, "Patient 12")])
def test_name_is_the_own_one_an_alias_or_none(who: Who, name: str | None) -> None:
    assert replace(WISHES, who=who).choices(COURSE).name == name


def test_nothing_left_out_stays_open_for_what_comes_later() -> None:
    chosen = replace(WISHES, no_views=(View.BACK,), no_regions=("gone",)).choices(COURSE)
    assert chosen.views == ()
    assert chosen.regions is None


def test_all_views_are_in_where_those_that_were_left_are_gone() -> None:
    wishes = replace(WISHES, no_views=(View.VERTEX,))
    assert wishes.choices(COURSE).views == (View.LEFT,)
    crown_alone = replace(COURSE, photos=COURSE.photos[:2])
    assert wishes.choices(crown_alone).views == ()
    assert wishes.shown_views(crown_alone) == (View.VERTEX,)


def test_pairs_that_are_gone_or_left_out_are_dropped() -> None:
    gone = ChosenPair(before="a" * 64, after="e" * 64)
    left = ChosenPair(before="c" * 64, after="d" * 64)
    mixed = ChosenPair(before="a" * 64, after="d" * 64)
    wishes = replace(WISHES, pairs=(gone, left, mixed, PAIR))
    assert wishes.choices(COURSE).pairs == (PAIR,)
    assert replace(wishes, no_views=()).choices(COURSE).pairs == (left, PAIR)


def test_kind_takes_only_what_it_uses() -> None:
    poster = replace(WISHES, kind=ReportKind.POSTER).choices(COURSE)
    assert (poster.pairs, poster.notes, poster.originals) == ((), True, False)
    assert poster.since == WISHES.since
    both = replace(WISHES, pairs=(ChosenPair(before="c" * 64, after="d" * 64), PAIR), no_views=())
    one = replace(both, kind=ReportKind.COMPARISON).choices(COURSE)
    assert (len(one.pairs), one.views, one.since, one.originals) == (1, (), None, False)
    assert replace(WISHES, kind=ReportKind.SUMMARY).choices(replace(COURSE, regions=())).crop is False


def test_kind_that_a_course_cannot_have_says_why() -> None:
    lone = replace(COURSE, photos=COURSE.photos[::2])
    none = replace(COURSE, photos=())
    refused = {kind: [bool(why_not(kind, course)) for course in (COURSE, lone, none)] for kind in ReportKind}
    assert refused == {
        ReportKind.SUMMARY: [False, False, False],
        ReportKind.FULL: [False, False, False],
        ReportKind.COMPARISON: [False, True, True],
        ReportKind.POSTER: [False, False, True],
    }


@pytest.mark.parametrize(
    ("name", "paper"),
    [("en_US", PaperSize.LETTER), ("fr_CA", PaperSize.LETTER), ("en_GB", PaperSize.A4), ("de_DE", PaperSize.A4)],
)
def test_paper_is_that_of_the_country(name: str, paper: PaperSize) -> None:
    assert usual_paper(QLocale(name)) is paper
