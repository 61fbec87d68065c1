"""Writing a time-lapse: whole or not at all, with nothing in the file but pictures and their times."""

from dataclasses import dataclass, replace
from pathlib import Path

from hairtrack.course import Course
from hairtrack.imaging.film import files
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.outputs import check_output, write_output
from hairtrack.workflow.time_lapse.options import FilmKind, TimeLapse, kind_of
from hairtrack.workflow.time_lapse.reel import Reel
from hairtrack.workflow.time_lapse.visits import FilmPhotos, film_photos

_CHOSEN = 0.4
"""Share of the work that choosing the photos takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFilm:
    """What was written.

    Attributes
    ----------
    path : Path
    frames : int
        At the film's rate.
    seconds : float
    chosen : FilmPhotos
    """

    path: Path
    frames: int
    seconds: float
    chosen: FilmPhotos


def write_time_lapse(
    folder: CourseFolder, course: Course, path: Path, wanted: TimeLapse, progress: Progress = no_progress
) -> WrittenFilm:
    """Write a time-lapse of a view.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    path : Path
        Its ending says which kind of file it is to be.
    wanted : TimeLapse
    progress : Progress

    Returns
    -------
    WrittenFilm

    Raises
    ------
    HairtrackError
        What `film_photos` and `check_output` raise, FILM_LITTLE_SHARED, REPORT_FAILED or DISK_FULL.
    """
    wanted = replace(wanted, kind=kind_of(path))
    check_output(path, course)
    chosen = film_photos(folder, course, wanted, part_of(progress, 0.0, _CHOSEN))
    reel = Reel(folder, course, wanted, chosen)
    data = _encoded(reel, wanted.kind, part_of(progress, _CHOSEN, 1.0))
    # The last moment to stop: what is written stays.
    progress(1.0, _("Writing the time-lapse"))
    write_output(path, data)
    return WrittenFilm(path=path, frames=reel.frames, seconds=reel.seconds, chosen=chosen)


def _encoded(reel: Reel, kind: FilmKind, progress: Progress) -> bytes:
    stills, size = reel.stills(progress), reel.layout.size
    match kind:
        case FilmKind.MP4:
            return files.mp4(stills, size=size, rate=reel.rate, frames=reel.frames)
        case FilmKind.GIF:
            return files.gif(stills, samples=reel.samples(), rate=reel.rate)
        case FilmKind.WEBP:
            return files.webp(stills, size=size, rate=reel.rate)
