"""Brings the tables up to date: from nothing, from an older version, or not at all; a newer one is refused."""

import threading
from functools import lru_cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from core.storage.problem import StorageProblem

# Alembic keeps the running migration in module globals: two at once would write through each other's connections.
_TURN: Final = threading.Lock()
_FOLDER: Final = Path(__file__).resolve().parent / "migrations"


def _config() -> Config:
    config = Config()
    # Alembic fills % in options; a folder may have one in its name.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """Every schema version this app knows, newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def version(connection: Connection) -> str | None:
    """The schema version of an open database; null where it has none of our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, where: str) -> bool:
    """Bring the database to the newest schema inside the connection's transaction; the caller commits.

    Returns whether anything was changed. Raises StorageProblem `newer` for a schema this app does not know, and
    `not_ours` for tables of another program.
    """
    now = version(connection)
    if now == known()[0]:
        return False
    if now is not None and now not in known():
        raise StorageProblem("newer", place=where, schema=now, known=known()[0])
    if now is None and inspect(connection).get_table_names():
        raise StorageProblem("not_ours", place=where)
    config = _config()
    config.attributes["connection"] = connection
    with _TURN:
        command.upgrade(config, "head")
    return True
