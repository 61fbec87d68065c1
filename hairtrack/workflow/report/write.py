"""A report written to a file, or shown page by page before."""

import re
from dataclasses import dataclass
from pathlib import Path

from hairtrack.course import Course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import decode_bytes, encode_jpeg
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.report.choices import USUAL_DOTS, Choices, ReportKind
from hairtrack.report.pdf import Pdf, PreviewPage, forget_layouts, make_pdf, make_pictures, make_preview
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.outputs import check_output, write_output, write_outputs
from hairtrack.workflow.report.gather import gathered
from hairtrack.workflow.report.pictures import PictureCache

_GATHERED, _LAID_OUT = 0.85, 0.97
"""Shares of the time until all that the report says is there, and until its pages are."""
_EVERYTHING = Choices()
_JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """What was written.

    Attributes
    ----------
    paths : tuple of Path
    pages : int
    standards : tuple of str
        That the document keeps; none for pictures.
    notes : tuple of str
        Sentences on what to know about it.
    """

    paths: tuple[Path, ...]
    pages: int
    standards: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The file, or the first of them."""
        return self.paths[0]


def write_report(
    folder: CourseFolder,
    course: Course,
    path: Path,
    choices: Choices = _EVERYTHING,
    progress: Progress = no_progress,
    *,
    kept: PictureCache | None = None,
) -> WrittenReport:
    """Write the report of a course; the file that was there before stays until the new one is whole.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    path : Path
    choices : Choices
    progress : Progress
    kept : PictureCache, optional
        What was made for it before, which is not made again.

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        What `refuse_choices`, `chosen_pairs` and `check_output` raise, REPORT_FAILED or DISK_FULL.
    """
    check_output(path, course)
    with Sheet() as sheet:
        part = part_of(progress, 0.0, _GATHERED)
        content = gathered(folder, course, choices, sheet, part, attached=True, kept=kept)
        progress(_GATHERED, _("Laying out the pages"))
        pdf = make_pdf(content, sheet, choices.archive)
        progress(_LAID_OUT, _("Writing the report"))
        written = write_pdf(pdf, path)
    progress(1.0, _("The report is written"))
    return written


def write_pdf(pdf: Pdf, path: Path) -> WrittenReport:
    """Write what was laid out, for as long as its sheet is open.

    Parameters
    ----------
    pdf : Pdf
    path : Path

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        What `write_output` raises.
    """
    write_output(path, pdf.pieces())
    return WrittenReport(paths=(path,), pages=_count(pdf.laid_out), standards=pdf.standards, notes=pdf.notes)


def write_pages(
    folder: CourseFolder,
    course: Course,
    path: Path,
    choices: Choices = _EVERYTHING,
    progress: Progress = no_progress,
    *,
    dots_per_inch: int = USUAL_DOTS,
    kept: PictureCache | None = None,
) -> WrittenReport:
    """Write the pages of a report as pictures that hold nothing but pixels, all of them or none.

    One comparison is cut to what it shows; all else has the size of its paper.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    path : Path
        Ends in .png, .jpg or .jpeg. Of several pages ``X.png`` names them ``X-1.png``, ``X-2.png`` and so on.
    choices : Choices
    progress : Progress
    dots_per_inch : int
        `LEAST_DOTS` to `MOST_DOTS`.
    kept : PictureCache, optional

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        As `write_report`, and NO_PHOTO_TO_SHOW where a comparison may show neither photo.
    """
    check_output(path, course)
    cut = choices.kind is ReportKind.COMPARISON
    with Sheet() as sheet:
        part = part_of(progress, 0.0, _GATHERED)
        content = gathered(folder, course, choices, sheet, part, first_only=cut, kept=kept)
        if cut and not content.parts[0].pictures:
            raise HairtrackError(ErrorKind.NO_PHOTO_TO_SHOW, why=content.parts[0].note)
        progress(_GATHERED, _("Laying out the pages"))
        pictures = make_pictures(content, sheet, dots_per_inch=dots_per_inch, cut=cut)
    files: dict[Path, bytes] = {}
    for page, picture in zip(_numbered(path, len(pictures)), pictures, strict=True):
        progress(_LAID_OUT + (1 - _LAID_OUT) * len(files) / len(pictures), _("Writing {file}", file=page.name))
        is_png = path.suffix.lower() == ".png"
        files[page] = picture if is_png else encode_jpeg(decode_bytes(picture, page), _JPEG_QUALITY)
    write_outputs(files, course)
    progress(1.0, _("The pages are written"))
    return WrittenReport(paths=tuple(files), pages=len(files), notes=_left_over(path, len(files)))


def _numbered(path: Path, pages: int) -> tuple[Path, ...]:
    """Name the file of each page."""
    if pages == 1:
        return (path,)
    return tuple(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, pages + 1))


def _left_over(path: Path, pages: int) -> tuple[str, ...]:
    """Say that the next page's name is taken, as a longer report that was written before leaves it."""
    further = path.with_name(f"{path.stem}-{pages + 1 if pages > 1 else 1}{path.suffix}")
    return (_("{file} is older and no page of this report.", file=further),) if further.exists() else ()


def _count(pdf: bytes) -> int:
    """Count the pages of a document by the root of its pages, which comes before any text in it."""
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)
    return int(found[1]) if found else 0


def preview_report(
    folder: CourseFolder,
    course: Course,
    choices: Choices = _EVERYTHING,
    progress: Progress = no_progress,
    *,
    first_only: bool = False,
    kept: PictureCache | None = None,
) -> tuple[PreviewPage, ...]:
    """Return the pages to be looked at; the rest is as in `write_report`.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    choices : Choices
    progress : Progress
    first_only : bool
        Whether only the first comparison is looked at, which is much faster and enough for page one.
    kept : PictureCache, optional

    Returns
    -------
    tuple of PreviewPage
    """
    with Sheet() as sheet:
        content = gathered(folder, course, choices, sheet, progress, first_only=first_only, kept=kept)
        return make_preview(content, sheet)


def forget_previews() -> None:
    """Give back the memory that laying reports out took, some hundred megabytes; the next layout takes longer."""
    forget_layouts()
