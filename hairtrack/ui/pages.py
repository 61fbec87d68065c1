"""The pages in the order of the rail."""

from hairtrack.ui.home_page import HomePage
from hairtrack.ui.page import Page
from hairtrack.ui.photos_page import PhotosPage

PAGES: tuple[type[Page], ...] = (HomePage, PhotosPage)
