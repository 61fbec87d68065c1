"""What the journeys share."""

from pathlib import Path

from tests.ui.conftest import look, one_look, own_places, window

__all__ = ["ROOT", "look", "one_look", "own_places", "window"]

ROOT = Path(__file__).resolve().parent.parent.parent
