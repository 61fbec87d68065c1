import json
import math
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise

import numpy as np
import pytest
from PIL import ExifTags, Image

from hairtrack.analysis.comparability import Level, against, compare_grooming
from hairtrack.course import SaltArea, View
from hairtrack.demo.course import (
    DemoCourse,
    DemoFile,
    demo_course,
    person,
    region_truth,
    render_course,
    truth_as_json,
)
from hairtrack.demo.follicles import density
from hairtrack.demo.geometry import unflatten
from hairtrack.demo.photo import locate, map_points
from hairtrack.demo.visits import SHORT_CUT_MM, regrowth
from hairtrack.diary import GroomKind
from hairtrack.errors import ReasonKind
from hairtrack.progress import Cancelled, no_progress

SIZE = (180, 240)


@pytest.fixture(scope="module")
def course() -> DemoCourse:
    return demo_course(size=SIZE)


@pytest.fixture(scope="module")
def files(course: DemoCourse) -> list[DemoFile]:
    """Every photo, small."""
    return list(render_course(course, no_progress, workers=1))


def coverages(files: list[DemoFile], region: str) -> list[float]:
    return [truth.coverage for file in files for truth in file.truths if truth.name == region]


def test_ten_visits_of_two_views_in_a_year(course: DemoCourse) -> None:
    always = course.photos[:20]
    assert [photo.shot.view for photo in always] == [View.VERTEX, View.FRONTAL] * 10
    days = sorted({photo.taken_at.date() for photo in always})
    assert len(days) == 10
    assert 350 < (days[-1] - days[0]).days < 380
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    assert max(gaps) > 60, "one month was missed"
    assert len({photo.file_name for photo in course.photos}) == 29
    assert course.photos[0].file_name == "IMG_20250912_083012.jpg"


def test_three_visits_show_what_the_salt_needs(course: DemoCourse) -> None:
    days = sorted({photo.taken_at.date() for photo in course.photos})
    for visit in (0, 5, 9):
        seen = {photo.shot.view for photo in course.photos if photo.taken_at.date() == days[visit]}
        assert seen == {View.VERTEX, View.FRONTAL, View.BACK, View.LEFT, View.RIGHT}
    assert {region.salt: region.view for region in course.regions if region.salt} == {
        SaltArea.TOP: View.VERTEX,
        SaltArea.BACK: View.BACK,
        SaltArea.LEFT: View.LEFT,
        SaltArea.RIGHT: View.RIGHT,
    }
    assert [region.name for region in course.regions[:3]] == ["Crown patch", "Left patch", "Hairline"]


def test_the_rim_that_the_side_views_show_is_hidden_from_the_others(course: DemoCourse) -> None:
    """Left out of the photos from above and in front, it changes no follicle that any of them shows."""
    scalp = person(course.seed, course.look)
    roots = scalp.follicles.plane
    whole = next(photo.shot.hair for photo in course.photos if photo.shot.view is View.BACK)
    first = course.photos[0].shot.hair
    with_rim, without = (density(roots, hair, scalp.ragged, scalp.flow)[0] for hair in (whole, first))
    changed = unflatten(roots[np.abs(with_rim - without) > 0.01].astype(float))
    assert len(changed) > 0.15 * len(roots)
    for photo in course.photos[:20]:
        camera = scalp.camera(photo.shot)
        assert np.isnan(locate(shape=scalp.shape, camera=camera, size=SIZE, directions=changed)).all()


def test_the_patches_heal(files: list[DemoFile]) -> None:
    for region in ("Crown patch", "Left patch", "Hairline"):
        values = coverages(files, region)
        assert len(values) == 10
        assert all(0 <= value <= 1 for value in values)
        assert values[0] < 0.4
        assert values[-1] > values[0] + 0.25
    crown = coverages(files, "Crown patch")
    assert crown[7] < crown[6] - 0.03, "the short haircut shows"


def test_the_areas_of_the_salt_heal(files: list[DemoFile]) -> None:
    for area in SaltArea:
        losses = [truth.loss for file in files for truth in file.truths if truth.name == area.label]
        assert len(losses) == (10 if area is SaltArea.TOP else 3)
        assert losses == sorted(losses, reverse=True)
        assert losses[0] > 0.1
        assert losses[-1] < 0.06


def test_regrowth_is_slow_then_strong_then_level() -> None:
    early, middle, late = regrowth(10) - regrowth(0), regrowth(30) - regrowth(20), regrowth(52) - regrowth(42)
    assert middle > 4 * early
    assert middle > 4 * late


def test_the_truth_is_read_from_the_region_where_it_went(course: DemoCourse, files: list[DemoFile]) -> None:
    """Rendered again, the carried outline lies where exact mapping puts the corners of the drawn one."""
    scalp = person(course.seed, course.look)
    region = course.regions[0]
    first, later = (scalp.render(course.photos[i].shot) for i in (0, 6))
    truth = region_truth(region, scalp, first.shot, later)
    corners = map_points(first, later, region.points)
    for corner in corners:
        assert np.linalg.norm(np.asarray(truth.outline) - corner, axis=1).min() < 0.01
    assert later.true_coverage(corners) == pytest.approx(truth.coverage, abs=0.02)
    assert truth.loss < region_truth(region, scalp, first.shot, first).loss
    assert files[6].truths[0].coverage == pytest.approx(truth.coverage)


def test_files_are_photos_with_dates(files: list[DemoFile]) -> None:
    for file in files:
        photo = Image.open(BytesIO(file.data))
        taken = photo.getexif().get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
        assert taken == file.photo.taken_at.strftime("%Y:%m:%d %H:%M:%S")
        assert photo.size == SIZE


def test_one_photo_is_badly_lit(files: list[DemoFile]) -> None:
    light = [np.asarray(Image.open(BytesIO(file.data))).mean() for file in files if file.photo.shot.view is View.VERTEX]
    dim = int(np.argmin(light))
    assert dim == 4
    assert light[dim] < 0.75 * np.median(light)


def test_the_truth_is_plain_json(course: DemoCourse, files: list[DemoFile]) -> None:
    read = json.loads(json.dumps(truth_as_json(course, files)))
    assert [photo["file"] for photo in read["photos"]] == [file.photo.file_name for file in files]
    assert [visit["on"] for visit in read["salt"]] == ["2025-09-12", "2026-04-03", "2026-09-10"]
    weights = {"salt-top": 40, "salt-back": 24, "salt-left": 18, "salt-right": 18}
    for visit in read["salt"]:
        assert visit["salt"] == pytest.approx(sum(weights[a] * loss for a, loss in visit["loss"].items()), abs=0.02)
    region = read["photos"][0]["regions"][0]
    assert region["coverage"] == pytest.approx(files[0].truths[0].coverage, abs=1e-4)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in region["outline"])


def test_the_diary_fits_the_photos(course: DemoCourse) -> None:
    before, treatment, added = course.diary.treatments
    first, second = course.photos[0].taken_at.date(), course.photos[2].taken_at.date()
    assert before.stopped_on is not None
    assert before.stopped_on < first < treatment.started_on < second < added.started_on


def test_the_diary_says_how_long_the_hair_is(course: DemoCourse) -> None:
    cuts = (groom for groom in course.diary.grooms if groom.kind is GroomKind.HAIRCUT)
    noted = {cut.on: cut.length_mm for cut in cuts}
    assert [*noted.values()] == [9, 9, 9, 9, 9, 9, 9, 3, 9, 9]
    for photo in course.photos:
        assert photo.shot.hair.length_mm == pytest.approx(noted[photo.taken_at.date()], abs=1.5)


def test_the_diary_lets_all_visits_be_compared_but_the_one_after_the_short_haircut(course: DemoCourse) -> None:
    length = {photo.taken_at.date(): photo.shot.hair.length_mm for photo in course.photos}
    for before, after in combinations(sorted(length), 2):
        found = compare_grooming(course.diary.grooms, before=before, after=after)
        short = SHORT_CUT_MM in (length[before], length[after])
        stops = against(found, least=Level.NOT_COMPARABLE)
        assert [reason.kind for reason in stops] == ([ReasonKind.OTHER_HAIRCUT] if short else [])
        assert against(found) == stops


def test_rendering_can_be_cancelled(course: DemoCourse) -> None:
    told = []

    def stop_after_one(share: float, what: str) -> None:
        told.append(share)
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(render_course(course, stop_after_one, workers=1))
    assert told == [0.0, pytest.approx(1 / 29)]


@pytest.mark.slow
def test_two_processes_render_the_same(course: DemoCourse, files: list[DemoFile]) -> None:
    few = replace(course, photos=course.photos[:4])
    told: list[float] = []
    rendered = list(render_course(few, lambda share, _: told.append(share), workers=2))
    assert [file.data for file in rendered] == [file.data for file in files[:4]]
    assert told == sorted(told)
    assert told[-1] == 1.0
