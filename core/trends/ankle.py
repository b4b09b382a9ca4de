"""Ankle-to-wall over the weeks: left, right and their difference, each with the band inside which change is noise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

import pandas as pd

from core.trends.columns import day_column
from core.trends.compare_ankle import SIDES, Side, mean_cm, noise_cm
from core.trends.comparison import DAYS_OF_WEEK, Comparison, at_least
from core.trends.inputs import Finding, Numbers, Values
from core.trends.window import by_week, runs, step_finder, step_weeks, steps

__all__ = ["SIDES", "AnkleTrend", "ankle_trend", "mean_cm", "noise_cm", "reading", "sides_differ", "typical_cm"]

Reading = Literal["typical", "below_typical"]
Days = Mapping[date, float]


@dataclass(frozen=True, eq=False)
class AnkleTrend:
    """Chart-ready tables, made for who looks at them; lengths in cm, days are local dates.

    tests: day, left_cm, right_cm, difference_cm. One row a test day (or a week or four with tests, by the Monday);
    missing where a side was not measured. The difference is how far the sides are apart, never negative.
    points: day, side, cm, run, alone. The same as one row a side; a longer pause between tests ends the run.
    bands: side, first_cm, low_cm, high_cm. The first test of all, and the values that cannot be told from it.
    findings: one for each side with a value in the time shown, and one for the difference, in the order of SIDES.
    """

    findings: tuple[Finding, ...]
    shown: Mapping[Side, Days]
    first_cm: Mapping[Side, float]
    weeks: int
    numbers: Numbers

    @cached_property
    def tests(self) -> pd.DataFrame:
        days = sorted({day for rows in self.shown.values() for day in rows})
        wide = pd.DataFrame({"day": day_column(days)})
        for side in SIDES:
            wide[f"{side}_cm"] = pd.Series([self.shown[side].get(day) for day in days], dtype="float64")
        return wide

    @cached_property
    def points(self) -> pd.DataFrame:
        return _points(self.shown, self.weeks, self.numbers)

    @cached_property
    def bands(self) -> pd.DataFrame:
        return _bands(self.first_cm, self.numbers)


def typical_cm(age_years: int | None, numbers: Numbers) -> float:
    """From this length on a side is typical, cm; lower from 60 years. Without an age, that of younger people."""
    older = age_years is not None and age_years >= numbers["ankle_older_age_years"]
    return float(numbers["ankle_typical_from_60_cm" if older else "ankle_typical_cm"])


def reading(cm: float, age_years: int | None, numbers: Numbers) -> Reading:
    """A side's mean against the typical length: a description, never a diagnosis."""
    return "typical" if at_least(cm, typical_cm(age_years, numbers)) else "below_typical"


def sides_differ(difference_cm: float, numbers: Numbers) -> bool:
    """The sides are so far apart (cm) that it is worth watching."""
    return at_least(difference_cm, float(numbers["ankle_asymmetry_cm"]))


def ankle_trend(
    tests: Mapping[Side, Days], compared: Mapping[Side, Comparison], first: date, last: date, numbers: Numbers
) -> AnkleTrend:
    """Tables and findings for `first`..`last`; a long stretch takes the mean of each week.

    `tests`: every test so far, as `compare_ankle.ankle_by_day` gives them, and the comparisons made of them.
    """
    shown: dict[Side, Days] = {
        side: {day: cm for day, cm in tests[side].items() if first <= day <= last} for side in SIDES
    }
    if by_week(first, last):
        shown = {side: _weekly(rows, first, last) for side, rows in shown.items()}
    findings = tuple(_finding(side, tests[side], compared[side]) for side in SIDES if shown[side])
    first_cm = {side: tests[side][min(tests[side])] for side in SIDES if shown[side]}
    nothing = (Finding("ankle_nothing", {}),)
    return AnkleTrend(findings or nothing, shown, first_cm, step_weeks(first, last), numbers)


def _weekly(rows: Days, first: date, last: date) -> dict[date, float]:
    weeks, step_of = steps(first, last), step_finder(first, last)
    weekly = {}
    for step, group in groupby(rows.items(), key=lambda row: step_of(row[0])):
        cm = [value for _, value in group]
        weekly[weeks[step]] = sum(cm) / len(cm)
    return weekly


def _points(shown: Mapping[Side, Days], weeks: int, numbers: Numbers) -> pd.DataFrame:
    gap = max(int(numbers["ankle_gap_days"]), DAYS_OF_WEEK * weeks)
    rows: list[tuple[date, Side, float, int, bool]] = []
    for side in SIDES:
        number = runs([day.toordinal() for day in shown[side]], step=gap)
        rows += [
            (day, side, cm, run, number.count(run) == 1)
            for (day, cm), run in zip(shown[side].items(), number, strict=True)
        ]
    frame = pd.DataFrame(rows, columns=["day", "side", "cm", "run", "alone"])
    return frame.assign(day=pd.to_datetime(frame["day"]), cm=frame["cm"].astype("float64"))


def _bands(first_cm: Mapping[Side, float], numbers: Numbers) -> pd.DataFrame:
    rows: list[tuple[Side, float, float, float]] = []
    for side, cm in first_cm.items():
        noise = noise_cm(side, numbers)
        rows.append((side, cm, max(0.0, cm - noise), cm + noise))
    return pd.DataFrame(rows, columns=["side", "first_cm", "low_cm", "high_cm"])


def _finding(side: Side, values: Days, compared: Comparison) -> Finding:
    """The comparison as a code: `ankle_` or `ankle_difference_`, and one_entry, few_days or the verdict."""
    first, latest = min(values), max(values)
    shown: Values = {
        "side": side,
        "first_day": first,
        "first_cm": values[first],
        "latest_day": latest,
        "latest_cm": values[latest] if compared.latest is None else compared.latest,
        "n": len(values),
    }
    start = "ankle_difference" if side == "difference" else "ankle"
    return Finding(f"{start}_{compared.missing or compared.verdict}", shown)
