"""The first tables: person, draft, intake, routine, check_in, session, ankle_test."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("stamp", sa.String(32), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("language", sa.String(3)),
        sa.Column("length_unit", sa.String(2)),
        sa.Column("profile_at", sa.String(40)),
        sa.PrimaryKeyConstraint("owner", name="pk_person"),
    )
    op.create_table(
        "draft",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_draft"),
        sa.ForeignKeyConstraint(["owner"], ["person.owner"], name="fk_draft_person"),
    )
    _made("intake", sa.Column("answers", sa.Text, nullable=False))
    _made(
        "routine",
        sa.Column("intake_version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner", "intake_version"], ["intake.owner", "intake.version"], name="fk_routine_intake"
        ),
    )
    for name in ("check_in", "session", "ankle_test"):
        _log(name)


def _made(name: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("app_version", sa.String(40), nullable=False),
        sa.Column("content_version", sa.String(64), nullable=False),
        *more,
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["owner"], ["person.owner"], name=f"fk_{name}_person"),
        sa.UniqueConstraint("owner", "version", name=f"uq_{name}_owner_version"),
        sa.UniqueConstraint("owner", "key", name=f"uq_{name}_owner_key"),
        sqlite_autoincrement=True,
    )


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
