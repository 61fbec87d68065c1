"""Disk: the course folder, its originals and its database."""
