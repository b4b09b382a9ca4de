"""The loop: a guided session that is finished once, the morning after, and routines renewed by what was logged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from core.journal.journal import Journal
from core.model.log import (
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
from core.model.record import Plan
from core.model.session import Guided
from core.storage import everything
from core.storage.database import Database
from core.storage.problem import StorageProblem
from tests.journal.conftest import LEFT_OUT, Deciding

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ME = "local"
ONE = timedelta(days=1)
WEEK = timedelta(days=7)
PLANK = ItemDone(exercise="plank", rung="front_short", sets=2, hold_s=20, extra_reps=2, effort=4)


def done(day: date = TODAY, version: int = 1, **more: Any) -> SessionDone:
    return SessionDone(day=day, routine_version=version, **{"items": (PLANK,)} | more)


def under_way(key: str, day: date = TODAY, items: tuple[ItemDone, ...] = ()) -> Guided:
    return Guided(
        key=key,
        day=day,
        routine_version=1,
        kind="full",
        began_at=NOW,
        pain_before=2,
        items=items,
        next_item=len(items),
    )


def rows(database: Database, kind: str, owner: str = ME) -> list[dict[str, Any]]:
    with database.read(owner) as connection:
        return everything.every_row(owner, connection)[kind]


@pytest.fixture
def planned(journal: Journal) -> Journal:
    """A journal with a plan that was made ten days ago."""
    return plan_on(journal, TODAY - 10 * ONE, "first")


def plan_on(journal: Journal, day: date, key: str, hour: int = 9) -> Journal:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    journal.save_draft(ME, {"pain": 3}, "last", at)
    assert isinstance(journal.complete_intake(ME, at, day, key), Plan)
    return journal


def renewed(journal: Journal, key: str = "r", today: date = TODAY, now: datetime = NOW) -> Plan | None:
    return journal.renew(ME, now, today, key)


# ---- the guided session -------------------------------------------------------------------------------------------


def test_a_guided_session_outlives_a_restart_and_a_later_state_takes_its_place(
    journal: Journal, database: Database
) -> None:
    journal.save_guided(ME, under_way("k"), NOW)
    later = under_way("k", items=(PLANK,))
    assert journal.save_guided(ME, later, NOW) == later
    database.close()
    assert journal.guided(ME) == later
    journal.drop_guided(ME)
    assert journal.guided(ME) is None
    journal.drop_guided(ME)


def test_three_presses_of_finish_make_one_row_and_end_the_session(journal: Journal, database: Database) -> None:
    journal.save_guided(ME, under_way("k", items=(PLANK,)), NOW)
    first = journal.finish_guided(ME, done(pain_peak=3), NOW, "k")
    again = [journal.finish_guided(ME, done(pain_peak=3), NOW + timedelta(seconds=n), "k") for n in (1, 2)]
    assert again == [first, first]
    assert journal.guided(ME) is None
    assert len(rows(database, "session")) == 1
    assert journal.session_on(ME, TODAY) == done(pain_peak=3)


def test_sixteen_presses_of_finish_at_once_make_one_row(journal: Journal, database: Database) -> None:
    journal.save_guided(ME, under_way("k"), NOW)
    with ThreadPoolExecutor(16) as pool:
        saved = set(pool.map(lambda _: journal.finish_guided(ME, done(), NOW, "k"), range(16)))
    assert len(saved) == len(rows(database, "session")) == 1


def test_finishing_again_after_a_correction_does_not_bring_the_old_back(journal: Journal) -> None:
    journal.finish_guided(ME, done(pain_peak=8), NOW, "k")
    journal.log_session(ME, done(pain_peak=3), NOW, "corrected")
    journal.finish_guided(ME, done(pain_peak=8), NOW, "k")
    assert journal.session_on(ME, TODAY) == done(pain_peak=3)
    journal.remove_session(ME, TODAY, NOW, "gone")
    journal.finish_guided(ME, done(pain_peak=8), NOW, "k")
    assert journal.session_on(ME, TODAY) is None


def test_a_second_session_of_the_day_is_merged_with_the_first(journal: Journal, database: Database) -> None:
    journal.log_session(ME, done(items=(ItemDone(exercise="bird_dog"),), kind="relief", pain_peak=5), NOW, "ticked")
    saved = journal.finish_guided(ME, done(pain_before=2, pain_peak=3, leg_symptoms="none"), NOW, "k")
    assert saved.replaced
    merged = journal.session_on(ME, TODAY)
    assert merged is not None
    assert (merged.pain_before, merged.pain_peak, merged.leg_symptoms, merged.kind) == (2, 5, "none", "full")
    assert merged.items == (ItemDone(exercise="bird_dog"), PLANK)
    assert len(rows(database, "session")) == 2, "the first stays as an older version"


def test_a_slow_tab_does_not_begin_a_finished_session_again(journal: Journal) -> None:
    journal.finish_guided(ME, done(), NOW, "k")
    journal.save_guided(ME, under_way("k"), NOW)
    assert journal.guided(ME) is None
    journal.save_guided(ME, under_way("next"), NOW)
    assert journal.guided(ME) is not None


def test_finishing_one_session_does_not_drop_another_that_is_under_way(journal: Journal) -> None:
    journal.save_guided(ME, under_way("other"), NOW)
    journal.finish_guided(ME, done(), NOW, "k")
    assert journal.guided(ME) == under_way("other")


def test_a_session_that_is_made_up_is_not_merged_with_a_real_one(journal: Journal) -> None:
    journal.load_demo(ME, TODAY, NOW)
    day = journal.history(ME).sessions[-1].day
    journal.finish_guided(ME, done(day), NOW, "k")
    assert journal.session_on(ME, day) == done(day)


# ---- the morning after --------------------------------------------------------------------------------------------


def test_the_morning_after_is_added_once(journal: Journal, database: Database) -> None:
    journal.log_session(ME, done(pain_peak=3), NOW, "k")
    saved = [journal.log_next_morning(ME, TODAY, 4, NOW + ONE, "m") for _ in range(3)]
    assert saved[0] is not None
    assert saved[0].replaced
    assert len(set(saved)) == 1
    assert journal.session_on(ME, TODAY) == done(pain_peak=3, pain_next_morning=4)
    journal.log_next_morning(ME, TODAY, 2, NOW + ONE, "corrected")
    assert journal.session_on(ME, TODAY) == done(pain_peak=3, pain_next_morning=2)
    assert len(rows(database, "session")) == 3


def test_without_a_session_there_is_no_morning_after(journal: Journal) -> None:
    assert journal.log_next_morning(ME, TODAY, 4, NOW, "m") is None
    journal.log_session(ME, done(), NOW, "k")
    journal.remove_session(ME, TODAY, NOW, "gone")
    assert journal.log_next_morning(ME, TODAY, 4, NOW, "m") is None


@pytest.mark.parametrize("pain", [-1, 11, True, 3.5])
def test_a_pain_that_is_none_is_refused(journal: Journal, pain: Any) -> None:
    journal.log_session(ME, done(), NOW, "k")
    with pytest.raises(ValidationError):
        journal.log_next_morning(ME, TODAY, pain, NOW, "m")
    assert journal.session_on(ME, TODAY) == done()


def test_the_morning_after_a_made_up_session_is_made_up_too(journal: Journal, database: Database) -> None:
    journal.load_demo(ME, TODAY, NOW)
    journal.log_next_morning(ME, journal.history(ME).sessions[-1].day, 9, NOW, "m")
    assert {row["demo"] for row in rows(database, "session")} == {True}
    journal.remove_demo(ME)
    assert journal.history(ME).sessions == ()


# ---- what a second entry of a day must not swallow ------------------------------------------------------------------


def test_a_yes_holds_against_a_later_no_of_the_day(journal: Journal) -> None:
    for number, answers in enumerate(({"fever": "yes", "fall": "no"}, {"fever": "no", "numb": "unsure"})):
        journal.log_rescreen(ME, Rescreen(day=TODAY, answers=answers), NOW, f"{number}")  # type: ignore[arg-type]
    found = journal.rescreen_on(ME, TODAY)
    assert found is not None
    assert found.answers == {"fever": "yes", "fall": "no", "numb": "unsure"}


def test_a_yes_of_before_the_intake_of_that_day_does_not_come_back(journal: Journal) -> None:
    journal.log_rescreen(ME, Rescreen(day=TODAY, answers={"fever": "yes"}), NOW - timedelta(hours=2), "a")
    plan_on(journal, TODAY, "new", hour=8)
    journal.log_rescreen(ME, Rescreen(day=TODAY, answers={"fever": "no"}), NOW, "b")
    found = journal.rescreen_on(ME, TODAY)
    assert found is not None
    assert found.answers == {"fever": "no"}


def test_keeping_one_more_exercise_keeps_the_first_too(journal: Journal) -> None:
    journal.log_kept_old(ME, KeptOld(day=TODAY, kept=(KeptRung(exercise="plank", rung="a"),)), NOW, "a")
    journal.log_kept_old(ME, KeptOld(day=TODAY, kept=(), seen_version=4), NOW, "b")
    journal.log_kept_old(ME, KeptOld(day=TODAY, kept=(KeptRung(exercise="squat"),), seen_version=3), NOW, "c")
    assert journal.kept_old_on(ME, TODAY) == KeptOld(
        day=TODAY, kept=(KeptRung(exercise="plank", rung="a"), KeptRung(exercise="squat")), seen_version=4
    )


# ---- a renewed routine --------------------------------------------------------------------------------------------


def test_without_a_plan_there_is_nothing_to_review(journal: Journal, deciding: Deciding) -> None:
    journal.log_session(ME, done(pain_peak=9), NOW, "k")
    assert journal.review(ME, TODAY) is None
    assert renewed(journal) is None
    assert deciding.reviewed == []


def test_a_routine_is_renewed_where_the_logs_ask_for_it_and_says_why(
    planned: Journal, database: Database, deciding: Deciding
) -> None:
    before = planned.plan(ME)
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    plan = renewed(planned)
    review = planned.review(ME, TODAY)
    assert plan is not None
    assert before is not None
    assert review is not None
    assert (plan.intake_version, plan.routine_version, plan.made_on, plan.demo) == (1, 2, TODAY, False)
    assert (plan.case, plan.made_at) == (before.case, NOW)
    assert plan.result.routine == review.routine != before.result.routine
    assert plan.review == review.model_copy(update=LEFT_OUT), "its routine stands in the result, once"
    assert plan.review is not None
    assert plan.review.standing.half_dose
    database.close()
    assert planned.plan(ME) == plan, "as it was written"
    assert planned.history(ME).plan_dates == (TODAY - 10 * ONE, TODAY)


def test_the_same_logs_never_renew_twice(planned: Journal, database: Database) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    first = renewed(planned)
    assert first is not None
    assert renewed(planned) == first, "the same key again: the first result"
    assert renewed(planned, "another key") is None
    assert renewed(planned, "tomorrow", TODAY + ONE) is None
    assert len(rows(database, "routine")) == 2


def test_a_key_used_again_after_more_was_logged_does_not_swallow_the_change(planned: Journal) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    assert renewed(planned, "same") is not None
    planned.log_session(ME, done(TODAY + WEEK, pain_peak=1), NOW, "l")
    plan = renewed(planned, "same", TODAY + WEEK)
    assert plan is not None
    assert (plan.routine_version, plan.review and plan.review.standing.half_dose) == (3, False)


def test_less_is_asked_for_at_once_and_more_after_a_week(planned: Journal) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    assert renewed(planned) is not None
    for days in range(1, 7):
        planned.log_session(ME, done(TODAY + days * ONE, pain_peak=1), NOW, f"s{days}")
        assert renewed(planned, f"r{days}", TODAY + days * ONE) is None
    plan = renewed(planned, "r7", TODAY + WEEK)
    assert plan is not None
    assert plan.review is not None
    assert not plan.review.standing.half_dose
    planned.log_session(ME, done(TODAY + WEEK, pain_peak=9), NOW, "s7")
    assert renewed(planned, "again", TODAY + WEEK) is not None


def test_where_nothing_changes_nothing_is_written(planned: Journal, database: Database, deciding: Deciding) -> None:
    planned.log_session(ME, done(pain_peak=1), NOW, "k")
    with database.read(ME) as connection:
        before = everything.every_row(ME, connection)
    for number in range(5):
        assert renewed(planned, f"{number}") is None
    with database.read(ME) as connection:
        assert everything.every_row(ME, connection) == before
    assert len(deciding.reviewed) == 1, "thought about once: nothing was written since"


def test_two_tabs_at_once_make_one_version(planned: Journal, database: Database) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: renewed(planned, f"tab {n}"), range(8)))
    assert [plan.routine_version for plan in made if plan] == [2]
    assert len(rows(database, "routine")) == 2


def test_eight_presses_of_one_button_at_once_give_one_plan(planned: Journal, database: Database) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    with ThreadPoolExecutor(8) as pool:
        made = {plan.routine_version for plan in pool.map(lambda _: renewed(planned), range(8)) if plan}
    assert made == {2}
    assert len(rows(database, "routine")) == 2


def test_what_is_saved_while_the_app_thinks_is_thought_about_too(planned: Journal, deciding: Deciding) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")

    def correct() -> None:
        deciding.meanwhile = lambda: None
        planned.log_session(ME, done(pain_peak=1), NOW, "corrected")

    deciding.meanwhile = correct
    assert renewed(planned) is None, "the painful session was a slip of the finger"
    assert [history.sessions[-1].pain_peak for _, history, _ in deciding.reviewed] == [9, 1]


def test_a_new_intake_while_the_app_thinks_is_not_undone(
    planned: Journal, deciding: Deciding, database: Database
) -> None:
    planned.log_session(ME, done(TODAY - ONE, pain_peak=9), NOW, "k")

    def ask_again() -> None:
        deciding.meanwhile = lambda: None
        plan_on(planned, TODAY, "second")

    deciding.meanwhile = ask_again
    assert renewed(planned) is None
    assert [row["intake_version"] for row in rows(database, "routine")] == [1, 2]


def test_somebody_who_never_stops_saving_is_asked_again_later(planned: Journal, deciding: Deciding) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    deciding.meanwhile = lambda: planned.save_draft(ME, {"pain": 1}, "pain", NOW)
    assert renewed(planned) is None
    deciding.meanwhile = lambda: None
    assert renewed(planned) is not None


def test_a_stop_is_a_version_without_a_routine_and_lasts_until_the_answer_or_the_intake_changes(
    planned: Journal,
) -> None:
    planned.log_rescreen(ME, Rescreen(day=TODAY, answers={"fever": "yes"}), NOW, "k")
    plan = renewed(planned)
    assert plan is not None
    assert (plan.result.triage.level, plan.result.routine) == ("see_clinician", None)
    planned.log_rescreen(ME, Rescreen(day=TODAY + ONE, answers={"fever": "no"}), NOW + ONE, "l")
    assert renewed(planned, "s", TODAY + ONE) is None, "a later no takes no yes back"
    plan_on(planned, TODAY + 2 * ONE, "new")
    fresh = planned.plan(ME)
    assert fresh is not None
    assert fresh.result.routine is not None
    assert renewed(planned, "t", TODAY + 2 * ONE) is None, "a new intake asked anew"


def test_a_flare_that_is_on_outlasts_an_intake(planned: Journal) -> None:
    planned.log_flare(ME, Flare(day=TODAY - ONE, state="began"), NOW, "k")
    plan_on(planned, TODAY, "new")
    assert renewed(planned) is None, "nothing was logged since the intake"
    planned.log_check_in(ME, CheckIn(day=TODAY, pain_average=6), NOW, "c")
    plan = renewed(planned)
    assert plan is not None
    assert plan.review is not None
    assert plan.review.standing.relief_only


def test_a_removed_log_undoes_what_it_led_to(planned: Journal) -> None:
    first = planned.plan(ME)
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    assert renewed(planned) is not None
    planned.log_check_in(ME, CheckIn(day=TODAY, pain_average=2), NOW, "c")
    planned.remove_session(ME, TODAY, NOW, "slip")
    plan = renewed(planned, "s")
    assert plan is not None
    assert first is not None
    assert plan.result.routine == first.result.routine
    assert renewed(planned, "t") is None


def test_a_made_up_plan_gives_made_up_versions_that_go_in_one_go(journal: Journal, database: Database) -> None:
    journal.load_demo(ME, TODAY, NOW)
    journal.log_session(ME, done(pain_peak=9), NOW, "k")
    plan = renewed(journal)
    assert plan is not None
    assert plan.demo
    assert {row["demo"] for row in rows(database, "routine")} == {True}
    journal.remove_demo(ME)
    assert journal.plan(ME) is None
    assert rows(database, "routine") == []
    assert journal.session_on(ME, TODAY) is not None, "their own session stays"


def test_a_plan_of_their_own_rests_on_nothing_made_up(journal: Journal, deciding: Deciding) -> None:
    plan_on(journal, TODAY - 10 * ONE, "first")
    journal.load_demo(ME, TODAY, NOW)
    journal.log_check_in(ME, CheckIn(day=TODAY, pain_average=2), NOW, "c")
    renewed(journal)
    _, history, _ = deciding.reviewed[-1]
    assert not history.demo
    assert [entry.day for entry in history.check_ins] == [TODAY]
    assert history.sessions == history.ankle_tests == history.function == ()


# ---- what belongs to which intake ---------------------------------------------------------------------------------


def seen(journal: Journal, deciding: Deciding, today: date = TODAY) -> dict[str, list[date]]:
    journal.review(ME, today)
    history = deciding.reviewed[-1][1]
    kinds = ("check_ins", "sessions", "rescreens", "flares", "kept_old", "function")
    return {kind: [entry.day for entry in getattr(history, kind)] for kind in kinds}


def test_a_review_sees_sessions_answers_and_wishes_since_the_intake_and_measures_of_all_time(
    journal: Journal, deciding: Deciding
) -> None:
    plan_on(journal, TODAY - 20 * ONE, "first")
    days = (TODAY - 5 * ONE, TODAY, TODAY + ONE)
    for day in days:
        at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
        if day == TODAY:
            plan_on(journal, TODAY, "second", hour=7)
        journal.log_check_in(ME, CheckIn(day=day, pain_average=2), at, f"{day}")
        journal.log_session(ME, done(day, 2 if day >= TODAY else 1), at, f"{day}")
        journal.log_rescreen(ME, Rescreen(day=day, answers={}), at, f"{day}")
        journal.log_flare(ME, Flare(day=day, state="over"), at, f"{day}")
        journal.log_kept_old(ME, KeptOld(day=day, kept=()), at, f"{day}")
        journal.log_function(ME, FunctionScore(day=day, activities=()), at, f"{day}")
    since = list(days[1:])
    assert seen(journal, deciding, TODAY + ONE) == {
        "check_ins": list(days),
        "sessions": since,
        "rescreens": since,
        "flares": list(days),
        "kept_old": since,
        "function": list(days),
    }


@pytest.mark.parametrize(
    ("day", "version", "counts"),
    [
        (TODAY, 1, False),  # the morning before the intake
        (TODAY, 2, True),  # the evening after it
        (TODAY - ONE, 2, True),  # flown west: the routine says that it was after
        (TODAY - ONE, 1, False),
        (TODAY + ONE, 1, True),  # an old tab: the day says that it was after
        (TODAY - 2 * ONE, 2, False),  # no flight is that long: entered later for an earlier day
    ],
)
def test_which_sessions_come_after_an_intake(
    journal: Journal, deciding: Deciding, day: date, version: int, counts: bool
) -> None:
    plan_on(journal, TODAY - 20 * ONE, "first")
    plan_on(journal, TODAY, "second")
    journal.log_session(ME, done(day, version), NOW, "k")
    assert seen(journal, deciding)["sessions"] == ([day] if counts else [])


@pytest.mark.parametrize(
    ("ahead", "seen_ahead"),
    [(0, 0), (1, 1), (2, 0), (400, 0)],  # a time zone is one day at most; more is a clock gone wrong
)
def test_an_entry_of_before_a_flight_west_is_seen_though_its_day_has_not_come_again(
    planned: Journal, deciding: Deciding, ahead: int, seen_ahead: int
) -> None:
    planned.log_check_in(ME, CheckIn(day=TODAY + ahead * ONE, pain_average=9), NOW, "k")
    planned.log_check_in(ME, CheckIn(day=TODAY + 300 * ONE, pain_average=1), NOW, "l")
    planned.review(ME, TODAY)
    assert deciding.reviewed[-1][2] == TODAY + seen_ahead * ONE


@pytest.mark.parametrize(
    ("day", "hours", "counts"),
    [(TODAY, -1, False), (TODAY, 1, True), (TODAY - ONE, 1, True), (TODAY - ONE, -24, False), (TODAY + ONE, -1, True)],
)
def test_which_rescreens_come_after_an_intake(
    journal: Journal, deciding: Deciding, day: date, hours: int, counts: bool
) -> None:
    """By the moment, and by the day where a clock ran backwards: in doubt it counts."""
    plan_on(journal, TODAY, "first")
    at = NOW + timedelta(hours=hours)
    journal.log_rescreen(ME, Rescreen(day=day, answers={"fever": "yes"}), at, "k")
    journal.log_kept_old(ME, KeptOld(day=day, kept=()), at, "k")
    found = seen(journal, deciding)
    assert found["rescreens"] == found["kept_old"] == ([day] if counts else [])


def test_several_versions_of_one_intake_plan_the_days_they_stood(planned: Journal) -> None:
    """The stop plans nothing from its day on; before it the first version's days count."""
    planned.log_rescreen(ME, Rescreen(day=TODAY - 3 * ONE, answers={"fever": "yes"}), NOW - 3 * ONE, "k")
    assert renewed(planned, "r", TODAY - 3 * ONE, NOW - 3 * ONE) is not None
    stopped = planned.progress(ME, TODAY, "4w").sessions.weeks["planned"].sum()
    planned.remove_rescreen(ME, TODAY - 3 * ONE, NOW, "gone")
    planned.log_check_in(ME, CheckIn(day=TODAY, pain_average=2), NOW, "c")
    assert planned.plan(ME) != renewed(planned, "s", TODAY - 2 * ONE, NOW)
    assert planned.progress(ME, TODAY, "4w").sessions.weeks["planned"].sum() > stopped > 0


@pytest.mark.parametrize(
    ("log", "entry"),
    [
        ("log_function", FunctionScore(day=TODAY, activities=())),
        ("log_flare", Flare(day=TODAY, state="over")),
        ("log_day_ticks", DayTicks(day=TODAY, ticks=(Tick(what="sitting_break", times=2),))),
        ("log_rescreen", Rescreen(day=TODAY, answers={"fever": "no"})),
        ("log_kept_old", KeptOld(day=TODAY, kept=())),
    ],
)
def test_every_new_kind_is_logged_read_and_taken_back(
    journal: Journal, database: Database, log: str, entry: Any
) -> None:
    name = log.removeprefix("log_")
    call: Callable[..., Any] = getattr(journal, log)
    assert len({call(ME, entry, NOW, "k") for _ in range(3)}) == 1
    assert len(rows(database, name)) == 1
    assert getattr(journal, f"{name}_on")(ME, TODAY) == entry
    assert (entry,) in vars(journal.history(ME)).values()
    last: Callable[..., Any] = getattr(journal, f"last_{name}", lambda _: entry)
    assert last(ME) == entry
    remove: Callable[..., Any] | None = getattr(journal, f"remove_{name}", None)
    if remove is not None:
        assert remove(ME, TODAY, NOW, "gone") is not None
        assert remove(ME, TODAY, NOW, "gone") is None
        assert last(ME) is None


def test_a_review_that_was_changed_in_the_file_is_told(planned: Journal, database: Database) -> None:
    planned.log_session(ME, done(pain_peak=9), NOW, "k")
    assert renewed(planned) is not None
    with database.write("") as connection:
        connection.exec_driver_sql("UPDATE routine SET review = replace(review, 'true', 'false') WHERE version = 2")
    with pytest.raises(StorageProblem) as found:
        planned.plan(ME)
    assert found.value.code == "damaged"
