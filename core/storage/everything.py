"""All of a person at once: how much there is, every row for an export, erasing, and taking made-up data out."""

from datetime import datetime
from typing import Any, Final, get_args

from sqlalchemy import Connection, Table, bindparam, case, delete, exists, func, or_, select

from core.model.record import LogKind, StoredKind
from core.storage import plans, rows
from core.storage.tables import LOGS, MADE, draft, guided, intake, person, routine

# Children before parents: a routine rests on its intake, everything on its person.
_VERSIONED: Final[dict[str, Table]] = {"routine": routine, "intake": intake} | {
    str(name): table for name, table in LOGS.items()
}
# One statement for every table: it is asked on every rerun of every page.
_ANY_DEMO: Final = select(
    or_(*(exists().where(table.c.owner == bindparam("of"), table.c.demo.is_(True)) for table in _VERSIONED.values()))
)
KINDS: Final[tuple[str, ...]] = ("intake", "routine", *get_args(LogKind))


def counts(owner: str, connection: Connection) -> dict[str, StoredKind]:
    """How much there is of each kind, in a fixed order."""
    return {name: _count(owner, connection, _VERSIONED[name]) for name in KINDS}


def draft_saved_at(owner: str, connection: Connection) -> datetime | None:
    """When the unfinished intake was last saved; null where there is none."""
    return connection.scalar(select(draft.c.saved_at).where(draft.c.owner == owner))


def guided_saved_at(owner: str, connection: Connection) -> datetime | None:
    """When the session that is under way was last saved; null where none is."""
    return connection.scalar(select(guided.c.saved_at).where(guided.c.owner == owner))


def has_demo(owner: str, connection: Connection) -> bool:
    """Whether any made-up row is there."""
    return bool(connection.scalar(_ANY_DEMO, {"of": owner}))


def own_days(owner: str, connection: Connection, table: Table) -> set[Any]:
    """The days on which the person has entries of their own, deleted ones too."""
    return set(connection.scalars(select(table.c.day).where(table.c.owner == owner, table.c.demo.is_(False))))


def remove_demo(owner: str, connection: Connection) -> int:
    """Take every made-up row out, and no other. Returns how many there were."""
    return sum(
        connection.execute(delete(table).where(table.c.owner == owner, table.c.demo.is_(True))).rowcount
        for table in _VERSIONED.values()
    )


def erase(owner: str, connection: Connection) -> None:
    """Delete everything of this person: logs, plans, draft, session under way, settings."""
    for table in (*_VERSIONED.values(), draft, guided, person):
        connection.execute(delete(table).where(table.c.owner == owner))


def every_row(owner: str, connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All versions of everything, oldest first, each row checked. Keys: the names of KINDS."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in KINDS:
        table = _VERSIONED[name]
        order = (table.c.version,) if name in MADE else (table.c.day, table.c.version)
        found[name] = [
            dict(row._mapping)
            for row in connection.execute(select(table).where(table.c.owner == owner).order_by(*order))
        ]
        for row in found[name]:
            rows.check(row["checksum"], *_parts(owner, name, row))
    return found


def _parts(owner: str, name: str, row: dict[str, Any]) -> tuple[object, ...]:
    if name == "intake":
        return owner, row["version"], row["made_on"], row["demo"], row["answers"], row["body"]
    if name == "routine":
        return plans.routine_parts(owner, row)
    return owner, row["day"], row["version"], row["demo"], row["deleted"], row["body"]


def _count(owner: str, connection: Connection, table: Table) -> StoredKind:
    mine = table.c.owner == owner
    versions = connection.scalar(select(func.count()).select_from(table).where(mine)) or 0
    day = table.c.day if "day" in table.c else table.c.made_on
    standing = select(day.label("day"), table.c.demo.label("demo")).where(mine)
    if "day" in table.c:
        newer = table.alias("newer")
        later = select(newer.c.id).where(
            newer.c.owner == table.c.owner, newer.c.day == table.c.day, newer.c.version > table.c.version
        )
        standing = standing.where(table.c.deleted.is_(False), ~later.exists())
    found = standing.subquery()
    demo = func.coalesce(func.sum(case((found.c.demo, 1), else_=0)), 0)
    query = select(func.count(), demo, func.min(found.c.day), func.max(found.c.day)).select_from(found)
    count, made_up, first, last = connection.execute(query).one()
    return StoredKind(own=count - made_up, demo=made_up, versions=versions, first_day=first, last_day=last)
