"""The command that works on regions."""

import argparse

from hairtrack.cli.output import say
from hairtrack.course import Course, Region, RegionColour, RegionShape, SaltArea, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow import courses
from hairtrack.workflow.draw_regions import colour_region, draw_region
from hairtrack.workflow.point_files import read_points
from hairtrack.workflow.starting_outlines import add_salt_area, copy_region, mark_salt_area


def region(options: argparse.Namespace) -> None:
    """Add, replace, copy, colour or mark a region."""
    area = SaltArea(options.template) if options.template else None
    name = options.name or (area.label if area else "")
    if not name:
        raise HairtrackError(ErrorKind.REGION_WITHOUT_NAME)
    with courses.open_for_writing(options.course) as folder:
        if area is not None:
            course = add_salt_area(folder, folder.course, view=options.view, area=area, name=name)
        elif options.copy_to:
            copied = _named(folder.course, options.view, name)
            course = copy_region(folder, folder.course, region=copied, view=options.copy_to)
        else:
            course = _drawn(folder.course, options)
        found = course.regions[-1] if options.copy_to else _named(course, options.view, name)
        if options.salt:
            course = mark_salt_area(course, found.id, None if options.salt == "none" else SaltArea(options.salt))
        if options.colour:
            course = colour_region(course, found.id, RegionColour(options.colour))
        folder.commit(course)
    say(f"The region {found.name} of the {found.view} view is kept.")
    if area is not None or options.copy_to:
        say("It is an outline to start from: adjust it on the Measure page of the window.")


def _drawn(course: Course, options: argparse.Namespace) -> Course:
    """Draw the region that a file holds; without one, only its colour or its area is asked for."""
    file = options.polygon or options.ellipse
    if file is None:
        if not options.colour and not options.salt:
            raise HairtrackError(ErrorKind.REGION_WITHOUT_SHAPE)
        return course
    shape = RegionShape.ELLIPSE if options.ellipse else RegionShape.POLYGON
    return draw_region(course, view=options.view, name=options.name, points=read_points(file), shape=shape)


def _named(course: Course, view: View, name: str) -> Region:
    found = next((known for known in course.regions_in(view) if known.name == name), None)
    if found is None:
        raise HairtrackError(ErrorKind.UNKNOWN_REGION, view=view, name=name)
    return found
