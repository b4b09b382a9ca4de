"""Everything the progress page shows, folded from the log: tables without words, findings as codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.trends.ankle import AnkleTrend, ankle_trend
from core.trends.inputs import Logs, Numbers, PlannedDays, latest_by_day
from core.trends.pain import PainTrend, pain_trend
from core.trends.sessions import SessionTrend, session_trend
from core.trends.window import LEAD_IN_DAYS, LONGEST_DAILY_WEEKS, first_day, week_of, window_named


@dataclass(frozen=True, eq=False)
class Progress:
    """The three charts from `first` (a Monday) to `last`; `by_week`: one point a week instead of one a day."""

    window: str
    first: date
    last: date
    by_week: bool
    pain: PainTrend
    ankle: AnkleTrend
    sessions: SessionTrend

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
    first = start or week_of(min((day for day in logged if day <= last), default=last))
    lead_in = first - timedelta(days=LEAD_IN_DAYS)
    check_ins = latest_by_day(history.check_ins, lead_in, last)
    sessions = [session for session in history.sessions if first <= session.day <= last]
    by_week = (last - first).days >= 7 * LONGEST_DAILY_WEEKS
    return Progress(
        window=named,
        first=first,
        last=last,
        by_week=by_week,
        pain=pain_trend(check_ins, [plan.made_on for plan in plans], first, last, by_week, evidence),
        ankle=ankle_trend(latest_by_day(history.ankle_tests, first, last), by_week, evidence),
        sessions=session_trend(sessions, [entry for entry in check_ins if entry.day >= first], plans, first, last),
    )
