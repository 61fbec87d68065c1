"""What can be done with a photo, wherever it is seen: in the timeline or on the stage of a comparison."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from hairtrack.course import Photo
from hairtrack.language import _
from hairtrack.ui.session import Session
from hairtrack.ui.words import visit_words

Deed = tuple[str, Callable[[], object]]
"""Words, and what they do."""


def photo_menu(
    over: QWidget,
    session: Session,
    photo: Photo,
    go_to: Callable[[str], object],
    deeds: Sequence[Deed] = (),
    *,
    comparing: bool = True,
) -> QMenu:
    """Make the menu of a photo.

    Parameters
    ----------
    over : QWidget
        That it belongs to.
    session : Session
    photo : Photo
    go_to : callable
        Shows a page by its name.
    deeds : sequence of Deed
        What else the page in front can do with the pair.
    comparing : bool
        Whether the pair is seen; else what changes it goes to where it is.

    Returns
    -------
    QMenu
    """
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("What to do with this photo"))
    menu.addAction(visit_words(session.course, photo.taken_on)).setEnabled(False)

    def show_pair() -> None:
        if not comparing:
            go_to("compare")

    def choose(**place: str) -> None:
        session.select(**place)
        show_pair()

    def join() -> None:
        session.join(photo.sha256)
        show_pair()

    def open_in(page: str) -> None:
        session.select(current=photo.sha256)
        go_to(page)

    before = menu.addAction(_("Set as before"), lambda: choose(before=photo.sha256))
    after = menu.addAction(_("Set as after"), lambda: choose(after=photo.sha256))
    before.setEnabled(photo != session.before)
    after.setEnabled(photo != session.after)
    shown = photo in session.more
    beside = menu.addAction(_("Take out of side by side") if shown else _("Add to side by side"), join)
    beside.setEnabled(photo not in (session.before, session.after))
    if deeds:
        menu.addSeparator()
    for words, deed in deeds:
        menu.addAction(words, deed)
    menu.addSeparator()
    menu.addAction(_("Open in Measure"), lambda: open_in("measure"))
    menu.addAction(_("Open in Align"), lambda: open_in("align"))
    return menu


def show_menu(menu: QMenu, at: QPoint) -> None:
    """Show a menu at a place of the screen; the first thing that can be done is in hand for the keyboard."""
    menu.popup(at)
    first = next((action for action in menu.actions() if action.isEnabled() and not action.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)
