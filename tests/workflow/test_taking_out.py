"""Taking parts out of one photo, and repeating values from their records, through a whole course."""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from hairtrack.cli import run
from hairtrack.course import Cause, Course, Dab, DabKind, Exclusion, Measurement, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.imaging.coverage import TAKEN_OUT
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.transform import identity
from hairtrack.imaging.strokes import stroke_mask
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.compare_photos import aligned_pair, measure_conditions
from hairtrack.workflow.courses import measurements_table, remove_photos, show_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.live_coverage import LiveCoverage
from hairtrack.workflow.measure_again import Agreement, agreement_words, measure_again
from hairtrack.workflow.measure_coverage import measure_course
from hairtrack.workflow.replace_photo import replace_photo

OUTLINE = ((230.0, 300.0), (410.0, 300.0), (410.0, 470.0), (230.0, 470.0))
BESIDE = ((230.0, 500.0), (410.0, 500.0), (410.0, 600.0), (230.0, 600.0))
POINTS = ((250.0, 330.0), (300.0, 350.0))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a measured course of two visits with two regions."""
    place = tmp_path_factory.mktemp("course")
    scalp = Scalp(5, LOOKS["dark"])
    shot = Shot(size=(640, 800), hair=Hair(length_mm=12, density=0.8, pattern=0.3))
    for month in (1, 4):
        photo = scalp.render(replace(shot, hair=replace(shot.hair, comb_seed=month)))
        (place / f"{month}.jpg").write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    with CourseFolder.create(place / "c.hairtrack", "C") as folder:
        found = propose(folder, folder.course, [place / "1.jpg", place / "4.jpg"]).candidates
        course = import_photos(folder, folder.course, tuple(c.with_view(View.VERTEX) for c in found)).course
        for name, outline in (("Crown", OUTLINE), ("Nape", BESIDE)):
            course = draw_region(course, view=View.VERTEX, name=name, points=outline)
        course = measure_course(folder, align_course(folder, course))
        assert sum(m.measured for m in course.measurements) == 4
        folder.commit(course)
        return folder.path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(Path(shutil.copytree(made, tmp_path / "c.hairtrack"))) as opened:
        yield opened


def struck(course: Course, photo: int, *strokes: Exclusion) -> Course:
    sha = course.in_view(View.VERTEX)[photo].sha256
    return course.with_exclusions(sha, tuple(replace(stroke, photo=sha) for stroke in strokes))


def value(course: Course, photo: int, region: int) -> Measurement | None:
    return course.measurement(course.in_view(View.VERTEX)[photo], course.regions[region])


STROKE = Exclusion(photo="", points=POINTS, radius=25.0)


def test_a_stroke_puts_only_the_values_out_of_date_that_it_concerns(folder: CourseFolder) -> None:
    before = folder.course
    course = struck(before, 1, STROKE)
    assert value(course, 1, 0) is None
    for photo, region in ((0, 0), (0, 1), (1, 1)):
        assert value(course, photo, region) == value(before, photo, region)
    course = measure_course(folder, course)
    found, was = value(course, 1, 0), value(before, 1, 0)
    assert found is not None
    assert was is not None
    assert found.exclusions == course.exclusions
    assert found.judged < 1
    assert [part.cause for part in found.unjudged] == [Cause.TAKEN_OUT]
    assert found.coverage != was.coverage
    seen = LiveCoverage().inspect(folder, course, course.in_view(View.VERTEX)[1], course.regions[0])
    assert seen is not None
    assert seen.measurement == found
    assert (seen.labels == TAKEN_OUT).any()
    # Put back, the value is what it was.
    assert value(measure_course(folder, struck(course, 1)), 1, 0) == was


def test_strokes_are_kept_on_disk_and_in_the_open_form(folder: CourseFolder) -> None:
    folder.commit(measure_course(folder, struck(folder.course, 0, STROKE)))
    with CourseFolder.open(folder.path, read_only=True) as again:
        assert again.course == folder.course
    shown = json.loads(json.dumps(show_course(folder.course)))
    sha = folder.course.in_view(View.VERTEX)[0].sha256
    assert shown["exclusions"] == [{"photo": sha, "points": [list(p) for p in POINTS], "radius": 25.0}]


def test_its_share_is_told_beside_the_value(folder: CourseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.commit(struck(folder.course, 1, STROKE))
    folder.close()
    assert run(["measure", str(folder.path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["measurements"]
    shares = {(row["taken_on"], row["region"]): row["taken_out"] for row in rows}
    covered = stroke_mask([STROKE], (640, 800))[300:470, 230:410].mean()
    taken_out = shares.pop(("2026-04-02", "Crown"))
    assert covered < taken_out < 1.4 * covered
    assert set(shares.values()) == {0}
    with CourseFolder.open(folder.path, read_only=True) as again:
        table = list(csv.DictReader(measurements_table(again.course).splitlines()))
    percents = sorted(float(row["taken_out_percent"]) for row in table)
    assert percents[:3] == [0, 0, 0]
    assert percents[3] == pytest.approx(100 * taken_out, abs=0.01)


def test_strokes_go_with_their_photo_and_are_scaled_with_a_better_copy(folder: CourseFolder) -> None:
    course = struck(struck(folder.course, 0, STROKE), 1, STROKE)
    first, second = course.in_view(View.VERTEX)
    assert [e.photo for e in remove_photos(course, [second.sha256]).exclusions] == [first.sha256]
    better = replace(second, sha256="f" * 64, size=(1280, 1600))
    replaced = replace_photo(course.with_photo(better), second, better)
    assert replaced.exclusions == (
        replace(STROKE, photo=first.sha256),
        Exclusion(photo=better.sha256, points=((500.0, 660.0), (600.0, 700.0)), radius=50.0),
    )


def test_every_value_comes_back_bit_for_bit_from_its_record_alone(folder: CourseFolder) -> None:
    course = measure_course(folder, struck(folder.course, 1, STROKE))
    # Neither regions nor alignments nor touches nor strokes of today are asked.
    bare = replace(
        course,
        alignments=(),
        exclusions=(),
        dabs=(Dab(photo=course.photos[0].sha256, kind=DabKind.SKIN, point=(300.0, 400.0)),),
        regions=tuple(replace(region, points=BESIDE) for region in course.regions),
    )
    repeated = measure_again(folder, bare)
    assert [each.agreement for each in repeated] == [Agreement.AGREES] * 4
    assert "4 of 4 values measured again agree bit for bit." in agreement_words(repeated)


def test_an_altered_value_is_named_and_one_of_another_engine_is_not_tried(
    folder: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, *rest = folder.course.measurements
    assert first.coverage is not None
    altered = replace(first, coverage=first.coverage + 2**-40)
    older = replace(second, engine="coverage 0")
    folder.commit(replace(folder.course, measurements=(altered, older, *rest)))
    assert run(["measure", str(folder.path), "--again", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["agrees"], found["differs"], found["not_repeatable"]) == (2, 1, 1)
    (named,) = (row for row in found["values"] if row["status"] == "differs")
    assert (named["sha256"], named["region"]) == (altered.photo, "Crown")
    assert named["stored"]["coverage"] == altered.coverage
    assert named["again"]["coverage"] == first.coverage
    assert run(["measure", str(folder.path), "--again"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert any("Crown" in line and "differs" in line for line in said)
    assert any("coverage 0" in line for line in said)
    assert said[-1].startswith("2 of 3 values measured again agree bit for bit. 1 does not")


def test_what_is_taken_out_stands_in_no_comparison_but_counts_as_seen(folder: CourseFolder) -> None:
    course = struck(folder.course, 1, STROKE)
    first, second = course.in_view(View.VERTEX)
    whole, pair = (aligned_pair(folder, each, first, second) for each in (folder.course, course))
    assert whole is not None
    assert pair is not None
    assert len(pair.taken_out) == 1
    hidden = pair.valid & ~pair.judged
    assert hidden.sum() == pytest.approx(stroke_mask([STROKE], (640, 800)).sum(), rel=0.1)
    assert hidden[340, 275]
    assert (whole.judged == whole.valid).all()
    # Glare under the stroke is no condition that differs, and the region is seen as a whole.
    after = pair.after.copy()
    after[hidden] = 255
    transform = identity((640, 800))
    region = region_mask(OUTLINE, (640, 800))
    with_glare, taken_out = (
        measure_conditions(replace(each, after=after), (transform, transform), region) for each in (whole, pair)
    )
    assert with_glare.glare is not None
    assert with_glare.glare[1] > 0.03
    assert taken_out.glare == (0, 0)
    assert with_glare.overlap == taken_out.overlap


def test_strokes_are_taken_out_replaced_and_cleared_on_the_command_line(
    folder: CourseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = folder.course.in_view(View.VERTEX)[1].sha256
    folder.close()
    given = tmp_path / "s.json"

    def exclude(strokes: object, photo: str = sha[:8]) -> int:
        given.write_text(json.dumps(strokes))
        return run(["exclude", str(folder.path), photo, "--strokes", str(given)])

    def kept() -> tuple[Exclusion, ...]:
        with CourseFolder.open(folder.path, read_only=True) as opened:
            return opened.course.exclusions

    for points in ([[1, 2], [3, 4]], [[5, 6]]):
        assert exclude([{"points": points, "radius": 12}]) == 0
        assert kept() == (Exclusion(photo=sha, points=tuple((float(x), float(y)) for x, y in points), radius=12.0),)
    assert "1 stroke covers" in capsys.readouterr().err
    before = kept()
    points_only, no_points, no_width = (
        {"points": [[1, 2]]},
        {"points": [], "radius": 3},
        {"points": [[1, 2]], "radius": 0},
    )
    bad: tuple[object, ...] = ({}, [[1, 2]], [points_only], [no_points], [no_width])
    for wrong in bad:
        assert exclude(wrong) == 2
        assert "a list of strokes" in capsys.readouterr().err
    assert exclude([], "0" * 8) == 2
    assert kept() == before
    assert exclude([]) == 0
    assert kept() == ()
