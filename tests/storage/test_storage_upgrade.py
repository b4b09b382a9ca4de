"""A database of an earlier version opens with everything in it.

`v0001.sqlite.gz` was written by the app as it was before the loop: two people, plans, edited and deleted sessions,
exercise names with every kind of character.
"""

import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from core.model.log import ItemDone, SessionDone
from core.storage import everything, logs, migrate, people, plans
from core.storage.logs import CHECK_INS, SESSIONS
from core.storage.opening import marker_of, open_database
from core.storage.problem import StorageProblem

OLD = Path(__file__).resolve().parent / "v0001.sqlite.gz"
OWNERS = ("local", 'Zoë \u2028 "quoted"')
STRANGE = 'ünï "x" \\ \n\x01\x7f \U0001f600'
NOVEMBER = [
    ((12, 1), ("plank", "glute_bridge", "gone_since")),
    ((13, 1), ("plank", "bird_dog")),
    ((15, 1), ()),
    ((18, 2), (STRANGE,)),
]


@pytest.fixture(params=["delete", "wal"])
def old(path: Path, request: pytest.FixtureRequest) -> Path:
    """The old file where the app looks for it, in each of SQLite's journal modes."""
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    marker_of(path).touch()
    with_sqlite(path, f"PRAGMA journal_mode = {request.param}")
    return path


def with_sqlite(path: Path, statement: str, *values: Any) -> list[Any]:
    connection = sqlite3.connect(path, isolation_level=None)
    rows = connection.execute(statement, values).fetchall()
    connection.close()
    return rows


def opened(url: URL, work: Callable[[Any], Any]) -> Any:
    database = open_database(url, 2000)
    try:
        return work(database)
    finally:
        database.close()


@pytest.mark.parametrize("owner", OWNERS)
def test_old_sessions_are_sessions_with_items(old: Path, url: URL, owner: str) -> None:
    def sessions(database: Any) -> Any:
        with database.read(owner) as connection:
            assert migrate.version(connection) == migrate.known()[0]
            return logs.since(owner, connection, SESSIONS, None)

    found = opened(url, sessions)
    assert found == tuple(
        SessionDone(day=date(2026, 11, day), routine_version=version, items=tuple(ItemDone(exercise=x) for x in done))
        for (day, version), done in NOVEMBER
    )


@pytest.mark.parametrize("owner", OWNERS)
def test_every_version_of_every_row_reads_and_keeps_its_checksum(old: Path, url: URL, owner: str) -> None:
    before = with_sqlite(old, "SELECT id, day, version, deleted, saved_at, body FROM session WHERE owner = ?", owner)

    def rows(database: Any) -> Any:
        with database.read(owner) as connection:
            return everything.every_row(owner, connection)

    after = opened(url, rows)
    assert len(after["session"]) == len(before) == 7
    for was, row in zip(before, after["session"], strict=True):
        assert (row["id"], row["day"].isoformat(), row["version"], row["deleted"]) == was[:4]
        assert row["saved_at"].isoformat(timespec="microseconds") == was[4]
        assert bool(row["body"]) == bool(was[5]), "a deleted day stays deleted"
        if row["body"]:
            names = [item["exercise"] for item in json.loads(row["body"])["items"]]
            assert names == json.loads(was[5])["exercises"]
            # The same text as the app writes now: saving it again is seen as the same.
            assert SessionDone.model_validate_json(row["body"]).model_dump_json() == row["body"]
    assert not any(after[kind] for kind in ("function", "rescreen", "flare", "day_ticks", "kept_old"))


def test_plans_drafts_settings_and_other_logs_are_as_they_were(old: Path, url: URL) -> None:
    tables = ("draft", "intake", "check_in", "ankle_test")
    people_then = "SELECT owner, stamp, country, language, length_unit, profile_at FROM person"
    before = {table: with_sqlite(old, f"SELECT * FROM {table}") for table in tables}
    persons = with_sqlite(old, people_then)
    routines = with_sqlite(old, "SELECT version, made_on, checksum, body FROM routine")

    def look(database: Any) -> Any:
        with database.read("local") as connection:
            assert people.load_guided("local", connection) is None
            return (
                plans.latest("local", connection),
                people.load_profile("local", connection),
                people.load_draft("local", connection),
                logs.last("local", connection, CHECK_INS),
            )

    plan, profile, draft, check_in = opened(url, look)
    assert (plan.intake_version, plan.routine_version, plan.review) == (2, 2, None)
    assert plan.result.routine is not None
    assert profile.country == "FR"
    assert draft.answers == {"pain": 5}
    assert (check_in.pain_average, check_in.fell, check_in.leg_symptoms) == (5, None, None)
    assert {table: with_sqlite(old, f"SELECT * FROM {table}") for table in tables} == before
    assert with_sqlite(old, people_then) == persons
    assert with_sqlite(old, "SELECT DISTINCT still_pictures FROM person") == [(None,)]
    assert not profile.still_pictures
    assert with_sqlite(old, "SELECT version, made_on, checksum, body FROM routine") == routines
    assert with_sqlite(old, "SELECT DISTINCT review FROM routine") == [(None,)]


def test_an_upgraded_file_is_not_upgraded_again(old: Path, url: URL) -> None:
    opened(url, lambda _: None)
    once = with_sqlite(old, "SELECT * FROM session")
    opened(url, lambda _: None)
    assert with_sqlite(old, "SELECT * FROM session") == once


def test_an_upgrade_that_is_cut_off_leaves_the_old_file(old: Path, url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    before = with_sqlite(old, "SELECT * FROM session")
    at_last = zlib.crc32

    def cut_off(said: bytes) -> int:
        if STRANGE.encode()[:4] in said and b"items" in said:
            raise KeyboardInterrupt
        return at_last(said)

    monkeypatch.setattr(zlib, "crc32", cut_off)
    with pytest.raises(KeyboardInterrupt):
        open_database(url, 2000)
    monkeypatch.undo()
    assert with_sqlite(old, "SELECT * FROM session") == before
    assert with_sqlite(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert "guided" not in {name for (name,) in with_sqlite(old, "SELECT name FROM sqlite_master")}
    opened(url, lambda _: None)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE session SET body = replace(body, 'glute_bridge', 'glute_fridge')",
        "UPDATE session SET checksum = checksum + 1",
        "UPDATE session SET body = '{half'",
    ],
)
def test_a_row_that_was_damaged_before_is_still_told_as_damaged(old: Path, url: URL, harm: str) -> None:
    with_sqlite(old, f"{harm} WHERE owner = 'local' AND day = '2026-11-12'")
    before = with_sqlite(old, "SELECT body, checksum FROM session WHERE id = 1")

    def read(database: Any) -> None:
        with pytest.raises(StorageProblem) as found, database.read("local") as connection:
            logs.since("local", connection, SESSIONS, None)
        assert found.value.code == "damaged"
        with database.read(OWNERS[1]) as connection:
            assert len(logs.since(OWNERS[1], connection, SESSIONS, None)) == len(NOVEMBER), "nobody else is hurt"

    opened(url, read)
    assert with_sqlite(old, "SELECT body, checksum FROM session WHERE id = 1") == before
