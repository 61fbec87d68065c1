"""Rating photos without knowing their dates."""
