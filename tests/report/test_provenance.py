"""The page that lets a sceptic repeat a report: true of what was done, and free of names that are not wanted."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from hairtrack.cli import run
from hairtrack.course import Alignment, AlignmentMethod, Course, PersonModel, Transform
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.registration.transform import identity
from hairtrack.report.choices import Archive, Choices
from hairtrack.report.pixels import PixelStep, pixel_sentences
from hairtrack.report.provenance import ATTACHMENT, Provenance, provenance
from hairtrack.report.selection import select
from hairtrack.workflow.courses import open_for_reading
from tests.workflow.measured_course import measured_course
from tests.workflow.rendered_course import rendered_course

ALIGNED = (PixelStep.ALIGNED, PixelStep.CUT, PixelStep.ENCODED)


def said_of(course: Course, choices: Choices | None = None) -> Provenance:
    wanted = choices or Choices()
    return provenance(
        course,
        select(course, wanted),
        program="hairtrack 9",
        archive=wanted.archive,
        pixels=[ALIGNED],
        outlined=False,
    )


def aligned(course: Course, photo: int, transform: Transform | None, **told: object) -> Course:
    found = Alignment(
        fixed=course.photos[0].sha256,
        moving=course.photos[photo].sha256,
        transform=transform,
        method=AlignmentMethod.FEATURES,
        engine="registration 1",
    )
    return course.with_alignment(replace(found, **told))  # type: ignore[arg-type]


def rows_of(said: Provenance, heading: str) -> tuple[tuple[str, ...], ...]:
    return next((table.rows for table in said.tables if table.heading == heading), ())


def test_each_photo_tells_its_whole_hash_its_source_and_how_it_was_placed() -> None:
    course = measured_course([0.3], [0.3], [0.3], [0.3])
    course = aligned(course, 1, identity((100, 100)), inliers=84, error_percent_width=0.214)
    course = aligned(course, 2, None, reasons=(Reason.of(ReasonKind.MIRRORED),))
    photos = rows_of(said_of(course), "Photos")
    assert [row[-1] for row in photos] == [photo.sha256 for photo in course.photos]
    assert photos[0][0] == "1 Jan 2026 (entered by hand)"
    assert photos[0][2] == "0000.jpg\ncamera unknown, 100 × 100"
    placed = [row[3] for row in photos]
    assert placed[0] == "reference photo of its view"
    assert placed[1] == "identity by features,\n84 points, error 0.21 %"
    assert placed[2].startswith("refused: One photo is the mirror image of the other")
    assert placed[3] == "not aligned"


def test_the_engine_stands_beside_each_photo_only_where_it_is_not_the_same_for_all() -> None:
    course = aligned(measured_course([0.3], [0.3], [0.3]), 1, identity((100, 100)))
    (one, *_) = said_of(course).tables
    assert one.lead.endswith("All were aligned by registration 1.")
    assert "registration" not in str(one.rows)
    (two, *_) = said_of(aligned(course, 2, identity((100, 100)), engine="registration 2")).tables
    assert "All were aligned" not in two.lead
    assert ["registration" in row[3] for row in two.rows] == [False, True, True]


def test_values_are_told_by_what_they_rest_on_and_the_odd_ones_by_name() -> None:
    course = measured_course([0.3], [0.4], [None])
    person = PersonModel(id="p", engine="1", parameters=(), separation=2.13, fitted_on=(course.photos[0].sha256,) * 2)
    course = replace(course, persons=(person,))
    assert rows_of(said_of(course), "Values") == (("p", "1", "0", "2.1", "1 photo: 00000000", "0", "all 2"),)
    odd = replace(course.measurements[1], threshold=-0.25, person="gone")
    course = replace(course, measurements=(course.measurements[0], odd, course.measurements[2]))
    other = rows_of(said_of(course), "Values")[1]
    assert other == ("gone", "1", "-0.25", "–", "–", "–", f"{odd.photo[:8]} Crown")


@pytest.mark.parametrize("name", ["", "Patient 7"])
def test_without_the_courses_own_name_no_file_is_named(name: str) -> None:
    course = replace(measured_course([0.3]), name="SecretCourse")
    course = replace(course, photos=(replace(course.photos[0], file_name="SecretFile.jpg", camera="Modell Q7"),))
    assert "SecretFile.jpg" in repr(said_of(course))
    said = repr(said_of(course, Choices(name=name)))
    assert "Secret" not in said
    assert "Modell Q7" in said, "a doctor wants to know the camera, and many people have the same"


def test_only_a_document_that_carries_data_speaks_of_it() -> None:
    course = measured_course([0.3])
    for archive, attached in ((Archive.NONE, True), (Archive.A3A, True), (Archive.A2A, False)):
        said = repr(said_of(course, Choices(archive=archive)))
        assert (ATTACHMENT in said) is attached
        assert ("may carry no attachment" in said) is not attached


def test_nothing_can_be_checked_of_values_where_there_are_none() -> None:
    commands = [each[0] for check in said_of(measured_course([None])).checks for each in check.commands]
    assert "hairtrack check COURSE" in commands
    assert not any("--again" in command for command in commands)


def test_what_was_done_to_pixels_is_counted() -> None:
    kept, covered = (PixelStep.KEPT,), (PixelStep.COVERED, PixelStep.ENCODED)
    count, byte_for_byte, done, never = pixel_sentences([ALIGNED, ALIGNED, kept, covered], outlined=False)
    assert count == "This report shows 4 pictures made from photos."
    assert byte_for_byte.startswith("1 carries the picture data of the original byte for byte;")
    first, second, third = done.split("; ")
    assert first == "2 were resampled into the frame of the reference photo and cut to the part that is shown"
    assert second == "1 was covered in part with plain grey, as was asked for"
    assert third.startswith("3 were encoded anew as JPEG")
    assert never.startswith("Not retouched: no colour, contrast or brightness was changed for looks")
    assert never.endswith("nothing but that grey was added or removed.")


def test_what_was_not_done_is_not_said() -> None:
    said = " ".join(pixel_sentences([(PixelStep.KEPT,)], outlined=False))
    for word in ("resampled", "cut to", "grey", "encoded", "Outlines"):
        assert word not in said
    assert "It carries the picture data" in said
    assert "drawn by the page" in pixel_sentences([ALIGNED], outlined=True)[-1]
    assert pixel_sentences([], outlined=True) == ()


def test_the_commands_on_the_page_run_and_say_what_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered_course(tmp_path)
    with open_for_reading(path) as folder:
        course = folder.course
    checks = said_of(course).checks
    outputs = {}
    for command, system in (each for check in checks for each in check.commands):
        if command.startswith("hairtrack "):
            assert run([word.replace("COURSE", str(path)) for word in command.split()[1:]]) == 0
            outputs[command] = capsys.readouterr().out
        elif system == "Linux" and shutil.which("sha256sum"):
            original = path / "photos" / course.photos[0].stored_as
            words = [word.replace("PHOTO", str(original)) for word in command.split()]
            told = subprocess.run(words, capture_output=True, check=True, text=True).stdout
            assert told.startswith(f"{course.photos[0].sha256} "), "as on the page"
    expected = {command: check.expected for check in checks for command, _ in check.commands}
    assert outputs["hairtrack check COURSE"].strip() == expected["hairtrack check COURSE"]
    assert outputs["hairtrack measure COURSE --again"].startswith("2 of 2 values measured again agree bit for bit.")
    assert "agree bit for bit" in expected["hairtrack measure COURSE --again"]
    assert "Loss of" in outputs["hairtrack change COURSE"]
