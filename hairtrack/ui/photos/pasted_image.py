"""A picture from the clipboard becomes a file, so that it can be read, checked and kept as any other."""

from itertools import count
from pathlib import Path

from PySide6.QtGui import QImage

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _


def keep_pasted(image: QImage, cache: Path) -> Path:
    """Write a picture without loss, under a name that says nothing about its day.

    Parameters
    ----------
    image : QImage
    cache : Path
        A folder for what may be deleted; made where it is missing.

    Raises
    ------
    HairtrackError
        OUTPUT_UNWRITABLE
    """
    folder = cache / "pasted"
    path = next(
        path for number in count(1) if not (path := folder / _("pasted picture {number}.png", number=number)).exists()
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HairtrackError(ErrorKind.OUTPUT_UNWRITABLE, path=str(path)) from error
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise HairtrackError(ErrorKind.OUTPUT_UNWRITABLE, path=str(path))
    return path
