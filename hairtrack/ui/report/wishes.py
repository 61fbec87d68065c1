"""What a person chose for the reports of a course, as it is remembered between runs."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QLocale

from hairtrack.course import Course, View
from hairtrack.language import _
from hairtrack.report.choices import Archive, Choices, ChosenPair, PaperSize, ReportKind
from hairtrack.workflow.compare_photos import telling_view

# Where letters are written on US Letter, by the Unicode CLDR's list of paper sizes.
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


class Who(StrEnum):
    """Whose name stands on a report."""

    NAME = "name"
    ALIAS = "alias"
    NOBODY = "nobody"


class Part(StrEnum):
    """What a kind of report may have no use for."""

    PAIRS = "pairs"
    VIEWS = "views"
    DATES = "dates"
    NOTES = "notes"
    ORIGINALS = "originals"


UNUSED: dict[ReportKind, frozenset[Part]] = {
    ReportKind.SUMMARY: frozenset({Part.ORIGINALS}),
    ReportKind.FULL: frozenset(),
    ReportKind.COMPARISON: frozenset({Part.VIEWS, Part.DATES, Part.ORIGINALS}),
    ReportKind.POSTER: frozenset({Part.PAIRS, Part.NOTES, Part.ORIGINALS}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was chosen, whichever photos and regions there are by now.

    Attributes
    ----------
    kind : ReportKind
    who : Who
    alias : str
    pairs : tuple of ChosenPair
        Ticked, in the order of ticking.
    no_views : tuple of View
        Left out; so that a view that comes in later is in.
    no_regions : tuple of str
        Left out, by id.
    since, until : date or None
    notes, crop, cover, originals : bool
    paper : PaperSize
    archive : Archive
    """

    kind: ReportKind = ReportKind.SUMMARY
    who: Who = Who.NAME
    alias: str = ""
    pairs: tuple[ChosenPair, ...] = ()
    no_views: tuple[View, ...] = ()
    no_regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    notes: bool = True
    crop: bool = False
    cover: bool = False
    originals: bool = False
    paper: PaperSize = PaperSize.A4
    archive: Archive = Archive.NONE

    def uses(self, part: Part) -> bool:
        """Whether this kind of report has a use for something."""
        return part not in UNUSED[self.kind]

    @property
    def name(self) -> str | None:
        """Whose course, as `Choices` says it."""
        return None if self.who is Who.NAME else self.alias.strip() if self.who is Who.ALIAS else ""

    def shown_views(self, course: Course) -> tuple[View, ...]:
        """Return the views that may be in a report, that of page one first; all where those left are gone since."""
        views = [view for view in course.views() if course.in_view(view)]
        if self.uses(Part.VIEWS):
            views = [view for view in views if view not in self.no_views] or views
        elif pairs := self._pairs(course, ()):
            views = [view for view in views if any(p.sha256 == pairs[0].before for p in course.in_view(view))]
        first = telling_view(course)
        return tuple(sorted(views, key=lambda view: view is not first))

    def choices(self, course: Course) -> Choices:
        """Return what a report of a course is to be: what is gone since, and what its kind does not use, left out.

        Parameters
        ----------
        course : Course

        Returns
        -------
        Choices
        """
        shown = self.shown_views(course)
        narrowed = self.uses(Part.VIEWS) and any(course.in_view(view) and view not in shown for view in self.no_views)
        views = shown if narrowed else ()
        dated, noted = self.uses(Part.DATES), self.uses(Part.NOTES)
        no_regions = {region.id for region in course.regions} & set(self.no_regions)
        return Choices(
            kind=self.kind,
            paper=self.paper,
            archive=self.archive,
            name=self.name,
            pairs=self._pairs(course, views) if self.uses(Part.PAIRS) else (),
            views=views,
            regions=tuple(r.id for r in course.regions if r.id not in no_regions) if no_regions else None,
            since=self.since if dated else None,
            until=self.until if dated else None,
            notes=self.notes or not noted,
            crop=self.crop and bool(course.regions),
            cover=self.cover,
            originals=self.originals and self.uses(Part.ORIGINALS),
        )

    def _pairs(self, course: Course, views: tuple[View, ...]) -> tuple[ChosenPair, ...]:
        known = tuple(pair for pair in self.pairs if _fits(course, pair, views))
        return known[:1] if self.kind is ReportKind.COMPARISON else known

    def plain(self) -> dict[str, Any]:
        """Return it for a settings file."""
        kept = asdict(self)
        kept["pairs"] = [[pair.before, pair.after] for pair in self.pairs]
        for name in ("since", "until"):
            day: date | None = kept[name]
            kept[name] = day.isoformat() if day else ""
        return kept


def wishes_of(plain: object, paper: PaperSize) -> Wishes:
    """Read what was remembered; what is missing or unreadable is as at the first start.

    Parameters
    ----------
    plain : object
        As `Wishes.plain` returned it, or anything.
    paper : PaperSize
        Where none was chosen.

    Returns
    -------
    Wishes
    """
    found: dict[str, Any] = {"paper": paper}
    for name, value in plain.items() if isinstance(plain, dict) else ():
        try:
            found[name] = _READ[name](value)
        except (KeyError, TypeError, ValueError):
            continue
    return Wishes(**found)


def why_not(kind: ReportKind, course: Course) -> str:
    """Say why a course cannot have a kind of report, or nothing."""
    if kind is ReportKind.POSTER and not course.visits():
        return _("Needs photos with a date")
    if kind is ReportKind.COMPARISON and all(len(course.in_view(view)) < 2 for view in course.views()):
        return _("Needs two visits of one view")
    return ""


def usual_paper(locale: QLocale | None = None) -> PaperSize:
    """Return the paper that printers have where this computer stands."""
    code = QLocale.territoryToCode((locale or QLocale.system()).territory())
    return PaperSize.LETTER if code in _LETTER else PaperSize.A4


def _fits(course: Course, pair: ChosenPair, views: tuple[View, ...]) -> bool:
    before, after = course.photo(pair.before), course.photo(pair.after)
    if before is None or after is None or before.view is not after.view:
        return False
    dated = before.taken_on is not None and after.taken_on is not None
    return dated and (not views or before.view in views)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _day(value: object) -> date | None:
    return date.fromisoformat(_words(value)) if value else None


def _pair(value: Any) -> ChosenPair:
    before, after = map(_words, value)
    return ChosenPair(before=before, after=after)


_READ: dict[str, Callable[[Any], object]] = {
    "kind": ReportKind,
    "who": Who,
    "alias": _words,
    "pairs": lambda value: tuple(map(_pair, value)),
    "no_views": lambda value: tuple(map(View, value)),
    "no_regions": lambda value: tuple(map(_words, value)),
    "since": _day,
    "until": _day,
    "paper": PaperSize,
    "archive": Archive,
    **{field.name: _boolean for field in fields(Wishes) if field.type in (bool, "bool")},
}
