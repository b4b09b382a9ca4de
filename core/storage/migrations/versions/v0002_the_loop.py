"""The tables of the loop, why a routine was renewed, and sessions that hold sets and repetitions.

Nothing of the app is imported: what a row looked like on the day of this change must not change with the code. The
checksum is the one of core/storage/rows.py as it was then.
"""

import json
import zlib

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SESSION = sa.table(
    "session",
    sa.column("id", sa.Integer),
    sa.column("owner", sa.String),
    sa.column("day", sa.Date),
    sa.column("version", sa.Integer),
    sa.column("demo", sa.Boolean),
    sa.column("deleted", sa.Boolean),
    sa.column("body", sa.Text),
    sa.column("checksum", sa.BigInteger),
)


def upgrade() -> None:
    for name in ("function", "rescreen", "flare", "day_ticks", "kept_old"):
        _log(name)
    op.create_table(
        "guided",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_guided"),
        sa.ForeignKeyConstraint(["owner"], ["person.owner"], name="fk_guided_person"),
    )
    # The checksum of a routine takes the review in only where there is one: those of older rows still hold.
    op.add_column("routine", sa.Column("review", sa.Text))
    if not context.is_offline_mode():  # printed SQL holds no rows
        _sessions_with_items(op.get_bind())


def _sessions_with_items(connection: sa.Connection) -> None:
    """`exercises: [id, ...]` becomes `items: [{exercise: id, ...}, ...]`, all else unknown, in every version.

    A row that fails its old checksum, or is no session of the old shape, stays as it is: it must be told as damaged
    when it is read, not made to look whole here.
    """
    for row in connection.execute(sa.select(SESSION)).all():
        new = None if row.deleted or _checksum(row, row.body) != row.checksum else _with_items(row.body)
        if new is not None:
            values = {"body": new, "checksum": _checksum(row, new)}
            connection.execute(SESSION.update().where(SESSION.c.id == row.id).values(values))


def _with_items(body: str) -> str | None:
    """The body in its new shape, as the app writes it; null where there is nothing to change."""
    try:
        old = json.loads(body)
    except ValueError:
        return None
    if not isinstance(old, dict) or set(old) != {"day", "routine_version", "exercises"}:
        return None
    unknown = {"rung": None, "sets": None, "reps": None, "hold_s": None, "extra_reps": None, "effort": None}
    new = {
        "day": old["day"],
        "routine_version": old["routine_version"],
        "items": [{"exercise": exercise, **unknown, "outcome": "done"} for exercise in old["exercises"]],
        "pain_before": None,
        "pain_peak": None,
        "pain_next_morning": None,
        "leg_symptoms": None,
        "kind": "full",
    }
    return json.dumps(new, ensure_ascii=False, separators=(",", ":"))


def _checksum(row: sa.Row[tuple[object, ...]], body: str) -> int:
    parts = (row.owner, row.day, row.version, row.demo, row.deleted, body)
    return zlib.crc32("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))


def _log(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["owner"], ["person.owner"], name=f"fk_{name}_person"),
        sa.UniqueConstraint("owner", "day", "version", name=f"uq_{name}_owner_day_version"),
        sa.UniqueConstraint("owner", "key", name=f"uq_{name}_owner_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_owner_demo", name, ["owner", "demo"])
