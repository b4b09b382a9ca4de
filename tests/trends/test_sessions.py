"""Sessions done of planned: a day counts once, and nothing is missed before its day is over."""

from datetime import date, timedelta

import pytest

from core.model.log import CheckIn
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
    assert found.finding.values == {"done": found.weeks["done"].sum(), "planned": found.weeks["planned"].sum()}
