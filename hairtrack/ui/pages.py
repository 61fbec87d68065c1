"""The pages in the order of the rail."""

from hairtrack.ui.page import Page

PAGES: tuple[type[Page], ...] = ()
