"""Daily pain by local day, made for asking about the week that ends on any day."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from core.trends.comparison import DAYS_OF_WEEK


class Week(NamedTuple):
    """The mean of a week and of the week before it, null with too few readings, and the highest reading of the week."""

    mean: float | None
    before: float | None
    worst: int


class Readings:
    """One pain reading (0-10) a local day at most. A week is the 7 days that end with a day; few make no mean."""

    def __init__(self, by_day: Mapping[date, int], least: int) -> None:
        self.days: Final = sorted(by_day)
        self.values: Final = [by_day[day] for day in self.days]
        self._least: Final = least
        self._ordinals: Final = [day.toordinal() for day in self.days]
        self._sums: Final = [0, *accumulate(self.values)]

    @cached_property
    def weeks(self) -> list["Week"]:
        """For each reading, what the week that ends on its day comes to."""
        found: list[Week] = []
        low = before = 0
        for place, end in enumerate(self._ordinals):
            while self._ordinals[low] <= end - DAYS_OF_WEEK:
                low += 1
            while self._ordinals[before] <= end - 2 * DAYS_OF_WEEK:
                before += 1
            worst = max(self.values[low : place + 1])
            found.append(Week(self._mean(low, place + 1), self._mean(before, low), worst))
        return found

    def _mean(self, low: int, high: int) -> float | None:
        return (self._sums[high] - self._sums[low]) / (high - low) if high - low >= self._least else None

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Places of the readings from ordinal `first` to `last`, both included: `values[low:high]`."""
        return bisect_left(self._ordinals, first), bisect_right(self._ordinals, last)

    def week(self, last: date) -> tuple[int, int]:
        """Places of the readings of the 7 days that end with `last`."""
        end = last.toordinal()
        return self.between(end - DAYS_OF_WEEK + 1, end)

    def mean(self, last: date) -> float | None:
        """Mean of that week; None with too few readings."""
        return self._mean(*self.week(last))

    def week_values(self, last: date) -> list[int]:
        """The readings of that week, oldest first."""
        low, high = self.week(last)
        return self.values[low:high]

    def week_days(self, last: date) -> list[date]:
        """The days of that week that have a reading."""
        low, high = self.week(last)
        return self.days[low:high]

    def on(self, day: date) -> int | None:
        """The reading of that day."""
        low, high = self.between(day.toordinal(), day.toordinal())
        return self.values[low] if high > low else None

    def latest(self, last: date, within_days: int) -> date | None:
        """The latest day with a reading among the `within_days` days that end with `last`."""
        low, high = self.between(last.toordinal() - within_days + 1, last.toordinal())
        return self.days[high - 1] if high > low else None
