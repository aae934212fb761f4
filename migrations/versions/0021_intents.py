"""what added something is known by a mark of its intent, for as long as so many acts follow"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.text("ALTER TABLE operation RENAME COLUMN op_id TO intent"))
    op.add_column(
        "operation", sa.Column("sequence", sa.BigInteger(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("operation", "sequence")
    op.execute(sa.text("ALTER TABLE operation RENAME COLUMN intent TO op_id"))
