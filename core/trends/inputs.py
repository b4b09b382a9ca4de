"""What the trends are made of: the log, the days that were planned, the numbers. All of it given, nothing read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.model.log import AnkleTest, CheckIn, Flare, FunctionScore, SessionDone
from core.model.vocabulary import Weekday


class Numbers(Protocol):
    """The evidence by id (data/evidence)."""

    def __getitem__(self, key: str, /) -> int | float: ...


class Logs(Protocol):
    """A person's log in any order, one entry a day and kind. Where one day stands twice, the more cautious counts."""

    @property
    def check_ins(self) -> tuple[CheckIn, ...]: ...

    @property
    def sessions(self) -> tuple[SessionDone, ...]: ...

    @property
    def ankle_tests(self) -> tuple[AnkleTest, ...]: ...

    @property
    def function(self) -> tuple[FunctionScore, ...]: ...

    @property
    def flares(self) -> tuple[Flare, ...]: ...

    @property
    def plan_dates(self) -> tuple[date, ...]: ...


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


def one_a_day(check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """The check-ins by day, one a day: where a day stands twice, that with the higher pain."""
    found: dict[date, CheckIn] = {}
    for entry in check_ins:
        other = found.get(entry.day)
        found[entry.day] = entry if other is None else max(other, entry, key=_pain_then_rest)
    return [found[day] for day in sorted(found)]


def _pain_then_rest(entry: CheckIn) -> tuple[int, str]:
    return entry.pain_average, repr(entry)
