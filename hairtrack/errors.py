"""What can go wrong and what stands against a result, as kinds with facts.

An error stops an action; a reason explains a refusal or a caution that is itself a result. Both carry facts,
never sentences: the sentences stand in `hairtrack.messages`, so that every door says the same.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TypeAlias

Fact: TypeAlias = str | int | float


class ErrorKind(StrEnum):
    """What the user can act on. Anything that is not one of these is a bug."""

    FILE_MISSING = auto()
    FILE_UNREADABLE = auto()
    FILE_EMPTY = auto()
    NOT_A_PHOTO = auto()
    PHOTO_DAMAGED = auto()
    PHOTO_TOO_LARGE = auto()
    ORIGINAL_MISSING = auto()
    ORIGINAL_ALTERED = auto()
    NOT_A_COURSE = auto()
    COURSE_EXISTS = auto()
    COURSE_TOO_NEW = auto()
    COURSE_DAMAGED = auto()
    COURSE_LOCKED = auto()
    COURSE_READ_ONLY = auto()
    FILE_CHANGED = auto()
    FILE_TOO_LARGE = auto()
    READING_CRASHED = auto()
    READING_TOO_LONG = auto()
    READING_TOO_HEAVY = auto()
    ORIGINAL_UNRECORDED = auto()
    DISK_FULL = auto()
    DISK_READ_ONLY = auto()
    OUTPUT_UNWRITABLE = auto()
    COVER_WITHOUT_COPIES = auto()
    OUTPUT_FORBIDDEN = auto()
    OUTPUT_FOLDER_MISSING = auto()
    OUTPUT_IS_FOLDER = auto()
    OUTPUT_IS_FILE = auto()
    OUTPUT_NAME_TOO_LONG = auto()
    OUTPUT_IN_COURSE = auto()
    OUTPUT_OVER_PHOTO = auto()
    MASK_OVER_PHOTO = auto()
    MASKS_COLLIDE = auto()
    UNKNOWN_PHOTO = auto()
    UNKNOWN_VIEW = auto()
    BAD_DATE = auto()
    SERIES_TOO_LONG = auto()
    BAD_POINTS = auto()
    POINT_OUTSIDE = auto()
    POINTS_IN_REFERENCE = auto()
    NO_POINTS = auto()
    BAD_REGION = auto()
    NO_REGION = auto()
    REGION_WITHOUT_NAME = auto()
    REGION_WITHOUT_SHAPE = auto()
    UNKNOWN_REGION = auto()
    AREA_NOT_IN_VIEW = auto()
    AREA_BY_NAME = auto()
    COPY_TO_SAME_VIEW = auto()
    BAD_COVER = auto()
    COVER_WITHOUT_SHAPE = auto()
    COVER_WITHOUT_VIEW = auto()
    NO_FACE_IN_VIEW = auto()
    HEAD_NOT_FOUND = auto()
    PAIR_WITHOUT_DATE = auto()
    NO_PHOTO_IN_VIEW = auto()
    PAIR_OF_TWO_VIEWS = auto()
    NO_PHOTO_ON_DAY = auto()
    NOTHING_TO_COMPARE = auto()
    DAYS_REVERSED = auto()
    FAIR_WITH_DAYS = auto()
    NOTHING_TO_RATE = auto()
    RATER_MISSING = auto()
    NOTHING_TO_REPORT = auto()
    NOTHING_TO_GUIDE = auto()
    MATCHER_NOT_A_NETWORK = auto()
    MATCHER_ODD_ANSWER = auto()
    MATCHER_CRASHED = auto()
    MATCHER_TOO_SLOW = auto()
    CAMERA_MISSING = auto()
    CAMERA_BUSY = auto()
    CAMERA_LOST = auto()
    CAMERA_BLACK = auto()
    NOTHING_IN_DAYS = auto()
    ONE_COMPARISON = auto()
    NO_PHOTO_TO_SHOW = auto()
    FILM_NEEDS_TWO_DAYS = auto()
    FILM_NEEDS_COVER = auto()
    FILM_LITTLE_SHARED = auto()
    FILM_FIGURE_OUTSIDE = auto()
    POSTER_WITHOUT_PHOTOS = auto()
    NO_PHOTO_FOR_POSTER = auto()
    REGION_NOT_FOUND = auto()
    COMPARE_WITH_DAYS = auto()
    NOT_FOR_PICTURES = auto()
    ONLY_FOR_PICTURES = auto()
    ONLY_IN_FULL = auto()
    REPORT_FAILED = auto()
    DIARY_UNREADABLE = auto()
    DIARY_ENTRY_UNKNOWN = auto()
    DIARY_NAME_MISSING = auto()
    DIARY_STOP_BEFORE_START = auto()
    DIARY_DOSE_MISSING = auto()
    DIARY_DOSE_WITHOUT_UNIT = auto()
    DIARY_DOSE_OUTSIDE = auto()
    DIARY_NOT_A_NUMBER = auto()
    DIARY_NOT_WHOLE = auto()
    DIARY_VALUE_WITHOUT_UNIT = auto()
    DIARY_RANGE_REVERSED = auto()
    DIARY_SEVERITY_OUTSIDE = auto()
    DIARY_LENGTH_OUTSIDE = auto()
    DIARY_RHYTHM_OUTSIDE = auto()
    DIARY_KEPT_OUTSIDE = auto()
    DIARY_PAUSE_OUTSIDE = auto()
    DIARY_PAUSES_OVERLAP = auto()
    DIARY_TREATMENTS_OVERLAP = auto()
    DIARY_END_BEFORE_START = auto()
    DIARY_NOT_TAKEN = auto()
    DIARY_MISSED_OUTSIDE = auto()
    DIARY_SALT_OUTSIDE = auto()
    DIARY_SALT_AREAS_MISSING = auto()
    DIARY_SALT_CONTRADICTS = auto()
    DIARY_STAGE_UNKNOWN = auto()
    DIARY_TEST_WITHOUT_DAY = auto()
    DIARY_ENDS_BY_ITSELF = auto()
    NOT_DUE = auto()
    DIARY_WEEK_OUTSIDE = auto()
    DIARY_NOT_UTF8 = auto()
    DIARY_CELL_MISSING = auto()
    DIARY_CELL_UNUSED = auto()
    DIARY_ROW_TOO_LONG = auto()
    DIARY_LINE_BROKEN = auto()
    DIARY_KIND_UNKNOWN = auto()
    DIARY_UNIT_UNKNOWN = auto()
    DIARY_CONTRADICTS = auto()
    DIARY_TREATMENT_UNKNOWN = auto()
    DIARY_NOT_PAUSED = auto()
    LINE_UNKNOWN = auto()
    LINE_NEAR = auto()
    LINE_SEVERAL = auto()
    LINE_NEEDS = auto()
    LINE_REST = auto()
    LINE_NOT_STARTED = auto()
    LINE_TO_COME = auto()
    LINE_KEPT_ALREADY = auto()
    DIARY_TREATMENT_AMBIGUOUS = auto()


class ReasonKind(StrEnum):
    """Why a photo, a pair or a region is refused or doubted."""

    # photo
    NO_DATE = auto()
    TOO_SMALL = auto()
    BLURRED = auto()
    OVEREXPOSED = auto()
    TOO_DARK = auto()
    ALREADY_IMPORTED = auto()
    SAME_BYTES = auto()
    SAME_SHOT = auto()
    BETTER_COPY = auto()
    PUT_BACK = auto()
    SEVERAL_PICTURES = auto()
    ORIGINAL_MISSING = auto()
    VIEW_SUGGESTED = auto()
    DATES_DISAGREE = auto()
    DATE_AMBIGUOUS = auto()
    DATE_OF_SAVING = auto()
    DATE_OF_COPY = auto()
    DATE_REPEATED = auto()
    DATE_IN_UTC = auto()
    DATE_OF_SENDING = auto()
    DATE_NOT_SET = auto()
    DATE_UNREADABLE = auto()
    DATE_TOO_EARLY = auto()
    DATE_TO_COME = auto()
    # alignment
    NO_STABLE_MARKS = auto()
    MATCHES_DISAGREE = auto()
    WAYS_DISAGREE = auto()
    WAY_LEFT_OUT = auto()
    MATCHES_TOO_CLUSTERED = auto()
    IMPLAUSIBLE_POSE = auto()
    MIRRORED = auto()
    ERROR_TOO_LARGE = auto()
    TOO_FEW_LANDMARKS = auto()
    LANDMARKS_DISAGREE = auto()
    LANDMARKS_TOO_NARROW = auto()
    NOT_ALIGNED = auto()
    OTHER_VIEW = auto()
    # coverage
    REGION_OUTSIDE_PHOTO = auto()
    REGION_NOT_TRUSTED = auto()
    REGION_TOO_SMALL = auto()
    COLOURLESS = auto()
    UNLIKE_SCALP = auto()
    HAIR_LIKE_SKIN = auto()
    TOO_LITTLE_JUDGED = auto()
    TOO_MUCH_TAKEN_OUT = auto()
    RESOLUTION_TOO_LOW = auto()
    # comparison
    OTHER_SCALE = auto()
    OTHER_SHARPNESS = auto()
    OTHER_LIGHT = auto()
    OTHER_ANGLE = auto()
    OTHER_HAIRCUT = auto()
    LITTLE_OVERLAP = auto()
    OTHER_COLOUR = auto()
    OTHER_BRIGHTNESS = auto()
    GLARE = auto()
    LOOSE_ALIGNMENT = auto()
    OTHER_HAIR_STATE = auto()
    HAIR_DYED = auto()
    HAIR_WASHED = auto()
    WET_AND_DRY = auto()
    BOTH_WET = auto()
    OTHER_CAMERA = auto()
    OTHER_LENS = auto()
    KINDER_PAIR = auto()
    NOT_MEASURED = auto()
    TONE_NOT_ALIGNED = auto()
    TONE_LITTLE_IN_COMMON = auto()
    TONE_CLIPPED = auto()
    TONE_TOO_FAR = auto()
    TONE_UNLIKE = auto()
    TOO_FEW_RATED = auto()
    # time-lapse
    NOT_IN_FRAME = auto()
    LITTLE_IN_FRAME = auto()
    COVER_NOT_PLACED = auto()
    TOLD_BY_OTHERS = auto()
    TOLD_BY_SAME_DAY = auto()
    # SALT
    SALT_AREA_NOT_DRAWN = auto()
    SALT_AREA_NOT_SEEN = auto()
    SALT_AREA_NOT_MEASURED = auto()
    SALT_AREA_REFUSED = auto()
    SALT_MEASURE_AGAIN = auto()
    SALT_DAYS_APART = auto()
    SALT_EVEN_LOSS = auto()
    SALT_DENSE_OF_OTHER_VISIT = auto()
    SALT_DENSE_SUPPOSED = auto()
    # diary
    LAB_OTHER_UNIT = auto()


DATE_DOUBTS = frozenset(kind for kind in ReasonKind if kind.name.startswith(("DATE_", "DATES_")))
"""What is doubted about a photo's day, and settled once the user has said it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One stated reason.

    Attributes
    ----------
    kind : ReasonKind
    facts : mapping of str to str, int or float
        What the sentence needs: counts, percent, names.
    """

    kind: ReasonKind
    # Left out of the hash, so that records with reasons can be told apart by it.
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, kind: ReasonKind, **facts: Fact) -> "Reason":
        """Build a reason from keyword facts."""
        return cls(kind, facts)


def without(reasons: Iterable[Reason], kinds: Collection[ReasonKind]) -> tuple[Reason, ...]:
    """Return the reasons that are of none of some kinds."""
    return tuple(reason for reason in reasons if reason.kind not in kinds)


class HairtrackError(Exception):
    """A failure that the user can do something about.

    Parameters
    ----------
    kind : ErrorKind
    **facts : str, int or float
        What the sentence needs, such as ``file`` or ``limit``.
    """

    def __init__(self, kind: ErrorKind, **facts: Fact) -> None:
        super().__init__(kind, facts)
        self.kind = kind
        self.facts: Mapping[str, Fact] = facts

    def __str__(self) -> str:
        return f"{self.kind} {dict(self.facts)}"
