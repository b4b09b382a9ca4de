"""Short ways to write a log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.model.log import ActivityScore, AnkleTest, CheckIn, Flare, FunctionScore, ItemDone, Peg, SessionDone

TODAY = date(2026, 11, 20)  # a Friday


@dataclass(frozen=True)
class Log:
    check_ins: tuple[CheckIn, ...] = ()
    sessions: tuple[SessionDone, ...] = ()
    ankle_tests: tuple[AnkleTest, ...] = ()
    function: tuple[FunctionScore, ...] = ()
    flares: tuple[Flare, ...] = ()
    plan_dates: tuple[date, ...] = ()


def shifted(log: Log, shift: timedelta) -> Log:
    """The same log so many days later."""
    parts = (log.check_ins, log.sessions, log.ankle_tests, log.function, log.flares)
    moved = [tuple(entry.model_copy(update={"day": entry.day + shift}) for entry in part) for part in parts]
    return Log(*moved, plan_dates=tuple(day + shift for day in log.plan_dates))  # type: ignore[arg-type]


def shuffled(log: Log, random: object) -> Log:
    """The same entries in another order; the days of plans are given in theirs."""
    mixed = []
    for part in (log.check_ins, log.sessions, log.ankle_tests, log.function, log.flares):
        entries = list(part)
        random.shuffle(entries)  # type: ignore[attr-defined]
        mixed.append(tuple(entries))
    return Log(*mixed, plan_dates=log.plan_dates)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def pains(values: Sequence[int | None], last: date = TODAY) -> tuple[CheckIn, ...]:
    """One check-in a day, the last on `last`; None: that day was not noted."""
    first = last - timedelta(days=len(values) - 1)
    return tuple(
        CheckIn(day=first + timedelta(days=n), pain_average=pain) for n, pain in enumerate(values) if pain is not None
    )


def weeks(*means: int, each: int = 7) -> list[int | None]:
    """Whole weeks of one value each, the first `each` days of every week noted."""
    return [value if n < each else None for value in means for n in range(7)]


def sessions(days: Iterable[date]) -> tuple[SessionDone, ...]:
    return tuple(SessionDone(day=day, routine_version=1, items=(ItemDone(exercise="bird_dog"),)) for day in days)


def ankle(day: date, left: float | None, right: float | None) -> AnkleTest:
    return AnkleTest(day=day, left_cm=None if left is None else (left,), right_cm=None if right is None else (right,))


def scored(day: date, scores: Mapping[str, int], peg: tuple[int, int, int] | None = None) -> FunctionScore:
    return FunctionScore(
        day=day,
        activities=tuple(ActivityScore(activity=name, score=score) for name, score in scores.items()),
        peg=Peg(pain=peg[0], enjoyment=peg[1], general_activity=peg[2]) if peg else None,
    )
