"""The report laid out by Typst: a tagged PDF, or one page as a picture."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst

from hairtrack.assets import asset
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.content import ReportContent
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


def make_pdf(content: ReportContent, files: Mapping[str, bytes]) -> Pdf:
    """Lay a report out.

    Parameters
    ----------
    content : ReportContent
    files : mapping of str to bytes
        The pictures that it names.

    Returns
    -------
    Pdf

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    with _sheet(content, files) as sheet:
        try:
            return Pdf(_compiled(sheet, pdf_standards=[_STANDARD]), accessible=True)
        except HairtrackError:
            return Pdf(_compiled(sheet), accessible=False)


def make_preview(content: ReportContent, files: Mapping[str, bytes]) -> bytes:
    """Return page one as PNG.

    Parameters
    ----------
    content : ReportContent
    files : mapping of str to bytes

    Returns
    -------
    bytes

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    with _sheet(content, files) as sheet:
        pages = _compiled(sheet, format="png", ppi=_PREVIEW_PPI)
    first: bytes = pages if isinstance(pages, bytes) else pages[0]
    return first


@contextmanager
def _sheet(content: ReportContent, files: Mapping[str, bytes]) -> Iterator[tuple[Path, str]]:
    """Put template and pictures into a folder of their own, which is all that Typst may see."""
    with ExitStack() as stack:
        try:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="hairtrack-report-"))
            template = Path(shutil.copy(asset("report/report.typ"), place))
            for name, data in files.items():
                (template.parent / name).write_bytes(data)
        except OSError as error:
            detail = error.strerror or str(error)
            raise HairtrackError(ErrorKind.REPORT_FAILED, detail=detail) from error
        yield template, json.dumps(_printable(asdict(content)), ensure_ascii=False)


def _compiled(sheet: tuple[Path, str], **options: Any) -> Any:
    template, data = sheet
    try:
        return typst.compile(template, root=template.parent, sys_inputs={"data": data}, **options)
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
