"""No word of the window is out of a translator's reach."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hairtrack.storage.course_folder import CourseFolder
from tests.conftest import ROOT
from tests.ui.unmarked import Brackets, bare
from tests.workflow.rendered_course import rendered_course


def test_what_is_not_marked_is_found() -> None:
    """In brackets are messages; facts in them may be what a user wrote, but no other words."""
    said = Brackets().gettext("{count} photos of {day}").format(count=3, day=Brackets().gettext("May"))
    assert bare(said) == ""
    assert bare(f"{said} left") == " left"
    assert bare("Save as PDF (Ctrl+S)") == "Save as  "


@pytest.mark.slow
def test_every_word_of_the_window_is_marked(tmp_path: Path) -> None:
    """What users name has no letters here, so that all letters are the program's."""
    path = rendered_course(tmp_path)
    with CourseFolder.open(path) as folder:
        course = folder.course
        regions = tuple(replace(region, name="§") for region in course.regions)
        folder.commit(replace(course, name="§ 1", regions=regions))
    asked = [sys.executable, "-m", "tests.ui.unmarked", str(path)]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) == []
