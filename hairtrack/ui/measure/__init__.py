"""Coverage: marks of hair over a photo, touches, what is taken out, the value."""
