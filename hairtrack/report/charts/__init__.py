"""The charts of a course and of blood tests, the same on screen and on paper."""
