"""What was made of a log of late: after a new entry of one kind the other kinds are not walked over again."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final, Generic, Protocol, TypeVar

from core.model.memory import Memory

MOST: Final = 32  # of each thing that is made: a few people with a few days each


class Dated(Protocol):
    """An entry of a local day."""

    @property
    def day(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)
Made = TypeVar("Made")


class Remembered(Generic[Entry, Made]):
    """`make` of the entries of one kind up to a day, made once. Safe from many threads; results are not to be changed.

    A tuple of frozen entries stays what it is, so it is known by its identity: comparing thousands of entries would
    take longer than making anything of them. It is held as long as its result, so no other one has its identity.
    """

    def __init__(self, make: Callable[[Iterable[Entry], date], Made]) -> None:
        self.__doc__ = make.__doc__
        self._make: Final = make
        self._made: Final[Memory[tuple[Iterable[Entry], Made]]] = Memory(MOST)

    def __call__(self, entries: Iterable[Entry], last: date) -> Made:
        if not isinstance(entries, tuple):
            return self._make(entries, last)
        return self._made.get((id(entries), last), lambda: (entries, self._make(entries, last)))[1]


@dataclass(frozen=True)
class InOrder(Generic[Entry]):
    """Entries by day, and the day of each."""

    entries: Sequence[Entry]
    days: Sequence[date]

    def between(self, first: date, last: date) -> Sequence[Entry]:
        """Those of `first`..`last`."""
        return self.entries[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def earliest(self, first: date) -> date | None:
        """The first day from `first` on that has any."""
        place = bisect_left(self.days, first)
        return self.days[place] if place < len(self.days) else None

    @property
    def latest(self) -> date | None:
        """The last day that has any."""
        return self.days[-1] if self.days else None


def _in_order(entries: Iterable[Any], last: date) -> InOrder[Any]:
    by_day = sorted(entries, key=attrgetter("day"))
    days = [entry.day for entry in by_day]
    there = bisect_right(days, last)
    return InOrder(by_day[:there], days[:there])


_IN_ORDER: Final = Remembered(_in_order)


def in_order(entries: Iterable[Entry], last: date) -> InOrder[Entry]:
    """The entries up to `last`; those of one day in the order in which they came."""
    return _IN_ORDER(entries, last)
