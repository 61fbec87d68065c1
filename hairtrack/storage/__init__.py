"""Disk: a course is a folder that holds its records, the untouched originals, and a cache."""
