"""Bringing the database of an older hairtrack to the present format, step by step, with a copy before each."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.storage.backup import back_up

Step: TypeAlias = Callable[[sqlite3.Connection], None]

VERSION = 5


def _adding(*tables: str) -> Step:
    def step(connection: sqlite3.Connection) -> None:
        for table in tables:
            connection.execute(f'CREATE TABLE "{table}" (position INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT')

    return step


STEPS: Mapping[int, Step] = {
    1: _adding("ratings"),
    2: _adding("exclusions"),
    3: _adding("side_effects", "scores", "stages", "salt_scores", "sessions", "missed_doses", "test_plans"),
    4: _adding("covers"),
}
"""The step that leads away from each older version. Version 1 is the first."""


def refuse_newer(path: Path, found: int, *, known: int = VERSION) -> None:
    """Leave a file alone that a newer hairtrack wrote."""
    if found > known:
        raise HairtrackError(ErrorKind.COURSE_TOO_NEW, path=str(path.parent), found=found, known=known)


def migrate(
    connection: sqlite3.Connection, path: Path, *, steps: Mapping[int, Step] | None = None, version: int = VERSION
) -> None:
    """Take every step from the file's version to the present one, each in one transaction.

    Parameters
    ----------
    connection : sqlite3.Connection
        For writing, in autocommit mode.
    path : Path
        Of the database; copies go to ``backups`` beside it.
    steps : mapping of int to Step, optional
    version : int, optional
    """
    steps = STEPS if steps is None else steps
    found = version_of(connection)
    refuse_newer(path, found, known=version)
    while found < version:
        step = steps.get(found)
        if step is None:
            raise HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(path.parent))
        back_up(connection, path.parent / "backups" / f"before-format-{found + 1}.sqlite")
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA user_version = {found + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        found += 1


@contextmanager
def brought_up(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Give an open database in the present format without writing to it: itself, or a copy in memory with every step.

    Parameters
    ----------
    connection : sqlite3.Connection
        For reading.
    path : Path
        Of the database.
    """
    found = version_of(connection)
    refuse_newer(path, found)
    if found == VERSION:
        yield connection
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        for older in range(found, VERSION):
            if older not in STEPS:
                raise HairtrackError(ErrorKind.COURSE_DAMAGED, path=str(path.parent))
            STEPS[older](copy)
        yield copy


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the format that an open database has."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)
