"""The records of a course: what hairtrack knows about one person's treatment, frozen.

Points are `(x, y)` in pixels of the upright photo, origin top-left. Every edit makes a new `Course`; the old one
stays whole, which is what undo keeps.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any, Protocol, TypeAlias, TypeVar

from hairtrack.diary import Diary
from hairtrack.errors import Reason
from hairtrack.kept_words import shown
from hairtrack.ratings import Rating

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[Point, ...]
Size: TypeAlias = tuple[int, int]
"""Width, height in pixels."""

_Record = TypeVar("_Record")
_Found = TypeVar("_Found")


class View(StrEnum):
    """From where the head was photographed."""

    FRONTAL = "frontal"
    MIDLINE = "midline"
    VERTEX = "vertex"
    LEFT = "left"
    RIGHT = "right"
    BACK = "back"
    CLOSE_UP = "close-up"
    CUSTOM = "custom"


class DateSource(StrEnum):
    """Where a photo's date comes from."""

    EXIF = "exif"
    FILENAME = "filename"
    GIVEN = "given"
    MODIFIED = "modified"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A kept photo file.

    Attributes
    ----------
    sha256 : str
        Of the original's bytes, 64 hex digits. The photo's identity.
    view : View
    taken_on : date or None
        The calendar day on the wall where it was taken; None until somebody says.
    taken_on_source : DateSource
    taken_at : time or None
        Local time of day, where the file says so. Orders photos of one day.
    file_name : str
        The name that it came with.
    stored_as : str
        Its name inside the course's ``photos`` folder.
    size : Size
        Width and height in pixels, upright.
    camera : str
        Make and model, or empty.
    lens_mm : int or None
        Focal length that would see as much on 35-mm film, where the file says so.
    cautions : tuple of Reason
        What was noticed on import (blur, exposure, size).
    """

    sha256: str
    view: View
    taken_on: date | None
    taken_on_source: DateSource
    taken_at: time | None = None
    file_name: str
    stored_as: str
    size: Size
    camera: str = ""
    lens_mm: int | None = None
    cautions: tuple[Reason, ...] = ()

    @property
    def short(self) -> str:
        """First 8 hex digits of the hash, enough to name a photo to a person."""
        return self.sha256[:8]


class RegionShape(StrEnum):
    """How a region's points are read."""

    POLYGON = "polygon"
    ELLIPSE = "ellipse"


class RegionColour(StrEnum):
    """What a region is drawn in, in the order in which new regions take them."""

    TEAL = "teal"
    ORANGE = "orange"
    PINK = "pink"
    BLUE = "blue"
    YELLOW = "yellow"
    GREY = "grey"


class SaltArea(StrEnum):
    """The four areas of the Severity of Alopecia Tool.

    References
    ----------
    Olsen et al. 2004, doi:10.1016/j.jaad.2003.09.032.
    """

    TOP = "salt-top"
    BACK = "salt-back"
    LEFT = "salt-left"
    RIGHT = "salt-right"

    @property
    def label(self) -> str:
        """What a region made from it is called and kept as, in English: "SALT top"."""
        return f"SALT {self.value.removeprefix('salt-')}"

    @property
    def place(self) -> str:
        """Where it lies, in the language in use: "top"."""
        return shown(self.value.removeprefix("salt-"))

    @property
    def words(self) -> str:
        """What it is called in the language in use: "SALT top"."""
        return shown(self.label)

    @property
    def percent(self) -> int:
        """Its share of the scalp."""
        return {SaltArea.TOP: 40, SaltArea.BACK: 24}.get(self, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the scalp, drawn once on a view's reference photo.

    Attributes
    ----------
    id : str
    view : View
    name : str
    shape : RegionShape
    points : Outline
        Polygon: its corners, at least three. Ellipse: centre, tip of one half-axis, tip of the other.
        Pixels of the photo `drawn_on`.
    drawn_on : str
        SHA-256 of that photo.
    colour : RegionColour or None
        None in records of before regions had one; see `Course.coloured`.
    salt : SaltArea or None
        The area of the SALT that it stands for.
    """

    id: str
    view: View
    name: str
    shape: RegionShape = RegionShape.POLYGON
    points: Outline
    drawn_on: str
    colour: RegionColour | None = None
    salt: SaltArea | None = None

    @property
    def salt_area(self) -> SaltArea | None:
        """The area of the SALT that it stands for; in courses of before that was kept, the name says so."""
        return self.salt or next((area for area in SaltArea if area.label == self.name), None)

    @property
    def words(self) -> str:
        """Its name, that of a SALT area in the language in use."""
        return shown(self.name)

    def outline(self) -> Outline:
        """Return the region's border as a polygon, an ellipse in 72 steps."""
        if self.shape is RegionShape.POLYGON:
            return self.points
        (cx, cy), (ax, ay), (bx, by) = self.points
        turns = [2 * math.pi * k / 72 for k in range(72)]
        return tuple(
            (
                cx + (ax - cx) * math.cos(t) + (bx - cx) * math.sin(t),
                cy + (ay - cy) * math.cos(t) + (by - cy) * math.sin(t),
            )
            for t in turns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What is covered with plain grey in every picture of a view that leaves the house: a face, a tattoo, a room.

    Attributes
    ----------
    id : str
    view : View
    points : Outline
        Corners of a polygon, at least three; pixels of the photo `drawn_on`.
    drawn_on : str
        SHA-256 of that photo.
    """

    id: str
    view: View
    points: Outline
    drawn_on: str


class AlignmentModel(StrEnum):
    """The family of a transform, by its freedom."""

    IDENTITY = "identity"
    SIMILARITY = "similarity"
    AFFINE = "affine"
    QUADRATIC = "quadratic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """Where points of the fixed image lie in the moving image, and how sure that is.

    With ``u = (x - origin_x) / scale`` and ``v = (y - origin_y) / scale``, the point ``(x, y)`` of the fixed image
    lies at ``(sum(x_coefficients * b), sum(y_coefficients * b))`` in the moving image, in pixels, where `b` is
    ``(1, u, v)`` or, quadratic, ``(1, u, v, u*u, u*v, v*v)``.

    Attributes
    ----------
    model : AlignmentModel
    origin : Point
    scale : float
    x_coefficients, y_coefficients : tuple of float
        Three or six each.
    covariance : tuple of float
        Row-major (2K, 2K) covariance of the x coefficients followed by the y coefficients, in square pixels.
    misfit : float
        Standard deviation in moving pixels of what the model cannot follow (curvature, skin that moved).
    hull : Outline
        Convex, in fixed pixels: where the transform may be trusted. Outside it nothing is judged.
    fixed_size, moving_size : Size
    """

    model: AlignmentModel
    origin: Point
    scale: float
    x_coefficients: tuple[float, ...]
    y_coefficients: tuple[float, ...]
    covariance: tuple[float, ...]
    misfit: float
    hull: Outline
    fixed_size: Size
    moving_size: Size


class AlignmentMethod(StrEnum):
    """How an alignment was found."""

    SAME_FILE = "same file"
    FEATURES = "features"
    LANDMARKS = "landmarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """The same scalp point in two photos, placed by hand."""

    fixed: Point
    moving: Point
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The stored result of registering one photo to its view's reference photo.

    Attributes
    ----------
    fixed, moving : str
        SHA-256 of the reference photo and of the photo.
    transform : Transform or None
        None when refused.
    method : AlignmentMethod
    inliers : int
        Matches or landmarks that the transform rests on.
    error_percent_width : float or None
        Estimated 95th percentile of the error over the trusted hull, in percent of the moving image's width.
    reasons : tuple of Reason
        Why it was refused; for an aligned photo, cautions.
    landmarks : tuple of Landmark
        Kept with the photo, whichever method was used. An alignment by landmarks is the user's own and is never
        replaced by an automatic one.
    engine : str
        Version of the registration that made it.
    """

    fixed: str
    moving: str
    transform: Transform | None
    method: AlignmentMethod
    inliers: int = 0
    error_percent_width: float | None = None
    reasons: tuple[Reason, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    engine: str

    @property
    def aligned(self) -> bool:
        """Whether there is a transform to use."""
        return self.transform is not None


class DabKind(StrEnum):
    """What the user says that a place shows."""

    HAIR = "hair"
    SKIN = "skin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dab:
    """A touch by the user: "this is hair" or "this is skin"."""

    photo: str
    kind: DabKind
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A stroke of the brush over what is not to be judged in one photo: a clip, fingers, an ear.

    Attributes
    ----------
    photo : str
        SHA-256.
    points : Outline
        Along the stroke, at least one; pixels of that photo.
    radius : float
        Of the brush, pixels of that photo.
    """

    photo: str
    points: Outline
    radius: float

    def near(self, outline: Outline, *, within: float = 0.0) -> bool:
        """Whether the stroke may lie within so many pixels of an outline in the same photo: whether their boxes do."""
        spans = zip(zip(*self.points, strict=True), zip(*outline, strict=True), strict=True)
        reach = self.radius + within
        return all(min(own) - reach <= max(its) and max(own) + reach >= min(its) for own, its in spans)

    def scaled(self, across: float, down: float) -> "Exclusion":
        """Return the stroke on a copy of the photo that is so many times as wide and as high."""
        return replace(self, points=tuple((across * x, down * y) for x, y in self.points), radius=across * self.radius)


STROKE_REACH = 0.05
"""How far beside a region a clip still colours what is measured there, as a share of the photo's short side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonModel:
    """What separates this person's hair from this person's skin, fitted once over the course and then frozen.

    Attributes
    ----------
    id : str
        First 16 hex digits of the SHA-256 of engine, parameters and photos.
    engine : str
        Version of the coverage engine that fitted it.
    parameters : tuple of float
        The engine's own; see `hairtrack.imaging.coverage`.
    texture : float
        How far hair is read as texture in this person's photos and not strand by strand, 0 to 1.
    separation : float
        d' between hair and skin along the projection; below 1 they cannot be told apart.
    fitted_on : tuple of str
        SHA-256 of the photos, in order.
    dabs : tuple of Dab
        The touches that it was fitted to.
    """

    id: str
    engine: str
    parameters: tuple[float, ...]
    texture: float = 1.0
    separation: float
    fitted_on: tuple[str, ...]
    dabs: tuple[Dab, ...] = ()


class Cause(StrEnum):
    """Why a part of a region is not judged."""

    GLARE = "glare"
    SHADOW = "shadow"
    UNTRUSTED = "alignment not trusted"
    TAKEN_OUT = "taken out"
    OUT_OF_SIGHT = "outside the photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """A part of a region that is not judged: its cause, and its share of the region, 0 to 1."""

    cause: Cause
    share: float


class Value(Protocol):
    """A coverage with its doubt, or the reasons why there is none."""

    @property
    def coverage(self) -> float | None:
        """Share of hair, 0 to 1."""

    @property
    def low(self) -> float | None:
        """Lower bound of the 95 % interval."""

    @property
    def high(self) -> float | None:
        """Upper bound."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why there is none, or cautions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerValue:
    """What the same pixels were measured to before: by the model before the touches, or by the engine before.

    Attributes
    ----------
    coverage, low, high : float
        As in `Measurement`.
    engine, person : str
        Of that value.
    """

    coverage: float
    low: float
    high: float
    engine: str
    person: str

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """None: only what was measured is kept."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Coverage of one region in one photo, or the reasons why it cannot be judged.

    With the photo and the person model that it names, a measurement holds all that its value rests on.

    Attributes
    ----------
    photo : str
        SHA-256.
    region : str
        Region id.
    coverage, low, high : float or None
        Share of judged pixels that show hair, 0 to 1, with its 95 % interval; None when refused.
    judged : float
        Share of the region that could be judged, 0 to 1.
    unjudged : tuple of Unjudged
        Of the rest, largest first; empty in measurements that did not record it.
    fine : float or None
        Share of judged pixels that show fine or pale hair, 0 to 1, a part of `coverage`; None where nobody can tell.
    bare_to_dense : tuple of float
        Coverage of each twentieth of the judged part, in blocks of about 1 cm from the barest to the densest; their
        mean is `coverage`. Empty where refused, and in measurements that did not record it.
    reasons : tuple of Reason
        Why it was refused; for a measured photo, cautions.
    engine : str
        Version of the coverage engine.
    person : str
        Id of the `PersonModel`.
    threshold : float
        In units of the person's projection.
    outline : Outline
        The region in this photo's own pixels, as it was measured.
    trusted : Outline or None
        Where the alignment was trusted, in this photo's own pixels; None is everywhere.
    exclusions : tuple of Exclusion
        What the user had taken out near the region.
    alignment_error_percent_width : float
        Zero on the photo that the region was drawn on.
    former : FormerValue or None
        What the same pixels were measured to before the user touched, or by another engine.
    """

    photo: str
    region: str
    coverage: float | None
    low: float | None
    high: float | None
    judged: float
    unjudged: tuple[Unjudged, ...] = ()
    fine: float | None = None
    bare_to_dense: tuple[float, ...] = ()
    reasons: tuple[Reason, ...] = ()
    engine: str
    person: str
    threshold: float
    outline: Outline
    trusted: Outline | None = None
    exclusions: tuple[Exclusion, ...] = ()
    alignment_error_percent_width: float
    former: FormerValue | None = None

    @property
    def taken_out(self) -> float:
        """Share of the region that the user took out, 0 to 1."""
        return sum(part.share for part in self.unjudged if part.cause is Cause.TAKEN_OUT)

    @property
    def measured(self) -> bool:
        """Whether there is a number to show."""
        return self.coverage is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One person's treatment over time."""

    id: str
    name: str
    created_on: date
    photos: tuple[Photo, ...] = ()
    references: tuple[str, ...] = ()
    """SHA-256 of photos chosen as reference of their view; a view without one takes its earliest photo."""
    regions: tuple[Region, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    dabs: tuple[Dab, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    persons: tuple[PersonModel, ...] = ()
    """The models that values rest on; the last one is in use."""
    measurements: tuple[Measurement, ...] = ()
    ratings: tuple[Rating, ...] = ()
    """In the order in which they were given."""
    covers: tuple[Cover, ...] = ()
    """What is covered in what leaves the house; what the user sees in the window is not."""
    diary: Diary = field(default_factory=Diary)
    _worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was looked up before: a course never changes, and much is looked up again for each of its photos."""

    def once(self, what: object, work_out: Callable[[], _Found]) -> _Found:
        """Work something out that depends on nothing but the course, unless that was done before.

        Parameters
        ----------
        what : object
            Names it.
        work_out : callable
        """
        if what not in self._worked_out:
            self._worked_out[what] = work_out()
        found: _Found = self._worked_out[what]
        return found

    def photo(self, sha256: str) -> Photo | None:
        """Return the photo with this hash, or None."""
        return self.once("photo", lambda: {photo.sha256: photo for photo in reversed(self.photos)}).get(sha256)

    def views(self) -> tuple[View, ...]:
        """Return the views that have photos, in the order of `View`."""
        return self.once("views", self._views)

    def _views(self) -> tuple[View, ...]:
        present = {photo.view for photo in self.photos}
        return tuple(view for view in View if view in present)

    def in_view(self, view: View) -> tuple[Photo, ...]:
        """Return the dated photos of a view in order of time."""
        return self.once(("in view", view), lambda: self._in_view(view))

    def _in_view(self, view: View) -> tuple[Photo, ...]:
        dated = [photo for photo in self.photos if photo.view is view and photo.taken_on is not None]
        return tuple(sorted(dated, key=lambda p: (p.taken_on, p.taken_at or time.min, p.sha256)))

    def visits(self) -> tuple[date, ...]:
        """Return the days on which photos were taken, in order."""
        days = (photo.taken_on for photo in self.photos)
        return self.once("visits", lambda: tuple(sorted({day for day in days if day is not None})))

    def reference(self, view: View) -> Photo | None:
        """Return the photo whose pixels define the view's coordinates: the chosen one, else the earliest."""
        return self.once(("reference", view), lambda: self._reference(view))

    def _reference(self, view: View) -> Photo | None:
        in_view = self.in_view(view)
        chosen = [photo for photo in in_view if photo.sha256 in self.references]
        return next(iter(chosen or in_view), None)

    def alignment(self, photo: Photo) -> Alignment | None:
        """Return the photo's alignment to the present reference of its view, or None."""
        reference = self.reference(photo.view)
        if reference is None:
            return None
        by_pair = self.once("alignment", lambda: {(a.fixed, a.moving): a for a in reversed(self.alignments)})
        return by_pair.get((reference.sha256, photo.sha256))

    def regions_in(self, view: View) -> tuple[Region, ...]:
        """Return the regions that were drawn in a view."""
        return tuple(region for region in self.regions if region.view is view)

    def coloured(self, view: View) -> tuple[Region, ...]:
        """Return the regions of a view, each with a colour: its own, else the one of its place among them."""
        palette = tuple(RegionColour)
        return tuple(
            region if region.colour else replace(region, colour=palette[place % len(palette)])
            for place, region in enumerate(self.regions_in(view))
        )

    def free_colour(self, view: View) -> RegionColour:
        """Return the colour that the fewest regions of a view have, the first of these."""
        taken = [region.colour for region in self.coloured(view)]
        return min(RegionColour, key=taken.count)

    def region(self, region_id: str) -> Region | None:
        """Return the region with this id, or None."""
        return next((region for region in self.regions if region.id == region_id), None)

    def measurement(self, photo: Photo, region: Region) -> Measurement | None:
        """Return the measurement of a region in a photo, or None."""
        by_place = self.once("measurement", lambda: {(m.photo, m.region): m for m in self.measurements})
        return by_place.get((photo.sha256, region.id))

    @property
    def person(self) -> PersonModel | None:
        """The person model in use."""
        return self.persons[-1] if self.persons else None

    @property
    def touches_wait(self) -> bool:
        """Whether there are touches that the person model in use was not fitted to, or that are gone since."""
        return self.person is not None and self.person.dabs != self.dabs

    def with_person(self, person: PersonModel) -> "Course":
        """Put a person model to use; those that no value rests on are dropped, for each touch would add one."""
        needed = {m.person for m in self.measurements} | {m.former.person for m in self.measurements if m.former}
        kept = (known for known in self.persons if known.id in needed and known.id != person.id)
        return replace(self, persons=(*kept, person))

    def with_photo(self, photo: Photo) -> "Course":
        """Add a photo, or replace the one with the same hash."""
        return replace(self, photos=_put(self.photos, photo, lambda p: p.sha256))

    def with_reference(self, photo: Photo) -> "Course":
        """Choose a photo as reference of its view."""
        others = {p.sha256 for p in self.photos if p.view is photo.view and p != photo}
        return replace(
            self, references=_put((r for r in self.references if r not in others), photo.sha256, lambda r: r)
        )

    def with_region(self, region: Region) -> "Course":
        """Add a region or replace the one with the same id, whose measurements hold only where its border stays."""
        kept = tuple(m for m in self.measurements if m.region != region.id)
        before = self.region(region.id)
        if before is not None and replace(before, name=region.name, colour=region.colour, salt=region.salt) == region:
            kept = self.measurements
        return replace(self, regions=_put(self.regions, region, lambda r: r.id), measurements=kept)

    def without_region(self, region_id: str) -> "Course":
        """Drop a region and its measurements; the others of its view keep the colours that they are shown in."""
        gone = self.region(region_id)
        shown = {region.id: region for region in self.coloured(gone.view)} if gone else {}
        return replace(
            self,
            regions=tuple(shown.get(r.id, r) for r in self.regions if r.id != region_id),
            measurements=tuple(m for m in self.measurements if m.region != region_id),
        )

    def covers_in(self, view: View) -> tuple[Cover, ...]:
        """Return what is covered in a view."""
        return tuple(cover for cover in self.covers if cover.view is view)

    def with_cover(self, cover: Cover) -> "Course":
        """Add a cover, or replace the one with the same id."""
        return replace(self, covers=_put(self.covers, cover, lambda c: c.id))

    def without_cover(self, cover_id: str) -> "Course":
        """Drop a cover."""
        return replace(self, covers=tuple(cover for cover in self.covers if cover.id != cover_id))

    def with_alignment(self, alignment: Alignment) -> "Course":
        """Add an alignment or replace that of the same pair; measurements that rested on another one are dropped."""
        key = (alignment.fixed, alignment.moving)
        before = next((a for a in self.alignments if (a.fixed, a.moving) == key), None)
        kept = self.measurements
        if before is None or before.transform != alignment.transform:
            kept = tuple(m for m in kept if m.photo != alignment.moving)
        return replace(
            self,
            alignments=_put(self.alignments, alignment, lambda a: (a.fixed, a.moving)),
            measurements=kept,
        )

    def excluded(self, photo: str, outline: Outline | None = None) -> tuple[Exclusion, ...]:
        """Return what is taken out in a photo, all of it or what lies near an outline there."""
        strokes = tuple(stroke for stroke in self.exclusions if stroke.photo == photo)
        return strokes if outline is None else tuple(stroke for stroke in strokes if self.concerns(stroke, outline))

    def concerns(self, stroke: Exclusion, outline: Outline) -> bool:
        """Whether what is measured in an outline may depend on a stroke in the same photo."""
        photo = self.photo(stroke.photo)
        return stroke.near(outline, within=STROKE_REACH * min(photo.size) if photo else 0.0)

    def with_exclusions(self, photo: str, strokes: tuple[Exclusion, ...]) -> "Course":
        """Put strokes in the place of all of a photo's; measurements that rested on others are dropped."""
        course = replace(self, exclusions=(*(s for s in self.exclusions if s.photo != photo), *strokes))
        kept = (m for m in self.measurements if m.photo != photo or m.exclusions == course.excluded(photo, m.outline))
        return replace(course, measurements=tuple(kept))

    def with_measurement(self, measurement: Measurement) -> "Course":
        """Add a measurement in the place of any other of the same region in the same photo."""
        return replace(self, measurements=_put(self.measurements, measurement, lambda m: (m.photo, m.region)))


def _put(records: Iterable[_Record], new: _Record, key: Callable[[_Record], object]) -> tuple[_Record, ...]:
    """Replace the record with the same key in its place, or append."""
    old = tuple(records)
    if any(key(record) == key(new) for record in old):
        return tuple(new if key(record) == key(new) else record for record in old)
    return (*old, new)
