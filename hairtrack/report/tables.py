"""The tables of a report on its photos: every value and every doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from hairtrack.course import Cause, Course, Measurement, Photo, Unjudged, View
from hairtrack.figures import decimal
from hairtrack.kept_words import inside
from hairtrack.language import _, _c, _n
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.entries import why_unjudged
from hairtrack.report.coverage_words import CAUSES, LEAST_SAID
from hairtrack.report.selection import Selection
from hairtrack.report.table import Table
from hairtrack.report.words import VIEWS, short_day

_LEAD = _(
    "Coverage is the share of the judged part of the region that shows hair, with its 95 % interval; beside it what "
    "could not be judged, and why. The alignment error is in percent of the photo's width."
)
# A report is read by others too.
_CAUSES: Mapping[Cause, str] = MappingProxyType(
    {**CAUSES, Cause.TAKEN_OUT: _("taken out by hand"), Cause.UNTRUSTED: _("alignment not trusted")}
)


class Effect(StrEnum):
    """What a doubt does to photos, the weightiest first."""

    NO_VALUE = "no value"
    NOT_USED = "not used"
    CAUTION = "caution"

    @property
    def words(self) -> str:
        """In a column of its own."""
        return _EFFECTS[self]


_EFFECTS = {
    Effect.NO_VALUE: _("no value"),
    Effect.NOT_USED: _c("photo", "not used"),
    Effect.CAUTION: _c("photo", "caution"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a photo, or all photos of a view, have no value or are doubted.

    Attributes
    ----------
    view : View
    photo : Photo or None
        None for all of the view.
    photos : int
        How many they are.
    effect : Effect
    why : str
    """

    view: View
    photo: Photo | None = None
    photos: int = 1
    effect: Effect
    why: str


def measurements(course: Course, selection: Selection) -> tuple[Table, ...]:
    """List every value of each view, region by region in order of time, also those that could not be given."""
    found = {(each.photo, each.region): each for each in selection.measurements(course)}
    tables: list[Table] = []
    for view in selection.views():
        pairs = product(selection.regions_in(view), selection.in_view(view))
        rows = [
            (
                region.words,
                short_day(photo.taken_on),
                photo.short,
                *_figures(found.get((photo.sha256, region.id))),
            )
            for region, photo in pairs
        ]
        tables.append(
            Table(
                heading=_("Measurements: {view}", view=inside(VIEWS[view])),
                group=_("Measurements"),
                lead="" if tables else _LEAD,
                columns=(
                    *(_("Region"), _("Date"), _("Photo"), _("Coverage"), _("95 % interval"), _("Judged")),
                    *(_("Not judged"), _("Alignment error")),
                ),
                widths=(0.9, 0, 0, 0, 0, 0, 1.5, 0.55),
                right=(3, 4, 5, 7),
                rows=tuple(rows),
            )
        )
    return tuple(tables)


def doubts(course: Course, selection: Selection) -> tuple[Doubt, ...]:
    """Find the photos that have no value and those that have a caution, each with the reasons."""
    listed = replace(course, regions=selection.regions, measurements=selection.measurements(course))
    found = [_unmeasured(course, selection, view) for view in selection.views() if not selection.regions_in(view)]
    for photo in sorted(selection.photos, key=lambda p: (p.taken_on or date.max, p.view, p.sha256)):
        why, effect = _doubt(listed, photo)
        if why:
            found.append(Doubt(view=photo.view, photo=photo, effect=effect, why=why))
    return tuple(found)


def doubts_table(found: Sequence[Doubt]) -> Table:
    """List photos without a value and with a caution.

    Parameters
    ----------
    found : sequence of Doubt

    Returns
    -------
    Table
    """
    return Table(
        heading=_("Photos left out or doubted"),
        columns=(_("Date"), _("View"), _("Photo"), _("Effect"), _("Reason")),
        widths=(0, 0, 0, 0, 1),
        rows=tuple((*_which(doubt), doubt.effect.words, doubt.why) for doubt in found),
    )


def _which(doubt: Doubt) -> tuple[str, str, str]:
    if doubt.photo is None:
        return _c("days", "all"), VIEWS[doubt.view], _n("{count} photo", "{count} photos", doubt.photos)
    return short_day(doubt.photo.taken_on), VIEWS[doubt.view], doubt.photo.short


def _unmeasured(course: Course, selection: Selection, view: View) -> Doubt:
    """Say of all photos of a view at once that nothing is measured in it."""
    drawn = course.regions_in(view)
    why = _("None of its regions was chosen for this report.") if drawn else _("No region is drawn in this view.")
    return Doubt(view=view, photos=len(selection.in_view(view)), effect=Effect.NO_VALUE, why=why)


def _figures(found: Measurement | None) -> tuple[str, str, str, str, str]:
    if found is None:
        return (_("not measured"), "", "", "", "")
    judged, parts = f"{decimal(100 * found.judged)} %", _unjudged(found.unjudged)
    if found.coverage is None or found.low is None or found.high is None:
        return (_("no value"), "", judged, parts, "")
    width = found.alignment_error_percent_width
    error = f"{decimal(width, 1)} %" if width else _c("photo", "reference")
    interval = _("{low} to {high} %", low=decimal(100 * found.low), high=decimal(100 * found.high))
    return (f"{decimal(100 * found.coverage)} %", interval, judged, parts, error)


def _unjudged(parts: Iterable[Unjudged]) -> str:
    """Name the causes for which parts of a region are not judged, each with its share; nothing by hand is too small."""
    told = [part for part in parts if part.cause is Cause.TAKEN_OUT or part.share >= LEAST_SAID]
    return ", ".join(f"{_CAUSES[part.cause]} {max(1, round(100 * part.share))} %" for part in told)


def _doubt(course: Course, photo: Photo) -> tuple[str, Effect]:
    """Return why a photo has no value or is doubted, and which of the two."""
    cautions = [reason_sentence(reason) for reason in photo.cautions]
    if photo.taken_on is None:
        return (" ".join(dict.fromkeys([*cautions, _("It carries no date.")])), Effect.NOT_USED)
    regions = course.regions_in(photo.view)
    found = [m for region in regions if (m := course.measurement(photo, region)) is not None]
    if regions and not any(m.measured for m in found):
        return (" ".join(dict.fromkeys([why_unjudged(course, photo), *cautions])), Effect.NO_VALUE)
    for measurement in found:
        region = course.region(measurement.region)
        name = region.words if region else measurement.region
        which = name if measurement.measured else _("{region} (no value)", region=name)
        cautions += [f"{which}: {reason_sentence(reason)}" for reason in measurement.reasons]
        if measurement.measured and measurement.taken_out:
            share = max(1, round(100 * measurement.taken_out))
            cautions.append(
                _(
                    "{region}: {share} % of the region was taken out by hand, such as a clip or fingers.",
                    region=name,
                    share=share,
                )
            )
    return (" ".join(dict.fromkeys(cautions)), Effect.CAUTION)
