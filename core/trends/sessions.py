"""Sessions done of sessions planned, week by week. A count, never a streak that can be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from core.model.log import CheckIn, SessionDone
from core.model.vocabulary import WEEKDAYS
from core.trends.inputs import Finding, PlannedDays, Values
from core.trends.window import weeks_between


@dataclass(frozen=True, eq=False)
class SessionTrend:
    """weeks: week (its Monday), done, planned. Every week from first to last, days with a session and days planned."""

    weeks: pd.DataFrame
    finding: Finding


def session_trend(
    sessions: Sequence[SessionDone],
    check_ins: Sequence[CheckIn],
    plans: Sequence[PlannedDays],
    first: date,
    today: date,
) -> SessionTrend:
    """Weeks and finding for `first`..`today`. A day counts once, logged as a session or ticked in its check-in."""
    done = {session.day for session in sessions} | {entry.day for entry in check_ins if entry.session_done}
    done = {day for day in done if first <= day}
    planned = _planned(plans, done, first, today)
    weeks = weeks_between(first, today)
    done_by_week, planned_by_week = _count(done), _count(planned)
    frame = pd.DataFrame(
        {
            "week": pd.to_datetime(pd.Series(weeks, dtype="object")),
            "done": [done_by_week.get(week.toordinal(), 0) for week in weeks],
            "planned": [planned_by_week.get(week.toordinal(), 0) for week in weeks],
        }
    )
    return SessionTrend(frame, _finding(len(done), len(planned), len(weeks), plans))


def _planned(plans: Sequence[PlannedDays], done: set[date], first: date, today: date) -> set[date]:
    """The planned days that can be judged: the day a routine is made and today count only once they are done."""
    planned: set[date] = set()
    in_force = sorted(plans, key=lambda plan: plan.made_on)  # stable: of two made on one day the later holds
    for n, plan in enumerate(in_force):
        end = in_force[n + 1].made_on - timedelta(days=1) if n + 1 < len(in_force) else today
        wanted = {WEEKDAYS.index(name) for name in plan.days}
        day = max(plan.made_on, first)
        while day <= min(end, today):
            if day.weekday() in wanted and (plan.made_on < day < today or day in done):
                planned.add(day)
            day += timedelta(days=1)
    return planned


def _count(days: set[date]) -> dict[int, int]:
    """How many of `days` lie in each week, by the ordinal of its Monday."""
    counts: dict[int, int] = {}
    for day in days:
        monday = day.toordinal() - day.weekday()
        counts[monday] = counts.get(monday, 0) + 1
    return counts


def _finding(done: int, planned: int, weeks: int, plans: Sequence[PlannedDays]) -> Finding:
    """sessions_none, sessions_not_yet, sessions_unplanned, sessions_done, sessions_more."""
    values: Values = {"done": done, "planned": planned, "weeks": weeks}
    if planned == 0:
        if done:
            return Finding("sessions_unplanned", values)
        has_days = any(plan.days for plan in plans)
        return Finding("sessions_not_yet" if has_days else "sessions_none", values)
    return Finding("sessions_more" if done > planned else "sessions_done", values)
