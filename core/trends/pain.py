"""Pain over the weeks: the days as logged, a 7-day median, weekly means, and what may honestly be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose, sqrt
from statistics import median

import pandas as pd

from core.model.log import CheckIn
from core.trends.inputs import Finding, Numbers, Values
from core.trends.window import by_week, runs, step_finder, step_weeks, steps


@dataclass(frozen=True, eq=False)
class PainTrend:
    """Chart-ready tables; pain is 0-10, days and weeks are local dates (weeks by their Monday).

    days: day, pain. One row for each logged day, none for the others.
    medians: day, median, n, run, alone. Only logged days with enough readings in the last 7 days; a day without an
    entry ends the run, and `alone` marks a run of one.
    weeks: week, n, mean, median, lowest, highest, run, alone. Every week (or four, `window.step_weeks`) from first to
    last; mean and median are missing, and run is -1, where it has too few readings.
    A stretch shown in weeks (`window.by_week`) leaves days and medians empty.
    changes: day. The days on which a routine was made.
    """

    days: pd.DataFrame
    medians: pd.DataFrame
    weeks: pd.DataFrame
    changes: pd.DataFrame
    finding: Finding


def pain_trend(
    check_ins: Sequence[CheckIn], changes: Sequence[date], first: date, today: date, numbers: Numbers
) -> PainTrend:
    """Tables and finding for `first`..`today`. `check_ins`: one a day, by day, from six days before `first`."""
    readings = {check_in.day: check_in.pain_average for check_in in check_ins}
    shown = {day: pain for day, pain in readings.items() if day >= first}
    weekly = by_week(first, today)
    daily = {} if weekly else shown
    return PainTrend(
        days=pd.DataFrame({"day": _dates(list(daily)), "pain": pd.Series(list(daily.values()), dtype="int64")}),
        medians=_medians({} if weekly else readings, first, numbers),
        weeks=_weeks(shown, first, today, numbers),
        changes=pd.DataFrame({"day": _dates([day for day in changes if first <= day <= today])}),
        finding=pain_finding(shown, today, numbers),
    )


def _dates(days: Sequence[date]) -> "pd.Series[pd.Timestamp]":
    return pd.Series(pd.to_datetime(pd.Series(days, dtype="object")))


def _medians(readings: dict[date, int], first: date, numbers: Numbers) -> pd.DataFrame:
    span, least = int(numbers["pain_median_days"]), int(numbers["pain_median_least_readings"])
    days: list[date] = []
    values: list[float] = []
    counts: list[int] = []
    for day in readings:
        if day < first:
            continue
        near = [readings[d] for d in (day - timedelta(days=n) for n in range(span)) if d in readings]
        if len(near) >= least:
            days.append(day)
            values.append(float(median(near)))
            counts.append(len(near))
    number = runs([day.toordinal() for day in days])
    frame = pd.DataFrame({"day": _dates(days), "median": values, "n": counts, "run": number})
    return frame.assign(alone=_alone(number))


def _weeks(shown: dict[date, int], first: date, today: date, numbers: Numbers) -> pd.DataFrame:
    least = int(numbers["pain_week_least_readings"]) * step_weeks(first, today)
    weeks = steps(first, today)
    rows: list[list[int]] = [[] for _ in weeks]
    step_of = step_finder(first, today)
    for day, pain in shown.items():
        rows[step_of(day)].append(pain)
    enough = [n for n, row in enumerate(rows) if len(row) >= least]
    number = [-1] * len(rows)
    for n, run in zip(enough, runs(enough), strict=True):
        number[n] = run
    full = [row if len(row) >= least else [] for row in rows]
    frame = pd.DataFrame(
        {
            "week": _dates(weeks),
            "n": [len(row) for row in rows],
            "mean": pd.Series([sum(row) / len(row) if row else None for row in full], dtype="float64"),
            "median": pd.Series([float(median(row)) if row else None for row in full], dtype="float64"),
            "lowest": pd.Series([min(row) if row else None for row in rows], dtype="float64"),
            "highest": pd.Series([max(row) if row else None for row in rows], dtype="float64"),
            "run": number,
        }
    )
    return frame.assign(alone=_alone(number))


def _alone(number: Sequence[int]) -> list[bool]:
    counts: dict[int, int] = {}
    for run in number:
        counts[run] = counts.get(run, 0) + 1
    return [run >= 0 and counts[run] == 1 for run in number]


def pain_finding(readings: dict[date, int], today: date, numbers: Numbers) -> Finding:
    """The last 7 days against the first week with enough readings, in one of these codes.

    pain_none, pain_too_early, pain_no_recent, pain_too_few, pain_no_first_week, pain_no_clear_change,
    pain_possibly_lower, pain_lower, pain_possibly_higher, pain_higher. "possibly" where the change holds for the
    last 7 days only, and not for the 7 days before them as well.
    """
    if not readings:
        return Finding("pain_none", {})
    start = min(readings)
    waited = (today - start).days + 1
    needed = 7 * int(numbers["trend_least_weekly_means"])
    if waited < needed:
        return Finding("pain_too_early", {"n": len(readings), "days_left": needed - waited, "needed": needed})
    latest = _block(readings, today)
    least = int(numbers["pain_week_least_readings"])
    if not latest:
        return Finding("pain_no_recent", {"last_day": max(readings), "needed": least})
    if len(latest) < least:
        return Finding("pain_too_few", {"n": len(latest), "needed": least})
    first = _first_block(readings, today, numbers)
    if first is None:
        return Finding("pain_no_first_week", {"needed": int(numbers["pain_first_week_least_readings"])})
    first_day, baseline = first
    before = _block(readings, today - timedelta(days=7))
    direction = _direction(baseline, latest, numbers)
    held = len(before) >= least and _direction(baseline, before, numbers) == direction
    values: Values = {
        "first_day": first_day,
        "first_mean": round(_mean(baseline), 1),
        "first_n": len(baseline),
        "latest_mean": round(_mean(latest), 1),
        "latest_n": len(latest),
    }
    if direction == "no_clear_change":
        return Finding("pain_no_clear_change", values)
    return Finding(f"pain_{direction}" if held else f"pain_possibly_{direction}", values)


def _block(readings: dict[date, int], last: date) -> list[int]:
    """The readings of the 7 days that end with `last`."""
    days = (last - timedelta(days=n) for n in range(7))
    return [readings[day] for day in days if day in readings]


def _first_block(readings: dict[date, int], today: date, numbers: Numbers) -> tuple[date, list[int]] | None:
    """The first 7 days with enough readings that lie before the last two weeks, and the day they begin."""
    least = int(numbers["pain_first_week_least_readings"])
    for day in sorted(readings):
        last = day + timedelta(days=6)
        block = _block(readings, last)
        if last <= today - timedelta(days=14) and len(block) >= least:
            return day, block
    return None


def _direction(baseline: Sequence[int], latest: Sequence[int], numbers: Numbers) -> str:
    """lower, higher or no_clear_change of two blocks of days: beyond noise, and big enough to matter.

    Noise of the difference of two means: 1.96 * SEM * sqrt(1/n1 + 1/n2), points. Lower: by 2 points, or by 30 % and
    one point at the least. Higher: by 2 points. (clinical.md sections 3 and 11.)
    """
    change = _mean(latest) - _mean(baseline)
    noise = numbers["pain_confidence_factor"] * numbers["pain_single_reading_error_points"]
    noise *= sqrt(1 / len(baseline) + 1 / len(latest))
    if abs(change) <= noise:
        return "no_clear_change"
    points, share = numbers["pain_change_points"], numbers["pain_change_share"]
    if _at_least(change, points):
        return "higher"
    by_share = _at_least(-change, share * _mean(baseline)) and _at_least(-change, numbers["pain_change_least_points"])
    return "lower" if by_share or _at_least(-change, points) else "no_clear_change"


def _at_least(value: float, threshold: float) -> bool:
    return value > threshold or isclose(value, threshold, abs_tol=1e-9)


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values)
