"""The one module that knows which database engine it talks to: how to open, lock, check, and empty it for good."""

import sqlite3
import threading
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from core.storage.problem import StorageProblem

APPLICATION_ID: Final = 0x4C425353  # "LBSS" in the file's header: this file is ours
WAL_SAFE_FROM: Final = (3, 51, 3)  # before it, a rare race while a WAL file is reset can damage the database
WRITES: Final = "lbp_writes"  # execution option: this transaction will write

ERRORS: Final = (SQLAlchemyError, sqlite3.Error)  # whatever a database may raise

_CODES: Final = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_PERM: "cannot_open",
    sqlite3.SQLITE_IOERR: "cannot_open",
}


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path:
    """The file of a SQLite address. Raises StorageProblem `bad_setting` for a database in memory: it would forget."""
    name = url.database or ""
    if name.startswith("file:"):
        name = name.removeprefix("file:")
    if not name or ":memory:" in name or url.query.get("mode") == "memory":
        raise StorageProblem("bad_setting", setting="LBP_DATABASE_URL")
    return Path(name)


def place(url: URL) -> str:
    """Where the data lies, for people: the file, or the server's address without its password."""
    return str(sqlite_path(url).absolute()) if is_sqlite(url) else url.render_as_string(hide_password=True)


def make_engine(url: URL, busy_timeout_ms: int) -> Engine:
    """An engine for `url`; nothing is opened yet. Cache it, and use a connection per operation."""
    try:
        if is_sqlite(url):
            return _sqlite_engine(url, busy_timeout_ms)
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": max(1, busy_timeout_ms // 1000)})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageProblem("no_driver", place=place(url), detail=str(error)) from error


def _sqlite_engine(url: URL, busy_timeout_ms: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=56,  # a thread waits for the file, not for the pool
        connect_args={"timeout": busy_timeout_ms / 1000, "check_same_thread": False},
    )
    turn = threading.Lock()  # switching the journal mode is not for two threads at once

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        if sqlite3.sqlite_version_info >= WAL_SAFE_FROM and "mode" not in url.query:
            with turn:
                cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails under load, whatever the timeout.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def problem_of(error: Exception, url: URL) -> StorageProblem:
    """What an exception of the database means for the person."""
    where = place(url)
    if isinstance(error, PoolTimeoutError):
        return StorageProblem("locked", place=where)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the low byte of an extended code is the primary one
        return StorageProblem(_CODES.get(code, "failed"), place=where, detail=str(cause))
    if (isinstance(error, DBAPIError) and error.connection_invalidated) or _no_answer(error):
        return StorageProblem("no_server", place=where)
    # The statement and its values are left out: they may hold what a person wrote.
    return StorageProblem("failed", place=where, detail=type(cause).__name__)


def _no_answer(error: Exception) -> bool:
    text_of = str(getattr(error, "orig", error)).lower()
    return any(sign in text_of for sign in ("connection refused", "could not connect", "connection failed", "timeout"))


def mark_as_ours(connection: Connection) -> None:
    """Write the app's mark into the header of a new SQLite file; on a server there is nothing to mark."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def is_marked(connection: Connection) -> bool:
    """Whether the open database carries the app's mark; a server's always does."""
    if connection.dialect.name != "sqlite":
        return True
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def faults(connection: Connection) -> list[str]:
    """What the database's own check finds wrong with it; empty where nothing is."""
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    return [] if found == ["ok"] else found


def wipe_traces(engine: Engine) -> None:
    """After an erase: give freed pages back, so that nothing of what was deleted is left in the file."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection  # VACUUM cannot run inside a transaction
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def describe(connection: Connection) -> str:
    """Engine and version in a few words, as `SQLite 3.40.1, rollback journal`."""
    if connection.dialect.name != "sqlite":
        return f"{connection.dialect.name} {connection.scalar(text('SHOW server_version'))}"
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    return f"SQLite {sqlite3.sqlite_version}, {'write-ahead log' if mode == 'wal' else 'rollback journal'}"
