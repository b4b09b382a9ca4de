"""Knee-to-wall, cm: each side, and how far the sides are apart, against the first test."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Final, Literal

from core.model.log import AnkleTest
from core.trends.comparison import Comparison, Direction, as_verdict, at_least, mean, too_early, weeks_back
from core.trends.inputs import Numbers

Side = Literal["left", "right", "difference"]
SIDES: Final[tuple[Side, ...]] = ("left", "right", "difference")


def mean_cm(trials: Sequence[float] | None) -> float | None:
    """The mean of a side's trials, cm, or None where the side was not measured."""
    return sum(trials) / len(trials) if trials else None


def noise_cm(side: Side, numbers: Numbers) -> float:
    """The largest change of that side's mean that may be chance, cm: for the difference sqrt(2) times as much."""
    return float(numbers["ankle_noise_cm"]) * _spread(side)


def _spread(side: Side) -> float:
    return sqrt(2) if side == "difference" else 1.0


def ankle_by_day(tests: Iterable[AnkleTest], side: Side, as_of: date) -> dict[date, float]:
    """Means of the trials, cm, of each day up to `as_of` on which it was measured, in order of the days.

    The difference is never negative. Where one day stands twice, the shorter length and the larger difference count.
    """
    return ankles_by_day(tests, as_of)[side]


def ankles_by_day(tests: Iterable[AnkleTest], as_of: date) -> dict[Side, dict[date, float]]:
    """`ankle_by_day` of both sides and their difference."""
    found: dict[Side, list[tuple[date, float]]] = {side: [] for side in SIDES}
    for test in tests:
        day, left, right = test.day, mean_cm(test.left_cm), mean_cm(test.right_cm)
        if day > as_of:
            continue
        if left is not None:
            found["left"].append((day, left))
        if right is not None:
            found["right"].append((day, right))
        if left is not None and right is not None:
            found["difference"].append((day, abs(left - right)))
    # Of one day the last row stands: the shortest length, the largest difference.
    return {
        side: dict(sorted(rows, key=lambda row: row if side == "difference" else (row[0], -row[1])))
        for side, rows in found.items()
    }


def compare_ankle(side: Side, values: Mapping[date, float], as_of: date, numbers: Numbers) -> Comparison:
    """`values` as `ankle_by_day` gives them. A longer side is better, and a smaller difference.

    The tests of one week (blocks of 7 days counted back from `as_of`) make one point. A change counts where it is
    beyond noise and shows in two points in a row, or a little less in three; in one point it is possible.
    """
    if not values:
        return too_early("nothing", 0)
    first, *later = values
    points = list(weeks_back(later, as_of).values())
    known = 1 + len(points)
    if not points:
        return too_early("one_entry", known)
    if (later[-1] - first).days < numbers["trend_least_days"]:
        return too_early("few_days", known)
    count = int(numbers["ankle_sustained_points"])
    means = [mean([values[day] for day in days]) for days in points[: max(2, count)]]
    gains = [(values[first] - cm if side == "difference" else cm - values[first]) for cm in means]
    least = max(float(numbers["ankle_change_cm"]), noise_cm(side, numbers))
    clear = [_direction(gain, least) for gain in gains]
    sustained = [_direction(gain, numbers["ankle_sustained_cm"] * _spread(side)) for gain in gains[:count]]
    direction, held = clear[0], clear[0] != "none" and clear[:2] == [clear[0]] * 2
    evidence = "ankle_noise_cm" if side == "difference" else "ankle_change_cm"
    if not held and len(sustained) == count and sustained[0] != "none" and len(set(sustained)) == 1:
        direction, held, evidence = sustained[0], True, "ankle_sustained_cm"
    counted = count if evidence == "ankle_sustained_cm" else 2
    return Comparison(
        verdict=as_verdict(direction, held),
        weeks=known,
        baseline=values[first],
        latest=means[0],
        first_days=(first,),
        latest_days=tuple(points[0]),
        held_days=tuple(day for days in points[1:counted] for day in days) if held else (),
        evidence=evidence,
    )


def _direction(gain: float, least: float) -> Direction:
    if at_least(gain, least):
        return "better"
    return "worse" if at_least(-gain, least) else "none"
