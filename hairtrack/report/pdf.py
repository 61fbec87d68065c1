"""The report laid out by Typst: a tagged PDF, or one page as a picture."""

import json
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
    """A report as PDF.

    Attributes
    ----------
    data : bytes
    accessible : bool
        Whether it keeps PDF/UA-1. A letter that no font of this machine has costs that, never the report.
    """

    data: bytes
    accessible: bool


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
    try:
        return Pdf(_compiled(content, sheet, pdf_standards=standards), accessible=True)
    except HairtrackError:
        return Pdf(_compiled(content, sheet), accessible=False)


def make_pictures(content: ReportContent, sheet: Sheet, *, dots_per_inch: float = _PREVIEW_PPI) -> tuple[bytes, ...]:
    """Return every page as PNG.

    Parameters
    ----------
    content : ReportContent
    sheet : Sheet
    dots_per_inch : float

    Returns
    -------
    tuple of bytes

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    pages = _compiled(content, sheet, format="png", ppi=dots_per_inch)
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def _compiled(content: ReportContent, sheet: Sheet, **options: Any) -> Any:
    data = json.dumps(_printable(asdict(content)), ensure_ascii=False)
    try:
        return typst.compile(sheet.folder / "report.typ", root=sheet.folder, sys_inputs={"data": data}, **options)
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
