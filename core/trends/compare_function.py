"""Function: a person's own activities (higher is better) and PEG (lower is better) against their first scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.model.log import FunctionScore, Peg
from core.trends.comparison import Comparison, Direction, as_verdict, at_least, mean, too_early
from core.trends.inputs import Numbers

Scores = dict[str, int]


@dataclass(frozen=True)
class _Gain:
    """How much better one day's scores are than the first ones; `clear` or only possibly a change."""

    points: float
    direction: Direction
    clear: bool


def activities_by_day(function: Iterable[FunctionScore], as_of: date) -> dict[date, Scores]:
    """Score of each activity, named in small letters, of each day up to `as_of` that has any, in order of the days.

    Where an activity stands twice on one day, the lower score counts.
    """
    found: dict[date, Scores] = {}
    for entry in function:
        for activity in entry.activities if entry.day <= as_of else ():
            scores, name = found.setdefault(entry.day, {}), activity_name(activity.activity)
            scores[name] = min(activity.score, scores.get(name, activity.score))
    return dict(sorted(found.items()))


def activity_name(own_words: str) -> str:
    """The same activity however it was typed: "Walk to the  shop", "walk to the shop"."""
    return " ".join(own_words.casefold().split())


def peg_mean(peg: Peg) -> float:
    """The mean of the three items, 0-10 (Krebs 2009)."""
    return mean([peg.pain, peg.enjoyment, peg.general_activity])


def peg_by_day(function: Iterable[FunctionScore], as_of: date) -> dict[date, float]:
    """PEG's mean of each day up to `as_of` that has one, in order of the days. Of two of one day the higher counts."""
    found: dict[date, float] = {}
    for entry in function:
        if entry.peg is not None and entry.day <= as_of:
            score = peg_mean(entry.peg)
            found[entry.day] = max(score, found.get(entry.day, score))
    return dict(sorted(found.items()))


def compare_activities(scores: Mapping[date, Scores], numbers: Numbers) -> Comparison:
    """`scores` as `activities_by_day` gives them: the mean of the activities named both times.

    The start is the first day that names an activity of the latest one. (clinical.md section 3.)
    """
    if not scores:
        return too_early("nothing", 0)
    latest = max(scores)
    first = next(day for day in scores if scores[day].keys() & scores[latest].keys())
    names = scores[first].keys() & scores[latest].keys()
    days = [day for day in scores if scores[day].keys() & names]
    missing = _too_few(days, numbers)
    if missing is not None:
        return missing

    def gain(day: date) -> _Gain:
        shared = scores[day].keys() & names
        points = _mean_of(scores[day], shared) - _mean_of(scores[first], shared)
        return _sized(points, "activities_possible_points", "activities_clear_points", numbers)

    ends = (_mean_of(scores[first], names), _mean_of(scores[latest], names))
    return _compared(days, [gain(day) for day in _newest(days)], ends, "activities_clear_points")


def _mean_of(scores: Scores, names: Iterable[str]) -> float:
    return mean([scores[name] for name in sorted(names)])


def compare_peg(scores: Mapping[date, float], numbers: Numbers) -> Comparison:
    """`scores` as `peg_by_day` gives them."""
    days = list(scores)
    if not days:
        return too_early("nothing", 0)
    missing = _too_few(days, numbers)
    if missing is not None:
        return missing
    first, latest = scores[days[0]], scores[days[-1]]

    def gain(day: date) -> _Gain:
        found = _sized(first - scores[day], "peg_possible_points", "peg_clear_points", numbers)
        by_share = found.direction == "better" and at_least(found.points, numbers["peg_clear_share"] * first)
        return _Gain(found.points, found.direction, found.clear or by_share)

    return _compared(days, [gain(day) for day in _newest(days)], (first, latest), "peg_clear_points")


def _newest(days: Sequence[date]) -> Sequence[date]:
    """The latest day and the one before it, newest first; the first day of all is what they are compared with."""
    return days[:0:-1][:2]


def _too_few(days: Sequence[date], numbers: Numbers) -> Comparison | None:
    if len(days) < 2:
        return too_early("one_entry", len(days))
    if (days[-1] - days[0]).days < numbers["trend_least_days"]:
        return too_early("few_days", len(days))
    return None


def _sized(points: float, possible: str, clear: str, numbers: Numbers) -> _Gain:
    if not at_least(abs(points), numbers[possible]):
        return _Gain(points, "none", False)
    return _Gain(points, "better" if points > 0 else "worse", at_least(abs(points), numbers[clear]))


def _compared(days: Sequence[date], gains: Sequence[_Gain], ends: tuple[float, float], evidence: str) -> Comparison:
    """`gains`: one or two, newest first. Clear where the latest is, and the one before it pointed the same way."""
    held = gains[0].clear and len(gains) > 1 and gains[1].direction == gains[0].direction
    return Comparison(
        verdict=as_verdict(gains[0].direction, held),
        weeks=len(days),
        baseline=ends[0],
        latest=ends[1],
        first_days=(days[0],),
        latest_days=(days[-1],),
        held_days=(days[-2],) if held else (),
        evidence=evidence,
    )
