"""The page that lets a sceptic repeat a report: where each photo comes from, what was done to it, how to check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hairtrack.course import AlignmentMethod, AlignmentModel, Course, Measurement, PersonModel, Photo
from hairtrack.figures import decimal, plain
from hairtrack.language import _, _c, _n, listed
from hairtrack.messages import reason_sentence
from hairtrack.report.choices import Archive
from hairtrack.report.pixels import PixelStep, pixel_sentences
from hairtrack.report.selection import Selection
from hairtrack.report.table import Table
from hairtrack.report.words import DATE_SOURCES, VIEWS, short_day

ATTACHMENT = "hairtrack-report.json"
"""Name of the attached file."""
_MOST_NAMED = 12
"""Photos that a model was fitted on, named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that anybody can check: what, with which commands (each with its system), and what must come out."""

    what: str
    commands: tuple[tuple[str, str], ...]
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the last pages say; empty for a report without them.

    Attributes
    ----------
    heading, lead : str
    pixels : tuple of str
        What was done to the pixels of the pictures.
    tables : tuple of Table
    checks : tuple of Check
    """

    heading: str = ""
    lead: str = ""
    pixels: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    checks: tuple[Check, ...] = ()


def provenance(
    course: Course,
    selection: Selection,
    *,
    program: str,
    archive: Archive,
    pixels: Sequence[Iterable[PixelStep]],
    outlined: bool,
) -> Provenance:
    """Say where everything in a report comes from, and how to repeat it.

    Parameters
    ----------
    course : Course
    selection : Selection
        What of it is listed.
    program : str
        Name and version.
    archive : Archive
        One that allows no attachment sends the reader elsewhere for the figures.
    pixels : sequence of iterable of PixelStep
        What was done to each picture.
    outlined : bool
        Whether regions are drawn over pictures.

    Returns
    -------
    Provenance
    """
    attached = archive.attaches
    where = (
        _(
            "The outlines of the regions, the alignments and all other figures are in {file}, which is attached.",
            file=ATTACHMENT,
        )
        if attached
        else _(
            "The outlines of the regions, the alignments and all other figures are in what hairtrack export writes; a "
            "document of this kind may carry no attachment."
        )
    )
    values = _values(course, selection, attached=attached)
    return Provenance(
        heading=_("Where this comes from and how to check it"),
        lead=" ".join((_("Made by {program}, without a network.", program=program), where)),
        pixels=pixel_sentences(pixels, outlined=outlined),
        tables=tuple(table for table in (photos_table(course, selection), values) if table.rows),
        checks=_checks(course, selection, attached=attached),
    )


def photos_table(course: Course, selection: Selection) -> Table:
    """Say of each photo where it comes from and how it was placed.

    Parameters
    ----------
    course : Course
    selection : Selection

    Returns
    -------
    Table
    """
    engines = sorted({a.engine for photo in selection.photos if (a := course.alignment(photo)) is not None})
    rows = []
    for photo in sorted(selection.photos, key=lambda p: (p.taken_on or date.max, p.view, p.sha256)):
        day = f"{short_day(photo.taken_on)} ({DATE_SOURCES[photo.taken_on_source]})"
        name = photo.camera or _("camera unknown")
        camera = f"{name}, {photo.size[0]} × {photo.size[1]}"
        file = f"{photo.file_name}\n{camera}" if selection.file_names else camera
        rows.append((day, VIEWS[photo.view], file, _placed(course, photo, engines), photo.sha256))
    lead = [
        _(
            "Each photo with its date and where the date comes from, how it was aligned with the error in percent of "
            "its width, and the SHA-256 of the original, of which the first eight digits name it."
        )
    ]
    lead += [_("All were aligned by {engine}.", engine=engines[0])] if len(engines) == 1 else []
    return Table(
        heading=_("Photos"),
        lead=" ".join(lead),
        columns=(
            _("Date (source)"),
            _("View"),
            _("File and camera") if selection.file_names else _("Camera"),
            _("Alignment"),
            _("SHA-256 of the original"),
        ),
        widths=(1.35, 1.15, 2.85, 2.4, 3.2),
        rows=tuple(rows),
    )


_MODELS = {
    AlignmentModel.IDENTITY: _c("alignment", "identity"),
    AlignmentModel.SIMILARITY: _c("alignment", "similarity"),
    AlignmentModel.AFFINE: _c("alignment", "affine"),
    AlignmentModel.QUADRATIC: _c("alignment", "quadratic"),
}
_METHODS = {
    AlignmentMethod.SAME_FILE: _c("alignment by", "same file"),
    AlignmentMethod.FEATURES: _c("alignment by", "features"),
    AlignmentMethod.LANDMARKS: _c("alignment by", "landmarks"),
}


def _placed(course: Course, photo: Photo, engines: Sequence[str]) -> str:
    reference = course.reference(photo.view)
    if reference is not None and reference.sha256 == photo.sha256:
        return _("reference photo of its view")
    alignment = course.alignment(photo)
    if alignment is None:
        return _("not used: no date") if photo.taken_on is None else _c("photo", "not aligned")
    engine = f",\n{alignment.engine}" if len(engines) > 1 else ""
    if alignment.transform is None:
        refused = _c("alignment", "refused")
        return " ".join([f"{refused}{engine}:", *map(reason_sentence, alignment.reasons)])
    error = alignment.error_percent_width
    found = [_n("{count} point", "{count} points", alignment.inliers)]
    found += [_("error {percent} %", percent=decimal(error, 2))] if error is not None else []
    how = _("{model} by {method}", model=_MODELS[alignment.transform.model], method=_METHODS[alignment.method])
    return f"{how},\n{', '.join(found)}{engine}"


def _values(course: Course, selection: Selection, *, attached: bool) -> Table:
    """Say which model, engine and threshold the listed values rest on; most often they are the same for all."""
    persons = {person.id: person for person in course.persons}
    listed_values = [found for found in selection.measurements(course) if found.measured]
    resting: dict[tuple[str, str, float], list[Measurement]] = {}
    for found in listed_values:
        resting.setdefault((found.person, found.engine, found.threshold), []).append(found)
    rows = []
    for (person, engine, threshold), values in resting.items():
        told = _model(persons[person], attached=attached) if person in persons else ("–", "–", "–")
        whole = len(values) == len(listed_values)
        which = _c("values", "all {count}", count=len(values)) if whole else _which(course, values)
        rows.append((person, engine, plain(threshold), *told, which))
    return Table(
        heading=_("Values"),
        lead=_(
            "What tells hair from skin is a reference for this person. With it, the threshold and the photo, each "
            "value can be measured again. What was not judged or was taken out stands beside the value."
        ),
        columns=(
            *(_c("of a person", "Reference"), _("Engine"), _("Threshold"), _("Separation"), _("Fitted on")),
            *(_("Touches"), _("Values")),
        ),
        widths=(0, 0, 0, 0, 1.2, 0, 1),
        right=(2, 3, 5),
        rows=tuple(rows),
    )


def _model(person: PersonModel, *, attached: bool) -> tuple[str, str, str]:
    photos = list(dict.fromkeys(sha256[:8] for sha256 in person.fitted_on))
    fitted = _n("{count} photo", "{count} photos", len(photos))
    if photos and len(photos) <= _MOST_NAMED:
        fitted = f"{fitted}: {', '.join(photos)}"
    elif photos and attached:
        fitted = _("{photos}, named in the attachment", photos=fitted)
    return decimal(person.separation, 1), fitted, str(len(person.dabs))


def _which(course: Course, values: Sequence[Measurement]) -> str:
    """Name values by photo and region, or count them where that would be long."""
    if len(values) > _MOST_NAMED:
        return f"{len(values)}"
    regions = {region.id: region.words for region in course.regions}
    return ", ".join(f"{value.photo[:8]} {regions.get(value.region, value.region)}" for value in values)


_PHOTO_CHECKS = (
    Check(
        what=_("A photo is the one that is listed here:"),
        commands=(
            ("sha256sum PHOTO", "Linux"),
            ("shasum -a 256 PHOTO", "macOS"),
            ("certutil -hashfile PHOTO SHA256", "Windows"),
        ),
        expected=_("The 64 digits that stand beside the photo above."),
    ),
    Check(
        what=_("No original was changed since it came into the course:"),
        commands=(("hairtrack check COURSE", ""),),
        expected=_("Every original is whole and the records are sound."),
    ),
)
_CHANGES_CHECK = Check(
    what=_("The changes and trends follow from the values:"),
    commands=(("hairtrack change COURSE", ""),),
    expected=_("The sentences and figures of this report; --view, --before and --after ask for another pair."),
)
_DATA_CHECK = Check(
    what=_(
        "The same as data: {file} is in the list of attachments of a PDF reader, often under a paper clip; or take it "
        "out with:",
        file=ATTACHMENT,
    ),
    commands=(("pdfdetach -saveall REPORT.pdf", ""),),
    expected=_("A text file in JSON; report.schema.json, which comes with hairtrack, describes its fields."),
)


def _checks(course: Course, selection: Selection, *, attached: bool) -> tuple[Check, ...]:
    checks = [*_PHOTO_CHECKS] if selection.photos else []
    engines = sorted({found.engine for found in selection.measurements(course) if found.measured})
    if engines:
        again = Check(
            what=_("The values come out again, with the engine {engines}:", engines=listed(engines)),
            commands=(("hairtrack measure COURSE --again", ""),),
            expected=_("All values agree bit for bit; on another kind of computer the last digits may differ."),
        )
        checks += [again, _CHANGES_CHECK]
    return (*checks, *([_DATA_CHECK] if attached else []))
