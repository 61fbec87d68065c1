"""The photos of a course: what was added, when and of which view, and what is covered in copies."""
