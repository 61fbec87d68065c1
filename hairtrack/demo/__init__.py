"""Rendered truth: scalps whose coverage and points are known to the pixel."""
