"""The alignment of photos, automatic and by points."""
