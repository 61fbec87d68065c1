"""Copies of photos for somebody else: pixels alone, without place or camera, named by day and view."""

from collections.abc import Sequence
from pathlib import Path

from hairtrack.course import Course, Photo
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg, encode_png
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.disk import output_errors
from hairtrack.workflow.cover_photos import covered_image, needs_cover
from hairtrack.workflow.images import load_image
from hairtrack.workflow.outputs import make_folder, write_output

_LOSSLESS = ("png", "tif", "bmp", "gif")


def share_copies(
    folder: CourseFolder,
    photos: Sequence[Photo],
    into: Path,
    progress: Progress = no_progress,
    *,
    covers_of: Course | None = None,
) -> tuple[Path, ...]:
    """Write copies of photos that hold nothing but their pixels, upright and in sRGB.

    Parameters
    ----------
    folder : CourseFolder
    photos : sequence of Photo
    into : Path
        A folder, made where it is missing. Copies of the same photos in it are replaced, or removed where there may
        be none now.
    progress : Progress
    covers_of : Course, optional
        What this course covers is plain grey. A photo that may show a face of which nothing is covered, or on which
        nobody can tell where a cover lies, then has no copy.

    Returns
    -------
    tuple of Path
        PNG where the original is without loss, else JPEG of high quality.

    Raises
    ------
    HairtrackError
        As `write_output` for the copies; ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    make_folder(into)
    written = []
    for index, photo in enumerate(photos):
        progress(index / len(photos), photo.file_name)
        image: Image | None = load_image(folder, photo)
        if image is not None and covers_of is not None:
            image = None if needs_cover(covers_of, photo.view) else covered_image(covers_of, photo, image)
        name, _, extension = photo.stored_as.rpartition(".")
        lossless = extension in _LOSSLESS
        path = into / f"{name}_copy.{'png' if lossless else 'jpg'}"
        if image is None:
            # One of before, uncovered, must not go along with those that are covered.
            with output_errors(path):
                path.unlink(missing_ok=True)
            continue
        data = encode_png(image) if lossless else encode_jpeg(image, 95)
        write_output(path, data)
        written.append(path)
    return tuple(written)
