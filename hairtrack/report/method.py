"""How the values of a report were made, in plain paragraphs with the settings to repeat them."""

from hairtrack.course import Course, PersonModel
from hairtrack.figures import decimal, plain
from hairtrack.language import _, _n, listed


def method_of(course: Course) -> tuple[tuple[str, str], ...]:
    """Say how the photos were aligned, measured and compared.

    Parameters
    ----------
    course : Course

    Returns
    -------
    tuple of (str, str)
        Heading and paragraph. Steps that this course did not take are left out.
    """
    parts = []
    if any(course.alignment(photo) for photo in course.photos):
        parts.append((_("Alignment"), _alignment(course)))
    if any(measurement.measured for measurement in course.measurements):
        parts += [(_("Coverage"), _coverage(course)), (_("Change"), _CHANGE), (_("Trend"), _TREND)]
    if any(region.salt for region in course.regions):
        parts.append(("SALT", _SALT))
    if course.ratings:
        parts.append((_("Blinded ratings"), _ratings(course)))
    return tuple(parts)


_CHANGE = _(
    "A change is the later value minus the earlier one, in percentage points. Its 95 % interval joins the distances "
    "of both values to their own bounds by squaring and adding, less what the errors of two photos of one person have "
    "in common, the more the nearer the values are (Zou and Donner, Stat Med 2008;27:1693). The intervals of all "
    "regions of two photos hold together (Sidak, J Am Stat Assoc 1967;62:626). A gain or a loss is stated only where "
    "that interval leaves zero out; the smallest detectable change of a pair is the longer half of "
    "it. Several photos of one visit count by their mean; once two visits have three photos, what this person's photos "
    "of a visit differ by takes the place of what is supposed of that. Where angle, distance, sharpness, light, glare, "
    "overlap or the hair's length or state differ too much, or a photo has no value, no change is stated."
)

_SALT = _(
    "The SALT is 40 % of what the top has lost, 24 % of the back and 18 % of each side (Olsen and others, J Am Acad "
    "Dermatol 2004;51:440). Skin shows between hairs where none is lost, so that the loss of an area is what its "
    "coverage lacks to that of the densest hair seen on the same head, and not to 100 %. Its 95 % interval holds the "
    "doubt of the coverage, of that dense hair, and of bare skin below longer hair; the doubts of the four areas are "
    "taken as partly shared. Whether a share of the loss is won back is answered only where the interval leaves no "
    "doubt. Judgements by eye are shown as they were written down."
)

_TREND = _(
    "The trend is a line through all visits, each weighed by its interval; one far off the others pulls less (Huber, "
    "Ann Math Stat 1964;35:73), and blurred, badly lit or partly judged photos count a quarter. None is left out. "
    "The line may bend eight weeks after a treatment is started, changed in dose or stopped, which the chart shows as "
    "the lag; that it may bend there says nothing of why it does. Its 95 % band also holds what all photos of this "
    "person may have in common, of which the rate is free. From 18 months and eight visits on a yearly rhythm is set "
    "aside (Randall and Ebling, Br J Dermatol 1991;124:146). The verdict on the whole course is that of the line from "
    "its first visit to its last. Intervals of the trend also hold that coverage as measured may move more or less "
    "steeply than the true one."
)


def _alignment(course: Course) -> str:
    tried = [found for photo in course.photos if (found := course.alignment(photo)) is not None]
    engines = listed(sorted({alignment.engine for alignment in tried}))
    done = [alignment for alignment in tried if alignment.aligned]
    by_hand = sum(alignment.method == "landmarks" for alignment in done)
    how_many = (
        _n(
            "{done} of {count} photo could be aligned, {by_hand} of them with points placed by hand",
            "{done} of {count} photos could be aligned, {by_hand} of them with points placed by hand",
            len(tried),
            done=len(done),
            by_hand=by_hand,
        )
        if by_hand
        else _n(
            "{done} of {count} photo could be aligned",
            "{done} of {count} photos could be aligned",
            len(tried),
            done=len(done),
        )
    )
    return _(
        "Each photo is laid over the reference photo of its view by marks of the scalp that both show; {how_many}. The "
        "error is the estimated 95th percentile over the part of the picture where the alignment is trusted, in "
        "percent of the photo's width; outside that part nothing is judged. Engine: {engines}.",
        how_many=how_many,
        engines=engines,
    )


def _coverage(course: Course) -> str:
    measured = [measurement for measurement in course.measurements if measurement.measured]
    engines = listed(sorted({measurement.engine for measurement in measured}))
    thresholds = listed(sorted({plain(measurement.threshold) for measurement in measured}))
    person = next((p for p in course.persons if p.id == measured[-1].person), None)
    taken_out = any(measurement.taken_out for measurement in measured)
    said = [_SHARE, _NOT_JUDGED_BY_HAND if taken_out else _NOT_JUDGED]
    if person is not None:
        said.append(_learnt(person, len(course.dabs)))
    interval = _(
        "The 95 % interval holds the doubt of that reference, of the region's place after alignment, and of the "
        "sample. Engine: {engines}; threshold {thresholds}.",
        engines=engines,
        thresholds=thresholds,
    )
    return " ".join([*said, interval])


_SHARE = _(
    "Coverage is the share of a region's judged pixels that show hair: how much of the scalp is hidden. It is not a "
    "count of hairs and not their density, and it depends on the hair's length and parting."
)
_NOT_JUDGED = _("Glare, deep shadow and what is out of sight are not judged.")
_NOT_JUDGED_BY_HAND = _("Glare, deep shadow and what is out of sight, and what was taken out by hand, are not judged.")


def _learnt(person: PersonModel, dabs: int) -> str:
    """Say on what the difference of hair and skin was learnt."""
    facts = {
        "reference": person.id,
        "separation": decimal(person.separation, 1),
        "photos": _n("{count} photo", "{count} photos", len(set(person.fitted_on))),
    }
    if not dabs:
        return _(
            "What tells hair from skin was learnt on photos of other people, and is the same for all photos here "
            "(reference {reference}, separation {separation} over {photos}).",
            **facts,
        )
    return _n(
        "What tells hair from skin was learnt on photos of other people, moved to this person's by {count} touch of "
        "hair and skin, and is the same for all photos here (reference {reference}, separation {separation} over "
        "{photos}).",
        "What tells hair from skin was learnt on photos of other people, moved to this person's by {count} touches of "
        "hair and skin, and is the same for all photos here (reference {reference}, separation {separation} over "
        "{photos}).",
        dabs,
        **facts,
    )


def _ratings(course: Course) -> str:
    raters = list(dict.fromkeys(rating.rater for rating in course.ratings))
    gave = _n(
        "{raters} gave {count} answer to the question which of two photos of one view shows more hair, in steps from "
        "−3 (much less in the later one) to +3 (much more), as in trials of hair treatment (Kaufman and others, J Am "
        "Acad Dermatol 1998;39:578).",
        "{raters} gave {count} answers to the question which of two photos of one view shows more hair, in steps from "
        "−3 (much less in the later one) to +3 (much more), as in trials of hair treatment (Kaufman and others, J Am "
        "Acad Dermatol 1998;39:578).",
        len(course.ratings),
        raters=listed(raters),
    )
    return f"{gave} {_SHOWN_BLIND}"


_SHOWN_BLIND = _(
    "The two were laid over each other and shown side by side without dates, in random order and on random sides; some "
    "pairs came again with their sides exchanged. The 95 % interval of a visit comes from how far a rater's answers to "
    "one pair lie apart. Ratings stand beside the measured values and take no part in them."
)
