"""What went with better days: sitting, sleep, stress and sessions beside pain, on the same day and the day after.

Ranks and intervals, no causes and no forecasts. Each day is set against the days around it, so that what merely drifts
over the same weeks is no connection. The days of one person resemble their neighbors, so the interval is that of fewer
days than were noted, and it is widened again for the number of comparisons made.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.model.log import CheckIn
from core.trends.inputs import Finding, Numbers

Factor = Literal["sitting", "sleep", "stress", "session"]
FACTORS: Final[tuple[Factor, ...]] = ("sitting", "sleep", "stress", "session")
LAGS: Final = (0, 1)
# Fisher's z of a rank correlation has the variance (1 + r^2 / 2) / (n - 3) (Bonett & Wright, Psychometrika 2000;65:23).
FISHER: Final = 3
DIGITS: Final = 6

Days = NDArray[np.float64]  # one value a calendar day, nan where there is none


@dataclass(frozen=True, eq=False)
class WentWith:
    """rows: factor, lag_days, n, rank_r, low, high, clear. One row a comparison, `clear` where 0 is not in between.

    rank_r is Spearman's, of how far each day lies from the days around it; above 0 more of the factor went with more
    pain. lag_days 1: the factor of the day before.
    pairs: factor, lag_days, value, pain, n. How often each value was noted together with each pain.
    finding: went_with_too_few, went_with_nothing_clear or went_with_some.
    """

    rows: pd.DataFrame
    pairs: pd.DataFrame
    finding: Finding


def went_with(check_ins: Sequence[CheckIn], sessions: Collection[date], numbers: Numbers) -> WentWith:
    """The comparisons of these check-ins (one a day, any order) and days with a session.

    A pair of factor and day is compared from `went_with_least_days` days on that have both, where both ever vary.
    """
    pain, factors = _calendar(check_ins, sessions)
    most, compared = 0, {}
    for factor, values in factors.items():
        for lag in LAGS:
            before = np.concatenate([np.full(lag, np.nan), values[: len(values) - lag]])
            both = ~np.isnan(before) & ~np.isnan(pain)
            n = int(both.sum())
            most = max(most, n)
            if n >= numbers["went_with_least_days"] and np.ptp(before[both]) > 0 and np.ptp(pain[both]) > 0:
                compared[factor, lag] = (np.where(both, before, np.nan), np.where(both, pain, np.nan))
    rows = [
        (factor, lag, *_rank_correlation(values, pains, len(compared), numbers))
        for (factor, lag), (values, pains) in compared.items()
    ]
    frame = pd.DataFrame(rows, columns=["factor", "lag_days", "n", "rank_r", "low", "high", "clear"])
    return WentWith(frame, _noted_together(compared), _finding(frame, most, numbers))


def _calendar(check_ins: Sequence[CheckIn], sessions: Collection[date]) -> tuple[Days, dict[Factor, Days]]:
    """Pain and the factors of every calendar day from the first check-in to the last."""
    noted = [entry.day.toordinal() for entry in check_ins]
    first, count = min(noted, default=0), (max(noted) - min(noted) + 1 if noted else 0)

    def series(values: Sequence[int | float | None]) -> Days:
        found = np.full(count, np.nan)
        for day, value in zip(noted, values, strict=True):
            if value is not None:
                found[day - first] = value
        return found

    # Whether there was a session is known of every day since the first one.
    done = sorted(day.toordinal() - first for day in sessions)
    session = np.full(count, np.nan)
    if done and done[0] < count:
        session[max(0, done[0]) :] = 0.0
        session[[day for day in done if 0 <= day < count]] = 1.0
    factors: dict[Factor, Days] = {
        "sitting": series([entry.sitting_hours for entry in check_ins]),
        "sleep": series([entry.sleep_hours for entry in check_ins]),
        "stress": series([entry.stress for entry in check_ins]),
        "session": session,
    }
    return series([entry.pain_average for entry in check_ins]), factors


def _rank_correlation(
    values: Days, pains: Days, comparisons: int, numbers: Numbers
) -> tuple[int, float, float, float, bool]:
    """n, Spearman's r, the ends of its interval, and whether nought lies outside; both given on the same days."""
    around = int(numbers["went_with_around_days"])
    ranks, pain_ranks = _ranks(values, around), _ranks(pains, around)
    n = int((~np.isnan(values)).sum())
    r = float(np.nansum(ranks * pain_ranks) / sqrt(np.nansum(ranks**2) * np.nansum(pain_ranks**2)))
    worth = _worth(ranks, pain_ranks, n, float(numbers["went_with_lag_share"]))
    miss = (1 - float(numbers["went_with_confidence"])) / comparisons
    limit = 1 - 1 / n  # atanh has no value at 1
    z = atanh(max(-limit, min(limit, r)))
    spread = NormalDist().inv_cdf(1 - miss / 2) * sqrt((1 + r * r / 2) / max(1.0, worth - FISHER))
    low, high = min(r, tanh(z - spread)), max(r, tanh(z + spread))
    return n, r, low, high, low > 0 or high < 0


def _ranks(values: Days, around: int) -> Days:
    """Ranks of each day less the mean of the days `around` it on either side; less their mean, nan stays nan."""
    series = pd.Series(values)
    apart = series - series.rolling(2 * around + 1, center=True, min_periods=1).mean()
    ranks = apart.round(DIGITS).rank()  # binary fractions must not break ties
    centered: Days = np.asarray(ranks - ranks.mean(), dtype=np.float64)
    return centered


def _worth(one: Days, other: Days, n: int, lag_share: float) -> float:
    """As how many days that do not resemble their neighbors these `n` count: n / (1 + 2 sum r1(k) r2(k)).

    r(k): how like a series is to itself k days later, up to a share of its length (Pyper & Peterman, Can J Fish Aquat
    Sci 1998;55:2127); of the products only those above nought count, so that this is never more than n.
    """
    length = len(one)
    filled = [(np.nan_to_num(series), (~np.isnan(series)).astype(np.float64)) for series in (one, other)]
    alike = 1.0
    for k in range(1, int(lag_share * n) + 1):
        product = 1.0
        for values, known in filled:
            pairs = float(known[k:] @ known[:-k])
            spread = float(values @ values) / n
            product *= float(values[k:] @ values[:-k]) / pairs / spread if pairs else 0.0
        alike += 2 * max(0.0, product) * (1 - k / length)
    return n / alike


def _noted_together(compared: dict[tuple[Factor, int], tuple[Days, Days]]) -> pd.DataFrame:
    rows = [
        (factor, lag, *pair, n)
        for (factor, lag), series in compared.items()
        for pair, n in sorted(Counter(zip(*(days[~np.isnan(days)].tolist() for days in series), strict=True)).items())
    ]
    return pd.DataFrame(rows, columns=["factor", "lag_days", "value", "pain", "n"])


def _finding(rows: pd.DataFrame, most: int, numbers: Numbers) -> Finding:
    if rows.empty:
        return Finding("went_with_too_few", {"n": most, "needed": int(numbers["went_with_least_days"])})
    code = "went_with_some" if rows["clear"].any() else "went_with_nothing_clear"
    return Finding(code, {"comparisons": len(rows), "days": most})
