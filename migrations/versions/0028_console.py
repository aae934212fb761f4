"""a result is shown by an act of its own; the last acts are kept to be undone; calls have an order"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unordered = {"sqlite_with_rowid": False}
    with op.batch_alter_table("table_call", table_kwargs=unordered) as batch:
        batch.add_column(sa.Column("sequence", sa.BigInteger(), server_default="0", nullable=False))
    op.create_table(
        "last_act",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("undo_path", sa.String(), nullable=False),
        sa.Column("undo_fields", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_last_act_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "sequence", name=op.f("pk_last_act")),
        sqlite_with_rowid=False,
    )
    # Until now the hall was shown a result as soon as it was counted.
    op.execute(
        "INSERT INTO reveal (meeting_id, what, subject)"
        " SELECT meeting_id, 'result', CAST(max(number) AS VARCHAR) FROM vote_round"
        " WHERE state = 'closed' GROUP BY meeting_id"
    )


def downgrade() -> None:
    op.execute("DELETE FROM reveal WHERE what IN ('result', 'principles', 'qr', 'blank')")
    op.drop_table("last_act")
    unordered = {"sqlite_with_rowid": False}
    with op.batch_alter_table("table_call", table_kwargs=unordered) as batch:
        batch.drop_column("sequence")
