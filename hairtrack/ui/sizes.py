"""Type sizes and spaces, and what grows with the text that the user wants to read."""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject

SMALL, BODY, LEAD, TITLE, ANSWER = 11, 13, 16, 22, 34
"""Type sizes in pixels at 100 %."""
GAP, PAD, WIDE = 8, 16, 24
"""Spaces in pixels; half a `GAP` is the smallest step. They stay as they are when the text grows."""
TEXT_SIZES = (100, 115, 130, 150)
"""What the user may choose, in percent."""

_percent = 100
_fitted: WeakKeyDictionary[QObject, dict[str, tuple[float, ...]]] = WeakKeyDictionary()


def text_size() -> int:
    """Return the present text size in percent."""
    return _percent


def px(size: float) -> int:
    """Return a type size, or a space that goes with type, at the present text size, in pixels."""
    return round(size * _percent / 100)


def fit(setter: Callable[..., Any], *sizes: float) -> None:
    """Set a size that text needs, now and whenever the text size changes.

    Parameters
    ----------
    setter : callable
        A method of a widget, such as ``self.views.setFixedWidth``. It is held weakly.
    *sizes : float
        What it is called with, in pixels at 100 %; nothing for a method that looks up its sizes itself.
    """
    owner: QObject = getattr(setter, "__self__")  # noqa: B009 - a Callable has no owner for the type checker
    _fitted.setdefault(owner, {})[setter.__name__] = sizes
    setter(*map(px, sizes))


def use_text_size(percent: int) -> None:
    """Take another text size; `refit` follows once the style sheet has it too."""
    global _percent  # noqa: PLW0603 - one text size for the whole process
    _percent = percent


def refit() -> None:
    """Set every size that was `fit` anew."""
    for owner, setters in list(_fitted.items()):
        if shiboken6.isValid(owner):
            for name, sizes in setters.items():
                getattr(owner, name)(*map(px, sizes))
