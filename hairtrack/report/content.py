"""What a report says: its records. No layout: sentences, rows and the names of pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hairtrack.course import Outline, Photo, Value, View
from hairtrack.errors import Reason
from hairtrack.language import _
from hairtrack.report.charts.data import ChartData
from hairtrack.report.choices import PaperSize, ReportKind
from hairtrack.report.maps import ChangeMap
from hairtrack.report.pixels import PixelStep
from hairtrack.report.provenance import Provenance
from hairtrack.report.table import Picture, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionVerdict:
    """What may be said about a region's two values.

    Attributes
    ----------
    region : str
        Its name.
    before, after : Value or None
        At the two visits.
    verdict : str
        "gain", "loss", "no detectable change" or "not comparable".
    sentence : str
    brief : str
        A gain or a loss in fewer words; else the sentence.
    change, low, high : float or None
        In percentage points; None when not comparable.
    reasons : tuple of Reason
    """

    region: str
    before: Value | None
    after: Value | None
    verdict: str
    sentence: str
    brief: str
    change: float | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPair:
    """Two photos of a view as the report shows them, or the only one there is.

    Attributes
    ----------
    view : View
    before, after : Photo
        The same photo twice where the view has only one.
    aligned : bool
        Whether the pictures were brought into one frame.
    pictures : tuple of str
        File names of the two pictures; one for a single photo, empty for one that is left out.
    aspect : float
        Width over height of the pictures.
    outlines : tuple of Outline
        Regions, in shares of the pictures' width and height; only for aligned ones.
    outlined : tuple of str
        The names of those regions.
    verdicts : tuple of RegionVerdict
    findings : tuple of Reason
        What differs between the two photos besides hair.
    trends : tuple of str
        Of each region what its whole course says.
    taken : tuple of str
        What was taken between the two photos, and what else went on.
    pixels : tuple of tuple of PixelStep
        What was done to the pixels of each picture.
    changes : tuple of mapping
        What the open export says of the pair.
    chosen : str
        How the pair was chosen, a sentence.
    conditions : tuple of str
        What is alike in both photos besides hair, and what nobody could judge; sentences for one line.
    maps : ChangeMap or None
        Where the regions changed.
    turns : tuple of int
        Of each picture the EXIF orientation that is still to be applied.
    left_out : tuple of str
        Why a photo is not shown, in sentences.
    """

    view: View
    before: Photo
    after: Photo
    aligned: bool
    pictures: tuple[str, ...]
    aspect: float
    outlines: tuple[Outline, ...] = ()
    outlined: tuple[str, ...] = ()
    verdicts: tuple[RegionVerdict, ...] = ()
    findings: tuple[Reason, ...] = ()
    trends: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    pixels: tuple[tuple[PixelStep, ...], ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()
    chosen: str = ""
    conditions: tuple[str, ...] = ()
    maps: ChangeMap | None = None
    turns: tuple[int, ...] = (1, 1)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPhoto:
    """A photo that the report shows by itself.

    Attributes
    ----------
    photo : Photo
    file : str
        Its name in the sheet.
    turn : int
        EXIF orientation that is still to be applied.
    aspect : float
        Width over height once it stands upright.
    pixels : tuple of PixelStep
    """

    photo: Photo
    file: str
    turn: int
    aspect: float
    pixels: tuple[PixelStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPhotos:
    """Photos that follow as they were taken, and sentences on what to know about them."""

    photos: tuple[TakenPhoto, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPhotos:
    """Photos of a view in order of time, as a poster shows them.

    Attributes
    ----------
    view : View
    photos : tuple of TakenPhoto
        Those that are aligned in the frame of the view's reference photo.
    aspect : float
        Width over height of that frame.
    visits : int
        How many there are, of which some are shown.
    outlines : tuple of Outline
        Of each region in shares of the pictures in that frame; empty for one that has no place in it.
    verdicts : tuple of RegionVerdict
        On the whole course, of the regions that have a trend.
    notes : tuple of str
    """

    view: View
    photos: tuple[TakenPhoto, ...]
    aspect: float
    visits: int
    outlines: tuple[Outline, ...] = ()
    verdicts: tuple[RegionVerdict, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChart:
    """What a view's chart shows, and the files of its pictures at several heights, the highest first."""

    data: ChartData
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterParts:
    """What a poster is made of: its photos, and one chart for the width of a sheet that lies and for less."""

    views: tuple[ViewPhotos, ...] = ()
    wide: ViewChart | None = None
    tall: ViewChart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterVisit:
    """A photo on a poster with what was measured in it.

    Attributes
    ----------
    picture : Picture
        With its day.
    week : str
    mark : str
        What sets it apart from the others; empty where nothing does.
    values : tuple of str
        In the order of the regions.
    outlines : tuple of Outline
        In the order of the regions, in shares of the picture.
    """

    picture: Picture
    week: str
    mark: str
    values: tuple[str, ...]
    outlines: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoStrip:
    """The visits of a view on a poster.

    Attributes
    ----------
    heading, shown : str
        The view, and how many of its visits are shown.
    aspect : float
        Width over height of its pictures.
    visits : tuple of PosterVisit
    regions : tuple of str
        Names of those that have a value.
    note : str
    """

    heading: str
    shown: str
    aspect: float
    visits: tuple[PosterVisit, ...]
    regions: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterVerdicts:
    """What became of regions: over which time, and a line for each."""

    heading: str
    lines: tuple["VerdictLine", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a poster shows.

    Attributes
    ----------
    strips : tuple of PhotoStrip
    verdicts : tuple of PosterVerdicts
    made : str
        How it was made.
    note : str
        What else is to be known, such as photos that are left out.
    wide, tall : tuple of Picture
        The chart for the whole width of a sheet that lies and for less, each the highest first.
    """

    strips: tuple[PhotoStrip, ...] = ()
    verdicts: tuple[PosterVerdicts, ...] = ()
    made: str = ""
    note: str = ""
    wide: tuple[Picture, ...] = ()
    tall: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """A region's change in words, and in fewer; `figures` is empty where there are none, or the sentence has them."""

    verdict: str
    region: str
    before: str
    after: str
    figures: str
    sentence: str
    brief: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPart:
    """One comparison: its photos, what they say, and its view's chart at several heights, the highest first.

    There is no chart without data, and none where an earlier part has that of the view. `outlined` names the regions of
    the outlines.
    """

    heading: str
    pictures: tuple[Picture, ...]
    aspect: float
    outlines: tuple[Outline, ...]
    note: str
    verdicts: tuple[VerdictLine, ...]
    reasons: tuple[str, ...]
    trends: tuple[str, ...]
    taken: tuple[str, ...]
    charts: tuple[Picture, ...]
    chosen: str = ""
    conditions: tuple[str, ...] = ()
    maps: ChangeMap | None = None
    outlined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The second page of a summary.

    Attributes
    ----------
    left, right : tuple of Table
        The rows to keep where there is no room for all come first.
    made : str
        How the report was made, in three sentences.
    check : str
        The command that verifies the originals; empty without photos.
    """

    left: tuple[Table, ...]
    right: tuple[Table, ...]
    made: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything that a report says.

    Attributes
    ----------
    kind : ReportKind
    paper : PaperSize
    title, name, made_on, program : str
        What it is, whose course or empty, the day, the program with its version.
    dated : str
        That day in ISO.
    facts : tuple of (str, str)
        The lines under the title: what, and its value.
    parts : tuple of ViewPart
        The first one stands on page one.
    tables : tuple of Table
    published : tuple of (str, tuple of str)
        What trials found of a treatment that is taken, each with its source.
    method : tuple of (str, str)
        Heading and paragraph.
    provenance : Provenance
    originals : tuple of Picture
        Photos as they were taken.
    originals_note : str
    poster : Poster
        Empty for other kinds.
    digest : Digest or None
        Of a summary.
    diary_charts : tuple of Picture
        Of the diary alone where there are no photos, the highest first.
    attachment : str
        Name of the same data as JSON in the sheet, to be attached; empty for none.
    notice : str
    """

    kind: ReportKind
    paper: PaperSize
    title: str
    name: str
    made_on: str
    dated: str
    program: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[ViewPart, ...]
    tables: tuple[Table, ...]
    published: tuple[tuple[str, tuple[str, ...]], ...]
    method: tuple[tuple[str, str], ...]
    provenance: Provenance
    originals: tuple[Picture, ...] = ()
    originals_note: str = ""
    poster: Poster = Poster()
    digest: Digest | None = None
    diary_charts: tuple[Picture, ...] = ()
    attachment: str = ""
    notice: str = _("This report describes photos. It is not medical advice; speak with your doctor about treatment.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a report says and shows beside its comparisons, gathered from the whole course.

    Attributes
    ----------
    salt : Table or None
    timeline : Picture or None
        To stand below what was taken.
    lab_chart : Picture or None
    published : tuple of (str, tuple of str)
        As in `ReportContent`.
    taken : TakenPhotos
        To follow as they were taken.
    poster : PosterParts
    diary : ViewChart or None
        Of the diary alone where there are no photos.
    """

    salt: Table | None = None
    timeline: Picture | None = None
    lab_chart: Picture | None = None
    published: tuple[tuple[str, tuple[str, ...]], ...] = ()
    taken: TakenPhotos = TakenPhotos()
    poster: PosterParts = PosterParts()
    diary: ViewChart | None = None
