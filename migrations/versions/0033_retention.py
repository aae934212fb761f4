"""how long what a meeting holds of people is kept, and since when it is over"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("over_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("phones_gone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("words_gone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_retention_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_retention")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(
            sa.Column("phone_days", sa.BigInteger(), server_default="1", nullable=False)
        )
        batch.add_column(
            sa.Column("word_days", sa.BigInteger(), server_default="30", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("municipality") as batch:
        batch.drop_column("word_days")
        batch.drop_column("phone_days")
    op.drop_table("retention")
