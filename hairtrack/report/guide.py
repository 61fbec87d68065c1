"""What stands on the printed guide for the next photo: one page for each view. No layout."""

from dataclasses import dataclass

from hairtrack.course import Outline
from hairtrack.language import _
from hairtrack.report.choices import PaperSize
from hairtrack.report.table import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePart:
    """The page of one view.

    Attributes
    ----------
    heading : str
    picture : Picture or None
        What the next photo is to be like; None where it may not leave the house.
    note : str
        Why there is no picture, or what is to be known of it; may be empty.
    aspect : float
        Width over height of what is to be in the picture.
    outline : Outline
        The line around the head, in shares of the picture's width and height; may be empty.
    steps : tuple of (str, str)
        What to do, and why, the weightiest first.
    fine, unknown : str
        A sentence, or empty.
    """

    heading: str
    picture: Picture | None
    note: str
    aspect: float
    outline: Outline
    steps: tuple[tuple[str, str], ...]
    fine: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideContent:
    """Everything that the guide says.

    Attributes
    ----------
    paper : PaperSize
    title, name, made_on, program : str
        What it is, whose course, the day, the program with its version.
    dated : str
        That day in ISO.
    parts : tuple of GuidePart
    always_heading : str
    always : tuple of str
        What holds for every photo.
    notice : str
    """

    paper: PaperSize
    title: str
    name: str
    made_on: str
    dated: str
    program: str
    parts: tuple[GuidePart, ...]
    always_heading: str = _("Every time")
    always: tuple[str, ...] = ()
    notice: str = ""
