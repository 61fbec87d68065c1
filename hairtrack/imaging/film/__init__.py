"""Pixels of a film: two photos mixed, what is burnt in beneath them, and the files that hold it."""
