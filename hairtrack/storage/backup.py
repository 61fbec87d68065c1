"""Copies of the records: one a day, and one before the format changes."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from hairtrack.storage.disk import PART, disk_errors, sync_folder

KEPT = 5
"""Daily copies that are kept."""


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a file, whole or not at all."""
    part = target.with_name(f".{target.name}{PART}")
    with disk_errors(target):
        target.parent.mkdir(exist_ok=True)
        try:
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                # A copy needs no log beside it.
                copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)


def daily_backup(connection: sqlite3.Connection, folder: Path, today: date) -> None:
    """Copy an open database once a day, and keep the last few copies."""
    target = folder / f"course-{today.isoformat()}.sqlite"
    if target.exists():
        return
    back_up(connection, target)
    with disk_errors(folder):
        for old in sorted(folder.glob("course-????-??-??.sqlite"))[:-KEPT]:
            old.unlink(missing_ok=True)
