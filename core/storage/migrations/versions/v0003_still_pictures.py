"""Whether the person keeps the pictures still: a setting of its own, null where they never chose."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("still_pictures", sa.Boolean))
