"""Ten years of daily sessions (six exercises each) and check-ins: read for the first time, and after a save."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.engine import URL

from core.model.log import CheckIn, ItemDone, SessionDone
from core.storage import logs, rows
from core.storage.database import Database
from core.storage.logs import CHECK_INS, SESSIONS, Kind
from core.storage.opening import open_database

pytestmark = [pytest.mark.bench, pytest.mark.benchmark(timer=time.process_time, min_rounds=20)]
DAYS = 3650
FIRST = date(2016, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
EXERCISES = ("plank", "side_plank", "glute_bridge", "bird_dog", "pigeon", "pallof_press")


def rows_of(connection: Connection, kind: Kind[Any], entries: list[Any]) -> None:
    told = []
    for entry in entries:
        body = entry.model_dump_json()
        told.append(
            {
                "owner": "local",
                "day": entry.day,
                "version": 1,
                "key": str(entry.day),
                "saved_at": NOW,
                "demo": False,
                "deleted": False,
                "body": body,
                "checksum": rows.checksum("local", entry.day, 1, False, False, body),
            }
        )
    connection.execute(insert(kind.table), told)


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database(URL.create("sqlite", database=str(tmp_path_factory.mktemp("decade") / "x.db")), 2000)
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    items = tuple(ItemDone(exercise=name, rung="easy", sets=3, reps=10, extra_reps=2, effort=4) for name in EXERCISES)
    told = {"routine_version": 3, "items": items, "pain_before": 2, "pain_peak": 3, "pain_next_morning": 2}
    sessions = [SessionDone(day=day, leg_symptoms="none", **told) for day in days]  # type: ignore[arg-type]
    told = {"sitting_hours": 8.5, "sleep_hours": 7, "stress": 3}
    check_ins = [CheckIn(day=day, pain_average=day.day % 11, **told) for day in days]  # type: ignore[arg-type]
    with database.write("local") as connection:
        rows_of(connection, SESSIONS, sessions)
        rows_of(connection, CHECK_INS, check_ins)
    yield database
    database.close()


def read(database: Database) -> int:
    """How many entries were read."""
    with database.read("local") as connection:
        kinds = (SESSIONS, CHECK_INS)
        return sum(len(logs.since("local", connection, kind, None)) for kind in kinds)  # type: ignore[arg-type]


def test_ten_years_for_the_first_time(benchmark: Callable[..., Any], decade: Database) -> None:
    def first() -> int:
        logs.forget()
        return read(decade)

    assert benchmark(first) == 2 * DAYS


def test_ten_years_after_a_save(benchmark: Callable[..., Any], decade: Database) -> None:
    read(decade)
    assert benchmark(read, decade) == 2 * DAYS
