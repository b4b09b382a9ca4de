"""Everything the progress page shows, folded from the log: tables without words, findings as codes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from core.trends.ankle import AnkleTrend, ankle_trend
from core.trends.flares import flare_spans
from core.trends.function import FunctionTrend, function_trend, own_words
from core.trends.inputs import Finding, Logs, Numbers, PlannedDays, one_a_day
from core.trends.pain import PainTrend, pain_finding, pain_start, pain_tables
from core.trends.remembered import in_order
from core.trends.sessions import SessionTrend, session_trend
from core.trends.slope import pain_slope
from core.trends.verdicts import compare, measured_until
from core.trends.went_with import WentWith, went_with
from core.trends.window import YEAR_WEEKS, by_week, first_day, step_weeks, week_of, window_named


@dataclass(frozen=True, eq=False)
class Progress:
    """The charts from `first` (a Monday) to `last`. What is said of them rests on the whole log, as the verdicts do.

    flares: first, last, open. The flare-ups that touch the time shown.
    """

    window: str
    first: date
    last: date
    pain: PainTrend
    function: FunctionTrend
    ankle: AnkleTrend
    sessions: SessionTrend
    flares: pd.DataFrame
    find_went_with: Callable[[], WentWith]

    @cached_property
    def went_with(self) -> WentWith:
        """What went with better days: much to work out and seldom looked at, so only for who asks."""
        return self.find_went_with()

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
        measured = self.function.noted or any(self.ankle.shown.values())
        return not (measured or self.sessions.done or self.pain.weeks["n"].any())


def build_progress(
    history: Logs, plans: Sequence[PlannedDays], today: date, window: str, evidence: Numbers
) -> Progress:
    """The tables and findings of one window (`4w`, `12w`, `1y`, `all`) as seen on the local day `today`.

    `history` is the whole log, as everything is compared with its start; `plans` are all routine versions, so that
    the one in force on the first day is known. Raises ValueError for an unknown window.
    """
    named = window_named(window)
    # Who flies west after an entry still sees it: one day ahead is a time zone, more is a clock gone wrong.
    tomorrow = today + timedelta(days=1)
    noted, done = in_order(history.check_ins, tomorrow), in_order(history.sessions, tomorrow)
    tested, scored = in_order(history.ankle_tests, tomorrow), in_order(history.function, tomorrow)
    last = tomorrow if tomorrow in (noted.latest, done.latest, tested.latest, scored.latest) else today
    start = first_day(named, last)
    # Nothing is shown of the time before the first entry or routine: empty weeks at the front say nothing.
    since = start or date.min
    logged = [noted.earliest(since), done.earliest(since), tested.earliest(since), scored.earliest(since)]
    made = [plan.made_on for plan in plans if since <= plan.made_on <= last]
    first = week_of(min((day for day in (*logged, *made) if day is not None), default=last))
    if start is not None and any(plan.made_on < start for plan in plans):
        first = start
    measured = measured_until(history, last)
    until_today = measured if last == today else measured_until(history, today)
    compared = compare(until_today, history.plan_dates, today, evidence)
    readings = measured.pain
    check_ins = one_a_day(noted.between(first, last))
    sessions = done.between(first, last)
    tables = pain_tables(readings, [plan.made_on for plan in plans], first, last, evidence)
    # A year at the most: what goes with what changes with the years.
    recent = max(first, last - timedelta(weeks=YEAR_WEEKS))
    findings = [pain_finding(compared.pain, readings, today, evidence), *pain_slope(tables["weeks"], evidence)]
    if compared.baseline_changes and compared.pain.baseline is not None:
        findings.append(Finding("pain_start_unsure", {"change_day": compared.baseline_changes[0]}))
    return Progress(
        window=named,
        first=first,
        last=last,
        pain=PainTrend(**tables, start=pain_start(readings, evidence), findings=tuple(findings)),
        function=function_trend(
            measured.activities,
            measured.peg,
            own_words(history.function),
            (compared.my_activities, compared.peg),
            (first, last),
            evidence,
        ),
        ankle=ankle_trend(measured.ankle, compared.ankle, first, last, evidence),
        sessions=session_trend(sessions, check_ins, plans, first, last),
        flares=flare_spans(history.flares, first, last),
        find_went_with=lambda: went_with(
            [entry for entry in check_ins if entry.day >= recent],
            {session.day for session in sessions if session.day >= recent},
            evidence,
        ),
    )
