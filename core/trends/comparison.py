"""A comparison: one measure now against its start, as a verdict with all that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Final, Literal

from core.model.review import Verdict

DAYS_OF_WEEK: Final = 7

Direction = Literal["better", "worse", "none"]
Missing = Literal["nothing", "few_weeks", "few_days", "no_recent", "few_recent", "no_first_week", "one_entry"]


@dataclass(frozen=True)
class Comparison:
    """Numbers are null, and `missing` says what is wanting, where the verdict is too_early.

    `weeks`: how many weekly means or tests there are. `first_days`, `latest_days`: the days whose entries the two
    means are made of; `held_days` those of the week or test before the latest, where it bore the verdict out.
    `evidence`: the number (data/evidence) that decided. `late`: the latest days are no longer the last seven.
    """

    verdict: Verdict
    weeks: int
    missing: Missing | None = None
    baseline: float | None = None
    latest: float | None = None
    first_days: tuple[date, ...] = ()
    latest_days: tuple[date, ...] = ()
    held_days: tuple[date, ...] = ()
    evidence: str | None = None
    late: bool = False

    @property
    def change(self) -> float | None:
        """Latest less baseline."""
        return None if self.baseline is None or self.latest is None else self.latest - self.baseline


def too_early(missing: Missing, weeks: int) -> Comparison:
    """There is nothing to compare yet, and why."""
    return Comparison("too_early", weeks, missing)


def as_verdict(direction: Direction, held: bool) -> Verdict:
    """In words: a change that has not held yet is only possible."""
    if direction == "none":
        return "no_clear_change"
    if direction == "better":
        return "better" if held else "possibly_better"
    return "worse" if held else "possibly_worse"


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean of at least one value."""
    return sum(values) / len(values)


def at_least(value: float, threshold: float) -> bool:
    """Binary fractions must not decide on which side of a threshold a mean falls."""
    return value > threshold or isclose(value, threshold, abs_tol=1e-9)


def weeks_back(days: Sequence[date], as_of: date) -> dict[int, list[date]]:
    """The days by the 7-day block they lie in: 0 ends with `as_of`, 1 a week before it, and so on; newest first.

    Days after `as_of` must not be among them. Blocks without a day are left out.
    """
    end, oldest_first = as_of.toordinal(), sorted(days)
    blocks: dict[int, list[date]] = {}
    for block, day in zip([(end - day.toordinal()) // DAYS_OF_WEEK for day in oldest_first], oldest_first, strict=True):
        if block in blocks:
            blocks[block].append(day)
        else:
            blocks[block] = [day]
    return dict(reversed(blocks.items()))
