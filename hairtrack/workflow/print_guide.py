"""The guide for the next photo on paper: a page for each view, to be held beside the mirror."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hairtrack import __version__
from hairtrack.course import Course, Photo
from hairtrack.imaging.ghost import head_outline
from hairtrack.imaging.photo_file import encode_jpeg, scaled
from hairtrack.kept_words import inside
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.report.choices import PaperSize
from hairtrack.report.guide import GuideContent, GuidePart
from hairtrack.report.pdf import make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.report.table import Picture
from hairtrack.report.words import VIEWS, full_day
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.cover_photos import covered_image, needs_cover
from hairtrack.workflow.images import load_image
from hairtrack.workflow.next_photo import Guide
from hairtrack.workflow.outputs import check_output
from hairtrack.workflow.report.write import WrittenReport, write_pdf

_SIDE = 1400
"""Pixels of the longer side of a photo on the page: 300 an inch."""


def write_guide(
    folder: CourseFolder,
    course: Course,
    guides: Sequence[Guide],
    path: Path,
    progress: Progress = no_progress,
    *,
    paper: PaperSize = PaperSize.A4,
    today: date | None = None,
) -> WrittenReport:
    """Write the guide as a PDF; the file that was there before stays until the new one is whole.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    guides : sequence of Guide
        One for each page.
    path : Path
    progress : Progress
    paper : PaperSize
    today : date, optional

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        What `check_output` raises, REPORT_FAILED, DISK_FULL, or what keeps a photo from being read.
    """
    check_output(path, course)
    made_on = today or date.today()
    with Sheet() as sheet:
        parts = []
        for index, guide in enumerate(guides):
            progress(0.8 * index / len(guides), _("Preparing {view}", view=VIEWS[guide.view]))
            parts.append(_part(folder, course, guide, sheet))
        progress(0.8, _("Laying out the pages"))
        content = GuideContent(
            paper=paper,
            title=_("The next photo"),
            name=course.name,
            made_on=full_day(made_on),
            dated=made_on.isoformat(),
            program=f"hairtrack {__version__}",
            parts=tuple(parts),
            always=guides[0].general if guides else (),
        )
        written = write_pdf(make_pdf(content, sheet, template="guide.typ"), path)
    progress(1.0, _("The guide is written"))
    return written


def _part(folder: CourseFolder, course: Course, guide: Guide, sheet: Sheet) -> GuidePart:
    photo = guide.pattern
    image = load_image(folder, photo)
    outline = head_outline(image)
    shown = _may_show(course, photo)
    covered = covered_image(course, photo, image) if shown else None
    picture = None
    if covered is not None:
        file = sheet.put(f"{photo.short}-guide.jpg", encode_jpeg(scaled(covered, _SIDE), 90))
        picture = Picture(
            file=file,
            caption=_("To be like this, of {day}", day=full_day(photo.taken_on)),
            alt=_(
                "Photo of the scalp, {view} view, {day}: the next one is to be like this.",
                view=inside(VIEWS[photo.view]),
                day=full_day(photo.taken_on),
            ),
        )
    hidden = _(
        "The photo of {day} is left out, because what to cover in it is not known.", day=full_day(photo.taken_on)
    )
    return GuidePart(
        heading=_("{view}: the next photo", view=VIEWS[guide.view]),
        picture=picture,
        note=guide.doubt if picture else hidden,
        aspect=photo.size[0] / photo.size[1],
        outline=outline,
        steps=tuple((each.do, each.why) for each in guide.advice),
        fine=guide.fine,
        unknown=guide.unknown,
    )


def _may_show(course: Course, photo: Photo) -> bool:
    """Whether a photo may be printed: once anything is covered in a course, no face goes out that is not."""
    return not course.covers or not needs_cover(course, photo.view)
