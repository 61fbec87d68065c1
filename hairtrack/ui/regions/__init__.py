"""Regions over a photo: drawing, changing, listing them."""
