"""The pages in the order of the rail."""

from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.home.page import HomePage
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.page import Page
from hairtrack.ui.photos.page import PhotosPage
from hairtrack.ui.report.page import ReportPage

PAGES: tuple[type[Page], ...] = (HomePage, PhotosPage, AlignPage, MeasurePage, ComparePage, CoursePage, ReportPage)
