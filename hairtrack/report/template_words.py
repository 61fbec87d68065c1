"""The words that stand in the templates themselves, in the language in use.

A template puts figures in by name, and takes of words that go with a count those of that count.
"""

from collections.abc import Iterable
from typing import Any

from hairtrack.kept_words import inside
from hairtrack.language import _, _c, _n

_WORDS = {
    "page": _("Page {page} of {pages}"),
    "over_time": _("{what} over time"),
    "kept": _("What was kept"),
    "between": _("Between the two photos"),
    "before": _("Before:"),
    "after": _("After:"),
    "after_within": _c("in the middle of a line", "after:"),
    "photo": _("Photo:"),
    "values": _("Before {before}; after {after}."),
    "values_change": _("Before {before}; after {after}; change {change}."),
    "both_values": _("before {before}, after {after}"),
    "change": _("Change {change}."),
    "mind": _("To keep in mind:"),
    "more_in_diary": _("and more in the diary"),
    "where_changed": _("Where it changed"),
    "published": _("What is published"),
    "made": _("How this was made"),
    "as_taken": _("Photos as taken"),
    "rests_on": _("What this rests on"),
    "elsewhere": _("What became of the regions stands in the full record."),
    "pixels": _("What was done to the pictures"),
    "verify": _("How to verify"),
    "placeholders": _("COURSE is the folder of the course, PHOTO an original in its folder photos."),
    "expected": _("Expected:"),
    "data": _("The data of this report: photos, regions, alignments, values, comparisons and the diary"),
    "rest": _("The rest in short"),
    "more_rows": _("and {count} more, in the full record"),
    "no_room": _("Without room here, in the full record: {what}."),
    "check": _("To verify the originals: {command}, where COURSE is the folder of the course."),
}


def template_words(*, most: int = 1, headings: Iterable[str] = ()) -> dict[str, Any]:
    """Return the words of the templates by the names that these know them by.

    Parameters
    ----------
    most : int
        So many regions or comparisons may have no room.
    headings : iterable of str
        That may be named within a sentence.

    Returns
    -------
    dict of str to str, list of str or dict of str to str
    """
    counts = range(1, most + 1)
    return {
        **_WORDS,
        "more_regions": [
            _n("and {count} more region, in the full record", "and {count} more regions, in the full record", count)
            for count in counts
        ],
        "more_comparisons": [
            _n(
                "and {count} more comparison, in the full record",
                "and {count} more comparisons, in the full record",
                count,
            )
            for count in counts
        ],
        "only_comparisons": [
            _n(
                "{count} more comparison stands in the full record.",
                "{count} more comparisons stand in the full record.",
                count,
            )
            for count in counts
        ],
        "within": {heading: heading if heading.isupper() else inside(heading) for heading in headings},
    }
