"""The part of a reference photo that a report shows of a pair."""

from dataclasses import dataclass

from hairtrack.course import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOut:
    """A rectangle of the reference photo, in its pixels."""

    left: float
    top: float
    width: float
    height: float

    def shares(self, outline: Outline) -> Outline:
        """Return places of the reference photo in shares of the cut-out's width and height.

        Parameters
        ----------
        outline : Outline

        Returns
        -------
        Outline
        """
        return tuple(((x - self.left) / self.width, (y - self.top) / self.height) for x, y in outline)
