"""What is said of all photos together: how many, what they lack, what became of those that were to be added."""

from hairtrack.course import Course, View
from hairtrack.language import _, _n
from hairtrack.ui.photos.waiting import WaitingPhotos
from hairtrack.workflow.import_candidate import ImportStatus
from hairtrack.workflow.import_photos import ImportOutcome


def state_words(course: Course, waiting: WaitingPhotos) -> tuple[str, str]:
    """Say how many photos there are, and what is to be known or done.

    Parameters
    ----------
    course : Course
    waiting : WaitingPhotos

    Returns
    -------
    tuple of str
        To be said large, and beneath it.
    """
    new, refused = waiting.new, waiting.refused
    undated = sum(c.taken_on is None for c in new) + sum(p.taken_on is None for p in course.photos)
    total = len(new) + len(course.photos)
    if not total and not refused:
        return _("No photos yet"), _("Drop photos or folders anywhere on the window, or choose them here.")
    answer = _n("{count} photo", "{count} photos", total)
    if undated:
        answer = _("{photos}, {undated} without a date", photos=answer, undated=undated)
    said = [*_new_words(waiting)] if new else [_visits_words(course)] if course.photos else []
    if refused:
        said.append(
            _n(
                "{count} file cannot be added; its row says why.",
                "{count} files cannot be added; their rows say why.",
                refused,
            )
        )
    if undated:
        said.append(_("A photo without a date is kept, but cannot be compared until you say when it was taken."))
    return answer, " ".join(said)


def _new_words(waiting: WaitingPhotos) -> list[str]:
    new = waiting.new
    ready = _n(
        "{count} photo is ready to be added. Check dates and views first.",
        "{count} photos are ready to be added. Check dates and views first.",
        len(new),
    )
    unseen = sum(candidate.view is View.CUSTOM for candidate in new)
    if not unseen:
        return [ready]
    asked = _n(
        "{count} has no view yet: choose the rows and set it below.",
        "{count} have no view yet: choose the rows and set it below.",
        unseen,
    )
    return [ready, asked]


def _visits_words(course: Course) -> str:
    return _(
        "{visits}, {views}.",
        visits=_n("{count} visit", "{count} visits", len(course.visits())),
        views=_n("{count} view", "{count} views", len(course.views())),
    )


def added_words(outcome: ImportOutcome) -> str:
    """Say how many photos were added, and how many could not be."""
    added = sum(result.status is ImportStatus.IMPORTED for result in outcome.results)
    refused = sum(result.status is ImportStatus.REFUSED for result in outcome.results)
    words = _n(
        "{count} photo was added; the originals are kept untouched.",
        "{count} photos were added; the originals are kept untouched.",
        added,
    )
    if not added:
        words = _("No photo was added.")
    if refused:
        words += " " + _n(
            "{count} file could not be; the table says why.",
            "{count} files could not be; the table says why.",
            refused,
        )
    return words
