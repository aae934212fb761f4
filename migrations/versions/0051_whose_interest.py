"""who wants to take part is a count once phones are erased"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None
# Of meetings whose phones were erased before.
GONE = (
    "SELECT action.id FROM agreed_action AS action"
    " JOIN retention ON retention.meeting_id = action.meeting_id WHERE phones_gone"
)


def upgrade() -> None:
    many = sa.Column("interested", sa.BigInteger(), server_default="0", nullable=False)
    op.add_column("agreed_action", many)
    with op.batch_alter_table("contact") as batch:
        batch.alter_column("person_id", existing_type=sa.BigInteger(), nullable=True)
    op.execute(
        f"UPDATE agreed_action SET interested = (SELECT count(*) FROM interest"  # noqa: S608 -- our own words
        f" WHERE agreed_action_id = agreed_action.id) WHERE id IN ({GONE})"
    )
    op.execute(f"DELETE FROM interest WHERE agreed_action_id IN ({GONE})")  # noqa: S608
    op.execute(f"UPDATE contact SET person_id = NULL WHERE agreed_action_id IN ({GONE})")  # noqa: S608


def downgrade() -> None:
    op.execute("DELETE FROM contact WHERE person_id IS NULL")
    with op.batch_alter_table("contact") as batch:
        batch.alter_column("person_id", existing_type=sa.BigInteger(), nullable=False)
    op.drop_column("agreed_action", "interested")
