"""The diary in the inspector: forms, lists, what is due, and a line to type."""
