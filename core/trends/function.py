"""Function over the weeks: the person's own activities and PEG, score by score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from core.model.log import FunctionScore
from core.trends.compare_function import Scores, activity_name
from core.trends.comparison import Comparison, mean
from core.trends.inputs import Finding, Numbers, Values
from core.trends.window import step_finder, step_weeks, steps


@dataclass(frozen=True, eq=False)
class FunctionTrend:
    """Chart-ready tables, made for who looks at them; scores are 0-10, days are local dates.

    activities: day, activity, score. As the person wrote the activity last; 0 cannot do it, 10 as before.
    peg: day, peg. The mean of three items; 10 is worst.
    A stretch so long that a row of other charts takes four weeks has one mean for each four weeks here, by the Monday.
    peg_band: low, high, first. The first PEG of all, and the values that cannot be told from it; or no row.
    findings: one for the activities and one for PEG.
    """

    findings: tuple[Finding, Finding]
    activity_rows: Sequence[tuple[date, str, float]]
    peg_by_day: Mapping[date, float]
    shown: tuple[date, date]
    numbers: Numbers

    @cached_property
    def activities(self) -> pd.DataFrame:
        table = _shown(self.activity_rows, ["day", "activity", "score"], self.shown)
        return table.assign(score=table["score"].astype("float64"))

    @cached_property
    def peg(self) -> pd.DataFrame:
        table = _shown(list(self.peg_by_day.items()), ["day", "peg"], self.shown)
        return table.assign(peg=table["peg"].astype("float64"))

    @cached_property
    def peg_band(self) -> pd.DataFrame:
        return _band(self.peg_by_day, self.numbers)

    @property
    def noted(self) -> bool:
        """Anything lies in the time shown."""
        first, last = self.shown
        return any(first <= day <= last for day in (*(row[0] for row in self.activity_rows), *self.peg_by_day))


def function_trend(
    scores: Mapping[date, Scores],
    peg: Mapping[date, float],
    names: Mapping[str, str],
    compared: tuple[Comparison, Comparison],
    shown: tuple[date, date],
    numbers: Numbers,
) -> FunctionTrend:
    """`scores` and `peg` as compare_function gives them, `names` as `own_words` does; `shown`: first and last day."""
    rows = [(day, names[name], float(score)) for day, row in scores.items() for name, score in row.items()]
    return FunctionTrend((_activities(scores, compared[0]), _peg(peg, compared[1])), rows, peg, shown, numbers)


def _shown(rows: Iterable[tuple[Any, ...]], columns: list[str], shown: tuple[date, date]) -> pd.DataFrame:
    """The rows (day first, value last) from the first to the last day; in steps of four weeks the mean of each step."""
    first, last = shown
    table = pd.DataFrame([row for row in rows if first <= row[0] <= last], columns=columns)
    if step_weeks(first, last) > 1 and len(table):
        mondays, step_of = steps(first, last), step_finder(first, last)
        table = table.assign(day=[mondays[step_of(day)] for day in table["day"]])
        table = table.groupby(columns[:-1], as_index=False).mean()
    return table.assign(day=pd.to_datetime(table["day"]))


def own_words(function: Iterable[FunctionScore]) -> dict[str, str]:
    """How the person wrote each activity last; of two ways on one day the first in the alphabet."""
    found: dict[str, str] = {}
    written = [(entry.day, score.activity) for entry in function for score in entry.activities]
    for _, activity in sorted(written, key=lambda row: (-row[0].toordinal(), row[1])):
        found.setdefault(activity_name(activity), activity)
    return found


def _band(peg: Mapping[date, float], numbers: Numbers) -> pd.DataFrame:
    rows = []
    if peg:
        first, least = peg[min(peg)], float(numbers["peg_possible_points"])
        rows.append((max(0.0, first - least), first + least, first))
    return pd.DataFrame(rows, columns=["low", "high", "first"])


def _activities(scores: Mapping[date, Scores], compared: Comparison) -> Finding:
    """`activities_` and nothing, one_entry, few_days or the verdict."""
    latest = mean(list(scores[max(scores)].values())) if scores else None
    return _finding("activities", compared, list(scores), latest)


def _peg(peg: Mapping[date, float], compared: Comparison) -> Finding:
    """`peg_` and nothing, one_entry, few_days or the verdict."""
    return _finding("peg", compared, list(peg), peg[max(peg)] if peg else None)


def _finding(what: str, compared: Comparison, days: list[date], latest: float | None) -> Finding:
    code = f"{what}_{compared.missing or compared.verdict}"
    if latest is None:
        return Finding(code, {})
    values: Values = {"n": len(days), "latest_day": days[-1], "latest_mean": round(latest, 1)}
    if compared.baseline is not None and compared.latest is not None:
        values |= {"first_day": compared.first_days[0], "first_mean": round(compared.baseline, 1)}
        values |= {"latest_mean": round(compared.latest, 1)}
    return Finding(code, values)
