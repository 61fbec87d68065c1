"""How to take the next photo: the advice, a ghost to hold a phone against, a camera of this computer."""
