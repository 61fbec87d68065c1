"""One file on its way into a course: what it is, and what is proposed for it until the user has the last word."""

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from hairtrack.course import DateSource, Size, View
from hairtrack.errors import DATE_DOUBTS, HairtrackError, Reason, ReasonKind, without
from hairtrack.imaging import photo_checks
from hairtrack.imaging.likeness import Likeness, likeness_of
from hairtrack.imaging.photo_dates import DateCandidate
from hairtrack.imaging.photo_days import DayOrder
from hairtrack.imaging.photo_file import encode_jpeg, read_photo, scaled
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.workflow.find_photos import guess_view
from hairtrack.workflow.images import THUMBNAIL_SIDE
from hairtrack.workflow.shelf import Place


class ImportStatus(StrEnum):
    """What became of a file, or would."""

    NEW = "new"
    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class ViewSource(StrEnum):
    """Where a proposed view comes from."""

    GIVEN = "given"
    NAME = "name"
    LIKENESS = "likeness"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCandidate:
    """A file as it was read, with what is proposed for it. Correct it with `with_day`, `with_view` and `on_its_own`.

    Attributes
    ----------
    file : Path
    status : ImportStatus
        NEW, DUPLICATE or REFUSED.
    reason : str or None
        A sentence: why it is refused or not needed, or what is missing.
    taken_on : date or None
    taken_on_source : DateSource
    taken_at : time or None
    date_candidates : tuple of DateCandidate
        Every day that the file names, for the user to choose from; the most trustworthy first.
    view : View
    view_source : ViewSource
    sha256 : str or None
        None where the file could not be read.
    size : Size
    camera : str
    lens_mm : int or None
    extension : str
    cautions : tuple of Reason
    thumbnail : bytes or Place
        A JPEG of at most `THUMBNAIL_SIDE` pixels; see `picture`.
    likeness : Likeness or None
    copy_of : str or None
        SHA-256 of the better copy of the same shot, for which this one is not needed.
    replaces : str or None
        SHA-256 of a photo of the course that is a worse copy of the same shot, whose place this one takes.
    alone : bool
        The user wants it as a photo of its own, whatever it is like.
    """

    file: Path
    status: ImportStatus
    reason: str | None = None
    taken_on: date | None = None
    taken_on_source: DateSource = DateSource.NONE
    taken_at: time | None = None
    date_candidates: tuple[DateCandidate, ...] = ()
    view: View = View.CUSTOM
    view_source: ViewSource = ViewSource.NONE
    sha256: str | None = None
    size: Size = (0, 0)
    camera: str = ""
    lens_mm: int | None = None
    extension: str = ""
    cautions: tuple[Reason, ...] = ()
    thumbnail: bytes | Place = field(default=b"", compare=False, repr=False)
    likeness: Likeness | None = field(default=None, compare=False, repr=False)
    copy_of: str | None = None
    replaces: str | None = None
    alone: bool = False

    def with_day(self, day: date | None, source: DateSource = DateSource.GIVEN) -> "ImportCandidate":
        """Take the day that the user gives."""
        changed = replace(
            self,
            taken_on=day,
            taken_on_source=DateSource.NONE if day is None else source,
            taken_at=self.taken_at if day == self.taken_on else None,
            cautions=without(self.cautions, DATE_DOUBTS),
        )
        return replace(changed, reason=changed.lack) if self.status is ImportStatus.NEW else changed

    def with_view(self, view: View, source: ViewSource = ViewSource.GIVEN) -> "ImportCandidate":
        """Take the view that the user gives, or that is suggested."""
        cautions = without(self.cautions, {ReasonKind.VIEW_SUGGESTED})
        if source is ViewSource.LIKENESS:
            cautions = (*cautions, Reason.of(ReasonKind.VIEW_SUGGESTED, view=view))
        return replace(self, view=view, view_source=source, cautions=cautions)

    def on_its_own(self) -> "ImportCandidate":
        """Take it as a photo of its own, though it seems to be the same shot as another."""
        if self.copy_of is None and self.replaces is None:
            return self
        cautions = without(self.cautions, {ReasonKind.BETTER_COPY})
        changed = replace(self, status=ImportStatus.NEW, copy_of=None, replaces=None, alone=True, cautions=cautions)
        return replace(changed, reason=changed.lack)

    def doubting_day(self, doubt: Reason) -> "ImportCandidate":
        """Take note that its day is shared with many; only where a camera is named may it still be right."""
        by_camera = self.camera and doubt.kind is ReasonKind.DATE_REPEATED
        doubted = self if by_camera else self.with_day(None)
        return replace(doubted, cautions=(*doubted.cautions, doubt))

    def picture(self) -> bytes:
        """Return the small picture as JPEG; nothing where it has none."""
        return self.thumbnail if isinstance(self.thumbnail, bytes) else self.thumbnail.read()

    @property
    def puts_back(self) -> bool:
        """Whether it is a photo of the course whose original is lost."""
        return any(caution.kind is ReasonKind.PUT_BACK for caution in self.cautions)

    @property
    def lack(self) -> str | None:
        """What is missing of it, in a sentence."""
        return reason_sentence(Reason.of(ReasonKind.NO_DATE)) if self.taken_on is None else None


def read_candidate(file: Path, today: date | None = None, order: DayOrder | None = None) -> ImportCandidate:
    """Read a file; what is wrong with it is its reason, never an exception."""
    try:
        photo = read_photo(file, at_least=photo_checks.ENOUGH, today=today, order=order)
    except HairtrackError as error:
        return refused(file, error)
    named = guess_view(file)
    small = scaled(photo.image, THUMBNAIL_SIDE)
    candidate = ImportCandidate(
        file=file,
        status=ImportStatus.NEW,
        taken_on=photo.taken_on,
        taken_on_source=photo.taken_on_source,
        taken_at=photo.taken_at,
        date_candidates=photo.date_candidates,
        view=named or View.CUSTOM,
        view_source=ViewSource.NAME if named else ViewSource.NONE,
        sha256=photo.sha256,
        size=photo.size,
        camera=photo.camera,
        lens_mm=photo.lens_mm,
        extension=photo.extension,
        cautions=(*photo_checks.check_photo(photo.image, size=photo.size), *photo.date_doubts, *photo.remarks),
        thumbnail=encode_jpeg(small, 75),
        likeness=likeness_of(small),
    )
    return replace(candidate, reason=candidate.lack)


def refused(file: Path, error: HairtrackError) -> ImportCandidate:
    """Return a file that cannot be taken, with the sentence that says why."""
    return ImportCandidate(file=file, status=ImportStatus.REFUSED, reason=error_sentence(error))
