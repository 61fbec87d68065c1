"""The diary beside the photos: kept by hand, by a typed line or from a table; what is due, and what was published."""
