"""A first start, a later one, and the migrations."""

import io
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateTable

from core.model.log import CheckIn
from core.settings import FILE_NAME, Settings
from core.storage import engine, logs, migrate, people, tables
from core.storage.database import Database
from core.storage.opening import marker_of, open_database, start_afresh
from core.storage.problem import StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def save(database: Database, day: int, owner: str = "local") -> None:
    with database.write(owner) as connection:
        entry = CheckIn(day=date(2026, 11, day), pain_average=4)
        logs.append(owner, connection, logs.CHECK_INS, entry, NOW, f"key {day}")


def check_ins(database: Database, owner: str = "local") -> list[int]:
    with database.read(owner) as connection:
        return [entry.day.day for entry in logs.since(owner, connection, logs.CHECK_INS, None)]


def test_a_first_start_makes_the_file_its_marker_and_nothing_else(database: Database, path: Path) -> None:
    assert sorted(path.parent.iterdir()) == [path, marker_of(path)]
    assert path.stat().st_mode & 0o077 == 0, "a health diary is for its owner only"
    with database.read("") as connection:
        assert migrate.version(connection) == migrate.known()[0]


def test_a_later_start_changes_nothing_and_keeps_what_was_saved(database: Database, url: URL, path: Path) -> None:
    save(database, 1)
    database.close()
    before = path.read_bytes()
    again = open_database(url, 2000)
    assert path.read_bytes() == before
    assert check_ins(again) == [1]
    again.close()


def test_the_migrations_build_the_tables_that_the_code_uses(database: Database) -> None:
    with database.read("") as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_a_migration_that_is_cut_off_leaves_the_database_as_it_was(url: URL, path: Path) -> None:
    path.parent.mkdir(parents=True)
    raw = engine.make_engine(url, 2000)

    def cut_off() -> None:
        with raw.execution_options(**{engine.WRITES: True}).begin() as connection:
            migrate.migrate(connection, "x")
            assert migrate.version(connection) == migrate.known()[0]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut_off()
    with raw.connect() as connection:
        assert migrate.version(connection) is None
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    raw.dispose()


def test_tables_and_migrations_can_be_said_to_postgresql() -> None:
    for table in tables.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
    said = io.StringIO()
    config = migrate._config()
    config.output_buffer = said
    config.set_main_option("dialect", "postgresql")
    command.upgrade(config, "head", sql=True)
    for table in tables.metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in said.getvalue()


def test_many_first_starts_at_once_make_one_file(url: URL, path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_database(url, 5000), range(8)))
    for number, database in enumerate(opened, start=1):
        save(database, number)
    assert check_ins(opened[0]) == list(range(1, 9))
    assert sorted(path.parent.iterdir()) == [path, marker_of(path)]
    for database in opened:
        database.close()


def test_starting_afresh_moves_everything_aside_and_deletes_nothing(database: Database, url: URL, path: Path) -> None:
    save(database, 1)
    database.close()
    content = path.read_bytes()
    moved = start_afresh(url, NOW)
    assert content in [file.read_bytes() for file in moved]
    assert not path.exists()
    again = open_database(url, 2000)
    assert check_ins(again) == []
    again.close()


@pytest.mark.parametrize("sqlite", [(3, 40, 1), (3, 51, 2), (3, 51, 3)])
def test_a_write_ahead_log_only_where_it_is_known_to_be_safe(
    url: URL, monkeypatch: pytest.MonkeyPatch, sqlite: tuple[int, ...]
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", sqlite)
    database = open_database(url, 2000)
    with database.read("") as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        assert mode == ("wal" if sqlite >= (3, 51, 3) else "delete")
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    database.close()


def test_every_write_gives_the_person_a_new_stamp_and_nobody_else(database: Database) -> None:
    def stamps() -> list[str | None]:
        with database.read("") as connection:
            return [people.stamp(owner, connection) for owner in ("a", "b")]

    save(database, 1, "a")
    save(database, 1, "b")
    first = stamps()
    save(database, 2, "a")
    second = stamps()
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LBP_DATA_DIR", str(tmp_path / "mine"))
    monkeypatch.setenv("LBP_COUNTRY", " us ")
    assert Settings().url.database == str(tmp_path / "mine" / FILE_NAME)
    assert Settings().country == "US"
    monkeypatch.setenv("LBP_DATABASE_URL", "here.db")
    assert Settings().url.database == str(tmp_path / "here.db")
    monkeypatch.setenv("LBP_DATABASE_URL", "sqlite:////somewhere/y.db")
    assert Settings().url.database == "/somewhere/y.db"


def test_a_password_is_never_shown() -> None:
    from sqlalchemy.engine import make_url

    assert "secret" not in engine.place(make_url("postgresql+psycopg://me:secret@host/db"))


def test_an_unknown_problem_code_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="unknown"):
        StorageProblem("oops")
