"""The report laid out by Typst: a tagged PDF, or one page as a picture."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import typst

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.report.choices import Archive
from hairtrack.report.content import ReportContent
from hairtrack.report.letters import fonts, marked, missing_letters, missing_sentence
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
        Whether it keeps the standards that were asked for.
    missing : str
        A sentence on letters that no font has, or empty.
    """

    laid_out: bytes
    sheet: Sheet
    accessible: bool
    missing: str = ""

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
    told = _Told(content, sheet)
    try:
        return Pdf(_compiled(told, sheet, pdf_standards=standards), sheet, accessible=True, missing=told.missing)
    except HairtrackError:
        return Pdf(_compiled(told, sheet), sheet, accessible=False, missing=told.missing)


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
    pages = _compiled(_Told(content, sheet), sheet, template, format="png", ppi=dots_per_inch)
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


class _Told:
    """A report as data for Typst, with a mark for each letter that no font has, also in its drawings.

    Attributes
    ----------
    data : str
        JSON.
    missing : str
        As in `Pdf`.
    """

    def __init__(self, content: ReportContent, sheet: Sheet) -> None:
        plain = _each_text(asdict(content), printable, spoken=True)
        drawings = {path: path.read_text(encoding="utf-8") for path in sheet.folder.glob("*.svg")}
        shown: list[str] = []
        _each_text(plain, shown.append)
        missing = missing_letters([*shown, *drawings.values()])
        self.missing = missing_sentence(missing)
        for path, drawing in drawings.items():
            if missing & set(drawing):
                sheet.put(path.name, marked(drawing, missing).encode())
        plain = _each_text(plain, lambda text: marked(text, missing))
        plain["notice"] = " ".join(filter(None, (plain["notice"], self.missing)))
        self.data = json.dumps(plain, ensure_ascii=False)


def _compiled(told: _Told, sheet: Sheet, template: str = "report.typ", **options: Any) -> Any:
    inputs = {"data": told.data}
    page = sheet.folder / template
    try:
        return typst.compile(page, root=sheet.folder, font_paths=fonts(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise HairtrackError(ErrorKind.REPORT_FAILED, detail=str(error).splitlines()[0]) from error


def _each_text(value: Any, change: Callable[[str], Any], *, spoken: bool = False) -> Any:
    """Change every text in plain data; what is only spoken, for those who do not see a picture, needs no font."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        kept = {} if spoken else {key: value[key] for key in ("alt",) if key in value}
        return {key: _each_text(item, change, spoken=spoken) for key, item in value.items()} | kept
    if isinstance(value, (list, tuple)):
        return [_each_text(item, change, spoken=spoken) for item in value]
    return value
