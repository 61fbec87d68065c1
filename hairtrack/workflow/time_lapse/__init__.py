"""The journey of a time-lapse: aligned photos of a view, one after the other in one frame, as a film."""
