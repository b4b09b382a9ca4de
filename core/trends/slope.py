"""The slope of pain over the weeks shown: told only where it can be told from chance and is large enough to matter."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import ceil, floor, isnan, sqrt
from statistics import median
from typing import Final

import pandas as pd

from core.trends.comparison import at_least, mean
from core.trends.inputs import Finding, Numbers

FOUR_WEEKS: Final = 4
# The variance of Kendall's S without ties: n (n - 1) (2 n + 5) / 18 (Sen, J Am Stat Assoc 1968;63:1379).
SEN: Final = (5, 18)


def pain_slope(weeks: pd.DataFrame, numbers: Numbers) -> tuple[Finding, ...]:
    """pain_slope_down or pain_slope_up of the weekly medians (week, median; some missing); mostly nothing.

    Theil and Sen's slope, the median of the slopes between any two weeks. Told where its interval leaves out nought
    and it makes at least the change that matters over the time from the first to the last week.
    """
    known = [
        (week, pain) for week, pain in zip(weeks["week"], weeks["median"].tolist(), strict=True) if not isnan(pain)
    ]
    if len(known) < numbers["pain_slope_least_weeks"]:
        return ()
    at = [(week - known[0][0]).days / 7 for week, _ in known]
    values = [pain for _, pain in known]
    slopes = sorted(
        (later - earlier) / (end - begin)
        for (begin, earlier), (end, later) in combinations(zip(at, values, strict=True), 2)
    )
    slope = median(slopes)
    low, high = _interval(slopes, values, at, float(numbers["pain_confidence_factor"]))
    total = slope * at[-1]
    if low <= 0 <= high or not at_least(abs(total), numbers["pain_change_points"]):
        return ()
    told = {"weeks": round(at[-1]) + 1, "per_four_weeks": round(abs(slope) * FOUR_WEEKS, 1)}
    return (Finding("pain_slope_down" if slope < 0 else "pain_slope_up", {**told}),)


def _interval(
    slopes: Sequence[float], values: Sequence[float], at: Sequence[float], factor: float
) -> tuple[float, float]:
    """Sen's interval of the slope, widened where neighboring weeks resemble each other."""
    n, (plus, parts) = len(values), SEN
    spread = factor * sqrt(n * (n - 1) * (2 * n + plus) / parts * _widening(values, at, median(slopes)))
    low, high = floor((len(slopes) - spread) / 2), ceil((len(slopes) + spread) / 2)
    return slopes[max(0, low)], slopes[min(len(slopes) - 1, high)]


def _widening(values: Sequence[float], at: Sequence[float], slope: float) -> float:
    """(1 + r) / (1 - r) with the likeness r of one week's residual to the next, never less than 1."""
    left = [value - slope * week for value, week in zip(values, at, strict=True)]
    rest = [value - mean(left) for value in left]
    spread = sum(value * value for value in rest)
    alike = sum(one * other for one, other in pairwise(rest)) / spread if spread else 0.0
    return (1 + alike) / (1 - alike) if alike > 0 else 1.0
