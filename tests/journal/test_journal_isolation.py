"""Nobody ever reaches anybody else's data: every function takes the owner first, and B sees nothing of A."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

import core.journal
from core.journal import (
    complete,
    csv_rows,
    days,
    demo,
    export_csv,
    export_json,
    made_up,
    moment,
    reading,
    renewing,
    story,
)
from core.journal.journal import IntakeErrors, Journal
from core.model.log import (
    ActivityScore,
    AnkleTest,
    CheckIn,
    DayTicks,
    Flare,
    FunctionScore,
    ItemDone,
    KeptOld,
    KeptRung,
    Rescreen,
    SessionDone,
    Tick,
)
from core.model.record import History, Profile
from core.model.session import Guided
from core.storage import everything, logs, people, plans, tables
from core.storage.database import Database

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SECRET = "only A knows this"
CHECK_IN = CheckIn(day=TODAY, pain_average=4, notes=SECRET)
ANKLE = AnkleTest(day=TODAY, left_cm=(8.0,), right_cm=None)
SESSION = SessionDone(day=TODAY, routine_version=1, items=(ItemDone(exercise="plank"),))
FUNCTION = FunctionScore(day=TODAY, activities=(ActivityScore(activity=SECRET, score=4),))
RESCREEN = Rescreen(day=TODAY, answers={"fever": "no"})
FLARE = Flare(day=TODAY, state="began")
TICKS = DayTicks(day=TODAY, ticks=(Tick(what=SECRET, times=2),))
KEPT = KeptOld(day=TODAY, kept=(KeptRung(exercise=SECRET),))
GUIDED = Guided(
    key="of A",
    day=TODAY,
    routine_version=1,
    kind="full",
    began_at=NOW,
    pain_before=3,
    items=(ItemDone(exercise=SECRET),),
    next_item=1,
)
PLAN_OF_A: Any = SimpleNamespace(intake_version=3, routine_version=99, demo=False)
NOTHING = History(check_ins=(), sessions=(), ankle_tests=(), plan_dates=())

# Journal function -> its arguments after the owner, and what B, who has nothing, must get.
READS: dict[str, tuple[tuple[Any, ...], Callable[[Any], bool]]] = {
    "profile": ((), lambda found: found == Profile(country="US")),
    "draft": ((), lambda found: found is None),
    "plan": ((), lambda found: found is None),
    "plan_before": ((PLAN_OF_A,), lambda found: found is None),
    "last_answers": ((), lambda found: found is None),
    "check_in_on": ((TODAY,), lambda found: found is None),
    "session_on": ((TODAY,), lambda found: found is None),
    "ankle_on": ((TODAY,), lambda found: found is None),
    "function_on": ((TODAY,), lambda found: found is None),
    "rescreen_on": ((TODAY,), lambda found: found is None),
    "flare_on": ((TODAY,), lambda found: found is None),
    "day_ticks_on": ((TODAY,), lambda found: found is None),
    "kept_old_on": ((TODAY,), lambda found: found is None),
    "last_check_in": ((), lambda found: found is None),
    "last_ankle": ((), lambda found: found is None),
    "last_function": ((), lambda found: found is None),
    "last_rescreen": ((), lambda found: found is None),
    "last_flare": ((), lambda found: found is None),
    "last_kept_old": ((), lambda found: found is None),
    "guided": ((), lambda found: found is None),
    "review": ((TODAY,), lambda found: found is None),
    "history": ((None,), lambda found: found == NOTHING),
    "progress": ((TODAY, "all"), lambda found: found.empty),
    "stored": (
        (),
        lambda found: found.own == found.demo == 0 and not found.draft_saved_at and not found.guided_saved_at,
    ),
    "export_json": ((NOW,), lambda found: SECRET not in found.decode() and '"check_ins": []' in found.decode()),
    "export_csv": ((NOW,), lambda found: SECRET.encode() not in found),
    "has_demo": ((), lambda found: found is False),
}
WRITES: dict[str, tuple[tuple[Any, ...], Callable[[Any], bool]]] = {
    "save_profile": ((Profile(country="FR"), NOW), lambda found: True),
    "keep_pictures_still": ((True,), lambda found: True),
    "save_draft": (({"pain": 3}, "pain", NOW), lambda found: True),
    "discard_draft": ((), lambda found: True),
    "complete_intake": ((NOW, TODAY, "key"), lambda found: found == IntakeErrors(())),
    "log_check_in": ((CheckIn(day=TODAY, pain_average=9), NOW, "key"), lambda found: not found.replaced),
    "log_ankle": ((AnkleTest(day=TODAY, left_cm=None, right_cm=(9,)), NOW, "key"), lambda found: not found.replaced),
    "log_session": ((SessionDone(day=TODAY, routine_version=9, items=()), NOW, "key"), lambda found: True),
    "log_function": ((FUNCTION, NOW, "key"), lambda found: not found.replaced),
    "log_rescreen": ((RESCREEN, NOW, "key"), lambda found: not found.replaced),
    "log_flare": ((FLARE, NOW, "key"), lambda found: not found.replaced),
    "log_day_ticks": ((TICKS, NOW, "key"), lambda found: not found.replaced),
    "log_kept_old": ((KEPT, NOW, "key"), lambda found: not found.replaced),
    "log_next_morning": ((TODAY, 9, NOW, "key"), lambda found: found is None),
    "save_guided": ((GUIDED, NOW), lambda found: True),
    "drop_guided": ((), lambda found: True),
    "finish_guided": ((SESSION, NOW, "of A"), lambda found: not found.replaced),
    "renew": ((NOW, TODAY, "key"), lambda found: found is None),
    "remove_function": ((TODAY, NOW, "gone"), lambda found: found is None),
    "remove_rescreen": ((TODAY, NOW, "gone"), lambda found: found is None),
    "remove_flare": ((TODAY, NOW, "gone"), lambda found: found is None),
    "remove_check_in": ((TODAY, NOW, "gone"), lambda found: True),
    "remove_ankle": ((TODAY, NOW, "gone"), lambda found: True),
    "remove_session": ((TODAY, NOW, "gone"), lambda found: True),
    "load_demo": ((TODAY, NOW), lambda found: True),
    "remove_demo": ((), lambda found: True),
    "erase": ((), lambda found: True),
}


MODULES = (
    *(people, plans, logs, everything),
    *(complete, days, demo, made_up, story, export_csv, csv_rows, export_json, moment, reading, renewing),
)


def public(where: type | ModuleType) -> dict[str, Callable[..., Any]]:
    """Every public function that is written there."""
    module = where.__name__ if isinstance(where, ModuleType) else where.__module__
    found = inspect.getmembers(where, inspect.isfunction)
    return {name: made for name, made in found if not name.startswith("_") and made.__module__ == module}


@pytest.fixture
def of_a(journal: Journal) -> Journal:
    """A has something of everything."""
    journal.load_demo("A", TODAY, NOW)
    journal.save_profile("A", Profile(country="GB", length_unit="in"), NOW)
    journal.save_draft("A", {"pain": 5, "notes": SECRET}, "pain", NOW)
    journal.complete_intake("A", NOW, TODAY, "key")
    journal.save_draft("A", {"pain": 6, "notes": SECRET}, "pain", NOW)
    journal.log_check_in("A", CHECK_IN, NOW, "key")
    journal.log_ankle("A", ANKLE, NOW, "key")
    journal.log_session("A", SESSION, NOW, "key")
    journal.log_function("A", FUNCTION, NOW, "key")
    journal.log_rescreen("A", RESCREEN, NOW, "key")
    journal.log_flare("A", FLARE, NOW, "key")
    journal.log_day_ticks("A", TICKS, NOW, "key")
    journal.log_kept_old("A", KEPT, NOW, "key")
    journal.save_guided("A", GUIDED, NOW)
    journal.history("A")
    assert journal.renew("A", NOW, TODAY, "key of A") is not None
    journal.review("A", TODAY)
    journal.progress("A", TODAY, "all")
    return journal


def rows_of(owner: str, database: Database) -> dict[str, list[Any]]:
    with database.read(owner) as connection:
        return {
            table.name: list(connection.execute(table.select().where(table.c.owner == owner)))
            for table in tables.metadata.sorted_tables
        }


NOBODYS = {"one_moment"}  # says how long answers hold, and answers nothing itself


def test_the_tables_above_name_every_function_of_the_journal() -> None:
    assert set(READS) | set(WRITES) == set(public(Journal)) - NOBODYS


def test_every_function_that_reaches_data_takes_the_owner_first() -> None:
    for name, function in public(Journal).items():
        if name in NOBODYS:
            continue
        assert list(inspect.signature(function).parameters)[:2] == ["self", "owner"], name
    # Those that reach no data: pure functions of what they are given.
    making_up = {"read_story", "cases", "live", "asks_for_change", "result_of", "look", "since_intake"}
    pure = {"forget", "cell", "read_export", "tables"} | making_up
    for module in MODULES:
        for name, function in public(module).items():
            parameters = list(inspect.signature(function).parameters)
            if name in pure:
                assert not {"connection", "database"} & set(parameters), name
            else:
                first = inspect.signature(function).parameters[parameters[0]]
                assert (first.name, first.annotation, first.default) == ("owner", str, inspect.Parameter.empty), name


def test_no_other_module_of_the_journal_or_the_storage_reads_a_table() -> None:
    known = {"people.py", "plans.py", "logs.py", "everything.py", "tables.py"}
    rooms = (Path(tables.__file__).parent, Path(str(core.journal.__file__)).parent)
    for path in (path for room in rooms for path in room.glob("*.py")):
        if path.name not in known:
            assert "core.storage.tables" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", READS)
def test_b_reads_nothing_of_a(of_a: Journal, database: Database, name: str) -> None:
    arguments, nothing = READS[name]
    before = rows_of("A", database)
    assert nothing(getattr(of_a, name)("B", *arguments))
    assert rows_of("A", database) == before
    assert not any(rows_of("B", database).values()), "a read writes nothing"


@pytest.mark.parametrize("name", WRITES)
def test_b_changes_nothing_of_a(of_a: Journal, database: Database, name: str) -> None:
    arguments, right = WRITES[name]
    before = rows_of("A", database)
    assert right(getattr(of_a, name)("B", *arguments))
    assert rows_of("A", database) == before


def test_a_reads_their_own(of_a: Journal) -> None:
    """The tests above would pass on a journal that gives nobody anything."""
    for name, (arguments, nothing) in READS.items():
        found = getattr(of_a, name)("A", *arguments)
        assert not nothing(found) or name == "export_csv", name


def test_repositories_give_b_nothing(of_a: Journal, database: Database) -> None:
    with database.read("B") as connection:
        kinds = [kind for kind in vars(logs).values() if isinstance(kind, logs.Kind)]
        assert {kind.name for kind in kinds} == set(tables.LOGS)
        for kind in kinds:
            assert logs.on("B", connection, kind, TODAY) is None
            assert logs.standing("B", connection, kind, TODAY) is None
            assert logs.last("B", connection, kind) is None
            assert logs.since("B", connection, kind, None) == ()
            assert logs.saved_by("B", connection, kind, "key") is None
            assert everything.own_days("B", connection, kind.table) == set()
        for read in (
            people.stamp,
            people.load_profile,
            people.load_draft,
            people.load_guided,
            plans.latest,
            plans.answers,
            plans.asked_at,
        ):
            assert read("B", connection) is None
        assert plans.first_routine("B", connection, 3) is None
        assert plans.key_of("B", connection, 3) is None
        assert plans.by_key("B", connection, "key") is None
        assert plans.planned_days("B", connection) == ()
        assert plans.made_on("B", connection) == ()
        assert not any(everything.every_row("B", connection).values())


def test_a_row_of_nobody_is_refused(database: Database) -> None:
    """Foreign keys are on: no entry without its person."""
    from core.storage.problem import StorageProblem

    with pytest.raises(StorageProblem), database.write("") as connection:
        connection.execute(text("INSERT INTO draft VALUES ('ghost', '{}', 'p', '2026')"))
