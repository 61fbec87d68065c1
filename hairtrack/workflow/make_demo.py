"""The journey of looking around first: a finished course of rendered photos."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hairtrack.course import Course, View
from hairtrack.demo.course import DemoCourse, DemoFile, demo_course, render_course, truth_as_json
from hairtrack.demo.visits import SIZE
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.disk import disk_errors, write_whole
from hairtrack.workflow.align_photos import align_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.measure_coverage import measure_course

NAME = "Demo"
TRUTH = "truth.json"
"""Beside the records: what is true of the demo's photos."""
RENDERED, IMPORTED, ALIGNED = 0.25, 0.28, 0.84
"""Shares of the whole at which each step is done."""


def make_demo(
    path: Path, progress: Progress = no_progress, *, description: DemoCourse | None = None, workers: int = 2
) -> CourseFolder:
    """Render the demo photos and take them through import, alignment and measurement, as a user would.

    Nothing is told to the engines that a user does not know: the truth is only written beside the records.

    Parameters
    ----------
    path : Path
        Where the course shall be; must not be there, or be an empty folder.
    progress : Progress
        Raising `Cancelled` from it leaves nothing behind.
    description : DemoCourse, optional
        Another course than the usual one.
    workers : int
        Processes that render.

    Returns
    -------
    CourseFolder
        Closed, with the course as committed; open it to work on it.

    Raises
    ------
    HairtrackError
        COURSE_EXISTS, DISK_FULL or DISK_READ_ONLY.
    """
    path = path.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise HairtrackError(ErrorKind.COURSE_EXISTS, path=str(path))
    description = description or demo_course(size=SIZE)
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        _build(workshop / path.name, workshop / "photos", description, progress, workers)
        progress(1.0, _("The demo course is ready"))
        with disk_errors(path):
            if path.exists():
                path.rmdir()
            (workshop / path.name).rename(path)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    folder = CourseFolder.open(path)
    folder.close()
    return folder


def _build(path: Path, photos: Path, description: DemoCourse, progress: Progress, workers: int) -> None:
    with disk_errors(photos):
        photos.mkdir()
    files = []
    for file in render_course(description, part_of(progress, 0.0, RENDERED), workers=workers):
        write_whole(photos / file.photo.file_name, file.data)
        files.append(file)
    with CourseFolder.create(path, NAME) as folder:
        course = _import(folder, photos, files, part_of(progress, RENDERED, IMPORTED))
        for region in description.regions:
            course = draw_region(
                course, view=region.view, name=region.name, points=region.points, shape=region.shape, salt=region.salt
            )
        course = replace(course, diary=description.diary)
        folder.commit(course)
        course = align_course(folder, course, part_of(progress, IMPORTED, ALIGNED))
        folder.commit(course)
        course = measure_course(folder, course, part_of(progress, ALIGNED, 1.0))
        folder.commit(course)
    truth = json.dumps(truth_as_json(description, files), indent=1)
    write_whole(path / TRUTH, truth.encode())


def _import(folder: CourseFolder, photos: Path, files: list[DemoFile], progress: Progress) -> Course:
    views: dict[str, View] = {file.photo.file_name: file.photo.shot.view for file in files}
    proposal = propose(folder, folder.course, [photos], part_of(progress, 0.0, 0.7))
    viewed = [candidate.with_view(views[candidate.file.name]) for candidate in proposal.candidates]
    return import_photos(folder, folder.course, viewed, part_of(progress, 0.7, 1.0)).course
