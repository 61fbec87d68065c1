"""Finding where the scalp of one photo lies in another, or saying that it cannot be found."""
