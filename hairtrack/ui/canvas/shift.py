"""A photo moved by hand against the frame that it lies in, for looking. Pure geometry."""

from dataclasses import dataclass, replace

from hairtrack.course import Point


@dataclass(frozen=True, slots=True)
class Shift:
    """How a photo lies against its frame, all in shares of the photo's width and height.

    Attributes
    ----------
    zoom : float
        How much larger the photo is shown than its frame.
    across, down : float
        Where its upper left corner lies.
    """

    zoom: float = 1.0
    across: float = 0.0
    down: float = 0.0

    def moved(self, across: float, down: float) -> "Shift":
        """Return it moved by shares of the frame."""
        return replace(self, across=self.across + across, down=self.down + down)

    def magnified(self, factor: float, about: Point) -> "Shift":
        """Return it magnified, while a place of the frame stays where it is."""
        x, y = about
        return Shift(self.zoom * factor, x + factor * (self.across - x), y + factor * (self.down - y))

    def of_frame(self, place: Point) -> Point:
        """Return which place of the photo lies at a place of the frame."""
        return (place[0] - self.across) / self.zoom, (place[1] - self.down) / self.zoom


STILL = Shift()
"""As the alignment has it."""
