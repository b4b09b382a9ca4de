"""What was read once is not read again, never mixed up, and forgotten when it has to be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import URL

from core.model.log import CheckIn
from core.storage import logs
from core.storage.database import Database
from core.storage.entries import Entries
from core.storage.logs import CHECK_INS
from core.storage.opening import open_database
from core.storage.problem import StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST = date(2026, 1, 1)


def body(number: int) -> str:
    return CheckIn(day=FIRST + timedelta(days=number), pain_average=number % 11).model_dump_json()


def test_the_same_text_gives_the_same_entry_and_another_one_another() -> None:
    entries = Entries(CheckIn)
    first = entries.read([body(0), body(1), body(0)])
    again = entries.read([body(1), body(2)])
    assert [entry.pain_average for entry in (*first, *again)] == [0, 1, 0, 1, 2]
    assert first[0] is first[2]
    assert first[1] is again[0]
    entries.forget()
    assert entries.read([body(1)])[0] is not first[1]


def test_no_more_is_kept_than_was_said_and_all_is_read_all_the_same() -> None:
    entries = Entries(CheckIn, most=3)
    for _ in range(2):
        found = entries.read([body(number) for number in range(9)])
        assert [entry.pain_average for entry in found] == [*range(9)]
        assert len(entries._read) == 3


def test_a_text_that_is_no_entry_is_told_and_spoils_nothing() -> None:
    entries = Entries(CheckIn)
    with pytest.raises(StorageProblem) as found:
        entries.read([body(0), '{"day":"2026-01-01","mood":3}'])
    assert found.value.code == "damaged"
    assert "mood" not in str(found.value)
    assert entries.read([body(0)])[0].pain_average == 0
    assert entries.read([]) == ()


def test_many_threads_read_at_once() -> None:
    entries = Entries(CheckIn, most=5)

    def read(start: int) -> list[int]:
        return [entry.pain_average for entry in entries.read([body((start + n) % 11) for n in range(8)])]

    with ThreadPoolExecutor(8) as pool:
        for start, found in enumerate(pool.map(read, range(64))):
            assert found == [(start + n) % 11 for n in range(8)]


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
