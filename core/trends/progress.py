"""Everything the progress page shows, folded from the log: tables without words, findings as codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.trends.ankle import AnkleTrend, ankle_trend
from core.trends.inputs import Logs, Numbers, PlannedDays, latest_by_day
from core.trends.pain import PainTrend, pain_trend
from core.trends.sessions import SessionTrend, session_trend
from core.trends.window import LEAD_IN_DAYS, by_week, first_day, step_weeks, week_of, window_named


@dataclass(frozen=True, eq=False)
class Progress:
    """The three charts from `first` (a Monday) to `last`."""

    window: str
    first: date
    last: date
    pain: PainTrend
    ankle: AnkleTrend
    sessions: SessionTrend

    @property
    def by_week(self) -> bool:
        """The charts show weeks instead of days."""
        return by_week(self.first, self.last)

    @property
    def step_weeks(self) -> int:
        """How many weeks one row of the weekly tables takes together."""
        return step_weeks(self.first, self.last)

    @property
    def empty(self) -> bool:
        """Nothing was logged in this window."""
        return not (self.pain.weeks["n"].any() or len(self.ankle.tests) or self.sessions.weeks["done"].any())


def build_progress(
    history: Logs, plans: Sequence[PlannedDays], today: date, window: str, evidence: Numbers
) -> Progress:
    """The tables and findings of one window (`4w`, `12w`, `1y`, `all`) as seen on the local day `today`.

    `history` holds at least the entries since `window.read_since`; more changes nothing. `plans` are all routine
    versions, so that the one in force on the first day is known. Raises ValueError for an unknown window.
    """
    named = window_named(window)
    logged = [entry.day for log in (history.check_ins, history.sessions, history.ankle_tests) for entry in log]
    # Who flies west after an entry still sees it: one day ahead is a time zone, more is a clock gone wrong.
    last = today + timedelta(days=1) if today + timedelta(days=1) in logged else today
    start = first_day(named, last)
    # Nothing is shown of the time before the first entry or routine: empty weeks at the front say nothing.
    known = [day for day in (*logged, *(plan.made_on for plan in plans)) if start is None or day >= start]
    first = week_of(min((day for day in known if day <= last), default=last))
    if start is not None and any(plan.made_on < start for plan in plans):
        first = start
    lead_in = first - timedelta(days=LEAD_IN_DAYS)
    check_ins = latest_by_day(history.check_ins, lead_in, last)
    sessions = [session for session in history.sessions if first <= session.day <= last]
    return Progress(
        window=named,
        first=first,
        last=last,
        pain=pain_trend(check_ins, [plan.made_on for plan in plans], first, last, evidence),
        ankle=ankle_trend(latest_by_day(history.ankle_tests, first, last), first, last, evidence),
        sessions=session_trend(sessions, [entry for entry in check_ins if entry.day >= first], plans, first, last),
    )
