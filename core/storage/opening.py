"""Opening the database: never a silent empty start, never a traceback. A new file is whole before it has its name."""

import contextlib
import os
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy.engine import URL

from core.storage import engine as engines
from core.storage import migrate
from core.storage.database import Database, related_files
from core.storage.problem import StorageProblem

_HEADER: Final = b"SQLite format 3\x00"
_PRIVATE: Final = 0o600


def marker_of(path: Path) -> Path:
    """The small file that says: there has been data here. It tells a lost database from a first start."""
    return path.with_name(path.name + ".marker")


def open_database(url: URL, busy_timeout_ms: int) -> Database:
    """The database at `url`, made where there never was one, and up to date. Raises StorageProblem."""
    database = Database(url, busy_timeout_ms, _examine)
    try:
        if database.path is not None:
            _make_where_new(database.path, url, busy_timeout_ms)
        _examine(database)
        if database.path is not None:
            _mark(database.path)
            database.remember_file()
    except BaseException:
        database.close()
        raise
    return database


def start_afresh(url: URL, now: datetime) -> tuple[Path, ...]:
    """Move the database file and all that belongs to it aside (nothing is deleted), so that the next opening is a
    first start. Returns the new names. Raises StorageProblem `cannot_open` where they cannot be moved: a server's
    data cannot."""
    if not engines.is_sqlite(url):
        raise StorageProblem("cannot_open", place=engines.place(url), detail="a server's data is not ours to move")
    path = engines.sqlite_path(url)
    stamp = now.strftime("%Y%m%d-%H%M%S")
    moved = []
    for file in (*related_files(path), marker_of(path)):
        aside = file.with_name(f"{file.name}.aside-{stamp}")
        try:
            if file.exists():
                file.rename(aside)
                moved.append(aside)
        except OSError as error:
            raise StorageProblem("cannot_open", place=str(file), detail=error.strerror) from error
    return tuple(moved)


def _make_where_new(path: Path, url: URL, busy_timeout_ms: int) -> None:
    """Make the file unless it exists. A lost, emptied or foreign file is told, never papered over."""
    where = engines.place(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            if not path.is_file():
                raise StorageProblem("cannot_open", place=where, detail="not a file")
            if path.stat().st_size == 0:
                raise StorageProblem("empty", place=where)
            with path.open("rb") as file:
                if file.read(len(_HEADER)) != _HEADER:
                    raise StorageProblem("damaged", place=where, detail="header")
            return
        if marker_of(path).exists():
            raise StorageProblem("missing", place=where, marker=str(marker_of(path)))
        if "mode" in url.query:
            raise StorageProblem("cannot_open", place=where, detail="no such file")
        _make(path, busy_timeout_ms)
    except OSError as error:
        raise StorageProblem(
            "read_only" if error.errno == 30 else "cannot_open", place=where, detail=error.strerror
        ) from error


def _make(path: Path, busy_timeout_ms: int) -> None:
    """A new database, complete before it gets its name: a start that is cut off leaves nothing half made."""
    aside = path.with_name(f"{path.name}.new-{uuid4().hex}")
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))  # a health diary is for its owner only
    new = Database(URL.create("sqlite", database=str(aside)), busy_timeout_ms, _examine)
    try:
        with new.write("") as connection:
            engines.mark_as_ours(connection)
            migrate.migrate(connection, str(path))
        new.close()  # also folds a write-ahead log back into the file
        _name(aside, path)
    finally:
        new.close()
        for file in related_files(aside):
            file.unlink(missing_ok=True)


def _name(aside: Path, path: Path) -> None:
    """Give the new file its name unless another process was quicker: then theirs is the one."""
    with contextlib.suppress(FileExistsError):
        try:
            os.link(aside, path)  # unlike a rename, a link never takes the place of a file
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            if not path.exists():
                os.rename(aside, path)


def _examine(database: Database) -> None:
    """Is it ours, whole, writable, and of a schema we know? An older schema is brought up to date."""
    with database.read("") as connection:
        if not engines.is_marked(connection):
            raise StorageProblem("not_ours", place=database.place)
        found = engines.faults(connection)
        if found:
            raise StorageProblem("damaged", place=database.place, detail=found[0])
    with database.write("") as connection:
        migrate.migrate(connection, database.place)
    database.try_writing()  # told here, before anybody has typed anything


def _mark(path: Path) -> None:
    """Write the marker. Where the folder takes no new file the data still works, so that is no reason to stop."""
    if not marker_of(path).exists():
        with contextlib.suppress(OSError):
            marker_of(path).write_text(
                "This file says that Lower Back, Step by Step keeps data here. If the database beside it is lost, "
                "the app will say so instead of starting empty.\n",
                encoding="utf-8",
            )
