"""From draft to plan: once, atomically, and never with a transaction open while the app thinks."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.content.content import Content
from core.journal.journal import IntakeErrors, Journal
from core.journal.opening import content_version, open_journal, start_afresh
from core.model.case import Case
from core.model.record import Plan
from core.model.routine import Result
from core.settings import Settings
from core.storage import everything, plans
from core.storage.database import Database
from core.storage.problem import StorageProblem

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def counted(database: Database) -> tuple[int, int]:
    with database.read("local") as connection:
        kinds = everything.counts("local", connection)
    return kinds["intake"].versions, kinds["routine"].versions


def made(journal: Journal, pain: int, key: str, today: date = TODAY) -> Plan:
    journal.save_draft("local", {"pain": pain}, "last", NOW)
    plan = journal.complete_intake("local", NOW, today, key)
    assert isinstance(plan, Plan)
    return plan


def test_a_draft_outlives_a_restart(journal: Journal, database: Database) -> None:
    journal.save_draft("local", {"pain": "not a number yet", "place": ["low_back"]}, "pain", NOW)
    database.close()
    draft = journal.draft("local")
    assert draft is not None
    assert (draft.answers, draft.page, draft.saved_at) == (
        {"pain": "not a number yet", "place": ["low_back"]},
        "pain",
        NOW,
    )
    journal.discard_draft("local")
    assert journal.draft("local") is None


def test_a_plan_is_what_was_decided_and_the_draft_is_gone(journal: Journal, result: Result) -> None:
    plan = made(journal, 3, "k")
    assert (plan.intake_version, plan.routine_version, plan.made_on, plan.made_at) == (1, 1, TODAY, NOW)
    assert (plan.case.pain.now, plan.case.as_of, plan.result, plan.demo) == (3, TODAY, result, False)
    assert journal.plan("local") == plan
    assert journal.draft("local") is None
    assert journal.last_answers("local") == {"pain": 3}


def test_three_presses_make_one_plan(journal: Journal, database: Database) -> None:
    plan = made(journal, 3, "k")
    assert [journal.complete_intake("local", NOW, TODAY, "k") for _ in range(2)] == [plan, plan]
    assert counted(database) == (1, 1)


def test_sixteen_presses_at_once_make_one_plan(journal: Journal, database: Database) -> None:
    journal.save_draft("local", {"pain": 3}, "last", NOW)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: journal.complete_intake("local", NOW, TODAY, "k"), range(16)))
    assert {type(plan) for plan in found} == {Plan}
    assert counted(database) == (1, 1)
    assert journal.draft("local") is None


def test_each_finished_intake_is_a_version_and_the_older_ones_stay(journal: Journal, database: Database) -> None:
    first = made(journal, 3, "one")
    second = made(journal, 6, "two", TODAY + timedelta(days=30))
    assert (second.intake_version, second.routine_version) == (2, 2)
    assert journal.plan("local") == second
    assert journal.history("local").plan_dates == (TODAY, TODAY + timedelta(days=30))
    assert journal.history("local", TODAY + timedelta(days=1)).plan_dates == (TODAY + timedelta(days=30),)
    with database.read("local") as connection:
        assert plans.by_key("local", connection, "one") == first


def test_the_same_key_with_other_answers_loses_nothing(journal: Journal, database: Database) -> None:
    made(journal, 3, "k")
    assert made(journal, 6, "k").case.pain.now == 6
    assert counted(database) == (2, 2)


def test_wrong_answers_are_told_and_nothing_is_written(journal: Journal, database: Database) -> None:
    journal.save_draft("local", {"sleep": 7}, "sleep", NOW)
    found = journal.complete_intake("local", NOW, TODAY, "k")
    assert isinstance(found, IntakeErrors)
    assert [error.question for error in found.errors] == ["pain"]
    assert counted(database) == (0, 0)
    assert journal.draft("local") is not None, "what was typed is kept"


def test_without_a_draft_there_is_nothing_to_complete(journal: Journal) -> None:
    assert journal.complete_intake("local", NOW, TODAY, "k") == IntakeErrors(())


def test_nobody_waits_while_the_app_thinks(
    journal: Journal, deciding: object, monkeypatch: pytest.MonkeyPatch, result: Result
) -> None:
    """Another tab can save in the middle of a recommendation; and a draft changed meanwhile is not thrown away."""

    def slow(case: Case, content: Content) -> Result:
        journal.save_draft("local", {"pain": 8}, "pain", NOW + timedelta(seconds=1))
        return result

    making = replace(journal._making, decide=slow)
    monkeypatch.setattr(journal, "_making", making)
    plan = made(journal, 3, "k")
    assert plan.case.pain.now == 3
    draft = journal.draft("local")
    assert draft is not None
    assert draft.answers == {"pain": 8}


def test_a_failure_between_intake_and_routine_leaves_neither(
    journal: Journal, database: Database, folder: Path
) -> None:
    journal.save_draft("local", {"pain": 3}, "last", NOW)
    with sqlite3.connect(folder / "x.db") as raw:
        raw.execute("CREATE TRIGGER stop BEFORE INSERT ON routine BEGIN SELECT RAISE(ABORT, 'stop'); END")
    with pytest.raises(StorageProblem):
        journal.complete_intake("local", NOW, TODAY, "k")
    assert counted(database) == (0, 0)
    assert journal.draft("local") is not None


def test_the_profile_is_the_last_one_saved(journal: Journal) -> None:
    default = journal.profile("local")
    assert default.country == "US", "the setting, until the person says"
    changed = default.model_copy(update={"length_unit": "in", "country": "GB"})
    assert journal.save_profile("local", changed, NOW) == changed
    assert journal.profile("local") == changed


def test_keeping_the_pictures_still_chooses_nothing_else(journal: Journal) -> None:
    default = journal.profile("local")
    assert not default.still_pictures
    journal.keep_pictures_still("local", True)
    assert journal.profile("local") == default.model_copy(update={"still_pictures": True})
    journal.save_profile("local", journal.profile("local").model_copy(update={"country": "FR"}), NOW)
    assert journal.profile("local").still_pictures
    journal.keep_pictures_still("local", False)
    assert journal.profile("local") == default.model_copy(update={"country": "FR"})
    journal.keep_pictures_still("local", True)
    journal.erase("local")
    assert journal.profile("local") == default


def test_the_real_thing_opens(tmp_path: Path) -> None:
    settings = Settings(database_url=str(tmp_path / "x.db"), country="US")
    journal = open_journal(settings)
    assert journal.profile("local").country == "US"
    assert journal.plan("local") is None
    journal.save_draft("local", {"pain": 3}, "pain", NOW)
    journal._database.close()
    assert [path.name for path in start_afresh(settings, NOW)] == [
        "x.db.aside-20261120-090000",
        "x.db.marker.aside-20261120-090000",
    ]
    assert open_journal(settings).draft("local") is None


def test_the_content_version_follows_every_data_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.toml").write_text("one = 1")
    first = content_version(tmp_path)
    assert content_version(tmp_path) == first
    (tmp_path / "a" / "x.toml").write_text("one = 2")
    assert content_version(tmp_path) != first
