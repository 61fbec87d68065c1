"""What may differ between two photos of one person: hair, pose, light and camera."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias
from zlib import crc32

from hairtrack.course import Size, View

Degrees: TypeAlias = float

CAMERA_STANDS = MappingProxyType(
    {  # azimuth, elevation
        View.VERTEX: (0.0, 80.0),
        View.FRONTAL: (0.0, 48.0),
        View.MIDLINE: (0.0, 64.0),
        View.LEFT: (90.0, 40.0),
        View.RIGHT: (-90.0, 40.0),
        View.BACK: (180.0, 40.0),
        View.CLOSE_UP: (0.0, 86.0),
        View.CUSTOM: (-35.0, 55.0),
    }
)
"""From where each view is taken, degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A round bald patch with a ragged edge, as alopecia areata makes them.

    Attributes
    ----------
    azimuth, polar : float
        Its middle on the head, degrees: azimuth 0 towards the forehead, 90 towards the person's left ear, 180 towards
        the back; polar 0 at the vertex.
    radius_mm : float
    edge_mm : float
        Over which hair thins out.
    loss : float
        Share of terminal hairs missing in the middle, 0 to 1.
    fine : float
        Share of the missing hairs in whose place a fine pale hair grows, 0 to 1.
    new_length_mm : float
        How long the hairs are that grow inside it, at most.
    """

    azimuth: Degrees = 180.0
    polar: Degrees = 15.0
    radius_mm: float = 30.0
    edge_mm: float = 8.0
    loss: float = 1.0
    fine: float = 0.0
    new_length_mm: float = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hair:
    """The state of the hair on one day.

    Attributes
    ----------
    length_mm : float
        0.3 a day after shaving, 3 a buzz cut, 30 to 60 medium. 0 is a bald head.
    taper : float
        How much shorter the sides are cut, as a share of the length.
    density : float
        Share of the follicles that carry a terminal hair, 0 to 1.
    pattern : float
        Pattern loss at crown, temples and forehead, 0 none to 1 only the rim is left.
    patches : tuple of Patch
    comb_seed : int
        How strands and clumps fell; the same number gives the same strands.
    comb_towards : float
        Direction in which the top is combed, degrees: 0 forward, 90 to the person's left, 180 back.
    comb_strength : float
        0 the hair falls from the whorl as it grows, 1 wholly combed.
    messiness : float
        0 neat, 1 tousled.
    wet : float
        0 dry, 1 dripping: darker, glossier, flat, and drawn together into strands with skin between them.
    """

    length_mm: float = 40.0
    taper: float = 0.5
    density: float = 1.0
    pattern: float = 0.0
    patches: tuple[Patch, ...] = ()
    comb_seed: int = 0
    comb_towards: Degrees = 50.0
    comb_strength: float = 0.5
    messiness: float = 0.4
    wet: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """What lights the head.

    Attributes
    ----------
    azimuth, elevation : float
        Of the main light as it stands in the photo, degrees: azimuth 0 from the right, 90 from the top; elevation 90
        is at the camera.
    strength, ambient : float
        Of the main light and of the light from all around; their sum near 1.5 is well exposed.
    warmth : float
        -1 bluish to 1 yellowish main light.
    softness : float
        0 a hard lamp, 1 an overcast window.
    glare : float
        How oily the bare skin shines, 0 to 1.
    """

    azimuth: Degrees = 115.0
    elevation: Degrees = 55.0
    strength: float = 1.0
    ambient: float = 0.5
    warmth: float = 0.15
    softness: float = 0.6
    glare: float = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """Everything that is not the person.

    Attributes
    ----------
    size : Size
        Width and height of the photo, pixels.
    view : View
    yaw, pitch, roll : float
        Pose against the view's standard, degrees: head turned to its left, nose lowered, photo turned clockwise.
    distance_mm : float
        Camera to the middle of the head.
    lens : float
        Focal length over the usual one. With `distance_mm` as many times the usual, the head keeps its size and only
        the perspective changes.
    offset : (float, float)
        Where the head appears, as a share of the photo's width right and down of the middle.
    hair : Hair
    light : Light
    exposure : float
        Stops.
    white_balance : float
        Error of the camera's white balance: -1 bluish to 1 yellowish.
    noise : float
        1 is a phone indoors.
    blur : float
        Lens or motion blur, Gaussian sigma in thousandths of the photo's width.
    vignetting : float
        Share of light lost in the corners.
    sharpening : float
        As phones do.
    jpeg_quality : int or None
        Compression that the image has been through; None for none.
    room : int
        Seed of the floor and the colour of the clothes.
    noise_seed : int
        Of sensor noise, and, with the pose, of where in the room the head is.
    """

    size: Size = (1200, 1600)
    view: View = View.VERTEX
    yaw: Degrees = 0.0
    pitch: Degrees = 0.0
    roll: Degrees = 0.0
    distance_mm: float = 420.0
    lens: float = 1.0
    offset: tuple[float, float] = (0.0, 0.0)
    hair: Hair = field(default_factory=Hair)
    light: Light = field(default_factory=Light)
    exposure: float = 0.0
    white_balance: float = 0.0
    noise: float = 1.0
    blur: float = 0.45
    vignetting: float = 0.12
    sharpening: float = 0.5
    jpeg_quality: int | None = 93
    room: int = 0
    noise_seed: int = 0

    @property
    def day(self) -> int:
        """Seed of where in the room the head is: nobody stands twice in one place."""
        pose = (self.view, self.yaw, self.pitch, self.roll, self.distance_mm, self.offset, self.noise_seed)
        return crc32(repr(pose).encode())
