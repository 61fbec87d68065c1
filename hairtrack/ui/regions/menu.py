"""Menus of what can be done with a region besides drawing it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from hairtrack.course import RegionColour, SaltArea, View
from hairtrack.language import _
from hairtrack.ui.regions.colours import COLOUR_WORDS, swatch
from hairtrack.ui.words import view_words


def offer_colours(menu: QMenu, present: RegionColour, chosen: Callable[[RegionColour], None]) -> None:
    """Offer the colours, by swatch and word; the present one stands out."""
    group = QActionGroup(menu)
    for colour in RegionColour:
        action = menu.addAction(swatch(colour), COLOUR_WORDS[colour].capitalize(), partial(chosen, colour))
        action.setCheckable(True)
        action.setChecked(colour is present)
        group.addAction(action)
        if colour is present:
            # Bold: the swatch stands where the tick would.
            menu.setDefaultAction(action)


def offer_views(menu: QMenu, views: Sequence[View], chosen: Callable[[View], None]) -> None:
    """Offer the views that a region can be copied to."""
    for view in views:
        menu.addAction(view_words(view), partial(chosen, view))


def offer_areas(menu: QMenu, areas: Sequence[SaltArea], chosen: Callable[[SaltArea], None]) -> None:
    """Offer the SALT areas, each with its share of the scalp."""
    for area in areas:
        menu.addAction(
            _("{label}, {percent}\xa0% of the scalp", label=area.words, percent=area.percent), partial(chosen, area)
        )


def offer_marks(
    menu: QMenu, areas: Sequence[SaltArea], present: SaltArea | None, chosen: Callable[[SaltArea | None], None]
) -> None:
    """Offer the SALT areas that a region can stand for, or none; the present one is ticked."""
    group = QActionGroup(menu)
    for area in (*areas, None):
        words = (
            _("{label}, {percent}\xa0% of the scalp", label=area.words, percent=area.percent)
            if area
            else _("No SALT area")
        )
        action = menu.addAction(words, partial(chosen, area))
        action.setCheckable(True)
        action.setChecked(area is present)
        group.addAction(action)
