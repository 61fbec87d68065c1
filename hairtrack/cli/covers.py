"""The command that covers a face, or anything else, in what leaves the house."""

import argparse
from collections.abc import Iterator
from typing import Any

from hairtrack.cli.output import count_of, points_json, put_result, say
from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow import courses
from hairtrack.workflow.cover_photos import cover_outlines, draw_cover, start_cover, views_without_cover
from hairtrack.workflow.plain import day_json
from hairtrack.workflow.point_files import read_points


def cover(options: argparse.Namespace) -> None:
    """Draw, suggest or remove the covers of a view, or list those of the course."""
    if options.polygon or options.suggest or options.remove:
        _change(options)
    elif not options.json:
        raise HairtrackError(ErrorKind.COVER_WITHOUT_SHAPE)
    if options.json:
        with courses.open_for_reading(options.course) as folder:
            put_result(_listed(folder.course, options.view), (), as_json=True)


def _change(options: argparse.Namespace) -> None:
    view: View | None = options.view
    if view is None:
        raise HairtrackError(ErrorKind.COVER_WITHOUT_VIEW)
    points = read_points(options.polygon) if options.polygon else ()
    with courses.open_for_writing(options.course) as folder:
        course, before = folder.course, folder.course.covers_in(view)
        if options.suggest:
            course = start_cover(course, folder, view)
        elif options.polygon:
            course = draw_cover(course, view=view, points=points)
        if options.remove or not options.add:
            for old in before:
                course = course.without_cover(old.id)
        folder.commit(course)
    if options.remove:
        say(f"{count_of(len(before), 'cover')} of the {view} view removed.")
        return
    say(f"The {view} view has {count_of(len(course.covers_in(view)), 'cover')}.")
    if options.suggest:
        say("It is only where a face may be: adjust it on the Report page of the window.")
    for photo in course.photos:
        if photo.view is view and cover_outlines(course, photo) is None:
            say(f"{photo.file_name}: {_why_nowhere(course, photo)}")


def _why_nowhere(course: Course, photo: Photo) -> str:
    alignment = course.alignment(photo)
    if alignment is None or not alignment.aligned:
        return "it is not aligned, so nobody can tell what to cover. Until it is, it is left out of what is covered."
    return "nobody can tell what to cover so far from what was aligned. It is left out of what is covered."


def _listed(course: Course, view: View | None) -> dict[str, Any]:
    return {
        "covers": [
            {"id": c.id, "view": c.view, "drawn_on": c.drawn_on, "points": points_json(c.points)}
            for c in course.covers
            if view in (None, c.view)
        ],
        "photos": list(_photos(course, view)),
        "views_without_cover": [v for v in views_without_cover(course) if view in (None, v)],
    }


def _photos(course: Course, view: View | None) -> Iterator[dict[str, Any]]:
    for photo in course.photos:
        if view in (None, photo.view) and course.covers_in(photo.view):
            yield _photo(course, photo)


def _photo(course: Course, photo: Photo) -> dict[str, Any]:
    outlines = cover_outlines(course, photo)
    return {
        "file": photo.file_name,
        "sha256": photo.sha256,
        "view": photo.view,
        "taken_on": day_json(photo.taken_on),
        "status": "not known" if outlines is None else "covered" if outlines else "not in sight",
        "outlines": [points_json(outline) for outline in outlines or ()],
    }
