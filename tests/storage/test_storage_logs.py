"""Saving: one row however often it is pressed, versions that only grow, what was saved is what is read."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue
from sqlalchemy.engine import URL

from core.model.log import AnkleTest, CheckIn, ItemDone, SessionDone
from core.model.record import Draft, Profile, Saved
from core.storage import everything, logs, people
from core.storage.database import Database
from core.storage.logs import ANKLE_TESTS, CHECK_INS, SESSIONS
from core.storage.opening import open_database
from core.storage.problem import StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 20)
STORAGE = Path(logs.__file__).parent


def check_in(pain: int, day: date = DAY, **more: Any) -> CheckIn:
    return CheckIn(day=day, pain_average=pain, **more)


def save(database: Database, entry: CheckIn, key: str, owner: str = "local", at: datetime = NOW) -> Saved:
    with database.write(owner) as connection:
        return logs.append(owner, connection, CHECK_INS, entry, at, key)


def take_back(database: Database, day: date, key: str) -> Saved | None:
    with database.write("local") as connection:
        return logs.remove("local", connection, CHECK_INS, day, NOW, key)


def standing(database: Database, first: date | None = None) -> list[tuple[int, int]]:
    with database.read("local") as connection:
        return [(entry.day.day, entry.pain_average) for entry in logs.since("local", connection, CHECK_INS, first)]


def rows(path: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT * FROM check_in ORDER BY id").fetchall()


def test_three_presses_make_one_row_and_give_the_first_result(database: Database, path: Path) -> None:
    later = NOW + timedelta(seconds=1)
    first = save(database, check_in(4), "k")
    assert [save(database, check_in(4), "k", at=later), save(database, check_in(4), "k", at=later)] == [first, first]
    assert first.saved_at == NOW
    assert not first.replaced
    assert len(rows(path)) == 1


def test_the_same_again_under_another_key_is_no_new_version_either(database: Database, path: Path) -> None:
    first = save(database, check_in(4), "k")
    assert save(database, check_in(4), "after a reload") == first
    assert len(rows(path)) == 1


def test_another_entry_for_the_day_is_a_new_version_and_the_old_one_stays(database: Database, path: Path) -> None:
    first = save(database, check_in(4), "one")
    before = rows(path)
    second = save(database, check_in(6), "two")
    assert (first.replaced, second.replaced) == (False, True)
    assert standing(database) == [(20, 6)]
    assert rows(path)[:1] == before, "append-only: an older version is never touched"
    assert len(rows(path)) == 2


def test_who_changes_their_mind_and_back_again_keeps_the_last_word(database: Database) -> None:
    # The key of a form is made of its values: 4, then 6, then 4 again brings the first key back.
    for pain in (4, 6, 4):
        save(database, check_in(pain), f"key of {pain}")
    assert standing(database) == [(20, 4)]


def test_a_key_used_again_with_something_else_loses_nothing(database: Database) -> None:
    save(database, check_in(4), "k")
    save(database, check_in(7), "k")
    save(database, check_in(2, date(2026, 11, 21)), "k")
    assert standing(database) == [(20, 7), (21, 2)]


def test_a_very_long_key_is_as_good_as_any(database: Database, path: Path) -> None:
    for _ in range(2):
        save(database, check_in(4), "k" * 5000)
    save(database, check_in(5), "k" * 5000)
    assert len(rows(path)) == 2


def test_one_owner_one_key_is_promised_by_the_database_itself(database: Database, path: Path) -> None:
    save(database, check_in(4), "k")
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute(
            "INSERT INTO check_in (owner, day, version, key, saved_at, demo, deleted, body, checksum)"
            " SELECT owner, '2026-11-22', version, key, saved_at, demo, deleted, body, checksum FROM check_in"
        )


def test_a_day_taken_back_is_a_gap_and_its_versions_stay(database: Database, path: Path) -> None:
    save(database, check_in(4), "one")
    save(database, check_in(5, date(2026, 11, 21)), "two")
    before = rows(path)
    assert take_back(database, DAY, "gone") is not None
    assert take_back(database, DAY, "gone") is None, "nothing stands there any more"
    assert standing(database) == [(21, 5)]
    assert rows(path)[:2] == before
    with database.read("local") as connection:
        assert logs.on("local", connection, CHECK_INS, DAY) is None
    assert not save(database, check_in(3), "three").replaced
    assert standing(database) == [(20, 3), (21, 5)]


def test_the_last_day_and_the_days_since(database: Database) -> None:
    for day in (5, 1, 9, 3):
        save(database, check_in(day, date(2026, 11, day)), f"{day}")
    save(database, check_in(10, date(2026, 11, 9)), "again")
    assert standing(database) == [(1, 1), (3, 3), (5, 5), (9, 10)]
    assert standing(database, date(2026, 11, 3)) == [(3, 3), (5, 5), (9, 10)]
    take_back(database, date(2026, 11, 9), "gone")
    with database.read("local") as connection:
        last = logs.last("local", connection, CHECK_INS)
    assert last is not None
    assert last.day == date(2026, 11, 5)


def test_sixteen_threads_lose_nothing_and_never_meet_a_lock(database: Database) -> None:
    def work(thread: int) -> None:
        for number in range(8):
            # Two threads share each day: half of the saves are new versions.
            day = DAY + timedelta(days=(thread // 2) * 8 + number)
            save(database, check_in(thread % 2, day), f"{thread}.{number}")
            with database.read("local") as connection:
                assert logs.on("local", connection, CHECK_INS, day) is not None

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(16)))
    assert len(standing(database)) == 64
    with database.read("local") as connection:
        assert everything.counts("local", connection)["check_in"].versions == 128


def test_sixteen_presses_of_one_form_at_once_make_one_row(database: Database, path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        saved = list(pool.map(lambda _: save(database, check_in(4), "k"), range(16)))
    assert set(saved) == {saved[0]}
    assert len(rows(path)) == 1


def test_a_write_that_raises_leaves_nothing_behind(database: Database) -> None:
    def fail() -> None:
        with database.write("local") as connection:
            logs.append("local", connection, CHECK_INS, check_in(4), NOW, "k")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert standing(database) == []


def test_a_few_weeks_of_ten_years_are_found_by_index(database: Database, path: Path) -> None:
    save(database, check_in(4), "k")
    asked: list[str] = []
    with database.read("local") as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.set_trace_callback(asked.append)
        logs.since("local", connection, CHECK_INS, DAY)
        raw.set_trace_callback(None)
    with sqlite3.connect(path) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]
    assert not [step for step in plan if "SCAN" in step or "TEMP B-TREE" in step]
    assert any("owner=? AND day>?" in step for step in plan)


def test_only_one_module_knows_the_engine() -> None:
    for path in STORAGE.rglob("*.py"):
        if path.name != "engine.py":
            source = path.read_text(encoding="utf-8")
            assert not re.search(r"PRAGMA|import sqlite3|\bVACUUM\b|\bBEGIN\b|exec_driver_sql", source), path.name


# ---- what was saved is what is read -----------------------------------------------------------------------------

numbers = st.integers(0, 10) | st.floats(0, 10)
days = st.dates(date(1990, 1, 1), date(2200, 1, 1))
cm = st.lists(st.integers(0, 25) | st.floats(0, 25), min_size=1, max_size=6).map(tuple)
check_ins = st.builds(
    CheckIn,
    day=days,
    pain_average=st.integers(0, 10),
    sitting_hours=st.none() | st.integers(0, 24) | st.floats(0, 24),
    sleep_hours=st.none() | st.floats(0, 24),
    stress=st.none() | numbers,
    session_done=st.none() | st.booleans(),
    notes=st.none() | st.text(max_size=200),
)
ankle_tests = st.builds(AnkleTest, day=days, left_cm=st.none() | cm, right_cm=st.none() | cm)
sessions = st.builds(
    SessionDone,
    day=days,
    routine_version=st.integers(1, 9999),
    items=st.lists(st.builds(ItemDone, exercise=st.text(min_size=1, max_size=30)), max_size=7).map(tuple),
)
json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
moments = st.datetimes(timezones=st.timezones()).filter(lambda moment: 1900 < moment.year < 2200)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    database = open_database(URL.create("sqlite", database=str(tmp_path_factory.mktemp("trip") / "x.db")), 2000)
    yield database
    database.close()


@settings(max_examples=60, deadline=None)
@given(check_in=check_ins, ankle=ankle_tests, session=sessions, at=moments, owner=st.text(min_size=1, max_size=20))
def test_logs_round_trip(
    shared: Database, check_in: CheckIn, ankle: AnkleTest, session: SessionDone, at: datetime, owner: str
) -> None:
    owner += uuid4().hex  # nobody has saved anything yet
    with shared.write(owner) as connection:
        saved = logs.append(owner, connection, CHECK_INS, check_in, at, "a")
        logs.append(owner, connection, ANKLE_TESTS, ankle, at, "a")
        logs.append(owner, connection, SESSIONS, session, at, "a")
    with shared.read(owner) as connection:
        for kind, entry in ((CHECK_INS, check_in), (ANKLE_TESTS, ankle), (SESSIONS, session)):
            read = logs.on(owner, connection, kind, entry.day)  # type: ignore[misc]
            assert repr(read) == repr(entry), "a whole number stays whole"
            assert entry in logs.since(owner, connection, kind, entry.day)  # type: ignore[misc]
    assert saved.saved_at == at.astimezone(UTC)


@settings(max_examples=60, deadline=None)
@given(answers=st.dictionaries(st.text(max_size=20), json_values, max_size=5), page=st.text(max_size=50), at=moments)
def test_drafts_round_trip(shared: Database, answers: dict[str, JsonValue], page: str, at: datetime) -> None:
    draft = Draft(answers=answers, page=page, saved_at=at.astimezone(UTC))
    with shared.write("local") as connection:
        people.save_draft("local", connection, draft)
    with shared.read("local") as connection:
        assert people.load_draft("local", connection) == draft


@pytest.mark.parametrize(
    "profile",
    [Profile(), Profile(country="US", length_unit="in"), Profile(language="de"), Profile(still_pictures=True)],
)
def test_profiles_round_trip(shared: Database, profile: Profile) -> None:
    with shared.write("local") as connection:
        people.save_profile("local", connection, profile, NOW)
    with shared.read("local") as connection:
        assert people.load_profile("local", connection) == profile


def test_a_moment_without_its_zone_is_a_fault_of_ours(shared: Database) -> None:
    with pytest.raises(StorageProblem) as found, shared.write("local") as connection:
        people.save_profile("local", connection, Profile(), NOW.replace(tzinfo=None))
    assert found.value.code == "failed"
