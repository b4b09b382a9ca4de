"""All of it at once: export, erase, made-up data, and what is kept in memory."""

import csv
import gc
import gzip
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from core.content.content import Content
from core.content.files import ContentError
from core.intake.build import build_case
from core.journal import csv_tables, export_csv, export_json
from core.journal.complete import Making
from core.journal.demo import STORY
from core.journal.journal import Journal
from core.journal.kept import Kept
from core.journal.made_up import live
from core.journal.story import cases as cases_of
from core.journal.story import read_story
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
    Peg,
    Rescreen,
    SessionDone,
    Tick,
)
from core.model.record import Plan, Profile
from core.model.routine import Result
from core.model.session import Guided
from core.recommend.recommend import recommend
from core.review.review import review
from core.storage import everything
from core.storage import tables as tables_of
from core.storage.database import Database
from core.storage.opening import open_database
from core.trends.window import WINDOWS

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
GUIDED = Guided(
    key="g",
    day=TODAY,
    routine_version=1,
    kind="full",
    began_at=NOW,
    pain_before=2,
    items=(ItemDone(exercise="plank", extra_reps=2),),
    next_item=1,
)
SECRET = "zebra crossing in the rain"


def fill(journal: Journal, owner: str = "local") -> None:
    journal.save_profile(owner, Profile(country="GB", length_unit="in"), NOW)
    journal.save_draft(owner, {"pain": 3}, "last", NOW)
    journal.complete_intake(owner, NOW, TODAY, "k")
    journal.save_draft(owner, {"pain": 4, "notes": SECRET}, "pain", NOW)
    journal.log_check_in(owner, CheckIn(day=TODAY, pain_average=4, notes=SECRET), NOW, "a")
    journal.log_check_in(owner, CheckIn(day=TODAY, pain_average=5, notes=f"={SECRET}"), NOW, "b")
    journal.log_check_in(owner, CheckIn(day=TODAY - timedelta(days=1), pain_average=2), NOW, "c")
    journal.remove_check_in(owner, TODAY - timedelta(days=1), NOW, "d")
    journal.log_ankle(owner, AnkleTest(day=TODAY, left_cm=(8, 8.5), right_cm=None), NOW, "a")
    journal.log_session(
        owner,
        SessionDone(day=TODAY, routine_version=1, items=(ItemDone(exercise="plank"), ItemDone(exercise="no_more"))),
        NOW,
        "a",
    )
    sitting = ActivityScore(activity="sit through a film", score=4)
    journal.log_function(owner, FunctionScore(day=TODAY, activities=(sitting,)), NOW, "a")
    journal.log_rescreen(owner, Rescreen(day=TODAY, answers={"fever": "no"}), NOW, "a")
    journal.log_flare(owner, Flare(day=TODAY, state="began"), NOW, "a")
    journal.log_day_ticks(owner, DayTicks(day=TODAY, ticks=(Tick(what="sitting_break", times=3),)), NOW, "a")
    journal.log_kept_old(owner, KeptOld(day=TODAY, kept=(KeptRung(exercise="plank"),), seen_version=1), NOW, "a")
    journal.renew(owner, NOW, TODAY, "renewed")
    journal.save_guided(owner, GUIDED, NOW)


def tables(exported: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert archive.testzip() is None
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


NAMES = {"function": "function_scores", "day_ticks": "day_ticks", "kept_old": "kept_old"}  # others: and an s

# ---- JSON ---------------------------------------------------------------------------------------------------------


def test_the_json_export_has_every_version_of_everything(journal: Journal, database: Database, result: Result) -> None:
    fill(journal)
    envelope = export_json.read_export(journal.export_json("local", NOW))
    data = envelope["data"]
    with database.read("local") as connection:
        stored = everything.every_row("local", connection)
    for kind, rows in stored.items():
        assert rows, kind
        assert len(data[NAMES.get(kind, f"{kind}s")]) == len(rows) == envelope["counts"][NAMES.get(kind, f"{kind}s")]
    assert Guided.model_validate_json(json.dumps(data["guided"])) == GUIDED
    assert [version["review"] is None for version in data["routines"]] == [True, False]
    assert data["routines"][1]["review"]["standing"]["relief_only"] is True
    assert data["profile"] == {"country": "GB", "language": "en", "length_unit": "in", "still_pictures": False}
    assert data["draft"]["answers"] == {"pain": 4, "notes": SECRET}
    assert data["intakes"][0]["answers"] == {"pain": 3}
    assert Result.model_validate_json(json.dumps(data["routines"][0]["entry"])) == result
    days = [(row["day"], row["version"], row["deleted"]) for row in data["check_ins"]]
    assert days == [
        ("2026-11-19", 1, False),
        ("2026-11-19", 2, True),
        ("2026-11-20", 1, False),
        ("2026-11-20", 2, False),
    ]
    assert {row["demo"] for row in data["check_ins"]} == {False}
    assert envelope["exported_at"] == NOW.isoformat()


def test_every_column_of_every_table_is_in_the_json_export(journal: Journal, database: Database) -> None:
    """A column added later cannot be forgotten: only what belongs to this file alone is left out."""
    fill(journal)
    data = export_json.read_export(journal.export_json("local", NOW))["data"]
    with database.read("local") as connection:
        for kind, rows in everything.every_row("local", connection).items():
            name = NAMES.get(kind, f"{kind}s")
            left_out = set(rows[0]) - set(data[name][0]) - {"body"}
            assert left_out == {"id", "owner", "checksum"}, kind


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.replace(SECRET, "something else"),
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"format_version": 2', '"format_version": 3'),
        lambda text: text.replace("lower-back-step-by-step", "another-app"),
        lambda text: "[]",
        lambda text: "",
    ],
)
def test_an_export_that_was_changed_or_cut_off_is_refused(journal: Journal, harm: Any) -> None:
    fill(journal)
    text = journal.export_json("local", NOW).decode()
    export_json.read_export(text.encode())
    with pytest.raises(export_json.NotAnExport):
        export_json.read_export(harm(text).encode())


def test_someone_with_nothing_gets_an_export_that_says_so(journal: Journal) -> None:
    envelope = export_json.read_export(journal.export_json("nobody", NOW))
    assert set(envelope["counts"].values()) == {0}
    assert envelope["data"]["profile"] is None


# ---- CSV ----------------------------------------------------------------------------------------------------------


def test_the_csv_export_has_what_stands_now(journal: Journal, result: Result, content: Content) -> None:
    fill(journal)
    found = tables(journal.export_csv("local", NOW))
    assert [(row["day"], row["pain_average"], row["notes"], row["made_up"]) for row in found["check_ins"]] == [
        ("2026-11-20", "5", f"'={SECRET}", "false")
    ]
    assert [(row["side"], row["trial"], row["knee_to_wall_cm"]) for row in found["ankle_tests"]] == [
        ("left", "1", "8"),
        ("left", "2", "8.5"),
    ]
    plank = content.library.by_id("plank").text["en"].name
    assert [(row["place"], row["exercise"], row["exercise_name"]) for row in found["sessions"]] == [
        ("1", "plank", plank),
        ("2", "no_more", ""),
    ]
    assert result.routine is not None
    first = [row["exercise"] for row in found["routine_items"] if row["routine_version"] == "1"]
    assert first == [item.exercise for item in result.routine.items]
    assert found["routines"][0]["advice_level"] == result.triage.level
    answers = {row["question"]: row["answer"] for row in found["intake_answers"]}
    assert (answers["pain.now"], answers["positions.sitting"]) == ("3", "worse")
    assert answers["person.cleared_by_clinician_on"] == ""
    assert answers["equipment"] == "mat; band"
    assert answers["lifestyle.sports.1.name"] == "tennis"


def test_the_new_logs_are_tables_of_their_own(journal: Journal, content: Content) -> None:
    fill(journal)
    item = ItemDone(exercise="plank", rung="front_short", sets=2, hold_s=20, extra_reps=1, effort=4, outcome="hurt")
    done = SessionDone(
        day=TODAY,
        routine_version=1,
        items=(item, ItemDone(exercise="squat", outcome="skipped")),
        pain_before=2,
        pain_peak=4,
        pain_next_morning=3,
        leg_symptoms="same",
        kind="relief",
    )
    journal.log_session("local", done, NOW, "b")
    journal.log_kept_old("local", KeptOld(day=TODAY - timedelta(days=1), kept=(), seen_version=2), NOW, "b")
    peg = Peg(pain=4, enjoyment=3, general_activity=2)
    journal.log_function("local", FunctionScore(day=TODAY - timedelta(days=14), activities=(), peg=peg), NOW, "b")
    found = tables(journal.export_csv("local", NOW))
    for row in (row for rows in found.values() for row in rows):
        row.pop("saved_at", None)
        row.pop("made_up", None)
    name = content.library.by_id("plank").text["en"].name
    assert found["sessions"][0] == {
        "day": "2026-11-20",
        "routine_version": "1",
        "kind": "relief",
        "pain_before": "2",
        "pain_peak": "4",
        "pain_next_morning": "3",
        "leg_symptoms": "same",
        "place": "1",
        "exercise": "plank",
        "exercise_name": name,
        "rung": "front_short",
        "outcome": "hurt",
        "sets": "2",
        "reps": "",
        "hold_s": "20",
        "extra_reps": "1",
        "effort": "4",
    }
    assert [(row["exercise"], row["outcome"], row["sets"]) for row in found["sessions"]][1:] == [
        ("squat", "skipped", "")
    ]
    assert [list(row.values()) for row in found["activities"]] == [["2026-11-20", "1", "sit through a film", "4"]]
    assert [list(row.values()) for row in found["peg"]] == [["2026-11-06", "4", "3", "2"]]
    assert [list(row.values()) for row in found["rescreens"]] == [["2026-11-20", "fever", "no"]]
    assert [list(row.values()) for row in found["flares"]] == [["2026-11-20", "began"]]
    assert [list(row.values()) for row in found["day_ticks"]] == [["2026-11-20", "sitting_break", "", "3"]]
    assert [list(row.values()) for row in found["kept_old"]] == [
        ["2026-11-19", "", "", "", "2"],
        ["2026-11-20", "plank", name, "", "1"],
    ]
    renewed = [(row["routine_version"], row["reviewed_on"], row["relief_only"]) for row in found["routines"]]
    assert renewed == [("1", "", ""), ("2", "2026-11-20", "true")]
    assert [(row["exercise"], row["action"], row["reasons"]) for row in found["review_decisions"]] == [
        ("plank", "hold", "too_early; flare_is_on")
    ]


def test_entries_of_an_earlier_version_are_exported_too(content: Content, tmp_path: Path, deciding: Any) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress((Path(__file__).parents[1] / "storage" / "v0001.sqlite.gz").read_bytes()))
    database = open_database(URL.create("sqlite", database=str(old)), 2000)
    making = Making(content, "0", deciding.build, deciding.decide, deciding.review)
    journal = Journal(database, content, making, Profile(country="US"))
    found = tables(journal.export_csv("local", NOW))
    assert [(row["day"], row["fell"], row["leg_symptoms"]) for row in found["check_ins"]] == [("2026-11-18", "", "")]
    assert {(row["day"], row["outcome"], row["sets"]) for row in found["sessions"] if row["exercise"] == "plank"} == {
        ("2026-11-12", "done", ""),
        ("2026-11-13", "done", ""),
    }
    data = export_json.read_export(journal.export_json("local", NOW))["data"]
    assert [row["review"] for row in data["routines"]] == [None, None]
    assert journal.history("local").sessions[0].exercises == ("plank", "glute_bridge", "gone_since")
    database.close()


def test_a_session_without_exercises_is_a_row_too(journal: Journal) -> None:
    journal.log_session("local", SessionDone(day=TODAY, routine_version=1, items=()), NOW, "a")
    sessions = tables(journal.export_csv("local", NOW))["sessions"]
    assert [(row["day"], row["exercise"]) for row in sessions] == [("2026-11-20", "")]


def test_every_column_is_explained(journal: Journal) -> None:
    fill(journal)
    exported = journal.export_csv("local", NOW)
    explained = {(row["table"], row["column"]) for row in tables(exported)["data_dictionary"] if row["meaning"]}
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        headings = {
            (name.removesuffix(".csv"), column)
            for name in archive.namelist()
            for column in archive.read(name).decode("utf-8-sig").splitlines()[0].split(",")
            if name != "data_dictionary.csv"
        }
    assert explained == headings
    assert {table for table, _ in headings} == set(csv_tables.TABLES)


def test_someone_with_nothing_gets_empty_tables_with_headings(journal: Journal) -> None:
    found = tables(journal.export_csv("nobody", NOW))
    assert [name for name, rows in found.items() if rows] == ["data_dictionary"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\x00", "'"])
def test_a_text_never_runs_as_a_formula(begin: str) -> None:
    assert export_csv.cell(f"{begin}1+1").startswith(f"'{begin}")


@given(st.text())
def test_an_escaped_text_can_be_had_back(text: str) -> None:
    escaped = export_csv.cell(text)
    assert text == (escaped[1:] if escaped.startswith("'") else escaped)


def test_numbers_and_unknowns() -> None:
    assert [export_csv.cell(value) for value in (None, True, False, 0, 7.5, "-3")] == [
        "",
        "true",
        "false",
        "0",
        "7.5",
        "'-3",
    ]


# ---- erase --------------------------------------------------------------------------------------------------------


def test_erase_leaves_no_trace_and_an_app_that_works(journal: Journal, database: Database, folder: Path) -> None:
    fill(journal)
    journal.load_demo("local", TODAY, NOW)
    fill(journal, "other")
    journal.history("local")
    other = journal.history("other")
    with database.read("other") as connection:
        kept = everything.every_row("other", connection)
    journal.erase("local")
    assert journal.plan("local") is None
    assert journal.draft("local") is None
    assert journal.history("local").check_ins == ()
    assert journal.profile("local") == Profile(country="US")
    assert journal.stored("local").own == journal.stored("local").demo == 0
    assert journal.history("other") == other
    with database.read("other") as connection:
        assert everything.every_row("other", connection) == kept, "another person's data is untouched"
    journal.erase("other")
    assert not [file for file in folder.iterdir() if SECRET.encode() in file.read_bytes()]
    fill(journal)
    assert journal.history("local").check_ins[0].pain_average == 5


def test_an_erase_leaves_nothing_in_memory_either(
    journal: Journal, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in what the journal keeps, and in no memory of a decision: with the real review."""
    monkeypatch.setattr(journal, "_making", replace(journal._making, decide=recommend, review=review, content=content))

    def held() -> list[str]:
        gc.collect()
        kinds = (CheckIn, SessionDone, FunctionScore, KeptOld, Guided, Plan)
        found = [each for each in gc.get_objects() if isinstance(each, kinds) and SECRET in repr(each)]
        return [type(each).__name__ for each in found]

    def live_a_little() -> None:
        fill(journal)
        hurt = SessionDone(day=TODAY, routine_version=1, items=(ItemDone(exercise=SECRET),), pain_before=1, pain_peak=9)
        journal.log_session("local", hurt, NOW, "b")
        journal.log_kept_old("local", KeptOld(day=TODAY, kept=(KeptRung(exercise=SECRET),)), NOW, "b")
        journal.review("local", TODAY)
        journal.renew("local", NOW, TODAY, "again")
        journal.history("local")
        journal.progress("local", TODAY, "all")

    live_a_little()
    assert held(), "else this test would find nothing, whatever is left"
    journal.erase("local")
    assert held() == []


def test_erasing_nothing_is_fine(journal: Journal) -> None:
    journal.erase("nobody")
    assert journal.stored("nobody").own == 0


# ---- made-up data -------------------------------------------------------------------------------------------------


def test_made_up_weeks_look_like_weeks(journal: Journal) -> None:
    journal.load_demo("local", TODAY, NOW)
    history = journal.history("local")
    plan = journal.plan("local")
    assert plan is not None
    assert plan.demo
    assert history.demo
    assert journal.has_demo("local")
    days = [entry.day for entry in history.check_ins]
    assert 45 < len(days) < 69, "gaps"
    assert max(days) < TODAY, "today is for the person to try"
    assert len(history.ankle_tests) == 10
    assert len(history.plan_dates) >= 2, "the routine changes"
    assert 20 < len(history.sessions) < 50
    assert [flare.state for flare in history.flares] == ["began", "over"]
    assert len(history.function) == 5
    assert len(history.rescreens) == 10
    assert 40 < len(history.day_ticks) < 69
    assert {answer for asked in history.rescreens for answer in asked.answers.values()} == {"no"}
    items = [item for session in history.sessions for item in session.items]
    assert {item.outcome for item in items} >= {"done", "skipped"}
    assert all(item.extra_reps is not None and item.effort is not None for item in items if item.outcome == "done")
    known = [session.pain_next_morning for session in history.sessions]
    assert None in known
    assert known.count(None) < len(known) / 4
    flare = [entry.pain_average for entry in history.check_ins if entry.notes and "boxes" in entry.notes]
    assert flare[0] >= 6
    for window in WINDOWS:
        assert not journal.progress("local", TODAY, window).empty


def test_what_the_made_up_person_logs_changes_their_routine(content: Content) -> None:
    """With the real review: better, a bad week, a flare-up, half a dose, and on again."""
    story, words = read_story(STORY), content.words["en"]
    flags = tuple(sorted(content.safety.flag_ids))
    making = Making(content, "0", build_case, recommend, review)
    lived = live(story, cases_of(story, TODAY - timedelta(days=story.days), flags), TODAY, making, words)
    made = [plan.review for plan in lived.plans if plan.review is not None]
    assert [plan.routine_version for plan in lived.plans] == list(range(1, len(lived.plans) + 1))
    assert [plan.intake_version for plan in lived.plans if plan.review is None] == [1, 2]
    assert len(made) >= 5
    assert {decision.action for found in made for decision in found.decisions} >= {"progress", "hold", "deload"}
    assert [found.standing.relief_only for found in made].count(True) >= 1
    assert made[-1].standing.half_dose is False
    assert not made[-1].referral, "the story ends well"
    assert {session.kind for session in lived.sessions} == {"full", "flare"}
    assert all(plan.result.routine is not None for plan in lived.plans)
    seen = [entry.seen_version for entry in lived.kept_old]
    assert lived.plans[-1].routine_version not in seen, "the last change is there to be read"
    by_version = {plan.routine_version: plan for plan in lived.plans}
    for session in lived.sessions:
        routine = by_version[session.routine_version].result.routine
        assert routine is not None
        assert set(session.exercises) <= {item.exercise for item in routine.items}


def test_made_up_routines_follow_the_persons_own_in_number(journal: Journal) -> None:
    fill(journal)
    journal.load_demo("local", TODAY, NOW)
    made_up = [session.routine_version for session in journal.history("local").sessions if session.day < TODAY]
    assert min(made_up) > 2
    assert all((kept.seen_version or 0) > 2 for kept in journal.history("local").kept_old if kept.day < TODAY)
    journal.remove_demo("local")
    assert not journal.has_demo("local")


def test_the_same_day_always_shows_the_same_weeks(journal: Journal) -> None:
    for owner in ("a", "b"):
        journal.load_demo(owner, TODAY, NOW)
    assert journal.history("a") == journal.history("b")
    assert journal.export_csv("a", NOW) == journal.export_csv("b", NOW)


def test_made_up_data_twice_is_made_up_data_once(journal: Journal) -> None:
    journal.load_demo("local", TODAY, NOW)
    before = journal.stored("local")
    journal.load_demo("local", TODAY + timedelta(days=3), NOW)
    assert journal.stored("local") == before


def test_taking_made_up_data_out_leaves_every_row_of_the_persons_own(journal: Journal, database: Database) -> None:
    journal.load_demo("local", TODAY, NOW)
    on_a_demo_day = journal.history("local").check_ins[-5].day
    own = CheckIn(day=on_a_demo_day, pain_average=9, notes="mine")
    assert not journal.log_check_in("local", own, NOW, "mine").replaced, "nothing of their own gave way"
    fill(journal)
    with database.read("local") as connection:
        rows = everything.every_row("local", connection)
    mine = {kind: [row for row in found if not row["demo"]] for kind, found in rows.items()}
    assert all(mine.values())
    journal.remove_demo("local")
    with database.read("local") as connection:
        assert everything.every_row("local", connection) == mine
    assert not journal.has_demo("local")
    assert own in journal.history("local").check_ins
    assert journal.draft("local") is not None
    journal.remove_demo("local")


def test_made_up_data_never_stands_before_the_persons_own(journal: Journal) -> None:
    yesterday = TODAY - timedelta(days=1)
    own = CheckIn(day=yesterday, pain_average=9, notes="mine")
    journal.log_check_in("local", own, NOW, "mine")
    journal.save_draft("local", {"pain": 3}, "last", NOW)
    plan = journal.complete_intake("local", NOW, yesterday, "k")
    journal.load_demo("local", TODAY, NOW)
    assert journal.check_in_on("local", yesterday) == own
    assert journal.plan("local") == plan
    assert journal.last_answers("local") == {"pain": 3}


def test_every_made_up_row_is_marked_in_every_export(journal: Journal) -> None:
    journal.load_demo("local", TODAY, NOW)
    for name, rows in tables(journal.export_csv("local", NOW)).items():
        assert name == "data_dictionary" or {row["made_up"] for row in rows} <= {"true"}, name
    data = export_json.read_export(journal.export_json("local", NOW))["data"]
    assert {row["demo"] for kind in data.values() if isinstance(kind, list) for row in kind} == {True}


def test_faults_of_the_made_up_person_are_told(tmp_path: Path) -> None:
    file = tmp_path / "demo.toml"
    file.write_text("seed = 'x'\n", encoding="utf-8")
    with pytest.raises(ContentError) as found:
        read_story(file)
    assert any("seed" in fault for fault in found.value.faults)


def test_made_up_answers_that_are_no_case_are_told(content: Content) -> None:
    story = read_story(STORY)
    wrong = story.model_copy(update={"case": story.case | {"pain": story.case["pain"] | {"now": 11}}})
    with pytest.raises(ContentError) as found:
        cases_of(wrong, TODAY, tuple(content.safety.flag_ids))
    assert any("pain.now" in fault for fault in found.value.faults)


# ---- what is stored, and what is kept in memory -------------------------------------------------------------------


def test_what_is_stored_is_counted_and_placed(journal: Journal, folder: Path) -> None:
    fill(journal)
    stored = journal.stored("local")
    assert stored.place == str(folder / "x.db")
    assert stored.size_bytes is not None
    assert stored.size_bytes >= (folder / "x.db").stat().st_size
    check_ins = stored.kinds["check_in"]
    assert (check_ins.own, check_ins.demo, check_ins.versions) == (1, 0, 4)
    assert (check_ins.first_day, check_ins.last_day) == (TODAY, TODAY)
    assert stored.draft_saved_at == stored.guided_saved_at == NOW
    assert set(stored.kinds) == {"intake", "routine", *tables_of.LOGS}
    assert all(kind.own and not kind.demo for kind in stored.kinds.values())
    assert stored.engine.startswith("SQLite")


def test_a_rerun_without_a_write_reads_no_log_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(journal)
    first = journal.progress("local", TODAY, "4w")
    history = journal.history("local")
    assert journal.progress("local", TODAY, "4w") is first
    assert journal.history("local") is history
    journal.log_check_in("local", CheckIn(day=TODAY, pain_average=10), NOW, "new")
    assert journal.progress("local", TODAY, "4w") is not first
    assert journal.history("local").check_ins[-1].pain_average == 10


def test_an_unknown_window_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="window"):
        journal.progress("local", TODAY, "3 days")


def test_the_results_of_the_last_few_people_are_kept() -> None:
    kept = Kept(most=2)
    for who in ("one", "two", "one", "three"):
        kept.get(who, "stamp", "what", lambda who=who: who)
    assert [kept.knows(who, "stamp", "what") for who in ("one", "three")] == [True, True]
    made: list[str] = []
    kept.get("two", "stamp", "what", lambda: made.append("two"))
    assert made == ["two"], "the one asked for longest ago went first"
    kept.get("a", "old", "one", lambda: "before")
    assert kept.get("a", "stamp", "one", lambda: "after a write") == "after a write"
    kept.get("a", None, "one", lambda: made.append("no stamp"))
    kept.get("a", None, "one", lambda: made.append("no stamp"))
    assert made[-2:] == ["no stamp", "no stamp"], "where nothing was written, nothing is kept"
    kept.get("b", "stamp", "one", lambda: "b's")
    kept.forget("a")
    assert kept.get("b", "stamp", "one", lambda: "made again") == "b's"


def test_within_one_moment_only_what_one_saves_oneself_is_new(journal: Journal) -> None:
    first, second = (CheckIn(day=TODAY, pain_average=pain) for pain in (3, 4))
    journal.log_check_in("me", first, NOW, "first")
    assert journal.history("me").check_ins == (first,)
    with journal.one_moment():
        assert journal.last_check_in("me") == first
        with ThreadPoolExecutor(1) as elsewhere:  # another tab
            elsewhere.submit(journal.log_check_in, "me", second, NOW, "second").result()
        assert journal.history("me").check_ins == (first,)
        journal.save_profile("me", Profile(country="GB", length_unit="in"), NOW)
        assert journal.last_check_in("me") == second, "after a write of one's own everything is asked anew"
        assert journal.profile("me").length_unit == "in"
    journal.log_check_in("me", first, NOW, "third")
    assert journal.check_in_on("me", TODAY) == first
