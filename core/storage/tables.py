"""The tables. Owner first everywhere; intakes, routines and logs only ever grow by versions; demo rows are marked."""

from datetime import UTC, datetime
from typing import Final, get_args

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from core.model.record import LogKind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment, kept as ISO text in UTC: the same on every engine, and in order when sorted."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def _owner(table: str) -> Column[str]:
    return Column("owner", String(200), ForeignKey("person.owner", name=f"fk_{table}_person"), nullable=False)


# `stamp` changes with every write of this person: whoever kept something can see whether it still holds.
person: Final = Table(
    "person",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("stamp", String(32), nullable=False),
    Column("country", String(2)),
    Column("language", String(3)),
    Column("length_unit", String(2)),
    Column("profile_at", Instant),
    Column("still_pictures", Boolean),
)

draft: Final = Table(
    "draft",
    metadata,
    Column("owner", String(200), ForeignKey("person.owner", name="fk_draft_person"), primary_key=True),
    Column("answers", Text, nullable=False),
    Column("page", String(200), nullable=False),
    Column("saved_at", Instant, nullable=False),
)

# A guided session that is under way: one a person, gone once it is finished.
guided: Final = Table(
    "guided",
    metadata,
    Column("owner", String(200), ForeignKey("person.owner", name="fk_guided_person"), primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("checksum", BigInteger, nullable=False),
)


def _made(name: str, *columns: SchemaItem) -> Table:
    """A table of versions counted per person: intakes and routines."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        _owner(name),
        Column("version", Integer, nullable=False),
        Column("key", String(200), nullable=False),
        Column("made_at", Instant, nullable=False),
        Column("made_on", Date, nullable=False),
        Column("demo", Boolean, nullable=False),
        Column("app_version", String(40), nullable=False),
        Column("content_version", String(64), nullable=False),
        *columns,
        Column("body", Text, nullable=False),
        Column("checksum", BigInteger, nullable=False),
        UniqueConstraint("owner", "version"),
        UniqueConstraint("owner", "key"),
        sqlite_autoincrement=True,
    )


intake: Final = _made("intake", Column("answers", Text, nullable=False))
routine: Final = _made(
    "routine",
    Column("intake_version", Integer, nullable=False),
    Column("review", Text),  # why it came after the one before; null for the first of an intake
    ForeignKeyConstraint(["owner", "intake_version"], ["intake.owner", "intake.version"], name="fk_routine_intake"),
)


def _log(name: str) -> Table:
    """A table of versions counted per person and local day: the latest one stands, a deleted one is a gap."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        _owner(name),
        Column("day", Date, nullable=False),
        Column("version", Integer, nullable=False),
        Column("key", String(200), nullable=False),
        Column("saved_at", Instant, nullable=False),
        Column("demo", Boolean, nullable=False),
        Column("deleted", Boolean, nullable=False),
        Column("body", Text, nullable=False),
        Column("checksum", BigInteger, nullable=False),
        UniqueConstraint("owner", "day", "version"),
        UniqueConstraint("owner", "key"),
        Index(f"ix_{name}_owner_demo", "owner", "demo"),
        Index(f"ix_{name}_owner_id_checksum", "owner", "id", "checksum"),  # all that `entries` asks for after a save
        sqlite_autoincrement=True,
    )


LOGS: Final[dict[LogKind, Table]] = {name: _log(name) for name in get_args(LogKind)}
MADE: Final[dict[str, Table]] = {"intake": intake, "routine": routine}
