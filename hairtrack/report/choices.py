"""What a report is to be: the kind, the paper, what goes into it, and what stays out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hairtrack.course import View

LEAST_DOTS, USUAL_DOTS, MOST_DOTS = 50, 150, 300
"""Pixels an inch of pages as pictures; more would show no more of the photos."""


class ReportKind(StrEnum):
    """How much a report tells."""

    SUMMARY = "summary"
    """Two pages for an appointment."""
    FULL = "full"
    """Everything, to the last hash."""
    COMPARISON = "comparison"
    """Two photos on one page."""
    POSTER = "poster"
    """The whole course on one page."""


class PaperSize(StrEnum):
    """The sheet to print on, by its name in Typst."""

    A4 = "a4"
    LETTER = "us-letter"


class Archive(StrEnum):
    """A standard for keeping documents, beside PDF/UA-1, by its name in Typst."""

    NONE = ""
    A2A = "a-2a"
    """Allows no attachment."""
    A3A = "a-3a"

    @property
    def attaches(self) -> bool:
        """Whether it allows the data to go with the document."""
        return self is not Archive.A2A


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPair:
    """Two photos of one view to be compared, by their SHA-256; the same twice for a photo alone."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a report is to be.

    Attributes
    ----------
    kind : ReportKind
    paper : PaperSize
    archive : Archive
    name : str or None
        Whose course; an alias will do. None for the course's own name, empty for no name. With an alias or none,
        the names of files stay out too.
    pairs : tuple of ChosenPair
        Comparisons in order, that of page one first. One of each chosen view that they do not show follows.
    views : tuple of View
        Empty for all. The first has page one where no pair is chosen.
    regions : tuple of str or None
        Ids; None for all.
    since, until : date or None
        First and last day of what is listed. What is computed rests on the whole course, so that a figure is the
        same in every report.
    notes : bool
        Whether words written freely into the diary are in it.
    crop : bool
        Whether photos are cut to the chosen regions; a view without one then has no photos.
    cover : bool
        Whether what the user covered, such as the face, is made plain grey; a photo on which nobody can tell where
        that lies is then left out.
    originals : bool
        Whether every photo follows as it was taken, at full size.
    """

    kind: ReportKind = ReportKind.FULL
    paper: PaperSize = PaperSize.A4
    archive: Archive = Archive.NONE
    name: str | None = None
    pairs: tuple[ChosenPair, ...] = ()
    views: tuple[View, ...] = ()
    regions: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    notes: bool = True
    crop: bool = False
    cover: bool = False
    originals: bool = False
