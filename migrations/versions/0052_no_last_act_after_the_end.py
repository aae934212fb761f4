"""what was done after the end of a meeting is kept in no order"""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM last_act WHERE meeting_id IN (SELECT id FROM meeting WHERE ended)")


def downgrade() -> None:
    """Nothing of it comes back."""
