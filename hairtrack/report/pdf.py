"""The report laid out by Typst: a tagged PDF, or its pages as pictures."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

import typst

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _, listed, spoken
from hairtrack.report.choices import Archive
from hairtrack.report.content import ReportContent
from hairtrack.report.guide import GuideContent
from hairtrack.report.letters import fonts, marked, marked_drawing, missing_letters, missing_sentence, missing_still
from hairtrack.report.sheet import Sheet
from hairtrack.report.template_words import template_words
from hairtrack.report.words import printable

_ACCESSIBLE = "ua-1"
_NAMES = {_ACCESSIBLE: "PDF/UA-1", Archive.A2A: "PDF/A-2a", Archive.A3A: "PDF/A-3a"}
_REPORT = "report.typ"
_PREVIEW_PPI = 110
_SPOKEN = ("alt", "document_title")
"""Parts of the data that are read out or listed and need no font."""
_MOST_ROUNDS = 3
_REMEMBERED = 10
"""Documents for which Typst remembers what it made of an earlier one."""
_STANDARDS = "PDF/"
"""With what Typst begins to say that a standard cannot be kept."""
_WRITTEN = re.compile(r">([^<>]+)</text>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A report as PDF, to be had for as long as its sheet is open.

    Attributes
    ----------
    laid_out : bytes
        With stand-ins where its photos belong.
    sheet : Sheet
        Has the photos.
    standards : tuple of str
        That it keeps, by their names.
    notes : tuple of str
        Sentences on letters that no font has, and on a standard that it should keep and does not.
    """

    laid_out: bytes
    sheet: Sheet
    standards: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def pieces(self) -> Iterator[bytes]:
        """Yield it part by part, so that no more than one photo is in memory."""
        return self.sheet.whole(self.laid_out)

    @property
    def data(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces())


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """A page before it is printed.

    Attributes
    ----------
    picture : bytes
        PNG.
    words : str
        Its headings, and what became of the regions beneath them, for those who cannot see it.
    """

    picture: bytes
    words: str


def make_pdf(
    content: ReportContent | GuideContent, sheet: Sheet, archive: Archive = Archive.NONE, *, template: str = _REPORT
) -> Pdf:
    """Lay a report out.

    Parameters
    ----------
    content : ReportContent or GuideContent
    sheet : Sheet
        With the pictures that it names.
    archive : Archive
        A standard for keeping, beside PDF/UA-1.
    template : str
        That lays it out.

    Returns
    -------
    Pdf

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    sheet.for_paper()
    told = _Told(content, sheet)
    made = datetime.fromisoformat(content.dated).replace(tzinfo=UTC)
    wanted = [_ACCESSIBLE, *([archive.value] if archive else [])]
    why = ""
    # A report without a standard is worth more than none.
    for kept in (wanted, wanted[:1], []):
        try:
            laid_out = _marked_until_kept(told, sheet, template=template, pdf_standards=kept, timestamp=made)
            break
        except typst.TypstError as error:
            why = str(error).splitlines()[0]
            if not kept or not why.startswith(_STANDARDS):
                raise report_failed(error) from error
    notes = [told.note] if told.note else []
    if lost := [_NAMES[standard] for standard in wanted if standard not in kept]:
        notes.append(
            _(
                "It does not keep {standards}, which could not be had for it. What was in the way: {why}.",
                standards=listed(lost),
                why=why,
            )
        )
    return Pdf(laid_out=laid_out, sheet=sheet, standards=tuple(_NAMES[each] for each in kept), notes=tuple(notes))


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
    template = "picture.typ" if cut else _REPORT
    try:
        pages = _compiled(_Told(content, sheet), sheet, template, format="png", ppi=dots_per_inch)
    except typst.TypstError as error:
        raise report_failed(error) from error
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def make_preview(content: ReportContent, sheet: Sheet) -> tuple[PreviewPage, ...]:
    """Return every page to be looked at, or to be heard, before it is printed.

    Parameters
    ----------
    content : ReportContent
    sheet : Sheet

    Returns
    -------
    tuple of PreviewPage

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    sheet.for_screen()
    told = _Told(content, sheet)
    try:
        pages = _compiled(told, sheet, format="png", ppi=_PREVIEW_PPI)
        headings = json.loads(
            typst.query(sheet.folder / _REPORT, "<headings>", field="value", one=True, **_inputs(told, sheet))
        )
    except typst.TypstError as error:
        raise report_failed(error) from error
    pictures = (pages,) if isinstance(pages, bytes) else tuple(pages)
    said: list[list[str]] = [[] for _ in pictures]
    changes = {part.heading: [f"{v.region}: {v.sentence}" for v in part.verdicts] for part in content.parts}
    for page, heading in headings:
        words = _words_in(heading)
        said[page - 1] += [words, *changes.get(words, [])]
    return tuple(
        PreviewPage(picture=picture, words=" ".join(words if words.endswith(".") else f"{words}." for words in lines))
        for picture, lines in zip(pictures, said, strict=True)
    )


def forget_layouts() -> None:
    """Let go of what Typst remembers of all documents, decoded pictures above all; it does so as others come.

    The next layout takes about twice as long.
    """
    for _round in range(_REMEMBERED + 1):
        typst.compile(b"", format="svg", ignore_system_fonts=True)


def _words_in(content: Any) -> str:
    """Return the words of what Typst says of a piece of content."""
    if isinstance(content, dict):
        words = content.get("text") or _words_in(
            [content[key] for key in ("body", "child", "children") if key in content]
        )
        return " " if content.get("func") == "space" else words
    return "".join(map(_words_in, content)) if isinstance(content, list) else ""


class _Told:
    """A report as data for Typst, with a mark for each letter that no font has, also in its drawings.

    Attributes
    ----------
    data : str
        JSON.
    note : str
        A sentence on the letters that are marked, or empty.
    """

    def __init__(self, content: ReportContent | GuideContent, sheet: Sheet) -> None:
        title = f"{content.title}: {content.name}" if content.name else content.title
        self._sheet = sheet
        about = {"document_title": title, "language": spoken(), "words": _words_for(content)}
        self._plain = _each_text({**asdict(content), **about}, printable)
        self._drawings = {path.name: path.read_text(encoding="utf-8") for path in sheet.folder.glob("*.svg")}
        shown: list[str] = []
        _each_text(self._plain, shown.append, spared=_SPOKEN)
        shown += (unescape(words) for drawing in self._drawings.values() for words in _WRITTEN.findall(drawing))
        self._missing = missing_letters(shown)
        self._mark()

    def lacks(self, more: frozenset[str]) -> bool:
        """Mark further letters; return whether any was not marked yet."""
        new = more - self._missing
        self._missing |= new
        self._mark()
        return bool(new)

    def _mark(self) -> None:
        self.note = missing_sentence(self._missing)
        for name, drawing in self._drawings.items():
            if (fit := marked_drawing(drawing, self._missing)) != drawing:
                self._sheet.put(name, fit.encode())
        told = self._plain
        if self._missing:
            told = _each_text(told, lambda text: marked(text, self._missing), spared=_SPOKEN)
            told["notice"] = f"{told['notice']} {self.note}"
        self.data = json.dumps(told, ensure_ascii=False)


def _words_for(content: ReportContent | GuideContent) -> dict[str, Any]:
    """Return the templates' own words, as many as may be needed."""
    if isinstance(content, GuideContent):
        return template_words()
    most = max(len(content.parts), *(len(part.verdicts) for part in content.parts), 1)
    short = (*content.digest.left, *content.digest.right) if content.digest else ()
    return template_words(most=most, headings=[table.heading for table in short])


def _marked_until_kept(told: _Told, sheet: Sheet, **options: Any) -> Any:
    """Lay out again where letters turn out to be missing only in their place, which is rare."""
    for _round in range(_MOST_ROUNDS):
        try:
            return _compiled(told, sheet, **options)
        except typst.TypstError as error:
            if not told.lacks(missing_still(getattr(error, "diagnostic", ""))):
                raise
    return _compiled(told, sheet, **options)


def _compiled(told: _Told, sheet: Sheet, template: str = _REPORT, **options: Any) -> Any:
    return typst.compile(sheet.folder / template, **_inputs(told, sheet), **options)


def _inputs(told: _Told, sheet: Sheet) -> dict[str, Any]:
    return {"root": sheet.folder, "font_paths": fonts(), "sys_inputs": {"data": told.data}}


def report_failed(error: typst.TypstError) -> HairtrackError:
    """Say that Typst could not lay something out, and why."""
    return HairtrackError(ErrorKind.REPORT_FAILED, detail=str(error).splitlines()[0])


def _each_text(value: Any, change: Callable[[str], Any], *, spared: tuple[str, ...] = ()) -> Any:
    """Change every text in plain data but what has a name that is spared."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: item if key in spared else _each_text(item, change, spared=spared) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(item, change, spared=spared) for item in value]
    return value
