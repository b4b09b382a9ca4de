"""What the trends are made of: the log, the days that were planned, the numbers. All of it given, nothing read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from core.model.log import AnkleTest, CheckIn, SessionDone
from core.model.vocabulary import Weekday


class Numbers(Protocol):
    """The evidence by id (data/evidence)."""

    def __getitem__(self, key: str, /) -> int | float: ...


class Logs(Protocol):
    """A person's log in any order. Where one day stands twice, the later in the tuple is the newer version."""

    @property
    def check_ins(self) -> tuple[CheckIn, ...]: ...

    @property
    def sessions(self) -> tuple[SessionDone, ...]: ...

    @property
    def ankle_tests(self) -> tuple[AnkleTest, ...]: ...


@dataclass(frozen=True)
class PlannedDays:
    """A routine version: in force from the local day it was made until the next one; `days` empty without a routine."""

    made_on: date
    days: tuple[Weekday, ...]


Values = dict[str, str | int | float | date | None]


@dataclass(frozen=True)
class Finding:
    """What a chart shows, as a code and its values; the sentence is `progress.finding.<code>` in data/words."""

    code: str
    values: Values


class _Dated(Protocol):
    @property
    def day(self) -> date: ...


Entry = TypeVar("Entry", bound=_Dated)


def latest_by_day(entries: Iterable[Entry], first: date, last: date) -> list[Entry]:
    """The entries from `first` to `last` (both included) in order of their days, one a day: the later version."""
    by_day = {entry.day: entry for entry in entries if first <= entry.day <= last}
    return [by_day[day] for day in sorted(by_day)]
