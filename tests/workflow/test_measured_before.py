"""Values of before the dense parts were kept: they still hold, and an area of the SALT gains its parts by measuring."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hairtrack.course import SaltArea
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.measure_again import Agreement, measure_again
from hairtrack.workflow.measure_coverage import measure_course
from hairtrack.workflow.starting_outlines import mark_salt_area
from tests.workflow.rendered_course import rendered_course


def test_old_values_repeat_bit_for_bit_and_gain_their_parts(tmp_path: Path) -> None:
    with CourseFolder.open(rendered_course(tmp_path)) as folder:
        new = folder.course
        old = replace(new, measurements=tuple(replace(m, bare_to_dense=()) for m in new.measurements))
        for course in (old, new):
            assert {each.agreement for each in measure_again(folder, course)} == {Agreement.AGREES}
        assert measure_course(folder, old).measurements == old.measurements
        marked = mark_salt_area(old, old.regions[0].id, SaltArea.TOP)
        again = measure_course(folder, marked).measurements
    assert again == new.measurements
    for found in again:
        assert np.mean(found.bare_to_dense) == pytest.approx(found.coverage)
