"""What stands beneath the photos of a film, set by Typst as a report is, so that names in any script are read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import typst

from hairtrack.assets import asset
from hairtrack.report.letters import fonts, marked, missing_letters
from hairtrack.report.pdf import report_failed
from hairtrack.report.words import printable

_PAPER = "#{:02x}{:02x}{:02x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmCaption:
    """What is said of a photo while it is shown.

    Attributes
    ----------
    day : str
    week : str
        Of the treatment.
    note : str
        With what it cannot be compared, and why.
    """

    day: str = ""
    week: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionRoom:
    """Where captions stand.

    Attributes
    ----------
    width, height : int
        Pixels.
    side : int
        Pixels that stay free at the left and the right.
    letters : int
        Size of type in pixels.
    paper : (int, int, int)
        The colour behind them.
    dated, noted : bool
        Whether there is a line for the day and the week, and one for notes.
    """

    width: int
    height: int
    side: int
    letters: int
    paper: tuple[int, int, int]
    dated: bool
    noted: bool


def caption_pictures(captions: Sequence[FilmCaption], room: CaptionRoom) -> tuple[bytes, ...]:
    """Set captions.

    Parameters
    ----------
    captions : sequence of FilmCaption
    room : CaptionRoom

    Returns
    -------
    tuple of bytes
        A PNG of the room's size for each.

    Raises
    ------
    HairtrackError
        REPORT_FAILED.
    """
    texts = [{name: printable(text) for name, text in asdict(caption).items()} for caption in captions]
    missing = missing_letters(text for caption in texts for text in caption.values())
    told = [{name: marked(text, missing) for name, text in caption.items()} for caption in texts]
    data = {**asdict(room), "paper": _PAPER.format(*room.paper), "captions": told}
    template = asset("report") / "film.typ"
    try:
        pages = typst.compile(
            template,
            root=template.parent,
            font_paths=fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="png",
            ppi=72,
        )
    except typst.TypstError as error:
        raise report_failed(error) from error
    return (pages,) if isinstance(pages, bytes) else tuple(page for page in pages if page is not None)
