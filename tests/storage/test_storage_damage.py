"""Whatever happens to the file: a code with its sentences, never a traceback, never a silent empty start."""

import hashlib
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.content.files import DATA
from core.content.words import load_words
from core.model.log import CheckIn
from core.model.record import Draft, Profile
from core.settings import Settings, read_settings
from core.storage import engine, logs, people, rows, tables
from core.storage.database import Database
from core.storage.opening import marker_of, open_database, start_afresh
from core.storage.problem import CODES, StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WORDS = load_words(DATA / "words", "en", [])


def raw(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def overwrite(path: Path, at: int, with_bytes: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(with_bytes)


def delete_file(path: Path) -> None:
    path.unlink()


def zero_bytes(path: Path) -> None:
    path.write_bytes(b"")


def zero_bytes_without_marker(path: Path) -> None:
    path.write_bytes(b"")
    marker_of(path).unlink()


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all " * 400)


def broken_pages(path: Path) -> None:
    overwrite(path, 4096 * 2, b"\xa5" * 4096 * 4)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_program(path: Path) -> None:
    path.unlink()
    raw(path, "CREATE TABLE recipes (name TEXT)")


def our_mark_but_not_our_tables(path: Path) -> None:
    other_program(path)
    raw(path, f"PRAGMA application_id = {engine.APPLICATION_ID}")


def newer_schema(path: Path) -> None:
    raw(path, "UPDATE alembic_version SET version_num = '9999'")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


OPENING: list[tuple[Callable[[Path], None], str]] = [
    (delete_file, "missing"),
    (zero_bytes, "empty"),
    (zero_bytes_without_marker, "empty"),
    (garbage, "damaged"),
    (broken_pages, "damaged"),
    (cut_in_half, "damaged"),
    (other_program, "not_ours"),
    (our_mark_but_not_our_tables, "not_ours"),
    (newer_schema, "newer"),
    (a_folder, "cannot_open"),
]


def told(problem: StorageProblem) -> str:
    """The sentences, filled; a problem without words would fail here."""
    key = f"storage.{problem.code}"
    return "\n".join(WORDS(f"{key}.{part}", **problem.values) for part in ("title", "what", "way_out"))


def write_one(database: Database, day: date = date(2026, 11, 1), notes: str = "") -> None:
    with database.write("local") as connection:
        entry = CheckIn(day=day, pain_average=4, notes=notes)
        logs.append("local", connection, logs.CHECK_INS, entry, NOW, f"key {day}")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"


@pytest.mark.parametrize(("harm", "code"), OPENING, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_found_at_opening(
    database: Database, url: URL, path: Path, harm: Callable[[Path], None], code: str
) -> None:
    write_one(database)
    database.close()
    harm(path)
    before = fingerprint(path)
    with pytest.raises(StorageProblem) as found:
        open_database(url, 200)
    assert found.value.code == code
    assert str(path) in told(found.value)
    assert fingerprint(path) == before, "what is found damaged is left as it is"


def test_the_table_and_the_tests_below_name_every_code() -> None:
    below = {"read_only", "locked", "full", "no_driver", "no_server", "bad_setting", "failed"}
    assert {code for _, code in OPENING} | below == set(CODES)
    for code in CODES:
        for part in ("title", "what", "way_out"):
            assert WORDS(f"storage.{code}.{part}", place="here", setting="X")


def test_a_file_that_cannot_be_written_is_told_before_anything_is_typed(database: Database, path: Path) -> None:
    database.close()
    with pytest.raises(StorageProblem) as found:
        open_database(make_url(f"sqlite:///file:{path}?mode=ro&uri=true"), 200)
    assert found.value.code == "read_only"
    assert told(found.value)


def test_a_file_held_by_another_program_is_locked_and_not_damaged(database: Database, url: URL, path: Path) -> None:
    write_one(database)
    database.close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageProblem) as found:
        open_database(url, 20)
    assert found.value.code == "locked"
    assert told(found.value)
    holder.execute("ROLLBACK")
    holder.close()
    again = open_database(url, 20)
    with again.read("local") as connection:
        assert logs.last("local", connection, logs.CHECK_INS) is not None
    again.close()


def test_a_full_disk_refuses_the_save_and_keeps_what_was_saved(database: Database) -> None:
    write_one(database)

    def fill() -> None:
        with database.write("local") as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for number in range(200):
                entry = CheckIn(day=date(2026, 1, 1), pain_average=number % 10, notes="x" * 2000)
                logs.append("local", connection, logs.CHECK_INS, entry, NOW, str(number))

    with pytest.raises(StorageProblem) as found:
        fill()
    assert found.value.code == "full"
    assert told(found.value)
    with database.read("local") as connection:
        assert len(logs.since("local", connection, logs.CHECK_INS, None)) == 1


def test_a_changed_row_is_told_and_never_shown(database: Database, path: Path) -> None:
    write_one(database)
    raw(path, """UPDATE check_in SET body = replace(body, '"pain_average":4', '"pain_average":5')""")
    with database.read("local") as connection:
        for read in (
            lambda: logs.since("local", connection, logs.CHECK_INS, None),
            lambda: logs.last("local", connection, logs.CHECK_INS),
            lambda: logs.on("local", connection, logs.CHECK_INS, date(2026, 11, 1)),
        ):
            with pytest.raises(StorageProblem) as found:
                read()
            assert found.value.code == "damaged"
    with pytest.raises(StorageProblem) as found, database.read("local") as connection:
        logs.last("local", connection, logs.CHECK_INS)
    assert told(found.value)


def test_a_file_that_vanishes_while_the_app_runs_swallows_nothing(database: Database, path: Path) -> None:
    write_one(database)
    path.unlink()
    with pytest.raises(StorageProblem) as found:
        write_one(database, date(2026, 11, 2))
    assert found.value.code == "missing"
    assert told(found.value)


def test_a_copy_put_back_while_the_app_runs_is_looked_at_and_used(database: Database, path: Path) -> None:
    write_one(database)
    copy = path.read_bytes()
    write_one(database, date(2026, 11, 2))
    path.unlink()
    path.write_bytes(copy)
    with database.read("local") as connection:
        assert [entry.day.day for entry in logs.since("local", connection, logs.CHECK_INS, None)] == [1]
    path.unlink()
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StorageProblem) as found:
        write_one(database, date(2026, 11, 3))
    assert found.value.code == "damaged"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageProblem) as found:
        open_database(URL.create("sqlite", database=str(tmp_path / "file" / "x.db")), 200)
    assert found.value.code == "cannot_open"
    assert told(found.value)


def test_a_database_without_its_package() -> None:
    with pytest.raises(StorageProblem) as found:
        open_database(make_url("nosuchdatabase://me:secret@host/db"), 200)
    assert found.value.code == "no_driver"
    assert "secret" not in told(found.value)


def test_a_server_that_does_not_answer() -> None:
    error = OperationalError("SELECT 1", {}, Exception("connection refused"))
    problem = engine.problem_of(error, make_url("postgresql+psycopg://me:secret@host/db"))
    assert problem.code == "no_server"
    assert "secret" not in told(problem)


@pytest.mark.parametrize("value", ["sqlite://", "sqlite:///:memory:", "://x", "sqlite:///file:x?mode=memory&uri=true"])
def test_an_address_that_cannot_be_used(value: str) -> None:
    with pytest.raises(StorageProblem) as found:
        open_database(Settings(database_url=value).url, 200)
    assert found.value.code == "bad_setting"
    assert "LBP_DATABASE_URL" in told(found.value)


def test_a_setting_that_cannot_be_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LBP_COUNTRY", "somewhere")
    with pytest.raises(StorageProblem) as found:
        read_settings()
    assert found.value.code == "bad_setting"
    assert "LBP_COUNTRY" in told(found.value)


def test_what_the_database_refuses_for_another_reason_quotes_nothing_a_person_wrote(database: Database) -> None:
    with pytest.raises(StorageProblem) as found, database.write("local") as connection:
        connection.exec_driver_sql("INSERT INTO check_in (body) VALUES (?)", ("my secret",))
    assert found.value.code == "failed"
    assert told(found.value)
    assert "secret" not in str(found.value)


@pytest.mark.parametrize(
    ("harm", "read"),
    [
        ("UPDATE person SET length_unit = 'km'", people.load_profile),
        ("UPDATE draft SET answers = '{half'", people.load_draft),
        ("UPDATE draft SET saved_at = 'yesterday'", people.load_draft),
        ("UPDATE check_in SET day = 'yesterday'", lambda *of: logs.last(*of, logs.CHECK_INS)),
    ],
)
def test_a_profile_or_draft_that_cannot_be_read_is_told(
    database: Database, path: Path, harm: str, read: Callable[..., object]
) -> None:
    with database.write("local") as connection:
        logs.append("local", connection, logs.CHECK_INS, CheckIn(day=NOW.date(), pain_average=4), NOW, "k")
        people.save_profile("local", connection, Profile(), NOW)
        people.save_draft("local", connection, Draft(answers={}, page="pain", saved_at=NOW))
    raw(path, harm)
    with pytest.raises(StorageProblem) as found, database.read("local") as connection:
        read("local", connection)
    assert found.value.code == "damaged"
    assert told(found.value)


def test_an_entry_of_a_shape_this_version_does_not_know_is_told(database: Database) -> None:
    write_one(database)
    body = '{"day": "2026-11-01", "mood": 3}'
    with database.write("local") as connection:
        check = rows.checksum("local", date(2026, 11, 1), 1, False, False, body)
        connection.execute(tables.LOGS["check_in"].update().values(body=body, checksum=check))
    for read in (logs.last, lambda *arguments: logs.since(*arguments, None)):
        with pytest.raises(StorageProblem) as found, database.read("local") as connection:
            read("local", connection, logs.CHECK_INS)
        assert found.value.code == "damaged"
        assert "mood" not in str(found.value)


def test_a_pool_that_is_used_up_is_a_lock(url: URL) -> None:
    assert engine.problem_of(PoolTimeoutError("QueuePool limit"), url).code == "locked"


def test_a_disk_that_takes_no_links_still_gets_its_file(url: URL, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr("os.link", no_links)
    open_database(url, 200).close()
    assert sorted(path.parent.iterdir()) == [path, marker_of(path)]


def test_nothing_is_made_where_only_reading_was_asked(path: Path) -> None:
    path.parent.mkdir()
    with pytest.raises(StorageProblem) as found:
        open_database(make_url(f"sqlite:///file:{path}?mode=ro&uri=true"), 200)
    assert found.value.code == "cannot_open"
    assert not path.exists()


def test_a_file_that_cannot_be_moved_aside_is_told(
    database: Database, url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "not permitted")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StorageProblem) as found:
        start_afresh(url, NOW)
    assert found.value.code == "cannot_open"


def test_what_is_asked_of_a_server_needs_no_sqlite() -> None:
    server = SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), scalar=lambda _: "15.8")
    connection: Any = server
    engine.mark_as_ours(connection)
    engine.wipe_traces(connection)
    assert engine.is_marked(connection)
    assert engine.faults(connection) == []
    assert engine.describe(connection) == "postgresql 15.8"


def test_the_data_of_a_server_is_not_moved_aside() -> None:
    with pytest.raises(StorageProblem) as found:
        start_afresh(make_url("postgresql+psycopg://me:secret@host/db"), NOW)
    assert found.value.code == "cannot_open"
