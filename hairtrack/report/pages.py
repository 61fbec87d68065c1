"""What stands on each page of a report, gathered from a course."""

from collections.abc import Mapping
from datetime import date

from hairtrack.course import Course, View
from hairtrack.kept_words import inside, shown
from hairtrack.language import _, _n
from hairtrack.messages import reason_sentence
from hairtrack.report import tables
from hairtrack.report.charts.words import describe_chart
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.content import (
    Beside,
    Poster,
    RegionVerdict,
    ReportContent,
    TakenPhoto,
    VerdictLine,
    ViewChart,
    ViewPair,
    ViewPart,
)
from hairtrack.report.diary_tables import diary_tables
from hairtrack.report.digest import digest_of
from hairtrack.report.method import method_of
from hairtrack.report.photo_words import seen_on, value_words, visit_words
from hairtrack.report.poster import poster_of
from hairtrack.report.provenance import Provenance, photos_table, provenance
from hairtrack.report.selection import Selection
from hairtrack.report.table import Picture
from hairtrack.report.words import VIEWS, full_day, signed_range
from hairtrack.treatment import Treatment


def content_of(
    course: Course,
    selection: Selection,
    pairs: tuple[ViewPair, ...],
    *,
    choices: Choices,
    charts: Mapping[View, ViewChart],
    beside: Beside,
    made_on: date,
    program: str,
) -> ReportContent:
    """Gather what the report of a course says.

    Parameters
    ----------
    course : Course
    selection : Selection
        What of it is listed.
    pairs : tuple of ViewPair
        That of page one first.
    choices : Choices
    charts : mapping of View to ViewChart
    beside : Beside
    made_on : date
    program : str
        Name and version.

    Returns
    -------
    ReportContent
    """
    views = [pair.view for pair in pairs]
    parts = tuple(
        _view_part(
            course,
            selection,
            pair,
            charts.get(pair.view) if pair.view not in views[:place] else None,
            alone=views.count(pair.view) == 1,
        )
        for place, pair in enumerate(pairs)
    )
    # The first comparison of each view.
    said = {pair.view: (_span(pair), part) for pair, part in reversed(list(zip(pairs, parts, strict=True)))}
    salt = (beside.salt,) if beside.salt else ()
    kind = choices.kind
    whole = kind is ReportKind.FULL
    every = (
        (
            *tables.measurements(course, selection),
            tables.doubts_table(tables.doubts(course, selection)),
            *salt,
            *diary_tables(selection.diary, since=selection.since, timeline=beside.timeline, labs=beside.lab_chart),
        )
        if whole
        else ()
    )
    return ReportContent(
        kind=kind,
        paper=choices.paper,
        title=_("Hair coverage report"),
        name=selection.name,
        made_on=full_day(made_on),
        dated=made_on.isoformat(),
        program=program,
        facts=_facts(selection, made_on),
        parts=parts,
        tables=tuple(table for table in every if table.rows),
        published=beside.published,
        method=method_of(course) if whole else (),
        provenance=provenance(
            course,
            selection,
            program=program,
            archive=choices.archive,
            pixels=[
                *(steps for pair in pairs for steps in pair.pixels),
                *(photo.pixels for photo in beside.taken.photos),
            ],
            outlined=any(pair.outlines for pair in pairs),
        )
        if whole
        else Provenance(tables=(photos_table(course, selection),))
        if kind is ReportKind.COMPARISON
        else Provenance(),
        digest=digest_of(course, selection, salt=beside.salt, doubts=tables.doubts(course, selection))
        if kind is ReportKind.SUMMARY
        else None,
        diary_charts=_diary_charts(beside.diary) if beside.diary else (),
        originals=tuple(_taken_picture(course, selection, photo) for photo in beside.taken.photos),
        originals_note=" ".join(beside.taken.notes),
        poster=poster_of(course, selection, beside.poster, {view: said[view] for view in dict.fromkeys(views)})
        if kind is ReportKind.POSTER
        else Poster(),
    )


def _facts(selection: Selection, made_on: date) -> tuple[tuple[str, str], ...]:
    visits = selection.visits()
    facts = [(_("Photos"), _photos_fact(selection))] if visits else []
    running_first = sorted(selection.diary.treatments, key=lambda t: (t.stopped_on is not None, t.started_on))
    until = min(made_on, selection.until or made_on)
    taken = [_treatment_fact(treatment, visits[-1] if visits else None, until) for treatment in running_first]
    if taken:
        more = [_("and {count} more, listed under Treatment", count=len(taken) - 4)] if len(taken) > 4 else []
        facts.append((_("Treatment"), "\n".join([*taken[:4], *more])))
    if selection.since or selection.until:
        facts.append((_("Listed"), _days_fact(selection)))
    return tuple(facts)


def _days_fact(selection: Selection) -> str:
    """Say which days are listed, and that figures rest on all of them."""
    since, until = full_day(selection.since), full_day(selection.until)
    if selection.until is None:
        return _("from {since} on; what is computed, such as trends and doubts, rests on the whole course", since=since)
    if selection.since is None:
        return _("up to {until}; what is computed, such as trends and doubts, rests on the whole course", until=until)
    return _(
        "from {since} to {until}; what is computed, such as trends and doubts, rests on the whole course",
        since=since,
        until=until,
    )


def _photos_fact(selection: Selection) -> str:
    visits = selection.visits()
    first, last = full_day(visits[0]), full_day(visits[-1])
    return _(
        "{photos} ({views}) on {visits}, {days}",
        photos=_n("{count} photo", "{count} photos", len(selection.photos)),
        views=", ".join(inside(VIEWS[view]) for view in selection.views()),
        visits=_n("{count} visit", "{count} visits", len(visits)),
        days=first if len(visits) == 1 else _("{first} to {last}", first=first, last=last),
    )


def _treatment_fact(treatment: Treatment, last_visit: date | None, until: date) -> str:
    stretches = treatment.stretches()
    # What is paused is named with the dose that it was paused at.
    dose = next((stretch.words for stretch in reversed(stretches) if not stretch.paused), "")
    name, since = f"{shown(treatment.name)} {dose}".strip(), full_day(treatment.started_on)
    if treatment.stopped_on is not None:
        return _("{treatment}, {first} to {last}", treatment=name, first=since, last=full_day(treatment.stopped_on))
    facts = {"treatment": name, "day": since, "week": treatment.week(last_visit or until)}
    if treatment.started_on > (last_visit or until):
        taken = _("{treatment}, since {day}", treatment=name, day=since)
    elif last_visit is None:
        taken = _("{treatment}, since {day} (week {week} on {on})", on=full_day(until), **facts)
    else:
        taken = _("{treatment}, since {day} (week {week} at the last visit)", **facts)
    if stretches[-1].paused:
        return _("{taken}, paused since {day}", taken=taken, day=full_day(stretches[-1].since))
    return taken


def _view_part(
    course: Course, selection: Selection, pair: ViewPair, chart: ViewChart | None, *, alone: bool
) -> ViewPart:
    own = {reason for verdict in pair.verdicts for reason in map(reason_sentence, verdict.reasons)}
    return ViewPart(
        heading=VIEWS[pair.view] if alone else _("{view}, {days}", view=VIEWS[pair.view], days=_span(pair)),
        pictures=_pictures(course, selection, pair),
        aspect=pair.aspect,
        outlines=pair.outlines,
        outlined=pair.outlined,
        note=_note(selection, pair),
        verdicts=tuple(_verdict_line(verdict) for verdict in pair.verdicts),
        reasons=tuple(s for s in map(reason_sentence, pair.findings) if s not in own),
        trends=pair.trends,
        taken=pair.taken,
        charts=_charts(pair.view, chart) if chart else (),
        chosen=pair.chosen,
        conditions=pair.conditions,
        maps=pair.maps,
    )


def _charts(view: View, chart: ViewChart) -> tuple[Picture, ...]:
    title = _("Chart of coverage over time, {view} view.", view=inside(VIEWS[view]))
    alt = f"{title} {describe_chart(chart.data)}"
    return tuple(Picture(file=file, caption="", alt=alt) for file in chart.files)


def _diary_charts(chart: ViewChart) -> tuple[Picture, ...]:
    alt = " ".join((_("Chart of the diary."), describe_chart(chart.data)))
    return tuple(Picture(file=file, caption="", alt=alt) for file in chart.files)


def _pictures(course: Course, selection: Selection, pair: ViewPair) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            file=file,
            caption=visit_words(selection, photo.taken_on),
            day=full_day(photo.taken_on),
            alt=seen_on(course, selection, photo),
            turn=turn,
            aspect=pair.aspect,
        )
        for file, turn, photo in zip(pair.pictures, pair.turns, (pair.before, pair.after), strict=False)
        if file
    )


def _taken_picture(course: Course, selection: Selection, taken: TakenPhoto) -> Picture:
    photo = taken.photo
    visit = visit_words(selection, photo.taken_on)
    return Picture(
        file=taken.file,
        caption=f"{visit}, {inside(VIEWS[photo.view])}, {photo.short}",
        alt=seen_on(course, selection, photo),
        turn=taken.turn,
        aspect=taken.aspect,
    )


def _span(pair: ViewPair) -> str:
    first, last = full_day(pair.before.taken_on), full_day(pair.after.taken_on)
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _note(selection: Selection, pair: ViewPair) -> str:
    if pair.left_out:
        return " ".join(pair.left_out)
    if len(pair.pictures) == 1:
        return _alone(selection, pair)
    if not pair.aligned:
        return _("Shown as taken: the two photos are not aligned with each other.")
    names = ", ".join(region.words for region in selection.regions_in(pair.view))
    if names and pair.outlines:
        return _(
            "Aligned, the same part of the scalp at the same scale. Not retouched. Outlined: {regions}.", regions=names
        )
    return _("Aligned, the same part of the scalp at the same scale. Not retouched.")


def _alone(selection: Selection, pair: ViewPair) -> str:
    """Say why a photo stands alone; one that was chosen so says that itself."""
    if pair.chosen:
        return ""
    if selection.since or selection.until:
        return _("The only photo of this view within the chosen days.")
    return _("The only dated photo of this view so far.")


def _verdict_line(verdict: RegionVerdict) -> VerdictLine:
    figures = ""
    said = verdict.verdict in ("gain", "loss")
    if not said and verdict.change is not None and verdict.low is not None and verdict.high is not None:
        figures = signed_range(verdict.change, verdict.low, verdict.high)
    return VerdictLine(
        verdict=verdict.verdict,
        region=verdict.region,
        before=value_words(verdict.before),
        after=value_words(verdict.after),
        figures=figures,
        sentence=verdict.sentence,
        brief=verdict.brief,
        reasons=tuple(dict.fromkeys(reason_sentence(reason) for reason in verdict.reasons)),
    )
