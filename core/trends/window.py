"""How far back a chart looks: at least as long as it is called, from the Monday before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal, get_args

Window = Literal["4w", "12w", "1y", "all"]

WINDOWS: Final[tuple[Window, ...]] = get_args(Window)
DEFAULT_WINDOW: Final[Window] = "12w"

_WEEKS: Final[dict[Window, int]] = {"4w": 4, "12w": 12, "1y": 52}
# A longer stretch is drawn in steps of weeks, then of four weeks: at most a few hundred points, and room for each.
LONGEST_DAILY_WEEKS: Final = 26
LONGEST_WEEKLY_WEEKS: Final = 160
FOUR_WEEKS: Final = 4
# What is told day by day all the same (the calendar, what went with what) goes back so far at most.
YEAR_WEEKS: Final = 53


def window_named(name: str) -> Window:
    """The window of that name. Raises ValueError where there is none."""
    for window in WINDOWS:
        if window == name:
            return window
    raise ValueError(f"window: one of {', '.join(WINDOWS)}")


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def first_day(window: Window, today: date) -> date | None:
    """The first day a chart shows; None: as far back as there are entries."""
    if window == "all":
        return None
    return week_of(today - timedelta(weeks=_WEEKS[window], days=-1))


def by_week(first: date, last: date) -> bool:
    """So long a stretch that a chart shows weeks instead of days."""
    return (last - first).days >= 7 * LONGEST_DAILY_WEEKS


def step_weeks(first: date, last: date) -> int:
    """How many weeks one row of a weekly table takes together, 1 or 4."""
    return 1 if (last - first).days < 7 * LONGEST_WEEKLY_WEEKS else FOUR_WEEKS


def steps(first: date, last: date) -> list[date]:
    """The Mondays on which the rows of a weekly table begin, from `first`'s week to `last`'s."""
    start, step = week_of(first), step_weeks(first, last)
    return [start + timedelta(weeks=step * n) for n in range((last - start).days // (7 * step) + 1)]


def step_finder(first: date, last: date) -> Callable[[date], int]:
    """Tells in which row of `steps` a day lies."""
    start, days = week_of(first).toordinal(), 7 * step_weeks(first, last)
    return lambda day: (day.toordinal() - start) // days


def runs(places: list[int], step: int = 1) -> list[int]:
    """Numbers the unbroken runs of `places` (rising): a distance of more than `step` begins a new run.

    A chart draws one line a run, so that nothing is ever drawn across a gap.
    """
    numbers: list[int] = []
    for n, place in enumerate(places):
        numbers.append(numbers[-1] + (place - places[n - 1] > step) if n else 0)
    return numbers
