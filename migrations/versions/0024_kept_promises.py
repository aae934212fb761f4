"""quiet calls, tables told anew, words as groups saw them, and whom to ask about what is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiet_call",
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_quiet_call_device_id")),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_quiet_call")),
        sqlite_with_rowid=False,
    )
    op.add_column("device", sa.Column("knows_table", sa.String(), nullable=True))
    op.add_column("meeting", sa.Column("reopened_at", sa.BigInteger(), nullable=True))
    for name in ("contact", "privacy_notice"):
        op.add_column("meeting", sa.Column(name, sa.String(), server_default="", nullable=False))
    for table in ("card", "survey_question"):
        # Said in the words that both databases know: a copied table would lose what it is held to.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN seen_id BIGINT"
            f" CONSTRAINT fk_{table}_seen_id REFERENCES text (id)"
        )


def downgrade() -> None:
    for table in ("survey_question", "card"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("seen_id")
    for name in ("privacy_notice", "contact", "reopened_at"):
        op.drop_column("meeting", name)
    op.drop_column("device", "knows_table")
    op.drop_table("quiet_call")
