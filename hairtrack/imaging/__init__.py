"""Pixels: reading photos, alignment, coverage, warping. The only room, with `demo`, that knows OpenCV and Pillow."""
