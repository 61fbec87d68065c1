"""Numbers: what a change means. No pixels, no disk, no screen."""
