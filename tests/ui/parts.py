"""Looking for the parts of a widget."""

from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T", bound=QObject)


def parts(whole: QObject, kind: type[T]) -> list[T]:
    """Return all parts of a kind, from the outside in.

    Not by ``findChildren``: PySide then takes each part from its parent and gives it to the whole, and a part that is
    deleted later with its parent may crash the process.
    """
    found = []
    for child in whole.children():
        if isinstance(child, kind):
            found.append(child)
        found += parts(child, kind)
    return found
