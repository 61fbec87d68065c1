"""The folder in which a report is laid out: its pictures and templates, which is all that Typst may see."""

import tempfile
from pathlib import Path
from types import TracebackType

from hairtrack.assets import asset
from hairtrack.errors import ErrorKind, HairtrackError


class Sheet:
    """Takes the pictures of a report as they are made, so that no report needs the memory for all of them."""

    def __init__(self) -> None:
        try:
            self._place = tempfile.TemporaryDirectory(prefix="hairtrack-report-")
            self.folder = Path(self._place.name)
            for template in asset("report").glob("*.typ"):
                self.put(template.name, template.read_bytes())
        except OSError as error:
            raise _failed(error) from error

    def __enter__(self) -> "Sheet":
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the folder away."""
        self._place.cleanup()

    def put(self, name: str, data: bytes) -> str:
        """Keep a file under a name of its own, and return the name.

        Parameters
        ----------
        name : str
        data : bytes

        Returns
        -------
        str

        Raises
        ------
        HairtrackError
            REPORT_FAILED.
        """
        try:
            (self.folder / name).write_bytes(data)
        except OSError as error:
            raise _failed(error) from error
        return name


def _failed(error: OSError) -> HairtrackError:
    return HairtrackError(ErrorKind.REPORT_FAILED, detail=error.strerror or str(error))
