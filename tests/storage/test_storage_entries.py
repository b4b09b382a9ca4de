"""What was read once is not read again, is always what a fresh start would read, and is forgotten when it has to be."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from core.model.log import CheckIn
from core.storage import everything, logs
from core.storage.database import Database
from core.storage.entries import Entries
from core.storage.logs import CHECK_INS, Kind
from core.storage.opening import open_database
from core.storage.problem import StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST = date(2026, 1, 1)


Writes = list[tuple[str, int, int]]


def save(database: Database, number: int, pain: int, kind: Kind[Any] = CHECK_INS, demo: bool = False) -> None:
    with database.write("local") as connection:
        entry = kind.model(day=FIRST + timedelta(days=number), pain_average=pain)
        logs.append("local", connection, kind, entry, NOW, f"{number} {pain}", demo)


def read(database: Database, first: date | None = None, own: bool = False) -> tuple[CheckIn, ...]:
    with database.read("local") as connection:
        return logs.since("local", connection, CHECK_INS, first, own)


def read_anew(database: Database, first: date | None = None, own: bool = False) -> tuple[CheckIn, ...]:
    """As a process that was just started reads it."""
    other = open_database(database.url, 2000)
    try:
        return read(other, first, own)
    finally:
        other.close()


def asked(database: Database, work: Callable[[Connection], object]) -> list[str]:
    """The statements that were sent to the database meanwhile."""
    said: list[str] = []
    with database.read("local") as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.set_trace_callback(said.append)
        work(connection)
        raw.set_trace_callback(None)
    return said


def test_after_a_save_only_what_is_new_is_read(database: Database) -> None:
    save(database, 0, 3)
    save(database, 1, 4)
    before = read(database)
    save(database, 2, 5)
    found: list[tuple[CheckIn, ...]] = []
    said = asked(database, lambda connection: found.append(logs.since("local", connection, CHECK_INS, None)))
    assert [entry.pain_average for entry in found[0]] == [3, 4, 5]
    assert found[0][0] is before[0]
    assert [text for text in said if "body" in text and "check_in.id > 2" in text]
    assert not [text for text in asked(database, lambda of: logs.since("local", of, CHECK_INS, None)) if "body" in text]


def test_no_index_is_left_unused(database: Database) -> None:
    """Nobody's reading walks over the rows of others."""
    save(database, 0, 3)
    said = asked(database, lambda connection: CHECK_INS.entries.of("local", connection))
    save(database, 1, 3)
    said += asked(database, lambda connection: CHECK_INS.entries.of("local", connection))
    said = [text for text in said if text.startswith("SELECT")]
    assert len(said) == 3
    with database.read("local") as connection:
        for text in said:
            steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
            assert not [step for step in steps if "SCAN" in step or "TEMP B-TREE" in step], steps


def test_no_more_is_kept_than_was_said_and_all_is_read_all_the_same(database: Database) -> None:
    entries = Entries(CHECK_INS.table, CheckIn, most=3)
    for number in range(3):
        save(database, number, number)
    with database.read("local") as connection:
        assert entries.of("local", connection).standing[0].entry is entries.of("local", connection).standing[0].entry
    save(database, 3, 3)
    for _ in range(2):
        with database.read("local") as connection:
            assert [stands.entry.pain_average for stands in entries.of("local", connection).standing] == [*range(4)]
            assert entries.kept("local", connection) is None


def test_a_text_that_is_no_entry_is_told_and_spoils_nothing() -> None:
    entries = Entries(CHECK_INS.table, CheckIn)
    with pytest.raises(StorageProblem) as found:
        entries.read(['{"day":"2026-01-01","mood":3}'])
    assert found.value.code == "damaged"
    assert "mood" not in str(found.value)
    assert entries.read([]) == ()


def test_what_a_write_that_fails_has_seen_is_not_kept(database: Database) -> None:
    save(database, 0, 3)
    read(database)

    def fail() -> None:
        with database.write("local") as connection:
            entry = CheckIn(day=FIRST + timedelta(days=1), pain_average=9)
            logs.append("local", connection, CHECK_INS, entry, NOW, "9")
            assert len(logs.since("local", connection, CHECK_INS, None)) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [entry.pain_average for entry in read(database)] == [3]
    save(database, 1, 4)
    assert [entry.pain_average for entry in read(database)] == [3, 4]


def test_many_threads_read_while_one_writes(database: Database) -> None:
    def work(number: int) -> int:
        if number % 8 == 0:
            save(database, number // 8, number % 11)
        return len(read(database))

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(work, range(64)))
    assert max(counts) <= 8
    assert read(database) == read_anew(database)
    assert len(read(database)) == 8


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "made_up", "remove", "remove_demo", "erase", "elsewhere", "put_back", "look"]),
        st.integers(0, 6),
        st.integers(0, 10),
    ),
    max_size=24,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(0, 6), st.booleans())
def test_what_is_kept_is_what_a_fresh_start_would_read(steps: Writes, first: int, own: bool) -> None:
    with TemporaryDirectory() as folder:
        url = URL.create("sqlite", database=str(Path(folder) / "x.db"))
        database, elsewhere = open_database(url, 2000), open_database(url, 2000)
        path, copy = Path(folder) / "x.db", b""
        for number, (what, day, pain) in enumerate(steps):
            if what in ("save", "made_up"):
                save(database, day, pain, demo=what == "made_up")
            elif what == "elsewhere":  # another process
                save(elsewhere, day, pain)
            elif what == "remove":
                with database.write("local") as connection:
                    logs.remove("local", connection, CHECK_INS, FIRST + timedelta(days=day), NOW, f"remove {number}")
            elif what == "put_back" and copy:  # a file written over, under our hands
                database.close()
                elsewhere.close()
                path.write_bytes(copy)
            elif what in ("erase", "remove_demo"):
                with database.write("local") as connection:
                    getattr(everything, what)("local", connection)
            if what == "look":
                copy = path.read_bytes()
            for since in (None, FIRST + timedelta(days=first)):
                assert read(database, since, own) == read_anew(database, since, own)
        elsewhere.close()
        database.close()


def test_a_row_that_fails_its_checksum_is_told_though_its_text_was_read_before(database: Database) -> None:
    with database.write("local") as connection:
        logs.append("local", connection, CHECK_INS, CheckIn(day=FIRST, pain_average=4), NOW, "k")
    with database.read("local") as connection:
        logs.since("local", connection, CHECK_INS, None)
    with database.write("") as connection:
        connection.exec_driver_sql("UPDATE check_in SET checksum = checksum + 1")
    with pytest.raises(StorageProblem) as found, database.read("local") as connection:
        logs.since("local", connection, CHECK_INS, None)
    assert found.value.code == "damaged"


def test_who_waits_too_long_for_their_turn_is_told(url: URL) -> None:
    database = open_database(url, 50)

    def write(_: Any = None) -> None:
        with database.write("local") as connection:
            logs.append("local", connection, CHECK_INS, CheckIn(day=FIRST, pain_average=4), NOW, "k")

    with database.write("other"), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(write)
        with pytest.raises(StorageProblem) as found:
            waiting.result()
        assert found.value.code == "locked"
    write()
    database.close()
