"""Daily pain by local day, made for asking about the week that ends on any day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Final

from core.trends.comparison import DAYS_OF_WEEK, at_least


class Readings:
    """One pain reading (0-10) a local day at most. A week is the 7 days that end with a day; few make no mean."""

    def __init__(self, by_day: Mapping[date, int], least: int) -> None:
        self.days: Final = sorted(by_day)
        self.values: Final = [by_day[day] for day in self.days]
        self._least: Final = least
        self._ordinals: Final = [day.toordinal() for day in self.days]

    @cached_property
    def _means(self) -> list[float | None]:
        """The mean of the week that ends on each day, from that of the first reading to the last with a reading."""
        if not self.days:
            return []
        known = dict(zip(self._ordinals, self.values, strict=True))
        week = range(self._ordinals[0] - DAYS_OF_WEEK, self._ordinals[-1] + DAYS_OF_WEEK)
        sums = list(accumulate([known.get(day, 0) for day in week]))
        counts = list(accumulate([day in known for day in week]))
        return [
            (sums[end] - sums[end - DAYS_OF_WEEK]) / many
            if (many := counts[end] - counts[end - DAYS_OF_WEEK]) >= self._least
            else None
            for end in range(DAYS_OF_WEEK, len(week))
        ]

    @cached_property
    def means(self) -> list[float | None]:
        """For each reading, the mean of the week that ends on its day."""
        return [self._means[end - self._ordinals[0]] for end in self._ordinals]

    @cached_property
    def begins(self) -> list[int]:
        """For each reading, the place of the first of the week that ends on its day."""
        found: list[int] = []
        low = 0
        for end in self._ordinals:
            while self._ordinals[low] <= end - DAYS_OF_WEEK:
                low += 1
            found.append(low)
        return found

    def many(self, counted: Iterable[bool]) -> list[int]:
        """For each reading, how many of the readings of that week are `counted`."""
        so_far = [0, *accumulate(counted)]
        return [so_far[place] - so_far[low] for place, low in enumerate(self.begins, 1)]

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Places of the readings from ordinal `first` to `last`, both included: `values[low:high]`."""
        return bisect_left(self._ordinals, first), bisect_right(self._ordinals, last)

    def week(self, last: date) -> tuple[int, int]:
        """Places of the readings of the 7 days that end with `last`."""
        end = last.toordinal()
        return self.between(end - DAYS_OF_WEEK + 1, end)

    def mean(self, last: date) -> float | None:
        """Mean of that week; None with too few readings."""
        place = last.toordinal() - self._ordinals[0] if self._ordinals else 0
        return self._means[place] if 0 <= place < len(self._means) else None

    def rises(self, points: float) -> list[date]:
        """The days on which the mean of a week lies by as much as that above the mean of the week before."""
        weeks = zip(self._means, self._means[DAYS_OF_WEEK:], strict=False)
        return [
            self.days[0] + timedelta(days=place)
            for place, (before, mean) in enumerate(weeks, DAYS_OF_WEEK)
            if before is not None and mean is not None and at_least(mean - before, points)
        ]

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
