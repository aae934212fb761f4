"""what is brought in from a file waits at the desk until it is added"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brought_file",
        sa.Column("coordinator_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_brought_file_coordinator_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_brought_file_meeting_id")
        ),
        sa.PrimaryKeyConstraint(
            "coordinator_id", "meeting_id", "kind", name=op.f("pk_brought_file")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("brought_file")
