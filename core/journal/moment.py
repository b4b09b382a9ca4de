"""What is stored of a person in one moment, read together: what is thought out of it fits together."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from core.model.record import History, Log, LogKind, Plan
from core.storage import everything, logs, people, plans
from core.storage.database import Database
from core.storage.entries import Days
from core.storage.logs import Kind

Entry = TypeVar("Entry", bound=Log)


@dataclass(frozen=True)
class Moment:
    """`plan`: the latest one, with the key it was saved under, when its intake was finished, and the version of the
    first routine made of that intake. `days`: of every kind of log what stands."""

    stamp: str | None
    plan: Plan | None
    key: str | None
    asked_at: datetime | None
    first_routine: int | None
    plan_dates: tuple[date, ...]
    demo: bool
    days: Mapping[LogKind, Days[Log]]

    def on(self, kind: Kind[Entry], day: date) -> Entry | None:
        """What stands for `day`, or null."""
        days = self._of(kind)
        place = bisect_left(days.days, day)
        return days.standing[place].entry if place < len(days.days) and days.days[place] == day else None

    def last(self, kind: Kind[Entry]) -> Entry | None:
        """What stands for the latest day that has anything, or null."""
        standing = self._of(kind).standing
        return standing[-1].entry if standing else None

    def since(self, kind: Kind[Entry], first: date | None, own: bool = False) -> tuple[Entry, ...]:
        """What stands for every day from `first` on (null: from the beginning). `own`: nothing made up."""
        days = self._of(kind)
        entries = days.own if own else days.entries
        return entries if first is None else entries[bisect_left(entries, first, key=lambda entry: entry.day) :]

    def said_after(self, kind: Kind[Entry], day: date, at: datetime, own: bool) -> tuple[Entry, ...]:
        """What stands for every day after `day`, and for earlier ones what was saved at `at` or later."""
        days = self._of(kind)
        before = bisect_right(days.days, day)
        late = [stands for stands in days.standing[:before] if stands.saved_at >= at]
        return tuple([stands.entry for stands in (*late, *days.standing[before:]) if not (own and stands.demo)])

    def history(self, first: date | None) -> History:
        """What was logged from `first` on (null: ever), of each day what stands."""
        return History.model_construct(  # every entry was checked when it was read
            check_ins=self.since(logs.CHECK_INS, first),
            sessions=self.since(logs.SESSIONS, first),
            ankle_tests=self.since(logs.ANKLE_TESTS, first),
            plan_dates=tuple(day for day in self.plan_dates if first is None or day >= first),
            function=self.since(logs.FUNCTION, first),
            rescreens=self.since(logs.RESCREENS, first),
            flares=self.since(logs.FLARES, first),
            day_ticks=self.since(logs.DAY_TICKS, first),
            kept_old=self.since(logs.KEPT_OLD, first),
            demo=self.demo,
        )

    def _of(self, kind: Kind[Entry]) -> Days[Entry]:
        return self.days[kind.name]  # type: ignore[return-value]  # each kind under its own name


def read_moment(owner: str, database: Database) -> Moment:
    """Everything of now."""
    with database.read(owner) as connection:
        plan = plans.latest(owner, connection)
        return Moment(
            stamp=people.stamp(owner, connection),
            plan=plan,
            key=None if plan is None else plans.key_of(owner, connection, plan.routine_version),
            asked_at=None if plan is None else plans.asked_at(owner, connection, plan.intake_version),
            first_routine=None if plan is None else plans.first_routine(owner, connection, plan.intake_version),
            plan_dates=plans.made_on(owner, connection),
            demo=everything.has_demo(owner, connection),
            days={kind.name: kind.entries.of(owner, connection) for kind in logs.KINDS},
        )
