"""Sessions done of sessions planned, week by week and day by day. A count, never a streak that can be lost."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

import pandas as pd

from core.model.log import CheckIn, SessionDone
from core.model.vocabulary import WEEKDAYS
from core.trends.columns import day_column
from core.trends.inputs import Finding, PlannedDays, Values
from core.trends.window import YEAR_WEEKS, step_finder, steps, week_of

PERCENT: Final = 100


DayState = Literal["done", "eased", "missed", "rest", "none"]


@dataclass(frozen=True, eq=False)
class SessionTrend:
    """Chart-ready tables, made for who looks at them.

    weeks: week (its Monday), done, planned: days with a session, days planned, in every week or four weeks.

    days: day, state. Every day shown, at most the last year: done, eased (a relief or flare-up session, which counts
    just as well), missed (planned, not done), rest (none planned), none (no routine yet, or the day is not over).
    """

    finding: Finding
    done: AbstractSet[date]
    full: AbstractSet[date]
    planned: AbstractSet[date]
    begun: date | None
    shown: tuple[date, date]

    @cached_property
    def weeks(self) -> pd.DataFrame:
        mondays, step_of = steps(*self.shown), step_finder(*self.shown)
        counts = {"done": [0] * len(mondays), "planned": [0] * len(mondays)}
        for name, found in (("done", self.done), ("planned", self.planned)):
            for day in found:
                counts[name][step_of(day)] += 1
        return pd.DataFrame({"week": day_column(mondays), **counts})

    @cached_property
    def days(self) -> pd.DataFrame:
        first, today = self.shown
        start = max(first, week_of(today) - timedelta(weeks=YEAR_WEEKS - 1))
        days = [start + timedelta(days=n) for n in range((today - start).days + 1)]
        return pd.DataFrame({"day": day_column(days), "state": [self._state(day) for day in days]})

    def _state(self, day: date) -> DayState:
        if day in self.done:
            return "done" if day in self.full else "eased"
        if day in self.planned:
            return "missed"
        return "rest" if self.begun is not None and self.begun < day < self.shown[1] else "none"


def session_trend(
    sessions: Sequence[SessionDone],
    check_ins: Sequence[CheckIn],
    plans: Sequence[PlannedDays],
    first: date,
    today: date,
) -> SessionTrend:
    """Weeks, days and finding for `first`..`today`. A day counts once, logged or ticked in its check-in."""
    full = {session.day for session in sessions if session.kind == "full"}
    full |= {entry.day for entry in check_ins if entry.session_done}
    full = {day for day in full if first <= day <= today}
    done = full | {session.day for session in sessions if first <= session.day <= today}
    planned = _planned(plans, done, first, today)
    # A routine without session days plans no rest either.
    begun = min((plan.made_on for plan in plans if plan.days), default=None)
    finding = _finding(len(done), len(planned), plans)
    return SessionTrend(finding, done, full, planned, begun, (first, today))


def _planned(plans: Sequence[PlannedDays], done: set[date], first: date, today: date) -> set[date]:
    """The planned days that can be judged: the day of the first routine and today count only once they are done. On the
    day of a later one there was a routine before it."""
    planned: set[date] = set()
    in_force = sorted(plans, key=lambda plan: plan.made_on)  # stable: of two made on one day the later holds
    for n, plan in enumerate(in_force):
        end = in_force[n + 1].made_on - timedelta(days=1) if n + 1 < len(in_force) else today
        begin = max(plan.made_on, first)
        for name in plan.days:
            day = begin + timedelta(days=(WEEKDAYS.index(name) - begin.weekday()) % 7)
            while day <= min(end, today):
                if ((plan.made_on < day or n) and day < today) or day in done:
                    planned.add(day)
                day += timedelta(days=7)
    return planned


def _finding(done: int, planned: int, plans: Sequence[PlannedDays]) -> Finding:
    """sessions_none, sessions_not_yet, sessions_unplanned, sessions_done, sessions_more."""
    values: Values = {"done": done, "planned": planned, "percent": round(PERCENT * done / planned) if planned else None}
    if planned == 0:
        if done:
            return Finding("sessions_unplanned", values)
        has_days = any(plan.days for plan in plans)
        return Finding("sessions_not_yet" if has_days else "sessions_none", values)
    return Finding("sessions_more" if done > planned else "sessions_done", values)
