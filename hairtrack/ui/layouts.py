"""What a layout holds, in its order."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget


def laid_out(layout: QLayout) -> Sequence[QWidget | QLayout]:
    """Return the widgets and inner layouts of a layout that stands in a widget.

    Not by ``itemAt``: PySide keeps the item that this returns for as long as the layout lives. Qt deletes it before, as
    soon as its widget goes; whatever comes to lie at its address is then taken for it, and may crash the program.
    """
    around = layout.parentWidget()
    near = (*(around.children() if around is not None else ()), *layout.children())
    places = {layout.indexOf(part): part for part in near if isinstance(part, QWidget | QLayout)}
    return [places[place] for place in sorted(places) if place >= 0]
