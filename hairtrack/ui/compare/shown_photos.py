"""Which photos stand on the stage of a comparison, and how: each as soon as it is placed, as taken or tone matched."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from hairtrack.course import Photo
from hairtrack.errors import Reason
from hairtrack.language import _
from hairtrack.messages import error_sentence, reason_sentence
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.placed_pictures import Placed, PlacedPictures
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.compare.visits_view import MOST, ShownVisit
from hairtrack.ui.compare.words import TONE_MATCHED
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.words import day_words
from hairtrack.workflow.placed_photo import match_tones
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.report.poster import evenly

Captions = Callable[[Photo, bool], str]
"""What stands on a photo, tone matched or not."""


@dataclass(frozen=True, slots=True)
class _Seen:
    photo: Photo
    placed: Placed
    picture: Picture
    toned: bool


class ShownPhotos(QObject):
    """Puts the chosen photos on a stage.

    Parameters
    ----------
    session : Session
    jobs : Jobs
    stage : CompareStage
    captions : callable

    Signals
    -------
    refused : str
        A photo cannot be shown; why.
    """

    refused = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, stage: CompareStage, captions: Captions) -> None:
        super().__init__(stage)
        self._session, self._stage, self._captions = session, stage, captions
        self._matches_tone = self._front = False
        self._shown: dict[str, Hashable] = {}
        self._put_last: tuple[object, ...] = ()
        self._lying: tuple[_Seen, ...] = ()
        """What the stage shows."""
        self._pair: tuple[Photo, Photo] | None = None
        self.pictures = PlacedPictures(session, jobs, self)
        self.pictures.arrived.connect(self.show)
        session.opened.connect(self._begin_anew)

    def come(self) -> None:
        """Show photos from now on."""
        self._front = True

    def leave(self) -> None:
        """Show nothing new, and give back what memory is not needed to come back."""
        self._front = False
        # Once the stage is hidden, nothing fades from one to the other; at 0 that is the same turn still.
        QTimer.singleShot(1, self, self._show_drafts)

    def _show_drafts(self) -> None:
        """Hold no photo whole while nobody looks: a draft is there at once when somebody comes back."""
        if self._front:
            return
        self.pictures.rest()
        if not self._session.is_open or self._out_of_date():
            self._wait()
        else:
            self._put([self._draft_of(each) for each in self._lying])

    def _draft_of(self, seen: _Seen) -> _Seen:
        kept = self.pictures.get(seen.photo) or seen.placed.draft
        return replace(seen, placed=kept, picture=seen.picture.draft if seen.toned else kept.picture)

    def _begin_anew(self) -> None:
        """Show another course as it was taken."""
        self.forget()
        self.match_tone(on=False)

    def match_tone(self, *, on: bool) -> None:
        """Show all photos with the tone of the photo before, or as they were taken."""
        self._matches_tone = on
        self.show()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos in sight: before and after, or up to four visits in order of time."""
        session = self._session
        pair = [photo for photo in (session.before, session.after) if photo is not None]
        if self._stage.wanted is not Look.VISITS:
            return tuple(pair)
        more = [photo for photo in session.more if photo not in pair]
        return tuple(sorted((*pair, *more), key=lambda photo: (photo.taken_on is None, photo.taken_on)))

    # Showing

    def show(self) -> None:
        """Show what is placed; what is not follows by itself. Until then stays what was shown, unless out of date."""
        session, before, after = self._session, self._session.before, self._session.after
        if not self._front or not session.is_open or before is None or after is None or before == after:
            return
        photos = self.photos
        self.pictures.want(photos, self._near(), toned=self._matches_tone)
        problem = next((found for photo in photos if (found := self.pictures.problem(photo))), None)
        if problem is not None:
            self.forget()
            self.refused.emit(error_sentence(problem))
            return
        seen = self._seen(photos, before)
        if seen is None:
            if self._out_of_date():
                self._wait()
            return
        self._shown = {photo.sha256: self.pictures.key(photo) for photo in photos}
        self._put(seen)

    def forget(self) -> None:
        """Take it that nothing is shown any more."""
        self._shown, self._put_last, self._lying = {}, (), ()

    def _wait(self) -> None:
        """Show nothing until the photos are placed."""
        self.forget()
        self._stage.show_words(_("The photos are being placed over each other."))

    def _out_of_date(self) -> bool:
        """Whether what is seen is of another view, was aligned anew, or is nothing."""
        if not self._put_last or self._put_last[0] is not (self._stage.wanted is Look.VISITS):
            return True
        kept = {photo.sha256: photo for photo in self._session.photos}
        return any(sha not in kept or self.pictures.key(kept[sha]) != key for sha, key in self._shown.items())

    def _near(self) -> Sequence[Photo]:
        """Return what the next key may bring: the visits beside the photo after, then beside the one before."""
        photos, near = self._session.photos, []
        for chosen in (self._session.after, self._session.before):
            place = photos.index(chosen) if chosen in photos else 0
            near += [photos[k] for k in (place + 1, place - 1) if 0 <= k < len(photos)]
        return [*near, photos[0]]

    def _seen(self, photos: Sequence[Photo], before: Photo) -> list[_Seen] | None:
        """Return all photos as they are shown, or None while one of them is being made ready."""
        placed = [self.pictures.get(photo) for photo in photos]
        if any(found is None for found in placed):
            return None
        first, seen, refusals = self.pictures.get(before), [], {}
        for photo, found in zip(photos, placed, strict=True):
            assert found is not None
            assert first is not None
            picture: Picture | None = found.picture
            gains = match_tones(first.tone, found.tone) if self._matches_tone and photo != before else None
            if isinstance(gains, Reason):
                refusals[photo] = gains
            elif gains is not None:
                picture = self.pictures.toned(photo, before, gains)
            if picture is None:
                return None
            seen.append(_Seen(photo, found, picture, picture is not found.picture))
        self._stage.say_of_tone(self._tone_words(refusals, len(photos)))
        return seen

    def _tone_words(self, refusals: dict[Photo, Reason], photos: int) -> str:
        if not self._matches_tone:
            return ""
        said = []
        for photo, reason in refusals.items():
            why = reason_sentence(reason)
            said.append(_("{day}: {why}", day=day_words(photo.taken_on), why=why) if photos > 2 else why)
        matched = [TONE_MATCHED] if len(refusals) < photos - 1 else []
        return "\n".join([*matched, *said])

    def _put(self, seen: Sequence[_Seen]) -> None:
        self._lying = tuple(seen)
        stage, captions = self._stage, [self._captions(each.photo, each.toned) for each in seen]
        visits = stage.wanted is Look.VISITS
        put = (visits, *(each.photo for each in seen), *(id(each.picture) for each in seen))
        # Putting the same photos again would stop them blinking and lay back what was moved by hand.
        again, self._put_last = put == self._put_last, put
        if visits:
            stage.show_visits([_visit(each, words) for each, words in zip(seen, captions, strict=True)])
            return
        before, after = seen
        stage.caption(*captions)
        if not again:
            same = self._pair == (before.photo, after.photo)
            self._pair = before.photo, after.photo
            aligned = before.placed.aligned and after.placed.aligned
            stage.show_pair(before.picture, after.picture, aligned=aligned, same_pair=same)


def _visit(each: _Seen, words: str) -> ShownVisit:
    aligned = each.placed.aligned
    caption = words if aligned else _("{caption}\nNot aligned: size and place differ", caption=words)
    return ShownVisit(sha256=each.photo.sha256, picture=each.picture, caption=caption, aligned=aligned)


def visits_between(session: Session) -> tuple[str, ...]:
    """Choose what to show beside before and after: visits spread evenly over the time between them.

    Parameters
    ----------
    session : Session

    Returns
    -------
    tuple of str
        SHA-256 of at most two photos, aligned ones where there are any.
    """
    before, after = session.before, session.after
    if before is None or after is None:
        return ()
    photos, course = session.photos, session.course
    ends = sorted(photos.index(photo) for photo in (before, after))
    between = photos[ends[0] + 1 : ends[1]]
    between = tuple(photo for photo in between if to_photo(course, photo) is not None) or between
    chosen = evenly((photos[ends[0]], *between, photos[ends[1]]), MOST)
    return tuple(photo.sha256 for photo in chosen[1:-1])
