"""Sessions done of planned: a day counts once, and nothing is missed before its day is over."""

from datetime import date, timedelta

import pytest

from core.model.log import CheckIn, SessionDone
from core.trends.inputs import PlannedDays
from core.trends.sessions import SessionTrend, session_trend
from tests.trends.logs import TODAY, ago, sessions

MONDAY = ago(4)
THREE = ("mon", "wed", "fri")


def trend(done: list[date], plans: list[PlannedDays], first: date = MONDAY - timedelta(weeks=2)) -> SessionTrend:
    return session_trend(sessions(done), (), plans, first, TODAY)


def test_planned_days_are_those_of_the_routine_in_force() -> None:
    plans = [PlannedDays(ago(60), THREE), PlannedDays(MONDAY - timedelta(weeks=1), ("tue",))]
    weeks = trend([], plans).weeks
    # The week before the change three, then only Tuesdays.
    assert list(weeks["planned"]) == [3, 1, 1]
    assert list(weeks["done"]) == [0, 0, 0]


def test_a_routine_without_sessions_plans_none() -> None:
    plans = [PlannedDays(ago(60), THREE), PlannedDays(MONDAY, ())]
    assert list(trend([], plans).weeks["planned"]) == [3, 3, 0]


def test_today_and_the_day_a_routine_was_made_count_only_when_done() -> None:
    plans = [PlannedDays(MONDAY, THREE)]
    assert list(trend([], plans, MONDAY).weeks["planned"]) == [1]  # Wednesday
    assert list(trend([MONDAY, TODAY], plans, MONDAY).weeks["planned"]) == [3]


def test_the_day_of_a_later_routine_can_be_missed_like_any_other() -> None:
    plans = [PlannedDays(ago(60), THREE), PlannedDays(MONDAY, THREE)]
    assert list(trend([], plans, MONDAY).weeks["planned"]) == [2]  # Monday and Wednesday
    assert states(trend([], plans, MONDAY))[MONDAY] == "missed"


def test_of_two_routines_made_on_one_day_the_later_holds() -> None:
    made = ago(30)
    plans = [PlannedDays(made, ("mon", "tue", "wed", "thu", "fri")), PlannedDays(made, ("tue",))]
    assert list(trend([], plans).weeks["planned"]) == [1, 1, 1]


def test_a_day_counts_once_however_it_was_logged() -> None:
    day = MONDAY + timedelta(days=2)
    ticked = (CheckIn(day=day, pain_average=3, session_done=True), CheckIn(day=MONDAY, pain_average=3))
    found = session_trend(sessions([day]), ticked, [PlannedDays(ago(60), THREE)], MONDAY, TODAY)
    assert list(found.weeks["done"]) == [1]
    only_ticked = session_trend((), ticked, [], MONDAY, TODAY)
    assert list(only_ticked.weeks["done"]) == [1]


def test_a_check_in_that_says_no_session_counts_none() -> None:
    said_no = (CheckIn(day=MONDAY, pain_average=3, session_done=False),)
    assert list(session_trend((), said_no, [], MONDAY, TODAY).weeks["done"]) == [0]


@pytest.mark.parametrize(
    ("done", "plans", "code"),
    [
        ([], [], "sessions_none"),
        ([], [PlannedDays(TODAY, THREE)], "sessions_not_yet"),
        ([], [PlannedDays(ago(60), ())], "sessions_none"),
        ([ago(3)], [], "sessions_unplanned"),
        ([ago(3)], [PlannedDays(ago(60), THREE)], "sessions_done"),
        ([ago(n) for n in range(12)], [PlannedDays(ago(60), THREE)], "sessions_more"),
    ],
)
def test_what_may_be_said(done: list[date], plans: list[PlannedDays], code: str) -> None:
    assert trend(done, plans).finding.code == code


def test_the_numbers_of_the_finding_are_the_sums_of_the_weeks() -> None:
    found = trend([ago(n) for n in (2, 9, 11, 16)], [PlannedDays(ago(60), THREE)])
    done, planned = (int(found.weeks[name].sum()) for name in ("done", "planned"))
    assert found.finding.values == {"done": done, "planned": planned, "percent": round(100 * done / planned)}


# ---- the calendar -------------------------------------------------------------------------------------------------


def states(found: SessionTrend) -> dict[date, str]:
    return {row.day.date(): row.state for row in found.days.itertuples()}


def test_every_day_is_done_missed_rest_or_nothing() -> None:
    plans = [PlannedDays(MONDAY, THREE)]
    found = states(trend([MONDAY, MONDAY + timedelta(days=1)], plans, MONDAY - timedelta(days=7)))
    week = [found[MONDAY + timedelta(days=n)] for n in range(5)]
    # Tuesday though not planned, Wednesday missed, and Friday is not over.
    assert week == ["done", "done", "missed", "rest", "none"]
    assert {found[MONDAY - timedelta(days=n)] for n in range(1, 8)} == {"none"}


def test_relief_and_flare_sessions_keep_a_day_like_any_other() -> None:
    eased = tuple(
        SessionDone(day=MONDAY + timedelta(days=n), routine_version=1, items=(), kind=kind)
        for n, kind in ((0, "relief"), (2, "flare"))
    )
    found = session_trend(eased, (), [PlannedDays(ago(60), THREE)], MONDAY, TODAY)
    assert [states(found)[MONDAY + timedelta(days=n)] for n in (0, 2)] == ["eased", "eased"]
    assert found.finding.values == {"done": 2, "planned": 2, "percent": 100}


def test_a_gentle_and_a_full_session_of_one_day_are_a_full_one() -> None:
    both = (*sessions([MONDAY]), SessionDone(day=MONDAY, routine_version=1, items=(), kind="relief"))
    for order in (both, both[::-1]):
        found = session_trend(order, (), [PlannedDays(ago(60), THREE)], MONDAY, TODAY)
        assert states(found)[MONDAY] == "done"


def test_a_routine_without_session_days_plans_no_rest() -> None:
    assert set(states(trend([], [PlannedDays(ago(60), ())])).values()) == {"none"}


def test_the_calendar_holds_a_year_at_most() -> None:
    found = trend([], [PlannedDays(ago(2000), THREE)], ago(1996))
    assert len(found.days) == 52 * 7 + 5
    assert found.days["day"].iloc[0].weekday() == 0
