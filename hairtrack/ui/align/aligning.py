"""Aligning, begun on the align page: a job with the learned matcher that is set, and what comes of it taken."""

from collections.abc import Callable

from hairtrack.course import Course, Photo
from hairtrack.errors import HairtrackError, Reason
from hairtrack.language import _
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.progress import Progress
from hairtrack.ui.page import Desk
from hairtrack.workflow.align_photos import align_course, align_mirrored
from hairtrack.workflow.images import lost_originals
from hairtrack.workflow.landmarks import align_by_itself
from hairtrack.workflow.learned_matcher import LearnedMatcher, networks_of, ready

_Found = tuple[Course, tuple[Reason, ...]]


class Aligning:
    """Aligns the photos of the open course, one job at a time.

    Parameters
    ----------
    desk : Desk
    """

    def __init__(self, desk: Desk) -> None:
        self._session, self._jobs, self._settings = desk.session, desk.jobs, desk.settings

    def every_photo(self, *, redo: bool) -> None:
        """Align what was not aligned yet, or with `redo` all that no hand has placed."""
        folder, course = self._session.folder, self._session.course
        self._start(
            lambda progress, matcher: (
                align_course(folder, course, progress, redo=redo, matcher=matcher),
                tuple(lost_originals(folder, course.photos).values()),
            ),
            what=_("Aligning photos"),
            edit=_("align photos"),
        )

    def as_mirror_image(self, photo: Photo) -> None:
        """Align a photo as the mirror image that it was found to be."""
        folder, course = self._session.folder, self._session.course
        self._start(
            lambda progress, matcher: align_mirrored(folder, course, photo, progress, matcher=matcher),
            what=_("Aligning a mirror image"),
            edit=_("use a photo mirrored"),
        )

    def by_itself(self, photo: Photo, *, mirrored: bool) -> None:
        """Align a photo that its points have placed; `mirrored` where it was said to be a mirror image just now."""
        folder, course = self._session.folder, self._session.course
        self._start(
            lambda progress, matcher: align_by_itself(
                folder, course, photo, progress, mirrored=mirrored, matcher=matcher
            ),
            what=_("Aligning photos"),
            edit=_("align photos"),
            refused=_("The photo cannot be aligned by itself. It stays where its points place it."),
        )

    def _start(
        self,
        work: Callable[[Progress, LearnedMatcher | None], _Found],
        *,
        what: str,
        edit: str,
        refused: str = "",
    ) -> None:
        """Align in a job; say why it could not be done, or why it was done without the learned matcher."""
        networks = networks_of(self._settings.aliked, self._settings.lightglue)

        def run(progress: Progress) -> tuple[_Found, HairtrackError | None]:
            matcher = ready(networks, progress)
            return work(progress, matcher), matcher.problem if matcher else None

        def take(done: tuple[_Found, HairtrackError | None]) -> None:
            (course, reasons), problem = done
            self._session.apply(edit, course)
            said = [refused] if reasons and refused else [reason_sentence(reason) for reason in reasons]
            if problem is not None:
                said.append(_("Aligned without the learned matcher: {why}", why=error_sentence(problem)))
            if said:
                self._session.say(" ".join(said))

        self._jobs.start(run, what=what, done=take, edits=True)
