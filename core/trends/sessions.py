"""Sessions done of sessions planned, week by week. A count, never a streak that can be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from core.model.log import CheckIn, SessionDone
from core.model.vocabulary import WEEKDAYS
from core.trends.inputs import Finding, PlannedDays, Values
from core.trends.window import step_finder, steps


@dataclass(frozen=True, eq=False)
class SessionTrend:
    """weeks: week (its Monday), done, planned: days with a session, days planned, in every week or four weeks."""

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
    done = {day for day in done if first <= day <= today}
    planned = _planned(plans, done, first, today)
    weeks, step_of = steps(first, today), step_finder(first, today)
    counts = {"done": [0] * len(weeks), "planned": [0] * len(weeks)}
    for name, days in (("done", done), ("planned", planned)):
        for day in days:
            counts[name][step_of(day)] += 1
    frame = pd.DataFrame({"week": pd.to_datetime(pd.Series(weeks, dtype="object")), **counts})
    return SessionTrend(frame, _finding(len(done), len(planned), plans))


def _planned(plans: Sequence[PlannedDays], done: set[date], first: date, today: date) -> set[date]:
    """The planned days that can be judged: the day a routine is made and today count only once they are done."""
    planned: set[date] = set()
    in_force = sorted(plans, key=lambda plan: plan.made_on)  # stable: of two made on one day the later holds
    for n, plan in enumerate(in_force):
        end = in_force[n + 1].made_on - timedelta(days=1) if n + 1 < len(in_force) else today
        begin = max(plan.made_on, first)
        for name in plan.days:
            day = begin + timedelta(days=(WEEKDAYS.index(name) - begin.weekday()) % 7)
            while day <= min(end, today):
                if plan.made_on < day < today or day in done:
                    planned.add(day)
                day += timedelta(days=7)
    return planned


def _finding(done: int, planned: int, plans: Sequence[PlannedDays]) -> Finding:
    """sessions_none, sessions_not_yet, sessions_unplanned, sessions_done, sessions_more."""
    values: Values = {"done": done, "planned": planned}
    if planned == 0:
        if done:
            return Finding("sessions_unplanned", values)
        has_days = any(plan.days for plan in plans)
        return Finding("sessions_not_yet" if has_days else "sessions_none", values)
    return Finding("sessions_more" if done > planned else "sessions_done", values)
