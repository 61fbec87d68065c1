"""Rendered truth: scalps whose coverage and points are known to the pixel."""

from hairtrack.demo.looks import LOOKS, Look
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot

__all__ = ["LOOKS", "Hair", "Light", "Look", "Patch", "RenderedPhoto", "Scalp", "Shot", "map_points"]
