"""Ankle-to-wall over the weeks: left, right and their difference, each with the band inside which change is noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import isclose
from typing import Literal

import pandas as pd

from core.model.log import AnkleTest
from core.trends.compare_ankle import SIDES, Side, mean_cm, noise_cm
from core.trends.inputs import Finding, Numbers, Values
from core.trends.window import by_week, runs, step_finder, step_weeks, steps

__all__ = ["SIDES", "AnkleTrend", "ankle_trend", "mean_cm", "noise_cm", "reading", "sides_differ", "typical_cm"]

Reading = Literal["typical", "below_typical"]


@dataclass(frozen=True, eq=False)
class AnkleTrend:
    """Chart-ready tables; lengths in cm, days are local dates.

    tests: day, left_cm, right_cm, difference_cm. One row a test day (or a week or four with tests, by the Monday);
    missing where a side was not measured. The difference is how far the sides are apart, never negative.
    points: day, side, cm, run, alone. The same as one row a side; a longer pause between tests ends the run.
    bands: side, first_cm, low_cm, high_cm. First value shown, and the values that cannot be told from it.
    findings: one for each side with a value, and one for the difference, in the order of SIDES.
    """

    tests: pd.DataFrame
    points: pd.DataFrame
    bands: pd.DataFrame
    findings: tuple[Finding, ...]


def typical_cm(age_years: int | None, numbers: Numbers) -> float:
    """From this length on a side is typical, cm; lower from 60 years. Without an age, that of younger people."""
    older = age_years is not None and age_years >= numbers["ankle_older_age_years"]
    return float(numbers["ankle_typical_from_60_cm" if older else "ankle_typical_cm"])


def reading(cm: float, age_years: int | None, numbers: Numbers) -> Reading:
    """A side's mean against the typical length: a description, never a diagnosis."""
    return "typical" if _at_least(cm, typical_cm(age_years, numbers)) else "below_typical"


def sides_differ(difference_cm: float, numbers: Numbers) -> bool:
    """The sides are so far apart (cm) that it is worth watching."""
    return _at_least(difference_cm, float(numbers["ankle_asymmetry_cm"]))


def ankle_trend(tests: Sequence[AnkleTest], first: date, today: date, numbers: Numbers) -> AnkleTrend:
    """Tables and findings of the tests given (one a day, by day); a long stretch takes the mean of each week."""
    values = {side: _values(tests, side) for side in SIDES}
    if by_week(first, today):
        values = {side: _weekly(rows, first, today) for side, rows in values.items()}
    days = sorted({day for rows in values.values() for day, _ in rows})
    columns = {side: dict(rows) for side, rows in values.items()}
    wide = pd.DataFrame({"day": pd.to_datetime(pd.Series(days, dtype="object"))})
    for side in SIDES:
        wide[f"{side}_cm"] = pd.Series([columns[side].get(day) for day in days], dtype="float64")
    findings = tuple(_finding(side, values[side], numbers) for side in SIDES if values[side])
    return AnkleTrend(
        wide,
        _points(values, step_weeks(first, today), numbers),
        _bands(values, numbers),
        findings or (Finding("ankle_none", {}),),
    )


def _values(tests: Sequence[AnkleTest], side: Side) -> list[tuple[date, float]]:
    rows = []
    for test in tests:
        left, right = mean_cm(test.left_cm), mean_cm(test.right_cm)
        if side == "difference":
            value = None if left is None or right is None else abs(left - right)
        else:
            value = left if side == "left" else right
        if value is not None:
            rows.append((test.day, value))
    return rows


def _weekly(rows: list[tuple[date, float]], first: date, today: date) -> list[tuple[date, float]]:
    weeks, step_of = steps(first, today), step_finder(first, today)
    weekly = []
    for step, group in groupby(rows, key=lambda row: step_of(row[0])):
        cm = [value for _, value in group]
        weekly.append((weeks[step], sum(cm) / len(cm)))
    return weekly


def _points(values: dict[Side, list[tuple[date, float]]], weeks: int, numbers: Numbers) -> pd.DataFrame:
    gap = max(int(numbers["ankle_gap_days"]), 7 * weeks)
    rows: list[tuple[date, Side, float, int, bool]] = []
    for side in SIDES:
        number = runs([day.toordinal() for day, _ in values[side]], step=gap)
        rows += [
            (day, side, cm, run, number.count(run) == 1) for (day, cm), run in zip(values[side], number, strict=True)
        ]
    frame = pd.DataFrame(rows, columns=["day", "side", "cm", "run", "alone"])
    return frame.assign(day=pd.to_datetime(frame["day"]), cm=frame["cm"].astype("float64"))


def _bands(values: dict[Side, list[tuple[date, float]]], numbers: Numbers) -> pd.DataFrame:
    rows: list[tuple[Side, float, float, float]] = []
    for side in SIDES:
        if values[side]:
            cm, noise = values[side][0][1], noise_cm(side, numbers)
            rows.append((side, cm, max(0.0, cm - noise), cm + noise))
    return pd.DataFrame(rows, columns=["side", "first_cm", "low_cm", "high_cm"])


def _finding(side: Side, rows: Sequence[tuple[date, float]], numbers: Numbers) -> Finding:
    """`ankle_` or `ankle_difference_` and too_early, no_clear_change, possibly_lower, lower, possibly_higher, higher.

    "possibly" where the change shows in the last test only, and not in the one before it as well.
    """
    (first_day, first), (latest_day, latest) = rows[0], rows[-1]
    values: Values = {
        "side": side,
        "first_day": first_day,
        "first_cm": first,
        "latest_day": latest_day,
        "latest_cm": latest,
        "n": len(rows),
    }
    start = "ankle_difference" if side == "difference" else "ankle"
    if len(rows) < 2:
        return Finding(f"{start}_too_early", values)
    direction = _direction(side, latest - first, numbers)
    if direction == "no_clear_change":
        return Finding(f"{start}_no_clear_change", values)
    held = len(rows) > 2 and _direction(side, rows[-2][1] - first, numbers) == direction
    return Finding(f"{start}_{direction if held else f'possibly_{direction}'}", values)


def _direction(side: Side, change: float, numbers: Numbers) -> str:
    """lower or higher where the change is beyond noise and as large as one that is called a change."""
    least = max(float(numbers["ankle_change_cm"]), noise_cm(side, numbers))
    if not _at_least(abs(change), least):
        return "no_clear_change"
    return "higher" if change > 0 else "lower"


def _at_least(value: float, threshold: float) -> bool:
    """Binary fractions must not decide on which side of a threshold a mean falls."""
    return value > threshold or isclose(value, threshold, abs_tol=1e-9)
