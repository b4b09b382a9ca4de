"""Short ways to write a log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.model.log import AnkleTest, CheckIn, ItemDone, SessionDone

TODAY = date(2026, 11, 20)  # a Friday


@dataclass(frozen=True)
class Log:
    check_ins: tuple[CheckIn, ...] = ()
    sessions: tuple[SessionDone, ...] = ()
    ankle_tests: tuple[AnkleTest, ...] = ()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def pains(values: Sequence[int | None], last: date = TODAY) -> tuple[CheckIn, ...]:
    """One check-in a day, the last on `last`; None: that day was not noted."""
    first = last - timedelta(days=len(values) - 1)
    return tuple(
        CheckIn(day=first + timedelta(days=n), pain_average=pain) for n, pain in enumerate(values) if pain is not None
    )


def sessions(days: Iterable[date]) -> tuple[SessionDone, ...]:
    return tuple(SessionDone(day=day, routine_version=1, items=(ItemDone(exercise="bird_dog"),)) for day in days)


def ankle(day: date, left: float | None, right: float | None) -> AnkleTest:
    return AnkleTest(day=day, left_cm=None if left is None else (left,), right_cm=None if right is None else (right,))
