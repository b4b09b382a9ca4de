"""What stands for each day of a person, kept as it was read: after a save only the new rows are read."""

import gc
import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Pool, Table, bindparam, case, func, select

from core.model.record import Log
from core.storage import engine, rows
from core.storage.problem import StorageProblem

Entry = TypeVar("Entry", bound=Log)

MOST: Final = 16_384  # two people with ten years of days; a session with six exercises takes some kilobytes


class Standing(NamedTuple, Generic[Entry]):
    """What stands for a day. `demo`: made up."""

    entry: Entry
    saved_at: datetime
    demo: bool


@dataclass(frozen=True)
class Days(Generic[Entry]):
    """What stands, sorted by day, as of the row `up_to`; the number of rows it was made of and the sum of their
    checksums tell whether they are still the same ones."""

    up_to: int
    rows: int
    checksums: int
    days: tuple[date, ...]
    standing: tuple[Standing[Entry], ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What stands, by day: the same tuple for as long as it is the same, so that what was made of it holds."""
        return tuple([stands.entry for stands in self.standing])

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """The same without what is made up."""
        if not any(stands.demo for stands in self.standing):
            return self.entries
        return tuple([stands.entry for stands in self.standing if not stands.demo])


class Entries(Generic[Entry]):
    """The days of one kind of log, of a few people. Frozen, so that whoever asks may have the same ones.

    Rows only grow, so what was read stays true as long as the rows up to there are the same ones; where they are not
    (an erase, made-up data taken out, another file) everything is read anew. They are kept with the pool of
    connections they came through: a database that is closed takes them along.
    """

    def __init__(self, table: Table, model: type[Entry], most: int = MOST) -> None:
        self._many: Final[TypeAdapter[tuple[Entry, ...]]] = TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]
        self._most: Final = most
        self._of: WeakKeyDictionary[Pool, OrderedDict[str, Days[Entry]]] = WeakKeyDictionary()
        self._turn: Final = threading.Lock()
        mine = table.c.owner == bindparam("of")
        before = table.c.id <= bindparam("up_to")
        of_before = (func.sum(case((before, value), else_=0)) for value in (1, table.c.checksum))
        self._same: Final = select(func.count(), *of_before).where(mine)
        columns = (
            table.c[name] for name in ("id", "day", "version", "demo", "deleted", "saved_at", "body", "checksum")
        )
        self._rows: Final = select(*columns).where(mine)
        self._new: Final = self._rows.where(~before)

    def of(self, owner: str, connection: Connection) -> Days[Entry]:
        """Everything of `owner` that stands. Raises StorageProblem `damaged` where a row is not what was written."""
        kept = self.kept(owner, connection)
        if kept is not None:
            return kept
        found = self._add(owner, None, connection.execute(self._rows, {"of": owner}).all())
        return found if _may_be_undone(connection) else self._keep(owner, connection, found)

    def kept(self, owner: str, connection: Connection) -> Days[Entry] | None:
        """What was read before and what has come since. Null where nothing was read, or where it is no longer so."""
        if _may_be_undone(connection):
            return None
        with self._turn:
            before = self._of.get(connection.engine.pool, OrderedDict()).get(owner)
        if before is None:
            return None
        values = {"of": owner, "up_to": before.up_to}
        count, same, checksums = connection.execute(self._same, values).one()
        if (same or 0, checksums or 0) != (before.rows, before.checksums):
            return None
        if count == before.rows:
            return before
        return self._keep(owner, connection, self._add(owner, before, connection.execute(self._new, values).all()))

    def read(self, bodies: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of these texts, in order. Raises StorageProblem `damaged` where one cannot be read."""
        try:
            with _no_collecting():  # all at once: ten years of days cost milliseconds
                return self._many.validate_json(f"[{','.join(bodies)}]")
        except ValidationError as error:
            raise StorageProblem("damaged", detail="an entry cannot be read") from error

    def forget(self) -> None:
        """Let go of all of them."""
        with self._turn:
            self._of.clear()

    def _add(self, owner: str, before: Days[Entry] | None, new: Sequence[Sequence[Any]]) -> Days[Entry]:
        """`new`: the rows after `before`, in any order. Of each day the latest version stands."""
        latest: dict[date, Sequence[Any]] = {}
        count, checksums = (before.rows, before.checksums) if before else (0, 0)
        for row in new:
            _, day, version, _, _, _, _, check = row
            checksums += check
            if day not in latest or latest[day][2] < version:
                latest[day] = row
        for _, day, version, demo, deleted, _, body, check in latest.values():
            rows.check(check, owner, day, version, demo, deleted, body)
        said = [latest[day] for day in sorted(latest) if not latest[day][4]]
        read = iter(self.read(row[6] for row in said))
        days, standing = (list(before.days), list(before.standing)) if before else ([], [])
        for day in sorted(latest):
            place = bisect_left(days, day)
            there = slice(place, place + (place < len(days) and days[place] == day))
            _, _, _, demo, deleted, saved_at, _, _ = latest[day]
            days[there] = [] if deleted else [day]
            standing[there] = [] if deleted else [Standing(next(read), saved_at, demo)]
        up_to = max((row[0] for row in new), default=before.up_to if before else 0)
        return Days(up_to, count + len(new), checksums, tuple(days), tuple(standing))

    def _keep(self, owner: str, connection: Connection, found: Days[Entry]) -> Days[Entry]:
        with self._turn:
            people = self._of.setdefault(connection.engine.pool, OrderedDict())
            people[owner] = found
            people.move_to_end(owner)
            while sum(len(kept.days) for kept in people.values()) > self._most:
                people.popitem(last=False)
        return found


def _may_be_undone(connection: Connection) -> bool:
    """A transaction that writes sees rows that may never be."""
    return bool(connection.get_execution_options().get(engine.WRITES))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the garbage collector, which would walk ten thousands of new values again and again (half of the time)
    and find nothing: frozen values have no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
