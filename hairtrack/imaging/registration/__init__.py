"""Finding where the scalp of one photo lies in another, or saying that it cannot be found."""

from hairtrack.imaging.registration.automatic import register
from hairtrack.imaging.registration.landmarks import register_landmarks
from hairtrack.imaging.registration.result import ENGINE, Registration

__all__ = ["ENGINE", "Registration", "register", "register_landmarks"]
