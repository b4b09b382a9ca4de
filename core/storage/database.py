"""The open database: short transactions, one connection each, every failure told as a StorageProblem."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from core.storage import engine as engines
from core.storage import people
from core.storage.problem import StorageProblem


class Stale(Exception):  # noqa: N818  nothing went wrong: somebody else was quicker
    """What was to be written rests on data that has changed since it was read. Read again, decide again."""


class Database:
    """An engine and the place it opens. Cache one per process; safe from many threads."""

    def __init__(self, url: URL, busy_timeout_ms: int, examine: Callable[["Database"], None]) -> None:
        """`examine` looks at a file that is new to this process and raises StorageProblem where it is not fit."""
        self.url: Final = url
        self.place: Final = engines.place(url)
        self.path: Final[Path | None] = engines.sqlite_path(url) if engines.is_sqlite(url) else None
        self.engine: Final[Engine] = engines.make_engine(url, busy_timeout_ms)
        self._writer: Final = self.engine.execution_options(**{engines.WRITES: True})
        self._wait_s: Final = busy_timeout_ms / 1000
        # A file takes one writer at a time. SQLite lets the others try again and again, and some never get their turn.
        self._turn: Final = threading.Lock()
        self._file: tuple[int, int] | None = None
        self._examine: Final = examine
        self._stamps: Final[ContextVar[dict[str, str | None] | None]] = ContextVar("stamps", default=None)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Within it, whoever asks for a stamp again gets the same one, until they write themselves."""
        token = self._stamps.set({})
        try:
            yield
        finally:
            self._stamps.reset(token)

    def stamp(self, owner: str) -> str | None:
        """What changes with every write of this person; null where nothing was ever written."""
        known = self._stamps.get()
        if known is not None and owner in known:
            return known[owner]
        with self.read(owner) as connection:
            found = people.stamp(owner, connection)
        if known is not None:
            known[owner] = found
        return found

    @contextmanager
    def read(self, owner: str) -> Iterator[Connection]:
        """A connection that sees one moment of the data of `owner`'s database; it cannot commit."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, owner: str, since: str | None = None) -> Iterator[Connection]:
        """One short transaction for `owner`: committed when the block ends, undone when it raises. It gives them a new
        stamp; an empty owner stands for the app itself. Raises Stale where `since` is not their stamp any more."""
        try:
            with self._told(), self._in_turn(), self._writer.begin() as connection:
                if owner and not people.touch(owner, connection, since):
                    raise Stale
                yield connection
        finally:
            known = self._stamps.get()
            if known is not None:
                known.clear()

    def try_writing(self) -> None:
        """Write, and take it back: raises StorageProblem where nothing could be saved."""
        with self._told(), self._writer.connect() as connection:
            # A row that is always there, so that the folder has to take a journal file as well.
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            connection.rollback()

    def size_bytes(self) -> int | None:
        """Bytes of the file and the files that belong to it; null for a server."""
        if self.path is None:
            return None
        return sum(file.stat().st_size for file in related_files(self.path) if file.exists())

    def wipe_traces(self) -> None:
        """After an erase: nothing of what was deleted is left in the file."""
        with self._told():
            engines.wipe_traces(self.engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def remember_file(self) -> None:
        """Keep which file was opened: one that is removed or exchanged later must not swallow what is saved."""
        if self.path is not None:
            stat = os.stat(self.path)
            self._file = (stat.st_dev, stat.st_ino)

    @contextmanager
    def _told(self) -> Iterator[None]:
        self._same_file()
        try:
            yield
        except StorageProblem as problem:
            problem.values.setdefault("place", self.place)
            raise
        except engines.ERRORS as error:
            raise engines.problem_of(error, self.url) from error
        except ValueError as error:  # a stored day or moment that is none
            raise StorageProblem("damaged", place=self.place, detail="a value cannot be read") from error

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self.path is None:  # a server knows how to let people write side by side
            yield
            return
        if not self._turn.acquire(timeout=self._wait_s):
            raise StorageProblem("locked", place=self.place)
        try:
            yield
        finally:
            self._turn.release()

    def _same_file(self) -> None:
        if self._file is None or self.path is None:
            return
        try:
            stat = os.stat(self.path)
        except FileNotFoundError as error:
            raise StorageProblem("missing", place=self.place) from error
        except OSError as error:
            raise StorageProblem("cannot_open", place=self.place, detail=error.strerror) from error
        if (stat.st_dev, stat.st_ino) != self._file:
            # Somebody put another file there (a copy restored by hand): let go of the old one, look at the new.
            self.close()
            self._file = None
            self._examine(self)
            self._file = (stat.st_dev, stat.st_ino)


def related_files(path: Path) -> tuple[Path, ...]:
    """The database file and what SQLite may keep beside it."""
    return (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")))
