"""Pain over the weeks: the days as logged, a 7-day median, weekly means, and what may honestly be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

import pandas as pd

from core.trends.columns import day_column
from core.trends.compare_pain import first_week, noise_points
from core.trends.comparison import DAYS_OF_WEEK, Comparison, mean
from core.trends.inputs import Finding, Numbers, Values
from core.trends.window import by_week, runs, step_finder, step_weeks, steps

SCALE_END: Final = 10.0


@dataclass(frozen=True)
class PainStart:
    """The first week: its mean and the bands round it inside which a week's mean or a single day may be chance.

    Points on the 0-10 scale, bands cut off at its ends. `n`: the days noted in that week.
    """

    day: date
    n: int
    mean: float
    week_low: float
    week_high: float
    day_low: float
    day_high: float


@dataclass(frozen=True, eq=False)
class PainTrend:
    """Chart-ready tables; pain is 0-10, days and weeks are local dates (weeks by their Monday).

    days: day, pain. One row for each logged day, none for the others.
    medians: day, median, n, run, alone. Only logged days with enough readings in the last 7 days; a day without an
    entry ends the run, and `alone` marks a run of one.
    weeks: week, n, mean, median, lowest, highest, run, alone. Every week (or four, `window.step_weeks`) from first to
    last; mean and median are missing, and run is -1, where it has too few readings.
    A stretch shown in weeks (`window.by_week`) leaves days and medians empty.
    changes: day. The days on which a routine was made; where a row takes four weeks, one day for each four.
    start: the first week of all, wherever the chart begins; null before there is one.
    findings: how pain goes, always; then what else must be known of that, none to two.
    """

    days: pd.DataFrame
    medians: pd.DataFrame
    weeks: pd.DataFrame
    changes: pd.DataFrame
    start: PainStart | None
    findings: tuple[Finding, ...]


def pain_tables(
    readings: Mapping[date, int], changes: Sequence[date], first: date, last: date, numbers: Numbers
) -> dict[str, pd.DataFrame]:
    """The tables of PainTrend for `first`..`last`. `readings`: by day, from six days before `first` at the latest."""
    shown = {day: pain for day, pain in readings.items() if first <= day <= last}
    weekly = by_week(first, last)
    daily = {} if weekly else shown
    made = sorted({day for day in changes if first <= day <= last})
    if step_weeks(first, last) > 1:
        step_of = step_finder(first, last)
        made = sorted({step_of(day): day for day in reversed(made)}.values())
    return {
        "days": pd.DataFrame({"day": day_column(list(daily)), "pain": pd.Series(list(daily.values()), dtype="int64")}),
        "medians": _medians(readings, list(daily), numbers),
        "weeks": _weeks(shown, first, last, numbers),
        "changes": pd.DataFrame({"day": day_column(made)}),
    }


def pain_start(readings: Mapping[date, int], numbers: Numbers) -> PainStart | None:
    """The first week that every later one is compared with, as soon as there is one."""
    days = first_week(readings, numbers)
    if not days:
        return None
    baseline, n = mean([readings[day] for day in days]), len(days)
    week, day = noise_points(n, n, numbers), noise_points(1, 1, numbers)
    return PainStart(days[0], n, baseline, *_band(baseline, week), *_band(baseline, day))


def _band(middle: float, noise: float) -> tuple[float, float]:
    return max(0.0, middle - noise), min(SCALE_END, middle + noise)


def pain_finding(compared: Comparison, readings: Mapping[date, int], today: date, numbers: Numbers) -> Finding:
    """The comparison as a code: `pain_` and its verdict, or what is wanting where it is too early to say.

    pain_nothing, pain_few_weeks (too short a time), pain_thin (time enough, too few days noted), pain_no_recent,
    pain_few_recent, pain_no_first_week; pain_no_clear_change, pain_possibly_better, pain_better, pain_possibly_worse,
    pain_worse; pain_worse_stands where the last 7 days have too few readings to say that it is over.
    """
    if compared.baseline is None or compared.latest is None:
        return _too_early(compared, readings, today, numbers)
    values: Values = {
        "first_day": compared.first_days[0],
        "first_mean": round(compared.baseline, 1),
        "first_n": len(compared.first_days),
        "latest_day": compared.latest_days[-1],
        "latest_mean": round(compared.latest, 1),
        "latest_n": len(compared.latest_days),
    }
    return Finding("pain_worse_stands" if compared.late else f"pain_{compared.verdict}", values)


def _too_early(compared: Comparison, readings: Mapping[date, int], today: date, numbers: Numbers) -> Finding:
    least = int(numbers["pain_week_least_readings"])
    if compared.missing == "no_recent":
        return Finding("pain_no_recent", {"last_day": max(readings), "needed": least})
    if compared.missing == "few_recent":
        n = sum((today - day).days < DAYS_OF_WEEK for day in readings)
        return Finding("pain_few_recent", {"n": n, "needed": least})
    if compared.missing == "nothing":
        return Finding("pain_nothing", {})
    days_left = DAYS_OF_WEEK * int(numbers["trend_least_weekly_means"]) - (today - min(readings)).days - 1
    if days_left > 0:
        return Finding("pain_few_weeks", {"n": len(readings), "days_left": days_left})
    if compared.missing == "no_first_week":
        return Finding("pain_no_first_week", {"needed": int(numbers["pain_first_week_least_readings"])})
    return Finding("pain_thin", {"weeks": compared.weeks, "needed": int(numbers["trend_least_weekly_means"])})


def _medians(readings: Mapping[date, int], shown: Sequence[date], numbers: Numbers) -> pd.DataFrame:
    span, least = int(numbers["pain_median_days"]), int(numbers["pain_median_least_readings"])
    days: list[date] = []
    values: list[float] = []
    counts: list[int] = []
    for day in shown:
        near = [readings[d] for d in (day - timedelta(days=n) for n in range(span)) if d in readings]
        if len(near) >= least:
            days.append(day)
            values.append(float(median(near)))
            counts.append(len(near))
    number = runs([day.toordinal() for day in days])
    frame = pd.DataFrame({"day": day_column(days), "median": values, "n": counts, "run": number})
    return frame.assign(alone=_alone(number))


def _weeks(shown: Mapping[date, int], first: date, last: date, numbers: Numbers) -> pd.DataFrame:
    least = int(numbers["pain_week_least_readings"]) * step_weeks(first, last)
    weeks = steps(first, last)
    rows: list[list[int]] = [[] for _ in weeks]
    step_of = step_finder(first, last)
    for day, pain in shown.items():
        rows[step_of(day)].append(pain)
    enough = [n for n, row in enumerate(rows) if len(row) >= least]
    number = [-1] * len(rows)
    for n, run in zip(enough, runs(enough), strict=True):
        number[n] = run
    full = [row if len(row) >= least else [] for row in rows]
    frame = pd.DataFrame(
        {
            "week": day_column(weeks),
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
