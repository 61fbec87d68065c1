"""A photo to look into: placing, zoom, pan, what is drawn over it."""
