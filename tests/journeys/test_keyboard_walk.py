"""From an empty window to a saved PDF with the keyboard alone, as a first-time user would go."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hairtrack.course import View
from hairtrack.ui.main_window import MainWindow
from tests.journeys.real_photos import labelled, save_photo, seen_again
from tests.journeys.walk import Walk, from_nothing_to_a_pdf


@pytest.fixture
def two_days(shared_photos: Path, tmp_path: Path) -> list[Path]:
    """Return two photos of one head, taken on two days."""
    image, region, _ = labelled(shared_photos, "top036.jpg")
    again, _ = seen_again(image, region)
    photos = [tmp_path / "phone" / name for name in ("IMG_1.jpg", "IMG_2.jpg")]
    for path, seen, day in zip(photos, (image, again), ("2026-01-12", "2026-02-10"), strict=True):
        save_photo(seen, path, day)
    return photos


def test_the_keyboard_alone_leads_from_nothing_to_a_pdf(
    window: MainWindow, two_days: list[Path], tmp_path: Path
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    seen: list[str] = []
    pdf = tmp_path / "report.pdf"
    from_nothing_to_a_pdf(Walk(window, seen.append), two_days, pdf)
    course = window.session.course
    assert {photo.view for photo in course.photos} == {View.VERTEX}
    assert all(found.aligned for found in course.alignments)
    assert [(s.name, s.severity) for s in course.diary.symptoms] == [("itch", 4)]
    assert pdf.read_bytes().startswith(b"%PDF")
    assert len(seen) == len(set(seen))
