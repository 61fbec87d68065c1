"""hairtrack: is my hair coming back? An honest answer from dated photos, on your own machine."""

__version__ = "0.1.0"
