"""What a person logs, kind by kind: versions that only grow; of each local day the latest one stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, Table, bindparam, exists, insert, select

from core.model.log import AnkleTest, CheckIn, DayTicks, Flare, FunctionScore, KeptOld, Rescreen, SessionDone
from core.model.record import Log, LogKind, Saved
from core.storage import rows
from core.storage.entries import Entries, Standing
from core.storage.tables import LOGS

Entry = TypeVar("Entry", bound=Log)


@dataclass(frozen=True)
class Kind(Generic[Entry]):
    """One kind of log: its name, its table, its model, and the entries that were read of it."""

    name: LogKind
    table: Table
    model: type[Entry]
    entries: Entries[Entry]


def _kind(name: LogKind, model: type[Entry]) -> Kind[Entry]:
    return Kind(name, LOGS[name], model, Entries(LOGS[name], model))


CHECK_INS: Final = _kind("check_in", CheckIn)
SESSIONS: Final = _kind("session", SessionDone)
ANKLE_TESTS: Final = _kind("ankle_test", AnkleTest)
FUNCTION: Final = _kind("function", FunctionScore)
RESCREENS: Final = _kind("rescreen", Rescreen)
FLARES: Final = _kind("flare", Flare)
DAY_TICKS: Final = _kind("day_ticks", DayTicks)
KEPT_OLD: Final = _kind("kept_old", KeptOld)
KINDS: Final[tuple[Kind[Any], ...]] = (
    CHECK_INS,
    SESSIONS,
    ANKLE_TESTS,
    FUNCTION,
    RESCREENS,
    FLARES,
    DAY_TICKS,
    KEPT_OLD,
)


def append(
    owner: str, connection: Connection, kind: Kind[Entry], entry: Entry, at: datetime, key: str, demo: bool = False
) -> Saved:
    """Make `entry` what stands for its day, as a new version.

    Saving once more what already stands (a second click, the same key again) changes nothing and gives the first
    result. A key that was used for something since replaced does not bring that back by accident: the entry is
    written as the newest version, so what was last pressed is what stands.
    """
    versions = _versions(owner, connection, kind.table, entry.day)
    body = entry.model_dump_json()
    if versions:
        newest = versions[-1]
        _check(owner, newest)
        if newest.body == body and not newest.deleted and (demo or not newest.demo):
            return _saved(versions)
    return _write(owner, connection, kind.table, versions, entry.day, body, at, key, demo=demo, deleted=False)


def remove(owner: str, connection: Connection, kind: Kind[Entry], day: date, at: datetime, key: str) -> Saved | None:
    """Nothing stands for `day` any more: a version that says so is written. Null where nothing stood."""
    versions = _versions(owner, connection, kind.table, day)
    if not versions or versions[-1].deleted:
        return None
    return _write(owner, connection, kind.table, versions, day, "", at, key, demo=versions[-1].demo, deleted=True)


def standing(owner: str, connection: Connection, kind: Kind[Entry], day: date) -> Standing[Entry] | None:
    """What stands for `day` and when it was saved, or null."""
    versions = _versions(owner, connection, kind.table, day)
    if not versions or versions[-1].deleted:
        return None
    row = versions[-1]
    _check(owner, row)
    return Standing(rows.parse(kind.model, row.body), row.saved_at, row.demo)


def on(owner: str, connection: Connection, kind: Kind[Entry], day: date) -> Entry | None:
    """What stands for `day`, or null."""
    found = standing(owner, connection, kind, day)
    return None if found is None else found.entry


def saved_by(owner: str, connection: Connection, kind: Kind[Entry], key: str) -> Saved | None:
    """What was saved under this idempotency key, whether it still stands or not; null where nothing was."""
    table = kind.table
    query = select(table.c.day, table.c.version).where(table.c.owner == owner, table.c.key == rows.short(key))
    found = connection.execute(query).first()
    if found is None:
        return None
    return _saved([row for row in _versions(owner, connection, table, found.day) if row.version <= found.version])


def last(owner: str, connection: Connection, kind: Kind[Entry]) -> Entry | None:
    """What stands for the latest day that has anything, or null."""
    table = kind.table
    query = _standing(table).order_by(table.c.day.desc()).limit(1)
    row = connection.execute(query, {"of": owner}).first()
    if row is None:
        return None
    _check(owner, row)
    return rows.parse(kind.model, row.body)


def since(
    owner: str, connection: Connection, kind: Kind[Entry], first: date | None, own: bool = False
) -> tuple[Entry, ...]:
    """What stands for every day from `first` on (null: from the beginning), sorted by day. `own`: nothing made up."""
    if first is not None:  # a few days of ten years: by index, no more than these
        return _read_since(owner, connection, kind, first, own)
    found = kind.entries.of(owner, connection)
    return found.own if own else found.entries


def _read_since(owner: str, connection: Connection, kind: Kind[Entry], first: date, own: bool) -> tuple[Entry, ...]:
    table = kind.table
    query = _standing(table).where(table.c.day >= bindparam("first")).order_by(table.c.day)
    found = [row for row in connection.execute(query, {"of": owner, "first": first}) if not (own and row.demo)]
    for row in found:
        _check(owner, row)
    return kind.entries.read(row.body for row in found)


def forget() -> None:
    """Let go of what was read: after an erase nothing of it may stay in memory."""
    for kind in KINDS:
        kind.entries.forget()


@lru_cache(maxsize=16)
def _standing(table: Table) -> Select[Any]:
    """The latest version of each day of the person `of`, deleted days left out: what `_check` needs and no more."""
    newer = table.alias("newer")
    superseded = exists().where(
        newer.c.owner == table.c.owner, newer.c.day == table.c.day, newer.c.version > table.c.version
    )
    columns = (table.c.day, table.c.version, table.c.demo, table.c.deleted, table.c.body, table.c.checksum)
    return select(*columns).where(table.c.owner == bindparam("of"), table.c.deleted.is_(False), ~superseded)


def _versions(owner: str, connection: Connection, table: Table, day: date) -> list[Row[Any]]:
    query = select(table).where(table.c.owner == owner, table.c.day == day).order_by(table.c.version)
    return list(connection.execute(query))


def _write(
    owner: str,
    connection: Connection,
    table: Table,
    versions: list[Row[Any]],
    day: date,
    body: str,
    at: datetime,
    key: str,
    *,
    demo: bool,
    deleted: bool,
) -> Saved:
    key = rows.short(key)
    if connection.scalar(select(table.c.id).where(table.c.owner == owner, table.c.key == key)) is not None:
        key = f"{rows.short(key)}~{uuid4().hex}"
    version = versions[-1].version + 1 if versions else 1
    parts = (owner, day, version, demo, deleted, body)
    written = connection.execute(
        insert(table)
        .values(
            owner=owner,
            day=day,
            version=version,
            key=key,
            saved_at=at,
            demo=demo,
            deleted=deleted,
            body=body,
            checksum=rows.checksum(*parts),
        )
        .returning(table.c.id)
    ).scalar_one()
    return Saved(id=written, saved_at=at.astimezone(UTC), replaced=_own_stands(versions))


def _saved(versions: list[Row[Any]]) -> Saved:
    newest = versions[-1]
    return Saved(id=newest.id, saved_at=newest.saved_at, replaced=_own_stands(versions[:-1]))


def _own_stands(versions: list[Row[Any]]) -> bool:
    """Whether the last of these is an entry of the person's own that is not deleted."""
    return bool(versions) and not versions[-1].deleted and not versions[-1].demo


def _check(owner: str, row: Row[Any]) -> None:
    rows.check(row.checksum, owner, row.day, row.version, row.demo, row.deleted, row.body)
