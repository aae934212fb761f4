"""no table checks a word, no wording is a machine's, and what nothing reads is gone"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

REASON = op.f("ck_decision_reason_of_dunno")
# A wording's own revisions, the moment at which a report was sent.
UNREAD = (
    ("wording", sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False)),
    ("wording", sa.Column("made_from", sa.BigInteger(), server_default="0", nullable=False)),
    ("report", sa.Column("sent_at", sa.BigInteger(), nullable=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(REASON, type_="check")
    op.execute("UPDATE wording SET source = 'written' WHERE source = 'machine'")
    for table, column in UNREAD:
        op.drop_column(table, column.name)


def downgrade() -> None:
    for table, column in UNREAD:
        op.add_column(table, column.copy())
    with op.batch_alter_table("decision") as batch:
        batch.create_check_constraint(REASON, "(category = 'dunno') = (reason IS NOT NULL)")
