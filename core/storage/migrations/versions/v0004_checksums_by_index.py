"""Whether the rows that were read are still the same ones is told by an index: the entries themselves stay unread."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LOGS = ("check_in", "session", "ankle_test", "function", "rescreen", "flare", "day_ticks", "kept_old")


def upgrade() -> None:
    for name in LOGS:
        op.create_index(f"ix_{name}_owner_id_checksum", name, ["owner", "id", "checksum"])
