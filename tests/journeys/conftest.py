"""What the journeys share."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
