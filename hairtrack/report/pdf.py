"""The report laid out by Typst: a tagged PDF, or one page as a picture."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import typst

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.choices import Archive
from hairtrack.report.content import ReportContent
from hairtrack.report.sheet import Sheet
from hairtrack.report.words import printable

_STANDARD = "ua-1"
_PREVIEW_PPI = 110


@dataclass(frozen=True, slots=True)
class Pdf:
    """A report as PDF, to be had for as long as its sheet is open.

    Attributes
    ----------
    laid_out : bytes
        With stand-ins where its photos belong.
    sheet : Sheet
        Has the photos.
    accessible : bool
        Whether it keeps PDF/UA-1. A letter that no font of this machine has costs that, never the report.
    """

    laid_out: bytes
    sheet: Sheet
    accessible: bool

    def pieces(self) -> Iterator[bytes]:
        """Yield it part by part, so that no more than one photo is in memory."""
        return self.sheet.whole(self.laid_out)

    @property
    def data(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces())


def make_pdf(content: ReportContent, sheet: Sheet, archive: Archive = Archive.NONE) -> Pdf:
    """Lay a report out.

    Parameters
    ----------
    content : ReportContent
    sheet : Sheet
        With the pictures that it names.
    archive : Archive
        A standard for keeping, beside PDF/UA-1.

    Returns
    -------
    Pdf

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    standards = [_STANDARD, *([archive.value] if archive else [])]
    sheet.for_paper()
    try:
        return Pdf(_compiled(content, sheet, pdf_standards=standards), sheet, accessible=True)
    except HairtrackError:
        return Pdf(_compiled(content, sheet), sheet, accessible=False)


def make_pictures(
    content: ReportContent, sheet: Sheet, *, dots_per_inch: float = _PREVIEW_PPI, cut: bool = False
) -> tuple[bytes, ...]:
    """Return every page as PNG.

    Parameters
    ----------
    content : ReportContent
    sheet : Sheet
    dots_per_inch : float
    cut : bool
        Whether to make one picture of its first comparison alone, as large as what it shows.

    Returns
    -------
    tuple of bytes

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    sheet.for_screen()
    template = "picture.typ" if cut else "report.typ"
    pages = _compiled(content, sheet, template, format="png", ppi=dots_per_inch)
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def _compiled(content: ReportContent, sheet: Sheet, template: str = "report.typ", **options: Any) -> Any:
    data = json.dumps(_printable(asdict(content)), ensure_ascii=False)
    try:
        return typst.compile(sheet.folder / template, root=sheet.folder, sys_inputs={"data": data}, **options)
    except typst.TypstError as error:
        raise HairtrackError(ErrorKind.REPORT_FAILED, detail=str(error).splitlines()[0]) from error


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return value
